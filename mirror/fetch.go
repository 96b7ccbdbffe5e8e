package mirror

import (
	"context"
	"errors"
	"slices"

	"github.com/riverqueue/river"

	"github.com/tmdb-go/tmdb/mirror/database"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

const (
	// callsAtOnce is how many calls of a job are under way at a time.
	callsAtOnce = 8
	// outage is after how many calls in a row that find TMDB unavailable a job gives up.
	outage = 2 * callsAtOnce
)

// worker is the worker of fetch jobs.
type worker struct {
	river.WorkerDefaults[fetchArgs]
	*run
}

// harvest is what came of the ids of a job.
type harvest struct {
	items []item
	// notFound are the ids that TMDB has not got.
	notFound []int
	failed   []failure
	// left are the ids that there was no time for.
	left []int
}

// item is an id and what was fetched for it.
type item struct {
	id int
	fetched
}

// into returns the id that TMDB has in place of the one that was asked for, 0 if it has that.
func (i item) into() int {
	if into := i.docs[0].ID; into != i.id {
		return into
	}
	return 0
}

func (h *harvest) isEmpty() bool { return len(h.items)+len(h.notFound) == 0 }

// Work fetches the documents of the ids and stores them, and completes the job in the same
// transaction. What failed or was left goes into further jobs; if that is everything, this job is
// repeated.
func (w *worker) Work(ctx context.Context, job *river.Job[fetchArgs]) error {
	if err := w.isWanted(job.Args.Of); err != nil {
		return err
	}
	working, cancel := context.WithTimeout(ctx, w.workFor)
	defer cancel()
	defer context.AfterFunc(w.ctx, cancel)()
	h := w.harvest(working, job.Args.Of, job.Args.IDs)
	if i := slices.IndexFunc(h.failed, func(f failure) bool { return errors.Is(f.err, tmdb.ErrUnauthorized) }); i >= 0 {
		w.end(h.failed[i].err) // every other job would fail alike
		return river.JobSnooze(0)
	}
	switch {
	case h.isEmpty() && len(h.failed) > 0 && w.ctx.Err() == nil:
		return describe(job.Args.Of, h.failed)
	case h.isEmpty():
		return river.JobSnooze(0)
	}
	return w.store(ctx, job, h)
}

// harvest fetches the documents of ids until ctx ends.
func (w *worker) harvest(ctx context.Context, kind database.Kind, ids []int) *harvest {
	h := &harvest{}
	done := map[int]bool{}
	unavailable := 0
	call := func(ctx context.Context, id int) (fetched, error) { return sources[kind].fetch(ctx, w.fetcher, id) }
	for outcome := range batch.ForEach(ctx, slices.Values(ids), call, batch.Workers(callsAtOnce)) {
		id, err := outcome.Key, outcome.Err
		switch {
		case err == nil:
			w.progress.count("")
			h.items = append(h.items, item{id, outcome.Value})
			unavailable = 0
		case isNotThere(err):
			w.progress.count(errorKind(err))
			h.notFound = append(h.notFound, id)
			unavailable = 0
		case ctx.Err() != nil:
			continue
		default:
			w.progress.count(errorKind(err))
			h.failed = append(h.failed, failure{id, err})
			if errors.Is(err, tmdb.ErrUnavailable) {
				unavailable++
			}
		}
		done[id] = true
		if unavailable == outage || errors.Is(err, tmdb.ErrUnauthorized) {
			break
		}
	}
	for _, id := range ids {
		switch {
		case done[id]:
		case unavailable == outage:
			h.failed = append(h.failed, failure{id, h.failed[0].err})
		default:
			h.left = append(h.left, id)
		}
	}
	return h
}

// isNotThere reports whether TMDB says itself that it has not got something, rather than a server that
// is not TMDB's, by which everything would be gone.
func isNotThere(err error) bool {
	e, ok := errors.AsType[*tmdb.Error](err)
	return ok && errors.Is(err, tmdb.ErrNotFound) && e.Code != 0
}
