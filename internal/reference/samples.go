package reference

import (
	"encoding/json"
	"fmt"
	"go/format"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec"
)

const apiURL = "https://api.themoviedb.org"

// source returns a parameter as the bundle has it.
func (op *operation) source(p *spec.Parameter, doc *openapi3.T) *openapi3.Parameter {
	item := doc.Paths.Value(op.Path)
	for _, ref := range slices.Concat(item.Parameters, op.Source.Parameters) {
		if ref.Value.Name == p.Name && ref.Value.In == p.In {
			return ref.Value
		}
	}
	return nil
}

// exampleOf returns the example of a parameter as it stands in a request.
func (s *Site) exampleOf(op *operation, p *spec.Parameter) string {
	source := op.source(p, s.doc.T)
	if source == nil {
		return ""
	}
	value := source.Example
	if value == nil && source.Schema != nil {
		value = shapeOf(source.Schema).example
	}
	switch value := value.(type) {
	case nil:
		return ""
	case []any:
		var parts []string
		for _, part := range value {
			parts = append(parts, text(part))
		}
		return strings.Join(parts, ",")
	}
	return text(value)
}

// sampleURL returns the path of a request with the parameters that it needs.
func (s *Site) sampleURL(op *operation) string {
	address := op.Path
	query := url.Values{}
	for _, p := range op.Parameters {
		switch {
		case p.In == spec.InPath:
			address = strings.ReplaceAll(address, "{"+p.Name+"}", url.PathEscape(s.exampleOf(op, p)))
		case p.Required || p.Name == "session_id" && op.NeedsUser():
			query.Set(p.Name, s.exampleOf(op, p))
		}
	}
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// bodyExample returns a body for a request, nil for an operation without one.
func (s *Site) bodyExample(op *operation) any {
	media := op.requestMedia()
	if media == nil {
		return nil
	}
	for _, e := range media.Examples {
		return e.Value.Value
	}
	if media.Example != nil {
		return media.Example
	}
	return exampleValue(media.Schema)
}

func (op *operation) requestMedia() *openapi3.MediaType {
	if op.Source.RequestBody == nil {
		return nil
	}
	return op.Source.RequestBody.Value.Content.Get("application/json")
}

// exampleValue makes a value out of the examples of the fields, with those that are needed; all if
// none is.
func exampleValue(ref *openapi3.SchemaRef) any {
	sh := shapeOf(ref)
	switch {
	case len(sh.properties) > 0:
		o := map[string]any{}
		for name, p := range sh.properties {
			if len(sh.required) == 0 || slices.Contains(sh.required, name) {
				o[name] = exampleValue(p)
			}
		}
		return o
	case sh.typ == "array" && sh.items != nil && sh.example == nil:
		return []any{exampleValue(sh.items)}
	}
	return sh.example
}

// curl returns the request as a command.
func (s *Site) curl(op *operation) string {
	var b strings.Builder
	b.WriteString("curl ")
	if op.Method != "GET" {
		b.WriteString("-X " + op.Method + " ")
	}
	fmt.Fprintf(&b, "'%s%s' \\\n  -H \"Authorization: Bearer %s\"", apiURL, s.sampleURL(op), "$"+tokenName(op))
	if body := s.bodyExample(op); body != nil {
		fmt.Fprintf(&b, " \\\n  -H 'Content-Type: application/json' \\\n  -d '%s'", strings.ReplaceAll(compact(body), "'", `'\''`))
	}
	return b.String() + "\n"
}

const userTokenName = "TMDB_USER_TOKEN"

// tokenName is the variable of the environment with the token that an operation needs.
func tokenName(op *operation) string {
	if strings.HasPrefix(op.Path, "/4/") && op.NeedsUser() {
		return userTokenName
	}
	return "TMDB_ACCESS_TOKEN"
}

func compact(v any) string {
	data, _ := json.Marshal(v) // it was read as JSON
	return string(data)
}

// typeScript returns the request as code for Node and browsers.
func (s *Site) typeScript(op *operation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "const response = await fetch(%q, {\n", apiURL+s.sampleURL(op))
	if op.Method != "GET" {
		fmt.Fprintf(&b, "  method: %q,\n", op.Method)
	}
	body := s.bodyExample(op)
	if body == nil {
		fmt.Fprintf(&b, "  headers: { Authorization: `Bearer ${process.env.%s}` },\n", tokenName(op))
	} else {
		fmt.Fprintf(&b, "  headers: {\n    Authorization: `Bearer ${process.env.%s}`,\n    \"Content-Type\": \"application/json\",\n  },\n", tokenName(op))
		fmt.Fprintf(&b, "  body: JSON.stringify(%s),\n", compact(body))
	}
	b.WriteString("});\nif (!response.ok) throw new Error(`TMDB responds with ${response.status}`);\n")
	b.WriteString("const result = await response.json();\nconsole.log(result);\n")
	return b.String()
}

// paged reports whether the wrapper has an iterator over the rows of the response.
func (s *Site) paged(op *operation) bool {
	media := op.responseMedia()
	if media == nil || !op.Has("page") {
		return false
	}
	sh := shapeOf(media.Schema)
	for _, p := range sh.properties {
		if shapeOf(p).typ == "array" {
			return true
		}
	}
	return false
}

func (op *operation) responseMedia() *openapi3.MediaType {
	response := op.Source.Responses.Status(200)
	if response == nil {
		return nil
	}
	return response.Value.Content.Get("application/json")
}

// goSample returns a program that calls the operation by the wrapper.
func (s *Site) goSample(op *operation) (string, error) {
	imports := []string{"context", "fmt", "log"}
	var editors, args []string
	userV4 := tokenName(op) == userTokenName
	if userV4 {
		imports = append(imports, "os")
		editors = append(editors, `tmdb.BearerAuth(os.Getenv("TMDB_USER_TOKEN"))`)
	}
	for p := range op.In(spec.InPath) {
		args = append(args, goValue(op.source(p, s.doc.T).Schema, s.exampleOf(op, p)))
	}
	hasQuery := false
	var fields []string
	for p := range op.In(spec.InQuery) {
		hasQuery = true
		if p.Required {
			fields = append(fields, goName(p.Name)+": "+goValue(op.source(p, s.doc.T).Schema, s.exampleOf(op, p)))
		} else if p.Name == "session_id" && op.NeedsUser() {
			editors = append(editors, fmt.Sprintf("tmdb.Session(%q)", s.exampleOf(op, p)))
		}
	}
	switch {
	case len(fields) > 0:
		args = append(args, "&gen."+goName(op.ID)+"Params{"+strings.Join(fields, ", ")+"}")
	case hasQuery:
		args = append(args, "nil")
	}
	if media := op.requestMedia(); media != nil {
		args = append(args, goBody(media.Schema, s.bodyExample(op), false))
	}
	call := strings.Join(append(append([]string{"ctx"}, args...), editors...), ", ")

	var b strings.Builder
	method := "client." + op.Service + "." + op.GoMethod
	if s.paged(op) {
		fmt.Fprintf(&b, "\tfor row, err := range %sIter(%s) { // all pages\n", method, call)
		b.WriteString("\t\tif err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t\tfmt.Printf(\"%+v\\n\", row)\n\t}\n")
	} else {
		fmt.Fprintf(&b, "\tresult, err := %s(%s)\n", method, call)
		b.WriteString("\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tfmt.Printf(\"%+v\\n\", result)\n")
	}
	slices.Sort(imports)
	var head strings.Builder
	head.WriteString("package main\n\nimport (\n")
	for _, name := range imports {
		fmt.Fprintf(&head, "\t%q\n", name)
	}
	head.WriteString("\n")
	if strings.Contains(b.String(), "gen.") {
		head.WriteString("\t\"github.com/tmdb-go/tmdb/gen\"\n")
	}
	head.WriteString("\ttmdb \"github.com/tmdb-go/tmdb/wrapper\"\n)\n\nfunc main() {\n\tctx := context.Background()\n")
	head.WriteString("\tclient, err := tmdb.FromEnv() // TMDB_ACCESS_TOKEN\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n")
	src, err := format.Source([]byte(head.String() + b.String() + "}\n"))
	if err != nil {
		return "", fmt.Errorf("%s: %w", op.ID, err)
	}
	return string(src), nil
}

// goValue returns an example as an expression.
func goValue(ref *openapi3.SchemaRef, example string) string {
	sh := shapeOf(ref)
	switch {
	case sh.typ == "integer" || sh.typ == "number" || sh.typ == "boolean":
		return example
	case sh.name != "" && len(sh.values) > 0:
		return "gen." + sh.name + goName(example)
	}
	return fmt.Sprintf("%q", example)
}

// goBody returns an example as a composite literal of its type. Fields that may be left out are
// pointers.
func goBody(ref *openapi3.SchemaRef, example any, inList bool) string {
	sh := shapeOf(ref)
	o, _ := example.(map[string]any)
	var fields []string
	for _, name := range sortedKeys(o) {
		p := sh.properties[name]
		if p == nil {
			continue
		}
		psh := shapeOf(p)
		var value string
		switch v := o[name].(type) {
		case []any:
			var rows []string
			for _, row := range v {
				rows = append(rows, goBody(psh.items, row, true))
			}
			value = "[]gen." + shapeOf(psh.items).name + "{" + strings.Join(rows, ", ") + "}"
		default:
			value = goValue(p, text(v))
			if len(sh.required) == 0 && psh.format != "password" {
				value = "new(" + value + ")"
			}
		}
		fields = append(fields, goField(name)+": "+value)
	}
	literal := "{" + strings.Join(fields, ", ") + "}"
	if inList {
		return literal
	}
	return "gen." + sh.name + literal
}

// goField returns the name of a field; two are named for what the number of a standard means.
func goField(name string) string {
	switch name {
	case "iso_639_1":
		return "LanguageCode"
	case "iso_3166_1":
		return "CountryCode"
	}
	return goName(name)
}

// initialisms are the words that Go writes in capitals.
var initialisms = map[string]string{"id": "ID", "ids": "IDs", "tv": "TV", "imdb": "IMDB", "tmdb": "TMDB", "tvdb": "TVDB", "url": "URL"}

// goName returns the name in Go of something in the spec.
func goName(name string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '_' || r == '.' || r == '-' || r == '/' }) {
		switch known := initialisms[word]; {
		case known != "":
			b.WriteString(known)
		case strings.HasPrefix(word, "tv") && len(word) > 2 && word[2] >= 'A' && word[2] <= 'Z':
			b.WriteString("TV" + word[2:])
		default:
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}
