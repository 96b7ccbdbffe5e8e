package title

import (
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	"github.com/tmdb-go/tmdb/types"
)

func TestAge(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		born, on types.Date
		want     int
		ok       bool
	}{
		"the day before":       {"1963-12-18", "1999-12-17", 35, true},
		"the birthday":         {"1963-12-18", "1999-12-18", 36, true},
		"a month later":        {"1963-12-18", "2000-01-01", 36, true},
		"of a leap year":       {"2000-02-29", "2001-02-28", 0, true},
		"not born yet":         {"1963-12-18", "1963-12-17", -1, false},
		"too old to be true":   {"1800-01-01", "1999-01-01", 199, false},
		"without birthday":     {"", "1999-01-01", 0, false},
		"without day":          {"1963-12-18", "", 0, false},
		"a year is no day yet": {"1963", "1999-01-01", 0, false},
	} {
		if got, ok := Age(tt.born, tt.on); ok != tt.ok || ok && got != tt.want {
			t.Errorf("%s: %d, %v, want %d, %v", name, got, ok, tt.want, tt.ok)
		}
	}
}

func TestYears(t *testing.T) {
	t.Parallel()
	for want, series := range map[string]gen.TVSeriesDetails{
		"2008–2013": {FirstAirDate: "2008-01-20", LastAirDate: "2013-09-29"},
		"2019":      {FirstAirDate: "2019-05-06", LastAirDate: "2019-06-03"},
		"2025–":     {FirstAirDate: "2025-11-06", LastAirDate: "2025-12-24", InProduction: true},
		"2002":      {FirstAirDate: "2002-09-20"},
		"":          {InProduction: true},
	} {
		if got := Years(&series); got != want {
			t.Errorf("Years is %q, want %q", got, want)
		}
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	c := &gen.CollectionDetails{Parts: []gen.CollectionPart{{ID: 1}, {ID: 2, ReleaseDate: "2003-05-15"}, {ID: 3, ReleaseDate: "1999-03-31"}, {ID: 4}}}
	var ids []int
	for _, part := range Parts(c) {
		ids = append(ids, part.ID)
	}
	if !slices.Equal(ids, []int{3, 2, 1, 4}) || c.Parts[0].ID != 1 {
		t.Errorf("the parts are %v, and those of the caller begin with %d", ids, c.Parts[0].ID)
	}
}

func TestOffers(t *testing.T) {
	t.Parallel()
	provider := func(name string, priority int) gen.WatchProvider {
		return gen.WatchProvider{ProviderName: name, DisplayPriority: priority}
	}
	in := gen.CountryWatchProviders{
		Flatrate: []gen.WatchProvider{provider("B", 9), provider("A", 1)}, Ads: []gen.WatchProvider{provider("C", 5), provider("A", 1)},
		Rent: []gen.WatchProvider{provider("D", 0)},
	}
	var all []string
	for _, offer := range Offers(in) {
		all = append(all, offer.Name+" "+strings.Join(offer.Names(), ","))
	}
	if got, want := strings.Join(all, "; "), "stream A,B; free ; ads A,C; rent D; buy "; got != want {
		t.Errorf("the offers are %q, want %q", got, want)
	}
	if got := strings.Join(Streams(in), ","); got != "A,C,B" {
		t.Errorf("it is streamed by %q, want each once, by priority", got)
	}
	if got := Streams(gen.CountryWatchProviders{}); got != nil {
		t.Errorf("nobody is %q", got)
	}
}

func TestFilmography(t *testing.T) {
	t.Parallel()
	client := tmdbtest.NewClient(t, tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day)))
	credits, err := client.People.CombinedCredits(t.Context(), 1, nil) // George Lucas
	if err != nil {
		t.Fatal(err)
	}
	for department, want := range map[string]string{
		Acting:      "",
		"Directing": "movie/11 Director",
		"Writing":   "movie/11 Writer",
		"":          "movie/11 Director, Writer, Executive Producer",
	} {
		got := ""
		for _, work := range Filmography(credits, department) {
			if work.Ref == "movie/11" {
				got = work.Ref + " " + work.Role
			}
		}
		if got != want {
			t.Errorf("in %q it is %q, want %q", department, got, want)
		}
	}
	votes := ByVotes([]Work{{Row: Row{ID: 1, VoteCount: 5}}, {Row: Row{ID: 2, VoteCount: 9}}})
	if votes[0].ID != 2 {
		t.Errorf("first is %d, want what most have rated", votes[0].ID)
	}
	if Filmography(nil, "") != nil {
		t.Error("there are works without credits")
	}
}
