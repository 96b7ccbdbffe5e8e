package command

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

func newWatch(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "watch title…",
		Short:   "Tell where a movie or series can be watched",
		GroupID: groupTitles,
		Long: `watch tells who streams, rents or sells a movie, series or season in the country of --region. The offers are
JustWatch's, which has to be named where they are shown.`,
		Example: `  tmdb watch fight club
  tmdb watch breaking bad --region DE
  tmdb watch movie/550 --jq '.[].provider_name'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := about(a, cmd, args, gen.MediaTypeMovie, gen.MediaTypeTV)
			if err != nil {
				return err
			}
			if err := s.noEpisode(); err != nil {
				return err
			}
			return s.done(s.watch())
		},
	}
}

// provided is an offer of one provider.
type provided struct {
	Offer        string `json:"offer"`
	ProviderName string `json:"provider_name"`
	ProviderID   int    `json:"provider_id"`
	Region       string `json:"region"`
	Link         string `json:"link,omitzero"`
	Source       string `json:"source"`
}

func (s *subject) watch() error {
	ctx := s.cmd.Context()
	var providers *gen.WatchProviders
	var err error
	switch {
	case s.Kind == gen.MediaTypeMovie:
		providers, err = s.client.Movies.WatchProviders(ctx, s.ID)
	case s.Season >= 0:
		providers, err = s.client.TVSeasons.WatchProviders(ctx, s.ID, s.Season, nil)
	default:
		providers, err = s.client.TVSeries.WatchProviders(ctx, s.ID)
	}
	if err != nil {
		return err
	}
	region := s.Region()
	in, ok := providers.Results[region]
	if !ok && s.p.ForPeople() {
		return app.NotFoundf("nobody offers %s in %s%s", s.Ref, region, elsewhere(providers))
	}
	if s.p.ForPeople() {
		return s.p.Page(func(o *output.Sheet) {
			o.Heading("In "+region, byJustWatch)
			var fields []string
			for _, offer := range title.Offers(in) {
				fields = append(fields, strings.ToUpper(offer.Name[:1])+offer.Name[1:], strings.Join(offer.Names(), ", "))
			}
			o.Fields(append(fields, "Page", in.Link)...)
		})
	}
	rows := func(yield func(provided, error) bool) {
		for _, offer := range title.Offers(in) {
			for _, p := range offer.Providers {
				if !yield(provided{offer.Name, p.ProviderName, p.ProviderID, region, in.Link, "JustWatch"}, nil) {
					return
				}
			}
		}
	}
	return output.List(s.p, rows,
		output.Column[provided]{Name: "offer", Text: func(p provided) string { return p.Offer }},
		output.Column[provided]{Name: "provider", Text: func(p provided) string { return p.ProviderName }},
		output.Column[provided]{Name: "region", Text: func(p provided) string { return p.Region }},
		output.Column[provided]{Name: "source", Text: func(p provided) string { return p.Source }},
	)
}

// elsewhere says in which countries there are offers.
func elsewhere(providers *gen.WatchProviders) string {
	countries := slices.Sorted(maps.Keys(providers.Results))
	switch n := len(countries); {
	case n == 0:
		return ", nor elsewhere"
	case n > 8:
		return fmt.Sprintf("; there are offers in %d other countries, such as %s", n, strings.Join(countries[:8], ", "))
	}
	return "; there are offers in " + strings.Join(countries, ", ")
}
