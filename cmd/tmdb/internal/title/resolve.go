package title

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Found is what an argument means.
type Found struct {
	Ref
	// Others are what a title could mean as well, the likeliest first.
	Others []Row
}

// UnknownError is of a title or an id that TMDB has nothing for. It is [app.ErrNotFound].
type UnknownError struct{ error }

// Unwrap has errors.Is see the kind.
func (e UnknownError) Unwrap() error { return e.error }

// Resolve returns what a user means by the words of a command: a reference, an IMDb id, an address, or a
// title, of which TMDB's first result counts. Kinds are those that the command takes.
func Resolve(ctx context.Context, client *tmdb.Client, words []string, wanted ...gen.MediaType) (Found, error) {
	text := strings.TrimSpace(strings.Join(words, " "))
	if text == "" {
		return Found{}, app.Usagef("the title is empty: want a title, or one such as movie/550")
	}
	if ref, ok := Parse(words[0]); ok && len(words) > 1 {
		return Found{}, app.Usagef("%s has %.40q after it: want one title (fields are written --json=title)", ref, words[1])
	}
	ref, ok := Parse(text)
	switch {
	case ok && ref.External != "":
		return find(ctx, client, ref, wanted)
	case ok && !slices.Contains(wanted, ref.Kind):
		return Found{}, app.Usagef("%s: want a %s", ref, names(wanted))
	case ok:
		return Found{Ref: ref}, nil
	}
	if _, isPage := page(text); isPage {
		return Found{}, app.Usagef("%.80q is no page of a %s: want one such as https://www.themoviedb.org/movie/550", text, names(wanted))
	}
	return search(ctx, client, text, wanted)
}

func names(kinds []gen.MediaType) string {
	texts := make([]string, len(kinds))
	for i, kind := range kinds {
		if texts[i] = string(kind); kind == gen.MediaTypeTV {
			texts[i] = "series"
		}
	}
	if last := len(texts) - 1; last > 0 {
		return strings.Join(texts[:last], ", ") + " or " + texts[last]
	}
	return strings.Join(texts, "")
}

// find asks for an id of IMDb.
func find(ctx context.Context, client *tmdb.Client, ref Ref, wanted []gen.MediaType) (Found, error) {
	results, err := client.Find.ByExternalID(ctx, ref.External, &gen.FindByExternalIDParams{ExternalSource: gen.ExternalSourceIMDBID})
	if err != nil {
		return Found{}, err
	}
	var all []Ref
	for _, m := range results.MovieResults {
		all = append(all, RefTo(gen.MediaTypeMovie, m.ID))
	}
	for _, s := range results.TVResults {
		all = append(all, RefTo(gen.MediaTypeTV, s.ID))
	}
	for _, p := range results.PersonResults {
		all = append(all, RefTo(gen.MediaTypePerson, p.ID))
	}
	for _, e := range results.TVEpisodeResults {
		all = append(all, Ref{Kind: gen.MediaTypeTV, ID: e.ShowID, Season: e.SeasonNumber, Episode: e.EpisodeNumber})
	}
	for _, r := range all {
		if slices.Contains(wanted, r.Kind) {
			return Found{Ref: r}, nil
		}
	}
	if len(all) > 0 {
		return Found{}, app.Usagef("%s is %s: want a %s", ref.External, all[0], names(wanted))
	}
	return Found{}, UnknownError{app.NotFoundf("TMDB knows nothing with the IMDb id %s", ref.External)}
}

// enough is how many results a title is looked up in.
const enough = 20

var (
	// withYear is a title as people tell namesakes apart: Arrival (2016).
	withYear = regexp.MustCompile(`^(.*\S)\s*\(((?:18|19|20)\d\d)\)$`)
	// mayHaveYear is one that ends in a year, unless that is of the title: Blade Runner 2049.
	mayHaveYear = regexp.MustCompile(`^(.*\S)\s+((?:18|19|20)\d\d)$`)
)

// WithYear returns the words and the year of a title with which people tell namesakes apart, such as Arrival (2016),
// and false for any other.
func WithYear(text string) (words string, year int, ok bool) { return splitYear(withYear, text) }

func splitYear(form *regexp.Regexp, text string) (words string, year int, ok bool) {
	parts := form.FindStringSubmatch(text)
	if parts == nil {
		return "", 0, false
	}
	year, err := strconv.Atoi(parts[2])
	return parts[1], year, err == nil
}

// search asks for a title.
func search(ctx context.Context, client *tmdb.Client, text string, wanted []gen.MediaType) (Found, error) {
	ofYear := func(form *regexp.Regexp) ([]Row, error) {
		words, year, ok := splitYear(form, text)
		if !ok {
			return nil, nil
		}
		return tmdb.Collect(SearchYear(ctx, client, words, year, wanted...), enough)
	}
	for _, look := range []func() ([]Row, error){
		func() ([]Row, error) { return ofYear(withYear) },
		func() ([]Row, error) { return tmdb.Collect(Search(ctx, client, text, wanted...), enough) },
		func() ([]Row, error) { return ofYear(mayHaveYear) },
	} {
		rows, err := look()
		if err != nil {
			return Found{}, err
		}
		if len(rows) > 0 {
			return Found{Ref: RefTo(rows[0].MediaType, rows[0].ID), Others: rows[1:]}, nil
		}
	}
	called := "title"
	if names(wanted) == "person" {
		called = "name"
	}
	return Found{}, UnknownError{app.NotFoundf("there is no %s with the %s %.60q", names(wanted), called, text)}
}

// Note says what else a title could have meant, "" if there is nothing.
func (f Found) Note() string {
	if len(f.Others) == 0 {
		return ""
	}
	var others []string
	for _, row := range f.Others[:min(3, len(f.Others))] {
		text := fmt.Sprintf("%s (%s)", row.Title, row.Ref)
		if year := Year(row.Date); year != "" {
			text = fmt.Sprintf("%s, %s (%s)", row.Title, year, row.Ref)
		}
		others = append(others, text)
	}
	return output.Clean(fmt.Sprintf("This is %s. There is also: %s", f.Ref, strings.Join(others, "; ")))
}
