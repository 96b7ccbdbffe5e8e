package mirror

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/idset"
	"github.com/tmdb-go/tmdb/types"
)

// The queues: planning has one worker in a process, so that it leaves the others to what it planned.
const (
	planQueue  = "plan"
	fetchQueue = "fetch"
)

// The kinds of jobs.
const (
	seedJob    = "seed"
	changesJob = "changes"
	fetchJob   = "fetch"
)

// The priorities of fetch jobs: what is known and changed comes first.
const (
	priorityChanged = 2
	priorityNew     = 3
)

const (
	// maxAttempts is after how many attempts a job is dead: with River's waits between them after about
	// half a day.
	maxAttempts = 12
	// insertAtOnce is how many jobs a statement inserts.
	insertAtOnce = 1000
	// againAfter is when the ids of a job that failed while others did not are fetched again.
	againAfter = time.Minute
)

// seedArgs compares the export of a day with what is known. It is there once for each kind and day.
type seedArgs struct {
	Of  database.Kind `json:"kind" river:"unique"`
	Day types.Date    `json:"day" river:"unique"`
}

// Kind implements [river.JobArgs].
func (seedArgs) Kind() string { return seedJob }

// InsertOpts implements [river.JobArgsWithInsertOpts].
func (seedArgs) InsertOpts() river.InsertOpts { return planOpts }

// changesArgs asks for what changed since the last time until a day, once for each kind and day.
type changesArgs struct {
	Of  database.Kind `json:"kind" river:"unique"`
	Day types.Date    `json:"day" river:"unique"`
}

// Kind implements [river.JobArgs].
func (changesArgs) Kind() string { return changesJob }

// InsertOpts implements [river.JobArgsWithInsertOpts].
func (changesArgs) InsertOpts() river.InsertOpts { return planOpts }

var planOpts = river.InsertOpts{Queue: planQueue, MaxAttempts: maxAttempts, UniqueOpts: river.UniqueOpts{ByArgs: true}}

// fetchArgs fetches documents and stores them. It is there once for each batch of the job that it
// comes from.
type fetchArgs struct {
	Of    database.Kind `json:"kind" river:"unique"`
	Day   types.Date    `json:"day" river:"unique"`
	From  int64         `json:"from" river:"unique"`
	Batch int           `json:"batch" river:"unique"`
	IDs   []int         `json:"ids"`
}

// Kind implements [river.JobArgs].
func (fetchArgs) Kind() string { return fetchJob }

// InsertOpts implements [river.JobArgsWithInsertOpts].
func (fetchArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: fetchQueue, MaxAttempts: maxAttempts, Priority: priorityNew, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

// insertFetch inserts jobs for ids, within tx, as what comes from the job at hand.
func (r *run) insertFetch(ctx context.Context, tx *sql.Tx, args fetchArgs, priority int, ids *idset.Set) error {
	var jobs []river.InsertManyParams
	flush := func() error {
		if len(jobs) == 0 {
			return nil
		}
		n, err := r.queue.InsertManyFastTx(ctx, tx, jobs)
		if err == nil && n != len(jobs) { // which would lose them
			err = fmt.Errorf("%d of %d jobs are there already", len(jobs)-n, len(jobs))
		}
		jobs = jobs[:0]
		return err
	}
	add := func() error {
		opts := args.InsertOpts()
		opts.Priority = priority
		jobs = append(jobs, river.InsertManyParams{Args: args, InsertOpts: &opts})
		args.Batch++
		args.IDs = nil
		if len(jobs) < insertAtOnce {
			return nil
		}
		return flush()
	}
	for id := range ids.All() {
		if args.IDs = append(args.IDs, id); len(args.IDs) < r.config.BatchSize {
			continue
		}
		if err := add(); err != nil {
			return err
		}
	}
	if len(args.IDs) > 0 {
		if err := add(); err != nil {
			return err
		}
	}
	return flush()
}

// isWanted returns nil if a kind is mirrored, and otherwise what cancels a job for it, which is left of
// an earlier config.
func (r *run) isWanted(kind database.Kind) error {
	if slices.Contains(r.config.Kinds, kind) {
		return nil
	}
	return river.JobCancel(fmt.Errorf("kind %s is not mirrored any more", kind))
}

// pending calls add with the ids of fetch jobs of a kind that are in one of the states.
func (m *Mirror) pending(ctx context.Context, tx *sql.Tx, kind database.Kind, states string, add func(id int) error) error {
	args := "args"
	if !m.db.IsPostgres() {
		args = "json(args)" // they are kept in SQLite's own form
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+args+" FROM river_job WHERE kind = '"+fetchJob+"' AND state IN ("+states+")")
	if err != nil {
		return err
	}
	defer rows.Close()
	var text sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&text); err != nil {
			return err
		}
		var job fetchArgs
		if err := json.Unmarshal(text, &job); err != nil {
			return fmt.Errorf("the arguments of a job: %w", err)
		}
		if job.Of != kind {
			continue
		}
		for _, id := range job.IDs {
			if err := add(id); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// The states of fetch jobs.
const (
	// notYet have not called for anything since they were inserted or failed.
	notYet = "'available', 'pending', 'scheduled', 'retryable'"
	// unfinished have an end to come.
	unfinished = notYet + ", 'running'"
	// undone are those that have not stored their ids, the dead ones among them.
	undone = unfinished + ", 'discarded'"
)
