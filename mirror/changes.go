package mirror

import (
	"context"
	"database/sql"
	"errors"

	"github.com/riverqueue/river"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/idset"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// changer is the worker of changes jobs.
type changer struct {
	river.WorkerDefaults[changesArgs]
	*run
}

// Work inserts jobs for what is known and changed since the last time, and completes the job in the
// same transaction.
func (c *changer) Work(ctx context.Context, job *river.Job[changesArgs]) error {
	err := c.changes(ctx, job)
	if errors.Is(err, tmdb.ErrUnauthorized) {
		c.end(err)
	}
	return c.planned(err)
}

func (c *changer) changes(ctx context.Context, job *river.Job[changesArgs]) error {
	kind := job.Args.Of
	if err := c.isWanted(kind); err != nil {
		return err
	}
	states, err := c.kindStates(ctx)
	if err != nil {
		return err
	}
	from, to := states[kind].changedUntil, types.DateOf(c.now().UTC())
	changed := &idset.Set{}
	if from != "" && from <= to.String() { // otherwise nothing is known yet that could have changed
		// The last day was not over: it is asked for again.
		for row, err := range sources[kind].changes(c.client.Changes, ctx, types.Date(from), to) {
			if err != nil {
				return err
			}
			if err := changed.Add(row.ID); err != nil {
				return err
			}
		}
	}
	return c.inTx(ctx, func(tx *sql.Tx) error {
		state, err := lockKind(ctx, tx, kind)
		if err != nil {
			return err
		}
		known, err := c.known(ctx, kind, changed)
		if err != nil {
			return err
		}
		// A job that has not begun will find what changed.
		err = c.pending(ctx, tx, kind, notYet, func(id int) error { known.Remove(id); return nil })
		if err != nil {
			return err
		}
		args := fetchArgs{Of: kind, Day: job.Args.Day, From: job.ID}
		if err := c.insertFetch(ctx, tx, args, priorityChanged, known); err != nil {
			return err
		}
		if from != "" {
			state.changedUntil = max(state.changedUntil, to.String())
			if err := state.save(ctx, tx); err != nil {
				return err
			}
		}
		_, err = river.JobCompleteTx[driver](ctx, tx, job)
		return err
	})
}

// known returns those of ids that are known and not gone.
func (c *changer) known(ctx context.Context, kind database.Kind, ids *idset.Set) (*idset.Set, error) {
	known := &idset.Set{}
	if ids.Len() == 0 {
		return known, nil
	}
	for some, err := range pages(ctx, kind, c.db.IDs) {
		if err != nil {
			return nil, err
		}
		for _, id := range some {
			if !ids.Has(id) {
				continue
			}
			if err := known.Add(id); err != nil {
				return nil, err
			}
		}
	}
	return known, nil
}
