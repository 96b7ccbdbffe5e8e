package match

import "regexp"

// Extras lie beside a title under a name like its own: "movie-trailer.mkv", "Sample/movie.mkv". The
// word stands at the end or alone, since titles begin with it: "Trailer Park Boys", "Extras S01E01".
var (
	extraEnd = regexp.MustCompile(`(?i)[ ._-](?:` +
		`(sample)|(?:official[ ._-])?(trailer|teaser)(?:[ ._-]?\d)?|-?(featurette|behind[ ._]?the[ ._]?scenes|deleted[ ._]?scenes?|deleted|interview|making[ ._]of))$`)
	extraStrict = regexp.MustCompile(`(?i)-(?:scene|short|clip|other|extra|theme|bonus)$`) // Plex's endings
	extraAlone  = regexp.MustCompile(`(?i)^(?:(sample)s?(?:[ ._-].*)?|(trailer)s?|(teaser)s?|(?:extras?|featurettes?|behind the scenes|deleted scenes|interviews?|` +
		`bonus|bonus (?:material|disc|features)|special features|scenes|shorts|clips|other))$`)
	sampleBegin = regexp.MustCompile(`(?i)^sample[-_.]`)
)

// extraOf tells what kind of extra a file or a folder is by its name, "" if it is none.
func extraOf(name string, folder bool) string {
	var m []string
	switch {
	case extraAlone.MatchString(name):
		m = extraAlone.FindStringSubmatch(name)
	case !folder && extraEnd.MatchString(name):
		m = extraEnd.FindStringSubmatch(name)
	case !folder && sampleBegin.MatchString(name):
		return "sample"
	case !folder && extraStrict.MatchString(name):
		return "extra"
	default:
		return ""
	}
	for _, word := range m[1:] {
		switch lower(word) {
		case "":
		case "sample":
			return "sample"
		case "trailer", "teaser":
			return "trailer"
		}
	}
	return "extra"
}
