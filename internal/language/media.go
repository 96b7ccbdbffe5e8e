package language

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// medium is a parameter that says in which languages images or videos come.
type medium struct {
	parameter string
	piece     string   // what the last part of one is called that is appended
	always    []string // languages beside those of the texts
}

var media = []medium{
	{"include_image_language", "images", []string{None}},
	{"include_video_language", "videos", nil},
}

// mostMedia is how many languages TMDB takes.
const mostMedia = 5

// Setting is a parameter and its values.
type Setting struct {
	Parameter string
	Values    []string
}

// Media returns the languages of the images and videos of a request. TMDB sends those in the
// request's language alone, none without text. What the request says becomes what TMDB matches; what
// it does not say become the languages of texts and that of the request, of too many the first ones.
// What is there without a value is TMDB's choice, and stays.
func Media(op *spec.Operation, query url.Values, texts []Tag) ([]Setting, error) {
	if text := query.Get("language"); text != "" {
		if tag, err := Parse(text); err == nil {
			texts = append(slices.Clip(texts), tag)
		}
	}
	var settings []Setting
	for _, m := range media {
		said := strings.Join(query[m.parameter], ",")
		switch {
		case m.isOpen(op, query):
			if values := m.of(texts); values != nil {
				settings = append(settings, Setting{m.parameter, values})
			}
		case op.Has(m.parameter) && said != "":
			values, err := ParseMedia(m.parameter, strings.Split(said, ","))
			if err != nil {
				return nil, err
			}
			settings = append(settings, Setting{m.parameter, values})
		}
	}
	return settings, nil
}

// HasMedia reports whether requests of an operation can say in which languages images or videos come.
func HasMedia(op *spec.Operation) bool {
	return slices.ContainsFunc(media, func(m medium) bool { return op.Has(m.parameter) })
}

// HasOpenMedia reports whether a request is for images or videos of which it does not say the
// languages.
func HasOpenMedia(op *spec.Operation, query url.Values) bool {
	return slices.ContainsFunc(media, func(m medium) bool { return m.isOpen(op, query) })
}

func (m medium) isOpen(op *spec.Operation, query url.Values) bool {
	if !op.Has(m.parameter) || query.Has(m.parameter) {
		return false
	}
	pieces := strings.Split(strings.Join(query["append_to_response"], ","), ",")
	return !op.Has("append_to_response") || slices.ContainsFunc(pieces, func(piece string) bool { return path.Base(piece) == m.piece })
}

// of returns the languages that go with those of texts, nil if there are none.
func (m medium) of(texts []Tag) []string {
	var values []string
	for _, tag := range texts {
		if tag.Language != "" && !slices.Contains(values, tag.Language) && len(values) < mostMedia-len(m.always) {
			values = append(values, tag.Language)
		}
	}
	if values == nil {
		return nil
	}
	return append(values, m.always...)
}

// ParseMedia returns the languages in texts as TMDB matches those of images and videos: without a
// country, or None. The error names the parameter.
func ParseMedia(parameter string, texts []string) ([]string, error) {
	var values []string
	for _, text := range texts {
		value := None
		if !strings.EqualFold(text, None) {
			tag, err := Parse(text)
			if err != nil {
				return nil, fmt.Errorf("%s has %.40q: want each like pt, or %s for what is in no language", parameter, text, None)
			}
			value = tag.Language
		}
		if !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values, nil
}

// OfMedia returns the language of an image or a video, None for what stands for that: TMDB sends
// null, and "xx" on some.
func OfMedia(code string) string {
	if code == "" || strings.EqualFold(code, "xx") || strings.EqualFold(code, None) {
		return None
	}
	return code
}

// MediaTag returns the tag of a language that images or videos are looked for in, and false for what
// is no language: none is in it.
func MediaTag(text string) (Tag, bool) {
	if code := OfMedia(text); code == None {
		return Tag{Language: code}, true
	}
	tag, err := Parse(text)
	return tag, err == nil
}
