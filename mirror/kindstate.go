package mirror

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// kindState is how far a kind is. Days are YYYY-MM-DD, which sorts, and "" if there is none yet.
type kindState struct {
	kind         database.Kind
	seededDay    string
	changedUntil string
}

// lockKind returns the state of a kind, which no other transaction can change or lock before tx ends.
func lockKind(ctx context.Context, tx *sql.Tx, kind database.Kind) (kindState, error) {
	s := kindState{kind: kind}
	err := tx.QueryRowContext(ctx, `INSERT INTO mirror_kinds (kind) VALUES ($1) ON CONFLICT (kind) DO UPDATE SET kind = excluded.kind
		RETURNING coalesce(seeded_day, ''), coalesce(changed_until, '')`, string(kind)).Scan(&s.seededDay, &s.changedUntil)
	if err != nil {
		return s, fmt.Errorf("how far %s is: %w", kind, err)
	}
	return s, nil
}

func (s kindState) save(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE mirror_kinds SET seeded_day = nullif($1, ''), changed_until = nullif($2, '') WHERE kind = $3",
		s.seededDay, s.changedUntil, string(s.kind))
	return err
}

// kindStates returns how far the kinds are.
func (m *Mirror) kindStates(ctx context.Context) (map[database.Kind]kindState, error) {
	rows, err := m.db.Reader().QueryContext(ctx, "SELECT kind, coalesce(seeded_day, ''), coalesce(changed_until, '') FROM mirror_kinds")
	if err != nil {
		return nil, fmt.Errorf("how far the kinds are: %w", err)
	}
	defer rows.Close()
	states := map[database.Kind]kindState{}
	for rows.Next() {
		var s kindState
		if err := rows.Scan(&s.kind, &s.seededDay, &s.changedUntil); err != nil {
			return nil, err
		}
		states[s.kind] = s
	}
	return states, rows.Err()
}
