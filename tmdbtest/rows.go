package tmdbtest

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

func itoa(n int) string { return strconv.Itoa(n) }

// movieRow is a movie in a list. Its date is that in the region of the call.
func movieRow(c *call, m *dataset.Movie) gen.Movie {
	t := movieTexts(c, m)
	return gen.Movie{
		ID:               m.ID,
		Adult:            m.Adult,
		Softcore:         new(m.Softcore),
		Video:            new(m.Video),
		Title:            t.title,
		OriginalTitle:    m.OriginalTitle,
		OriginalLanguage: m.OriginalLanguage,
		Overview:         t.overview,
		ReleaseDate:      releaseIn(m, c.region()),
		GenreIDs:         append(gen.GenreIDs{}, m.GenreIDs...),
		Popularity:       types.Float(m.Popularity),
		VoteAverage:      m.VoteAverage,
		VoteCount:        m.VoteCount,
		PosterPath:       inLanguage(c, m.Images.Posters, m.PosterPath),
		BackdropPath:     m.BackdropPath,
	}
}

// seriesRow is a series in a list.
func seriesRow(c *call, s *dataset.Series) gen.TVSeries {
	t := seriesTexts(c, s)
	return gen.TVSeries{
		ID:               s.ID,
		Adult:            s.Adult,
		Softcore:         new(s.Softcore),
		Name:             t.title,
		OriginalName:     s.OriginalName,
		OriginalLanguage: s.OriginalLanguage,
		OriginCountry:    append([]string{}, s.OriginCountries...),
		Overview:         t.overview,
		FirstAirDate:     s.FirstAirDate,
		GenreIDs:         append(gen.GenreIDs{}, s.GenreIDs...),
		Popularity:       types.Float(s.Popularity),
		VoteAverage:      s.VoteAverage,
		VoteCount:        s.VoteCount,
		PosterPath:       inLanguage(c, s.Images.Posters, s.PosterPath),
		BackdropPath:     s.BackdropPath,
	}
}

// seasonRow is a season among those of its series. Where seasons are on their
// own, the caller adds the series.
func seasonRow(c *call, s *dataset.Season) gen.TVSeason {
	t := seasonTexts(c, s)
	return gen.TVSeason{
		ID:           s.ID,
		Name:         t.title,
		Overview:     t.overview,
		AirDate:      s.AirDate,
		EpisodeCount: s.EpisodeCount(),
		SeasonNumber: s.Number,
		PosterPath:   inLanguage(c, s.Images.Posters, s.PosterPath),
		VoteAverage:  s.VoteAverage,
	}
}

// episodeRow is an episode in a list.
func episodeRow(c *call, e *dataset.Episode) gen.TVEpisode {
	t := episodeTexts(c, e)
	return gen.TVEpisode{
		ID:             e.ID,
		Name:           t.title,
		Overview:       t.overview,
		AirDate:        e.AirDate,
		EpisodeNumber:  e.Number,
		EpisodeType:    gen.EpisodeType(e.Type),
		ProductionCode: e.ProductionCode,
		Runtime:        e.Runtime,
		SeasonNumber:   e.Season.Number,
		ShowID:         e.Season.SeriesID,
		StillPath:      e.StillPath,
		VoteAverage:    e.VoteAverage,
		VoteCount:      e.VoteCount,
	}
}

// personRow is a person in a list, without what they are known for.
func personRow(_ *call, p *dataset.Person) gen.Person {
	return gen.Person{
		ID:                 p.ID,
		Adult:              p.Adult,
		Name:               p.Name,
		OriginalName:       p.OriginalName,
		Gender:             gen.Gender(p.Gender),
		KnownForDepartment: gen.Department(p.Department),
		Popularity:         types.Float(p.Popularity),
		ProfilePath:        p.ProfilePath,
	}
}

// knownPersonRow is personRow with up to three works the person is known for.
func knownPersonRow(c *call, p *dataset.Person) gen.Person {
	row := personRow(c, p)
	row.KnownFor = knownFor(c, p)
	return row
}

// knownFor returns the works with most votes, those in which the person did
// what their department does before others.
func knownFor(c *call, p *dataset.Person) []gen.MediaItem {
	type work struct {
		own   bool
		votes int
		item  func() gen.MediaItem
	}
	best := map[dataset.Ref]work{}
	for _, cr := range c.set.Credits(p.ID) {
		var ref dataset.Ref
		w := work{own: cr.Department == p.Department}
		if m := cr.Movie; m != nil {
			ref, w.votes = dataset.RefTo(dataset.KindMovie, m.ID), m.VoteCount
			w.item = func() gen.MediaItem { return movieItem(c, m) }
		} else {
			s := cr.Series
			ref, w.votes = dataset.RefTo(dataset.KindSeries, s.ID), s.VoteCount
			w.item = func() gen.MediaItem { return seriesItem(c, s) }
		}
		w.own = w.own || best[ref].own
		best[ref] = w
	}
	refs := make([]dataset.Ref, 0, len(best))
	for ref := range best {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b dataset.Ref) int {
		x, y := best[a], best[b]
		if x.own != y.own {
			return map[bool]int{true: -1, false: 1}[x.own]
		}
		return cmp.Or(cmp.Compare(y.votes, x.votes), cmp.Compare(a.Target(), b.Target()), cmp.Compare(a.Kind(), b.Kind()))
	})
	items := []gen.MediaItem{}
	for _, ref := range refs[:min(3, len(refs))] {
		items = append(items, best[ref].item())
	}
	return items
}

// collectionRow is a collection in a list.
func collectionRow(c *call, cl *dataset.Collection) gen.Collection {
	t := collectionTexts(c, cl)
	return gen.Collection{
		ID:               cl.ID,
		Name:             t.title,
		OriginalName:     cl.OriginalName,
		OriginalLanguage: cl.OriginalLanguage,
		Overview:         t.overview,
		PosterPath:       inLanguage(c, cl.Images.Posters, cl.PosterPath),
		BackdropPath:     cl.BackdropPath,
	}
}

func companyRow(_ *call, co *dataset.Company) gen.Company {
	return gen.Company{ID: co.ID, Name: co.Name, LogoPath: co.LogoPath, OriginCountry: co.OriginCountry}
}

func networkRow(_ *call, n *dataset.Network) gen.Network {
	return gen.Network{ID: n.ID, Name: n.Name, LogoPath: n.LogoPath, OriginCountry: n.OriginCountry}
}

func keywordRow(_ *call, k *dataset.Keyword) gen.Keyword { return gen.Keyword{ID: k.ID, Name: k.Name} }

// The items of lists that mix kinds are rows that say which kind they are.

func movieItem(c *call, m *dataset.Movie) gen.MediaItem {
	row := movieRow(c, m)
	row.MediaType = gen.MediaTypeMovie
	return unionOf[gen.MediaItem](row)
}

func seriesItem(c *call, s *dataset.Series) gen.MediaItem {
	row := seriesRow(c, s)
	row.MediaType = gen.MediaTypeTV
	return unionOf[gen.MediaItem](row)
}

func personItem(c *call, p *dataset.Person) gen.MediaItem {
	row := knownPersonRow(c, p)
	row.MediaType = gen.MediaTypePerson
	return unionOf[gen.MediaItem](row)
}

// unionOf puts a row into a type of gen that holds one of several. The row's own
// media_type says which; the From methods of gen would set it by the first name
// that a type goes by.
func unionOf[U any, P interface {
	*U
	json.Unmarshaler
}](row any) U {
	var u U
	if data, err := json.Marshal(row); err == nil { // rows always encode
		P(&u).UnmarshalJSON(data)
	}
	return u
}

func moviePage(c *call, movies []*dataset.Movie) gen.MoviePage {
	rows, page, pages, results := paginate(c, movies)
	return gen.MoviePage{Page: page, Results: each(c, rows, movieRow), TotalPages: pages, TotalResults: results}
}

func seriesPage(c *call, series []*dataset.Series) gen.TVSeriesPage {
	rows, page, pages, results := paginate(c, series)
	return gen.TVSeriesPage{Page: page, Results: each(c, rows, seriesRow), TotalPages: pages, TotalResults: results}
}

func personPage(c *call, people []*dataset.Person) gen.PersonPage {
	rows, page, pages, results := paginate(c, people)
	return gen.PersonPage{Page: page, Results: each(c, rows, knownPersonRow), TotalPages: pages, TotalResults: results}
}
