// Package compare holds TMDB's own OpenAPI file against the bundle of the project, and recorded
// responses against both. A report has counts, types, pointers and words of vocabularies only, none
// of TMDB's texts.
//
// A pointer starts with where it leads: query/page, path/movie_id and header/accept are
// parameters, body/value is a field of the request, status/404 a status, and
// response/results[]/id a field of the response of success. [] is any element, {} any key of an
// object whose keys are data; a field of a union is one that any of its members has.
package compare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/recorded"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

const (
	body     = "body"
	response = "response"
	anyItem  = "[]"
	anyKey   = "{}"
)

// Compare returns what TMDB's own OpenAPI file says otherwise than the bundle, with how many of the
// recorded responses show it. It returns an error for a document that it cannot read.
func Compare(official, bundle []byte, responses []recorded.Response) (*Report, error) {
	known, err := committedKnown()
	if err != nil {
		return nil, err
	}
	return compare(official, bundle, responses, known)
}

func compare(official, bundle []byte, responses []recorded.Response, known []*Known) (*Report, error) {
	theirs, err := readOperations("TMDB's file", official)
	if err != nil {
		return nil, err
	}
	ours, err := readOperations("the bundle", bundle)
	if err != nil {
		return nil, err
	}
	evidences, counted, err := gather(responses, ours)
	if err != nil {
		return nil, err
	}
	r := &Report{Responses: counted}
	keys := maps.Clone(theirs)
	maps.Copy(keys, ours)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		c := comparison{evidence: evidences[key]}
		if c.evidence != nil {
			for _, n := range c.evidence.statuses {
				c.Responses += n
			}
		}
		c.compare(theirs[key], ours[key])
		if len(c.Differences) == 0 {
			continue
		}
		op := keys[key]
		c.Method, c.Path = op.method, op.path
		if ours[key] != nil {
			c.ID = op.id
		}
		r.Operations = append(r.Operations, c.Operation)
	}
	r.finish(known)
	return r, nil
}

func readOperations(name string, data []byte) (map[string]*operation, error) {
	d, err := readDocument(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	ops, err := d.operations()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return ops, nil
}

// comparison is of one operation.
type comparison struct {
	Operation
	evidence *evidence
	pieces   []string // that can be appended to the response
}

func (c *comparison) add(kind Kind, pointer, official, spec string, evidence ...int) {
	d := Difference{Kind: kind, Pointer: pointer, Official: official, Spec: spec}
	if len(evidence) == 2 {
		d.Seen, d.Of = evidence[0], evidence[1]
	}
	c.Differences = append(c.Differences, d)
}

func (c *comparison) compare(theirs, ours *operation) {
	switch {
	case theirs == nil:
		c.add(OperationMissing, "", "", "", c.Responses, c.Responses)
		return
	case ours == nil:
		c.add(OperationExtra, "", "", "")
		return
	}
	c.compareParameters(theirs, ours)
	c.compareBodies(theirs.body, ours.body)
	c.compareStatuses(theirs, ours)
	if pieces := ours.parameters["query/append_to_response"].shape; pieces != nil && pieces.items != nil {
		c.pieces = pieces.items.enum
	}
	if theirs.response != nil && ours.response != nil {
		c.compareShapes(response, theirs.response, ours.response)
	}
}

func (c *comparison) compareParameters(theirs, ours *operation) {
	for _, pointer := range slices.Sorted(maps.Keys(ours.parameters)) {
		our, their := ours.parameters[pointer], theirs.parameters[pointer]
		if their.shape == nil {
			c.add(ParameterMissing, pointer, "", words(our.named()))
			continue
		}
		if our.required != their.required {
			c.add(ParameterRequired, pointer, fmt.Sprint(their.required), fmt.Sprint(our.required))
		}
		if our.fallback != their.fallback {
			c.add(ParameterDefault, pointer, their.fallback, our.fallback)
		}
		c.compareShapes(pointer, their.shape, our.shape)
	}
	for _, pointer := range slices.Sorted(maps.Keys(theirs.parameters)) {
		if ours.parameters[pointer].shape == nil {
			c.add(ParameterExtra, pointer, words(theirs.parameters[pointer].named()), "")
		}
	}
}

// rawBody is the one field of bodies of which TMDB's file says nothing.
const rawBody = "RAW_BODY"

func (c *comparison) compareBodies(theirs, ours *shape) {
	switch {
	case theirs == nil && ours == nil:
	case theirs == nil:
		c.add(BodyMissing, body, "", words(slices.Sorted(maps.Keys(ours.fields))))
	case ours == nil:
		c.add(BodyExtra, body, words(slices.Sorted(maps.Keys(theirs.fields))), "")
	case theirs.fields[rawBody] != nil:
		c.add(Untyped, body, "", words(slices.Sorted(maps.Keys(ours.fields))))
	default:
		c.compareShapes(body, theirs, ours)
	}
}

func (c *comparison) compareStatuses(theirs, ours *operation) {
	var failures []string
	for _, status := range slices.DeleteFunc(slices.Clone(ours.statuses), within(theirs.statuses)) {
		if status >= "4" {
			failures = append(failures, status)
			continue
		}
		seen, of := c.status(ours, status)
		c.add(StatusMissing, "status/"+status, "", status, seen, of)
	}
	if len(failures) > 0 {
		seen, of := c.status(ours, failures...)
		c.add(StatusMissing, "status", "", words(failures), seen, of)
	}
	for _, status := range slices.DeleteFunc(slices.Clone(theirs.statuses), within(ours.statuses)) {
		seen, of := c.status(theirs, status)
		c.add(StatusExtra, "status/"+status, status, "", of-seen, of)
	}
}

func within(list []string) func(string) bool {
	return func(s string) bool { return slices.Contains(list, s) }
}

// status counts the responses with one of the statuses of op, of which default is any that it does
// not name.
func (c *comparison) status(op *operation, statuses ...string) (seen, of int) {
	if c.evidence == nil {
		return 0, 0
	}
	for got, n := range c.evidence.statuses {
		of += n
		if !slices.Contains(op.statuses, got) {
			got = "default"
		}
		if slices.Contains(statuses, got) {
			seen += n
		}
	}
	return seen, of
}

// compareShapes compares what both say of the same value.
func (c *comparison) compareShapes(pointer string, theirs, ours *shape) {
	evident := func(is func(*sighting) bool) []int {
		seen, of := c.evidence.count(pointer, is)
		return []int{seen, of}
	}
	their, our := theirs.named(), ours.named()
	switch {
	case theirs.free() && ours.free():
		return
	case theirs.free(), slices.Equal(their, our) && theirs.bare() && !ours.bare():
		c.add(Untyped, pointer, "", words(our), evident(func(*sighting) bool { return true })...)
		return
	case !slices.Equal(their, our):
		c.add(Type, pointer, words(their), words(our), evident(func(s *sighting) bool { return s.beside(their) })...)
	}
	if theirs.types[null] != ours.types[null] && !ours.free() {
		c.add(Null, pointer, words(slices.Sorted(maps.Keys(theirs.types))), words(slices.Sorted(maps.Keys(ours.types))),
			evident(func(s *sighting) bool { return s.types[null] == ours.types[null] })...)
	}
	if !slices.Equal(theirs.enum, ours.enum) {
		c.add(Enum, pointer, vocabulary(theirs.enum), vocabulary(ours.enum), evident(func(s *sighting) bool {
			for word := range s.words {
				if slices.Contains(ours.enum, word) != slices.Contains(theirs.enum, word) {
					return true
				}
			}
			return false
		})...)
	}
	if theirs.types[arrayType] && ours.types[arrayType] && ours.items != nil {
		c.compareShapes(pointer+anyItem, theirs.items, ours.items)
	}
	if theirs.types[objectType] && ours.types[objectType] {
		c.compareFields(pointer, theirs, ours)
	}
}

func (c *comparison) compareFields(pointer string, theirs, ours *shape) {
	if ours.values != nil && len(ours.fields) == 0 {
		if theirs.values != nil {
			c.compareShapes(pointer+anyKey, theirs.values, ours.values)
			return
		}
		seen, of := c.evidence.count(pointer, func(s *sighting) bool { return s.objects > 0 })
		c.add(Map, pointer, fmt.Sprintf("%d fields", len(theirs.fields)), "any key", seen, of)
		var value *shape
		for _, name := range slices.Sorted(maps.Keys(theirs.fields)) {
			value = joined(value, theirs.fields[name])
		}
		c.compareShapes(pointer+anyKey, value, ours.values)
		return
	}
	var both []string
	for _, name := range slices.Sorted(maps.Keys(ours.fields)) {
		at := pointer + "/" + read.Escape(name)
		if theirs.fields[name] != nil {
			both = append(both, name)
			c.compareShapes(at, theirs.fields[name], ours.fields[name])
			continue
		}
		seen, of := c.evidence.count(pointer, func(s *sighting) bool { return s.keys[name] > 0 })
		kind := FieldMissing
		if pointer == response && slices.Contains(c.pieces, name) {
			kind = PieceMissing
		}
		c.add(kind, at, "", words(ours.fields[name].named()), seen, of)
	}
	for _, name := range slices.Sorted(maps.Keys(theirs.fields)) {
		if ours.fields[name] == nil {
			seen, of := c.evidence.count(pointer, func(s *sighting) bool { return s.objects > 0 && s.keys[name] == 0 })
			c.add(FieldExtra, pointer+"/"+read.Escape(name), words(theirs.fields[name].named()), "", seen, of)
		}
	}
	their, our := intersection(theirs.required, both), intersection(ours.required, both)
	if !slices.Equal(their, our) {
		seen, of := c.evidence.count(pointer, func(s *sighting) bool {
			return !slices.ContainsFunc(our, func(name string) bool { return s.keys[name] < s.objects })
		})
		c.add(Required, pointer, words(their), words(our), seen, of)
	}
}

func intersection(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// beside reports whether a value of a type was seen that is none of types.
func (s *sighting) beside(types []string) bool {
	for t := range s.types {
		if t != null && !slices.Contains(types, t) && !(t == "integer" && slices.Contains(types, "number")) {
			return true
		}
	}
	return false
}

// vocabulary returns short lists; long ones, which can be looked up, are a number.
func vocabulary(list []string) string {
	if len(list) > 8 {
		return fmt.Sprintf("%d values", len(list))
	}
	return words(list)
}

func words(list []string) string { return strings.Join(list, ", ") }
