package api

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// newMethod returns the command for an operation, whose flags it gets when they are asked for.
func (t *tree) newMethod(op *spec.Operation) *cobra.Command {
	m := &method{a: t.a, op: op, path: slices.Collect(op.In(spec.InPath))}
	cmd := &cobra.Command{Use: use(op), Short: op.Summary, Args: m.checkArgs, RunE: m.run, ValidArgsFunction: m.completePath}
	t.grow[cmd] = func() { m.addFlags(cmd) }
	return cmd
}

// method is an operation as a command.
type method struct {
	way

	a     *app.App
	op    *spec.Operation
	path  []*spec.Parameter
	flags []*parameterFlag
}

// parameterFlag is a flag for a parameter of the query.
type parameterFlag struct {
	*spec.Parameter
	text string
}

// String implements pflag.Value.
func (f *parameterFlag) String() string { return f.text }

// Set implements pflag.Value. What is wrong is told when all is known.
func (f *parameterFlag) Set(text string) error {
	if f.text != "" && f.Schema.Type == "array" { // given again
		text = f.text + "," + text
	}
	f.text = text
	return nil
}

// Type implements pflag.Value. It is what the help shows.
func (f *parameterFlag) Type() string {
	switch {
	case f.Schema.Type == "array", f.Format == "and-or-list":
		return "list"
	case f.Format == "date":
		return "date"
	case f.Schema.Type == "boolean":
		return "bool"
	case f.Schema.Type == "integer", f.Schema.Type == "number":
		return "number"
	}
	return "text"
}

// everywhere are the parameters that are flags of all commands, or are known by who is signed in.
var everywhere = []string{"language", "region", "session_id"}

func (m *method) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	for p := range m.op.In(spec.InQuery) {
		if slices.Contains(everywhere, p.Name) {
			continue
		}
		f := &parameterFlag{Parameter: p}
		m.flags = append(m.flags, f)
		name := flagName(p.Name)
		flag := flags.VarPF(f, name, "", "")
		if p.Schema.Type == "boolean" {
			flag.NoOptDefVal = "true"
		}
		must(cmd.RegisterFlagCompletionFunc(name, completeValues(&p.Schema)))
	}
	isV4 := strings.HasPrefix(m.op.Path, "/4/")
	mayBeUser := m.op.Has("session_id") || isV4 && m.op.Tag != "V4 AUTH"
	m.way.addFlags(cmd, m.op.Rows != "", m.op.Body != nil, mayBeUser && !m.op.NeedsUser())
	for _, name := range []string{"language", "region"} {
		if m.op.Has(name) {
			continue
		}
		if f := cmd.InheritedFlags().Lookup(name); f != nil { // of which this operation knows nothing
			f.Hidden = true
		}
	}
	help := cmd.HelpFunc()
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		m.describe(cmd)
		help(cmd, args)
	})
}

// checkArgs checks the values of the path.
func (m *method) checkArgs(cmd *cobra.Command, args []string) error {
	if len(args) != len(m.path) {
		return app.Usagef("there are %d values for the path: want %s", len(args), cmd.UseLine())
	}
	for i, p := range m.path {
		if m.isMe(i, args[i]) {
			continue
		}
		if err := checkPath(p, args[i]); err != nil {
			return err
		}
	}
	return nil
}

// isMe reports whether a value of the path stands for the account of who asks.
func (m *method) isMe(i int, value string) bool {
	return value == me && slices.Contains([]string{"account_id", "account_object_id"}, m.path[i].Name)
}

func (m *method) run(cmd *cobra.Command, args []string) error {
	if err := m.check(cmd); err != nil {
		return err
	}
	r := &request{op: m.op, method: m.op.Method, path: m.op.Path, asUser: m.op.NeedsUser()}
	for i, p := range m.path {
		r.path = strings.Replace(r.path, "{"+p.Name+"}", url.PathEscape(args[i]), 1)
		r.asUser = r.asUser || m.isMe(i, args[i])
	}
	for _, f := range m.flags {
		name := flagName(f.Name)
		if f.text == "" {
			if f.Required {
				return app.Usagef("--%s is missing: want %s", name, f.Want())
			}
			continue
		}
		if err := checkValue(f.Parameter, "--"+name, f.text); err != nil {
			return err
		}
		r.query = append(r.query, pair{f.Name, f.text})
		if f.Name == "guest_session_id" {
			r.asUser = false
		}
	}
	if region := cmd.Flag("region"); region != nil && region.Changed && m.op.Has("region") {
		r.query = append(r.query, pair{"region", region.Value.String()})
	}
	switch {
	case m.op.Body == nil:
	case m.body == "":
		return app.Usagef("--body is missing: want %s", m.op.Body.Want())
	default:
		var err error
		if r.body, err = readBody(cmd.Context(), m.body, cmd.InOrStdin()); err != nil {
			return err
		}
		if err := checkBody(m.op.Body, r.body); err != nil {
			return err
		}
	}
	return m.do(m.a, cmd, r)
}

// helpWidth is how wide the texts of flags are.
const helpWidth = 60

// describe writes the help, with the texts of the spec.
func (m *method) describe(cmd *cobra.Command) {
	t := readTexts()
	var b strings.Builder
	paragraph := func(format string, args ...any) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(ansi.Wordwrap(fmt.Sprintf(format, args...), 100, ""))
	}
	paragraph("%s. %s", strings.TrimSuffix(m.op.Summary, "."), plain(t.of(m.op).Text))
	paragraph("%s %s\n%s", m.op.Method, m.op.Path, m.op.Docs)
	var fields []string
	for _, p := range m.path {
		fields = append(fields, flagName(p.Name), sentence(t.parameter(m.op, p.Name))+want(&p.Schema))
	}
	if len(fields) > 0 {
		paragraph("Values of the path:\n%s", table(fields))
	}
	if m.op.Body != nil {
		fields = nil
		for _, p := range m.op.Body.Properties {
			text := sentence(plain(t.of(m.op).Body[p.Name])) + want(&p.Schema)
			if p.Required {
				text += " Required."
			}
			fields = append(fields, p.Name, text)
		}
		paragraph("Fields of the body:\n%s", table(fields))
	}
	if m.op.NeedsUser() {
		paragraph("It needs a user: tmdb login --user.")
	}
	if m.op.Writes && m.op.Method == "GET" {
		paragraph("Although it is a GET, it changes something.")
	}
	cmd.Long = b.String()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		own, ok := f.Value.(*parameterFlag)
		if !ok {
			return
		}
		text := sentence(t.parameter(m.op, own.Name)) + want(&own.Schema)
		if own.Required {
			text += " Required."
		}
		f.Usage = ansi.Wordwrap(text, helpWidth, "")
	})
}

// sentence returns a text with a full stop, unless it is empty.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// want says what a value is, if there is more to say than that it is a text or a number.
func want(s *spec.Schema) string {
	values := s.Enum
	if s.Items != nil {
		values = s.Items.Enum
	}
	switch {
	case len(values) > 0:
		return " Values: " + strings.Join(values, ", ") + "."
	case s.Min.Set || s.Max.Set || s.MultipleOf > 0:
		return " Want " + s.Want() + "."
	}
	return ""
}

// table returns names and texts in two columns.
func table(fields []string) string {
	widest := 0
	for i := 0; i < len(fields); i += 2 {
		widest = max(widest, len(fields[i]))
	}
	var b strings.Builder
	for i := 0; i < len(fields); i += 2 {
		lines := strings.Split(ansi.Wordwrap(strings.TrimSpace(fields[i+1]), 96-widest, ""), "\n")
		fmt.Fprintf(&b, "  %-*s  %s\n", widest, fields[i], strings.Join(lines, "\n"+strings.Repeat(" ", widest+4)))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
