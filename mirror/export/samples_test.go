package export

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	standin "github.com/tmdb-go/tmdb/mirror/internal/samples"
)

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
		docs := documents{}
		for _, doc := range standin.Documents(t) {
			docs[doc.Kind] = append(docs[doc.Kind], doc)
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
