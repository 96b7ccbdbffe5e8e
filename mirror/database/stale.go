package database

import (
	"context"
	"fmt"
	"time"
)

// Stale is [DB.IDs] of the documents that came before a time.
func (db *DB) Stale(ctx context.Context, kind Kind, before time.Time, after, limit int) ([]int, error) {
	if err := kind.Valid(); err != nil {
		return nil, err
	}
	ids, err := collect[int](ctx, db, db.bind(`SELECT id FROM documents
		WHERE kind = ? AND id > ? AND gone_at IS NULL AND fetched_at < ? ORDER BY id LIMIT ?`),
		kind, after, formatInstant(before), limit)
	if err != nil {
		return nil, fmt.Errorf("stale ids of kind %s: %w", kind, explain(err))
	}
	return ids, nil
}
