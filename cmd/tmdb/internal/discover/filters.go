package discover

import (
	"context"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/config"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Filters are what titles have to be. Of a list all have to be so, of one that has | between them one.
// The zero value of a filter is none.
type Filters struct {
	// Names, or ids.
	Genres, WithoutGenres, People, Companies, Keywords, Networks, Providers []string
	// Offers are the ways of Providers or of anybody: see [Offers].
	Offers []string
	// Year is of release or of the first episode; From and To are years or days.
	Year     int
	From, To string
	// MinRating is 0 to 10, runtimes are minutes.
	MinRating                        float64
	MinVotes, MinRuntime, MaxRuntime int
	// Language is that in which it was made, such as fr, and Country where, such as FR.
	Language, Country string
	// Certification is one in the region, such as PG-13, and MaxCertification the strictest.
	Certification, MaxCertification string
	// Sort is one of [Sorts].
	Sort string
}

// sorts are the orders, for movies and for series.
var sorts = map[string][2]string{
	"popularity": {string(gen.MovieSortByPopularityDesc), string(gen.TVSortByPopularityDesc)},
	"rating":     {string(gen.MovieSortByVoteAverageDesc), string(gen.TVSortByVoteAverageDesc)},
	"votes":      {string(gen.MovieSortByVoteCountDesc), string(gen.TVSortByVoteCountDesc)},
	"newest":     {string(gen.MovieSortByPrimaryReleaseDateDesc), string(gen.TVSortByFirstAirDateDesc)},
	"oldest":     {string(gen.MovieSortByPrimaryReleaseDateAsc), string(gen.TVSortByFirstAirDateAsc)},
	"revenue":    {string(gen.MovieSortByRevenueDesc), ""},
}

// Sorts returns the names of the orders.
func Sorts() []string {
	return []string{"popularity", "rating", "votes", "newest", "oldest", "revenue"}
}

// offers are the ways in which providers show a title, in TMDB's words.
var offers = map[string]gen.MonetizationType{
	"stream": gen.MonetizationTypeFlatrate, "free": gen.MonetizationTypeFree, "ads": gen.MonetizationTypeAds,
	"rent": gen.MonetizationTypeRent, "buy": gen.MonetizationTypeBuy,
}

// Offers returns the names of the ways in which providers show a title.
func Offers() []string { return []string{"stream", "free", "ads", "rent", "buy"} }

// checked are the filters that check has read.
type checked struct {
	since, until types.Date
	offers       *string
}

// Check returns what is wrong with filters, before anything is sent.
func (l LookUp) Check(f Filters) error {
	_, err := l.check(f)
	return err
}

func (l LookUp) check(f Filters) (d checked, err error) {
	given := map[string]bool{
		"people": len(f.People) > 0, "certification": f.Certification != "", "max_certification": f.MaxCertification != "",
	}
	for _, filter := range []string{"people", "certification", "max_certification"} {
		if l.Series && given[filter] {
			return d, app.Usagef("%s is for movies: TMDB does not filter series by it", l.parameter(filter))
		}
	}
	if !l.Series && len(f.Networks) > 0 {
		return d, app.Usagef("%s is for series: want %s as well", l.parameter("networks"), l.parameter("series"))
	}
	for _, one := range []struct {
		filter string
		value  int
	}{{"year", f.Year}, {"min_votes", f.MinVotes}, {"min_runtime", f.MinRuntime}, {"max_runtime", f.MaxRuntime}} {
		if one.value < 0 {
			return d, app.Usagef("%s is %d: want 0 or more", l.parameter(one.filter), one.value)
		}
	}
	if f.MaxRuntime > 0 && f.MinRuntime > f.MaxRuntime {
		return d, app.Usagef("%s is %d, more than %s, which is %d", l.parameter("min_runtime"), f.MinRuntime, l.parameter("max_runtime"), f.MaxRuntime)
	}
	if f.MinRating < 0 || f.MinRating > 10 {
		return d, app.Usagef("%s is %g: want 0 to 10", l.parameter("min_rating"), f.MinRating)
	}
	if f.Year != 0 && (f.From != "" || f.To != "") {
		return d, app.Usagef("%s goes without %s and %s", l.parameter("year"), l.parameter("from"), l.parameter("to"))
	}
	if f.Language != "" && !config.IsLanguage(strings.ToLower(f.Language)) {
		return d, app.Usagef("%s is %.20q: want a code such as fr", l.parameter("original_language"), f.Language)
	}
	if f.Country != "" && !config.IsCountry(strings.ToUpper(f.Country)) {
		return d, app.Usagef("%s is %.20q: want a code such as FR", l.parameter("country"), f.Country)
	}
	if d.offers, err = l.offers(f.Offers); err != nil {
		return d, err
	}
	if f.Sort != "" && (!slices.Contains(Sorts(), f.Sort) || l.Series && sorts[f.Sort][1] == "") {
		return d, app.Usagef("%s is %.20q: want one of %s", l.parameter("sort"), f.Sort, strings.Join(l.sorts(), ", "))
	}
	d.since, d.until, err = l.Days(f.From, f.To)
	return d, err
}

// Days returns the first and the last day of what is from and to a year or a day, "" for none.
func (l LookUp) Days(from, to string) (since, until types.Date, err error) {
	if since, err = l.day("from", from, "-01-01"); err == nil {
		until, err = l.day("to", to, "-12-31")
	}
	if err == nil && until != "" && since.After(until) {
		err = app.Usagef("%s is %s, after %s, which is %s", l.parameter("from"), from, l.parameter("to"), to)
	}
	return since, until, err
}

// sorts returns the names of the orders that there are.
func (l LookUp) sorts() []string {
	return slices.DeleteFunc(Sorts(), func(name string) bool { return l.Series && sorts[name][1] == "" })
}

// day returns the day that a filter says, of a year with the rest.
func (l LookUp) day(filter, value, rest string) (types.Date, error) {
	if value == "" {
		return "", nil
	}
	full := value
	if len(value) == len("1995") {
		full += rest
	}
	date, err := types.ParseDate(full)
	if err != nil || !date.Valid() || len(full) != len("1995-06-30") {
		return "", app.Usagef("%s is %.20q: want a year or a day such as 1995-06-30", l.parameter(filter), value)
	}
	return date, nil
}

// Optional returns nil for the zero value, which is for a parameter that is not sent.
func Optional[T comparable](v T) *T {
	if v == *new(T) {
		return nil
	}
	return &v
}

// offers returns ways as TMDB takes them.
func (l LookUp) offers(values []string) (*string, error) {
	names, either, err := l.split("offers", values)
	if err != nil {
		return nil, err
	}
	ways := make([]gen.MonetizationType, len(names))
	for i, name := range names {
		if ways[i] = offers[name]; ways[i] == "" {
			return nil, app.Usagef("%s is %.20q: want one of %s", l.parameter("offers"), name, strings.Join(Offers(), ", "))
		}
	}
	if either {
		return tmdb.Or(ways...), nil
	}
	return tmdb.And(ways...), nil
}

// Movies returns filters as TMDB takes them for movies.
func (l LookUp) Movies(ctx context.Context, f Filters) (*gen.DiscoverMoviesParams, error) {
	d, err := l.check(f)
	if err == nil {
		err = l.certifications(ctx, &f)
	}
	if err != nil {
		return nil, err
	}
	params := &gen.DiscoverMoviesParams{
		PrimaryReleaseYear: Optional(f.Year), PrimaryReleaseDateGTE: Optional(d.since), PrimaryReleaseDateLTE: Optional(d.until),
		VoteAverageGTE: Optional(f.MinRating), VoteCountGTE: Optional(f.MinVotes), WithRuntimeGTE: Optional(f.MinRuntime), WithRuntimeLTE: Optional(f.MaxRuntime),
		WithOriginalLanguage: Optional(strings.ToLower(f.Language)), WithOriginCountry: Optional(strings.ToUpper(f.Country)), WithWatchMonetizationTypes: d.offers,
		Certification: Optional(f.Certification), CertificationLTE: Optional(f.MaxCertification), SortBy: Optional(gen.MovieSortBy(sorts[f.Sort][0])),
	}
	if f.Certification != "" || f.MaxCertification != "" {
		params.CertificationCountry = &l.Region
	}
	if len(f.Providers)+len(f.Offers) > 0 {
		params.WatchRegion = &l.Region
	}
	return params, l.fill(ctx, []filled{
		{"genres", f.Genres, l.genres, &params.WithGenres}, {"without_genres", f.WithoutGenres, l.genres, &params.WithoutGenres},
		{"people", f.People, l.people, &params.WithPeople}, {"companies", f.Companies, l.companies, &params.WithCompanies},
		{"keywords", f.Keywords, l.keywords, &params.WithKeywords}, {"providers", f.Providers, l.providers, &params.WithWatchProviders},
	})
}

// TV returns filters as TMDB takes them for series.
func (l LookUp) TV(ctx context.Context, f Filters) (*gen.DiscoverTVParams, error) {
	d, err := l.check(f)
	if err != nil {
		return nil, err
	}
	params := &gen.DiscoverTVParams{
		FirstAirDateYear: Optional(f.Year), FirstAirDateGTE: Optional(d.since), FirstAirDateLTE: Optional(d.until),
		VoteAverageGTE: Optional(f.MinRating), VoteCountGTE: Optional(f.MinVotes), WithRuntimeGTE: Optional(f.MinRuntime), WithRuntimeLTE: Optional(f.MaxRuntime),
		WithOriginalLanguage: Optional(strings.ToLower(f.Language)), WithOriginCountry: Optional(strings.ToUpper(f.Country)), WithWatchMonetizationTypes: d.offers,
		SortBy: Optional(gen.TVSortBy(sorts[f.Sort][1])),
	}
	if len(f.Providers)+len(f.Offers) > 0 {
		params.WatchRegion = &l.Region
	}
	return params, l.fill(ctx, []filled{
		{"genres", f.Genres, l.genres, &params.WithGenres}, {"without_genres", f.WithoutGenres, l.genres, &params.WithoutGenres},
		{"companies", f.Companies, l.companies, &params.WithCompanies}, {"keywords", f.Keywords, l.keywords, &params.WithKeywords},
		{"networks", f.Networks, l.networks, &params.WithNetworks}, {"providers", f.Providers, l.providers, &params.WithWatchProviders},
	})
}

// filled is a parameter that the names of a filter go into.
type filled struct {
	filter string
	values []string
	from   candidates
	to     **string
}

func (l LookUp) fill(ctx context.Context, all []filled) (err error) {
	for _, one := range all {
		if *one.to, err = l.ids(ctx, one.filter, one.values, one.from); err != nil {
			return err
		}
	}
	return nil
}
