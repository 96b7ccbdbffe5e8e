package command

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
)

func newInit() *cobra.Command {
	var given mirror.Config
	var appends []string
	var days int
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Make the tables, and say what to mirror",
		Long: `init makes the tables, or brings them to this version of the program, and keeps what to mirror
for all processes that run. It may be called again at any time: what no flag says stays as it is,
and processes that run have it when they start again.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if given.Kinds, err = kinds(cmd, fetched()); err != nil {
				return err
			}
			if given.Appends, err = parseAppends(appends); err != nil {
				return err
			}
			if days < 0 || days > 3650 {
				return usageError{fmt.Errorf("--max-age is %d: want 1 to 3650 days, or 0 for 150", days)}
			}
			given.MaxAge = time.Duration(days) * 24 * time.Hour
			return with(cmd, true, func(ctx context.Context, m *mirror.Mirror) error {
				config, err := kept(ctx, m)
				if err != nil {
					return err
				}
				if err := m.Init(ctx, overlay(config, given, cmd.Flags().Changed)); err != nil {
					return byFlags(err)
				}
				if config, err = m.Config(ctx); err != nil {
					return err
				}
				rate := fmt.Sprintf("%g requests a second", config.Rate)
				if config.Rate == mirror.NoLimit {
					rate = "no limit of requests"
				}
				fmt.Fprintf(cmd.OutOrStdout(), "The mirror has %s in %s, by %s. Next: %s run\n",
					strings.ReplaceAll(join(config.Kinds), ",", ", "), strings.Join(config.Languages, ", "), rate, parent(cmd))
				return nil
			})
		},
	}
	flags := cmd.Flags()
	flags.StringSlice("kinds", nil, "what to mirror, some of "+join(fetched())+"\n(all if it is empty; seasons come with their series)")
	flags.StringSliceVar(&given.Languages, "languages", nil, "up to four, such as en-US,de-DE: the first is that of the documents,\nimages and videos come in all (en-US if it is empty)")
	flags.StringArrayVar(&appends, "appends", nil, "what is appended to the documents of a kind, such as movie=credits,images;\nonce for each kind, those that TMDB offers for most questions otherwise")
	flags.BoolVar(&given.Adult, "adult", false, "mirror pornographic movies, series and people as well")
	flags.BoolVar(&given.Video, "video", false, "mirror movies as well that are rather videos, such as compilations")
	flags.Float64Var(&given.MinPopularity, "min-popularity", 0, "leave out what is less popular when it is new")
	flags.Float64Var(&given.Rate, "rate", 0, "requests a second of all processes together (0: 40; -1: no limit, for\ntmdb-server)")
	flags.IntVar(&given.BatchSize, "batch", 0, "how many ids a job has (0: 100)")
	flags.IntVar(&days, "max-age", 0, "days after which what has not changed is fetched again (0: 150)")
	return cmd
}

// kept returns the config that the database has, the zero Config if it has none.
func kept(ctx context.Context, m *mirror.Mirror) (mirror.Config, error) {
	err := m.Database().Check(ctx)
	if errors.Is(err, database.ErrNotInitialised) {
		return mirror.Config{}, nil
	}
	if err != nil { // an older one has a config that stays
		if err := m.Database().Migrate(ctx); err != nil {
			return mirror.Config{}, err
		}
	}
	config, err := m.Config(ctx)
	if errors.Is(err, database.ErrNotInitialised) {
		return mirror.Config{}, nil
	}
	return config, err
}

// overlay returns config with those of given whose flags are set.
func overlay(config, given mirror.Config, set func(flag string) bool) mirror.Config {
	if set("kinds") {
		config.Kinds = given.Kinds
		maps.DeleteFunc(config.Appends, func(kind database.Kind, _ []string) bool {
			return len(given.Kinds) > 0 && !slices.Contains(given.Kinds, kind)
		})
	}
	if set("languages") {
		config.Languages = given.Languages
	}
	if set("appends") {
		if config.Appends == nil {
			config.Appends = map[database.Kind][]string{}
		}
		maps.Copy(config.Appends, given.Appends)
	}
	if set("adult") {
		config.Adult = given.Adult
	}
	if set("video") {
		config.Video = given.Video
	}
	if set("min-popularity") {
		config.MinPopularity = given.MinPopularity
	}
	if set("rate") {
		config.Rate = given.Rate
	}
	if set("batch") {
		config.BatchSize = given.BatchSize
	}
	if set("max-age") {
		config.MaxAge = given.MaxAge
	}
	return config
}

// parseAppends reads values such as movie=credits,images; movie= is for none.
func parseAppends(values []string) (map[database.Kind][]string, error) {
	appends := map[database.Kind][]string{}
	for _, value := range values {
		name, list, ok := strings.Cut(value, "=")
		kind := database.Kind(name)
		if !ok || !slices.Contains(fetched(), kind) {
			return nil, usageError{fmt.Errorf("--appends is %.60q: want a kind and pieces such as movie=credits,images; kinds are %s", value, join(fetched()))}
		}
		if _, ok := appends[kind]; ok {
			return nil, usageError{fmt.Errorf("--appends has %s twice: want all its pieces in one, such as %s=credits,images", kind, kind)}
		}
		appends[kind] = []string{}
		if list != "" {
			appends[kind] = strings.Split(list, ",")
		}
	}
	return appends, nil
}
