package database

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// DocumentError is why a document cannot be kept.
type DocumentError struct {
	Kind Kind
	ID   int
	Err  error
}

// Error returns the kind, the id and the reason.
func (e *DocumentError) Error() string { return fmt.Sprintf("%s %d: %v", e.Kind, e.ID, e.Err) }

// Unwrap returns the reason.
func (e *DocumentError) Unwrap() error { return e.Err }

// Put keeps the documents within tx, and the rows that follow from them: all of them, or if it returns
// an error, none, for tx must then be rolled back. A document that is there is replaced, one that was
// gone is present again; of several of the same kind and id the last is kept. Many at once are fast.
//
// A document that is not TMDB's JSON for its kind and id is a [*DocumentError]. Nothing was sent to
// the database then: the others may be put within the same tx.
func (db *DB) Put(ctx context.Context, tx *sql.Tx, docs ...Document) error {
	b := &batch{dialect: db.dialect}
	for _, doc := range lastOfEach(docs) {
		if err := b.add(doc); err != nil {
			return err
		}
		b.keep(doc)
	}
	if len(b.documents) == 0 {
		return nil
	}
	if err := db.put(ctx, tx, b); err != nil {
		return fmt.Errorf("putting documents: %w", explain(err))
	}
	return nil
}

// lastOfEach returns the documents in the order of kinds and ids, which suits the tables, and the last
// of several of the same.
func lastOfEach(docs []Document) []Document {
	sorted := slices.Clone(docs)
	slices.SortStableFunc(sorted, byID)
	slices.Reverse(sorted)
	sorted = slices.CompactFunc(sorted, func(a, b Document) bool { return byID(a, b) == 0 })
	slices.Reverse(sorted)
	return sorted
}

func byID(a, b Document) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
}

// batch is what documents come to in the tables.
type batch struct {
	dialect   *dialect
	ids       map[Kind][]int64
	rows      tables.Rows
	documents []any
	search    []any
	words     []any
}

// add adds the rows of a document.
func (b *batch) add(doc Document) error {
	if err := doc.Kind.Valid(); err != nil {
		return err
	}
	titles, err := tables.Add(&b.rows, doc.Kind, doc.ID, doc.Body)
	if err != nil {
		return &DocumentError{doc.Kind, doc.ID, err}
	}
	if b.ids == nil {
		b.ids = map[Kind][]int64{}
	}
	b.ids[doc.Kind] = append(b.ids[doc.Kind], int64(doc.ID))
	b.addTitles(doc, titles)
	return nil
}

// keep adds the document itself.
func (b *batch) keep(doc Document) {
	at := formatInstant(doc.Fetched)
	b.documents = append(b.documents, string(doc.Kind), int64(doc.ID), at, at, packer.EncodeAll(doc.Body, nil))
}

var documentsTable = insertion{name: "documents", columns: []tables.Column{
	{Name: "kind", Type: tables.Text}, {Name: "id", Type: tables.Integer},
	{Name: "arrived_at", Type: tables.Time}, {Name: "fetched_at", Type: tables.Time}, {Name: "body", Type: bytesColumn},
}, conflict: ` ON CONFLICT (kind, id) DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body,
	arrived_at = CASE WHEN documents.gone_at IS NULL THEN documents.arrived_at ELSE excluded.arrived_at END,
	gone_at = NULL, gone_why = NULL, merged_into = NULL`}

func (db *DB) put(ctx context.Context, tx *sql.Tx, b *batch) error {
	there, err := db.putDocuments(ctx, tx, b)
	if err != nil {
		return err
	}
	for kind, ids := range there {
		if err := db.removeRows(ctx, tx, kind, ids); err != nil {
			return err
		}
	}
	return db.putRows(ctx, tx, b)
}

// putDocuments adds the documents or replaces them, and returns those that were there. Until the end of
// the transaction no other can put the same.
func (db *DB) putDocuments(ctx context.Context, tx *sql.Tx, b *batch) (there map[Kind][]int64, err error) {
	if db.dialect == postgres {
		into := documentsTable
		into.conflict += " RETURNING kind, id, xmax <> 0" // xmax is 0 in a row that is new
		query, args := into.postgres(b.documents)
		return queryThere(ctx, tx, query, args...)
	}
	there = map[Kind][]int64{}
	for kind, ids := range b.ids {
		among, err := queryThere(ctx, tx, "SELECT kind, id, true FROM documents WHERE kind = ? AND id "+db.dialect.among,
			string(kind), db.dialect.ids(ids))
		if err != nil {
			return nil, err
		}
		maps.Copy(there, among)
	}
	return there, db.insert(ctx, tx, documentsTable, b.documents)
}

// queryThere returns what a query returns as kind, id and whether it was there.
func queryThere(ctx context.Context, tx *sql.Tx, query string, args ...any) (map[Kind][]int64, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	there := map[Kind][]int64{}
	for rows.Next() {
		var kind Kind
		var id int64
		var was bool
		if err := rows.Scan(&kind, &id, &was); err != nil {
			return nil, err
		}
		if was {
			there[kind] = append(there[kind], id)
		}
	}
	return there, rows.Err()
}

// putRows adds the rows and titles of documents.
func (db *DB) putRows(ctx context.Context, tx *sql.Tx, b *batch) error {
	all, err := tables.All()
	if err != nil {
		return err
	}
	for _, t := range all {
		if err := db.insert(ctx, tx, insertion{name: t.Name, columns: t.Columns}, b.rows.Of(t)); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return db.putTitles(ctx, tx, b)
}

// removeRows removes the rows and titles of documents.
func (db *DB) removeRows(ctx context.Context, tx *sql.Tx, kind Kind, ids []int64) error {
	all, err := tables.Of(kind)
	if err != nil {
		return err
	}
	for _, t := range all {
		query, args := "DELETE FROM "+t.Name+" WHERE ", []any{db.dialect.ids(ids)}
		if t.Kind == "" {
			query, args = query+"kind = ? AND ", append([]any{string(kind)}, args...)
		}
		if _, err := tx.ExecContext(ctx, db.bind(query+t.Owner()+" "+db.dialect.among), args...); err != nil {
			return err
		}
	}
	return db.removeTitles(ctx, tx, kind, ids)
}
