package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// Recording is a response of TMDB in a file, with what it is the response to.
type Recording struct {
	Method string
	// Path is that of the spec, such as /3/movie/{movie_id}, or that of the request.
	Path string
	// PathParams are what stood in the path. Recordings of others may lack them.
	PathParams map[string]string
	Query      map[string]any
	Status     int
	// Date is the day of the recording, empty if it is not known.
	Date string
	Body json.RawMessage

	file string
	// whole is whether the body has not been looked into, and has no seasons appended.
	whole bool
}

// Files with what TMDB has no request for.
const (
	usersFile = "users.json"
	listsFile = "lists.json"
)

// Load reads a data set from the JSON files of fsys: each has one [Recording], or a list of them. The
// error names the file that is not JSON, or whose response does not decode. What nothing on the server is
// made of, such as a page of a search, is left out: see [Set.Skipped].
func Load(fsys fs.FS) (*Set, error) {
	s, err := load(fsys, recordings)
	if err != nil {
		return nil, err
	}
	s.build()
	return s, s.check()
}

// LoadOwn reads the data of the module, which tests have looked at, with the dates of what is new moved on
// by some days. Details are read when they are asked for.
func LoadOwn(fsys fs.FS, days int) (*Set, error) {
	s, err := load(fsys, func(name string, data []byte) ([]Recording, error) {
		data = move(data, days)
		if r, ok := head(data); ok {
			r.file = name
			return []Recording{r}, nil
		}
		return recordings(name, data)
	})
	if err != nil {
		return nil, err
	}
	s.build()
	return s, nil
}

// head reads a recording whose body comes last, as those of the module do, and does not look into that.
func head(data []byte) (Recording, bool) {
	before, body, found := bytes.Cut(data, []byte(`"body":`))
	if !found || data[0] != '{' {
		return Recording{}, false
	}
	before = append(slices.Clip(bytes.TrimRight(before, ", \n")), `,"body":0}`...)
	list, err := recordings("", before)
	if err != nil {
		return Recording{}, false
	}
	list[0].Body = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(body), []byte("}")))
	list[0].whole = true
	return list[0], true
}

// readFiles reads all files of fsys, in the order of their names.
func readFiles(fsys fs.FS, read func(name string, data []byte) ([]Recording, error)) (list []Recording, users []*User, lists []*List, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".json" || path.Base(name) == "INDEX.json" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		var some []Recording
		switch name {
		case usersFile:
			users, err = listOf(data, func(u *User) bool {
				return u == nil || slices.Contains(slices.Concat(u.Ratings, u.Favorites, u.Watchlist), nil)
			})
		case listsFile:
			lists, err = listOf(data, func(l *List) bool { return l == nil || slices.Contains(l.Items, nil) })
		default:
			some, err = read(name, data)
			list = append(list, some...)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	return list, users, lists, err
}

// listOf reads a list and refuses nulls in it, which nobody expects later.
func listOf[E any](data []byte, hasNull func(E) bool) ([]E, error) {
	var list []E
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(list, hasNull) {
		return nil, errors.New("there is a null: want objects")
	}
	return list, nil
}

// recordings reads the recordings of a file.
func recordings(name string, data []byte) ([]Recording, error) {
	all := []json.RawMessage{data}
	if text := bytes.TrimLeft(data, " \t\r\n"); len(text) > 0 && text[0] == '[' {
		if !json.Valid(text) {
			return nil, errors.New("the list is no JSON: want recorded responses between [ and ]")
		}
		all = object.Elements(text)
	}
	list := make([]Recording, 0, len(all))
	for _, one := range all {
		o, err := object.Parse(one)
		if err != nil {
			return nil, err
		}
		r := Recording{Method: http.MethodGet, Status: http.StatusOK, file: name}
		for _, f := range o {
			to, known := map[string]any{
				"method": &r.Method, "path": &r.Path, "path_params": &r.PathParams, "query": &r.Query,
				"status": &r.Status, "date": &r.Date,
			}[f.Name]
			if f.Name == "body" {
				r.Body = f.Value
			} else if known {
				if err := json.Unmarshal(f.Value, to); err != nil {
					return nil, fmt.Errorf("%s: %w", f.Name, err)
				}
			}
		}
		if r.Path == "" || r.Body == nil {
			return nil, errors.New("no recorded response: want path, such as /3/movie/550, and body")
		}
		list = append(list, r)
	}
	return list, nil
}

// resolve returns the operation of a recording and the path of the request, "" if the recording does not
// tell it.
func (r *Recording) resolve() (op *spec.Operation, at string) {
	at = r.Path
	for name, value := range r.PathParams {
		at = strings.ReplaceAll(at, "{"+name+"}", value)
	}
	if first := strings.IndexByte(at, '{'); first >= 0 {
		// The body tells the only id of a path.
		body, err := object.Parse(r.Body)
		id := strings.Trim(string(body.Get("id")), `"`)
		last := strings.IndexByte(at, '}')
		if err != nil || id == "" || strings.Count(at, "{") > 1 || last < first || !strings.HasSuffix(at[:last], "_id") {
			return nil, ""
		}
		at = at[:first] + id + at[last+1:]
	}
	op, params, _ := spec.Match(r.Method, at)
	if movie := params["movie_id"]; strings.HasPrefix(movie, "tt") { // TMDB takes IMDb's id, too
		body, err := object.Parse(r.Body)
		if err != nil || body.Int("id") == 0 {
			return nil, ""
		}
		at = strings.Replace(at, movie, strconv.Itoa(body.Int("id")), 1)
	}
	return op, at
}

// inEnglish reports whether a recording was asked for without another language.
func (r *Recording) inEnglish() bool { return r.language() == "en" }

func (r *Recording) language() string {
	language, _ := r.Query["language"].(string)
	language, _, _ = strings.Cut(language, "-")
	if language == "" {
		return "en"
	}
	return language
}

// byAge sorts recordings so that a later one may take the place of those before: those in other languages
// first, then the older.
func byAge(list []Recording) []Recording {
	rank := func(r Recording) string { return map[bool]string{false: "0", true: "1"}[r.inEnglish()] + r.Date }
	return slices.SortedStableFunc(slices.Values(list), func(a, b Recording) int { return strings.Compare(rank(a), rank(b)) })
}
