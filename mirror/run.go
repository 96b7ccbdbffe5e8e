package mirror

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"github.com/tmdb-go/tmdb/mirror/internal/budget"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

const (
	defaultWorkers = 4
	maxWorkers     = 100
	// callTimeout leaves a call time for its turn, for there are many, and for its attempts.
	callTimeout = 2 * time.Minute
	// defaultRescue is after which time the jobs of a process that was killed come back. A job works for
	// a third of it and has as much again to store.
	defaultRescue = 6 * time.Minute
	minRescue     = 3 * time.Second
	// stopWithin is how long jobs may take to store what they have when a process is to end.
	stopWithin = 20 * time.Second
	// planEvery is how often a process looks whether a day has begun.
	planEvery = 5 * time.Minute
	// idleEvery is how often a process that is to end then looks whether all is done.
	idleEvery = 250 * time.Millisecond
)

// RunOptions are how a process runs. What a mirror has is in its [Config].
type RunOptions struct {
	// NewClient makes the client with the options that it is given, and others after them: nil is for
	// [tmdb.FromEnv].
	NewClient func(opts ...tmdb.Option) (*tmdb.Client, error)
	// Limiter takes the place of the rate that processes share by the database.
	Limiter tmdb.Limiter
	// Exports are options for the daily exports.
	Exports []exports.Option
	// Workers is how many jobs this process does at a time: 4 if it is 0.
	Workers int
	// Once ends the run when everything there is to do is done; otherwise it goes on day by day. It
	// waits for what failed and is to be repeated, and not for what is dead.
	Once bool
	// Progress is called about once a second, by one goroutine, and at the end.
	Progress func(Progress)
	// Logger is told what fails and is repeated; nil is for no log.
	Logger *slog.Logger
	// RescueAfter is after which time the jobs of a process that was killed are done by others: six
	// minutes if it is 0. All processes have to say the same.
	RescueAfter time.Duration
	// Now is the time in place of time.Now, by which days begin and documents are dated.
	Now func() time.Time

	againAfter time.Duration           // in place of the constant
	storeWaits []time.Duration         // in place of the variable
	retry      river.ClientRetryPolicy // in place of River's
}

// withDefaults returns the options with what they leave open.
func (o RunOptions) withDefaults() (RunOptions, error) {
	if o.NewClient == nil {
		o.NewClient = tmdb.FromEnv
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Workers = cmp.Or(o.Workers, defaultWorkers)
	o.RescueAfter = cmp.Or(o.RescueAfter, defaultRescue)
	if o.retry == nil {
		o.retry = retryPolicy{rescueAfter: o.RescueAfter}
	}
	if o.storeWaits == nil {
		o.storeWaits = storeWaits
	}
	o.againAfter = cmp.Or(o.againAfter, againAfter)
	switch {
	case o.Workers < 1 || o.Workers > maxWorkers:
		return o, fmt.Errorf("RunOptions.Workers is %d: want 1 to %d, or 0 for %d", o.Workers, maxWorkers, defaultWorkers)
	case o.RescueAfter < minRescue:
		return o, fmt.Errorf("RunOptions.RescueAfter is %v: want %v or more, or 0 for %v", o.RescueAfter, minRescue, defaultRescue)
	}
	return o, nil
}

// run is what the workers of a process have in common.
type run struct {
	*Mirror
	*fetcher
	opts     RunOptions
	queue    *queue
	progress *meter
	workFor  time.Duration
	// ctx ends when the jobs at hand are to store what they have; end ends it for good.
	ctx context.Context
	end context.CancelCauseFunc
}

// Run does what there is to do, together with all other processes that run: each day it compares the
// exports, asks for changes, and fetches what follows from that.
//
// It returns when ctx ends, with its error; before, jobs store what they have and return the rest,
// within seconds. With [RunOptions.Once] it returns nil when everything is done. It returns an error
// when it cannot go on: TMDB does not accept the credential, or the database cannot be written.
// What fails for a moment is repeated, and what fails for half a day is dead: see [Mirror.Status].
func (m *Mirror) Run(ctx context.Context, opts RunOptions) error {
	opts, err := opts.withDefaults()
	if err != nil {
		return err
	}
	config, err := m.Config(ctx)
	if err != nil {
		return err
	}
	client, err := opts.NewClient(tmdb.WithLimiter(m.limiter(config, opts)), tmdb.WithTimeout(callTimeout))
	if err != nil {
		return err
	}
	r := &run{
		Mirror: m, fetcher: &fetcher{client, config, opts.Now}, opts: opts,
		progress: newMeter(m), workFor: opts.RescueAfter / 3,
	}
	r.ctx, r.end = context.WithCancelCause(ctx)
	defer r.end(nil)
	if r.queue, err = river.NewClient(m.driver(), r.riverConfig()); err != nil {
		return fmt.Errorf("the queue: %w", err)
	}
	if err := r.plan(ctx); err != nil {
		return err
	}
	if err := r.queue.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("the queue: %w", err)
	}
	err = r.untilDone()
	r.end(err)
	return errors.Join(err, r.stop())
}

// limiter returns the limiter of this process, nil for none.
func (m *Mirror) limiter(config Config, opts RunOptions) tmdb.Limiter {
	switch {
	case opts.Limiter != nil:
		return opts.Limiter
	case config.Rate == NoLimit:
		return nil
	}
	return budget.New(m.db.SQL(), m.db.IsPostgres(), config.Rate)
}

func (r *run) riverConfig() *river.Config {
	workers := river.NewWorkers()
	river.AddWorker(workers, &seeder{run: r})
	river.AddWorker(workers, &changer{run: r})
	river.AddWorker(workers, &worker{run: r})
	return &river.Config{
		Workers: workers,
		Queues: map[string]river.QueueConfig{
			planQueue:  {MaxWorkers: 1},
			fetchQueue: {MaxWorkers: r.opts.Workers},
		},
		JobTimeout:                  r.opts.RescueAfter * 9 / 10,
		RescueStuckJobsAfter:        r.opts.RescueAfter,
		DiscardedJobRetentionPeriod: -1, // they are dead until somebody looks
		FetchPollInterval:           500 * time.Millisecond,
		Logger:                      quiet(r.opts.Logger),
		RetryPolicy:                 r.opts.retry,
	}
}

// plan inserts the jobs of the day, unless they are there.
func (r *run) plan(ctx context.Context) error {
	states, err := r.kindStates(ctx)
	if err != nil {
		return err
	}
	day := exports.LatestDay(r.now())
	var jobs []river.InsertManyParams
	for _, kind := range r.config.Kinds {
		if states[kind].seededDay < day.String() {
			jobs = append(jobs, river.InsertManyParams{Args: seedArgs{kind, day}})
		}
		if today := types.DateOf(r.now().UTC()); sources[kind].changes != nil && states[kind].changedUntil < today.String() {
			jobs = append(jobs, river.InsertManyParams{Args: changesArgs{kind, day}})
		}
	}
	if len(jobs) == 0 {
		return nil
	}
	if _, err := r.queue.InsertMany(ctx, jobs); err != nil {
		return fmt.Errorf("planning the day: %w", err)
	}
	return nil
}

// untilDone plans days and reports progress until the run is to end, and returns why.
func (r *run) untilDone() error {
	planning, reporting := time.NewTicker(planEvery), time.NewTicker(time.Second)
	defer planning.Stop()
	defer reporting.Stop()
	idle := time.NewTicker(idleEvery)
	defer idle.Stop()
	if !r.opts.Once {
		idle.Stop()
	}
	for {
		var err error
		select {
		case <-r.ctx.Done():
			return context.Cause(r.ctx)
		case <-planning.C:
			err = r.plan(r.ctx)
		case <-reporting.C:
			err = r.report(r.ctx)
		case <-idle.C:
			done := false
			if done, err = r.isDone(r.ctx); done {
				return nil
			}
		}
		if err != nil && r.ctx.Err() == nil { // the database may be back at the next time
			r.opts.Logger.WarnContext(r.ctx, "looking after the jobs failed", "error", err)
		}
	}
}

// isDone reports whether no job has anything to do.
func (m *Mirror) isDone(ctx context.Context) (bool, error) {
	left := 0
	err := m.db.Reader().QueryRowContext(ctx, "SELECT count(*) FROM river_job WHERE state IN ("+unfinished+")").Scan(&left)
	return err == nil && left == 0, err
}

// stop waits for the jobs at hand, which return soon, for the context of the run has ended.
func (r *run) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
	defer cancel()
	err := r.queue.Stop(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		now, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		err = r.queue.StopAndCancel(now)
	}
	if reported := r.report(context.Background()); err == nil {
		err = reported
	}
	if err != nil {
		return fmt.Errorf("ending the jobs at hand: %w", err)
	}
	return nil
}

// planned returns what a planning job returns for err: if the run ends, the job is returned.
func (r *run) planned(err error) error {
	if err != nil && r.ctx.Err() != nil {
		return river.JobSnooze(0)
	}
	return err
}

// quiet returns a logger that is told what is worth it: River tells much of every job.
func quiet(logger *slog.Logger) *slog.Logger {
	return slog.New(levelHandler{logger.Handler()})
}

type levelHandler struct{ slog.Handler }

// Enabled implements [slog.Handler].
func (h levelHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

// WithAttrs implements [slog.Handler].
func (h levelHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return levelHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements [slog.Handler].
func (h levelHandler) WithGroup(name string) slog.Handler {
	return levelHandler{h.Handler.WithGroup(name)}
}
