package compare

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/tmdb-go/tmdb/internal/recorded"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// sighting is what recorded responses have at one place: nothing of their texts.
type sighting struct {
	types map[string]bool // of JSON Schema
	words map[string]bool // of a vocabulary
	// keys are the fields of the objects there: how many objects have each.
	keys    map[string]int
	objects int
}

// sightings is what one recorded response has, by pointer.
type sightings map[string]*sighting

// evidence is what the recorded responses to an operation have.
type evidence struct {
	statuses  map[string]int
	successes []sightings
}

// sight looks at a recorded response by the shape that the spec gives it.
func sight(body json.RawMessage, s *shape) (sightings, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, err
	}
	all := sightings{}
	all.add(response, v, s)
	return all, nil
}

func (all sightings) add(pointer string, v any, s *shape) {
	at := all[pointer]
	if at == nil {
		at = &sighting{types: map[string]bool{}, words: map[string]bool{}, keys: map[string]int{}}
		all[pointer] = at
	}
	at.types[typeOf(v)] = true
	if s == nil {
		s = &shape{}
	}
	switch v := v.(type) {
	case map[string]any:
		at.objects++
		for _, name := range slices.Sorted(maps.Keys(v)) {
			field := s.fields[name]
			if field == nil && s.values != nil {
				all.add(pointer+anyKey, v[name], s.values)
				continue
			}
			at.keys[name]++
			all.add(pointer+"/"+read.Escape(name), v[name], field)
		}
	case []any:
		for _, item := range v {
			all.add(pointer+anyItem, item, s.items)
		}
	case string:
		if len(s.enum) > 0 {
			at.words[v] = true
		}
	case json.Number:
		if len(s.enum) > 0 {
			at.words[v.String()] = true
		}
	}
}

// typeOf returns the word of JSON Schema for a value; a whole number is an integer.
func typeOf(v any) string {
	switch v := v.(type) {
	case nil:
		return null
	case bool:
		return "boolean"
	case string:
		return "string"
	case json.Number:
		if f, err := v.Float64(); err == nil && f == math.Trunc(f) {
			return "integer"
		}
		return "number"
	case []any:
		return arrayType
	default:
		return objectType
	}
}

// count returns in how many responses what is at pointer is so, and how many have anything there.
func (e *evidence) count(pointer string, is func(*sighting) bool) (seen, of int) {
	if e == nil {
		return 0, 0
	}
	for _, s := range e.successes {
		if at := s[pointer]; at != nil {
			of++
			if is(at) {
				seen++
			}
		}
	}
	return seen, of
}

// gather sorts recorded responses by operation. Those that TMDB would no longer send, and those
// that were never received, prove nothing.
func gather(responses []recorded.Response, ops map[string]*operation) (all map[string]*evidence, counted int, err error) {
	all = map[string]*evidence{}
	for _, r := range responses {
		if !r.Recent() || r.Example() {
			continue
		}
		counted++
		key := r.Method + " " + unnamed(r.Path)
		e := all[key]
		if e == nil {
			e = &evidence{statuses: map[string]int{}}
			all[key] = e
		}
		e.statuses[text(r.Status)]++
		if r.Status >= 300 || ops[key] == nil || ops[key].response == nil {
			continue
		}
		s, err := sight(r.Body, ops[key].response)
		if err != nil {
			return nil, 0, fmt.Errorf("%s: %w", r.File, err)
		}
		e.successes = append(e.successes, s)
	}
	return all, counted, nil
}
