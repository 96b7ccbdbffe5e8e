package database_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

func keyword(id int, name string) database.Document {
	body := fmt.Sprintf(`{"id":%d,"name":%q}`, id, name)
	return database.Document{Kind: database.Keyword, ID: id, Body: []byte(body), Fetched: start}
}

func TestGoneAndBack(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		ids := func(want ...int) {
			t.Helper()
			got, err := db.IDs(t.Context(), database.Keyword, 0, 10)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("ids are %v, %v: want %v", got, err, want)
			}
		}
		put(t, db, keyword(3, "three"), keyword(1, "one"), keyword(2, "two"))
		ids(1, 2, 3)
		gone(t, db, database.Keyword, "404", start, 2, 7)
		ids(1, 3)
		counts, err := db.Counts(t.Context())
		want := database.Count{Known: 2, Gone: 2, Oldest: start, Newest: start}
		if err != nil || counts[database.Keyword] != want {
			t.Errorf("count is %+v, %v: want %+v", counts[database.Keyword], err, want)
		}
		again := keyword(2, "two again")
		again.Fetched = start.Add(time.Hour)
		put(t, db, again)
		ids(1, 2, 3)
		counts, err = db.Counts(t.Context())
		want = database.Count{Known: 3, Gone: 1, Oldest: start, Newest: start.Add(time.Hour)}
		if err != nil || counts[database.Keyword] != want {
			t.Errorf("count is %+v, %v: want %+v", counts[database.Keyword], err, want)
		}
	})
}

func TestDocuments(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		var docs []database.Document
		for id := 1; id <= 450; id++ {
			docs = append(docs, keyword(id, fmt.Sprint("keyword ", id)))
		}
		put(t, db, docs...)
		gone(t, db, database.Keyword, "404", start, 300)
		n := 100
		for doc, err := range db.Documents(t.Context(), database.Keyword, n) {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == 300 {
				n++
			}
			if want := docs[n-1]; doc.ID != n || string(doc.Body) != string(want.Body) || !doc.Fetched.Equal(start) {
				t.Fatalf("document is %+v: want %+v", doc, want)
			}
		}
		if n != 450 {
			t.Errorf("last document is %d: want 450", n)
		}
	})
}
