package export

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// samplePaths are documents of the stand-in.
var samplePaths = []struct {
	kind database.Kind
	path string
}{
	{database.Movie, "movie/550?append_to_response=" + ofTitles + ",release_dates"},
	{database.Movie, "movie/603?append_to_response=" + ofTitles + ",release_dates"},
	{database.Series, "tv/1396?append_to_response=" + ofTitles + ",aggregate_credits,content_ratings,episode_groups"},
	{database.Season, "tv/1396/season/1?append_to_response=credits,external_ids,images,videos,translations"},
	{database.Person, "person/287?append_to_response=movie_credits,tv_credits,images,external_ids,translations"},
}

const ofTitles = "credits,images,videos,translations,alternative_titles,keywords,external_ids,watch/providers,recommendations,similar,reviews"

// documents is a source of documents that are in memory.
type documents map[database.Kind][]database.Document

func (d documents) Documents(_ context.Context, kind database.Kind, after int) iter.Seq2[database.Document, error] {
	return func(yield func(database.Document, error) bool) {
		for _, doc := range d[kind] {
			if doc.ID > after && !yield(doc, nil) {
				return
			}
		}
	}
}

var sampled struct {
	sync.Once
	docs documents
}

// samples returns documents of some kinds.
func samples(t testing.TB) documents {
	t.Helper()
	sampled.Do(func() {
		srv := tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day))
		docs := documents{}
		for i, s := range samplePaths {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+"/3/"+s.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer "+srv.Token)
			resp, err := srv.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			doc := database.Document{Kind: s.kind, Fetched: time.Date(2026, 11, 1+i, 12, 0, 0, 0, time.UTC)}
			if doc.Body, err = io.ReadAll(resp.Body); err != nil || resp.StatusCode != http.StatusOK {
				t.Fatalf("%s: %s, %v", s.path, resp.Status, err)
			}
			var body struct{ ID int }
			if err := json.Unmarshal(doc.Body, &body); err != nil {
				t.Fatal(err)
			}
			doc.ID = body.ID
			docs[s.kind] = append(docs[s.kind], doc)
		}
		sampled.docs = docs
	})
	if sampled.docs == nil {
		t.Fatal("there are no samples")
	}
	return sampled.docs
}

// copies is a source of n movies, which are samples with other ids.
type copies struct {
	n       int
	samples [][2][]byte // what is before the id, and after it
}

func newCopies(t testing.TB, n int) copies {
	t.Helper()
	c := copies{n: n}
	for _, doc := range samples(t)[database.Movie] {
		before, after, ok := bytes.Cut(doc.Body, fmt.Appendf(nil, `"id":%d,"imdb_id"`, doc.ID))
		if !ok {
			t.Fatalf("movie %d has its id elsewhere", doc.ID)
		}
		c.samples = append(c.samples, [2][]byte{append(bytes.Clone(before), `"id":`...), append([]byte(`,"imdb_id"`), after...)})
	}
	return c
}

func (c copies) document(id int) database.Document {
	s := c.samples[id%len(c.samples)]
	body := make([]byte, 0, len(s[0])+len(s[1])+10)
	body = append(strconv.AppendInt(append(body, s[0]...), int64(id), 10), s[1]...)
	return database.Document{Kind: database.Movie, ID: id, Body: body, Fetched: time.Unix(1_800_000_000+int64(id), 0).UTC()}
}

func (c copies) Documents(_ context.Context, kind database.Kind, after int) iter.Seq2[database.Document, error] {
	return func(yield func(database.Document, error) bool) {
		for id := after + 1; kind == database.Movie && id <= c.n; id++ {
			if !yield(c.document(id), nil) {
				return
			}
		}
	}
}
