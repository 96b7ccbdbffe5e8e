package mirror

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"github.com/riverqueue/river"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/idset"
	"github.com/tmdb-go/tmdb/types"
)

// idsAtOnce is how many known ids are read at once.
const idsAtOnce = 10_000

// Not all that is known vanishes in a day: if more than one in mostGone is not in an export, the export
// is not believed. So small a number is not held against it.
const (
	mostGone = 4
	fewGone  = 100
)

// seeder is the worker of seed jobs.
type seeder struct {
	river.WorkerDefaults[seedArgs]
	*run
}

// Work compares the export with what is known, and completes the job in the transaction that inserts
// the jobs that follow from it: if it is killed, there are none, and it starts again.
func (s *seeder) Work(ctx context.Context, job *river.Job[seedArgs]) error {
	return s.planned(s.seed(ctx, job))
}

func (s *seeder) seed(ctx context.Context, job *river.Job[seedArgs]) error {
	kind, on := job.Args.Of, job.Args.Day
	if err := s.isWanted(kind); err != nil {
		return err
	}
	started := s.now()
	listed, wanted, err := s.export(ctx, kind, on)
	if err != nil {
		return err
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		state, err := lockKind(ctx, tx, kind)
		if err != nil {
			return err
		}
		if on.String() > state.seededDay { // otherwise a later one has been compared already
			if err := s.compare(ctx, tx, job, started, listed, wanted); err != nil {
				return err
			}
			state.seededDay = on.String()
			if state.changedUntil == "" {
				state.changedUntil = types.DateOf(started.UTC()).String()
			}
			if err := state.save(ctx, tx); err != nil {
				return err
			}
		}
		_, err = river.JobCompleteTx[driver](ctx, tx, job)
		return err
	})
}

// export returns the ids in the export of a kind, and those that the filters let in.
func (s *seeder) export(ctx context.Context, kind database.Kind, on types.Date) (listed, wanted *idset.Set, err error) {
	listed, wanted = &idset.Set{}, &idset.Set{}
	add := func(rows iter.Seq2[row, error]) error {
		for r, err := range rows {
			if err != nil {
				return err
			}
			if err := listed.Add(r.id); err != nil {
				return fmt.Errorf("the export of %s: %w", on, err)
			}
			if r.ranked && r.popularity < s.config.MinPopularity || r.video && !s.config.Video {
				continue
			}
			if err := wanted.Add(r.id); err != nil {
				return err
			}
		}
		return nil
	}
	src := sources[kind]
	if err := add(src.export(ctx, on, s.opts.Exports)); err != nil {
		return nil, nil, err
	}
	if s.config.Adult && src.adult != nil {
		if err := add(src.adult(ctx, on, s.opts.Exports)); err != nil {
			return nil, nil, err
		}
	}
	return listed, wanted, nil
}

// compare inserts jobs for what is new and for what is old, and marks what is gone.
func (s *seeder) compare(ctx context.Context, tx *sql.Tx, job *river.Job[seedArgs], now time.Time, listed, wanted *idset.Set) error {
	kind := job.Args.Of
	// Those pending first: what they store meanwhile is known then.
	err := s.pending(ctx, tx, kind, undone, func(id int) error { wanted.Remove(id); return nil })
	if err != nil {
		return err
	}
	var gone []int
	known := 0
	for ids, err := range pages(ctx, kind, s.db.IDs) {
		if err != nil {
			return err
		}
		for _, id := range ids {
			wanted.Remove(id)
			if known++; !listed.Has(id) {
				gone = append(gone, id)
			}
		}
	}
	if len(gone) > fewGone && len(gone) > known/mostGone {
		return fmt.Errorf("the export of %s has not got %d of the %d that are known of kind %s: that many are not believed to be gone",
			job.Args.Day, len(gone), known, kind)
	}
	if err := s.db.Gone(ctx, tx, kind, "not in the export", now, gone...); err != nil {
		return err
	}
	if kind == database.Series {
		seasons, err := s.db.Seasons(ctx, tx, gone...)
		if err != nil {
			return err
		}
		if err := s.db.Gone(ctx, tx, database.Season, notInSeries, now, seasons...); err != nil {
			return err
		}
	}
	args := fetchArgs{Of: kind, Day: job.Args.Day, From: job.ID}
	if err := s.insertFetch(ctx, tx, args, priorityNew, wanted); err != nil {
		return err
	}
	old, err := s.old(ctx, tx, kind, now, listed)
	if err != nil {
		return err
	}
	args.Batch = wanted.Len() // beyond the numbers above
	return s.insertFetch(ctx, tx, args, priorityNew, old)
}

// old returns the known ids whose documents have become old.
func (s *seeder) old(ctx context.Context, tx *sql.Tx, kind database.Kind, now time.Time, listed *idset.Set) (*idset.Set, error) {
	old := &idset.Set{}
	stale := func(ctx context.Context, kind database.Kind, after, limit int) ([]int, error) {
		return s.db.Stale(ctx, kind, now.Add(-s.config.maxAge(kind)), after, limit)
	}
	for ids, err := range pages(ctx, kind, stale) {
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if !listed.Has(id) {
				continue
			}
			if err := old.Add(id); err != nil {
				return nil, err
			}
		}
	}
	return old, s.pending(ctx, tx, kind, undone, func(id int) error { old.Remove(id); return nil })
}

// pages yields the ids of a kind by and by, ascending.
func pages(ctx context.Context, kind database.Kind, ids func(ctx context.Context, kind database.Kind, after, limit int) ([]int, error)) iter.Seq2[[]int, error] {
	return func(yield func([]int, error) bool) {
		for after := 0; ; {
			some, err := ids(ctx, kind, after, idsAtOnce)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(some) == 0 || !yield(some, nil) {
				return
			}
			after = some[len(some)-1]
		}
	}
}
