package wrapper

import (
	"net/url"
	"slices"
	"strings"
)

// WithLanguage has answers in a language, such as "pt-BR", wherever an operation has a language and the
// call leaves it unset. Text that TMDB does not have in it is empty or in another one. Images come in
// this language only, unless [WithImageLanguages] names more.
func WithLanguage(tag string) Option {
	return option("WithLanguage", func(c *config) error { return c.setDefault(languageParam(tag)) })
}

// WithRegion has answers for a country, such as "BR", wherever an operation has a region and the call
// leaves it unset: release dates, and which movies are in its cinemas.
func WithRegion(code string) Option {
	return option("WithRegion", func(c *config) error { return c.setDefault(regionParam(code)) })
}

// WithTimezone has the days of series in a time zone, such as "America/Sao_Paulo", wherever an operation
// has a time zone and the call leaves it unset.
func WithTimezone(zone string) Option {
	return option("WithTimezone", func(c *config) error { return c.setDefault(timezoneParam(zone)) })
}

// WithIncludeAdult has adult titles in answers or not wherever an operation can do both and the call
// leaves it unset. TMDB leaves them out by itself.
func WithIncludeAdult(include bool) Option {
	return option("WithIncludeAdult", func(c *config) error { return c.setDefault(includeAdultParam(include)) })
}

// WithImageLanguages has images in these languages, such as "pt", "en" and "null" for images without
// text, wherever an operation has the parameter and the call leaves it unset.
func WithImageLanguages(tags ...string) Option {
	return option("WithImageLanguages", func(c *config) error { return c.setDefault(imageLanguagesParam(tags)) })
}

// WithVideoLanguages has videos in these languages wherever an operation has the parameter and the call
// leaves it unset.
func WithVideoLanguages(tags ...string) Option {
	return option("WithVideoLanguages", func(c *config) error { return c.setDefault(videoLanguagesParam(tags)) })
}

// WithSession acts for the user of a v3 session wherever an operation takes a session and the call
// names neither a session nor a guest session. It goes before [WithGuestSession].
func WithSession(id string) Option {
	return option("WithSession", func(c *config) error { return c.setDefault(sessionParam(id)) })
}

// WithGuestSession acts for a guest wherever an operation takes a guest session as a query parameter
// and the call names neither a session nor a guest session.
func WithGuestSession(id string) Option {
	return option("WithGuestSession", func(c *config) error { return c.setDefault(guestSessionParam(id)) })
}

// defaults are the parameters that calls get which leave them unset, by name, so that clients with the
// same ones make the same URLs.
type defaults []param

func (c *config) setDefault(p param, err error) error {
	if err != nil {
		return err
	}
	c.defaults = slices.DeleteFunc(c.defaults, func(old param) bool { return old.name == p.name })
	c.defaults = append(c.defaults, p)
	slices.SortFunc(c.defaults, func(a, b param) int { return strings.Compare(a.name, b.name) })
	return nil
}

func (d defaults) has(name string) bool {
	return slices.ContainsFunc(d, func(p param) bool { return p.name == name })
}

// apply sets the defaults of a call of op. A parameter that is there but empty is left out, unless op
// requires it: then the generated code has put it there.
func (d defaults) apply(op *Operation, u *url.URL) {
	if op == nil || len(d) == 0 {
		return
	}
	query := u.Query()
	for _, p := range d {
		has, required := op.parameter(p.name)
		switch {
		case !has || query.Get(p.name) != "":
		case query.Has(p.name) && !required:
			dropQuery(u, p.name)
		case isUser(p.name) && (query.Get(sessionID) != "" || query.Has(guestSessionID)):
		case p.name == guestSessionID && d.has(sessionID) && op.HasQuery(sessionID):
		default:
			setQuery(u, p.name, p.values...)
		}
	}
}

// isUser reports whether a parameter says who acts.
func isUser(name string) bool { return name == sessionID || name == guestSessionID }
