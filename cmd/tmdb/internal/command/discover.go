package command

import (
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/discover"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func newDiscover(a *app.App) *cobra.Command {
	var f discover.Filters
	var series bool
	var limit int
	cmd := &cobra.Command{
		Use:     "discover",
		Short:   "List movies or series by genre, people, provider and the like",
		GroupID: groupTitles,
		Long: `discover lists movies, or with --series series, that are all that the flags say. Genres, people, companies,
keywords, networks and providers are given by name or by TMDB's id: several with a comma or the flag once more
for those that are all of it ("horror,comedy"), with | for those that are one of it ("horror|comedy"). So are
offers. Providers, offers and certifications are those of the country of --region.`,
		Example: `  tmdb discover --genre "science fiction" --min-rating 7.5 --sort rating --min-votes 5000
  tmdb discover --person "brad pitt" --from 1995 --to 1999
  tmdb discover --series --network amc
  tmdb discover --genre horror --provider "netflix|disney plus" --region DE --json=id,title
  tmdb discover --genre family --max-certification PG --offer "stream|free" --region US`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := app.CheckLimit(limit); err != nil {
				return err
			}
			l := discover.LookUp{Series: series, Region: a.Region(), Now: a.Now, Parameter: flagOf}
			if err := l.Check(f); err != nil {
				return err
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			l.Client, l.ExportsURL = client, a.ExportsURL()
			ctx := tmdb.Prefetch(cmd.Context())
			var rows iter.Seq2[title.Row, error]
			if series {
				var params *gen.DiscoverTVParams
				params, err = l.TV(ctx, f)
				rows = title.Rows(client.Discover.TVIter(ctx, params))
			} else {
				var params *gen.DiscoverMoviesParams
				params, err = l.Movies(ctx, f)
				rows = title.Rows(client.Discover.MoviesIter(ctx, params))
			}
			if err != nil {
				return err
			}
			return output.List(a.Printer(cmd), title.First(rows, limit), title.Columns()...)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&series, "series", false, "series in place of movies")
	flags.StringSliceVar(&f.Genres, "genre", nil, "`names` of genres")
	flags.StringSliceVar(&f.WithoutGenres, "without-genre", nil, "`names` of genres that it is not")
	flags.StringSliceVar(&f.People, "person", nil, "`names` of people who play in it or work on it (movies only)")
	flags.StringSliceVar(&f.Companies, "company", nil, "`names` of companies that made it")
	flags.StringSliceVar(&f.Keywords, "keyword", nil, "`words` that describe it")
	flags.StringSliceVar(&f.Networks, "network", nil, "`names` of networks that show it (series only)")
	flags.StringSliceVar(&f.Providers, "provider", nil, "`names` of providers in --region where it can be watched")
	flags.StringSliceVar(&f.Offers, "offer", nil, "`ways` in which it can be watched in --region: "+strings.Join(discover.Offers(), ", "))
	flags.IntVar(&f.Year, "year", 0, "year of release, or of the first episode")
	flags.StringVar(&f.From, "from", "", "released from this year or `day` on, such as 1995 or 1995-06-30")
	flags.StringVar(&f.To, "to", "", "released until this year or `day`")
	flags.Float64Var(&f.MinRating, "min-rating", 0, "average of votes, 0 to 10")
	flags.IntVar(&f.MinVotes, "min-votes", 0, "number of votes")
	flags.IntVar(&f.MinRuntime, "min-runtime", 0, "minutes at least")
	flags.IntVar(&f.MaxRuntime, "max-runtime", 0, "minutes at most")
	flags.StringVar(&f.Language, "original-language", "", "`language` in which it was made, such as fr")
	flags.StringVar(&f.Country, "origin-country", "", "`country` in which it was made, such as FR")
	flags.StringVar(&f.Certification, "certification", "", "certification in --region, such as PG-13 (movies only)")
	flags.StringVar(&f.MaxCertification, "max-certification", "", "the strictest certification in --region, such as PG (movies only)")
	flags.StringVar(&f.Sort, "sort", "popularity", strings.Join(discover.Sorts(), ", "))
	flags.IntVar(&limit, "limit", 20, "how many rows at most; 0 for all")
	must(cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(discover.Sorts(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("offer", cobra.FixedCompletions(discover.Offers(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("genre", genreNames(a)))
	must(cmd.RegisterFlagCompletionFunc("without-genre", genreNames(a)))
	return cmd
}

// genreNames completes genres.
func genreNames(a *app.App) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		client, err := a.Client(cmd)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		series, _ := cmd.Flags().GetBool("series")
		all, err := discover.LookUp{Client: client, Series: series}.Genres(cmd.Context())
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var names []string
		for _, one := range all {
			names = append(names, one.Name)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// flagOf returns the flag of a filter: a list has the name of one of it.
func flagOf(filter string) string {
	if name, ok := map[string]string{
		"genres": "genre", "without_genres": "without-genre", "people": "person", "companies": "company", "keywords": "keyword",
		"networks": "network", "providers": "provider", "offers": "offer", "country": "origin-country",
	}[filter]; ok {
		return "--" + name
	}
	return "--" + strings.ReplaceAll(filter, "_", "-")
}
