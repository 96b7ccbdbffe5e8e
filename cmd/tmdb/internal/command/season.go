package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

func newSeason(a *app.App) *cobra.Command {
	season := -1
	cmd := &cobra.Command{
		Use:     "season series…",
		Short:   "List the episodes of a season, or the seasons of a series",
		GroupID: groupTitles,
		Long:    `season lists the seasons of a series, and with --season the episodes of one. Season 0 has the specials.`,
		Example: `  tmdb season breaking bad
  tmdb season breaking bad --season 1
  tmdb season tv/1396/season/1 --json=episode_number,name,air_date`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("season") && season < 0 {
				return app.Usagef("--season is %d: want 1 or more, or 0 for the specials", season)
			}
			s, err := about(a, cmd, args, gen.MediaTypeTV)
			if err != nil {
				return err
			}
			if err := s.noEpisode(); err != nil {
				return err
			}
			if season >= 0 {
				s.Season = season
			}
			if s.Season < 0 {
				return s.done(s.listSeasons())
			}
			return s.done(s.showSeason(s.Season))
		},
	}
	cmd.Flags().IntVar(&season, "season", -1, "number of the season")
	cmd.Flags().Lookup("season").DefValue = "all"
	return cmd
}

func (s *subject) listSeasons() error {
	series, err := s.client.TVSeries.Details(s.cmd.Context(), s.ID, nil)
	if err != nil {
		return err
	}
	return output.List(s.p, output.Each(series.Seasons),
		output.Column[gen.TVSeason]{Name: "season", Text: func(r gen.TVSeason) string { return fmt.Sprint(r.SeasonNumber) }, Right: true},
		output.Column[gen.TVSeason]{Name: "name", Text: func(r gen.TVSeason) string { return r.Name }, Style: output.Bold},
		output.Column[gen.TVSeason]{Name: "episodes", Text: func(r gen.TVSeason) string { return fmt.Sprint(r.EpisodeCount) }, Right: true},
		output.Column[gen.TVSeason]{Name: "aired", Text: func(r gen.TVSeason) string { return r.AirDate.String() }},
		output.Column[gen.TVSeason]{Name: "rating", Text: func(r gen.TVSeason) string { return title.Stars(r.VoteAverage, 1) }, Style: output.Star},
	)
}

// showSeason lists the episodes of a season.
func (s *subject) showSeason(number int) error {
	season, err := s.client.TVSeasons.Details(s.cmd.Context(), s.ID, number, nil)
	if err != nil {
		return err
	}
	return output.List(s.p, output.Each(season.Episodes),
		output.Column[gen.TVSeasonEpisode]{Name: "episode", Text: func(e gen.TVSeasonEpisode) string { return episode(e.SeasonNumber, e.EpisodeNumber) }},
		output.Column[gen.TVSeasonEpisode]{Name: "name", Text: func(e gen.TVSeasonEpisode) string { return e.Name }, Style: output.Bold},
		output.Column[gen.TVSeasonEpisode]{Name: "aired", Text: func(e gen.TVSeasonEpisode) string { return e.AirDate.String() }},
		output.Column[gen.TVSeasonEpisode]{Name: "runtime", Text: func(e gen.TVSeasonEpisode) string { return length(e.Runtime) }, Right: true},
		output.Column[gen.TVSeasonEpisode]{Name: "rating", Text: func(e gen.TVSeasonEpisode) string { return title.Stars(e.VoteAverage, e.VoteCount) }, Style: output.Star},
	)
}
