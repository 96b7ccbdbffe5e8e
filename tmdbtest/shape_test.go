package tmdbtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// recordings returns the recorded responses that lie beside the module, or else
// the few written ones that internal/proof has, which show some of what TMDB
// sends and some odd things beside.
func recordings(t *testing.T) (list []recording.Recording, real bool) {
	t.Helper()
	folder, real := "../../shared/recorded", true
	if _, err := os.Stat(folder); err != nil {
		folder, real = "../internal/proof/testdata/responses", false
	}
	err := recording.Walk(os.DirFS(folder), func(_ string, data []byte) error {
		some, err := recording.Parse(data)
		list = append(list, some...)
		return err
	})
	if err != nil || len(list) == 0 {
		t.Fatalf("%d recorded responds in %s, %v", len(list), folder, err)
	}
	return list, real
}

// shape is what a response has: JSON types by JSON pointer. Elements of lists
// are [], members of maps by country {}.
type shape map[string]map[string]bool

func (s shape) add(pointer, kind string) {
	if s[pointer] == nil {
		s[pointer] = map[string]bool{}
	}
	s[pointer][kind] = true
}

// isCountry is for the keys of maps by country: US, CA-QC.
func isCountry(key string) bool {
	return len(key) >= 2 && len(key) <= 6 && strings.ToUpper(key) == key && !strings.Contains(key, "_")
}

// walk adds the shape of a value.
func (s shape) walk(pointer string, v any) {
	switch v := v.(type) {
	case nil:
		s.add(pointer, "null")
	case bool:
		s.add(pointer, "boolean")
	case float64:
		s.add(pointer, "number")
	case string:
		s.add(pointer, "string")
	case []any:
		s.add(pointer, "array")
		for _, item := range v {
			s.walk(pointer+"/[]", item)
		}
	case map[string]any:
		if kind, ok := v["media_type"].(string); ok && strings.HasSuffix(pointer, "[]") {
			pointer += "<" + kind + ">"
		}
		s.add(pointer, "object")
		for key, item := range v {
			if isCountry(key) {
				key = "{}"
			}
			if key != "value" && key != "original_value" { // any JSON may stand there
				s.walk(pointer+"/"+key, item)
			}
		}
	}
}

// piecesOf takes the pieces out of details and returns them by the
// operation that responses them alone.
func piecesOf(opID string, body map[string]any) map[string][]any {
	pieces := map[string][]any{}
	for key, v := range body {
		sub := ""
		if details := spec.ByID(opID); details != nil {
			sub = handlers.PieceOf(details, key)
		}
		if sub != "" {
			pieces[sub] = append(pieces[sub], v)
			delete(body, key)
		}
	}
	return pieces
}

// shapes are those of many responses, by operationId.
type shapes struct {
	all map[string]shape
	// whole are those of each response that came by itself, for an appended one lacks
	// its id. It is kept if it is not nil.
	whole map[string][]shape
}

func (s *shapes) add(t *testing.T, opID string, body []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	s.addValue(opID, v, true)
}

func (s *shapes) addValue(opID string, v any, alone bool) {
	if object, ok := v.(map[string]any); ok {
		for sub, pieces := range piecesOf(opID, object) {
			for _, piece := range pieces {
				s.addValue(sub, piece, false)
			}
		}
	}
	if s.all[opID] == nil {
		s.all[opID] = shape{}
	}
	s.all[opID].walk("", v)
	if alone && s.whole != nil {
		one := shape{}
		one.walk("", v)
		s.whole[opID] = append(s.whole[opID], one)
	}
}

func newShapes() *shapes { return &shapes{all: map[string]shape{}} }

// always returns the pointers that each of several responses has, without those
// below elements of lists and maps: a list may be empty.
func always(responses []shape) []string {
	var pointers []string
	for pointer := range responses[0] {
		missing := slices.ContainsFunc(responses, func(s shape) bool { return s[pointer] == nil })
		if !missing {
			pointers = append(pointers, pointer)
		}
	}
	slices.Sort(pointers)
	return pointers
}

// TestShapes holds what the server sends against what TMDB has sent: we
// show nothing that TMDB has not shown, and all that TMDB always shows now. Of
// written responses, only the types are compared.
func TestShapes(t *testing.T) {
	t.Parallel()
	ours, theirs, recent := newShapes(), newShapes(), newShapes()
	theirs.whole, recent.whole = map[string][]shape{}, map[string][]shape{}
	for _, a := range reads(t) {
		ours.add(t, a.op.ID, a.body)
	}
	ids := map[string]string{}
	for _, op := range spec.Operations {
		ids[op.Method+" "+op.Path] = op.ID
	}
	responses, real := recordings(t)
	for _, r := range responses {
		id := ids[r.Method+" "+r.Path]
		if id == "" || r.Status != 200 {
			continue
		}
		theirs.add(t, id, r.Body)
		if r.Date >= "2024" {
			recent.add(t, id, r.Body)
		}
	}
	fields := theirs.fields()
	// What is not at TVDB and who is on YouTube: nobody recorded one.
	fields.add("tvdb_id", "null")
	fields.add("youtube_id", "string")
	for _, id := range slices.Sorted(maps.Keys(ours.all)) {
		var differ []string
		if len(theirs.whole[id]) == 0 { // what was only appended has lost its id
			delete(ours.all[id], "/id")
		}
		if theirs.all[id] != nil {
			differ = notIn(id, ours.all[id], theirs.all[id], fields, real)
		}
		if real && len(recent.whole[id]) > 0 {
			for _, pointer := range always(recent.whole[id]) {
				if ours.all[id][pointer] == nil {
					differ = append(differ, pointer+" is missing")
				}
			}
		}
		if len(differ) > 0 {
			t.Errorf("%s:\n\t%s", id, strings.Join(differ, "\n\t"))
		}
	}
}

// fields returns the types that each field has had, whatever operation it was
// in.
func (s *shapes) fields() shape {
	fields := shape{}
	for _, one := range s.all {
		for pointer, kinds := range one {
			for kind := range kinds {
				fields.add(path.Base(pointer), kind)
			}
		}
	}
	return fields
}

// notIn returns what we show and TMDB has not. A poster that is null, or another
// type that the field has had elsewhere, is no difference: the recordings are
// few, and the fields the same.
func notIn(id string, ours, theirs, fields shape, real bool) []string {
	var differ []string
	for _, pointer := range slices.Sorted(maps.Keys(ours)) {
		if theirs[pointer] == nil {
			if real && !excused(id, pointer) {
				differ = append(differ, pointer+" is never sent")
			}
			continue
		}
		for _, kind := range slices.Sorted(maps.Keys(ours[pointer])) {
			known := fields[path.Base(pointer)]
			if !real && (kind == "null" || len(known) == 1 && known["null"]) {
				continue
			}
			if !theirs[pointer][kind] && !known[kind] {
				differ = append(differ, fmt.Sprintf("%s is never sent as %s, but as %v", pointer, kind, slices.Sorted(maps.Keys(theirs[pointer]))))
			}
		}
	}
	return differ
}

// unrecorded are fields that TMDB sends and no recording has: by operation, the
// beginning of the pointer and why.
var unrecorded = []struct{ id, pointer, why string }{
	{"findByExternalID", "/person_results/[]<person>/known_for/[]<tv>", "nobody known for a series was asked for"},
	{"movieLatest", "/production_countries/[]", "the latest movie had none"},
	{"tvSeriesDetails", "/next_episode_to_air/episode_type", "the only recording is older than the field"},
	{"tvSeriesDetails", "/next_episode_to_air/show_id", "the only recording is older than the field"},
}

func excused(id, pointer string) bool {
	if path.Base(pointer) == "softcore" {
		return true // sent since May 2026, after the recordings
	}
	return slices.ContainsFunc(unrecorded, func(u struct{ id, pointer, why string }) bool {
		return u.id == id && strings.HasPrefix(pointer, u.pointer)
	})
}
