package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"os"
	"slices"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/mirror"
	tmdbredis "github.com/tmdb-go/tmdb/redis"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// runFlags are those of run.
type runFlags struct {
	once        bool
	workers     int
	redis       string
	processes   int
	filesURL    string
	rescueAfter time.Duration
}

func newRun(clientOptions func(*cobra.Command) ([]tmdb.Option, error)) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Fetch what there is to fetch, day by day",
		Long: `run does what there is to do, together with all others that run: each day it compares the exports,
asks for changes, and fetches what follows from that. The credential is from TMDB_ACCESS_TOKEN or
TMDB_API_KEY in the environment, another server from TMDB_BASE_URL, which needs no credential if it
has its own, such as tmdb proxy.

At SIGTERM or an interrupt it stores what it has, gives back the rest and ends by 0, within some
seconds; a second one ends it at once. What a process held that was killed is done by others after
--rescue-after.

With OTEL_EXPORTER_OTLP_ENDPOINT calls and requests are traced and measured by OpenTelemetry, and sent
there (OTLP over HTTP).`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return with(cmd, false, func(ctx context.Context, m *mirror.Mirror) error {
				options, err := clientOptions(cmd)
				if err != nil {
					return err
				}
				return run(ctx, cmd, m, f, options)
			})
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.once, "once", false, "end when everything there is to do is done")
	flags.IntVar(&f.workers, "workers", 0, "how many jobs this process does at a time (0: 4)")
	flags.StringVar(&f.redis, "redis", "", "redis://user:password@host:6379/0, by which the processes share the rate\n(from TMDB_MIRROR_REDIS if it is not given; otherwise they share it by the database)")
	flags.IntVar(&f.processes, "processes", 4, "how many processes share the rate at most: when Redis is away, each goes on\nwith such a part of it")
	flags.StringVar(&f.filesURL, "files-url", "", "where the daily exports are from (https://files.tmdb.org, or the host of\nTMDB_BASE_URL if that and a credential are set)")
	flags.DurationVar(&f.rescueAfter, "rescue-after", 0, "when others do what a process held that was killed; the same for all (0: 6m)")
	return cmd
}

func run(ctx context.Context, cmd *cobra.Command, m *mirror.Mirror, f runFlags, clientOptions []tmdb.Option) error {
	if f.rescueAfter != 0 && f.rescueAfter < 3*time.Second {
		return usageError{fmt.Errorf("--rescue-after is %v: want 3s or more, or 0 for 6m", f.rescueAfter)}
	}
	config, err := m.Config(ctx)
	if err != nil {
		return err
	}
	bar := newBar(cmd.ErrOrStderr())
	opts := mirror.RunOptions{
		NewClient: func(given ...tmdb.Option) (*tmdb.Client, error) {
			return tmdb.FromEnv(append(given, clientOptions...)...)
		},
		Workers: f.workers, Once: f.once, RescueAfter: f.rescueAfter,
		Progress: bar.show,
		Logger:   slog.New(slog.NewTextHandler(bar, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}
	if wantsTelemetry() {
		option, stop, err := instrument(ctx)
		if err != nil {
			return fmt.Errorf("OpenTelemetry: %w", err)
		}
		clientOptions = append(slices.Clone(clientOptions), option)
		defer func() {
			if err := stop(); err != nil { // which is no fault of the mirror's
				opts.Logger.Warn("sending the last spans and metrics failed", "error", err)
			}
		}()
	}
	if files := f.files(); files != "" {
		opts.Exports = []exports.Option{exports.BaseURL(files)}
	}
	if url := f.redisURL(cmd); url != "" {
		limiter, closeRedis, err := newLimiter(url, config.Rate, f.processes, opts.Logger)
		if err != nil {
			return err
		}
		defer closeRedis()
		if limiter != nil {
			opts.Limiter = limiter
		}
	}
	err = m.Run(ctx, opts)
	bar.end()
	switch {
	case ctx.Err() != nil && errors.Is(err, ctx.Err()) && isAlone(err):
		fmt.Fprintln(cmd.ErrOrStderr(), "Ended: what was fetched is stored, and the rest given back.")
		return nil
	case err != nil:
		return byFlags(err)
	case f.once:
		return anyDead(ctx, cmd, m)
	}
	return nil
}

// isAlone reports whether err is one error, and not several of which one is the end of a context.
func isAlone(err error) bool {
	joined, ok := err.(interface{ Unwrap() []error })
	return !ok || len(joined.Unwrap()) == 1
}

// anyDead returns a deadError if jobs are dead.
func anyDead(ctx context.Context, cmd *cobra.Command, m *mirror.Mirror) error {
	status, err := m.Status(ctx)
	if err != nil || len(status.Dead) == 0 {
		return err
	}
	ids := 0
	for _, kind := range status.Kinds {
		ids += kind.Dead
	}
	return deadError{ids: ids, jobs: len(status.Dead), parent: parent(cmd)}
}

// files returns the URL that the exports are from, "" for TMDB's. A stand-in has them; a server that is
// asked without a credential is a proxy, which has not, and nor has a host of TMDB's API.
func (f runFlags) files() string {
	if f.filesURL != "" {
		return f.filesURL
	}
	if os.Getenv("TMDB_ACCESS_TOKEN")+os.Getenv("TMDB_API_KEY") == "" {
		return ""
	}
	u, err := baseurl.API.ParseInsecure(os.Getenv("TMDB_BASE_URL"))
	if err != nil || baseurl.IsTMDB(u) {
		return ""
	}
	return u.String()
}

// redisURL returns the URL of the Redis that is shared, "" for none.
func (f runFlags) redisURL(cmd *cobra.Command) string {
	if cmd.Flags().Changed("redis") {
		return f.redis
	}
	return os.Getenv("TMDB_MIRROR_REDIS")
}

// newLimiter returns the limiter that processes share by Redis, nil if there is no limit, and what
// closes the connections.
func newLimiter(url string, rate float64, processes int, logger *slog.Logger) (tmdb.Limiter, func(), error) {
	options, err := goredis.ParseURL(url)
	if err != nil { // which has the URL, and so a password
		return nil, nil, usageError{errors.New("--redis is no URL of a Redis: want redis://user:password@host:6379/0, or rediss:// for TLS")}
	}
	if rate == mirror.NoLimit {
		return nil, func() {}, nil
	}
	rdb := goredis.NewClient(options)
	limiter, err := tmdbredis.NewLimiter(rdb, rate, int(math.Ceil(rate)), tmdbredis.Workers(processes), tmdbredis.Logger(logger))
	if err != nil {
		return nil, nil, errors.Join(usageError{fmt.Errorf("--redis, --processes: %w", err)}, rdb.Close())
	}
	return limiter, func() { _ = rdb.Close() }, nil
}
