package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	tmdbredis "github.com/tmdb-go/tmdb/redis"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// redisWorkers is how many processes share a rate by Redis at most: when it is away, each goes on with
// such a part.
const redisWorkers = 16

// sendWithin is how long the last spans and metrics may take.
const sendWithin = 5 * time.Second

func newRun() *cobra.Command {
	var opts mirror.RunOptions
	var redisURL, files string
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Fetch what is missing, then each day what changed",
		Long: `Fetch what is missing, then each day what changed: what is new in the daily exports, what TMDB says has
changed, and what has become old. What is gone is kept, with a mark.

Any number of processes may run with one database. They share the jobs and the rate of requests, by the
database or by Redis. One that is killed loses nothing: others do its jobs after a few minutes.

With OTEL_EXPORTER_OTLP_ENDPOINT, calls and requests are traced and measured by OpenTelemetry (OTLP over HTTP).`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if files != "" {
				opts.Exports = append(opts.Exports, exports.InsecureBaseURL(files))
			}
			return with(cmd, func(ctx context.Context, m *mirror.Mirror) error {
				config, err := m.Config(ctx)
				if err != nil {
					return err
				}
				if redisURL != "" && config.Rate != mirror.NoLimit {
					rdb, limiter, err := sharedByRedis(redisURL, config.Rate)
					if err != nil {
						return err
					}
					defer rdb.Close()
					opts.Limiter = limiter
				}
				return run(ctx, cmd, m, opts)
			})
		},
	}
	f := cmd.Flags()
	f.BoolVar(&opts.Once, "once", false, "end when everything there is to do is done")
	f.IntVar(&opts.Workers, "workers", 0, "`jobs` at a time of this process (4)")
	f.DurationVar(&opts.RescueAfter, "rescue-after", 0, "`time` after which others do the jobs of a process that was killed; the same for all (6m)")
	f.StringVar(&redisURL, "redis", "", "share the rate by the Redis at a `URL`, such as redis://redis:6379")
	f.StringVar(&files, "files", "", "`URL` of the server that has the daily exports (https://files.tmdb.org)")
	return cmd
}

// sharedByRedis returns a limiter for all processes that have the same Redis.
func sharedByRedis(address string, rate float64) (*goredis.Client, tmdb.Limiter, error) {
	opts, err := goredis.ParseURL(address)
	if err != nil { // which may show the password
		return nil, nil, usageError{errors.New("--redis is no URL of Redis: want one such as redis://redis:6379/0")}
	}
	rdb := goredis.NewClient(opts)
	limiter, err := tmdbredis.NewLimiter(rdb, rate, max(1, int(rate)), tmdbredis.Workers(redisWorkers))
	if err != nil {
		return nil, nil, errors.Join(err, rdb.Close())
	}
	return rdb, limiter, nil
}

// run runs a process and shows how far it is.
func run(ctx context.Context, cmd *cobra.Command, m *mirror.Mirror, opts mirror.RunOptions) error {
	show := newShow(cmd.ErrOrStderr(), time.Now)
	opts.Progress = show.progress
	opts.Logger = slog.New(slog.NewTextHandler(show, nil))
	stop := func(context.Context) error { return nil }
	if wantsTelemetry() {
		var err error
		if opts.NewClient, stop, err = instrumented(ctx); err != nil {
			return fmt.Errorf("OpenTelemetry: %w", err)
		}
	}
	err := m.Run(ctx, opts)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	if err := stop(last); err != nil { // which is no fault of the mirror's
		opts.Logger.Warn("sending the last spans and metrics failed", "error", err)
	}
	show.end()
	if err != nil {
		return err
	}
	status, err := m.Status(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	if len(status.Dead) > 0 {
		return fmt.Errorf("%d jobs or more failed for good: see tmdb-mirror status, and tmdb-mirror retry", len(status.Dead))
	}
	return nil
}
