package mirror_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// view is what the server shows.
type view struct {
	// Day is what time it is, in days after now.
	Day int
	// Shown are the kinds and classes that are there.
	Shown map[database.Kind][]class
	// Changed is whether it is the day of changes or after it.
	Changed bool
}

// traffic is what the server sent for a class of a kind.
type traffic struct {
	Requests int
	JSON     int // bytes as they are, before compression
	Wire     int // bytes of compressed bodies, without heads
	IDs      map[int]int
}

// sent is what it sent since it was last asked.
type sent struct {
	Details map[database.Kind]map[class]*traffic
	Changes traffic // the lists of changes
	Exports traffic
	Rows    int // of the exports
}

// scaleServer shows a part of the stand-in's world, and counts what it sends.
type scaleServer struct {
	*scaled
	standIn http.Handler

	mu   sync.Mutex
	view view
	sent sent
}

// changesOn is on which day the changes are.
const changesOn = 13

// newScaleServer returns a server of TMDB at a scale.
func newScaleServer(of int) (*scaleServer, *tmdbtest.Server, error) {
	s := &scaleServer{scaled: &scaled{of: of}}
	day := func() time.Time {
		s.mu.Lock()
		defer s.mu.Unlock()
		return now.AddDate(0, 0, s.view.Day)
	}
	standIn, err := tmdbtest.NewUnstarted(tmdbtest.WithClock(day), tmdbtest.WithAPIKey(synthetic.Credential),
		tmdbtest.WithData(s.files(now.AddDate(0, 0, changesOn).Add(-time.Hour))))
	if err != nil {
		return nil, nil, err
	}
	s.standIn = standIn.Handler()
	s.take()
	return s, standIn, nil
}

// take returns what was sent since it was last called.
func (s *scaleServer) take() sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.sent
	s.sent = sent{Details: map[database.Kind]map[class]*traffic{}}
	return was
}

// ServeHTTP implements [http.Handler]: beside what TMDB has, PUT / sets the view and DELETE / takes what was sent.
func (s *scaleServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Method == http.MethodPut:
		var v view
		_ = json.NewDecoder(r.Body).Decode(&v)
		s.mu.Lock()
		s.view = v
		s.mu.Unlock()
	case r.Method == http.MethodDelete:
		_ = json.NewEncoder(w).Encode(s.take())
	case strings.HasPrefix(r.URL.Path, "/p/exports/"):
		s.serveExport(w, r)
	default:
		s.serveAPI(w, r)
	}
}

// detailsPath is that of details, or of a season.
var detailsPath = regexp.MustCompile(`^/3/([a-z]+)/(\d+)(/season/\d+)?$`)

// kindsOf are the kinds by what stands in paths, and what begins the names of exports.
var kindsOf = map[string]database.Kind{
	"movie": database.Movie, "tv": database.Series, "person": database.Person, "collection": database.Collection,
	"company": database.Company, "network": database.Network, "keyword": database.Keyword,
	"tv_series": database.Series, "production_company": database.Company, "tv_network": database.Network,
}

func (s *scaleServer) serveAPI(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	v := s.view
	s.mu.Unlock()
	found := detailsPath.FindStringSubmatch(r.URL.Path)
	if found == nil {
		s.respond(w, r, func(json, wire int) { s.sent.Changes.add(0, json, wire) })
		return
	}
	kind := kindsOf[found[1]]
	id, _ := strconv.Atoi(found[2])
	if v.Changed {
		switch s.fate(kind, id) {
		case fateLost, fateGone:
			r.URL.Path = "/3/movie/0"
		case fateMerged:
			r.URL.Path = strings.Replace(r.URL.Path, found[2], strconv.Itoa(id-1), 1)
		}
	}
	s.respond(w, r, func(json, wire int) {
		of := s.sent.Details[kind]
		if of == nil {
			of = map[class]*traffic{}
			s.sent.Details[kind] = of
		}
		if c := classOf(kind, id); of[c] == nil {
			of[c] = &traffic{}
		}
		of[classOf(kind, id)].add(id, json, wire)
	})
}

func (t *traffic) add(id, json, wire int) {
	if t.IDs == nil {
		t.IDs = map[int]int{}
	}
	t.IDs[id]++
	t.Requests++
	t.JSON += json
	t.Wire += wire
}

// respond sends the response of the stand-in, compressed as TMDB does if it is asked to, and has it counted.
func (s *scaleServer) respond(w http.ResponseWriter, r *http.Request, count func(json, wire int)) {
	r.Header.Del("Accept-Encoding")
	resp := httptest.NewRecorder()
	s.standIn.ServeHTTP(resp, r)
	zipped := bytes.Buffer{}
	zip := gzip.NewWriter(&zipped)
	_, _ = zip.Write(resp.Body.Bytes())
	_ = zip.Close()
	s.mu.Lock()
	count(resp.Body.Len(), zipped.Len())
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(resp.Code)
	_, _ = w.Write(zipped.Bytes())
}

// serveExport sends the rows of an export that are shown.
func (s *scaleServer) serveExport(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	v := s.view
	s.mu.Unlock()
	resp := httptest.NewRecorder()
	s.standIn.ServeHTTP(resp, r)
	name, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/p/exports/"), "_ids_")
	unzipped, err := gzip.NewReader(resp.Body)
	if err != nil {
		http.Error(w, "no export", http.StatusForbidden)
		return
	}
	zipped := bytes.Buffer{}
	zip := gzip.NewWriter(&zipped)
	rows := 0
	for lines := bufio.NewScanner(unzipped); lines.Scan(); {
		var row struct{ ID int }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil || !s.isShown(v, kindsOf[name], row.ID) {
			continue
		}
		rows++
		fmt.Fprintf(zip, "%s\n", lines.Bytes())
	}
	_ = zip.Close()
	s.mu.Lock()
	s.sent.Exports.add(0, 0, zipped.Len())
	s.sent.Rows += rows
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/gzip")
	_, _ = io.Copy(w, &zipped)
}

// isShown reports whether an id is in the exports.
func (s *scaleServer) isShown(v view, kind database.Kind, id int) bool {
	if id < firstID || id > lastID {
		return false // one of the stand-in's own
	}
	if !v.Changed && s.isNew(kind, id) || v.Changed && s.fate(kind, id) == fateGone {
		return false
	}
	for _, c := range v.Shown[kind] {
		if c == classOf(kind, id) {
			return true
		}
	}
	return false
}
