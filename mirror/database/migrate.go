package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ErrNotInitialised is what [DB.Check] returns of a database without the tables of a mirror.
var ErrNotInitialised = errors.New("the database has no mirror in it yet: initialise it first")

// Migrate makes the tables, or those that this version of the program has and the database has not.
// It may be called at any time and by several processes at once. A database that a newer version of the
// program has migrated is an error that says so; it is left as it is.
func (db *DB) Migrate(ctx context.Context) error {
	files, err := db.dialect.migrations()
	if err != nil {
		return err
	}
	err = db.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, db.dialect.lock+";"+db.dialect.versions); err != nil {
			return err
		}
		version, err := schemaVersion(ctx, tx)
		if err != nil {
			return err
		}
		if version > len(files) {
			return newerError(version, len(files))
		}
		for i, file := range files[version:] {
			if _, err := tx.ExecContext(ctx, file.sql); err != nil {
				return fmt.Errorf("%s: %w", file.name, explain(err))
			}
			insert := db.bind("INSERT INTO mirror_migrations (version, migrated_at) VALUES (?, ?)")
			if _, err := tx.ExecContext(ctx, insert, version+i+1, formatInstant(time.Now())); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("migrating the database: %w", explain(err))
	}
	return nil
}

// Check returns nil if the database has the tables of this version of the program, and otherwise an
// error that says what to do: [ErrNotInitialised], or that it is older or newer.
func (db *DB) Check(ctx context.Context) error {
	files, err := db.dialect.migrations()
	if err != nil {
		return err
	}
	there := false
	if err := db.read.QueryRowContext(ctx, db.dialect.hasVersions).Scan(&there); err != nil {
		return fmt.Errorf("checking the database: %w", explain(err))
	}
	if !there {
		return ErrNotInitialised
	}
	version, err := schemaVersion(ctx, db.read)
	switch {
	case err != nil:
		return fmt.Errorf("checking the database: %w", explain(err))
	case version == 0:
		return ErrNotInitialised
	case version > len(files):
		return newerError(version, len(files))
	case version < len(files):
		return fmt.Errorf("the database has schema %d, older than this program's %d: migrate it by initialising again", version, len(files))
	}
	return nil
}

func newerError(version, known int) error {
	return fmt.Errorf("the database has schema %d, newer than this program's %d: use a newer version of the program", version, known)
}

func schemaVersion(ctx context.Context, q interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
},
) (version int, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM mirror_migrations").Scan(&version)
	return version, err
}

type migration struct{ name, sql string }

// migrations returns the migrations in order: the first is 0001.
func (d *dialect) migrations() ([]migration, error) {
	dir := "migrations/" + d.name
	entries, err := migrationFiles.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []migration
	for i, entry := range entries {
		if want := fmt.Sprintf("%04d_", i+1); entry.Name()[:len(want)] != want {
			return nil, fmt.Errorf("%s/%s: want a name with %s", dir, entry.Name(), want)
		}
		text, err := migrationFiles.ReadFile(dir + "/" + entry.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, migration{entry.Name(), string(text)})
	}
	return all, nil
}
