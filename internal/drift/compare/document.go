package compare

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is an OpenAPI document of any 3.x version as it is written, so that what it leaves open
// stays open: libraries fill in and refuse what the two documents say differently.
type document struct {
	root   map[string]any
	shapes int // that were made of its schemas
}

// readDocument reads JSON or YAML.
func readDocument(data []byte) (*document, error) {
	d := &document{}
	var err error
	if strings.HasPrefix(strings.TrimSpace(string(data[:min(len(data), 100)])), "{") {
		err = json.Unmarshal(data, &d.root)
	} else {
		err = yaml.Unmarshal(data, &d.root)
	}
	if err != nil {
		return nil, err
	}
	if len(object(d.root["paths"])) == 0 {
		return nil, fmt.Errorf("it has no paths: want an OpenAPI document")
	}
	return d, nil
}

// operation is an operation of a document.
type operation struct {
	id, method, path string
	parameters       map[string]parameter // by place and name, such as query/page
	body             *shape               // nil if it takes none
	statuses         []string
	success          string // the first status of success, "" if there is none
	response         *shape // of that status, nil if there is no JSON
}

type parameter struct {
	required bool
	*shape
	fallback string // the default, "" if there is none
}

var methods = []string{"get", "post", "put", "patch", "delete"}

// operations returns the operations by method and path, in which the parameters have no names.
func (d *document) operations() (map[string]*operation, error) {
	ops := map[string]*operation{}
	paths := object(d.root["paths"])
	for _, template := range slices.Sorted(maps.Keys(paths)) {
		item := object(paths[template])
		for _, method := range methods {
			source := object(item[method])
			if source == nil {
				continue
			}
			op := &operation{method: strings.ToUpper(method), path: template, parameters: map[string]parameter{}}
			if err := d.read(op, source, slices.Concat(list(item["parameters"]), list(source["parameters"]))); err != nil {
				return nil, fmt.Errorf("%s %s: %w", op.method, template, err)
			}
			ops[op.method+" "+unnamed(template)] = op
		}
	}
	return ops, nil
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// unnamed returns a path with {} for each parameter.
func unnamed(template string) string { return placeholder.ReplaceAllString(template, "{}") }

func (d *document) read(op *operation, source map[string]any, parameters []any) error {
	op.id = text(source["operationId"])
	for _, p := range parameters {
		p, err := d.resolve(p)
		if err != nil {
			return err
		}
		s, err := d.shape(p["schema"], nil)
		if err != nil {
			return err
		}
		schema, err := d.resolve(p["schema"])
		if err != nil {
			return err
		}
		op.parameters[text(p["in"])+"/"+text(p["name"])] = parameter{p["required"] == true, s, text(schema["default"])}
	}
	body, err := d.resolve(source["requestBody"])
	if err != nil {
		return err
	}
	if op.body, err = d.content(body); err != nil {
		return err
	}
	responses := object(source["responses"])
	op.statuses = slices.Sorted(maps.Keys(responses))
	for _, status := range op.statuses {
		if !strings.HasPrefix(status, "2") {
			continue
		}
		response, err := d.resolve(responses[status])
		if err != nil {
			return err
		}
		op.success = status
		op.response, err = d.content(response)
		return err
	}
	return nil
}

// content returns the shape of the JSON of a body or a response, nil if it has none.
func (d *document) content(of map[string]any) (*shape, error) {
	media := object(object(of["content"])["application/json"])
	if media == nil {
		return nil, nil
	}
	return d.shape(media["schema"], nil)
}

var unescaper = strings.NewReplacer("~1", "/", "~0", "~")

// resolve returns what v is or refers to.
func (d *document) resolve(v any) (map[string]any, error) {
	o := object(v)
	for range 20 {
		ref, ok := o["$ref"].(string)
		if !ok {
			return o, nil
		}
		target, ok := strings.CutPrefix(ref, "#/")
		if !ok {
			return nil, fmt.Errorf("$ref is %q: want one into the document", ref)
		}
		var at any = d.root
		for key := range strings.SplitSeq(target, "/") {
			at = object(at)[unescaper.Replace(key)]
		}
		if o = object(at); o == nil {
			return nil, fmt.Errorf("$ref is %q: there is no such object", ref)
		}
	}
	return nil, fmt.Errorf("$ref %s leads back to itself", path.Base(text(o["$ref"])))
}

func object(v any) map[string]any {
	if o, ok := v.(map[any]any); ok { // YAML with a key that is a number, such as a status
		texts := make(map[string]any, len(o))
		for key, value := range o {
			texts[text(key)] = value
		}
		return texts
	}
	o, _ := v.(map[string]any)
	return o
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// text returns a scalar as it is written, "" for nil.
func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
