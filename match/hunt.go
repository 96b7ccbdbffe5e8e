package match

import (
	"context"
	"fmt"

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
			h.add(rival{
				Candidate: Candidate{Kind: Movie, ID: d.ID, Title: d.Title, Original: d.OriginalTitle, Year: d.ReleaseDate.Year()},
				direct:    true,
			}).learn(movieTitles(d))
		}
	}
	if id := h.name.TMDBID; id > 0 && h.name.Kind != Movie {
		d, err := h.seriesDetails(ctx, id)
		if err != nil {
			return err
		}
		if d != nil {
			h.addSeries(d)
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

// addSeries takes the details of a series that an id in the name leads to.
func (h *hunt) addSeries(d *gen.TVSeriesDetails) {
	h.add(rival{
		Candidate: Candidate{Kind: Series, ID: d.ID, Title: d.Name, Original: d.OriginalName, Year: d.FirstAirDate.Year()},
		countries: d.OriginCountry, direct: true,
	}).learn(seriesTitles(d))
}

// find takes what has an id of another site.
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
		h.addSeries(d)
		if !h.name.isEpisode() {
			h.name.Season, h.name.Episodes = new(e.SeasonNumber), []int{e.EpisodeNumber}
		}
	}
	return nil
}

// bySearch searches until a candidate is sure: for each title with the year and then without, at
// last with the words that titles are written in otherwise.
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

// learnTitles asks for the other titles of the first rows of a search whose own are unlike: TMDB
// found them by one of those.
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
