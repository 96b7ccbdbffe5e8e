package tmdbtest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// replay is a folder of recorded responses, by method and path, the newest first.
type replay map[string][]recording.Recording

// WithReplay responds with what was recorded where a recording matches the request, and from the data
// otherwise. fsys holds JSON files with one response each, in any folders: those that [Record] writes, or
// others of the form {"method", "path", "status", "query", "body"}. INDEX.json is left out, and so are
// failures that say nothing about what was asked for, such as 401, 429 and 500; a 404 is one that does.
// So is what signs in and out: tokens and sessions are the server's own, for those in the files are
// removed.
//
// A recording matches if path and query are the same, but for secrets and defaults; the newest does if
// there are several. One that does not tell what stood in the path matches if its body tells the same
// id and numbers; a failure does not. One of a list that [Record] wrote matches any list, for it
// does not tell which one it was.
func WithReplay(fsys fs.FS) Option {
	return func(c *config) error {
		if fsys == nil {
			return errors.New("WithReplay: no file system: want one with recorded responses")
		}
		r, err := readReplay(fsys)
		if err != nil {
			return fmt.Errorf("WithReplay: %w", err)
		}
		c.replay = r
		return nil
	}
}

func readReplay(fsys fs.FS) (replay, error) {
	r := replay{}
	err := recording.Walk(fsys, func(_ string, data []byte) error {
		list, err := recording.Parse(data)
		for _, a := range list {
			if a.Method == "" || a.Status == 0 {
				return errors.New("no recorded response: want method, path, status and body")
			}
			if tells(a.Status) && !signsIn(a.Method, a.Path) {
				key := a.Method + " " + a.Path
				r[key] = append(r[key], a)
			}
		}
		return err
	})
	for _, list := range r {
		slices.SortStableFunc(list, func(a, b recording.Recording) int { return cmp.Compare(b.Date, a.Date) })
	}
	return r, err
}

// signsIn reports whether an operation makes, checks or ends what a user or guest is signed in with.
func signsIn(method, path string) bool {
	op := spec.Find(method, path)
	return op != nil && (op.Tag == "AUTHENTICATION" || op.Tag == "V4 AUTH")
}

// find returns the recording that matches a call, nil if none does.
func (r replay) find(c *handlers.Call) *response {
	for _, a := range r[c.Op.Method+" "+c.Op.Path] {
		if matchesQuery(&a, c.Query) && matchesPath(&a, c) {
			return &response{status: a.Status, body: a.Body}
		}
	}
	return nil
}

func matchesQuery(a *recording.Recording, query url.Values) bool {
	recorded := url.Values{}
	for name, value := range a.Query {
		recorded.Set(name, fmt.Sprint(value))
	}
	return maps.Equal(plainQuery(recorded), plainQuery(query))
}

// matchesPath compares what stands in the path. Where the recording does not tell, the body has to:
// the id of the only id in the path, and the numbers of season and episode.
func matchesPath(a *recording.Recording, c *handlers.Call) bool {
	if a.Status >= 400 && len(a.PathParams) < len(c.Path) {
		return false // what is not there may be another
	}
	var fields map[string]any
	ids := 0
	for name := range c.Path {
		if strings.HasSuffix(name, "_id") {
			ids++
		}
	}
	for name, want := range c.Path {
		if spec.IsSecret(name) {
			continue
		}
		if got, ok := a.PathParams[name]; ok {
			if got != want {
				return false
			}
			continue
		}
		if name == "list_id" && a.Source == ofRecorder {
			continue // hideLists took it out
		}
		if fields == nil {
			fields = topLevel(a.Body)
		}
		key := name
		if strings.HasSuffix(name, "_id") && ids == len(c.Path) && ids == 1 {
			key = "id"
		}
		if got, ok := fields[key]; !ok || fmt.Sprint(got) != want {
			return false
		}
	}
	return true
}

// topLevel returns the fields of an object, an empty map for any other JSON.
func topLevel(body json.RawMessage) map[string]any {
	v, err := object.Decode(body)
	if err != nil {
		return map[string]any{}
	}
	fields, ok := v.(map[string]any)
	if !ok {
		return map[string]any{}
	}
	return fields
}
