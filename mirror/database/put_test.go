package database_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

// The same documents are the same rows in both databases.
func TestAlike(t *testing.T) {
	t.Parallel()
	lite, post := open(t, testdb.New(t, "sqlite")), open(t, testdb.New(t, "postgres"))
	put(t, lite, samples(t)...)
	put(t, post, samples(t)...)
	want := contents(t, lite)
	if len(want["credits"]) < 1000 || len(want["providers"]) < 1000 {
		t.Errorf("%d credits and %d providers: want thousands", len(want["credits"]), len(want["providers"]))
	}
	sameContents(t, contents(t, post), want)
}

func TestReplace(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		docs := samplesOf(t, database.Season)
		put(t, db, docs...)
		want := contents(t, db)
		others := make([]database.Document, len(docs))
		for i, doc := range docs {
			others[i] = withID(t, docs[(i+1)%len(docs)], doc.ID)
		}
		put(t, db, others...)
		got := contents(t, db)
		for _, name := range []string{"documents", "seasons", "episodes", "credits"} {
			if slices.Equal(got[name], want[name]) {
				t.Errorf("%s was not replaced", name)
			}
		}
		if len(got["documents"]) != len(docs) || len(got["episodes"]) != len(want["episodes"]) {
			t.Errorf("%d documents and %d episodes: want %d and %d", len(got["documents"]), len(got["episodes"]), len(docs), len(want["episodes"]))
		}
		// Of the same twice, the last is kept.
		put(t, db, append(others, docs...)...)
		sameContents(t, contents(t, db), want)
	})
}

func TestPutTogether(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		docs := samplesOf(t, database.Movie)
		var wait sync.WaitGroup
		for worker := range 4 {
			wait.Go(func() {
				for i := range 3 {
					some := docs[(worker+i)*10 : (worker+i)*10+40]
					tx, err := db.SQL().BeginTx(t.Context(), nil)
					if err != nil {
						t.Error(err)
						return
					}
					if err := errors.Join(db.Put(t.Context(), tx, some...), tx.Commit()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wait.Wait()
		isWhole(t, db)
		if n := len(texts(t, db, "SELECT title FROM movies")); n != 90 {
			t.Errorf("%d movies: want 90", n)
		}
	})
}

func TestPutRefuses(t *testing.T) {
	tests := []struct {
		name string
		doc  database.Document
		want string
	}{
		{"kind", database.Document{Kind: "film", ID: 1, Body: []byte("{}")}, `kind is "film": want one of movie, series, season,`},
		{"empty", database.Document{Kind: database.Movie, ID: 1}, "movie 1: the body is no JSON object"},
		{"HTML", database.Document{Kind: database.Movie, ID: 1, Body: []byte("<html>")}, "movie 1: the body is no JSON object"},
		{"cut off", database.Document{Kind: database.Movie, ID: 1, Body: []byte(`{"id":1,`)}, "movie 1: the body is no JSON:"},
		{"list", database.Document{Kind: database.Movie, ID: 1, Body: []byte(`[]`)}, "movie 1: the body is no JSON object"},
		{"no id", database.Document{Kind: database.Movie, ID: 1, Body: []byte(`{"success":false}`)}, "movie 1: the body has no id"},
		{"other id", database.Document{Kind: database.Movie, ID: 1, Body: []byte(`{"id":2}`)}, "movie 1: the body is of id 2"},
		{"other type", database.Document{Kind: database.Movie, ID: 1, Body: []byte(`{"id":1,"title":7}`)}, "movie 1: the body is not of this kind: title is number"},
	}
	onBoth(t, func(t *testing.T, db *database.DB) {
		for _, test := range tests {
			inTx(t, db, func(ctx context.Context, tx *sql.Tx) error {
				err := db.Put(ctx, tx, keyword(8, "eight"), test.doc, keyword(9, "nine"))
				if err == nil || !strings.HasPrefix(err.Error(), test.want) {
					t.Errorf("%s: error is %v: want %s", test.name, err, test.want)
				}
				if e, ok := errors.AsType[*database.DocumentError](err); ok && (e.Kind != test.doc.Kind || e.ID != test.doc.ID) {
					t.Errorf("%s: error is of %s %d", test.name, e.Kind, e.ID)
				}
				return db.Put(ctx, tx, keyword(8, test.name)) // tx is as good as before
			})
			if got := texts(t, db, "SELECT name FROM keywords"); len(got) != 1 || got[0] != test.name {
				t.Errorf("%s: keywords are %q", test.name, got)
			}
		}
	})
}

// Whatever of TMDB's JSON is odd, both databases take it.
func TestPutOddities(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		body := `{"id":1,"title":"a\u0000b\ud800 'quoted' \\ ","release_date":"1945","runtime":null,"budget":9007199254740993,
			"overview":"","tagline":"\u0000","vote_average":7.25,"genres":{},"credits":{"success":false},
			"belongs_to_collection":{"id":10,"name":"c"},
			"release_dates":{"results":[{"iso_3166_1":"DE","release_dates":[
				{"type":3,"release_date":"0000-00-00","descriptors":["x\u0000","y"]}, {"type":4,"release_date":"2024-02-30"}]}]}}`
		put(t, db, database.Document{Kind: database.Movie, ID: 1, Body: []byte(body), Fetched: start})
		got := texts(t, db, "SELECT title FROM movies WHERE release_date IS NULL AND overview IS NULL AND tagline IS NULL "+
			"AND budget = 9007199254740993 AND belongs_to_collection_id = 10 AND vote_average = 7.25")
		if len(got) != 1 || got[0] != "ab\ufffd 'quoted' \\ " {
			t.Errorf("title is %q", got)
		}
		if n := len(texts(t, db, "SELECT country FROM release_dates WHERE release_date IS NULL")); n != 2 {
			t.Errorf("%d release dates: want 2", n)
		}
		if err := db.Rebuild(t.Context(), database.Movie); err != nil {
			t.Error(err)
		}
	})
}

func TestRebuild(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		put(t, db, samples(t)...)
		gone(t, db, database.Movie, "404", start.Add(time.Hour), 550, 99999999)
		want := contents(t, db)
		for _, damage := range []string{
			"DELETE FROM credits WHERE kind = 'movie'",
			"UPDATE movies SET title = 'x', gone_at = NULL",
			"DELETE FROM episodes WHERE season_number = 1",
			"UPDATE search SET title = 'x'",
			"INSERT INTO genres (kind, id, n, name) VALUES ('movie', 550, 99, 'more')",
		} {
			if _, err := db.SQL().ExecContext(t.Context(), damage); err != nil {
				t.Fatal(err)
			}
		}
		for _, kind := range database.Kinds() {
			if err := db.Rebuild(t.Context(), kind); err != nil {
				t.Fatal(err)
			}
		}
		sameContents(t, contents(t, db), want)
		if err := db.Rebuild(t.Context(), "film"); err == nil {
			t.Error("there is no kind film")
		}
	})
}
