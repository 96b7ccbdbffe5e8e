package agent

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestReading is what the tools that tell of titles return beside what people ask for in [TestQuestions].
func TestReading(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	tests := map[string]struct {
		tool, arguments string
		read, want      string // jq of the result, and JSON
	}{
		"search, mixed":            {"search", `{"query":"matrix"}`, `[.rows[].ref][:2], .total, .rows[0]`, `["movie/603","movie/624860"] 6 {"ref":"movie/603","title":"The Matrix","date":"1999-03-31","rating":8.2,"about":"A programmer who spends his nights as a hacker is shown that the world he knows is a program. The people who told him…"}`},
		"search, a person":         {"search", `{"query":"brad pitt"}`, `.rows`, `[{"ref":"person/287","title":"Brad Pitt","about":"Acting: Fight Club, Se7en, Inglourious Basterds"}]`},
		"search, people":           {"search", `{"query":"brad pitt","kind":"person"}`, `.rows`, `[{"ref":"person/287","title":"Brad Pitt","about":"Acting: Fight Club, Se7en, Inglourious Basterds"}]`},
		"search, a year":           {"search", `{"query":"ocean's eleven","year":1960}`, `[.rows[].ref], .pages`, `["movie/299"] 1`},
		"search, movies of a year": {"search", `{"query":"ocean's eleven","kind":"movie","year":2001}`, `[.rows[].ref]`, `["movie/161"]`},
		"search, series":           {"search", `{"query":"breaking","kind":"tv","year":2008}`, `[.rows[].ref]`, `["tv/1396"]`},
		"search, collections":      {"search", `{"query":"matrix","kind":"collection"}`, `[.rows[] | {ref, title}]`, `[{"ref":"collection/2344","title":"The Matrix Collection"}]`},
		"search, its own title":    {"search", `{"query":"spirited away"}`, `.rows[0].original_title`, `"千と千尋の神隠し"`},
		"search, a year in words":  {"search", `{"query":"Ocean's Eleven (1960)"}`, `[.rows[].ref]`, `["movie/299"]`},
		"search, no such page":     {"search", `{"query":"matrix","page":2}`, `.rows, .note`, `[] "There is no page 2: the last is 1."`},
		"search, nothing":          {"search", `{"query":"zzzzz"}`, `.rows, .note`, `[] "Nothing has these words: try fewer of them, another spelling or the original title, and no kind or year."`},

		"title, all of a movie": {"title", `{"title":"movie/329865"}`, `del(.people.cast[1:], .overview)`, `{
			"attribution": "Data: TMDB (not endorsed or certified by TMDB). Streaming data: JustWatch",
			"ref": "movie/329865", "title": "Arrival", "tagline": "Someone has come. Nobody knows why.",
			"facts": {"released": "2016-11-10", "runtime_minutes": 116, "genres": ["Drama", "Science Fiction", "Mystery"], "rating": 7.6, "votes": 18500,
				"original_language": "en", "countries": ["US"], "budget_usd": 47000000, "revenue_usd": 203388186, "imdb": "tt2543164"},
			"people": {"directors": [{"ref": "person/137427", "name": "Denis Villeneuve"}], "cast": [{"ref": "person/9273", "name": "Amy Adams", "role": "Louise Banks"}]},
			"watch": {"region": "US", "certification": "PG-13", "stream": []}}`},
		"title, all of a series": {"title", `{"title":"tv/1396","region":"de"}`, `del(.people.cast[1:], .overview)`, `{
			"attribution": "Data: TMDB (not endorsed or certified by TMDB). Streaming data: JustWatch",
			"ref": "tv/1396", "title": "Breaking Bad", "tagline": "Chemistry has consequences.",
			"facts": {"released": "2008-01-20", "years": "2008–2013", "status": "Ended", "runtime_minutes": 45, "genres": ["Drama", "Crime"], "rating": 8.9,
				"votes": 17051, "original_language": "en", "countries": ["US"], "networks": ["AMC"], "seasons": 5, "episodes": 62,
				"last_episode": {"ref": "tv/1396/season/5/episode/16", "name": "Felina", "date": "2013-09-29"}, "imdb": "tt0903747"},
			"people": {"creators": [{"ref": "person/66633", "name": "Vince Gilligan"}], "cast": [{"ref": "person/17419", "name": "Bryan Cranston", "role": "Walter White"}]},
			"watch": {"region": "DE", "certification": "16", "stream": ["Netflix", "Netflix Standard with Ads"]}}`},
		"title, namesakes":         {"title", `{"title":"star wars"}`, `.ref, .note, .facts.collection.ref`, `"movie/11" "This is movie/11. There is also: Star Wars: The Rise of Skywalker, 2019 (movie/181812); Star Wars: The Force Awakens, 2015 (movie/140607); Star Wars: The Last Jedi, 2017 (movie/181808)" "collection/10"`},
		"title, of a resource":     {"title", `{"title":"tmdb://movie/550"}`, `.ref`, `"movie/550"`},
		"title, cast":              {"title", `{"title":"tv/1396"}`, `.people.cast | length`, `8`},
		"title, all the cast":      {"title", `{"title":"movie/550","sections":["cast"]}`, `(.people.cast | length), .sections`, `30 null`},
		"title, crew":              {"title", `{"title":"movie/603","sections":["crew"]}`, `.people.crew[] | select(.name == "Lana Wachowski") | .role`, `"Director, Writer"`},
		"title, empty sections":    {"title", `{"title":"movie/329865","sections":["similar","releases"],"region":"JP"}`, `.sections`, `{"similar":[],"releases":[]}`},
		"title, images":            {"title", `{"title":"movie/329865","sections":["images"]}`, `.sections.images.posters`, `["https://image.tmdb.org/t/p/w500/x2FJsf1ElAgr63Y3PNPtJrcmpoe.jpg"]`},
		"title, alternatives":      {"title", `{"title":"movie/550","sections":["alternative_titles"]}`, `.sections.alternative_titles | length, .[1]`, `12 {"country":"IL","title":"Mo'adon Krav","type":"romanization"}`},
		"title, of a series":       {"title", `{"title":"tv/1396","sections":["recommendations","keywords","reviews"]}`, `.sections.recommendations[0].ref, .sections.keywords[0], .sections.reviews[0].rating`, `"tv/60059" "new mexico" 10`},
		"title, in Portuguese":     {"title", `{"title":"movie/550","language":"pt-BR"}`, `.facts.genres, .sections`, `["Drama","Thriller"] null`},
		"title, English text":      {"title", `{"title":"movie/329865","language":"de-DE"}`, `.tagline`, `"Someone has come. Nobody knows why."`},
		"season, of a reference":   {"season", `{"series":"tv/1396/season/1"}`, `.ref, .title, (.episodes | length), .episodes[6]`, `"tv/1396/season/1" "Season 1" 7 {"episode":7,"name":"A No Rough Stuff Type Deal","date":"2008-03-09","runtime_minutes":48,"rating":8.3,"type":"finale","about":"To deliver what they promised, the partners need a barrel of something that is kept behind a lock."}`},
		"season, an episode":       {"season", `{"series":"tv/1396/season/1/episode/1"}`, `.title, .episode.writers, .episode.cast[0].role`, `"Pilot" [{"ref":"person/66633","name":"Vince Gilligan"}] "Walter White"`},
		"season, English text":     {"season", `{"series":"tv/1396/season/1/episode/1","language":"ja-JP"}`, `.title, .episode.about[:14]`, `"Pilot" "A teacher turn"`},
		"collection, English text": {"collection", `{"collection":"collection/10","language":"ja-JP"}`, `.title, .overview[:17]`, `"Star Wars Collection" "The story of one "`},
		"season, without episodes": {"season", `{"series":"tv/1396","season":0}`, `.title, .note, .episodes`, `"Specials" "TMDB knows no episode of tv/1396/season/0 yet." null`},

		"person, all": {"person", `{"person":"nm0634240","limit":1}`, `del(.biography)`, `{
			"attribution": "Data: TMDB (not endorsed or certified by TMDB)", "cut": "1 of 5 works shown: ask for a larger limit, or narrow by kind, role, from and to",
			"ref": "person/525", "name": "Christopher Nolan", "known_for": "Directing", "born": "1970-07-30", "birthplace": "London, England, UK", "age": 55, "imdb": "nm0634240",
			"total": 5, "works": [{"ref": "movie/157336", "title": "Interstellar", "date": "2014-11-05", "rating": 8.5, "role": "Director", "age": 44}]}`},
		"person, newest":       {"person", `{"person":"person/525","sort":"newest"}`, `[.works[].date[:4]]`, `["2014","2012","2010","2008","2005"]`},
		"person, best":         {"person", `{"person":"person/525","sort":"rating","to":"2009"}`, `[.works[].title]`, `["The Dark Knight","Batman Begins"]`},
		"person, undated last": {"person", `{"person":"person/287","sort":"oldest"}`, `.works[-1].title`, `"He Wanted the Moon"`},
		"person, as a writer":  {"person", `{"person":"Lana Wachowski","role":"writing"}`, `[.works[] | .title + ": " + .role]`, `["The Matrix: Writer"]`},
		"person, sections":     {"person", `{"person":"Tom Hanks","sections":["images","external_ids","also_known_as"]}`, `.external_ids.wikidata, .also_known_as[0], .images[0][:24]`, `"Q2263" "Thomas Jeffrey Hanks" "https://image.tmdb.org/t"`},

		"discover, a limit":                   {"discover", `{"kind":"movie","genres":["Science Fiction"],"limit":2}`, `(.rows | length), .page`, `2 1`},
		"discover, the second page":           {"discover", `{"kind":"movie","page":2}`, `.page, (.rows | length)`, `2 20`},
		"discover, offers":                    {"discover", `{"kind":"tv","monetization":["free"],"region":"JP"}`, `[.rows[].title], .attribution`, `["Breaking Bad","Pluribus"] "Data: TMDB (not endorsed or certified by TMDB). Streaming data: JustWatch"`},
		"discover, nothing":                   {"discover", `{"kind":"movie","year":1890}`, `.rows, .note`, `[] "Nothing is all of this: leave out a filter."`},
		"discover, nothing with enough votes": {"discover", `{"kind":"movie","year":1890,"sort":"rating"}`, `.note`, `"Nothing is all of this: leave out a filter. Sorted by rating, so with at least 100 votes: min_votes sets another number."`},
		"discover, no such page":              {"discover", `{"kind":"movie","people":["person/287"],"page":9}`, `.note, .total`, `"There is no page 9: the last is 1." 19`},
		"discover, votes are given":           {"discover", `{"kind":"movie","year":1999,"sort":"rating","min_votes":30000}`, `[.rows[].title], .note`, `["Fight Club"] null`},
		"lists, of series":                    {"lists", `{"list":"top_rated","kind":"tv"}`, `.rows[0].ref`, `"tv/1396"`},
		"lists, of people":                    {"lists", `{"list":"popular","kind":"person"}`, `.rows[0].ref[:7]`, `"person/"`},
		"lists, no such page":                 {"lists", `{"list":"airing_today","page":500}`, `.rows, .note`, `[] "There is no page 500: the last is 1."`},
		"lists, all that trends":              {"lists", `{"list":"trending","window":"week"}`, `.rows | length`, `20`},
		"where, nobody here":                  {"where_to_watch", `{"titles":["movie/550"],"regions":["at"],"monetization":["ads"]}`, `.rows, .note`, `[{"ref":"movie/550","title":"Fight Club","date":"1999-10-15","region":"AT","elsewhere":["ES"]}] "Where a row has no offers, nobody there has any that was asked for."`},
		"where, elsewhere":                    {"where_to_watch", `{"titles":["movie/550"],"regions":["AQ"]}`, `.rows[0].elsewhere[8:]`, `["IT","JP","and 4 more"]`},
		"where, namesakes":                    {"where_to_watch", `{"titles":["star wars"],"regions":["US","DE"]}`, `.rows[0].note[:32], .rows[1].note`, `"This is movie/11. There is also:" null`},
		"where, a part of a series":           {"where_to_watch", `{"titles":["tv/1396/season/1"]}`, `.rows[0].error`, `"titles: tv/1396/season/1 is a part of a series: want all of it, tv/1396"`},
		"where, an unknown provider":          {"where_to_watch", `{"titles":["movie/550"],"providers":["Netflx","Hulu"]}`, `.note, .rows[0].stream`, `"No provider of these titles anywhere is called Netflx." ["Hulu"]`},
		"where, one is no title":              {"where_to_watch", `{"titles":["person/287","tv/1396"],"regions":["BR"]}`, `[.rows[] | .error // .ref]`, `["titles: person/287: want a movie or series","tv/1396"]`},
		"cards, namesakes":                    {"cards", `{"titles":["star wars","movie/550"]}`, `.rows[0].note[:32], .rows[1].note`, `"This is movie/11. There is also:" null`},
		"cards, of all kinds": {"cards", `{"titles":["movie/329865","person/4347","tv/1396","movie/99999999"],"region":"DE"}`, `.rows | map(del(.about))`, `[
			{"ref": "movie/329865", "title": "Arrival", "date": "2016-11-10", "runtime_minutes": 116, "rating": 7.6, "votes": 18500,
				"certification": "12", "genres": ["Drama", "Science Fiction", "Mystery"], "by": ["Denis Villeneuve"], "cast": ["Amy Adams", "Jeremy Renner", "Forest Whitaker"]},
			{"ref": "person/4347", "title": "Frank Sinatra", "born": "1915-12-12", "died": "1998-05-14", "age": 82},
			{"ref": "tv/1396", "title": "Breaking Bad", "date": "2008-01-20", "status": "Ended", "runtime_minutes": 45, "seasons": 5, "rating": 8.9, "votes": 17051,
				"certification": "16", "genres": ["Drama", "Crime"], "by": ["Vince Gilligan"], "cast": ["Bryan Cranston", "Aaron Paul", "Anna Gunn"]},
			{"title": "movie/99999999", "error": "TMDB has no movie/99999999: find the ref by search"}]`},
		"collection, of words":  {"collection", `{"collection":"The Lord of the Rings Trilogy"}`, `.ref, [.parts[].date]`, `"collection/119" ["2001-12-18","2002-12-18","2003-12-17"]`},
		"collection, of a film": {"collection", `{"collection":"Avatar: Fire and Ash"}`, `.ref, .note`, `"collection/87096" null`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, ask(t, session, tt.tool, json.RawMessage(tt.arguments)), tt.read, tt.want)
		})
	}
}

// TestRefused: what cannot be is told in a sentence by which a model can go on.
func TestRefused(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	const again = ` Use search with fewer or other words, or give a ref such as movie/550, an IMDb id or the address of a page.`
	for _, tt := range []struct{ tool, arguments, want string }{
		{"search", `{"query":" "}`, `query is empty: want a title or a name`},
		{"search", `{"query":"movie/550"}`, `query is the reference movie/550 already: give it to title, person, season or collection`},
		{"search", `{"query":"pitt","kind":"person","year":1999}`, `year is for movies and series: leave it out for kind person`},
		{"search", `{"query":"star","year":1999,"page":2}`, `page is 2: with year and no kind there is one page; want kind movie or tv as well`},
		{"title", `{"title":"zzzzz"}`, `there is no movie or series with the title "zzzzz".` + again},
		{"title", `{"title":""}`, `title: the title is empty: want a title, or one such as movie/550`},
		{"title", `{"title":"movie/99999999"}`, `TMDB has no movie/99999999: find the ref by search`},
		{"title", `{"title":"person/287"}`, `title: person/287: want a movie or series`},
		{"title", `{"title":"tv/1396/season/1"}`, `title is the season or episode tv/1396/season/1: the tool season tells of these`},
		{"title", `{"title":"movie/550","region":"Germany"}`, `region is "GERMANY": want a country such as DE or GB`},
		{"title", `{"title":"movie/550","language":"german"}`, `language is "german": want a language such as de-DE or fr`},
		{"title", `{"title":"movie/550","sections":["awards"]}`, `one of sections is "awards": want one of cast, crew, reviews, similar, recommendations, videos, keywords, releases, alternative_titles, translations, images`},
		{"season", `{"series":"movie/550"}`, `series: movie/550: want a series`},
		{"season", `{"series":"breaking bad","season":9}`, `TMDB has no tv/1396/season/9: the tool season with tv/1396 alone lists what there is`},
		{"season", `{"series":"breaking bad","episode":3}`, `episode is 3 without a season: want season as well`},
		{"season", `{"series":"breaking bad","language":"x"}`, `language is "x": want a language such as de-DE or fr`},
		{"person", `{"person":"zzzzz"}`, `there is no person with the name "zzzzz".` + again},
		{"person", `{"person":"movie/550"}`, `person: movie/550: want a person`},
		{"title", `{"title":"movie/550","region":"UK"}`, `region is "UK": want a country such as DE or GB`},
		{"title", `{"title":"movie/550","language":"jp"}`, `language is "jp": want a language such as de-DE or fr`},
		{"person", `{"person":"tom hanks","from":"1999","to":"1998"}`, `from is 1999, after to, which is 1998`},
		{"discover", `{"kind":"movie","max_certification":"PG-12"}`, `max_certification is "PG-12": in US there are NR, G, PG, PG-13, R, NC-17`},
		{"person", `{"person":"tom hanks","from":"19"}`, `from is "19": want a year or a day such as 1995-06-30`},
		{"person", `{"person":"person/99999999"}`, `TMDB has no person/99999999: find the ref by search`},
		{"discover", `{"kind":"tv","people":["brad pitt"]}`, `people is for movies: TMDB does not filter series by them, and the tool person with kind tv lists those of somebody`},
		{"discover", `{"kind":"movie","limit":2,"page":2}`, `limit is of the first page: leave it out for page 2`},
		{"discover", `{"kind":"movie","networks":["HBO"]}`, `networks is for series: want kind tv as well`},
		{"discover", `{"kind":"movie","country":"France"}`, `country is "France": want a code such as FR`},
		{"discover", `{"kind":"movie","people":["zzzzz"]}`, `people: nothing has the name "zzzzz": want another spelling, or fewer words`},
		{"lists", `{"list":"now_playing","kind":"tv"}`, `kind is tv: the list now_playing is of movie`},
		{"lists", `{"list":"popular","window":"week"}`, `window is for the list trending: leave it out for popular`},
		{"where_to_watch", `{"titles":["movie/550"],"regions":["Germany"]}`, `region is "GERMANY": want a country such as DE or GB`},
		{"where_to_watch", `{"titles":["movie/550"],"providers":["!"]}`, `providers has "!": want names such as Netflix`},
		{"where_to_watch", `{"titles":[]}`, `titles has 0 items: want a list of texts, at most 20`},
		{"cards", `{"titles":["movie/550"],"region":"1"}`, `region is "1": want a country such as DE or GB`},
		{"collection", `{"collection":"fight club"}`, `collection: Fight Club (movie/550) belongs to none`},
		{"collection", `{"collection":"zzzzz"}`, `there is no collection or movie with the title "zzzzz": search with fewer words and kind collection`},
		{"collection", `{"collection":"person/287"}`, `collection: person/287: want a collection or movie`},
	} {
		t.Run(tt.tool+" "+tt.arguments, func(t *testing.T) {
			t.Parallel()
			if r, got := callTool(t, session, tt.tool, tt.arguments); !r.IsError || got != tt.want {
				t.Errorf("it is %s, want the error\n%s", got, tt.want)
			}
		})
	}
}

// TestFewRequests: a tool asks TMDB no more often than it has to.
func TestFewRequests(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		tool, arguments string
		want            int
	}{
		{"search", `{"query":"matrix"}`, 1},
		{"title", `{"title":"movie/550","sections":["cast","crew","reviews","similar","recommendations","videos","keywords","releases","alternative_titles","translations","images"]}`, 1},
		{"title", `{"title":"movie/550","language":"de-DE"}`, 1},
		{"title", `{"title":"fight club"}`, 2},
		{"title", `{"title":"Fight Club (1999)"}`, 3},
		{"season", `{"series":"tv/1396","season":1}`, 1},
		{"person", `{"person":"person/287","sections":["images","external_ids"]}`, 1},
		{"discover", `{"kind":"movie","genres":["Comedy"],"people":["Brad Pitt"]}`, 3},
		{"lists", `{"list":"trending"}`, 1},
		{"where_to_watch", `{"titles":["movie/550","movie/603"],"regions":["DE","US"]}`, 2},
		{"cards", `{"titles":["movie/550","tv/1396","person/287"]}`, 3},
		{"collection", `{"collection":"movie/603"}`, 2},
	} {
		t.Run(tt.tool+" "+tt.arguments, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, false)
			if r, text := callTool(t, w.connect(t), tt.tool, tt.arguments); r.IsError {
				t.Fatal(text)
			}
			if n := len(w.Requests()); n != tt.want {
				t.Errorf("it takes %d requests, want %d", n, tt.want)
			}
		})
	}
}

// TestUpstreamFails: what TMDB does not send is not made up, and where it cannot respond the call says so.
func TestUpstreamFails(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		operation       string
		fault           tmdbtest.Fault
		tool, arguments string
		read, want      string // jq of the result and JSON, or "" and a part of the error
	}{
		"no offers":               {"movieDetails", tmdbtest.FailedAppend("watch/providers"), "title", `{"title":"movie/550"}`, `.watch, .attribution`, `{"region":"US","certification":"R"} "Data: TMDB (not endorsed or certified by TMDB)"`},
		"no credits":              {"movieDetails", tmdbtest.FailedAppend("credits", "reviews"), "title", `{"title":"movie/550","sections":["reviews","keywords"]}`, `.people, (.sections | keys), .note`, `null ["keywords"] "TMDB did not send cast and crew: ask again."`},
		"no works":                {"personDetails", tmdbtest.FailedAppend("combined_credits"), "person", `{"person":"person/287"}`, `.works, .total, .note`, `[] 0 "TMDB did not send the works: ask again."`},
		"no offers of one":        {"movieDetails", tmdbtest.FailedAppend("watch/providers"), "where_to_watch", `{"titles":["movie/550"]}`, `.rows[0].error`, `"TMDB did not send the offers: ask again"`},
		"one of many":             {"tvSeriesDetails", tmdbtest.TooManyRequests("7"), "cards", `{"titles":["movie/550","tv/1396"]}`, "", "TMDB asks to wait 7s"},
		"a look-up":               {"searchPeople", tmdbtest.ServerError(), "discover", `{"kind":"movie","people":["brad pitt"]}`, "", "try again in a minute"},
		"a page":                  {"trendingAll", tmdbtest.BadGateway(), "lists", `{"list":"trending"}`, "", "try again in a minute"},
		"the search of a title":   {"searchMulti", tmdbtest.Code(7), "title", `{"title":"fight club"}`, "", "TMDB does not take the credential"},
		"the search of a person":  {"searchPeople", tmdbtest.Malformed(), "person", `{"person":"brad pitt"}`, "", "try again"},
		"the search in two kinds": {"searchTV", tmdbtest.ServerError(), "search", `{"query":"star","year":1999}`, "", "try again in a minute"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, false, tmdb.WithRetry(nil))
			if err := w.Fail(tt.operation, tmdbtest.Always, tt.fault); err != nil {
				t.Fatal(err)
			}
			r, text := callTool(t, w.connect(t), tt.tool, tt.arguments)
			switch {
			case r.IsError != (tt.read == ""):
				t.Errorf("it is %s", text)
			case r.IsError && !strings.Contains(text, tt.want):
				t.Errorf("the error is %s, want %s in it", text, tt.want)
			case !r.IsError:
				check(t, plainJSON(t, r.StructuredContent), tt.read, tt.want)
			}
		})
	}
}

// TestNotOutYet: a collection tells which of its films cannot be seen yet.
func TestNotOutYet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.agent.now = func() time.Time { return time.Date(2025, 12, 1, 12, 0, 0, 0, time.UTC) }
	check(t, ask(t, w.connect(t), "collection", map[string]any{"collection": "collection/87096"}), `.note`, `"Not out on 2025-12-01: Avatar: Fire and Ash."`)
}

// TestTwenty: as many titles as a call may have are told without a cut.
func TestTwenty(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	found := ask(t, session, "discover", jq(t, `{kind: "movie", genres: ["Science Fiction"], min_votes: 1000}`, nil)[0])
	titles := jq(t, `[.rows[].ref]`, found)[0]
	for _, tool := range []string{"cards", "where_to_watch"} {
		check(t, ask(t, session, tool, map[string]any{"titles": titles}), `(.rows | length), .cut`, `20 null`)
	}
}
