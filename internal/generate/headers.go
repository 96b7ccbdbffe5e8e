package main

import (
	"iter"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v3"
)

// injectKey is the key of api/headers.yaml under which it says which responses have which headers.
const injectKey = "inject"

// injection gives headers to responses, by name. What it does not name it is for all of.
type injection struct {
	at                            position
	operations, methods, statuses []string
	headers                       map[string]string // name to component
}

// injections returns the entries of inject and what is wrong with them.
func injections(src *source) ([]injection, []error) {
	var list []injection
	var errs []error
	for _, f := range src.files {
		for _, node := range elements(child(f.doc, injectKey)) {
			in := injection{at: position{f.name, node.Line}, headers: map[string]string{}}
			for key, value := range pairs(node) {
				switch key.Value {
				case "operations":
					in.operations = values(value)
				case "methods":
					in.methods = values(value)
				case "statuses":
					in.statuses = values(value)
				case "headers":
					for name, header := range pairs(value) {
						in.headers[name.Value] = lastSegment(text(header, "$ref"))
					}
				default:
					errs = append(errs, position{f.name, key.Line}.errorf("unknown key %q: want operations, methods, statuses, headers", key.Value))
				}
			}
			if len(in.statuses) == 0 || len(in.headers) == 0 {
				errs = append(errs, in.at.errorf("an entry of inject needs statuses and headers"))
			}
			list = append(list, in)
		}
	}
	return list, errs
}

// values returns the scalars of a sequence.
func values(node *yaml.Node) []string {
	var list []string
	for _, n := range elements(node) {
		list = append(list, n.Value)
	}
	return list
}

// checkInjections wants every entry of inject to be of a known form.
func checkInjections(src *source) []error {
	_, errs := injections(src)
	return errs
}

// inject adds the headers of api/headers.yaml to the responses of doc. It returns an error for an
// entry that no response is in need of.
func inject(src *source, doc *openapi3.T) error {
	list, _ := injections(src)
	own := map[*openapi3.Response]bool{}
	for response := range responses(doc) {
		own[response.Value] = len(response.Value.Headers) > 0
	}
	for _, in := range list {
		if err := addComponents(src, doc, in); err != nil {
			return err
		}
		used := false
		for response, of := range responses(doc) {
			if own[response.Value] || !in.matches(of) {
				continue
			}
			used = true
			if response.Value.Headers == nil {
				response.Value.Headers = openapi3.Headers{}
			}
			for name, component := range in.headers {
				response.Value.Headers[name] = &openapi3.HeaderRef{
					Ref: "#/components/headers/" + component, Value: doc.Components.Headers[component].Value,
				}
			}
		}
		if !used {
			return in.at.errorf("the entry of inject is for no response: each that fits has headers of its own")
		}
	}
	return nil
}

// addComponents adds the headers of in to the components of doc, which only has what others refer
// to.
func addComponents(src *source, doc *openapi3.T, in injection) error {
	if doc.Components.Headers == nil {
		doc.Components.Headers = openapi3.Headers{}
	}
	for _, name := range in.headers {
		if doc.Components.Headers[name] != nil {
			continue
		}
		c, ok := find(src.components, "headers", name)
		if !ok {
			return in.at.errorf("there is no header %s", name)
		}
		header := &openapi3.Header{}
		if err := decode(c.node, header); err != nil {
			return c.at.errorf("headers/%s: %w", name, err)
		}
		doc.Components.Headers[name] = &openapi3.HeaderRef{Value: header}
	}
	return nil
}

// responseOf says what a response is to.
type responseOf struct{ operation, method, status string }

func (in injection) matches(of responseOf) bool {
	fits := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	return fits(in.operations, of.operation) && fits(in.methods, of.method) && fits(in.statuses, of.status)
}

// responses yields every response of every operation; those that operations share come once for
// each.
func responses(doc *openapi3.T) iter.Seq2[*openapi3.ResponseRef, responseOf] {
	return func(yield func(*openapi3.ResponseRef, responseOf) bool) {
		for _, item := range doc.Paths.Map() {
			for method, op := range item.Operations() {
				for status, response := range op.Responses.Map() {
					if !yield(response, responseOf{op.OperationID, strings.ToLower(method), status}) {
						return
					}
				}
			}
		}
	}
}

// mergeHeaders makes one header of those of a response whose names differ in case only, which are one
// to HTTP and to every tool. The first name stays; the examples become a list, as HTTP has it.
func mergeHeaders(tree *yaml.Node) {
	for m := range mappings(tree) {
		headers := child(m, "headers")
		if headers == nil || child(m, "description") == nil {
			continue
		}
		first := map[string]*yaml.Node{}
		merged := &yaml.Node{}
		for name, header := range pairs(headers) {
			folded := strings.ToLower(name.Value)
			if first[folded] == nil {
				first[folded] = header
				merged.Content = append(merged.Content, name, header)
				continue
			}
			example, other := child(child(first[folded], "schema"), "example"), text(child(header, "schema"), "example")
			if example != nil && other != "" {
				example.Value += ", " + other
			}
		}
		headers.Content = merged.Content
	}
}
