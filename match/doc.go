// Package match finds what files and folders of movies and series are of: it reads their names, as
// people and releases have them, and asks TMDB.
//
//	matcher, err := match.New(client)
//	result, err := matcher.Match(ctx, "/media/TV/Breaking.Bad.S01E03.1080p.WEB.mkv")
//	if best := result.Best; best != nil {
//		fmt.Println(best.Kind, best.ID, best.Title, best.Episodes, best.Confidence)
//	}
//
// [Parse] reads a name and asks nobody. It never opens a file.
//
// # Names
//
// Releases are read by github.com/moistari/rls. What it does not know is in tables beside it, a
// file each, whose lines have an example: episodes and days (episode.go), folders of seasons
// (season.go), editions (edition.go), ids (ids.go), samples, trailers and extras (extra.go),
// folders and names that say nothing (path.go).
//
// # Confidence
//
// The confidence of a [Candidate] is 0 to 1, a product of factors (score.go): how alike the titles
// are, how far apart the years, whether the country is the same, and whether TMDB has the season
// and the episodes. Titles that nothing tells apart, such as remakes where the name has no year,
// share it by how popular they are.
//
//	0.9 and more  title and year are the same, or an id in the name says so
//	0.8           the title is the same and the name has no year, or the year is one off
//	0.5 to 0.8    something speaks against it, and Why says what: a similar title, another year,
//	              no such episode on TMDB, another title as likely
//	below 0.5     more likely wrong than right: Best is nil, and the candidate is among the Others
//
// Of the names in testdata/names.txt, at least as many are right as the confidence says, down to
// the episode; go test -run Measure -v tells how many. Your names are others: set [MinConfidence]
// by what a wrong match costs.
//
// # Requests
//
// Most names cost one request for the title, and those of episodes one or two more for the season.
// A name that is hard to find costs six searches, three looks at titles in other languages and, of
// an episode, four at its season at most, and one for each further season that one file reaches
// into. A [Matcher] remembers what TMDB sent: 22 episodes of a season cost two requests.
package match
