package main

import (
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// credential is an API key that looks like one.
const credential = "0123456789abcdef0123456789abcdef"

// standIn makes up movies with the ids from 1 to n, and notes when it was asked.
type standIn struct {
	n       int
	failing float64 // the part of requests for movies that fail
	onMovie func()  // called at each, unless it is nil

	mu   sync.Mutex
	sent map[int]bool // the movies that were sent whole
	came []time.Time
}

// ServeHTTP serves movies, the export and an empty list of changes.
func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/p/exports/") {
		zip := gzip.NewWriter(w)
		defer zip.Close()
		for id := range s.n {
			fmt.Fprintf(zip, `{"adult":false,"id":%d,"original_title":"A movie","popularity":1,"video":false}`+"\n", id+1)
		}
		return
	}
	s.mu.Lock()
	s.came = append(s.came, time.Now())
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	id, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/3/movie/"))
	if err != nil {
		fmt.Fprint(w, `{"results":[],"page":1,"total_pages":1,"total_results":0}`)
		return
	}
	if s.onMovie != nil {
		s.onMovie()
	}
	body := fmt.Sprintf(`{"id":%d,"title":"A movie","original_title":"A movie","runtime":90}`, id)
	if rand.Float64() < s.failing {
		switch rand.IntN(3) {
		case 0:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
		case 1:
			w.WriteHeader(http.StatusInternalServerError)
		default: // cut off
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			_, _ = w.Write([]byte(body[:len(body)/2]))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		}
		return
	}
	_, _ = w.Write([]byte(body))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sent == nil {
		s.sent = map[int]bool{}
	}
	s.sent[id] = true
}

// distinct returns how many movies were sent whole.
func (s *standIn) distinct() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sent)
}

// load returns how many requests came, and by how many the fullest of all windows of time has more than
// a rate: at most burst, if no window has more than burst + rate * its length.
func (s *standIn) load(perSecond float64) (requests int, fullest float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.came, time.Time.Compare)
	level := 0.0
	for i, at := range s.came {
		if i > 0 {
			level = max(0, level-perSecond*at.Sub(s.came[i-1]).Seconds())
		}
		level++
		fullest = max(fullest, level)
	}
	return len(s.came), fullest
}
