package command

import (
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// filters are what discover is asked for.
type filters struct {
	series                                        bool
	genres, without, people, companies, keywords  []string
	networks, providers                           []string
	from, to, originalLanguage, certificate, sort string
	year, minVotes, minRuntime, maxRuntime, limit int
	minRating                                     float64
	since, until                                  types.Date // of from and to
}

// sorts are the orders by the words of the flag, for movies and for series.
var sorts = map[string][2]string{
	"popularity": {string(gen.MovieSortByPopularityDesc), string(gen.TVSortByPopularityDesc)},
	"rating":     {string(gen.MovieSortByVoteAverageDesc), string(gen.TVSortByVoteAverageDesc)},
	"votes":      {string(gen.MovieSortByVoteCountDesc), string(gen.TVSortByVoteCountDesc)},
	"newest":     {string(gen.MovieSortByPrimaryReleaseDateDesc), string(gen.TVSortByFirstAirDateDesc)},
	"oldest":     {string(gen.MovieSortByPrimaryReleaseDateAsc), string(gen.TVSortByFirstAirDateAsc)},
	"revenue":    {string(gen.MovieSortByRevenueDesc), ""},
}

var sortNames = []string{"popularity", "rating", "votes", "newest", "oldest", "revenue"}

func newDiscover(a *app.App) *cobra.Command {
	var f filters
	cmd := &cobra.Command{
		Use:     "discover",
		Short:   "List movies or series by genre, people, provider and the like",
		GroupID: groupTitles,
		Long: `discover lists movies, or with --series series, that are all that the flags say. Genres, people, companies,
keywords, networks and providers are given by name or by TMDB's id: several with a comma or the flag once more
for those that are all of it ("horror,comedy"), with | for those that are one of it ("horror|comedy").
Providers are those of the country of --region.`,
		Example: `  tmdb discover --genre "science fiction" --min-rating 7.5 --sort rating --min-votes 5000
  tmdb discover --person "brad pitt" --from 1995 --to 1999
  tmdb discover --series --network amc
  tmdb discover --genre horror --provider "netflix|disney plus" --region DE --json=id,title`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			l := lookUp{a, cmd.Context(), client, f.series}
			var rows iter.Seq2[title.Row, error]
			if f.series {
				rows, err = l.discoverSeries(f)
			} else {
				rows, err = l.discoverMovies(f)
			}
			if err != nil {
				return err
			}
			return output.List(a.Printer(cmd), title.First(rows, f.limit), title.Columns()...)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.series, "series", false, "series in place of movies")
	flags.StringSliceVar(&f.genres, "genre", nil, "`names` of genres")
	flags.StringSliceVar(&f.without, "without-genre", nil, "`names` of genres that it is not")
	flags.StringSliceVar(&f.people, "person", nil, "`names` of people who play in it or work on it (movies only)")
	flags.StringSliceVar(&f.companies, "company", nil, "`names` of companies that made it")
	flags.StringSliceVar(&f.keywords, "keyword", nil, "`words` that describe it")
	flags.StringSliceVar(&f.networks, "network", nil, "`names` of networks that show it (series only)")
	flags.StringSliceVar(&f.providers, "provider", nil, "`names` of providers in --region where it can be watched")
	flags.IntVar(&f.year, "year", 0, "year of release, or of the first episode")
	flags.StringVar(&f.from, "from", "", "released from this year or `day` on, such as 1995 or 1995-06-30")
	flags.StringVar(&f.to, "to", "", "released until this year or `day`")
	flags.Float64Var(&f.minRating, "min-rating", 0, "average of votes, 0 to 10")
	flags.IntVar(&f.minVotes, "min-votes", 0, "number of votes")
	flags.IntVar(&f.minRuntime, "min-runtime", 0, "minutes at least")
	flags.IntVar(&f.maxRuntime, "max-runtime", 0, "minutes at most")
	flags.StringVar(&f.originalLanguage, "original-language", "", "`language` in which it was made, such as fr")
	flags.StringVar(&f.certificate, "certification", "", "certification in --region, such as PG-13 (movies only)")
	flags.StringVar(&f.sort, "sort", "popularity", strings.Join(sortNames, ", "))
	flags.IntVar(&f.limit, "limit", 20, "how many rows at most; 0 for all")
	must(cmd.RegisterFlagCompletionFunc("sort", cobra.FixedCompletions(sortNames, cobra.ShellCompDirectiveNoFileComp)))
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
		all, err := lookUp{a, cmd.Context(), client, series}.genres("")
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var names []string
		for _, one := range all {
			names = append(names, one.name)
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// check returns what is wrong with the flags.
func (f *filters) check(cmd *cobra.Command) error {
	forMovies := []string{"person", "certification"}
	forSeries := []string{"network"}
	for _, flag := range forMovies {
		if f.series && cmd.Flags().Changed(flag) {
			return app.Usagef("--%s is for movies: TMDB does not filter series by it", flag)
		}
	}
	for _, flag := range forSeries {
		if !f.series && cmd.Flags().Changed(flag) {
			return app.Usagef("--%s is for series: want --series as well", flag)
		}
	}
	for flag, value := range map[string]int{"year": f.year, "min-votes": f.minVotes, "min-runtime": f.minRuntime, "max-runtime": f.maxRuntime, "limit": f.limit} {
		if value < 0 {
			return app.Usagef("--%s is %d: want 0 or more", flag, value)
		}
	}
	if f.minRating < 0 || f.minRating > 10 {
		return app.Usagef("--min-rating is %g: want 0 to 10", f.minRating)
	}
	if f.year != 0 && (f.from != "" || f.to != "") {
		return app.Usagef("--year goes without --from and --to")
	}
	if !slices.Contains(sortNames, f.sort) || f.series && sorts[f.sort][1] == "" {
		return app.Usagef("--sort is %.20q: want one of %s", f.sort, strings.Join(sortNames, ", "))
	}
	var err error
	if f.since, err = dayOfYear("from", f.from, "-01-01"); err == nil {
		f.until, err = dayOfYear("to", f.to, "-12-31")
	}
	return err
}

// dayOfYear returns the day that a flag says, of a year with the rest.
func dayOfYear(flag, value, rest string) (types.Date, error) {
	if value == "" {
		return "", nil
	}
	full := value
	if len(value) == len("1995") {
		full += rest
	}
	date, err := types.ParseDate(full)
	if err != nil || !date.Valid() || len(full) != len("1995-06-30") {
		return "", app.Usagef("--%s is %.20q: want a year or a day such as 1995-06-30", flag, value)
	}
	return date, nil
}

// set returns nil for the zero value, which is for a parameter that is not sent.
func set[T comparable](v T) *T {
	if v == *new(T) {
		return nil
	}
	return &v
}

func (l lookUp) discoverMovies(f filters) (iter.Seq2[title.Row, error], error) {
	params := &gen.DiscoverMoviesParams{
		PrimaryReleaseYear: set(f.year), PrimaryReleaseDateGTE: set(f.since), PrimaryReleaseDateLTE: set(f.until),
		VoteAverageGTE: set(f.minRating), VoteCountGTE: set(f.minVotes), WithRuntimeGTE: set(f.minRuntime), WithRuntimeLTE: set(f.maxRuntime),
		WithOriginalLanguage: set(f.originalLanguage), SortBy: new(gen.MovieSortBy(sorts[f.sort][0])),
	}
	if f.certificate != "" {
		params.Certification, params.CertificationCountry = &f.certificate, new(l.Region())
	}
	if len(f.providers) > 0 {
		params.WatchRegion = new(l.Region())
	}
	err := l.fill([]filled{
		{"genre", f.genres, l.genres, &params.WithGenres}, {"without-genre", f.without, l.genres, &params.WithoutGenres},
		{"person", f.people, l.people, &params.WithPeople}, {"company", f.companies, l.companies, &params.WithCompanies},
		{"keyword", f.keywords, l.keywords, &params.WithKeywords}, {"provider", f.providers, l.providers, &params.WithWatchProviders},
	})
	return title.Rows(l.client.Discover.MoviesIter(tmdb.Prefetch(l.ctx), params)), err
}

func (l lookUp) discoverSeries(f filters) (iter.Seq2[title.Row, error], error) {
	params := &gen.DiscoverTVParams{
		FirstAirDateYear: set(f.year), FirstAirDateGTE: set(f.since), FirstAirDateLTE: set(f.until),
		VoteAverageGTE: set(f.minRating), VoteCountGTE: set(f.minVotes), WithRuntimeGTE: set(f.minRuntime), WithRuntimeLTE: set(f.maxRuntime),
		WithOriginalLanguage: set(f.originalLanguage), SortBy: new(gen.TVSortBy(sorts[f.sort][1])),
	}
	if len(f.providers) > 0 {
		params.WatchRegion = new(l.Region())
	}
	err := l.fill([]filled{
		{"genre", f.genres, l.genres, &params.WithGenres}, {"without-genre", f.without, l.genres, &params.WithoutGenres},
		{"company", f.companies, l.companies, &params.WithCompanies}, {"keyword", f.keywords, l.keywords, &params.WithKeywords},
		{"network", f.networks, l.networks, &params.WithNetworks}, {"provider", f.providers, l.providers, &params.WithWatchProviders},
	})
	return title.Rows(l.client.Discover.TVIter(tmdb.Prefetch(l.ctx), params)), err
}

// filled is a parameter that names of a flag go into.
type filled struct {
	flag       string
	values     []string
	candidates func(name string) ([]named, error)
	to         **string
}

func (l lookUp) fill(all []filled) (err error) {
	for _, one := range all {
		if *one.to, err = l.ids(one.flag, one.values, one.candidates); err != nil {
			return err
		}
	}
	return nil
}
