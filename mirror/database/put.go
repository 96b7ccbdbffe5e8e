package database

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
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
// gone is present again. A document that is not TMDB's JSON for its kind and id is a [*DocumentError];
// nothing was sent to the database then, so tx may be used to put the others.
func (db *DB) Put(ctx context.Context, tx *sql.Tx, docs ...Document) error {
	for _, doc := range docs {
		if err := doc.Kind.Valid(); err != nil {
			return err
		}
		if !json.Valid(doc.Body) {
			return &DocumentError{doc.Kind, doc.ID, errors.New("the body is not JSON")}
		}
	}
	for _, doc := range docs {
		_, err := tx.ExecContext(ctx, db.bind(`INSERT INTO documents (kind, id, fetched_at, body) VALUES (?, ?, ?, ?)
			ON CONFLICT (kind, id) DO UPDATE SET fetched_at = excluded.fetched_at, body = excluded.body,
				gone_at = NULL, gone_why = NULL, merged_into = NULL`),
			doc.Kind, doc.ID, db.dialect.at(doc.Fetched), packer.EncodeAll(doc.Body, nil))
		if err != nil {
			return fmt.Errorf("putting documents: %w", explain(err))
		}
	}
	return nil
}

// Gone marks documents of a kind as gone from TMDB, within tx. They are kept, with the time and why:
// a few words such as "404" or "not in the export". An id that was never there is kept as such. Put
// takes the mark off.
func (db *DB) Gone(ctx context.Context, tx *sql.Tx, kind Kind, why string, at time.Time, ids ...int) error {
	if err := kind.Valid(); err != nil {
		return err
	}
	for _, id := range ids {
		_, err := tx.ExecContext(ctx, db.bind(`INSERT INTO documents (kind, id, gone_at, gone_why) VALUES (?, ?, ?, ?)
			ON CONFLICT (kind, id) DO UPDATE SET gone_at = excluded.gone_at, gone_why = excluded.gone_why`),
			kind, id, db.dialect.at(at), why)
		if err != nil {
			return fmt.Errorf("marking what is gone: %w", explain(err))
		}
	}
	return nil
}

// Rebuild makes the rows of all documents of a kind again, after a version of the program whose spec
// knows more. It does so in transactions of a few documents: it may be ended and called again.
func (db *DB) Rebuild(ctx context.Context, kind Kind) error {
	return kind.Valid()
}
