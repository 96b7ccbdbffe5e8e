package agent

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/discover"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

type personInput struct {
	Person   string   `json:"person" jsonschema:"person/287, IMDb id, address or name"`
	Kind     string   `json:"kind,omitempty" enum:"movie,tv" jsonschema:"of the works; default both"`
	Role     string   `json:"role,omitempty" enum:"acting,directing,writing,producing,crew" jsonschema:"default: what they are known for"`
	From     string   `json:"from,omitempty" jsonschema:"works since this year or date"`
	To       string   `json:"to,omitempty" jsonschema:"works until this year or date"`
	Sort     string   `json:"sort,omitempty" enum:"votes,newest,oldest,rating" jsonschema:"default votes: best known first"`
	Limit    int      `json:"limit,omitempty" min:"1" max:"100" jsonschema:"works; default 20"`
	Sections []string `json:"sections,omitempty" enum:"images,external_ids,also_known_as" jsonschema:"what to add"`
	Language string   `json:"language,omitempty" jsonschema:"of the texts, such as de-DE"`
}

type personOutput struct {
	said
	Ref       string     `json:"ref"`
	Name      string     `json:"name"`
	KnownFor  string     `json:"known_for,omitempty"`
	Born      types.Date `json:"born,omitempty"`
	Place     string     `json:"birthplace,omitempty"`
	Died      types.Date `json:"died,omitempty"`
	Age       int        `json:"age,omitzero"`
	Biography string     `json:"biography,omitempty"`
	IMDb      string     `json:"imdb,omitempty"`
	// Total is how many works are as the arguments say, of which Works has the first.
	Total       int               `json:"total"`
	Works       []work            `json:"works"`
	Also        []string          `json:"also_known_as,omitempty"`
	Images      []string          `json:"images,omitempty"`
	ExternalIDs map[string]string `json:"external_ids,omitempty"`
}

type work struct {
	Ref    string     `json:"ref"`
	Title  string     `json:"title"`
	Date   types.Date `json:"date,omitempty"`
	Rating float64    `json:"rating,omitzero"`
	Role   string     `json:"role,omitempty"`
	// Age is how old the person was when it came out.
	Age int `json:"age,omitzero"`
}

// worksShown is how many works are told unless a call says otherwise.
const worksShown = 20

// departments are the roles in TMDB's words; all work behind the camera is "".
var departments = map[string]string{
	"acting": title.Acting, "directing": "Directing", "writing": "Writing", "producing": "Production", "crew": "",
}

// person tells who somebody is, and what they have done.
func (t *tools) person(ctx context.Context, in personInput) (*personOutput, error) {
	from, to, err := discover.LookUp{}.Days(in.From, in.To)
	if err != nil {
		return nil, err
	}
	languages, err := t.textsFor(in.Language)
	if err != nil {
		return nil, err
	}
	found, err := t.resolve(ctx, "person", in.Person, gen.MediaTypePerson)
	if err != nil {
		return nil, err
	}
	appends := []gen.PersonAppend{gen.PersonAppendCombinedCredits}
	if slices.Contains(in.Sections, "images") {
		appends = append(appends, gen.PersonAppendImages)
	}
	if slices.Contains(in.Sections, "external_ids") {
		appends = append(appends, gen.PersonAppendExternalIDs)
	}
	params := &gen.PersonDetailsParams{AppendToResponse: appends}
	var p *gen.PersonDetails
	if len(languages) > 1 {
		p, _, err = t.client.People.DetailsIn(ctx, found.ID, languages, params)
	} else {
		p, err = t.client.People.Details(ctx, found.ID, params, tmdb.Language(languages[0]))
	}
	if err != nil {
		return nil, missing(err, found.Ref)
	}
	out := &personOutput{
		said: said{Note: found.Note(), more: "narrow by kind, role, from and to, or ask for a smaller limit"},
		Ref:  found.String(), Name: p.Name, KnownFor: string(p.KnownForDepartment), Born: p.Birthday, Place: p.PlaceOfBirth,
		Died: p.Deathday, Biography: clip(p.Biography, longText), IMDb: p.IMDBID,
	}
	out.Age, _ = title.Age(p.Birthday, lifeUntil(p, t.now()))
	works := t.works(p, in, from, to)
	out.Total = len(works)
	out.Works = works[:min(cmp.Or(in.Limit, worksShown), len(works))]
	if len(out.Works) < len(works) {
		out.Cut = fmt.Sprintf("%d of %d works shown: ask for a larger limit, or narrow by kind, role, from and to", len(out.Works), len(works))
	}
	if p.CombinedCredits == nil {
		out.Note = strings.TrimSpace(out.Note + " TMDB did not send the works: ask again.")
	}
	out.add(p, in.Sections)
	return out, nil
}

// works returns what somebody has done, as the arguments say.
func (t *tools) works(p *gen.PersonDetails, in personInput, from, to types.Date) []work {
	department := cmp.Or(string(p.KnownForDepartment), title.Acting)
	if in.Role != "" {
		department = departments[in.Role]
	}
	all := slices.DeleteFunc(title.Filmography(p.CombinedCredits, department), func(w title.Work) bool {
		return in.Kind != "" && string(w.MediaType) != in.Kind ||
			from != "" && (w.Date.IsZero() || w.Date.Before(from)) || to != "" && (w.Date.IsZero() || w.Date.After(to)) ||
			department == "Directing" && !directed(w.Role)
	})
	slices.SortStableFunc(all, func(x, y title.Work) int {
		switch in.Sort {
		case "newest":
			return y.Date.Compare(x.Date)
		case "oldest":
			return cmp.Or(compareBool(x.Date.IsZero(), y.Date.IsZero()), x.Date.Compare(y.Date))
		case "rating":
			return cmp.Compare(y.VoteAverage, x.VoteAverage)
		}
		return cmp.Compare(y.VoteCount, x.VoteCount)
	})
	works := make([]work, len(all))
	for i, w := range all {
		works[i] = work{Ref: w.Ref, Title: w.Title, Date: w.Date, Rating: rating(w.VoteAverage, w.VoteCount), Role: clip(w.Role, roleText)}
		works[i].Age, _ = title.Age(p.Birthday, w.Date)
	}
	return works
}

// lifeUntil returns the day until which the age of somebody counts.
func lifeUntil(p *gen.PersonDetails, now time.Time) types.Date {
	return cmp.Or(p.Deathday, types.DateOf(now))
}

// compareBool puts what is so behind what is not.
func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// directed reports whether somebody directed, rather than assisted.
func directed(role string) bool {
	return slices.ContainsFunc(strings.Split(role, ", "), func(job string) bool { return job == "Director" || job == "Co-Director" })
}

// add adds sections.
func (out *personOutput) add(p *gen.PersonDetails, sections []string) {
	if slices.Contains(sections, "also_known_as") {
		out.Also = p.AlsoKnownAs
	}
	out.Images = addresses(pick.Piece(p.Images).Profiles, images.ProfileH632)
	if ids := p.ExternalIDs; ids != nil {
		out.ExternalIDs = map[string]string{}
		for name, id := range map[string]string{
			"imdb": ids.IMDBID, "wikidata": ids.WikidataID, "facebook": ids.FacebookID, "instagram": ids.InstagramID,
			"twitter": ids.TwitterID, "tiktok": ids.TikTokID, "youtube": ids.YouTubeID,
		} {
			if id != "" {
				out.ExternalIDs[name] = id
			}
		}
	}
}
