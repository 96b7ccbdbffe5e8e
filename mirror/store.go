package mirror

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// storeWaits are the waits before the attempts to store what was fetched, after the first: the
// database may be away for a moment, and to fetch it all again costs more.
var storeWaits = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}

// The batches that a fetch job leaves behind.
const (
	batchFailed = iota
	batchLeft
)

// errNothing is that of a job of which nothing could be stored.
var errNothing = errors.New("nothing could be stored")

// store keeps what was fetched and completes the job.
func (w *worker) store(ctx context.Context, job *river.Job[fetchArgs], h *harvest) error {
	for i := 0; ; i++ {
		err := w.inTx(ctx, func(tx *sql.Tx) error { return w.storeTx(ctx, tx, job, h) })
		switch {
		case err == nil || errors.Is(err, rivertype.ErrNotFound) || errors.Is(err, errNothing) || ctx.Err() != nil:
			return err
		case i == len(w.opts.storeWaits):
			w.end(err) // no other job could be stored either
			return err
		}
		w.opts.Logger.WarnContext(ctx, "storing what was fetched failed, and is repeated", "job", job.ID, "error", err)
		select {
		case <-time.After(w.opts.storeWaits[i]):
		case <-ctx.Done():
			return err
		}
	}
}

func (w *worker) storeTx(ctx context.Context, tx *sql.Tx, job *river.Job[fetchArgs], h *harvest) error {
	kind, now := job.Args.Of, w.now()
	var before []int
	if kind == database.Series {
		var err error
		if before, err = w.db.Seasons(ctx, tx, job.Args.IDs...); err != nil {
			return err
		}
	}
	stored, unreadable, err := w.put(ctx, tx, h.items)
	if err != nil {
		return err
	}
	all := slices.Concat(h.failed, unreadable)
	if len(stored)+len(h.notFound) == 0 && len(all) > 0 { // further jobs would have no fewer ids
		return fmt.Errorf("%w: %w", errNothing, describe(kind, all))
	}
	if err := w.db.Gone(ctx, tx, kind, "404", now, h.notFound...); err != nil {
		return err
	}
	for _, i := range stored {
		if into := i.into(); into != 0 {
			if err := w.db.Merged(ctx, tx, kind, now, i.id, into); err != nil {
				return err
			}
		}
	}
	if err := w.db.Gone(ctx, tx, database.Season, notInSeries, now, vanished(before, h)...); err != nil {
		return err
	}
	var failed []int
	for _, f := range all {
		failed = append(failed, f.id)
		w.opts.Logger.WarnContext(ctx, "an id failed, and is fetched again later", "kind", kind, "id", f.id, "error", f.err)
	}
	for number, ids := range [][]int{batchFailed: failed, batchLeft: h.left} {
		if err := w.insertRest(ctx, tx, job, number, ids); err != nil {
			return err
		}
	}
	_, err = river.JobCompleteTx[driver](ctx, tx, job)
	return err
}

// put puts the documents of items. An item of which a document cannot be read fails as a whole.
func (w *worker) put(ctx context.Context, tx *sql.Tx, items []item) (stored []item, unreadable []failure, err error) {
	for stored = slices.Clone(items); ; {
		var docs []database.Document
		for _, i := range stored {
			docs = append(docs, i.docs...)
		}
		err := w.db.Put(ctx, tx, docs...)
		bad, ok := errors.AsType[*database.DocumentError](err)
		if !ok {
			return stored, unreadable, err
		}
		n := len(stored)
		stored = slices.DeleteFunc(stored, func(i item) bool {
			has := slices.ContainsFunc(i.docs, func(d database.Document) bool { return d.Kind == bad.Kind && d.ID == bad.ID })
			if has {
				unreadable = append(unreadable, failure{i.id, bad})
			}
			return has
		})
		if len(stored) == n { // it is none of ours
			return nil, nil, err
		}
	}
}

// notInSeries is why a season is gone.
const notInSeries = "not in its series"

// vanished returns those of the seasons there were before that series do not list any more. What
// series that failed or were left have stays.
func vanished(before []int, h *harvest) []int {
	if len(h.failed)+len(h.left) > 0 {
		return nil
	}
	var now []int
	for _, i := range h.items {
		now = append(now, i.seasons...)
	}
	return slices.DeleteFunc(before, func(id int) bool { return slices.Contains(now, id) })
}

// insertRest inserts a job for ids that this one has not stored.
func (w *worker) insertRest(ctx context.Context, tx *sql.Tx, job *river.Job[fetchArgs], number int, ids []int) error {
	if len(ids) == 0 {
		return nil
	}
	opts := fetchArgs{}.InsertOpts()
	opts.Priority = job.Priority
	if number == batchFailed {
		opts.ScheduledAt = time.Now().Add(w.opts.againAfter)
	}
	args := fetchArgs{Of: job.Args.Of, Day: job.Args.Day, From: job.ID, Batch: number, IDs: ids}
	_, err := w.queue.InsertTx(ctx, tx, args, &opts)
	return err
}
