package database

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// Rebuild makes the rows of all documents of a kind again, for a version of the program whose spec
// knows more than the one that kept them. It does so in transactions of a few documents, between which
// others may write, and may be ended and called again.
func (db *DB) Rebuild(ctx context.Context, kind Kind) error {
	of, err := tables.Of(kind)
	if err != nil {
		return err
	}
	for after, n := 0, documentsAtOnce; n == documentsAtOnce; {
		err := db.inTx(ctx, func(tx *sql.Tx) error {
			docs, gone, err := db.documentsOf(ctx, tx, kind, after, "", db.dialect.forUpdate)
			if n = len(docs); err != nil || n == 0 {
				return err
			}
			after = docs[n-1].ID
			return db.rebuild(ctx, tx, kind, of[0], docs, gone)
		})
		if err != nil {
			return fmt.Errorf("rebuilding the rows of kind %s: %w", kind, explain(err))
		}
	}
	return nil
}

func (db *DB) rebuild(ctx context.Context, tx *sql.Tx, kind Kind, main *tables.Table, docs []Document, gone []int64) error {
	b := &batch{dialect: db.dialect}
	for _, doc := range docs {
		if err := b.add(doc); err != nil {
			return err
		}
	}
	if err := db.removeRows(ctx, tx, kind, b.ids[kind]); err != nil {
		return err
	}
	if err := db.putRows(ctx, tx, b); err != nil || len(gone) == 0 {
		return err
	}
	return db.markRows(ctx, tx, kind, main, gone)
}
