package database_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

// withID returns a document with another id.
func withID(t testing.TB, doc database.Document, id int) database.Document {
	t.Helper()
	var body map[string]json.RawMessage
	if err := json.Unmarshal(doc.Body, &body); err != nil {
		t.Fatal(err)
	}
	body["id"] = json.RawMessage(strconv.Itoa(id))
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	doc.ID, doc.Body = id, text
	return doc
}

// BenchmarkPut puts a hundred new movies with everything appended in a transaction.
func BenchmarkPut(b *testing.B) {
	const batch = 100
	movies := samplesOf(b, database.Movie)
	for _, name := range []string{"sqlite", "postgres"} {
		b.Run(name, func(b *testing.B) {
			db := open(b, testdb.New(b, name))
			id := 0
			for b.Loop() {
				b.StopTimer()
				docs := make([]database.Document, batch)
				for i := range docs {
					id++
					docs[i] = withID(b, movies[id%len(movies)], id)
				}
				b.StartTimer()
				inTx(b, db, func(ctx context.Context, tx *sql.Tx) error { return db.Put(ctx, tx, docs...) })
			}
			b.ReportMetric(float64(id)/b.Elapsed().Seconds(), "documents/s")
			b.ReportMetric(float64(rowsIn(b, db))/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
