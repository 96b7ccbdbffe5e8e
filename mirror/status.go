package mirror

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// Status is how a mirror is.
type Status struct {
	// Kinds has each kind of the [Config], and season.
	Kinds map[database.Kind]KindStatus
	// Dead are the jobs that failed at every attempt, the latest first, a hundred at most.
	Dead []DeadJob
}

// KindStatus is how a kind is.
type KindStatus struct {
	// Count is what there is and how old it is.
	database.Count
	// Load is what there is to do.
	Load
	// Seeded is the day of the latest export that was compared, Changed the last day whose changes are
	// known, which may not have been over: YYYY-MM-DD, "" if there is none.
	Seeded, Changed string
}

// Load is how many ids there are to fetch: that wait for their first attempt, that are under way, that
// wait for a further attempt, and that are dead.
type Load struct{ Waiting, Running, Retrying, Dead int }

// DeadJob is a job that failed at every attempt.
type DeadJob struct {
	// ID is for [Mirror.Retry].
	ID int64
	// Job is what it does: seed, changes or fetch.
	Job  string
	Kind database.Kind
	// IDs are those that it fetches.
	IDs []int
	// Died is when it failed last, Err the reason.
	Died time.Time
	Err  string
}

// Status returns how the mirror is. The error may be [database.ErrNotInitialised].
func (m *Mirror) Status(ctx context.Context) (*Status, error) {
	config, err := m.Config(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := m.db.Counts(ctx)
	if err != nil {
		return nil, err
	}
	loads, err := m.loads(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the jobs: %w", err)
	}
	states, err := m.kindStates(ctx)
	if err != nil {
		return nil, err
	}
	status := &Status{Kinds: map[database.Kind]KindStatus{}}
	for _, kind := range append(config.Kinds, database.Season) {
		status.Kinds[kind] = KindStatus{counts[kind], loads[kind], states[kind].seededDay, states[kind].changedUntil}
	}
	status.Dead, err = m.dead(ctx)
	return status, err
}

// loads returns what there is to do, by kind.
func (m *Mirror) loads(ctx context.Context) (map[database.Kind]Load, error) {
	query := `SELECT args->>'kind', state::text, coalesce(sum(jsonb_array_length(args->'ids')), 0) FROM river_job`
	if !m.db.IsPostgres() {
		query = `SELECT args->>'$.kind', state, coalesce(sum(json_array_length(args, '$.ids')), 0) FROM river_job`
	}
	rows, err := m.db.Reader().QueryContext(ctx, query+" WHERE kind = '"+fetchJob+"' AND state IN ("+undone+") GROUP BY 1, 2")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	loads := map[database.Kind]Load{}
	for rows.Next() {
		var kind database.Kind
		var state rivertype.JobState
		var n int
		if err := rows.Scan(&kind, &state, &n); err != nil {
			return nil, err
		}
		l := loads[kind]
		switch state {
		case rivertype.JobStateRunning:
			l.Running += n
		case rivertype.JobStateRetryable, rivertype.JobStateScheduled:
			l.Retrying += n
		case rivertype.JobStateDiscarded:
			l.Dead += n
		default:
			l.Waiting += n
		}
		loads[kind] = l
	}
	return loads, rows.Err()
}

// deadAtOnce is how many dead jobs are listed.
const deadAtOnce = 100

func (m *Mirror) dead(ctx context.Context) ([]DeadJob, error) {
	q, err := river.NewClient(m.driver(), &river.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, fmt.Errorf("the queue: %w", err)
	}
	found, err := q.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateDiscarded).
		OrderBy(river.JobListOrderByFinalizedAt, river.SortOrderDesc).First(deadAtOnce))
	if err != nil {
		return nil, fmt.Errorf("listing the dead jobs: %w", err)
	}
	var dead []DeadJob
	for _, job := range found.Jobs {
		var args fetchArgs
		if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
			return nil, fmt.Errorf("the arguments of job %d: %w", job.ID, err)
		}
		d := DeadJob{ID: job.ID, Job: job.Kind, Kind: args.Of, IDs: args.IDs}
		if job.FinalizedAt != nil {
			d.Died = *job.FinalizedAt
		}
		if n := len(job.Errors); n > 0 {
			d.Err = job.Errors[n-1].Error
		}
		dead = append(dead, d)
	}
	return dead, nil
}

// Retry has dead jobs be done again, those of ids or if there are none, all; it returns how many. A job
// that fails once more is dead again.
func (m *Mirror) Retry(ctx context.Context, ids ...int64) (int, error) {
	if _, err := m.Config(ctx); err != nil {
		return 0, err
	}
	q, err := river.NewClient(m.driver(), &river.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return 0, fmt.Errorf("the queue: %w", err)
	}
	given := len(ids) > 0
	if !given {
		if ids, err = m.deadIDs(ctx); err != nil {
			return 0, fmt.Errorf("listing the dead jobs: %w", err)
		}
	}
	retried := 0
	for _, id := range ids {
		job, err := q.JobGet(ctx, id)
		switch {
		case err == nil && job.State == rivertype.JobStateDiscarded:
			if _, err = q.JobRetry(ctx, id); err == nil {
				retried++
			}
		case !given: // another process was first
			err = nil
		case err == nil:
			err = fmt.Errorf("it is %s: want a dead one", job.State)
		}
		if err != nil {
			return retried, fmt.Errorf("job %d: %w", id, err)
		}
	}
	return retried, nil
}

func (m *Mirror) deadIDs(ctx context.Context) (ids []int64, err error) {
	rows, err := m.db.Reader().QueryContext(ctx, "SELECT id FROM river_job WHERE state = 'discarded' ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
