package database

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

var (
	searchColumns = []tables.Column{
		{Name: "kind", Type: tables.Text}, {Name: "id", Type: tables.Integer}, {Name: "title", Type: tables.Text},
		{Name: "folded", Type: tables.Text}, {Name: "popularity", Type: tables.Real},
	}
	keyColumn   = tables.Column{Name: "key", Type: tables.Integer}
	wordsColumn = tables.Column{Name: "words", Type: tables.Text}

	searchPostgres = insertion{
		name: "search", columns: append(slices.Clone(searchColumns), wordsColumn), with: map[string]string{"words": "::tsvector"},
	}
	searchSQLite = insertion{name: "search", columns: append([]tables.Column{keyColumn}, searchColumns...)}
	wordsSQLite  = insertion{
		name: "search_words", columns: []tables.Column{{Name: "rowid", Type: tables.Integer}, wordsColumn},
	}
)

// addTitles adds what a document is found by. Titles of seasons are numbers.
func (b *batch) addTitles(doc Document, titles tables.Titles) {
	if doc.Kind == Season {
		return
	}
	words := b.dialect.titleWords(append([]string{titles.Title}, titles.Others...))
	row := []any{string(doc.Kind), int64(doc.ID), titles.Title, fold(titles.Title), titles.Popularity}
	if b.dialect == postgres {
		b.search = append(append(b.search, row...), words)
		return
	}
	key := searchKey(doc.Kind, doc.ID)
	b.search = append(append(b.search, key), row...)
	b.words = append(b.words, key, words)
}

// searchKey is the key of a document in SQLite's table of words.
func searchKey(kind Kind, id int) int64 { return 16*int64(id) + int64(slices.Index(Kinds(), kind)) }

// putTitles adds what documents are found by.
func (db *DB) putTitles(ctx context.Context, tx *sql.Tx, b *batch) error {
	if db.dialect == postgres {
		return db.insert(ctx, tx, searchPostgres, b.search)
	}
	if err := db.insert(ctx, tx, searchSQLite, b.search); err != nil {
		return err
	}
	return db.insert(ctx, tx, wordsSQLite, b.words)
}

// removeTitles has documents not found any more.
func (db *DB) removeTitles(ctx context.Context, tx *sql.Tx, kind Kind, ids []int64) error {
	if db.dialect == postgres {
		_, err := tx.ExecContext(ctx, "DELETE FROM search WHERE kind = $1 AND id = ANY($2::bigint[])", string(kind), ids)
		return err
	}
	keys := make([]int64, len(ids))
	for i, id := range ids {
		keys[i] = searchKey(kind, int(id))
	}
	for _, query := range []string{"DELETE FROM search WHERE key ", "DELETE FROM search_words WHERE rowid "} {
		if _, err := tx.ExecContext(ctx, query+db.dialect.among, db.dialect.ids(keys)); err != nil {
			return err
		}
	}
	return nil
}

// titleWords returns the words of all titles as the database takes them. What ends a title and what
// begins the next are not one after the other.
func (d *dialect) titleWords(titles []string) string {
	seen := map[string]bool{}
	var b strings.Builder
	at := 0
	for _, title := range titles {
		words := wordsOf(title)
		folded := join(words)
		if folded == "" || seen[folded] {
			continue
		}
		seen[folded] = true
		for _, w := range words {
			at++
			if d == postgres {
				b.WriteString("'" + w.text + "':" + strconv.Itoa(min(at, maxPosition)) + " ")
			} else {
				b.WriteString(w.text + " ")
			}
		}
		at++
		if d == sqlite {
			b.WriteString(titleEnd)
		}
	}
	return b.String()
}

// maxPosition is the last position of a word that PostgreSQL knows.
const maxPosition = 16383

// titleEnd is a word to SQLite, and one that nobody looks for.
const titleEnd = "\ue000 "
