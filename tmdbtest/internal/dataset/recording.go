package dataset

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// recorded is a recording in a file.
type recorded struct {
	recording.Recording
	file string
	// whole is whether the body has not been looked into, and has no seasons appended.
	whole bool
}

// Files with what TMDB has no request for.
const (
	usersFile = "users.json"
	listsFile = "lists.json"
)

// Load reads a data set from the JSON files of fsys: each has one recording, or a list of them. The
// error names the file that is not JSON, or whose response does not decode. What nothing on the server is
// made of, such as a page of a search, is left out: see [Set.Skipped].
func Load(fsys fs.FS) (*Set, error) {
	s, err := load(fsys, false, 0)
	if err != nil {
		return nil, err
	}
	s.build()
	return s, s.check()
}

// LoadOwn reads the data of the module, which tests have looked at, with the dates of what is new moved on
// by some days. Details are read when they are asked for.
func LoadOwn(fsys fs.FS, days int) (*Set, error) {
	s, err := load(fsys, true, days)
	if err != nil {
		return nil, err
	}
	s.build()
	return s, nil
}

// readFiles reads all files of fsys.
func readFiles(fsys fs.FS, own bool, days int) (list []recorded, users []*User, lists []*List, err error) {
	err = recording.Walk(fsys, func(name string, data []byte) (err error) {
		switch name {
		case usersFile:
			users, err = listOf(data, func(u *User) bool {
				return u == nil || slices.Contains(slices.Concat(u.Ratings, u.Favorites, u.Watchlist), nil)
			})
			return err
		case listsFile:
			lists, err = listOf(data, func(l *List) bool { return l == nil || slices.Contains(l.Items, nil) })
			return err
		}
		data = move(data, days)
		if own {
			if r, ok := recording.Head(data); ok {
				list = append(list, recorded{r, name, true})
				return nil
			}
		}
		some, err := recording.Parse(data)
		for _, r := range some {
			list = append(list, recorded{r, name, false})
		}
		return err
	})
	for i := range list {
		r := &list[i]
		r.Method, r.Status = cmp.Or(r.Method, http.MethodGet), cmp.Or(r.Status, http.StatusOK)
	}
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

// resolve returns the operation of a recording and the path of the request, "" if the recording does not
// tell it.
func (r *recorded) resolve() (op *spec.Operation, at string) {
	at = r.at()
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
		params["movie_id"] = strconv.Itoa(body.Int("id"))
	}
	if op == nil {
		return nil, ""
	}
	for p := range op.In(spec.InPath) { // such as a path with a query behind it
		if !p.Schema.Fits(params[p.Name]) {
			return nil, ""
		}
	}
	return op, at
}

// at returns the path with what the recording says of it.
func (r *recorded) at() string {
	at := r.Path
	for name, value := range r.PathParams {
		at = strings.ReplaceAll(at, "{"+name+"}", value)
	}
	return at
}

// inEnglish reports whether a recording was asked for without another language.
func (r *recorded) inEnglish() bool { return r.language() == "en" }

func (r *recorded) language() string {
	language, _ := r.Query["language"].(string)
	language, _, _ = strings.Cut(language, "-")
	if language == "" {
		return "en"
	}
	return language
}

// byAge sorts recordings so that a later one may take the place of those before: those in other languages
// first, then the older.
func byAge(list []recorded) []recorded {
	return slices.SortedStableFunc(slices.Values(list), func(a, b recorded) int {
		switch {
		case a.inEnglish() == b.inEnglish():
			return strings.Compare(a.Date, b.Date)
		case a.inEnglish():
			return 1
		}
		return -1
	})
}
