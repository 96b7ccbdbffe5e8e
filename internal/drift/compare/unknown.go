package compare

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/recorded"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// Unknown returns what recorded responses of 2024 and later have and the bundle does not know:
// operations, statuses, fields, types and words of vocabularies. Whether they decode is for
// internal/proof to tell.
func Unknown(bundle []byte, responses []recorded.Response) (*Report, error) {
	known, err := committedKnown()
	if err != nil {
		return nil, err
	}
	return unknown(bundle, responses, known)
}

func unknown(bundle []byte, responses []recorded.Response, known []*Known) (*Report, error) {
	doc, err := read.Load(bundle)
	if err != nil {
		return nil, fmt.Errorf("the bundle: %w", err)
	}
	ops := map[string]*read.Operation{}
	for _, op := range doc.Operations {
		ops[op.Method+" "+unnamed(op.Path)] = op
	}
	found := map[string]*Operation{}
	times := map[string]map[Difference]int{}
	r := &Report{}
	for _, response := range responses {
		if !response.Recent() {
			continue
		}
		r.Responses++
		key := response.Method + " " + unnamed(response.Path)
		if found[key] == nil {
			found[key] = &Operation{Method: response.Method, Path: response.Path}
			times[key] = map[Difference]int{}
		}
		found[key].Responses++
		if ops[key] != nil {
			found[key].ID, found[key].Path = ops[key].ID, ops[key].Path
		}
		differences, err := unknownIn(ops[key], response)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", response.File, err)
		}
		for d := range differences {
			times[key][d]++
		}
	}
	for key, op := range found {
		for d, n := range times[key] {
			d.Seen, d.Of = n, op.Responses
			op.Differences = append(op.Differences, d)
		}
		if len(op.Differences) > 0 {
			r.Operations = append(r.Operations, *op)
		}
	}
	r.finish(known)
	return r, nil
}

// unknownIn returns what a response has that the spec does not know, each once.
func unknownIn(op *read.Operation, r recorded.Response) (map[Difference]bool, error) {
	if op == nil {
		return map[Difference]bool{{Kind: UnknownOperation}: true}, nil
	}
	schema := op.Response(r.Status)
	if schema == nil {
		return map[Difference]bool{{Kind: UnknownStatus, Pointer: "status", Found: text(r.Status), Spec: words(op.Statuses)}: true}, nil
	}
	var v any
	if err := json.Unmarshal(r.Body, &v); err != nil {
		return nil, err
	}
	all := map[Difference]bool{}
	read.Visit(schema, v, func(at read.Place, schemas []*openapi3.Schema, v any) {
		pointer := response + at.Pattern
		if len(schemas) == 0 {
			all[Difference{Kind: UnknownField, Pointer: pointer, Found: jsonType(v)}] = true
			return
		}
		types, values := allowed(schemas)
		got := jsonType(v)
		if len(types) > 0 && !slices.Contains(types, got) && !(got == "integer" && slices.Contains(types, "number")) {
			all[Difference{Kind: UnknownType, Pointer: pointer, Found: got, Spec: words(types)}] = true
			return
		}
		if len(values) > 0 && got != null && !slices.Contains(values, fmt.Sprint(v)) {
			all[Difference{Kind: UnknownValue, Pointer: pointer, Found: fmt.Sprintf("%.40s", fmt.Sprint(v)), Spec: vocabulary(values)}] = true
		}
	})
	return all, nil
}

// jsonType is typeOf for what was decoded without json.Number.
func jsonType(v any) string {
	if f, ok := v.(float64); ok {
		return typeOf(json.Number(fmt.Sprint(f)))
	}
	return typeOf(v)
}

// allowed returns the types and words that schemas together let a value be, none for any.
func allowed(schemas []*openapi3.Schema) (types, values []string) {
	nullable := false
	for _, s := range schemas {
		types = append(types, s.Type.Slice()...)
		nullable = nullable || s.Nullable
		for _, value := range slices.Concat(s.Enum, list(s.Extensions[openEnum])) {
			values = append(values, fmt.Sprint(value))
		}
	}
	if len(types) > 0 && nullable {
		types = append(types, null)
	}
	slices.Sort(types)
	slices.Sort(values)
	return slices.Compact(types), slices.Compact(values)
}
