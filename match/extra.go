package match

// Extras lie beside a title under a name like its own: "movie-trailer.mkv", "Sample/movie.mkv". The
// word stands at the end or alone, since titles begin with it: "Trailer Park Boys", "Extras
// S01E01".
var (
	extraEnd = lazily(`(?i)(?:[ ._-](?:(?P<sample>sample)|(?:official[ ._-])?(?P<trailer>trailer|teaser)(?:[ ._-]?\d)?)|` +
		`-(?:featurette|behind[ ._]?the[ ._]?scenes|deleted(?:[ ._]?scenes?)?|interview|scene|short|clip|other|extra|bonus))$`)
	extraAlone = lazily(`(?i)^(?:(?P<sample>samples?)|(?P<trailer>trailers?|teasers?)|extras?|featurettes?|behind the scenes|` +
		`deleted scenes|interviews?|bonus(?: (?:material|disc|features))?|special features|scenes|shorts|clips|other)$`)
)

// extraOf tells what kind of extra a file or a folder is by its name, "" if it is none.
func extraOf(name string, folder bool) string {
	re := extraAlone
	m := re().FindStringSubmatch(name)
	if m == nil && !folder {
		re = extraEnd
		m = re().FindStringSubmatch(name)
	}
	switch {
	case m == nil:
		return ""
	case m[re().SubexpIndex("sample")] != "":
		return "sample"
	case m[re().SubexpIndex("trailer")] != "":
		return "trailer"
	default:
		return "extra"
	}
}

// withoutExtra cuts the word that tells of an extra from the name of a file.
func withoutExtra(name string) string {
	return extraEnd().ReplaceAllString(extraAlone().ReplaceAllString(name, ""), "")
}
