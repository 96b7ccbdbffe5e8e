package mirror_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// A class is titles or people of about the same size.
type class string

const (
	known  class = "known"
	middle class = "middle"
	bare   class = "bare"
	every  class = "all" // of a kind without classes
)

// classes are what each kind has, in the order in which they are fetched.
var classes = []struct {
	kind    database.Kind
	classes []class
}{
	{database.Movie, []class{known, middle, bare}},
	{database.Series, []class{known, middle, bare}},
	{database.Person, []class{known, middle, bare}},
	{database.Collection, []class{every}},
	{database.Company, []class{every}},
	{database.Network, []class{every}},
	{database.Keyword, []class{every}},
}

// size is how much of everything a title of a class has: each is a mean, and titles have from none to twice as
// much.
type size struct {
	percent                    int // of the titles
	popularity                 float64
	cast, crew                 int
	translations, words        int // words of an overview or a biography
	images, videos             int
	countries, offers          int // of providers, and offers in each
	releases, titles, keywords int
	companies                  int
	seasons, episodes, guests  int // episodes of a season; guests and crew of an episode
	creditsOfAll               int // percent of all credits that are people's of this class
}

// mix is the distribution of sizes: an ESTIMATE, for nobody here has seen all of TMDB. Docs/scale.md reports per
// class, so that another mix can be reckoned with. What known ones have is by recorded responses:
//
//	movie    credits 48-76 cast and 140-605 crew (55-171 kB); translations 44-48 (36-39 kB); images of all
//	         languages 150-230; providers 113-125 countries (84-97 kB); release dates 50-66 (10 kB)
//	series   aggregate credits 177-514 cast and 53-271 crew (76-256 kB); translations 41-53 (26-42 kB);
//	         providers 79-136 countries (20-58 kB)
//	season   10-13 episodes (36-109 kB), an episode with 16-21 guests and 5-7 crew (6-8 kB)
//	person   217 cast and 69 crew in combined credits (156-216 kB); translations 21-45 (18-35 kB)
//
// A movie with nothing but its details has 1.4-2.3 kB, a person 0.7-2 kB, a company 0.2-0.7 kB.
var mix = map[database.Kind]map[class]size{
	database.Movie: {
		known: {percent: 1, popularity: 20, cast: 60, crew: 150, translations: 40, words: 45, images: 60, videos: 15,
			countries: 60, offers: 6, releases: 40, titles: 25, keywords: 15, companies: 4},
		middle: {percent: 9, popularity: 3, cast: 15, crew: 15, translations: 8, words: 40, images: 10, videos: 1,
			countries: 5, offers: 3, releases: 4, titles: 3, keywords: 4, companies: 2},
		bare: {percent: 90, popularity: 0.5, cast: 3, crew: 3, translations: 1, words: 25, images: 1,
			releases: 1, companies: 1},
	},
	database.Series: {
		known: {percent: 1, popularity: 40, cast: 150, crew: 60, translations: 40, words: 50, images: 60, videos: 10,
			countries: 80, offers: 3, titles: 20, keywords: 15, companies: 3, seasons: 10, episodes: 13, guests: 20},
		middle: {percent: 9, popularity: 5, cast: 15, crew: 8, translations: 8, words: 40, images: 10, videos: 1,
			countries: 5, offers: 2, titles: 3, keywords: 4, companies: 2, seasons: 4, episodes: 12, guests: 4},
		bare: {percent: 90, popularity: 0.5, cast: 4, crew: 1, translations: 2, words: 25, images: 1,
			companies: 1, seasons: 2, episodes: 11},
	},
	database.Person: {
		known:  {percent: 1, popularity: 10, translations: 20, words: 250, images: 14, creditsOfAll: 25},
		middle: {percent: 9, popularity: 1.5, translations: 2, words: 60, images: 3, creditsOfAll: 30},
		bare:   {percent: 90, popularity: 0.3, translations: 1, creditsOfAll: 45},
	},
}

// allOfTMDB is how much there is of each kind; that of the small kinds is an estimate.
var allOfTMDB = map[database.Kind]int{
	database.Movie: 1_100_000, database.Series: 200_000, database.Person: 4_000_000,
	database.Collection: 10_000, database.Company: 200_000, database.Network: 8_000, database.Keyword: 80_000,
}

// firstID is that of the made-up ones: the stand-in's own have lower ones, or higher than lastID.
const (
	firstID = 10_000_000
	lastID  = 20_000_000
)

// classOf returns the class of an id.
func classOf(kind database.Kind, id int) class {
	of, ok := mix[kind]
	if !ok {
		return every
	}
	switch n := id % 100; {
	case n < of[known].percent:
		return known
	case n < of[known].percent+of[middle].percent:
		return middle
	}
	return bare
}

// scaled is TMDB at a smaller scale.
type scaled struct {
	of   int // one in so many
	rand *rand.Rand
}

// count returns how many there are of a kind, without those that come on the day of changes.
func (s *scaled) count(kind database.Kind) int { return max(allOfTMDB[kind]/s.of, 100) }

// isNew reports whether an id is one that comes on the day of changes.
func (s *scaled) isNew(kind database.Kind, id int) bool { return id >= firstID+s.count(kind) }

// arriving is how many come on the day of changes.
func (s *scaled) arriving(kind database.Kind) int { return s.count(kind)/500 + 1 }

type object = map[string]any

// files returns the data of a server that has it all, of which a hundredth changed on a day.
func (s *scaled) files(changed time.Time) fstest.MapFS {
	kinds := map[database.Kind]struct {
		path string
		make func(id int, z size) object
	}{
		database.Movie: {"movie", s.movie}, database.Series: {"tv", s.series}, database.Person: {"person", s.person},
	}
	files := fstest.MapFS{}
	edits := []object{}
	for kind, of := range kinds {
		var text strings.Builder
		for id := firstID; id < firstID+s.count(kind)+s.arriving(kind); id++ {
			s.rand = rand.New(rand.NewPCG(uint64(id), uint64(len(of.path))))
			path := fmt.Sprintf("/3/%s/%d", of.path, id)
			s.write(&text, path, of.make(id, mix[kind][classOf(kind, id)]))
			if kind == database.Series {
				for number := range s.seasons(id) {
					s.write(&text, fmt.Sprintf("%s/season/%d", path, number), s.season(id, number, mix[kind][classOf(kind, id)]))
				}
			}
			if f := s.fate(kind, id); f == fateChanged || f == fateMerged || f == fateLost {
				edits = append(edits, object{"path": path + "/changes", "body": object{"changes": []object{{
					"key": "overview", "items": []object{{
						"id": s.hex(), "action": "updated", "time": changed.Format("2006-01-02 15:04:05 UTC"),
						"iso_639_1": "en", "iso_3166_1": "US", "value": s.words(20),
					}},
				}}}})
			}
		}
		files[of.path+".json"] = &fstest.MapFile{Data: []byte("[" + text.String() + "]")}
	}
	text, _ := json.Marshal(edits)
	files["edits.json"] = &fstest.MapFile{Data: text}
	return files
}

func (s *scaled) write(to *strings.Builder, path string, body object) {
	text, _ := json.Marshal(object{"path": path, "body": body}) // numbers and texts
	if to.Len() > 0 {
		to.WriteByte(',')
	}
	to.Write(text)
}

// A fate is what happens to an id on the day of changes.
type fate int

const (
	fateNone    fate = iota
	fateChanged      // it is listed as changed
	fateMerged       // it is, and the response is that of another
	fateLost         // it is, and the response is that there is none
	fateGone         // it is not in the export any more
)

// fate is that of a hundredth of each class; of these each fifth has another end than a change.
func (s *scaled) fate(kind database.Kind, id int) fate {
	if _, listed := mix[kind]; !listed || s.isNew(kind, id) {
		return fateNone
	}
	hundred := id / 100 % 1000
	if (id%100+hundred*7)%100 != 37 {
		return fateNone
	}
	switch hundred % 15 {
	case 4:
		return fateMerged
	case 9:
		return fateLost
	case 14:
		return fateGone
	}
	return fateChanged
}

func (s *scaled) movie(id int, z size) object {
	m := s.title(id, z)
	m["title"], m["original_title"], m["release_date"] = m["name"], m["name"], s.day()
	delete(m, "name")
	return with(m, object{
		"belongs_to_collection": s.collection(id), "budget": 0, "imdb_id": nil, "revenue": 0, "runtime": s.about(90), "video": false,
		"alternative_titles": object{"titles": some(s, z.titles, s.alternative)},
		"release_dates": object{"results": some(s, z.releases, func(i int) object {
			return object{"iso_3166_1": country(i), "release_dates": []object{{
				"certification": "12", "descriptors": []string{}, "iso_639_1": "", "note": "", "release_date": s.day() + "T00:00:00.000Z", "type": 3,
			}}}
		})},
		"keywords": object{"keywords": some(s, z.keywords, s.keyword)},
		"credits": object{
			"cast": some(s, z.cast, func(i int) object {
				return with(s.credited(), object{"cast_id": i, "character": s.name(), "credit_id": s.hex(), "order": i})
			}),
			"crew": some(s, z.crew, s.crew),
		},
		"translations": object{"translations": some(s, z.translations, s.translation(object{
			"homepage": "", "overview": "", "runtime": 0, "tagline": "", "title": "",
		}, "title", z))},
	})
}

func (s *scaled) series(id int, z size) object {
	m := s.title(id, z)
	seasons := []object{}
	for number := range s.seasons(id) {
		seasons = append(seasons, object{"air_date": s.day(), "episode_count": len(s.episodes(id, number, z)), "id": seasonID(id, number),
			"name": fmt.Sprint("Season ", number), "overview": "", "poster_path": s.path(), "season_number": number, "vote_average": 0})
	}
	return with(m, object{
		"original_name": m["name"], "first_air_date": s.day(), "last_air_date": s.day(), "episode_run_time": []int{}, "in_production": false,
		"languages": []string{"en"}, "number_of_seasons": len(seasons), "number_of_episodes": 1, "type": "Scripted", "created_by": []object{},
		"seasons": seasons, "last_episode_to_air": nil, "next_episode_to_air": nil,
		"networks":           []object{s.network()},
		"alternative_titles": object{"results": some(s, z.titles, s.alternative)},
		"content_ratings": object{"results": some(s, z.titles/4, func(i int) object {
			return object{"descriptors": []string{}, "iso_3166_1": country(i), "rating": "12"}
		})},
		"keywords": object{"results": some(s, z.keywords, s.keyword)},
		"aggregate_credits": object{
			"cast": some(s, z.cast, func(i int) object {
				return with(s.credited(), object{"order": i, "total_episode_count": 3,
					"roles": []object{{"character": s.name(), "credit_id": s.hex(), "episode_count": 3}}})
			}),
			"crew": some(s, z.crew, func(int) object {
				return with(s.credited(), object{"department": "Production", "total_episode_count": 3,
					"jobs": []object{{"credit_id": s.hex(), "episode_count": 3, "job": "Producer"}}})
			}),
		},
		"translations": object{"translations": some(s, z.translations, s.translation(object{
			"homepage": "", "overview": "", "tagline": "", "name": "",
		}, "name", z))},
	})
}

// seasons returns how many seasons a series has; a few have more than one response takes.
func (s *scaled) seasons(id int) int {
	n := mix[database.Series][classOf(database.Series, id)].seasons
	return 1 + id/100*7%(2*n-1)
}

func seasonID(series, number int) int { return (series-firstID)*50 + firstID + number }

func (s *scaled) episodes(id, number int, z size) []int {
	all := make([]int, 1+(id+number)*5%(2*z.episodes-1))
	for i := range all {
		all[i] = i + 1
	}
	return all
}

func (s *scaled) season(id, number int, z size) object {
	episodes := []object{}
	for _, n := range s.episodes(id, number, z) {
		episodes = append(episodes, object{
			"air_date": s.day(), "episode_number": n, "episode_type": "standard", "id": seasonID(id, number)*100 + n, "name": s.name(),
			"overview": s.words(z.words / 2), "production_code": "", "runtime": 45, "season_number": number, "show_id": id,
			"still_path": s.path(), "vote_average": 0, "vote_count": 0,
			"crew": some(s, z.guests/4, s.crew),
			"guest_stars": some(s, z.guests, func(i int) object {
				return with(s.credited(), object{"character": s.name(), "credit_id": s.hex(), "order": i})
			}),
		})
	}
	return object{"_id": s.hex(), "air_date": s.day(), "episodes": episodes, "id": seasonID(id, number), "name": fmt.Sprint("Season ", number),
		"overview": "", "poster_path": s.path(), "season_number": number, "vote_average": 0, "networks": []object{}}
}

func (s *scaled) person(id int, z size) object {
	p := personRow(id)
	delete(p, "original_name")
	return with(p, object{
		"popularity": z.popularity, "also_known_as": []string{}, "biography": s.words(z.words), "birthday": nil, "deathday": nil,
		"homepage": nil, "imdb_id": nil, "place_of_birth": nil,
		"external_ids": noIDs, "images": object{"profiles": s.images(z.images)},
		"translations": object{"translations": some(s, z.translations, s.translation(object{"biography": "", "name": "", "primary": false}, "name", z))},
	})
}

var noIDs = object{"facebook_id": nil, "imdb_id": nil, "instagram_id": nil, "twitter_id": nil, "wikidata_id": nil}

// title returns what movies and series have in common.
func (s *scaled) title(id int, z size) object {
	return object{
		"id": id, "adult": false, "backdrop_path": nil, "genres": []object{{"id": 18, "name": "Drama"}}, "homepage": "",
		"origin_country": []string{"US"}, "original_language": "en", "name": s.name(), "overview": s.words(z.words),
		"popularity": z.popularity, "poster_path": s.path(), "softcore": false, "status": "Released", "tagline": "",
		"production_countries": []object{{"iso_3166_1": "US", "name": "United States of America"}},
		"spoken_languages":     []object{{"english_name": "English", "iso_639_1": "en", "name": "English"}},
		"vote_average":         6.5, "vote_count": 10,
		"production_companies": some(s, z.companies, func(int) object { return s.company() }),
		"external_ids":         noIDs,
		"images":               object{"backdrops": s.images(z.images / 3), "logos": s.images(z.images / 6), "posters": s.images(z.images / 2)},
		"videos": object{"results": some(s, z.videos, func(int) object {
			return object{"id": s.hex(), "iso_3166_1": "US", "iso_639_1": "en", "key": s.hex()[:11], "name": "Trailer", "official": true,
				"published_at": s.day() + "T00:00:00.000Z", "site": "YouTube", "size": 1080, "type": "Trailer"}
		})},
		"watch/providers": object{"results": s.providers(id, z)},
	}
}

func (s *scaled) providers(id int, z size) object {
	all := object{}
	for i := range s.about(z.countries) {
		in := object{"link": fmt.Sprintf("https://www.themoviedb.org/movie/%d-a-title/watch?locale=%s", id, country(i))}
		for n, offer := range []string{"buy", "rent", "flatrate"} {
			in[offer] = some(s, (z.offers+n)/3, func(int) object {
				provider := s.rand.IntN(60)
				return object{"display_priority": provider, "logo_path": fmt.Sprintf("/%026dx.jpg", provider*7919),
					"provider_id": provider, "provider_name": fmt.Sprint("Provider ", provider)}
			})
		}
		all[country(i)] = in
	}
	return all
}

// country returns one of 150 countries by a number.
func country(i int) string { return string([]byte{byte('A' + i/26%26), byte('A' + i%26)}) }

func (s *scaled) alternative(i int) object {
	return object{"iso_3166_1": country(i), "title": s.name(), "type": ""}
}

func (s *scaled) keyword(int) object {
	n := s.rand.IntN(s.count(database.Keyword))
	return object{"id": firstID + n, "name": fmt.Sprint("keyword ", n)}
}

func (s *scaled) company() object {
	n := s.rand.IntN(s.count(database.Company))
	return object{"id": firstID + n, "logo_path": nil, "name": fmt.Sprint("Company ", n), "origin_country": "US"}
}

func (s *scaled) network() object {
	n := s.rand.IntN(s.count(database.Network))
	return object{"id": firstID + n, "logo_path": nil, "name": fmt.Sprint("Network ", n), "origin_country": "US"}
}

// collection returns that of a movie: three movies of a hundred are in one.
func (s *scaled) collection(id int) any {
	if id%100%33 != 0 {
		return nil
	}
	n := s.rand.IntN(s.count(database.Collection))
	return object{"id": firstID + n, "name": fmt.Sprintf("Collection %d", n), "poster_path": nil, "backdrop_path": nil}
}

// personRow returns what others tell of a person, always the same.
func personRow(id int) object {
	own := &scaled{rand: rand.New(rand.NewPCG(uint64(id), 0))}
	name := own.name()
	return object{"adult": false, "gender": id % 3, "id": id, "known_for_department": "Acting", "name": name, "original_name": name,
		"popularity": mix[database.Person][classOf(database.Person, id)].popularity, "profile_path": own.path()}
}

// credited returns a person: those of a class have their share of all credits.
func (s *scaled) credited() object {
	of := mix[database.Person]
	which, from, percent := s.rand.IntN(100), of[known].percent+of[middle].percent, of[bare].percent
	switch {
	case which < of[known].creditsOfAll:
		from, percent = 0, of[known].percent
	case which < of[known].creditsOfAll+of[middle].creditsOfAll:
		from, percent = of[known].percent, of[middle].percent
	}
	id := firstID + s.rand.IntN(max(s.count(database.Person)/100, 1))*100 + from + s.rand.IntN(percent)
	return personRow(min(id, firstID+s.count(database.Person)-1))
}

func (s *scaled) crew(int) object {
	return with(s.credited(), object{"credit_id": s.hex(), "department": "Production", "job": "Producer"})
}

// translation returns what makes translations with texts in the form of data.
func (s *scaled) translation(data object, name string, z size) func(int) object {
	return func(i int) object {
		own := with(object{}, data)
		own[name] = s.name()
		if _, ok := own["overview"]; ok {
			own["overview"] = s.words(z.words)
		}
		if _, ok := own["biography"]; ok {
			own["biography"] = s.words(z.words)
		}
		return object{"data": own, "english_name": "English", "iso_3166_1": country(i), "iso_639_1": strings.ToLower(country(i)), "name": "English"}
	}
}

func (s *scaled) images(n int) []object {
	return some(s, n, func(int) object {
		return object{"aspect_ratio": 0.667, "file_path": s.path(), "height": 3000, "iso_3166_1": nil, "iso_639_1": nil,
			"vote_average": 0, "vote_count": 0, "width": 2000}
	})
}

// some returns from none to twice n.
func some[T any](s *scaled, n int, make func(i int) T) []T {
	all := []T{}
	for i := range s.about(n) {
		all = append(all, make(i))
	}
	return all
}

func (s *scaled) about(n int) int { return s.rand.IntN(2*n + 1) }

func with(o, more object) object {
	for name, v := range more {
		o[name] = v
	}
	return o
}

func (s *scaled) day() string {
	return time.Date(1950+s.rand.IntN(70), 1, 1+s.rand.IntN(365), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

const (
	digits  = "0123456789abcdef"
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

func (s *scaled) from(alphabet string, n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = alphabet[s.rand.IntN(len(alphabet))]
	}
	return string(text)
}

// hex returns an id such as those of credits.
func (s *scaled) hex() string { return s.from(digits, 24) }

// path returns one of an image. It cannot be compressed, as those of TMDB cannot.
func (s *scaled) path() string { return "/" + s.from(letters, 27) + ".jpg" }

var syllables = strings.Fields("a an be ca co da de el en er fi ge ha in ka la le li lo ma me mi na ne no o pa pe ra re ri ro sa se si so ta te ti to u va ve vi wa we ya")

func (s *scaled) word() string {
	text := ""
	for range 1 + s.rand.IntN(3) {
		text += syllables[s.rand.IntN(len(syllables))]
	}
	return text
}

func (s *scaled) name() string { return strings.Title(s.word() + " " + s.word()) } //nolint:staticcheck // it is ASCII

func (s *scaled) words(n int) string {
	all := make([]string, s.about(n))
	for i := range all {
		all[i] = s.word()
	}
	return strings.Join(all, " ")
}
