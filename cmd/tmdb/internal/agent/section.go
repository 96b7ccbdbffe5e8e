package agent

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/images"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

// titleSection is what a title has beside what is always told.
type titleSection struct {
	Reviews         []review      `json:"reviews,omitzero"`
	Similar         []row         `json:"similar,omitzero"`
	Recommendations []row         `json:"recommendations,omitzero"`
	Videos          []video       `json:"videos,omitzero"`
	Keywords        []string      `json:"keywords,omitzero"`
	Releases        []release     `json:"releases,omitzero"`
	Alternative     []localTitle  `json:"alternative_titles,omitzero"`
	Translations    []translation `json:"translations,omitzero"`
	Images          *pictures     `json:"images,omitempty"`
}

type review struct {
	Author string     `json:"author"`
	Rating float64    `json:"rating,omitzero"`
	Date   types.Date `json:"date,omitempty"`
	Text   string     `json:"text"`
}

type video struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Language string `json:"language,omitempty"`
	URL      string `json:"url"`
}

type release struct {
	Date          types.Date `json:"date"`
	Way           string     `json:"way,omitempty"`
	Certification string     `json:"certification,omitempty"`
	Note          string     `json:"note,omitempty"`
}

type localTitle struct {
	Country string `json:"country"`
	Title   string `json:"title"`
	Type    string `json:"type,omitempty"`
}

type translation struct {
	Language string `json:"language"`
	Name     string `json:"name"`
	Title    string `json:"title,omitempty"`
}

// pictures are addresses of images.
type pictures struct {
	Posters   []string `json:"posters,omitempty"`
	Backdrops []string `json:"backdrops,omitempty"`
	Logos     []string `json:"logos,omitempty"`
}

// movieAppends and seriesAppends are the pieces of sections that are not always asked for.
var (
	movieAppends = map[string]gen.MovieAppend{
		"reviews": gen.MovieAppendReviews, "similar": gen.MovieAppendSimilar, "recommendations": gen.MovieAppendRecommendations,
		"videos": gen.MovieAppendVideos, "keywords": gen.MovieAppendKeywords, "alternative_titles": gen.MovieAppendAlternativeTitles,
		"translations": gen.MovieAppendTranslations, "images": gen.MovieAppendImages,
	}
	seriesAppends = map[string]gen.TVSeriesAppend{
		"reviews": gen.TVSeriesAppendReviews, "similar": gen.TVSeriesAppendSimilar, "recommendations": gen.TVSeriesAppendRecommendations,
		"videos": gen.TVSeriesAppendVideos, "keywords": gen.TVSeriesAppendKeywords, "alternative_titles": gen.TVSeriesAppendAlternativeTitles,
		"translations": gen.TVSeriesAppendTranslations, "images": gen.TVSeriesAppendImages,
	}
)

// movieSections returns the sections that are asked for, nil if none is. A list that TMDB has nothing in is
// empty, and one that it has not sent is not there.
func movieSections(m *gen.MovieDetails, wanted []string, region string) *titleSection {
	s := &titleSection{}
	s.Reviews = rowsIn(m.Reviews, func(p gen.ReviewPage) []gen.Review { return p.Results }, reviewOf)
	if m.Similar != nil {
		s.Similar = rowsOf(m.Similar.Results)
	}
	if m.Recommendations != nil {
		s.Recommendations = rowsOf(m.Recommendations.Results)
	}
	s.Videos = videosIn(m.Videos)
	s.Keywords = rowsIn(m.Keywords, func(k gen.MovieKeywords) []gen.Keyword { return k.Keywords }, func(k gen.Keyword) string { return k.Name })
	s.Alternative = rowsIn(m.AlternativeTitles, func(a gen.MovieAlternativeTitles) []gen.AlternativeTitle { return a.Titles }, localTitleOf)
	if slices.Contains(wanted, "translations") { // which are appended for other languages as well
		s.Translations = rowsIn(m.Translations, func(t gen.MovieTranslations) []gen.MovieTranslation { return t.Translations },
			func(t gen.MovieTranslation) translation {
				return translation{t.LanguageCode + "-" + t.CountryCode, t.EnglishName, t.Data.Title}
			})
	}
	if m.Images != nil {
		s.Images = picturesOf(m.Images.Posters, m.Images.Backdrops, m.Images.Logos)
	}
	if slices.Contains(wanted, "releases") {
		s.Releases = releasesIn(m.ReleaseDates, region)
	}
	return s.orNil(wanted)
}

func seriesSections(d *gen.TVSeriesDetails, wanted []string) *titleSection {
	s := &titleSection{}
	s.Reviews = rowsIn(d.Reviews, func(p gen.ReviewPage) []gen.Review { return p.Results }, reviewOf)
	if d.Similar != nil {
		s.Similar = rowsOf(d.Similar.Results)
	}
	if d.Recommendations != nil {
		s.Recommendations = rowsOf(d.Recommendations.Results)
	}
	s.Videos = videosIn(d.Videos)
	s.Keywords = rowsIn(d.Keywords, func(k gen.TVSeriesKeywords) []gen.Keyword { return k.Results }, func(k gen.Keyword) string { return k.Name })
	s.Alternative = rowsIn(d.AlternativeTitles, func(a gen.TVSeriesAlternativeTitles) []gen.AlternativeTitle { return a.Results }, localTitleOf)
	if slices.Contains(wanted, "translations") { // which are appended for other languages as well
		s.Translations = rowsIn(d.Translations, func(t gen.TVSeriesTranslations) []gen.TVSeriesTranslation { return t.Translations },
			func(t gen.TVSeriesTranslation) translation {
				return translation{t.LanguageCode + "-" + t.CountryCode, t.EnglishName, t.Data.Name}
			})
	}
	if d.Images != nil {
		s.Images = picturesOf(d.Images.Posters, d.Images.Backdrops, d.Images.Logos)
	}
	return s.orNil(wanted)
}

// orNil returns nil where no section but those of people is asked for.
func (s *titleSection) orNil(wanted []string) *titleSection {
	if !slices.ContainsFunc(wanted, func(section string) bool { return section != "cast" && section != "crew" }) {
		return nil
	}
	return s
}

// rowsIn returns the rows of a piece, nil if TMDB has not sent it.
func rowsIn[P, From, To any](piece *P, all func(P) []From, one func(From) To) []To {
	if piece == nil {
		return nil
	}
	rows := []To{}
	for _, from := range all(*piece) {
		rows = append(rows, one(from))
	}
	return rows
}

func reviewOf(r gen.Review) review {
	day := types.Date("")
	if at, ok := r.CreatedAt.Time(); ok {
		day = types.DateOf(at)
	}
	return review{Author: r.Author, Rating: pick.Piece(r.AuthorDetails).Rating, Date: day, Text: clip(r.Content, longText)}
}

func localTitleOf(a gen.AlternativeTitle) localTitle {
	return localTitle{a.CountryCode, a.Title, a.Type}
}

// videosIn returns those that have an address, trailers first.
func videosIn(videos *gen.Videos) []video {
	if videos == nil {
		return nil
	}
	all := []video{}
	for _, v := range videos.Results {
		if url := pick.VideoURL(v); url != "" {
			all = append(all, video{v.Name, string(v.Type), v.LanguageCode, url})
		}
	}
	slices.SortStableFunc(all, func(x, y video) int { return cmp.Compare(videoRank(x), videoRank(y)) })
	return all
}

func videoRank(v video) int {
	if v.Type == string(gen.VideoTypeTrailer) {
		return 0
	}
	return 1
}

func releasesIn(dates *gen.MovieReleaseDates, region string) []release {
	all := []release{}
	for _, r := range pick.Releases(dates, region) {
		if at, ok := r.ReleaseDate.Time(); ok {
			all = append(all, release{types.DateOf(at), title.ReleaseWays[r.Type], r.Certification, clip(r.Note, rowText)})
		}
	}
	return all
}

// picturesShown is how many addresses of each kind of image are told.
const picturesShown = 3

func picturesOf(posters, backdrops, logos []gen.Image) *pictures {
	return &pictures{
		Posters:   addresses(posters, images.PosterW500),
		Backdrops: addresses(backdrops, images.BackdropW1280),
		Logos:     addresses(logos, images.LogoW500),
	}
}

func addresses(all []gen.Image, size images.Size) []string {
	var urls []string
	for _, image := range all[:min(picturesShown, len(all))] {
		if url := images.URL(image.FilePath, size); url != "" {
			urls = append(urls, url)
		}
	}
	return urls
}
