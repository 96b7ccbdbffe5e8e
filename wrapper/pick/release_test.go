package pick

import (
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// releases is a movie with what is odd about TMDB's releases.
var releases = &gen.MovieReleaseDates{Results: []gen.CountryReleaseDates{
	{CountryCode: "BR", ReleaseDates: []gen.ReleaseDate{
		{Type: gen.ReleaseTypeTheatrical, ReleaseDate: "1999-10-29T00:00:00.000Z"},
	}},
	{CountryCode: "FR", ReleaseDates: []gen.ReleaseDate{
		{Type: gen.ReleaseTypePhysical, Certification: "12", ReleaseDate: "1998-01-01T00:00:00.000Z"},
		{Type: gen.ReleaseTypeTheatricalLimited, Certification: "U", ReleaseDate: "1999-11-01T00:00:00.000Z"},
		{Type: gen.ReleaseTypeTheatrical, ReleaseDate: "2019-05-15T00:00:00.000Z", Note: "Re-release"},
		{Type: gen.ReleaseTypeTheatrical, Certification: "18", ReleaseDate: "2020-05-15T00:00:00.000Z", Note: "Director's cut"},
		{Type: gen.ReleaseTypeTheatrical, Certification: "16", ReleaseDate: "1999-11-10T00:00:00.000Z"},
		{Type: gen.ReleaseTypeDigital, Certification: "10", ReleaseDate: "2011-09-08T00:00:00.000Z"},
	}},
	{CountryCode: "US", ReleaseDates: []gen.ReleaseDate{
		{Type: 99, Certification: "Y", ReleaseDate: "1990-01-01T00:00:00.000Z"},
		{Type: gen.ReleaseTypeTV, Certification: "TV-MA"},
		{Type: gen.ReleaseTypePhysical, Certification: "NR", ReleaseDate: "2000-06-06T00:00:00.000Z"},
		{Type: gen.ReleaseTypePremiere, Certification: " ", ReleaseDate: "1999-09-21T00:00:00.000Z"},
		{Type: gen.ReleaseTypeTheatricalLimited, Certification: " R ", ReleaseDate: "1999-10-15T00:00:00.000Z"},
	}},
	{CountryCode: "DE", ReleaseDates: []gen.ReleaseDate{
		{Type: gen.ReleaseTypeTheatrical, ReleaseDate: "soon"},
		{Type: gen.ReleaseTypeTheatrical},
	}},
	{CountryCode: "XX", ReleaseDates: []gen.ReleaseDate{{Type: 99, Certification: "Y"}}},
}}

func TestCertification(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		dates     *gen.MovieReleaseDates
		countries []string
		want      string
	}{
		"first release in cinemas":     {releases, []string{"FR"}, "16"},
		"no cinema":                    {releases, []string{"US"}, "R"},
		"next country if one has none": {releases, []string{"BR", "FR"}, "16"},
		"order of the countries":       {releases, []string{"US", "FR"}, "R"},
		"lower case":                   {releases, []string{"fr"}, "16"},
		"unknown kind of release":      {releases, []string{"XX"}, "Y"},
		"none has one":                 {releases, []string{"BR", "DE", "JP"}, ""},
		"no country":                   {releases, nil, ""},
		"not appended":                 {nil, []string{"US"}, ""},
		"empty":                        {&gen.MovieReleaseDates{}, []string{"US"}, ""},
	} {
		if got := Certification(test.dates, test.countries...); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestContentRating(t *testing.T) {
	t.Parallel()
	ratings := &gen.TVSeriesContentRatings{Results: []gen.ContentRating{
		{CountryCode: "US", Rating: "TV-MA"}, {CountryCode: "DE", Rating: ""}, {CountryCode: "DE", Rating: "16"},
		{CountryCode: "BR", Rating: ""},
	}}
	for name, test := range map[string]struct {
		ratings   *gen.TVSeriesContentRatings
		countries []string
		want      string
	}{
		"first country":        {ratings, []string{"DE", "US"}, "16"},
		"next country":         {ratings, []string{"BR", "JP", "US"}, "TV-MA"},
		"lower case":           {ratings, []string{"us"}, "TV-MA"},
		"none has one":         {ratings, []string{"BR", ""}, ""},
		"no country":           {ratings, nil, ""},
		"not appended":         {nil, []string{"US"}, ""},
		"nothing was appended": {&gen.TVSeriesContentRatings{}, []string{"US"}, ""},
	} {
		if got := ContentRating(test.ratings, test.countries...); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestReleaseDate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		dates   *gen.MovieReleaseDates
		country string
		ways    []gen.ReleaseType
		want    types.Date
	}{
		"first in cinemas": {releases, "FR", []gen.ReleaseType{gen.ReleaseTypeTheatrical}, "1999-11-10"},
		"one of several ways": {releases, "us", []gen.ReleaseType{gen.ReleaseTypeTheatrical, gen.ReleaseTypeTheatricalLimited,
			gen.ReleaseTypeDigital}, "1999-10-15"},
		"any way":        {releases, "FR", nil, "1998-01-01"},
		"not in this":    {releases, "BR", []gen.ReleaseType{gen.ReleaseTypeDigital}, ""},
		"no date":        {releases, "DE", nil, ""},
		"no such land":   {releases, "JP", nil, ""},
		"not appended":   {nil, "US", nil, ""},
		"empty response": {&gen.MovieReleaseDates{}, "US", nil, ""},
	} {
		if got := ReleaseDate(test.dates, test.country, test.ways...); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	undated := Releases(releases, "US")
	if len(undated) != 5 || undated[4].Type != gen.ReleaseTypeTV || undated[3].Type != gen.ReleaseTypePhysical {
		t.Errorf("the releases without a date are not last: %v", undated)
	}
	if got := releases.Results[1].ReleaseDates[0].Type; got != gen.ReleaseTypePhysical {
		t.Errorf("the caller's releases were sorted: the first is now %v", got)
	}
}
