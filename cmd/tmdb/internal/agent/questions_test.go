package agent

import "testing"

// question is what a person asks, with the one or two calls that a model makes for it. What is wanted is computed
// from the data of the stand-in by hand.
type question struct {
	asked string
	calls []toolCall
	read  string // what a model reads of the last result, as jq
	want  string // as JSON
}

// toolCall is a call: its arguments are jq of the result before, so that it may use the references of that.
type toolCall struct{ tool, arguments string }

var questions = []question{
	// Movies.
	{"Who plays Tyler Durden in Fight Club?", []toolCall{{"title", `{title: "Fight Club"}`}},
		`.people.cast[] | select(.role == "Tyler Durden") | .name, .ref`, `"Brad Pitt" "person/287"`},
	{"How long is Interstellar?", []toolCall{{"title", `{title: "interstellar"}`}}, `.facts.runtime_minutes`, `169`},
	{"Who directed Arrival, and when did it come out?", []toolCall{{"title", `{title: "Arrival (2016)"}`}},
		`[.people.directors[].name], .facts.released`, `["Denis Villeneuve"] "2016-11-10"`},
	{"May my son of twelve watch Fight Club in Germany?", []toolCall{{"title", `{title: "Fight Club", region: "DE"}`}}, `.watch.certification`, `"18"`},
	{"What did Avatar cost, and what did it make?", []toolCall{{"title", `{title: "Avatar 2009"}`}},
		`.facts.budget_usd, .facts.revenue_usd`, `237000000 2923706026`},
	{"What is Spirited Away called in Japan?", []toolCall{{"title", `{title: "Spirited Away"}`}}, `.original_title`, `"千と千尋の神隠し"`},
	{"What is Fight Club called in Brazil?", []toolCall{{"title", `{title: "movie/550", language: "pt-BR"}`}}, `.title`, `"Clube da Luta"`},
	{"And in which languages is it not called Fight Club?", []toolCall{{"title", `{title: "movie/550", sections: ["translations"]}`}},
		`[.sections.translations[] | select(.title != "Fight Club") | .language]`,
		`["es-ES","pt-BR","ja-JP","pl-PL","ko-KR","zh-CN","ru-RU","tr-TR","cs-CZ"]`},
	{"Who was in the old Ocean's Eleven?", []toolCall{{"title", `{title: "Ocean's Eleven (1960)"}`}},
		`[.people.cast[] | .name + " as " + .role]`, `["Frank Sinatra as Danny Ocean"]`},
	{"What is https://www.imdb.com/title/tt0137523/?", []toolCall{{"title", `{title: "https://www.imdb.com/title/tt0137523/"}`}}, `.title, .ref`,
		`"Fight Club" "movie/550"`},
	{"When was The Matrix in German cinemas, and when on disc?", []toolCall{{"title", `{title: "The Matrix", region: "DE", sections: ["releases"]}`}},
		`[.sections.releases[] | .way + " " + .date]`, `["in cinemas 1999-06-17","on disc 1999-11-25"]`},
	{"Is there a trailer of Fight Club?", []toolCall{{"title", `{title: "Fight Club", sections: ["videos"]}`}}, `.sections.videos[0].url`,
		`"https://www.youtube.com/watch?v=BdJKm16Co6M"`},
	{"What do people say about Fight Club?", []toolCall{{"title", `{title: "Fight Club", sections: ["reviews"]}`}},
		`[.sections.reviews[] | {author, rating}]`, `[{"author":"ada","rating":9},{"author":"bruno","rating":6.5}]`},
	{"Is The Matrix cyberpunk?", []toolCall{{"title", `{title: "The Matrix", sections: ["keywords"]}`}},
		`.sections.keywords | map(select(. == "cyberpunk" or . == "steampunk"))`, `["cyberpunk"]`},
	{"Something like Fight Club, but shorter than two hours?",
		[]toolCall{{"title", `{title: "Fight Club", sections: ["similar"]}`}, {"cards", `{titles: [.sections.similar[].ref]}`}},
		`[.rows[] | select(.runtime_minutes < 120) | .title]`, `["Ocean's Eleven"]`},
	{"Which is the shortest of Forrest Gump, Cast Away and Apollo 13?", []toolCall{{"cards", `{titles: ["Forrest Gump", "Cast Away", "Apollo 13"]}`}},
		`.rows | min_by(.runtime_minutes) | .title, .runtime_minutes`, `"Apollo 13" 140`},

	// People.
	{"How old was Brad Pitt in Se7en?", []toolCall{{"person", `{person: "Brad Pitt"}`}}, `.works[] | select(.title == "Se7en") | .age`, `31`},
	{"How old is Hayao Miyazaki?", []toolCall{{"person", `{person: "Hayao Miyazaki"}`}}, `.age, .born`, `84 "1941-01-05"`},
	{"When did Frank Sinatra die, and how old was he?", []toolCall{{"person", `{person: "Frank Sinatra"}`}}, `.died, .age`, `"1998-05-14" 82`},
	{"What has Christopher Nolan directed after 2010?", []toolCall{{"person", `{person: "Christopher Nolan", role: "directing", from: "2011", sort: "oldest"}`}},
		`[.works[].title]`, `["The Dark Knight Rises","Interstellar"]`},
	{"In which series does Pedro Pascal play?", []toolCall{{"person", `{person: "Pedro Pascal", kind: "tv", sort: "oldest"}`}}, `[.works[].title]`,
		`["Game of Thrones","The Last of Us"]`},
	{"In which films do Brad Pitt and George Clooney play together?", []toolCall{{"discover", `{kind: "movie", people: ["Brad Pitt", "George Clooney"]}`}},
		`[.rows[].title]`, `["Ocean's Eleven","Ocean's Twelve"]`},
	{"Did Tom Hanks work with Gary Sinise before 1995?", []toolCall{{"discover", `{kind: "movie", people: ["Tom Hanks", "Gary Sinise"], to: "1994"}`}},
		`[.rows[].title]`, `["Forrest Gump"]`},
	{"Which of Bruce Willis' films can I stream in Germany?", []toolCall{{"discover", `{kind: "movie", people: ["Bruce Willis"], monetization: ["stream"], region: "DE"}`}},
		`[.rows[].title], .attribution`, `["Pulp Fiction","A Good Day to Die Hard"] "Data: TMDB (not endorsed or certified by TMDB). Streaming data: JustWatch"`},
	{"And who has them?",
		[]toolCall{{"person", `{person: "Bruce Willis", kind: "movie"}`}, {"where_to_watch", `{titles: [.works[].ref], regions: ["DE"], monetization: ["stream"], providers: ["Disney+", "Paramount Plus"]}`}},
		`[.rows[] | select(.stream) | {title, stream}]`,
		`[{"title":"Pulp Fiction","stream":["Paramount Plus","Paramount+ Amazon Channel"]},{"title":"A Good Day to Die Hard","stream":["Disney Plus"]}]`},
	{"A film with Bruce Willis for an hour and a half?", []toolCall{{"discover", `{kind: "movie", people: ["Bruce Willis"], max_runtime: 100}`}},
		`[.rows[].title]`, `["Four Rooms","A Good Day to Die Hard"]`},
	{"How old are the two leads of Philadelphia?",
		[]toolCall{{"title", `{title: "Philadelphia"}`}, {"cards", `{titles: [.people.cast[:2][].ref]}`}}, `[.rows[] | {title, age}]`,
		`[{"title":"Tom Hanks","age":69},{"title":"Denzel Washington","age":70}]`},
	{"What is Tom Hanks' page on IMDb?", []toolCall{{"person", `{person: "Tom Hanks"}`}}, `.imdb`, `"nm0000158"`},

	// What to watch.
	{"The best science fiction of the eighties?", []toolCall{{"discover", `{kind: "movie", genres: ["science fiction"], from: "1980", to: "1989", sort: "rating", limit: 3}`}},
		`[.rows[].title]`, `["The Empire Strikes Back","Back to the Future","Blade Runner"]`},
	{"Animated films from Japan, oldest first?", []toolCall{{"discover", `{kind: "movie", genres: ["Animation"], original_language: "ja", sort: "oldest"}`}},
		`[.rows[].title]`, `["Grave of the Fireflies","Spirited Away","Your Name.","Chainsaw Man - The Movie: Reze Arc"]`},
	{"A family film that is rated G in the US?", []toolCall{{"discover", `{kind: "movie", genres: ["Family"], certification: "G", region: "US"}`}},
		`[.rows[].title]`, `["Toy Story","Finding Nemo"]`},
	{"And those that are PG at most?", []toolCall{{"discover", `{kind: "movie", genres: ["Family"], max_certification: "PG", region: "US"}`}},
		`[.rows[].title] | sort`, `["Finding Dory","Finding Nemo","Spirited Away","The Incredibles","The SpongeBob Movie: Search for SquarePants","Toy Story","Zootopia","Zootopia 2"]`},
	{"What is there of Pixar?", []toolCall{{"discover", `{kind: "movie", companies: ["Pixar"]}`}}, `[.rows[].title]`,
		`["Toy Story","Finding Nemo","The Incredibles","Finding Dory"]`},
	{"A film about time travel that is not a comedy?", []toolCall{{"discover", `{kind: "movie", keywords: ["time travel"], without_genres: ["Comedy"]}`}},
		`[.rows[].title]`, `["The Terminator","Twelve Monkeys"]`},
	{"A western or a war film before 1990?", []toolCall{{"discover", `{kind: "movie", genres: ["western|war"], to: "1989", sort: "oldest"}`}},
		`[.rows[].title]`, `["The Good, the Bad and the Ugly","Grave of the Fireflies"]`},
	{"A Korean film that many like?", []toolCall{{"discover", `{kind: "movie", original_language: "ko", min_votes: 1000, min_rating: 8}`}}, `[.rows[].title]`, `["Parasite"]`},
	{"Which films of 1999 do people like best?", []toolCall{{"discover", `{kind: "movie", year: 1999, sort: "rating"}`}},
		`[.rows[].title][:3], .note`, `["The Green Mile","Fight Club","The Matrix"] "Sorted by rating, so with at least 100 votes: min_votes sets another number."`},
	{"Which films of Fight Club's Tyler Durden has Disney+ in Germany?",
		[]toolCall{{"title", `{title: "Fight Club"}`}, {"discover", `{kind: "movie", people: [.people.cast[] | select(.role == "Tyler Durden") | .ref], providers: ["Disney+"], region: "DE"}`}},
		`[.rows[].title]`, `["Fight Club"]`},
	{"What is on Disney+ in Germany with animation?", []toolCall{{"discover", `{kind: "movie", providers: ["Disney+"], genres: ["animation"], region: "DE"}`}},
		`[.rows[].title] | sort`, `["Finding Nemo","Zootopia"]`},
	{"Which film in US cinemas is longer than three hours?",
		[]toolCall{{"lists", `{list: "now_playing", region: "US"}`}, {"cards", `{titles: [.rows[].ref]}`}},
		`[.rows[] | select(.runtime_minutes > 180) | {title, runtime_minutes}]`, `[{"title":"Avatar: Fire and Ash","runtime_minutes":198}]`},
	{"What comes to US cinemas on Christmas Day?", []toolCall{{"lists", `{list: "upcoming", region: "US"}`}},
		`[.rows[] | select(.date == "2025-12-25") | .title] | sort`, `["Anaconda","No Other Choice","Song Sung Blue"]`},

	// Series.
	{"When is the next episode of Fallout?", []toolCall{{"season", `{series: "Fallout"}`}}, `.next_episode`,
		`{"ref":"tv/106379/season/2/episode/3","name":"The Profligate","date":"2025-12-31"}`},
	{"What is on tonight?", []toolCall{{"lists", `{list: "airing_today"}`}}, `[.rows[].title] | sort`, `["Fallout","Pluribus"]`},
	{"How many seasons has Game of Thrones, and is it over?", []toolCall{{"title", `{title: "Game of Thrones"}`}},
		`.facts.seasons, .facts.episodes, .facts.status`, `8 73 "Ended"`},
	{"How does Breaking Bad end?", []toolCall{{"title", `{title: "breaking bad"}`}}, `.facts.last_episode.name, .facts.last_episode.date`, `"Felina" "2013-09-29"`},
	{"What is the third episode of Breaking Bad called?", []toolCall{{"season", `{series: "breaking bad", season: 1}`}},
		`.episodes[] | select(.episode == 3) | .name`, `"...And the Bag's in the River"`},
	{"Who directed its pilot, and how long is it?", []toolCall{{"season", `{series: "tv/1396", season: 1, episode: 1}`}},
		`[.episode.directors[].name], .episode.runtime_minutes`, `["Vince Gilligan"] 59`},
	{"How many specials has it?", []toolCall{{"season", `{series: "tv/1396"}`}}, `.seasons[] | select(.season == 0) | .episodes`, `9`},
	{"Which dramas are by HBO?", []toolCall{{"discover", `{kind: "tv", networks: ["HBO"], genres: ["Drama"], sort: "oldest"}`}}, `[.rows[].title]`,
		`["Band of Brothers","Game of Thrones","Chernobyl","The Last of Us"]`},
	{"Where can I watch Breaking Bad in Japan without a subscription?", []toolCall{{"where_to_watch", `{titles: ["Breaking Bad"], regions: ["JP"], monetization: ["free", "rent", "buy"]}`}},
		`.rows[0].free, .rows[0].rent, .rows[0].buy`, `["Amazon Prime Video"] ["Amazon Video"] ["Amazon Video","Google Play Movies"]`},
	{"Is Breaking Bad on Hulu here in Brazil, or where?", []toolCall{{"where_to_watch", `{titles: ["tv/1396"], regions: ["BR"], providers: ["Hulu"]}`}},
		`.rows[0].stream, .rows[0].elsewhere`, `null ["JP"]`},
	{"Where is The Matrix streamed, in Germany, Brazil and the US?", []toolCall{{"where_to_watch", `{titles: ["The Matrix"], regions: ["DE", "BR", "US"], monetization: ["stream"]}`}},
		`[.rows[] | {(.region): .stream}] | add`, `{"DE":["Netflix","Sky Go","WOW"],"BR":["HBO Max"],"US":["Hulu","HBO Max"]}`},

	// Collections.
	{"In which order did the Star Wars films come out?", []toolCall{{"collection", `{collection: "Star Wars"}`}}, `[.parts[].date[:4]] | join(" ")`,
		`"1977 1980 1983 1999 2002 2005 2015 2017 2019"`},
	{"Which is the best of the Matrix films?", []toolCall{{"collection", `{collection: "movie/604"}`}}, `.parts | max_by(.rating) | .title`, `"The Matrix"`},
	{"Which of the Lord of the Rings trilogy is the longest?",
		[]toolCall{{"collection", `{collection: "Lord of the Rings trilogy"}`}, {"cards", `{titles: [.parts[].ref]}`}},
		`.rows | max_by(.runtime_minutes) | .title`, `"The Lord of the Rings: The Return of the King"`},
}

// Each question of a person is answered by two calls at most.
func TestQuestions(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	for _, q := range questions {
		t.Run(q.asked, func(t *testing.T) {
			t.Parallel()
			var result any
			if len(q.calls) > 2 {
				t.Fatalf("it takes %d calls, want 2 at most", len(q.calls))
			}
			for _, c := range q.calls {
				result = ask(t, session, c.tool, jq(t, c.arguments, result)[0])
			}
			check(t, result, q.read, q.want)
		})
	}
	if len(questions) < 40 {
		t.Errorf("%d questions, want 40 or more", len(questions))
	}
}
