package mirror

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// driver is that of River for either database.
type driver = riverdriver.Driver[*sql.Tx]

// queue is River's client for either database.
type queue = river.Client[*sql.Tx]

// Mirror is a copy of TMDB and the jobs that keep it. Its methods may be called concurrently.
type Mirror struct {
	db *database.DB
}

// Open opens the database of a mirror, as [database.Open] says.
func Open(ctx context.Context, dsn string) (*Mirror, error) {
	db, err := database.Open(ctx, dsn)
	if err != nil {
		return nil, err
	}
	return &Mirror{db}, nil
}

// Database returns the data.
func (m *Mirror) Database() *database.DB { return m.db }

// Close closes the database. [Mirror.Run] has to have returned.
func (m *Mirror) Close() error { return m.db.Close() }

// Init makes the tables, or brings them to this version of the program, and keeps config for all
// processes in place of an earlier one; processes that are running have the earlier one until they
// start again. It may be called again at any time. A config that makes no sense is an error that says
// what to write instead; nothing is changed then.
func (m *Mirror) Init(ctx context.Context, config Config) error {
	config, err := config.withDefaults()
	if err != nil {
		return err
	}
	value, err := json.Marshal(config)
	if err != nil {
		return err
	}
	if err := m.db.Migrate(ctx); err != nil {
		return err
	}
	if err := m.migrateQueue(ctx); err != nil {
		return fmt.Errorf("making the tables of the queue: %w", err)
	}
	_, err = m.db.SQL().ExecContext(ctx, `INSERT INTO mirror_settings (name, value) VALUES ('config', $1)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, string(value))
	if err != nil {
		return fmt.Errorf("keeping the config: %w", err)
	}
	return nil
}

// queueLock keeps processes from making River's tables at once in PostgreSQL.
const queueLock = 7463624

// queueAttempts is how often that is begun in SQLite, which has no such lock: where several processes
// do so, each migration is one's, and the others fail at it and find it done.
const queueAttempts = 20

// migrateQueue makes River's tables.
func (m *Mirror) migrateQueue(ctx context.Context) error {
	migrator, err := rivermigrate.New(m.driver(), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if m.db.IsPostgres() {
		conn, err := m.db.SQL().Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", queueLock); err != nil {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", queueLock) //nolint:errcheck // the end of the connection does it otherwise
	}
	for range queueAttempts {
		if _, err = migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil || m.db.IsPostgres() {
			break
		}
	}
	return err
}

// Config returns what [Mirror.Init] has kept, with what it left open. The error is that of
// [database.DB.Check], such as [database.ErrNotInitialised].
func (m *Mirror) Config(ctx context.Context) (Config, error) {
	if err := m.db.Check(ctx); err != nil {
		return Config{}, err
	}
	value := ""
	err := m.db.Reader().QueryRowContext(ctx, "SELECT value FROM mirror_settings WHERE name = 'config'").Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return Config{}, database.ErrNotInitialised
	}
	if err != nil {
		return Config{}, fmt.Errorf("reading the config: %w", err)
	}
	var config Config
	if err := json.Unmarshal([]byte(value), &config); err != nil {
		return Config{}, fmt.Errorf("the config that is kept is damaged, initialise again: %w", err)
	}
	return config.withDefaults()
}

func (m *Mirror) driver() driver {
	if m.db.IsPostgres() {
		return riverdatabasesql.New(m.db.SQL())
	}
	return riversqlite.New(m.db.SQL())
}

// inTx calls do in a transaction.
func (m *Mirror) inTx(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := m.db.SQL().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}
