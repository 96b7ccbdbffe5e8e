package agent

import (
	"cmp"
	"context"
	"errors"
	"math"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/config"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

// How long texts are, in characters: of a title itself, in rows, of a tagline, and of what somebody is in a title.
const (
	longText    = 400
	rowText     = 120
	taglineText = 80
	roleText    = 60
)

// aboutShown is up to how many rows tell what each is about: of more, the rows themselves have the room.
const aboutShown = 25

// row is a title, person or collection in a list.
type row struct {
	Ref      string     `json:"ref"`
	Title    string     `json:"title"`
	Original string     `json:"original_title,omitempty"`
	Date     types.Date `json:"date,omitempty"`
	Rating   float64    `json:"rating,omitzero"`
	About    string     `json:"about,omitempty"`
}

// rowOf returns a row of a list.
func rowOf(r title.Row) row {
	return row{Ref: r.Ref, Title: r.Title, Original: title.Unless(r.Title, r.OriginalTitle), Date: r.Date,
		Rating: rating(r.VoteAverage, r.VoteCount), About: clip(r.Overview, rowText)}
}

// rowsOf returns the rows of a page.
func rowsOf[T title.Item](items []T) []row {
	rows := make([]row, len(items))
	for i, item := range items {
		rows[i] = rowOf(title.RowOf(item))
		person, isPerson := any(item).(gen.Person)
		if mixed, ok := any(item).(gen.MediaItem); ok && mixed.MediaType() == gen.MediaTypePerson {
			var err error
			person, err = mixed.AsPerson()
			isPerson = err == nil
		}
		if isPerson {
			rows[i].About = knownFor(person)
		}
	}
	return rows
}

// knownFor says what a person does and is known for.
func knownFor(person gen.Person) string {
	text := string(person.KnownForDepartment)
	var titles []string
	for _, item := range person.KnownFor {
		if name := item.Name(); name != "" {
			titles = append(titles, name)
		}
	}
	if len(titles) > 0 {
		text += ": " + strings.Join(titles, ", ")
	}
	return clip(strings.TrimPrefix(text, ": "), rowText)
}

// rating returns an average of votes with one decimal, 0 without votes.
func rating(average float64, votes int) float64 {
	if votes == 0 {
		return 0
	}
	return math.Round(average*10) / 10
}

// clip returns a text in at most so many characters, cut between words. One that is not Latin is cut to fewer,
// as each of its characters is a token or so.
func clip(text string, most int) string {
	text = strings.TrimSpace(text)
	n := 0
	for i := range text {
		if n++; n > most || i > most+most/8 {
			break
		}
	}
	if n <= most && len(text) <= most+most/8 {
		return text
	}
	text = string([]rune(text)[:min(n, most)-1])
	if i := strings.LastIndexByte(text, ' '); i > len(text)/2 {
		text = text[:i]
	}
	return strings.TrimRight(text, " ,;:.") + "…"
}

// person is somebody who works on a title.
type person struct {
	Ref  string `json:"ref"`
	Name string `json:"name"`
	// Role is the character or the job, "" where the list says it.
	Role string `json:"role,omitempty"`
}

// peopleOf returns people with their roles, or without if the list is of one role.
func peopleOf(all []pick.Person, roles bool) []person {
	var people []person
	for _, one := range all {
		p := person{Ref: title.RefTo(gen.MediaTypePerson, one.ID).String(), Name: one.Name}
		if roles {
			p.Role = clip(strings.Join(one.Roles, ", "), roleText)
		}
		people = append(people, p)
	}
	return people
}

// resolve returns what an argument means, of the kinds that it may be.
func (t *tools) resolve(ctx context.Context, argument, text string, kinds ...gen.MediaType) (title.Found, error) {
	text = strings.TrimPrefix(strings.TrimSpace(text), scheme)
	found, err := title.Resolve(ctx, t.client, []string{text}, kinds...)
	if usage, ok := errors.AsType[app.UsageError](err); ok {
		return found, app.Usagef("%s: %w", argument, usage.Err)
	}
	return found, err
}

// missing says what is not there, where TMDB says that it is not.
func missing(err error, ref title.Ref) error {
	if app.IsMissing(err) {
		if ref.Season >= 0 {
			return app.NotFoundf("TMDB has no %s: the tool season with tv/%d alone lists what there is", ref, ref.ID)
		}
		return app.NotFoundf("TMDB has no %s: find the ref by search", ref)
	}
	return err
}

// textsFor returns the languages of the texts of a call, the first that has one counts: English where the language that
// is asked for has none.
func (t *tools) textsFor(asked string) ([]string, error) {
	if asked != "" {
		if err := config.Check("language", asked); err != nil {
			return nil, app.Usagef("%w", err)
		}
	}
	language := cmp.Or(asked, t.language)
	if strings.HasPrefix(language, "en") {
		return []string{language}, nil
	}
	return []string{language, "en"}, nil
}

// country returns a region of a call, that of the server if it names none.
func (t *tools) country(region string) (string, error) {
	if region == "" {
		return t.region, nil
	}
	region = strings.ToUpper(region)
	if err := config.Check("region", region); err != nil {
		return "", app.Usagef("%w", err)
	}
	return region, nil
}
