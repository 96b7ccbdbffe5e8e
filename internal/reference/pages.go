package reference

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// maxPage is how long the HTML of a page may be, in bytes.
const maxPage = 60_000

// deepest is how deep the fields of a body are shown where a page stays short enough.
const deepest = 6

func (s *Site) functions() template.FuncMap {
	return template.FuncMap{
		"code":     code,
		"markdown": block,
		"services": func() []*service { return s.services },
		"guides":   func() []*guide { return s.guides },
		"hasDrift": func() bool { return len(s.drift.Operations) > 0 },
		"count":    func() int { return len(s.byID) },
	}
}

// page is what all pages have.
type page struct {
	Title, Text string
	Root        string // how to get to the root of the site from here
	Markdown    string // the same page for machines, from the root
	Service     *service
	Token       string
	Data        any
}

func rootOf(name string) string {
	return cmp.Or(strings.Repeat("../", strings.Count(name, "/")), "./")
}

func (s *Site) startPage() ([]byte, error) {
	return s.render("start", page{Title: "The Movie Database API", Text: s.doc.Info.Description, Root: "./", Markdown: "llms.txt"})
}

// missingPage has addresses from the root of the server, for it stands in for any page.
func (s *Site) missingPage() ([]byte, error) {
	root := "/"
	if _, rest, ok := strings.Cut(s.config.Base, "://"); ok {
		if _, folder, ok := strings.Cut(rest, "/"); ok {
			root = "/" + folder + "/"
		}
	}
	return s.render("missing", page{Title: "No such page", Text: "There is no such page.", Root: root})
}

func (s *Site) listPage() ([]byte, error) {
	return s.render("list", page{Title: "All operations", Text: "All operations of the API, by tag.", Root: "../", Markdown: "llms.txt"})
}

func (s *Site) servicePage(in *service) ([]byte, error) {
	return s.render("service", page{Title: in.Label(), Text: in.Description, Root: "../../", Service: in, Markdown: "llms.txt"})
}

// operationData is the page of an operation.
type operationData struct {
	Op            *operation
	Path, Query   []parameter
	Body          *field
	BodyExample   string
	Result        *field
	Successes     string // the statuses of the result
	Recorded      int    // responses that fields were counted in
	ResultText    template.HTML
	Failures      []failure
	Access        template.HTML
	SignIn        template.HTML // where the form’s session or token comes from
	UserToken     bool          // the form sends the token of a user
	Cache         string
	Paged         bool
	Deprecated    template.HTML // why it is, and what to use
	Example       example
	HasExample    bool
	Go, Curl, TS  string
	Godoc         string
	Differences   []reason
	Before, After *operation
}

// parameter is a parameter as a page shows it.
type parameter struct {
	*field
	Secret bool
	List   bool
	Input  string   // what it begins with in the form
	Choice []string // all that the form lets it be; none if it is typed
}

// failure is a status that is no success, with TMDB's codes that come with it.
type failure struct {
	Status, Name string
	Text         template.HTML
	Codes        []spec.StatusCode
}

func (s *Site) operationPage(op *operation) ([]byte, error) {
	sample, err := s.goSample(op)
	if err != nil {
		return nil, err
	}
	d := operationData{
		Op: op, Go: sample, Curl: s.curl(op), TS: s.typeScript(op), Paged: s.paged(op),
		Failures: s.failures(op), Access: access(op), SignIn: s.signIn(op), UserToken: tokenName(op) == userTokenName, Cache: cache(op),
		Godoc: "https://pkg.go.dev/github.com/tmdb-go/tmdb/wrapper#" + op.Service + "Service." + op.GoMethod,
	}
	for _, p := range op.Parameters {
		view := s.parameter(op, p)
		if p.In == spec.InPath {
			d.Path = append(d.Path, view)
		} else {
			d.Query = append(d.Query, view)
		}
	}
	if body := s.bodyExample(op); body != nil {
		text, err := json.MarshalIndent(body, "", "  ")
		if err != nil {
			return nil, err
		}
		d.BodyExample = string(text)
	}
	if op.Source.Deprecated {
		instead, _ := op.Source.Extensions["x-deprecated-reason"].(string)
		d.Deprecated = s.text(cmp.Or(instead, "TMDB no longer documents it."))
	}
	d.Differences = s.differences(op.ID)
	if counts := s.often[op.ID]; len(counts.Fields) > 0 {
		d.Recorded = counts.Responses
	}
	d.Example, d.HasExample = s.exampleFor(op)
	i := slices.Index(op.in.Operations, op)
	if i > 0 {
		d.Before = op.in.Operations[i-1]
	}
	if i+1 < len(op.in.Operations) {
		d.After = op.in.Operations[i+1]
	}
	// What is deep goes first when a page would be too long.
	for depth := deepest; ; depth-- {
		if media := op.requestMedia(); media != nil {
			d.Body = s.fields(op, "body", media.Schema, depth)
		}
		if media := op.responseMedia(); media != nil {
			d.Result = s.fields(op, "response", media.Schema, depth)
			d.Successes = strings.Join(slices.DeleteFunc(slices.Clone(op.Statuses), func(status string) bool { return status >= "300" }), " or ")
			d.ResultText = inline(*op.Source.Responses.Status(http.StatusOK).Value.Description)
			if d.Result.Text == d.ResultText {
				d.Result.Text = ""
			}
		}
		html, err := s.render("operation", page{
			Title: op.Summary, Text: op.Source.Description, Root: rootOf(op.Address()), Service: op.in,
			Markdown: op.Address() + ".md", Token: s.config.Token, Data: d,
		})
		if err != nil || len(html) <= maxPage || depth == 1 {
			return html, err
		}
	}
}

func (s *Site) parameter(op *operation, p *spec.Parameter) parameter {
	source := op.source(p, s.doc.T)
	view := parameter{field: s.fields(nil, p.In+"-"+p.Name, source.Schema, 1), Secret: p.Secret(), List: p.Type == "array"}
	view.Name, view.Required, view.Deprecated = p.Name, p.Required, source.Deprecated
	view.Text, view.Example = inline(source.Description), s.exampleOf(op, p)
	if p.MaxDays > 0 {
		view.Limits = fmt.Sprintf("at most %d days after start_date", p.MaxDays)
	}
	switch {
	case p.Type == "boolean":
		view.Choice = []string{"true", "false"}
	case !view.Open && !view.List:
		view.Choice = view.Values
	}
	if p.Required && !p.Secret() {
		view.Input = view.Example
	}
	return view
}

// goMethod is how texts of the spec refer to an operation, for godoc: [MoviesService.Credits].
var goMethod = regexp.MustCompile(`\[(\w+)Service\.(\w+)\]`)

// text returns texts of the spec as one; what is a link in godoc is one to the page of that operation.
func (s *Site) text(parts ...string) template.HTML {
	return inline(goMethod.ReplaceAllStringFunc(strings.TrimSpace(strings.Join(parts, " ")), func(link string) string {
		m := goMethod.FindStringSubmatch(link)
		for _, op := range s.byID {
			if op.Service == m[1] && op.GoMethod == m[2] {
				return "[" + op.Summary + "](../../" + op.Address() + ")"
			}
		}
		return link
	}))
}

// failures returns the statuses of the operation that are no success.
func (s *Site) failures(op *operation) []failure {
	var list []failure
	for _, status := range op.Statuses {
		if status < "400" { // default sorts after the digits
			continue
		}
		response := op.Source.Responses.Value(status).Value
		f := failure{Status: status}
		if response.Description != nil {
			f.Text = inline(*response.Description)
		}
		number, _ := strconv.Atoi(status) // default is 0, which has no text
		f.Name = http.StatusText(number)
		for _, c := range spec.StatusCodes {
			other := number == 0 && c.HTTP >= 400 && !slices.Contains(op.Statuses, strconv.Itoa(c.HTTP))
			if c.HTTP == number || other {
				f.Codes = append(f.Codes, c)
			}
		}
		list = append(list, f)
	}
	return list
}

// access says who has to ask.
func access(op *operation) template.HTML {
	v4 := strings.HasPrefix(op.Path, "/4/")
	switch {
	case op.NeedsUser() && v4:
		return "A user: the access token of a v4 sign-in."
	case op.NeedsUser() && op.Has("guest_session_id"):
		return "A user: a session, or a guest session."
	case op.NeedsUser():
		return "A user: a session."
	case op.Service == "GuestSessions":
		return "The application, with the id of a guest session."
	case op.Has("session_id"):
		return "The application; a session adds what is the user’s."
	}
	return "The application."
}

// signIn says where a reader gets what acts for a user; empty if the operation takes nothing of that.
func (s *Site) signIn(op *operation) template.HTML {
	const printed = " `tmdb-server` prints its users, and where they approve."
	switch {
	case tokenName(op) == userTokenName:
		return s.text("The token of a user comes from [V4AuthService.CreateRequestToken], the user’s approval and [V4AuthService.CreateAccessToken]." + printed)
	case op.Has("session_id"):
		return s.text("A session comes from [AuthenticationService.CreateRequestToken], the user’s approval or [AuthenticationService.ValidateRequestTokenWithLogin], and [AuthenticationService.CreateSession]." + printed)
	case op.Has("guest_session_id"), op.Service == "GuestSessions":
		return s.text("A guest session comes from [AuthenticationService.CreateGuestSession].")
	}
	return ""
}

// cache says for how long a response is good.
func cache(op *operation) string {
	age := op.MaxAge()
	switch {
	case age == 0:
		return "Not cached: each response is of now."
	case op.OfUsers():
		return "TMDB allows " + span(age) + "; the Go client never caches what is a user’s."
	}
	return "For " + span(age) + "; the Go client does so with WithCache."
}

func span(d time.Duration) string {
	if d >= time.Hour {
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d minutes", int(d.Minutes()))
}

// guide is a page that was written as Markdown.
type guide struct {
	Slug, Title, Text string
	source            string
}

// readGuides reads content: a title, a paragraph that says what it is about, and the rest. Digits
// before a name put the guides in order and are no part of the address.
func readGuides() ([]*guide, error) {
	entries, err := content.ReadDir("content")
	if err != nil {
		return nil, err
	}
	var list []*guide
	for _, e := range entries {
		data, err := content.ReadFile("content/" + e.Name())
		if err != nil {
			return nil, err
		}
		source, err := withPrograms(string(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		title, rest, _ := strings.Cut(strings.TrimPrefix(source, "# "), "\n")
		first, _, _ := strings.Cut(strings.TrimSpace(rest), "\n\n")
		list = append(list, &guide{
			Slug: strings.TrimLeft(strings.TrimSuffix(e.Name(), path.Ext(e.Name())), "0123456789-"), Title: title,
			Text: strings.ReplaceAll(first, "\n", " "), source: strings.TrimSpace(rest),
		})
	}
	return list, nil
}

func (s *Site) guidePage(g *guide) ([]byte, error) {
	return s.render("guide", page{Title: g.Title, Text: g.Text, Root: "../", Markdown: "guides/" + g.Slug + ".md", Data: block(g.source)})
}
