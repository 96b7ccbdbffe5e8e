package reference

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/proof"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// example is a response as written by hand in the shape of a recorded one.
type example struct {
	Method string
	Path   string
	Status int
	Body   json.RawMessage
	Cut    bool   `json:"-"` // lists were cut to their first rows
	Text   string `json:"-"` // as shown
}

// exampleLength is what an example should not exceed, so that a page is read rather than scrolled.
const exampleLength = 3500

// readExamples returns the written responses of each operation; one without takes those of another
// with the same shape.
func readExamples(doc *read.Document) (map[string][]example, error) {
	names, err := fs.Glob(proof.Responses, "testdata/responses/*.json")
	if err != nil {
		return nil, err
	}
	byPlace := map[string][]example{}
	for _, name := range names {
		data, err := proof.Responses.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var e example
		if err := json.Unmarshal(data, &e); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if e.Status >= 300 {
			continue
		}
		if e.Text, e.Cut, err = show(e.Body); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		byPlace[e.Method+" "+e.Path] = append(byPlace[e.Method+" "+e.Path], e)
	}
	byShape := map[string][]example{}
	shape := func(op *read.Operation) string {
		response := op.Source.Responses.Status(200)
		if response == nil || response.Value.Content.Get("application/json") == nil {
			return ""
		}
		return response.Value.Content.Get("application/json").Schema.Ref
	}
	for _, op := range doc.Operations {
		byShape[shape(op)] = append(byShape[shape(op)], byPlace[op.String()]...)
	}
	list := map[string][]example{}
	for _, op := range doc.Operations {
		if list[op.ID] = byPlace[op.String()]; len(list[op.ID]) == 0 {
			list[op.ID] = byShape[shape(op)]
		}
	}
	return list, nil
}

// exampleFor returns the fullest written response that is short enough to read, else the shortest.
func (s *Site) exampleFor(op *operation) (example, bool) {
	list := slices.SortedFunc(slices.Values(s.examples[op.ID]), func(a, b example) int { return len(a.Text) - len(b.Text) })
	if len(list) == 0 {
		return example{}, false
	}
	best := list[0]
	for _, e := range list {
		if len(e.Text) <= exampleLength && (best.failed() || !e.failed()) {
			best = e
		}
	}
	return best, true
}

// failed reports whether a response tells of a failure, as TMDB does with status 200 at times.
func (e *example) failed() bool {
	var body struct{ Success *bool }
	return json.Unmarshal(e.Body, &body) == nil && body.Success != nil && !*body.Success
}

// show returns JSON with lists cut to the first row.
func show(body json.RawMessage) (shown string, cut bool, err error) {
	for _, rows := range []int{2, 1} {
		var v any
		d := json.NewDecoder(strings.NewReader(string(body)))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			return "", false, err
		}
		v = shorten(v, rows, &cut)
		data, err := json.MarshalIndent(v, "", "  ")
		if err != nil {
			return "", false, err
		}
		if shown = string(data); len(shown) <= exampleLength/2 {
			break
		}
	}
	return shown, cut, nil
}

func shorten(v any, rows int, cut *bool) any {
	switch v := v.(type) {
	case []any:
		if len(v) > rows {
			v, *cut = v[:rows], true
		}
		for i := range v {
			v[i] = shorten(v[i], rows, cut)
		}
		return v
	case map[string]any:
		if len(v) > 6 && isMapByKey(v) {
			*cut = true
			for _, key := range sortedKeys(v)[3:] {
				delete(v, key)
			}
		}
		for key := range v {
			v[key] = shorten(v[key], rows, cut)
		}
	}
	return v
}

// isMapByKey reports whether an object is one by country: all keys are two capitals.
func isMapByKey(v map[string]any) bool {
	for key := range v {
		if len(key) != 2 || strings.ToUpper(key) != key {
			return false
		}
	}
	return true
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
