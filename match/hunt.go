package match

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// The most requests that one name costs, of each kind.
const (
	maxSearches = 6
	maxDetails  = 3 // for titles in other languages
	maxVerified = 2 // candidates whose episodes are looked up, with up to three requests each
)

// sure is the confidence from which on a search does not go on.
const sure = 0.84

type reference struct {
	kind Kind
	id   int
}

// A hunt is the search for one name.
type hunt struct {
	*Matcher
	name     *Name
	rivals   []*rival
	by       map[reference]*rival
	searches int
	details  int
}

// A rival is a candidate with what its confidence is made of.
type rival struct {
	Candidate
	popularity float64
	countries  []string
	titles     []string // title, original title, and others if they were needed
	asked      bool     // for others
	direct     bool     // an id in the name says so
	likeness   float64
	score      float64
	episodes   float64 // what the episodes do to the score, 1 before they are known
	why        []string
}

// add takes a row of a search or of a find.
func (h *hunt) add(r rival) *rival {
	key := reference{r.Kind, r.ID}
	if old := h.by[key]; old != nil {
		return old
	}
	r.titles = unique([]string{r.Title, r.Original})
	r.episodes = 1
	h.by[key] = &r
	h.rivals = append(h.rivals, &r)
	return &r
}

func movieRival(m *gen.Movie) rival {
	return rival{
		Candidate:  Candidate{Kind: Movie, ID: m.ID, Title: m.Title, Original: m.OriginalTitle, Year: m.ReleaseDate.Year()},
		popularity: float64(m.Popularity),
	}
}

func seriesRival(s *gen.TVSeries) rival {
	return rival{
		Candidate:  Candidate{Kind: Series, ID: s.ID, Title: s.Name, Original: s.OriginalName, Year: s.FirstAirDate.Year()},
		popularity: float64(s.Popularity), countries: s.OriginCountry,
	}
}

// byID asks for what the ids in the name stand for.
func (h *hunt) byID(ctx context.Context) error {
	if id := h.name.TMDBID; id > 0 && h.name.Kind != Series {
		d, err := h.movieDetails(ctx, id)
		if err != nil {
			return err
		}
		if d != nil {
			h.add(rival{direct: true, Candidate: Candidate{Kind: Movie, ID: d.ID, Title: d.Title, Original: d.OriginalTitle, Year: d.ReleaseDate.Year()}}).learn(movieTitles(d))
		}
	}
	if id := h.name.TMDBID; id > 0 && h.name.Kind != Movie {
		d, err := h.seriesDetails(ctx, id)
		if err != nil {
			return err
		}
		if d != nil {
			h.add(rival{direct: true, countries: d.OriginCountry,
				Candidate: Candidate{Kind: Series, ID: d.ID, Title: d.Name, Original: d.OriginalName, Year: d.FirstAirDate.Year()}}).learn(seriesTitles(d))
		}
	}
	if h.name.IMDbID != "" {
		if err := h.find(ctx, h.name.IMDbID, "imdb_id"); err != nil {
			return err
		}
	}
	if id := h.name.TVDBID; id != 0 && len(h.rivals) == 0 {
		if err := h.find(ctx, fmt.Sprint(id), "tvdb_id"); err != nil {
			return err
		}
	}
	h.rate()
	return nil
}

func (h *hunt) find(ctx context.Context, id string, source gen.ExternalSource) error {
	found, err := h.found.get(ctx, string(source)+" "+id, func(ctx context.Context) (*gen.FindResults, error) {
		return h.client.Find.ByExternalID(ctx, id, &gen.FindByExternalIDParams{ExternalSource: source}, h.editors()...)
	})
	if err != nil || found == nil {
		return err
	}
	for i := range found.MovieResults {
		h.add(movieRival(&found.MovieResults[i])).direct = true
	}
	for i := range found.TVResults {
		h.add(seriesRival(&found.TVResults[i])).direct = true
	}
	if len(h.rivals) == 0 && len(found.TVEpisodeResults) > 0 { // the id of an episode leads to its series
		d, err := h.seriesDetails(ctx, found.TVEpisodeResults[0].ShowID)
		if err != nil || d == nil {
			return err
		}
		e := found.TVEpisodeResults[0]
		h.add(rival{direct: true, countries: d.OriginCountry,
			Candidate: Candidate{Kind: Series, ID: d.ID, Title: d.Name, Original: d.OriginalName, Year: d.FirstAirDate.Year()}}).learn(seriesTitles(d))
		if !h.name.isEpisode() {
			h.name.Season, h.name.Episodes = new(e.SeasonNumber), []int{e.EpisodeNumber}
		}
	}
	return nil
}

// bySearch searches until a candidate is sure: for each title with the year and then without, at last
// with the words that titles are written in otherwise.
func (h *hunt) bySearch(ctx context.Context) error {
	for _, q := range h.queries() {
		if h.searches >= maxSearches || h.best() >= sure {
			return nil
		}
		var rows []*rival
		for _, kind := range h.kinds() {
			more, err := h.search(ctx, kind, q)
			if err != nil {
				return err
			}
			rows = append(rows, more...)
		}
		h.rate()
		if err := h.learnTitles(ctx, rows); err != nil {
			return err
		}
	}
	return nil
}

// kinds returns what is searched for.
func (h *hunt) kinds() []Kind {
	if h.name.Kind != Unknown {
		return []Kind{h.name.Kind}
	}
	return []Kind{Movie, Series}
}

type query struct {
	text string
	year int
}

// queries returns what is searched for, the most promising first, each once.
func (h *hunt) queries() []query {
	var list []query
	add := func(text string, year int) {
		if q := (query{text, year}); text != "" && !slices.Contains(list, q) {
			list = append(list, q)
		}
	}
	for _, title := range h.name.Titles {
		if year := h.name.yearBeside(title); year != 0 {
			add(title, year)
		}
	}
	for _, reading := range h.readings() {
		add(reading.title, 0)
	}
	for _, title := range h.name.Titles {
		for _, other := range otherwise(title) {
			add(other, 0)
		}
	}
	return list
}

// yearBeside returns the year of a name if it is not part of the title.
func (n *Name) yearBeside(title string) int {
	if n.Year != 0 && strings.HasSuffix(title, " "+fmt.Sprint(n.Year)) {
		return 0
	}
	return n.Year
}

// otherwise returns a title as TMDB may have it: with the other of "and" and "&", and with the numbers
// written in another way.
func otherwise(title string) []string {
	list := strings.Fields(title)
	swapped := func(swap func(word string) string) string {
		other := slices.Clone(list)
		for i := range other {
			other[i] = swap(other[i])
		}
		return strings.Join(other, " ")
	}
	var found []string
	for _, other := range []string{
		swapped(func(w string) string {
			switch strings.ToLower(w) {
			case "and":
				return "&"
			case "&":
				return "and"
			case "vs", "versus":
				return "v"
			}
			return w
		}),
		swapped(func(w string) string { return cmp.Or(numerals[strings.ToLower(w)], w) }),
		swapped(func(w string) string {
			for roman, digit := range numerals {
				if digit == w {
					return strings.ToUpper(roman)
				}
			}
			return w
		}),
		swapped(func(w string) string { // "12 Monkeys", "Part 2", "Part II"
			n, err := strconv.Atoi(cmp.Or(numerals[strings.ToLower(w)], w))
			if err != nil || n < 1 || n >= len(spelled) {
				return w
			}
			return spelled[n]
		}),
		elided.ReplaceAllString(title, "$1'$2"),
		umlauts.Replace(title),
		camel.ReplaceAllString(title, "$1 $2"),
	} {
		if other != title {
			found = append(found, other)
		}
	}
	if len(list) > 1 { // "Spiderman Far From Home", "Naruto Shippuuden": the words that are spelled alike
		found = append(found, strings.Join(list[1:], " "), strings.Join(list[:len(list)-1], " "))
	}
	return found
}

var (
	// elided is an article whose apostrophe the name lost: "L.Avventura", "Le destin d Amelie".
	elided = regexp.MustCompile(`(?i)\b([dl]) (\pL)`)
	// camel is where a name lost its spaces: "BreakingBad".
	camel = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)
	// umlauts are written with two letters where a keyboard has none: "Der Koenig der Loewen".
	umlauts = strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü", "Ae", "Ä", "Oe", "Ö", "Ue", "Ü")
)

// search searches for one kind. It returns the first rows.
func (h *hunt) search(ctx context.Context, kind Kind, q query) ([]*rival, error) {
	var year *int
	if q.year != 0 {
		year = &q.year
	}
	adult := new(h.config.adult)
	key := fmt.Sprintf("%d %s", q.year, lower(q.text))
	h.searches++
	var rows []*rival
	if kind == Movie {
		page, err := h.movies.get(ctx, key, func(ctx context.Context) (*gen.MoviePage, error) {
			return h.client.Search.Movies(ctx, &gen.SearchMoviesParams{Query: q.text, Year: year, IncludeAdult: adult}, h.editors()...)
		})
		if err != nil || page == nil {
			return nil, err
		}
		for i := range page.Results {
			rows = append(rows, h.add(movieRival(&page.Results[i])))
		}
		return rows, nil
	}
	page, err := h.series.get(ctx, key, func(ctx context.Context) (*gen.TVSeriesPage, error) {
		return h.client.Search.TV(ctx, &gen.SearchTVParams{Query: q.text, FirstAirDateYear: year, IncludeAdult: adult}, h.editors()...)
	})
	if err != nil || page == nil {
		return nil, err
	}
	for i := range page.Results {
		rows = append(rows, h.add(seriesRival(&page.Results[i])))
	}
	return rows, nil
}

// learnTitles asks for the other titles of the first rows of a search whose own are unlike: TMDB found
// them by one of those.
func (h *hunt) learnTitles(ctx context.Context, rows []*rival) error {
	for _, r := range rows {
		if h.details >= maxDetails || h.best() >= sure {
			return nil
		}
		if r.asked || r.likeness >= near {
			continue
		}
		h.details++
		if r.Kind == Movie {
			d, err := h.movieDetails(ctx, r.ID)
			if err != nil {
				return err
			}
			r.learn(movieTitles(d))
		} else {
			d, err := h.seriesDetails(ctx, r.ID)
			if err != nil {
				return err
			}
			r.learn(seriesTitles(d))
		}
		h.rate()
	}
	return nil
}

func (r *rival) learn(titles []string) {
	r.asked = true
	r.titles = unique(append(r.titles, titles...))
}

func (h *hunt) movieDetails(ctx context.Context, id int) (*gen.MovieDetails, error) {
	return h.movie.get(ctx, fmt.Sprint(id), func(ctx context.Context) (*gen.MovieDetails, error) {
		return h.client.Movies.Details(ctx, id, &gen.MovieDetailsParams{
			AppendToResponse: []gen.MovieAppend{gen.MovieAppendAlternativeTitles, gen.MovieAppendTranslations},
		}, h.editors()...)
	})
}

func (h *hunt) seriesDetails(ctx context.Context, id int) (*gen.TVSeriesDetails, error) {
	return h.tv.get(ctx, fmt.Sprint(id), func(ctx context.Context) (*gen.TVSeriesDetails, error) {
		return h.client.TVSeries.Details(ctx, id, &gen.TVSeriesDetailsParams{
			AppendToResponse: []gen.TVSeriesAppend{gen.TVSeriesAppendAlternativeTitles, gen.TVSeriesAppendTranslations},
		}, h.editors()...)
	})
}

func movieTitles(d *gen.MovieDetails) []string {
	var list []string
	if d != nil && d.AlternativeTitles != nil {
		for _, t := range d.AlternativeTitles.Titles {
			list = append(list, t.Title)
		}
	}
	if d != nil && d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, t.Data.Title)
		}
	}
	return list
}

func seriesTitles(d *gen.TVSeriesDetails) []string {
	var list []string
	if d != nil && d.AlternativeTitles != nil {
		for _, t := range d.AlternativeTitles.Results {
			list = append(list, t.Title)
		}
	}
	if d != nil && d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, t.Data.Name)
		}
	}
	return list
}
