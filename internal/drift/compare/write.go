package compare

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
)

//go:embed drift.gen.json
var committed []byte

// Committed returns the report that was written last with TMDB's file at hand; it needs none.
func Committed() (*Report, error) {
	r := &Report{}
	return r, json.Unmarshal(committed, r)
}

// CommittedJSON returns the report of [Committed] as it is in the file.
func CommittedJSON() []byte { return bytes.Clone(committed) }

// JSON returns the report with a line for each difference, so that a change of it can be read.
func (r *Report) JSON() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	put := func(v any) {
		_ = encoder.Encode(v) // strings and numbers into memory
		b.Truncate(b.Len() - 1)
	}
	fmt.Fprintf(&b, "{\n\"responses\": %d,\n\"known\": [", r.Responses)
	for i, k := range r.Known {
		b.WriteString(comma(i))
		put(k)
	}
	b.WriteString("\n],\n\"operations\": [")
	for i, op := range r.Operations {
		b.WriteString(comma(i))
		fmt.Fprintf(&b, "{\"id\": %q, \"method\": %q, \"path\": %q, \"responses\": %d, \"differences\": [", op.ID, op.Method, op.Path, op.Responses)
		for i, d := range op.Differences {
			b.WriteString(comma(i))
			put(d)
		}
		b.WriteString("\n]}")
	}
	b.WriteString("\n]\n}\n")
	return b.Bytes()
}

func comma(i int) string {
	if i == 0 {
		return "\n"
	}
	return ",\n"
}

// Text returns the report as a table for a terminal, with a line for each difference.
func (r *Report) Text() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	n := 0
	for _, op := range r.Operations {
		fmt.Fprintf(&b, "%s %s", op.Method, op.Path)
		if op.ID != "" {
			fmt.Fprintf(&b, " (%s)", op.ID)
		}
		b.WriteString("\n")
		for _, d := range op.Differences {
			n++
			fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\n", d.Pointer, d.Kind, cut(d.says()), d.evidence(), orUnknown(d.Known))
		}
		_ = w.Flush() // into memory
	}
	fmt.Fprintf(&b, "%d differences in %d operations; %d recorded responses\n", n, len(r.Operations), r.Responses)
	return b.String()
}

// Markdown returns the report as a document: the reasons with their counts, and a table for each
// operation.
func (r *Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Differences\n\n%d recorded responses.\n\n| reason | differences |\n|---|---|\n", r.Responses)
	for _, k := range r.Known {
		if k.Count > 0 {
			fmt.Fprintf(&b, "| %s: %s | %d |\n", cell(k.Name), cell(k.Reason), k.Count)
		}
	}
	for _, op := range r.Operations {
		fmt.Fprintf(&b, "\n## %s `%s`\n\n| where | what | TMDB's file, spec | responses | reason |\n|---|---|---|---|---|\n", op.Method, op.Path)
		for _, d := range op.Differences {
			where := ""
			if d.Pointer != "" {
				where = "`" + d.Pointer + "`"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", where, d.Kind, cell(d.says()), d.evidence(), cell(orUnknown(d.Known)))
		}
	}
	return b.String()
}

// cut makes a text fit into a column.
func cut(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ").Replace(strings.TrimSpace(text))
}

// says returns what the sides say, TMDB's file first.
func (d *Difference) says() string {
	switch {
	case d.Found != "":
		return "found " + d.Found + ", the spec has " + orNothing(d.Spec)
	case d.Official == "" && d.Spec == "":
		return ""
	}
	return orNothing(d.Official) + " → " + orNothing(d.Spec)
}

func (d *Difference) evidence() string {
	if d.Of == 0 {
		return "–"
	}
	return fmt.Sprintf("%d of %d", d.Seen, d.Of)
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}

func orUnknown(name string) string {
	if name == "" {
		return "UNKNOWN"
	}
	return name
}
