package proof

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/recorded"
	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/wrapper"
)

// place is a value of a response of the spec, wherever in it that is.
type place struct {
	op operation
	// pointer leads to it; in a list it is in the first element, in a map in the entry "US".
	pointer []string
	schema  *openapi3.Schema
	// body returns the smallest body that has value there.
	body func(value any) any
	// kind is the property by which a union knows it, "" if it is not in one.
	kind string
}

func (p place) String() string { return p.op.ID + " /" + strings.Join(p.pointer, "/") }

// in returns the place of what is in p under a key.
func (p place) in(key string, schema *openapi3.Schema, wrap func(value any) any) place {
	body := func(value any) any { return p.body(wrap(value)) }
	return place{op: p.op, pointer: append(slices.Clone(p.pointer), key), schema: schema, body: body}
}

// property returns the place of a property of the object p.
func (p place) property(name string, schema *openapi3.Schema) place {
	return p.in(name, schema, func(value any) any { return map[string]any{name: value} })
}

// objects calls yield for all objects with properties in the responses of the spec, once for each
// schema of a response.
func objects(t *testing.T, yield func(object place, properties map[string]*openapi3.Schema)) {
	t.Helper()
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[*openapi3.Schema]bool{}
	for _, op := range ops {
		if schema := op.Response(http.StatusOK); schema != nil && !seen[schema] {
			seen[schema] = true
			place{op: op, schema: schema, body: func(value any) any { return value }}.walk(nil, yield)
		}
	}
}

// walk calls yield for the objects in p. within are the schemas that p is in.
func (p place) walk(within []*openapi3.Schema, yield func(place, map[string]*openapi3.Schema)) {
	if slices.Contains(within, p.schema) {
		return
	}
	within = append(slices.Clone(within), p.schema)
	properties, entries := fieldsOf(p.schema)
	if kind, mapping, ok := read.Union(p.schema); ok {
		for _, member := range mapping {
			target := p.schema.Discriminator.Mapping[member.Value].Ref
			i := slices.IndexFunc(p.schema.OneOf, func(ref *openapi3.SchemaRef) bool { return ref.Ref == target })
			as := func(value any) any {
				fields := maps.Clone(value.(map[string]any))
				fields[kind] = member.Value
				return p.body(fields)
			}
			place{p.op, p.pointer, p.schema.OneOf[i].Value, as, kind}.walk(within, yield)
		}
		return
	}
	switch {
	case p.schema.Items != nil:
		p.in("0", p.schema.Items.Value, func(value any) any { return []any{value} }).walk(within, yield)
	case len(properties) > 0:
		yield(p, properties)
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			p.property(name, properties[name]).walk(within, yield)
		}
	case entries != nil:
		p.in("US", entries, func(value any) any { return map[string]any{"US": value} }).walk(within, yield)
	}
}

// fieldsOf returns the properties of an object, and the schema of those without a name.
func fieldsOf(s *openapi3.Schema) (properties map[string]*openapi3.Schema, entries *openapi3.Schema) {
	properties = map[string]*openapi3.Schema{}
	for name, property := range s.Properties {
		properties[name] = property.Value
	}
	if s.AdditionalProperties.Schema != nil {
		entries = s.AdditionalProperties.Schema.Value
	}
	for _, part := range s.AllOf {
		more, others := fieldsOf(part.Value)
		maps.Copy(properties, more)
		if others != nil {
			entries = others
		}
	}
	return properties, entries
}

// isList reports whether a property is a list, isObject whether it is an object.
func isList(s *openapi3.Schema) bool {
	return s.Items != nil || len(s.AllOf) == 1 && isList(s.AllOf[0].Value)
}

func isObject(s *openapi3.Schema) bool {
	properties, entries := fieldsOf(s)
	return len(properties) > 0 || entries != nil
}

// oddity is a body with something odd in one place.
type oddity struct {
	place place
	value any
}

// checkOddities sends the bodies to the generated client, which has to take each, and with it the
// members of unions in it. Where the value stood, there is nothing.
func checkOddities(t *testing.T, oddities []oddity) {
	t.Helper()
	var recordings []recorded.Response
	for _, o := range oddities {
		body, err := json.Marshal(o.place.body(o.value))
		if err != nil {
			t.Fatal(err)
		}
		recordings = append(recordings, recorded.Response{Method: o.place.op.Method, Path: o.place.op.Path, Status: http.StatusOK, Body: body})
	}
	c := newChecker(t, recordings)
	for i, o := range oddities {
		response, err := c.call(t.Context(), o.place.op, i)
		if err != nil {
			t.Fatal(err)
		}
		if response.err != nil {
			t.Errorf("%s: %s: %v", o.place, recordings[i].Body, response.err)
			continue
		}
		result, ok := typedResult(response.value, http.StatusOK)
		if !ok {
			t.Fatalf("%s: no result", o.place)
		}
		f := finder{appended: func(string) (reflect.Type, bool) { return nil, false }}
		if err := f.compare("", recordings[i].Body, result); err != nil || len(f.failures) > 0 || f.unknown > 0 {
			t.Errorf("%s: %s: %v %v", o.place, recordings[i].Body, err, f.failures)
		}
		if left, err := at(result, o.place.pointer); err != nil || !empty(left) {
			t.Errorf("%s: %s: there is %v, %v", o.place, recordings[i].Body, left, err)
		}
	}
}

// at returns what v has at pointer as JSON, nil if there is nothing.
func at(v reflect.Value, pointer []string) (any, error) {
	data, err := json.Marshal(v.Interface())
	if err != nil {
		return nil, err
	}
	got, err := parse(data)
	for _, key := range pointer {
		switch in := got.(type) {
		case map[string]any:
			got = in[key]
		case []any:
			got = element(in, 0)
		}
	}
	return got, err
}

// empty reports whether JSON says nothing: of an object, whether all fields do but for what says of
// which kind it is.
func empty(v any) bool {
	object, ok := v.(map[string]any)
	if !ok {
		return nothing(v) || zero(v)
	}
	for name, field := range object {
		if name != "media_type" && !empty(field) {
			return false
		}
	}
	return true
}

// TestEmptyListsAndObjects: every list of every response may be {} when it is empty, and every object
// [], whatever it is in.
func TestEmptyListsAndObjects(t *testing.T) {
	t.Parallel()
	var oddities []oddity
	lists, others := 0, 0
	objects(t, func(object place, properties map[string]*openapi3.Schema) {
		for name, schema := range properties {
			switch {
			case isList(schema):
				lists++
				oddities = append(oddities, oddity{object.property(name, schema), map[string]any{}})
			case isObject(schema):
				others++
				oddities = append(oddities, oddity{object.property(name, schema), []any{}})
			}
		}
	})
	if lists < 400 || others < 100 {
		t.Fatalf("%d lists and %d objects, there are more", lists, others)
	}
	checkOddities(t, oddities)
}

// TestNullAndAbsent: all properties of every object of every response may be null. Absent are those of
// the objects around it.
func TestNullAndAbsent(t *testing.T) {
	t.Parallel()
	var oddities []oddity
	objects(t, func(object place, properties map[string]*openapi3.Schema) {
		nulls := map[string]any{}
		for name := range properties {
			if name != object.kind {
				nulls[name] = nil
			}
		}
		oddities = append(oddities, oddity{object, nulls})
	})
	if len(oddities) < 500 {
		t.Fatalf("%d objects, there are more", len(oddities))
	}
	checkOddities(t, oddities)
}

// TestOddPieces: what is odd about an appended piece costs nothing but the piece, which is nil and
// among what DroppedAppends returns.
func TestOddPieces(t *testing.T) {
	t.Parallel()
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	type piece struct {
		op   operation
		name string
	}
	var pieces []piece
	var recordings []recorded.Response
	for _, op := range ops {
		parameter := op.Source.Parameters.GetByInAndName("query", "append_to_response")
		if parameter == nil {
			continue
		}
		for _, name := range op.Query("append_to_response").Items.Enum {
			properties, _ := fieldsOf(op.Response(http.StatusOK))
			inside, _ := fieldsOf(properties[name])
			odd := map[string]any{}
			for field, schema := range inside {
				if isList(schema) || isObject(schema) {
					odd[field] = 5
				}
			}
			if len(odd) == 0 {
				odd["id"] = "x"
			}
			for _, value := range []any{5, "x", true, false, "", nil, []any{}, []any{"a"}, odd} {
				body, err := json.Marshal(map[string]any{"id": 550, name: value})
				if err != nil {
					t.Fatal(err)
				}
				pieces = append(pieces, piece{op, name})
				recordings = append(recordings, recorded.Response{Method: op.Method, Path: op.Path, Status: http.StatusOK, Body: body})
			}
		}
	}
	if len(pieces) < 60*9 {
		t.Fatalf("%d odd pieces, there are more", len(pieces))
	}
	c := newChecker(t, recordings)
	for i, p := range pieces {
		response, err := c.call(t.Context(), p.op, i)
		if err != nil {
			t.Fatal(err)
		}
		if response.err != nil {
			t.Errorf("%s: %s: %v", p.op.ID, recordings[i].Body, response.err)
			continue
		}
		result, _ := typedResult(response.value, http.StatusOK)
		if id := result.Elem().FieldByName("ID"); id.Int() != 550 {
			t.Errorf("%s: %s: the id is %v", p.op.ID, recordings[i].Body, id)
		}
		if dropped := wrapper.DroppedAppends(result.Interface(), []string{p.name}); fmt.Sprint(dropped) != "["+p.name+"]" {
			t.Errorf("%s: %s: dropped is %v", p.op.ID, recordings[i].Body, dropped)
		}
	}
}

// TestNumbers: a number of a response is a pointer only where 0 means something else than none, and
// where null has a number of its own, types.Unmarshal looks for the field by the end of its name.
func TestNumbers(t *testing.T) {
	t.Parallel()
	pointers, nulls := map[string]bool{}, map[string]bool{}
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(in reflect.Type) {
		switch in.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			look(in.Elem())
		case reflect.Struct:
			if seen[in] {
				return
			}
			seen[in] = true
			for field := range in.Fields() {
				name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
				if as := field.Type; as.Kind() == reflect.Pointer && as.Elem().ConvertibleTo(reflect.TypeFor[float64]()) {
					pointers[name] = true
				}
				if field.Tag.Get("null") != "" {
					nulls[name] = true
				}
				look(field.Type)
			}
			for i := range in.NumMethod() { // the members of a union
				if method := in.Method(i); strings.HasPrefix(method.Name, "As") && method.Type.NumOut() > 0 {
					look(method.Type.Out(0))
				}
			}
		}
	}
	client := newChecker(t, nil).client
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range ops {
		method, err := op.clientMethod(client, "WithResponse")
		if err != nil {
			t.Fatal(err)
		}
		if getter, ok := method.Type().Out(0).MethodByName("GetJSON200"); ok {
			look(getter.Type.Out(0))
		}
	}
	// None removed, the first in the billing, a number of an order, a page that is empty, and flags.
	want := []string{"featured", "items_deleted", "order", "page", "sort_by", "total_pages", "total_results"}
	if got := slices.Sorted(maps.Keys(pointers)); !slices.Equal(got, want) {
		t.Errorf("pointers are %v, want %v", got, want)
	}
	if got := slices.Sorted(maps.Keys(nulls)); !slices.Equal(got, []string{"episode_number", "season_number"}) {
		t.Errorf("null has a number of its own in %v", got)
	}
}
