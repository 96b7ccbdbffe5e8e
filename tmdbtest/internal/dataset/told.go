package dataset

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

// told is what movies and series tell of others: who worked on them, and rows of people, companies,
// networks, keywords and collections that the data has no details of.
type told struct {
	people      map[int]*Person
	companies   map[int]*Company
	networks    map[int]*Network
	keywords    map[int]*Keyword
	collections map[int]*Collection
	reviews     map[string]*Review
	credits     map[string]*Credit
	creditsOf   map[int][]*Credit
}

// Credit is one person's work on one movie or series: a part played or a job done. In a series one credit
// covers all episodes of the same part or job, as it does at TMDB.
type Credit struct {
	ID       string
	PersonID int
	Movie    *Movie  // nil if of a series
	Series   *Series // nil if of a movie
	// Type is cast, crew or creator.
	Type       gen.CreditType
	Character  string
	Job        string
	Department string
	// Order is the place in the billing, from 0.
	Order int
	// EpisodeCount is the number of episodes, Seasons and Episodes are those that name the credit; of a
	// series only.
	EpisodeCount int
	Seasons      []*Season
	Episodes     []*Episode
}

func (s *Set) tell() *told {
	value := s.told.get(func() told {
		t := told{
			people: map[int]*Person{}, companies: map[int]*Company{}, networks: map[int]*Network{},
			keywords: map[int]*Keyword{}, collections: map[int]*Collection{}, reviews: map[string]*Review{},
			credits: map[string]*Credit{}, creditsOf: map[int][]*Credit{},
		}
		for _, m := range s.Movies {
			t.movie(m)
		}
		for _, series := range s.TV {
			t.tv(series)
		}
		return t
	})
	return &value
}

func (t *told) movie(m *Movie) {
	d := m.Details()
	rows(t.companies, m.Object().Get("production_companies"), "companyDetails")
	rows(t.keywords, m.Piece("keywords").Get("keywords"), "keywordDetails")
	if c := m.Object().Get("belongs_to_collection"); d.BelongsToCollection != nil {
		rows(t.collections, slices.Concat([]byte("["), c, []byte("]")), "collectionDetails")
	}
	t.review(m.Piece("reviews"), "movie", m.ID, d.Title)

	credits := Piece[gen.Credits](m, "credits")
	rows(t.people, m.Piece("credits").Get("cast"), "personDetails")
	rows(t.people, m.Piece("credits").Get("crew"), "personDetails")
	for _, row := range credits.Cast {
		t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Movie: m, Type: gen.CreditTypeCast, Character: row.Character, Order: row.Order, Department: acting})
	}
	for _, row := range credits.Crew {
		t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Movie: m, Type: gen.CreditTypeCrew, Job: row.Job, Department: string(row.Department)})
	}
}

// acting is the department of all cast.
const acting = "Acting"

func (t *told) tv(s *Series) {
	d := s.Details()
	rows(t.companies, s.Object().Get("production_companies"), "companyDetails")
	rows(t.networks, s.Object().Get("networks"), "networkDetails")
	rows(t.keywords, s.Piece("keywords").Get("results"), "keywordDetails")
	t.review(s.Piece("reviews"), "tv", s.ID, d.Name)

	for _, name := range []string{"aggregate_credits", "credits"} {
		rows(t.people, s.Piece(name).Get("cast"), "personDetails")
		rows(t.people, s.Piece(name).Get("crew"), "personDetails")
	}
	rows(t.people, s.Object().Get("created_by"), "personDetails")
	t.tvCredits(s)
	for _, season := range s.Seasons {
		t.season(season)
	}
}

// tvCredits takes the credits of a series from where it tells each of them with its episodes, or else from
// its regulars.
func (t *told) tvCredits(s *Series) {
	for _, row := range s.Details().CreatedBy {
		t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Series: s, Type: gen.CreditTypeCreator, Job: "Creator", Department: "Creator"})
	}
	all := Piece[gen.AggregateCredits](s, "aggregate_credits")
	for _, row := range all.Cast {
		for _, role := range row.Roles {
			t.credit(Credit{ID: role.CreditID, PersonID: row.ID, Series: s, Type: gen.CreditTypeCast, Character: role.Character, Order: row.Order, Department: acting, EpisodeCount: role.EpisodeCount})
		}
	}
	for _, row := range all.Crew {
		for _, job := range row.Jobs {
			t.credit(Credit{ID: job.CreditID, PersonID: row.ID, Series: s, Type: gen.CreditTypeCrew, Job: job.Job, Department: string(row.Department), EpisodeCount: job.EpisodeCount})
		}
	}
	regulars := Piece[gen.Credits](s, "credits")
	for _, row := range regulars.Cast {
		t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Series: s, Type: gen.CreditTypeCast, Character: row.Character, Order: row.Order, Department: acting})
	}
	for _, row := range regulars.Crew {
		t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Series: s, Type: gen.CreditTypeCrew, Job: row.Job, Department: string(row.Department)})
	}
}

// season notes for which seasons and episodes the credits are.
func (t *told) season(s *Season) {
	rows(t.people, s.Piece("credits").Get("cast"), "personDetails")
	rows(t.people, s.Piece("credits").Get("crew"), "personDetails")
	credits := Piece[gen.Credits](s, "credits")
	for _, row := range credits.Cast {
		t.covers(row.CreditID, s)
	}
	for _, row := range credits.Crew {
		t.covers(row.CreditID, s)
	}
	for _, e := range s.Episodes() {
		rows(t.people, e.Object().Get("crew"), "personDetails")
		rows(t.people, e.Object().Get("guest_stars"), "personDetails")
		for _, row := range e.Details().Crew {
			if c := t.credits[row.CreditID]; c != nil {
				c.Episodes = append(c.Episodes, e)
			} else if row.ID != 0 {
				t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Series: s.Series, Type: gen.CreditTypeCrew, Job: row.Job, Department: string(row.Department), Episodes: []*Episode{e}})
			}
		}
		for _, row := range e.Details().GuestStars {
			if c := t.credits[row.CreditID]; c != nil {
				c.Episodes = append(c.Episodes, e)
			} else if row.ID != 0 {
				t.credit(Credit{ID: row.CreditID, PersonID: row.ID, Series: s.Series, Type: gen.CreditTypeCast, Character: row.Character, Order: row.Order, Department: acting, Episodes: []*Episode{e}})
			}
		}
	}
}

func (t *told) covers(id string, s *Season) {
	if c := t.credits[id]; c != nil && !slices.Contains(c.Seasons, s) {
		c.Seasons = append(c.Seasons, s)
	}
}

func (t *told) credit(c Credit) {
	if c.ID == "" || t.credits[c.ID] != nil {
		return
	}
	t.credits[c.ID] = &c
	t.creditsOf[c.PersonID] = append(t.creditsOf[c.PersonID], &c)
}

func (t *told) review(page object.Object, media string, id int, title string) {
	for _, row := range page.List("results") {
		o := row.With("iso_639_1", "en", "media_id", id, "media_title", title, "media_type", media)
		t.reviews[o.Text("id")] = entity[gen.ReviewDetails](&draft{kind: "reviewDetails", object: o})
	}
}

// rows makes entities of rows in which somebody else tells of them, with the details that they have.
func rows[T any](all map[int]*Entity[T], list json.RawMessage, kind string) {
	for _, raw := range object.Elements(list) {
		var row struct {
			ID int `json:"id"`
		}
		if types.Unmarshal(raw, &row) != nil || row.ID == 0 || all[row.ID] != nil {
			continue
		}
		o, err := object.Parse(raw)
		if err != nil {
			continue
		}
		all[row.ID] = entity[T](&draft{kind: kind, object: object.As[T](o)})
		all[row.ID].ID = row.ID
	}
}

// among returns what is known of an entity: its details, or else a row.
func among[T any](own map[int]*Entity[T], told map[int]*Entity[T], id int) *Entity[T] {
	e := own[id]
	if e != nil && e.draft.told() {
		return e
	}
	of := told[id]
	if e != nil && of != nil { // pieces alone
		return &Entity[T]{ID: id, draft: &draft{kind: of.draft.kind, object: of.draft.object, pieces: e.draft.pieces, in: e.draft.in}}
	}
	return cmp.Or(of, e)
}

// Person returns the person with that id, or nil.
func (s *Set) Person(id int) *Person { return among(s.people, s.tell().people, id) }

// OriginalName returns the name of a person in their own language, which rows tell and details do not; "" if
// none does.
func (s *Set) OriginalName(personID int) string {
	if row := s.tell().people[personID]; row != nil {
		return row.Object().Text("original_name")
	}
	return ""
}

// Collection returns the collection with that id, or nil.
func (s *Set) Collection(id int) *Collection { return among(s.collections, s.tell().collections, id) }

// Company returns the company with that id, or nil.
func (s *Set) Company(id int) *Company { return among(s.companies, s.tell().companies, id) }

// Network returns the network with that id, or nil.
func (s *Set) Network(id int) *Network { return among(s.networks, s.tell().networks, id) }

// Keyword returns the keyword with that id, or nil.
func (s *Set) Keyword(id int) *Keyword { return among(s.keywords, s.tell().keywords, id) }

// all returns the entities that have details of their own or are told of in rows, by id.
func all[T any](own, told map[int]*Entity[T]) []*Entity[T] {
	ids := map[int]*Entity[T]{}
	for _, id := range slices.Concat(slices.Collect(maps.Keys(own)), slices.Collect(maps.Keys(told))) {
		ids[id] = among(own, told, id)
	}
	return sorted(ids)
}

// People returns everybody, by id.
func (s *Set) People() []*Person { return all(s.people, s.tell().people) }

// Collections returns all collections, by id.
func (s *Set) Collections() []*Collection { return all(s.collections, s.tell().collections) }

// Companies returns all companies, by id.
func (s *Set) Companies() []*Company { return all(s.companies, s.tell().companies) }

// Networks returns all networks, by id.
func (s *Set) Networks() []*Network { return all(s.networks, s.tell().networks) }

// Keywords returns all keywords, by id.
func (s *Set) Keywords() []*Keyword { return all(s.keywords, s.tell().keywords) }

// Credit returns the credit with that id, or nil.
func (s *Set) Credit(id string) *Credit { return s.tell().credits[id] }

// Credits returns everything a person did: movies first, then series, each by id.
func (s *Set) Credits(personID int) []*Credit { return s.tell().creditsOf[personID] }
