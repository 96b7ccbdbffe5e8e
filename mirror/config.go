package mirror

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// NoLimit is a [Config.Rate] for a server that has no limit, such as tmdb-server.
const NoLimit = -1

const (
	defaultRate   = 40
	defaultBatch  = 100
	maxBatch      = 1000
	day           = 24 * time.Hour
	defaultMaxAge = 150 * day
	// unlistedAge is the age at which what has no list of changes is fetched again.
	unlistedAge = 30 * day
	// mostPieces is how many pieces TMDB appends to a response.
	mostPieces = 20
	// mostLanguages leaves room for images without text, as TMDB takes five languages of images.
	mostLanguages = 4
)

// Config is what a mirror has. It is kept in the database, so that all processes have the same.
type Config struct {
	// Kinds are what is mirrored: all if it is empty. The seasons of series come with them.
	Kinds []database.Kind
	// Languages are up to four, such as "de-DE": the first is that of the documents, en-US if there is
	// none. Images and videos come in all of them. Titles and texts in all languages that TMDB has are
	// in the piece translations.
	Languages []string
	// Appends are what is appended to the documents of a kind, up to twenty pieces; of series up to
	// nineteen, for seasons take the room that is left. A kind that is not in it has [DefaultAppends].
	Appends map[database.Kind][]string

	// Adult has the pornographic movies, series and people as well.
	Adult bool
	// Video has the movies as well that are rather videos, such as compilations and trailers.
	Video bool
	// MinPopularity leaves out movies, series and people of less popularity when they are new; 0 is for
	// none. What is there already stays.
	MinPopularity float64

	// Rate is how many requests a second all processes send together: 40 if it is 0, any number if it
	// is [NoLimit].
	Rate float64
	// BatchSize is how many ids a job has: 100 if it is 0.
	BatchSize int
	// MaxAge is the age at which a document is fetched again without a change: 150 days if it is 0, as
	// TMDB's terms allow six months. Kinds of which TMDB lists no changes (collections, companies,
	// networks and keywords) are fetched again after 30 days, or after MaxAge if that is less.
	MaxAge time.Duration
}

// DefaultAppends returns what is appended to the documents of a kind if a [Config] does not say.
func DefaultAppends(kind database.Kind) []string { return slices.Clone(sources[kind].appends) }

// withDefaults returns the config with what it leaves open, or an error that says what is wrong.
func (c Config) withDefaults() (Config, error) {
	for _, check := range []func(*Config) error{
		(*Config).setKinds, (*Config).setLanguages, (*Config).setAppends, (*Config).setNumbers,
	} {
		if err := check(&c); err != nil {
			return Config{}, err
		}
	}
	return c, nil
}

// seeded returns the kinds that have an export.
func seeded() []database.Kind {
	return slices.DeleteFunc(database.Kinds(), func(k database.Kind) bool { return k == database.Season })
}

func (c *Config) setKinds() error {
	var kinds []database.Kind
	for _, kind := range c.Kinds {
		if kind == database.Season {
			return errors.New("Config.Kinds has season: want series, with which their seasons come")
		}
		if !slices.Contains(seeded(), kind) {
			return fmt.Errorf("Config.Kinds has %q: want some of %s", kind, list(seeded()))
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	if c.Kinds = kinds; len(kinds) == 0 {
		c.Kinds = seeded()
	}
	return nil
}

// aLanguage is ISO 639-1 with or without a country.
var aLanguage = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)

func (c *Config) setLanguages() error {
	if len(c.Languages) > mostLanguages {
		return fmt.Errorf("Config.Languages are %d: want %d at most, as TMDB takes five for images, of which one is for those without text", len(c.Languages), mostLanguages)
	}
	for _, language := range c.Languages {
		if !aLanguage.MatchString(language) {
			return fmt.Errorf("Config.Languages has %.40q: want one such as de or pt-BR", language)
		}
	}
	if c.Languages = slices.Clone(c.Languages); len(c.Languages) == 0 {
		c.Languages = []string{"en-US"}
	}
	return nil
}

func (c *Config) setAppends() error {
	appends := map[database.Kind][]string{}
	for _, kind := range slices.Sorted(maps.Keys(c.Appends)) {
		if !slices.Contains(c.Kinds, kind) {
			return fmt.Errorf("Config.Appends has %q: want some of Kinds, which are %s", kind, list(c.Kinds))
		}
		known, most := sources[kind].known, mostPieces
		if kind == database.Series {
			most-- // for a season
		}
		if n := len(c.Appends[kind]); n > most {
			return fmt.Errorf("Config.Appends of %s are %d: want %d at most", kind, n, most)
		}
		for _, piece := range c.Appends[kind] {
			switch {
			case known == nil:
				return fmt.Errorf("Config.Appends of %s has %.40q: want none, for TMDB appends nothing to it", kind, piece)
			case !known(piece):
				return fmt.Errorf("Config.Appends of %s has %.40q: want a piece such as %s", kind, piece, strings.Join(sources[kind].appends, ", "))
			case piece == "account_states":
				return fmt.Errorf("Config.Appends of %s has account_states: want none of a user's", kind)
			}
		}
		appends[kind] = slices.Compact(slices.Sorted(slices.Values(c.Appends[kind])))
	}
	for _, kind := range c.Kinds {
		if _, ok := appends[kind]; !ok {
			appends[kind] = DefaultAppends(kind)
		}
	}
	c.Appends = appends
	return nil
}

func (c *Config) setNumbers() error {
	c.Rate = cmp.Or(c.Rate, defaultRate)
	c.BatchSize = cmp.Or(c.BatchSize, defaultBatch)
	c.MaxAge = cmp.Or(c.MaxAge, defaultMaxAge)
	switch {
	case c.Rate != NoLimit && !(c.Rate >= 0.1 && c.Rate <= 1e6):
		return fmt.Errorf("Config.Rate is %g: want requests a second from 0.1 to 1,000,000, 0 for %d, or %d for no limit", c.Rate, defaultRate, NoLimit)
	case c.BatchSize < 1 || c.BatchSize > maxBatch:
		return fmt.Errorf("Config.BatchSize is %d: want 1 to %d, or 0 for %d", c.BatchSize, maxBatch, defaultBatch)
	case c.MaxAge < day:
		return fmt.Errorf("Config.MaxAge is %v: want a day or more, or 0 for 150 days", c.MaxAge)
	case !(c.MinPopularity >= 0) || math.IsInf(c.MinPopularity, 0):
		return fmt.Errorf("Config.MinPopularity is %g: want 0 or more", c.MinPopularity)
	}
	return nil
}

// maxAge returns the age at which documents of a kind are fetched again.
func (c Config) maxAge(kind database.Kind) time.Duration {
	if sources[kind].changes == nil {
		return min(c.MaxAge, unlistedAge)
	}
	return c.MaxAge
}

// mediaLanguages are those of the images and videos.
func (c Config) mediaLanguages() []string {
	var all []string
	for _, language := range c.Languages {
		if language, _, _ = strings.Cut(language, "-"); !slices.Contains(all, language) {
			all = append(all, language)
		}
	}
	return append(all, "null")
}

func list(kinds []database.Kind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	return strings.Join(names, ", ")
}

// valid returns what reports whether a piece is one of a type of package gen.
func valid[A interface {
	~string
	Valid() bool
}](piece string) bool {
	return A(piece).Valid()
}
