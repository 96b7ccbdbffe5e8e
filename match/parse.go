package match

import (
	"slices"
	"strconv"
	"strings"

	"github.com/moistari/rls"

	"github.com/tmdb-go/tmdb/types"
)

// part is what one element of a path says.
type part struct {
	kind     Kind
	titles   []string
	year     int
	sureYear bool // it was enclosed
	country  string
	season   *int
	episodes []int
	absolute []int
	date     types.Date
	edition  string
	disc     int
	imdb     string
	tmdb     int
	tvdb     int
}

// Parse reads the name of a file or a folder. It takes a path: the folders say what the file does
// not. Only its last four elements count, and 255 bytes of each. It does not look at the file.
func Parse(path string) Name {
	name := Name{Path: path}
	list := elements(path)
	if len(list) == 0 {
		return name
	}
	base, isFile := trimExtension(list[0])
	folders := list[1:]
	if season, ok := seasonOf(base); ok && !isFile && len(folders) > 0 { // the folder of a season itself
		name.Season, name.Kind = &season, Series
		name.fill(readFolders(folders), true)
		return name
	}

	season := (*int)(nil)
	if len(folders) > 0 {
		if n, ok := seasonOf(folders[0]); ok {
			season = &n
		} else if p := (part{}); p.takeSeason(folders[0]) != folders[0] {
			season = p.season
		}
	}
	name.take(readPart(withoutExtra(base), season != nil, isFile))
	if name.Season == nil && season != nil {
		name.Season, name.Kind = season, Series
		if len(name.Episodes) == 0 {
			name.Episodes, name.Absolute = name.Absolute, nil
		}
		for i, n := range name.Episodes { // "Season 3/304 - San Junipero"
			if n/100 == *season && n%100 > 0 {
				name.Episodes[i] = n % 100
			}
		}
	}
	name.fill(readFolders(folders), isFile)
	if name.isEpisode() || name.Season != nil {
		name.Kind = Series
	} else {
		name.Extra = extraAmong(base, folders, isFile)
	}
	if name.Kind == Unknown && isFile && name.Year != 0 {
		name.Kind = Movie
	}
	return name
}

// extraAmong tells whether a file, or the folder that it is in, says that it is an extra.
func extraAmong(base string, folders []string, isFile bool) string {
	if extra := extraOf(base, !isFile); extra != "" {
		return extra
	}
	if len(folders) > 0 {
		return extraOf(folders[0], true)
	}
	return ""
}

// readFolders returns what the nearest folder says that says a title, with the ids of those above.
func readFolders(folders []string) part {
	var found part
	for _, folder := range folders {
		if _, ok := seasonOf(folder); ok || shelf().MatchString(folder) || extraOf(folder, true) != "" {
			continue
		}
		p := readPart(folder, false, false)
		if found.titles == nil {
			found.titles, found.year = p.titles, p.year
			found.country, found.edition = p.country, p.edition
		}
		if found.imdb == "" && found.tmdb == 0 && found.tvdb == 0 {
			found.imdb, found.tmdb, found.tvdb = p.imdb, p.tmdb, p.tvdb
		}
	}
	return found
}

// take sets what the file says.
func (n *Name) take(p part) {
	n.Kind, n.Titles, n.Year, n.Country = p.kind, p.titles, p.year, p.country
	n.Season, n.Episodes, n.Absolute, n.Date = p.season, p.episodes, p.absolute, p.date
	n.Edition, n.Disc = p.edition, p.disc
	n.IMDbID, n.TMDBID, n.TVDBID = p.imdb, p.tmdb, p.tvdb
}

// fill adds what the folder says. Of a file that has a year or an episode beside its title, the
// folder is only asked for the rest; of any other, a folder with a year says the title better: "The
// Matrix (1999)/grp-mtrx.mkv".
func (n *Name) fill(folder part, isFile bool) {
	if n.IMDbID == "" && n.TMDBID == 0 && n.TVDBID == 0 {
		n.IMDbID, n.TMDBID, n.TVDBID = folder.imdb, folder.tmdb, folder.tvdb
	}
	if n.Edition == "" {
		n.Edition = folder.edition
	}
	if len(folder.titles) == 0 || !isFile {
		return
	}
	same := len(n.Titles) > 0 && alike(n.Titles[0], folder.titles[0]) >= near
	switch {
	case len(n.Titles) == 0:
		n.Titles, n.Year, n.Country = folder.titles, folder.year, folder.country
	case same:
		if n.Year == 0 && folder.year != 0 {
			n.Titles, n.Year = folder.titles, folder.year
		}
	case n.isEpisode() || n.Season != nil:
		// The series of a file in "Series/Season 1" is the folder's; where the two differ, either
		// may be short.
		if n.Season != nil || folder.year != 0 {
			n.Titles = unique(append(slices.Clone(folder.titles), n.Titles...))
			if n.Year == 0 {
				n.Year = folder.year
			}
		} else {
			n.Titles = unique(append(n.Titles, folder.titles...))
		}
	case n.Year == 0 && folder.year != 0:
		n.Titles = unique(append(slices.Clone(folder.titles), n.Titles...))
		n.Year = folder.year
	}
}

var (
	site = lazily(`(?i)^[\[( ]*(?:www\.[a-z0-9-]+\.[a-z]{2,5}|[a-z0-9-]+\.(?:com|org|net|info))[\]) ]*[ ._]*(?:-[ ._]*|[ ._]+)`)
	// group is the fansub group before a title. Digits alone are the number of an episode.
	group = lazily(`^[ ._]*[\[【][^\]】]{0,40}\pL[^\]】]{0,40}[\]】][ ._]*`)
	disc  = lazily(`(?i)[ ._\-(\[]+(?:cd|dis[ck]|dvd|pt)[ ._]?([1-9])[)\]]?$`)
	// trailing are brackets at the end that hold no title: "(1080p) [ABCD1234]".
	trailing = lazily(`[ ._]*[\[({][^\])}]*[\])}]?[ ._]*$`)
)

// readPart reads one element of a path without its extension.
func readPart(text string, inSeason, isFile bool) part {
	var p part
	text = p.takeIDs(text)
	if blank().MatchString(strings.TrimSpace(text)) {
		return p
	}
	text = site().ReplaceAllString(text, "")
	if m := disc().FindStringSubmatchIndex(text); isFile && m != nil && m[0] > 0 {
		p.disc, _ = strconv.Atoi(text[m[2]:m[3]])
		text = text[:m[0]]
	}
	if rest := group().ReplaceAllString(text, ""); len(words(rest)) > 0 {
		text = rest
	}
	mark, ok := findEpisode(text, episodeRules)
	if !ok && inSeason {
		mark, ok = findEpisode(text, bareRules)
	}
	if ok {
		p.kind = Series
		p.season, p.episodes, p.absolute, p.date = mark.season, mark.episodes, mark.absolute, mark.date
		p.readTitle(text[:mark.start], true)
		return p
	}
	text = p.takeEdition(text)
	if head := p.takeSeason(text); head != text {
		p.readTitle(head, true)
		return p
	}
	p.readTitle(text, false)
	return p
}

// country is one behind the title of a series that other countries have too. Lower case is a word.
var country = lazily(`[ ._]+\(?(US|UK|AU|NZ|CA)\)?[ ._]*$`)

// readTitle reads title and year. Of an episode, text is what was before its number, and nothing
// but title, year and country.
func (p *part) readTitle(text string, series bool) {
	text = strings.Trim(text, " ._-–")
	if len(words(text)) == 0 {
		return
	}
	head, enclosed := p.takeYear(text)
	if series && !enclosed {
		if m := endYear().FindStringSubmatchIndex(text); m != nil && len(words(text[:m[0]])) > 0 {
			if year, _ := strconv.Atoi(text[m[2]:m[3]]); year <= maxYear() {
				p.year, head = year, text[:m[0]]
			}
		}
	}
	var base string
	if m := country().FindStringSubmatchIndex(head); series && m != nil && len(words(head[:m[0]])) > 0 {
		p.country, base = head[m[2]:m[3]], clean(head[:m[0]])
	}
	var alt string
	title := clean(head)
	if base != "" { // "The Office (US)"
		title = base + " " + p.country
	}
	if p.country == "UK" {
		p.country = "GB"
	}
	if !series && !enclosed {
		title, alt = p.readRelease(text)
	}
	if parts := aka().Split(title, 2); len(parts) == 2 && len(words(parts[0])) > 0 && len(words(parts[1])) > 0 {
		title, alt = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
	}
	if base == "" {
		p.titles = append(p.titles, article(title))
	} else {
		p.titles = append(p.titles, title, base)
	}
	if alt != "" {
		p.titles = append(p.titles, article(alt))
	}
	// "Wonder Woman 1984" has a year or is a title: nothing in it tells.
	if p.year != 0 && !p.sureYear && followedBy(text, title, p.year) {
		p.titles = append(p.titles, title+" "+strconv.Itoa(p.year))
	}
	p.titles = unique(p.titles)
}

// readRelease has rls read the title of a movie, and corrects it.
func (p *part) readRelease(text string) (title, alt string) {
	if !strings.ContainsAny(text, " ._") && strings.Count(text, "-") > 1 { // "Good-Will-Hunting-1997"
		text = strings.ReplaceAll(text, "-", " ")
	}
	r := rls.ParseString(text)
	title, p.year = r.Title, r.Year
	if have, want := words(text), words(title); len(want) == 0 || len(have) < len(want) || !slices.Equal(have[:len(want)], want) {
		// A title that does not begin the name is what rls knew no tag for:
		// "The.Lion.King.1994.Diamond.Edition".
		title, _, _ = strings.Cut(text[1:], strconv.Itoa(p.year))
		title = text[:1] + title
	}
	if p.year > maxYear() { // "Blade Runner 2049"
		title, p.year = title+" "+strconv.Itoa(p.year), 0
	}
	return clean(title), clean(r.Alt)
}

// followedBy reports whether a year stands right behind a title in a text.
func followedBy(text, title string, year int) bool {
	have, want := words(text), append(words(title), strconv.Itoa(year))
	return len(have) >= len(want) && slices.Equal(have[:len(want)], want)
}

var aka = lazily(`(?i)[ ._(\[]+(?:aka|a\.k\.a\.?)[ ._]+`)

// article moves an article to the front that was moved to the end: "Matrix, The".
func article(title string) string {
	if m := movedArticle().FindStringSubmatch(title); m != nil {
		return m[2] + " " + m[1]
	}
	return title
}

var movedArticle = lazily(`(?i)^(.+), (the|a|an|der|die|das|le|la|les|el|los|il)$`)

// dotted is a text whose dots or underscores stand for spaces; those of "Mr. Robot" and "U.S." do
// not.
var initials = lazily(`(?:^|[ ._])(?:\pL\.){2,}`)

// clean makes a title of a piece of a name.
func clean(text string) string {
	text = strings.ReplaceAll(text, "_", " ")
	if !strings.Contains(strings.TrimSpace(text), " ") {
		kept := initials().FindString(text)
		text = strings.ReplaceAll(text, ".", " ")
		if kept = strings.Trim(kept, " ._"); kept != "" {
			text = strings.Replace(text, strings.ReplaceAll(kept, ".", " "), kept+".", 1)
		}
	}
	for len(trailing().FindString(text)) > 0 && len(words(trailing().ReplaceAllString(text, ""))) > 0 {
		text = trailing().ReplaceAllString(text, "")
	}
	return strings.Trim(strings.Join(strings.Fields(text), " "), " -–,")
}

// unique returns the titles without those that read like an earlier one.
func unique(titles []string) []string {
	var list []string
	for _, title := range titles {
		if title != "" && !slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(t, title) }) {
			list = append(list, title)
		}
	}
	return list
}
