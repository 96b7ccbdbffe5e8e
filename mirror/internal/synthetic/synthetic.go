// Package synthetic makes up movies by their ids, as many as a test wants, for tests of what tmdbtest,
// which has few titles, cannot show.
package synthetic

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/tmdb-go/tmdb/mirror/internal/members"
)

// Credential is an API key that looks like one. The server does not ask for any.
const Credential = "0123456789abcdef0123456789abcdef"

// body is a movie, if the server is given none.
const body = `{"adult":false,"genres":[{"id":18,"name":"Drama"}],"original_language":"en",` +
	`"original_title":"A movie","overview":"Made up.","popularity":1.5,"release_date":"2001-02-03","runtime":90,` +
	`"status":"Released","title":"A movie","video":false,"vote_average":6.5,"vote_count":12}`

// Server serves movies with the ids from 1 on. Its methods may be called while it serves.
type Server struct {
	handler       http.Handler
	before, after []byte // of the id, in a body

	mu      sync.Mutex
	n       int
	gone    map[int]bool
	merged  map[int]int
	broken  map[int]bool
	changed []int
	fetched map[int]int

	requests, failEvery atomic.Int64
}

// New returns a server of n movies that are all like template, the JSON of one; nil is for a small one.
func New(n int, template []byte) *Server {
	if template == nil {
		template = []byte(body)
	}
	all, err := members.Split(template)
	if err != nil {
		panic(err) // a test's own template
	}
	all = slices.DeleteFunc(all, func(m members.Member) bool { return m.Name == "id" })
	rest := members.Join(all)
	s := &Server{
		before: []byte(`{"id":`), after: append([]byte{','}, rest[1:]...),
		n: n, gone: map[int]bool{}, merged: map[int]int{}, broken: map[int]bool{}, fetched: map[int]int{},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /3/movie/changes", s.serveChanges)
	mux.HandleFunc("GET /3/movie/{id}", s.serveMovie)
	mux.HandleFunc("GET /p/exports/{file}", s.serveExport)
	s.handler = mux
	return s
}

// Grow adds movies until there are n.
func (s *Server) Grow(n int) { s.locked(func() { s.n = n }) }

// Remove removes movies, from the export as well.
func (s *Server) Remove(ids ...int) { s.locked(func() { set(s.gone, ids, true) }) }

// Restore takes back Remove.
func (s *Server) Restore(ids ...int) { s.locked(func() { set(s.gone, ids, false) }) }

// Merge makes a movie part of another: it is still in the export, and the response has the other's id.
func (s *Server) Merge(id, into int) { s.locked(func() { s.merged[id] = into }) }

// Break makes the responses for movies such that nothing can be made of them, or whole again.
func (s *Server) Break(isBroken bool, ids ...int) { s.locked(func() { set(s.broken, ids, isBroken) }) }

// Change has movies listed as changed.
func (s *Server) Change(ids ...int) { s.locked(func() { s.changed = ids }) }

// FailEvery has each n-th request for a movie fail: by 429, 500 or a broken connection. 0 is for none.
func (s *Server) FailEvery(n int) { s.failEvery.Store(int64(n)) }

// Fetched returns how often movies were sent whole since the last call.
func (s *Server) Fetched() (times map[int]int) {
	s.locked(func() {
		times = maps.Clone(s.fetched)
		clear(s.fetched)
	})
	return times
}

// Requests returns how many requests for movies there were.
func (s *Server) Requests() int { return int(s.requests.Load()) }

func (s *Server) locked(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}

func set(in map[int]bool, ids []int, v bool) {
	for _, id := range ids {
		in[id] = v
	}
}

// ServeHTTP serves movies, the list of changes and the export of movies, of any day.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

func (s *Server) serveMovie(w http.ResponseWriter, r *http.Request) {
	n := s.requests.Add(1)
	if every := s.failEvery.Load(); every > 0 && n%every == 0 {
		fail(w, n/every)
		return
	}
	id, err := strconv.Atoi(r.PathValue("id"))
	there, isBroken, into := false, false, 0
	s.locked(func() {
		there = err == nil && id >= 1 && id <= s.n && !s.gone[id]
		isBroken, into = s.broken[id], s.merged[id]
		if there && !isBroken {
			s.fetched[id]++
		}
	})
	w.Header().Set("Content-Type", "application/json")
	switch {
	case !there:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"success":false,"status_code":34,"status_message":"The resource you requested could not be found."}`)
		return
	case isBroken:
		fmt.Fprintf(w, `{"id":%d,"title":{}}`, id)
		return
	case into != 0:
		id = into
	}
	b := strconv.AppendInt(slices.Clone(s.before), int64(id), 10)
	_, _ = w.Write(append(b, s.after...))
}

// fail is one of the ways in which TMDB fails.
func fail(w http.ResponseWriter, n int64) {
	switch n % 3 {
	case 0:
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(http.StatusTooManyRequests)
	case 1:
		w.WriteHeader(http.StatusInternalServerError)
	default:
		panic(http.ErrAbortHandler)
	}
}

func (s *Server) serveChanges(w http.ResponseWriter, _ *http.Request) {
	type changed struct {
		ID    int  `json:"id"`
		Adult bool `json:"adult"`
	}
	rows := []changed{}
	s.locked(func() {
		for _, id := range s.changed {
			rows = append(rows, changed{ID: id})
		}
	})
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"results": rows, "page": 1, "total_pages": 1, "total_results": len(rows)})
}

func (s *Server) serveExport(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/gzip")
	zip := gzip.NewWriter(w)
	defer zip.Close()
	var lines bytes.Buffer
	n, gone := 0, map[int]bool{}
	s.locked(func() { n, gone = s.n, maps.Clone(s.gone) })
	for id := 1; id <= n; id++ {
		if gone[id] {
			continue
		}
		fmt.Fprintf(&lines, `{"adult":false,"id":%d,"original_title":"A movie","popularity":%d.5,"video":%t}`+"\n", id, id%10, id%20 == 19)
		if lines.Len() > 1<<16 {
			_, _ = lines.WriteTo(zip)
		}
	}
	_, _ = lines.WriteTo(zip)
}
