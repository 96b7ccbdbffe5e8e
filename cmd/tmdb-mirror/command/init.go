package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
)

func newInit() *cobra.Command {
	var kinds []string
	var appends []string
	var config mirror.Config
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Make the tables, and keep what the mirror is to have",
		Long: `Make the tables, or bring them to this version of the program, and keep what the mirror is to have, which is
what the flags say and otherwise as usual: an earlier init counts no more.`,
		Example: `  tmdb-mirror init --kinds movie,series --languages de-DE,en-US
  tmdb-mirror init --kinds movie --appends movie=credits,release_dates --min-popularity 1
  tmdb-mirror init --db postgres://tmdb@db/tmdb`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if config.Kinds, err = kindsOf("kinds", kinds, mirrored()); err != nil {
				return err
			}
			if config.Appends, err = appendsOf(appends); err != nil {
				return err
			}
			return with(cmd, func(ctx context.Context, m *mirror.Mirror) error {
				if err := m.Init(ctx, config); err != nil {
					return err
				}
				kept, err := m.Config(ctx)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "The mirror is to have %s, in %s.\n", joined(kept.Kinds), strings.Join(kept.Languages, ", "))
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&kinds, "kinds", nil, "some of "+joined(mirrored())+" (all)")
	f.StringSliceVar(&config.Languages, "languages", nil, "up to four, such as de-DE: the first is that of the texts, images and videos come in all (en-US)")
	f.StringArrayVar(&appends, "appends", nil, "what is appended to a `kind`, such as movie=credits,videos; once for each kind")
	f.BoolVar(&config.Adult, "adult", false, "have pornographic movies, series and people, too")
	f.BoolVar(&config.Video, "video", false, "have movies, too, that are rather videos")
	f.Float64Var(&config.MinPopularity, "min-popularity", 0, "leave out movies, series and people of less `popularity` when they are new")
	f.Float64Var(&config.Rate, "rate", 0, "`requests` a second of all processes together, -1 for no limit (40)")
	f.IntVar(&config.BatchSize, "batch", 0, "`ids` of a job (100)")
	f.DurationVar(&config.MaxAge, "max-age", 0, "`age` at which everything is fetched again, as TMDB's terms want it ("+(150*24*time.Hour).String()+")")
	return cmd
}

// mirrored are the kinds that can be asked for: seasons come with series.
func mirrored() []database.Kind {
	var kinds []database.Kind
	for _, kind := range database.Kinds() {
		if kind != database.Season {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// appendsOf returns what is appended to which kind. None is a choice, too: "movie=".
func appendsOf(list []string) (map[database.Kind][]string, error) {
	appends := map[database.Kind][]string{}
	for _, text := range list {
		name, pieces, ok := strings.Cut(text, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("--appends is %q: want a kind and its pieces, such as movie=credits,videos", text)}
		}
		kinds, err := kindsOf("appends", []string{name}, mirrored())
		if err != nil {
			return nil, err
		}
		appends[kinds[0]] = []string{}
		for piece := range strings.SplitSeq(pieces, ",") {
			if piece != "" {
				appends[kinds[0]] = append(appends[kinds[0]], piece)
			}
		}
	}
	return appends, nil
}
