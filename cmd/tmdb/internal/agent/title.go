package agent

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

type titleInput struct {
	Title    string   `json:"title" jsonschema:"movie/550, tv/1396, IMDb id, address, or words such as Arrival (2016)"`
	Sections []string `json:"sections,omitempty" enum:"cast,crew,reviews,similar,recommendations,videos,keywords,releases,alternative_titles,translations,images" jsonschema:"what to add"`
	Region   string   `json:"region,omitempty" jsonschema:"country such as DE: certification, streaming, releases"`
	Language string   `json:"language,omitempty" jsonschema:"of the texts, such as de-DE"`
}

// titleOutput is a movie or a series.
type titleOutput struct {
	said
	Ref      string        `json:"ref"`
	Title    string        `json:"title"`
	Original string        `json:"original_title,omitempty"`
	Tagline  string        `json:"tagline,omitempty"`
	Overview string        `json:"overview,omitempty"`
	Facts    facts         `json:"facts"`
	People   titlePeople   `json:"people,omitzero"`
	Watch    watch         `json:"watch"`
	Sections *titleSection `json:"sections,omitempty"`
}

// facts are those of a movie or a series.
type facts struct {
	Released  types.Date `json:"released,omitempty"`
	Years     string     `json:"years,omitempty"`
	Status    string     `json:"status,omitempty"`
	Runtime   int        `json:"runtime_minutes,omitzero"`
	Genres    []string   `json:"genres,omitempty"`
	Rating    float64    `json:"rating,omitzero"`
	Votes     int        `json:"votes,omitzero"`
	Language  string     `json:"original_language,omitempty"`
	Countries []string   `json:"countries,omitempty"`
	Companies []string   `json:"companies,omitempty"`
	Budget    int64      `json:"budget_usd,omitzero"`
	Revenue   int64      `json:"revenue_usd,omitzero"`
	Networks  []string   `json:"networks,omitempty"`
	Seasons   int        `json:"seasons,omitzero"`
	Episodes  int        `json:"episodes,omitzero"`
	Last      *aired     `json:"last_episode,omitempty"`
	Next      *aired     `json:"next_episode,omitempty"`
	// Collection is the one that a movie belongs to.
	Collection *row   `json:"collection,omitempty"`
	IMDb       string `json:"imdb,omitempty"`
}

// titlePeople are those who made a title.
type titlePeople struct {
	Directors []person `json:"directors,omitempty"`
	Creators  []person `json:"creators,omitempty"`
	Writers   []person `json:"writers,omitempty"`
	Cast      []person `json:"cast,omitempty"`
	Crew      []person `json:"crew,omitempty"`
}

// watch says where a title may be watched in a country, and for whom it is.
type watch struct {
	Region        string `json:"region"`
	Certification string `json:"certification,omitempty"`
	// Stream are those who show it without a price of its own: an empty list for nobody, and none if TMDB did
	// not say.
	Stream []string `json:"stream,omitzero"`
}

// How many of a cast, and of any other list, are told without being asked for.
const (
	castShown = 8
	listShown = 5
)

// title tells what a movie or a series is.
func (t *tools) title(ctx context.Context, in titleInput) (*titleOutput, error) {
	region, err := t.country(in.Region)
	if err != nil {
		return nil, err
	}
	languages, err := t.textsFor(in.Language)
	if err != nil {
		return nil, err
	}
	found, err := t.resolve(ctx, "title", in.Title, gen.MediaTypeMovie, gen.MediaTypeTV)
	if err != nil {
		return nil, err
	}
	if found.Season >= 0 {
		return nil, app.Usagef("title is the season or episode %s: the tool season tells of these", found.Ref)
	}
	out := &titleOutput{Ref: found.String(), Watch: watch{Region: region}}
	if found.Kind == gen.MediaTypeMovie {
		err = t.movie(ctx, found.ID, languages, in, out)
	} else {
		err = t.show(ctx, found.ID, languages, in, out)
	}
	if err != nil {
		return nil, missing(err, found.Ref)
	}
	out.Note = strings.TrimSpace(found.Note() + " " + out.Note)
	out.offers = out.Watch.Stream != nil
	out.more = "ask for fewer sections at once, or by api_call for fields of one"
	return out, nil
}

// noCredits is said where a cast is not known, rather than empty.
const noCredits = "TMDB did not send cast and crew: ask again."

// The languages of images and videos beside that of the texts, in which there are often none.
var (
	imageLanguages = []string{"en", "null"}
	videoLanguages = []string{"en"}
)

func (t *tools) movie(ctx context.Context, id int, languages []string, in titleInput, out *titleOutput) error {
	appends := []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendWatchProviders}
	for _, section := range in.Sections {
		if piece := movieAppends[section]; piece != "" {
			appends = append(appends, piece)
		}
	}
	params := &gen.MovieDetailsParams{AppendToResponse: appends, IncludeImageLanguage: imageLanguages, IncludeVideoLanguage: videoLanguages}
	var m *gen.MovieDetails
	var err error
	if len(languages) > 1 {
		m, _, err = t.client.Movies.DetailsIn(ctx, id, languages, params)
	} else {
		m, err = t.client.Movies.Details(ctx, id, params, tmdb.Language(languages[0]))
	}
	if err != nil {
		return err
	}
	out.Title, out.Original = m.Title, title.Unless(m.Title, m.OriginalTitle)
	out.Tagline, out.Overview = clip(m.Tagline, taglineText), clip(m.Overview, longText)
	out.Facts = facts{
		Released: m.ReleaseDate, Status: title.Unless("Released", string(m.Status)), Runtime: m.Runtime, Genres: title.Genres(m.Genres),
		Rating: rating(m.VoteAverage, m.VoteCount), Votes: m.VoteCount, Language: m.OriginalLanguage, Countries: first(m.OriginCountry),
		Companies: companies(m.ProductionCompanies), Budget: m.Budget, Revenue: m.Revenue, IMDb: m.IMDBID,
	}
	if c := m.BelongsToCollection; c != nil {
		out.Facts.Collection = &row{Ref: title.RefTo(gen.MediaTypeCollection, c.ID).String(), Title: c.Name}
	}
	out.People = titlePeople{
		Directors: peopleOf(first(pick.Directors(m.Credits)), false), Writers: peopleOf(first(pick.Crew(m.Credits, writing...)), false),
		Cast: peopleOf(pick.Cast(m.Credits, most(in.Sections, "cast")), true),
	}
	if slices.Contains(in.Sections, "crew") {
		out.People.Crew = crewOf(m.Credits)
	}
	if m.Credits == nil {
		out.Note = noCredits
	}
	out.Watch.Certification = pick.Certification(m.ReleaseDates, out.Watch.Region)
	out.Watch.stream(m.WatchProviders)
	out.Sections = movieSections(m, in.Sections, out.Watch.Region)
	return nil
}

func (t *tools) show(ctx context.Context, id int, languages []string, in titleInput, out *titleOutput) error {
	appends := []gen.TVSeriesAppend{
		gen.TVSeriesAppendAggregateCredits, gen.TVSeriesAppendContentRatings, gen.TVSeriesAppendWatchProviders, gen.TVSeriesAppendExternalIDs,
	}
	for _, section := range in.Sections {
		if piece := seriesAppends[section]; piece != "" {
			appends = append(appends, piece)
		}
	}
	params := &gen.TVSeriesDetailsParams{AppendToResponse: appends, IncludeImageLanguage: imageLanguages, IncludeVideoLanguage: videoLanguages}
	var s *gen.TVSeriesDetails
	var err error
	if len(languages) > 1 {
		s, _, err = t.client.TVSeries.DetailsIn(ctx, id, languages, params)
	} else {
		s, err = t.client.TVSeries.Details(ctx, id, params, tmdb.Language(languages[0]))
	}
	if err != nil {
		return err
	}
	out.Title, out.Original = s.Name, title.Unless(s.Name, s.OriginalName)
	out.Tagline, out.Overview = clip(s.Tagline, taglineText), clip(s.Overview, longText)
	out.Facts = facts{
		Released: s.FirstAirDate, Years: title.Years(s), Status: string(s.Status), Runtime: runtime(s), Genres: title.Genres(s.Genres),
		Rating: rating(s.VoteAverage, s.VoteCount), Votes: s.VoteCount, Language: s.OriginalLanguage, Countries: first(s.OriginCountry),
		Networks: first(title.Networks(s.Networks)), Seasons: s.NumberOfSeasons, Episodes: s.NumberOfEpisodes,
		Last: airedOf(s.LastEpisodeToAir), Next: airedOf(s.NextEpisodeToAir), IMDb: pick.Piece(s.ExternalIDs).IMDBID,
	}
	out.People = titlePeople{
		Creators: peopleOf(first(pick.Creators(s)), false), Cast: peopleOf(pick.Cast(s.AggregateCredits, most(in.Sections, "cast")), true),
	}
	if slices.Contains(in.Sections, "crew") {
		out.People.Crew = crewOf(s.AggregateCredits)
	}
	if s.AggregateCredits == nil {
		out.Note = noCredits
	}
	out.Watch.Certification = pick.ContentRating(s.ContentRatings, out.Watch.Region)
	out.Watch.stream(s.WatchProviders)
	out.Sections = seriesSections(s, in.Sections)
	return nil
}

// runtime returns how long an episode is in general, 0 if that is not known.
func runtime(s *gen.TVSeriesDetails) int {
	if len(s.EpisodeRunTime) == 0 {
		return 0
	}
	return s.EpisodeRunTime[0]
}

// writing are the jobs of those who wrote a movie or episode.
var writing = []string{"Screenplay", "Writer", "Teleplay", "Story", "Novel"}

// heads are the jobs that people ask for. Who has one comes first of a crew, which may be of hundreds.
var heads = slices.Concat([]string{"Director"}, writing, []string{
	"Producer", "Executive Producer", "Original Music Composer", "Director of Photography", "Editor", "Production Design",
	"Costume Design", "Casting", "Makeup Designer", "Visual Effects Supervisor", "Sound Designer", "Stunt Coordinator",
})

// crewOf returns a crew, the heads first.
func crewOf[C pick.Credits](credits C) []person {
	rank := func(p pick.Person) int {
		first := len(heads)
		for _, job := range p.Roles {
			if i := slices.Index(heads, job); i >= 0 {
				first = min(first, i)
			}
		}
		return first
	}
	all := pick.Crew(credits)
	slices.SortStableFunc(all, func(x, y pick.Person) int { return cmp.Compare(rank(x), rank(y)) })
	return peopleOf(all, true)
}

// most is how many rows a list has: all if its section is asked for.
func most(sections []string, section string) int {
	if slices.Contains(sections, section) {
		return -1
	}
	return castShown
}

// first returns the first of a list: the section crew has the rest of people.
func first[T any](all []T) []T { return all[:min(listShown, len(all))] }

// stream sets who shows a title without a price of its own.
func (w *watch) stream(providers *gen.WatchProviders) {
	if providers != nil {
		w.Stream = append([]string{}, title.Streams(providers.Results[w.Region])...)
	}
}

// companies returns the names of the first companies.
func companies(all []gen.Company) []string {
	var names []string
	for _, company := range all[:min(3, len(all))] {
		names = append(names, company.Name)
	}
	return names
}

// aired is an episode that is named beside a series.
type aired struct {
	Ref  string     `json:"ref"`
	Name string     `json:"name,omitempty"`
	Date types.Date `json:"date,omitempty"`
}

func airedOf(e *gen.TVEpisode) *aired {
	if e == nil {
		return nil
	}
	ref := title.Ref{Kind: gen.MediaTypeTV, ID: e.ShowID, Season: e.SeasonNumber, Episode: e.EpisodeNumber}
	return &aired{Ref: ref.String(), Name: e.Name, Date: e.AirDate}
}
