// Package language reads the language tags that users of the client write, and chooses texts, images
// and videos by them. TMDB knows a language and a country, so of a script (zh-Hans) and of a region
// of the United Nations (es-419) only the language is left.
package language

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// What stands in lists of languages beside tags. TMDB knows None alone.
const (
	Original = "original" // the language that something was made in
	None     = "null"     // that of images without text
)

// Tag is a language, with a country or without one.
type Tag struct {
	Language string // ISO 639, in lower case: pt, fil
	Country  string // ISO 3166-1, in upper case; "" for any
	except   string // countries that it leaves out, a space before each
	original bool   // it stands for that of the original
}

var (
	pattern = regexp.MustCompile(`^([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}|[0-9]{3}))?$`)
	digits  = regexp.MustCompile(`^[0-9]+$`)
)

// Parse returns the tag in text: a language of two or three letters, perhaps followed by a script
// and a region. The error says what would be right.
func Parse(text string) (Tag, error) {
	parts := pattern.FindStringSubmatch(text)
	if parts == nil {
		return Tag{}, fmt.Errorf("%.40q is no language: want one like pt or pt-BR", text)
	}
	tag := Tag{Language: strings.ToLower(parts[1]), Country: strings.ToUpper(parts[2])}
	if digits.MatchString(tag.Country) {
		tag.Country = ""
	}
	return tag, nil
}

// String returns the tag as TMDB takes it: pt or pt-BR.
func (t Tag) String() string {
	if t.Country == "" {
		return t.Language
	}
	return t.Language + "-" + t.Country
}

// Matches reports whether something in a language and for a country, which may be "", is what the
// tag asks for.
func (t Tag) Matches(language, country string) bool {
	return strings.EqualFold(t.Language, language) && (t.Country == "" || strings.EqualFold(t.Country, country)) &&
		(country == "" || !strings.Contains(t.except, " "+strings.ToUpper(country)))
}

// ParseList reads a list of languages in which Original, which becomes the zero Tag, may stand where
// there is something that tells which it is.
func ParseList(languages []string, tellsOriginal bool) ([]Tag, error) {
	if len(languages) == 0 {
		return nil, errors.New("languages are none: want at least one, such as pt-BR")
	}
	tags := make([]Tag, len(languages))
	for i, text := range languages {
		var err error
		if isOriginal := strings.EqualFold(text, Original); isOriginal && !tellsOriginal {
			return nil, fmt.Errorf("languages hold %s, which the response does not tell: want that language itself, such as ja", text)
		} else if isOriginal {
			continue
		}
		if tags[i], err = Parse(text); err != nil {
			return nil, fmt.Errorf("languages hold %.40q: want each like pt, pt-BR or %s for that of the original", text, Original)
		}
	}
	return tags, nil
}

// Resolve returns tags with the language of the original in place of the zero Tag, and without that
// if it is "".
func Resolve(tags []Tag, original string) []Tag {
	var resolved []Tag
	for _, tag := range tags {
		if tag == (Tag{}) {
			tag = Tag{Language: original, original: true}
		}
		if tag.Language != "" {
			resolved = append(resolved, tag)
		}
	}
	return resolved
}

// NewByOriginal reports whether the language of the original is known, and one of tags by the zero
// Tag alone.
func NewByOriginal(tags []Tag, original string) bool {
	named := func(t Tag) bool { return t.Language == original }
	return slices.Contains(tags, Tag{}) && !slices.ContainsFunc(tags, named)
}

// Order returns what to look for, in order, where the first of several tags that has something is
// wanted: pt-BR is first Brazil's Portuguese, then that of any country, before another language.
// Where the same language follows, as in zh-TW, zh-HK, the order of the tags comes before any other
// country.
func Order(tags []Tag) []Tag {
	var order []Tag
	for i, tag := range tags {
		order = append(order, tag)
		later := tags[i+1:]
		if tag.Country == "" || len(later) > 0 && later[0].Language == tag.Language {
			continue
		}
		rest, wanted := Tag{Language: tag.Language}, true
		for _, other := range later {
			if other.Language == tag.Language && other.Country == "" {
				wanted = false // its turn comes
			} else if other.Language == tag.Language {
				rest.except += " " + other.Country
			}
		}
		if wanted {
			order = append(order, rest)
		}
	}
	return order
}
