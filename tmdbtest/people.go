package tmdbtest

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var peopleHandlers = map[string]handler{
	"personDetails":         appending(ofPerson(personDetails)),
	"personChanges":         ofPerson(personChanges),
	"personCombinedCredits": ofPerson(personCombinedCredits),
	"personExternalIDs":     ofPerson(personExternalIDs),
	"personImages":          ofPerson(personImages),
	"personLatest":          personLatest,
	"personMovieCredits":    ofPerson(personMovieCredits),
	"personTaggedImages":    ofPerson(personTaggedImages),
	"personTranslations":    ofPerson(personTranslations),
	"personTVCredits":       ofPerson(personTVCredits),
	"popularPeople":         popularPeople,
}

// ofPerson makes a handler of one that wants the person of the path.
func ofPerson(answer func(*call, *dataset.Person) (any, error)) handler {
	return func(c *call) (any, error) {
		p := c.set.Person(c.id("person_id"))
		if p == nil {
			return nil, notFound()
		}
		return answer(c, p)
	}
}

func personDetails(c *call, p *dataset.Person) (any, error) {
	return &gen.PersonDetails{
		ID:                 p.ID,
		Adult:              p.Adult,
		Name:               p.Name,
		AlsoKnownAs:        append([]string{}, p.AlsoKnownAs...),
		Biography:          biography(c, p),
		Birthday:           p.Birthday,
		Deathday:           p.Deathday,
		PlaceOfBirth:       p.PlaceOfBirth,
		Gender:             gen.Gender(p.Gender),
		Homepage:           p.Homepage,
		IMDBID:             p.ExternalIDs.IMDB,
		KnownForDepartment: gen.Department(p.Department),
		Popularity:         types.Float(p.Popularity),
		ProfilePath:        p.ProfilePath,
	}, nil
}

// personLatest is the person who was added last, who has the highest id.
func personLatest(c *call) (any, error) {
	people := keep(c.set.People, func(p *dataset.Person) bool { return !p.Adult })
	if len(people) == 0 {
		return nil, notFound()
	}
	return personDetails(c, people[len(people)-1])
}

func popularPeople(c *call) (any, error) {
	people := keep(c.set.People, func(p *dataset.Person) bool { return !p.Adult })
	return personPage(c, slices.SortedFunc(slices.Values(people), morePopularPerson)), nil
}

func morePopularPerson(a, b *dataset.Person) int {
	return cmp.Or(cmp.Compare(b.Popularity, a.Popularity), cmp.Compare(a.ID, b.ID))
}

func personChanges(c *call, p *dataset.Person) (any, error) {
	return changesOf(c, dataset.RefTo(dataset.KindPerson, p.ID))
}

func personExternalIDs(_ *call, p *dataset.Person) (any, error) {
	x := p.ExternalIDs
	return gen.PersonExternalIDs{
		ID:          p.ID,
		IMDBID:      x.IMDB,
		FreebaseID:  x.FreebaseID,
		FreebaseMID: x.FreebaseMID,
		TVRageID:    x.TVRage,
		WikidataID:  x.Wikidata,
		FacebookID:  x.Facebook,
		InstagramID: x.Instagram,
		TikTokID:    x.TikTok,
		TwitterID:   x.Twitter,
		YouTubeID:   x.YouTube,
	}, nil
}

func personImages(_ *call, p *dataset.Person) (any, error) {
	profiles := []gen.Image{}
	for _, i := range p.Images.Profiles {
		profiles = append(profiles, imageRow(i))
	}
	return gen.PersonImages{ID: p.ID, Profiles: profiles}, nil
}

func personTranslations(c *call, p *dataset.Person) (any, error) {
	own := &dataset.Translation{Title: p.Name, Overview: p.Biography}
	return gen.PersonTranslations{
		ID: p.ID,
		Translations: translationsOf(c, own, p.Translations, func(english, native string, t *dataset.Translation) gen.PersonTranslation {
			return gen.PersonTranslation{
				LanguageCode: t.Language,
				CountryCode:  t.Country,
				Name:         native,
				EnglishName:  english,
				Data:         gen.PersonTranslationData{Name: t.Title, Biography: t.Overview, Primary: new(t.Language == "en")},
			}
		}),
	}, nil
}

// personTaggedImages returns all images whichever page is asked for, and says
// that it is page 0, as TMDB does.
func personTaggedImages(c *call, p *dataset.Person) (any, error) {
	results := []gen.TaggedImage{}
	for _, t := range p.Tagged {
		media, kind := taggedMedia(c, t.Ref)
		results = append(results, gen.TaggedImage{
			ID:           t.ID,
			ImageType:    gen.ImageType(t.Type),
			FilePath:     t.FilePath,
			Width:        types.Int(t.Width),
			Height:       types.Int(t.Height),
			AspectRatio:  t.AspectRatio(),
			LanguageCode: t.Language,
			CountryCode:  t.Country,
			VoteAverage:  types.Float(t.VoteAverage),
			VoteCount:    t.VoteCount,
			MediaType:    kind,
			Media:        media,
		})
	}
	return gen.TaggedImagePage{ID: p.ID, Page: 0, Results: results, TotalPages: min(1, len(results)), TotalResults: len(results)}, nil
}

// taggedMedia returns what an image is of. Seasons and episodes go by other
// names here than in find.
func taggedMedia(c *call, ref dataset.Ref) (gen.MediaItem, gen.MediaType) {
	switch ref.Kind() {
	case dataset.KindMovie:
		return movieItem(c, c.set.Movie(ref.MovieID)), gen.MediaTypeMovie
	case dataset.KindSeason:
		s := c.set.Season(ref.SeasonID)
		row := seasonRow(c, s)
		row.MediaType, row.ShowID = gen.MediaTypeSeason, s.SeriesID
		return unionOf[gen.MediaItem](row), gen.MediaTypeSeason
	case dataset.KindEpisode:
		row := episodeRow(c, c.set.Episode(ref.EpisodeID))
		row.MediaType = gen.MediaTypeEpisode
		return unionOf[gen.MediaItem](row), gen.MediaTypeEpisode
	default:
		return seriesItem(c, c.set.Series(ref.SeriesID)), gen.MediaTypeTV
	}
}
