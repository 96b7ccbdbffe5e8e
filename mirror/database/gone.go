package database

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// Gone marks documents of a kind as gone from TMDB, within tx. They are kept, with the time and why:
// a few words such as "404" or "not in the export"; of what is marked already, the mark stays as it is.
// An id that was never there is kept as such. Put takes the mark off.
func (db *DB) Gone(ctx context.Context, tx *sql.Tx, kind Kind, why string, at time.Time, ids ...int) error {
	return db.mark(ctx, tx, kind, ids, mark{at: at, why: why})
}

// Merged is Gone of a document that is part of another one of the same kind now, whose id is into.
func (db *DB) Merged(ctx context.Context, tx *sql.Tx, kind Kind, at time.Time, id, into int) error {
	return db.mark(ctx, tx, kind, []int{id}, mark{at: at, why: "merged", into: int64(into)})
}

// mark is what is kept of a document that is gone.
type mark struct {
	at   time.Time
	why  string
	into int64 // 0 if it is part of no other
}

var goneTable = insertion{name: "documents", columns: []tables.Column{
	{Name: "kind", Type: tables.Text}, {Name: "id", Type: tables.Integer}, {Name: "gone_at", Type: tables.Time},
	{Name: "gone_why", Type: tables.Text}, {Name: "merged_into", Type: tables.Integer},
}, conflict: ` ON CONFLICT (kind, id) DO UPDATE SET gone_at = coalesce(documents.gone_at, excluded.gone_at),
	gone_why = coalesce(documents.gone_why, excluded.gone_why),
	merged_into = coalesce(documents.merged_into, excluded.merged_into)`}

func (db *DB) mark(ctx context.Context, tx *sql.Tx, kind Kind, ids []int, m mark) error {
	of, err := tables.Of(kind)
	if err != nil || len(ids) == 0 {
		return err
	}
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	keys, values := []int64{}, []any{}
	for _, id := range slices.Compact(sorted) {
		var into any
		if m.into != 0 {
			into = m.into
		}
		keys = append(keys, int64(id))
		values = append(values, string(kind), int64(id), formatInstant(m.at), m.why, into)
	}
	err = db.insert(ctx, tx, goneTable, values)
	if err == nil {
		err = db.markRows(ctx, tx, kind, of[0], keys)
	}
	if err != nil {
		return fmt.Errorf("marking what is gone: %w", explain(err))
	}
	return nil
}

// markRows marks in the table of the kind what is gone of the documents, and has it not found any more.
func (db *DB) markRows(ctx context.Context, tx *sql.Tx, kind Kind, main *tables.Table, ids []int64) error {
	query := "UPDATE " + main.Name + " SET gone_at = (SELECT d.gone_at FROM documents d WHERE d.kind = ? AND d.id = " +
		main.Name + ".id) WHERE id " + db.dialect.among
	if _, err := tx.ExecContext(ctx, db.bind(query), string(kind), db.dialect.ids(ids)); err != nil {
		return err
	}
	return db.removeTitles(ctx, tx, kind, ids)
}
