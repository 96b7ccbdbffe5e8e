package database

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"github.com/klauspost/compress/zstd"
)

// Document is a response of TMDB that is kept.
type Document struct {
	Kind Kind
	ID   int
	// Body is TMDB's JSON as it came.
	Body []byte
	// Fetched is when it came; it is kept to the microsecond.
	Fetched time.Time
}

// Count is how many documents there are of a kind, and how old they are.
type Count struct {
	// Known is the number of documents that are there, without those that are gone.
	Known int
	// Gone is the number of ids that TMDB does not have or has no longer.
	Gone int
	// Oldest and Newest are when the oldest and the newest of the known documents came; the zero Time
	// if there are none.
	Oldest, Newest time.Time
}

// IDs returns the ids of the documents of a kind that are not gone, ascending, which are greater than
// after and at most limit.
func (db *DB) IDs(ctx context.Context, kind Kind, after, limit int) ([]int, error) {
	if err := kind.Valid(); err != nil {
		return nil, err
	}
	ids, err := collect[int](ctx, db, db.bind(`SELECT id FROM documents
		WHERE kind = ? AND id > ? AND gone_at IS NULL ORDER BY id LIMIT ?`), string(kind), after, limit)
	if err != nil {
		return nil, fmt.Errorf("ids of kind %s: %w", kind, explain(err))
	}
	return ids, nil
}

// collect returns the first column of all rows.
func collect[T any](ctx context.Context, db *DB, query string, args ...any) ([]T, error) {
	rows, err := db.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// documentsAtOnce is how many documents [DB.Documents] holds in memory.
const documentsAtOnce = 200

// Documents yields the documents of a kind that are not gone and whose id is greater than after,
// ascending by id, in constant memory. An error is the last that it yields. Between two documents it
// holds no connection: what is written meanwhile may be seen.
func (db *DB) Documents(ctx context.Context, kind Kind, after int) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		if err := kind.Valid(); err != nil {
			yield(Document{}, err)
			return
		}
		for {
			docs, _, err := db.documentsOf(ctx, db.read, kind, after, " AND gone_at IS NULL", "")
			if err != nil {
				yield(Document{}, fmt.Errorf("documents of kind %s: %w", kind, explain(err)))
				return
			}
			for _, doc := range docs {
				if !yield(doc, nil) {
					return
				}
			}
			if len(docs) < documentsAtOnce {
				return
			}
			after = docs[len(docs)-1].ID
		}
	}
}

// documentsOf returns the next documents of a kind, and which of them are gone.
func (db *DB) documentsOf(ctx context.Context, q querier, kind Kind, after int, condition, lock string) (docs []Document, gone []int64, err error) {
	query := "SELECT id, fetched_at, gone_at IS NOT NULL, body FROM documents WHERE kind = ? AND id > ?" +
		" AND fetched_at IS NOT NULL" + condition + " ORDER BY id LIMIT ?" + lock
	rows, err := q.QueryContext(ctx, db.bind(query), string(kind), after, documentsAtOnce)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		doc, isGone, packed := Document{Kind: kind}, false, sql.RawBytes{}
		if err := rows.Scan(&doc.ID, (*instant)(&doc.Fetched), &isGone, &packed); err != nil {
			return nil, nil, err
		}
		if doc.Body, err = unpacker.DecodeAll(packed, nil); err != nil {
			return nil, nil, fmt.Errorf("%s %d: the kept document is damaged: %w", kind, doc.ID, err)
		}
		docs = append(docs, doc)
		if isGone {
			gone = append(gone, int64(doc.ID))
		}
	}
	return docs, gone, rows.Err()
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Counts returns how many documents there are of each kind; a kind without any has the zero Count.
func (db *DB) Counts(ctx context.Context) (map[Kind]Count, error) {
	counts := map[Kind]Count{}
	for _, kind := range Kinds() {
		counts[kind] = Count{}
	}
	rows, err := db.read.QueryContext(ctx, `SELECT kind, count(*) - count(gone_at), count(gone_at),
		min(CASE WHEN gone_at IS NULL THEN fetched_at END), max(CASE WHEN gone_at IS NULL THEN fetched_at END)
		FROM documents GROUP BY kind`)
	if err != nil {
		return nil, fmt.Errorf("counting documents: %w", explain(err))
	}
	defer rows.Close()
	for rows.Next() {
		var kind Kind
		var c Count
		if err := rows.Scan(&kind, &c.Known, &c.Gone, (*instant)(&c.Oldest), (*instant)(&c.Newest)); err != nil {
			return nil, fmt.Errorf("counting documents: %w", err)
		}
		counts[kind] = c
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("counting documents: %w", explain(err))
	}
	return counts, nil
}

// Both coders of documents may be used concurrently.
var (
	packer   = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))) // the next level: half as fast, 3% smaller
	unpacker = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(256<<20)))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // options that do not go together, which any test would meet
	}
	return v
}
