package agent

// addTitles adds the tools that tell of titles and people.
func (s *Server) addTitles() {
	add(s, spec{
		name: "search", title: "Search",
		text: "Find movies, series, people or collections by name. For genres, years, actors or providers use discover.",
	}, s.search)
	add(s, spec{
		name: "title", title: "A movie or series",
		text: "A movie or series: overview, dates, runtime, rating, cast, makers, certification, who streams it. Sections add more.",
	}, s.title)
	add(s, spec{
		name: "season", title: "Seasons and episodes",
		text: "A series' seasons with its last and next episode, a season's episodes with dates, or one episode.",
	}, s.season)
	add(s, spec{
		name: "person", title: "A person",
		text: "Who somebody is, and their works by role, kind and time, with their age then.",
	}, s.person)
	add(s, spec{
		name: "discover", title: "Discover titles",
		text: "List movies or series by everything at once: genres, people, providers, dates, ratings, length. Names will do.",
	}, s.discover)
	add(s, spec{
		name: "lists", title: "Lists of the day",
		text: "What is trending, popular or top rated, in cinemas now or soon, on television today or this week.",
	}, s.lists)
	add(s, spec{
		name: "where_to_watch", title: "Where to watch",
		text: "Who streams, rents or sells up to 20 titles, by country.",
	}, s.whereToWatch)
	add(s, spec{
		name: "cards", title: "Compare titles",
		text: "A few facts of each of up to 20 titles or people: runtime, rating, certification, makers, ages.",
	}, s.cards)
	add(s, spec{
		name: "collection", title: "A collection",
		text: "The movies of a collection in order of release, and what is not out yet.",
	}, s.collection)
}
