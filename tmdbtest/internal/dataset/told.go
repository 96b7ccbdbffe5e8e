package dataset

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/jsonread"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// told is what movies and series tell of others: who worked on them, and rows of people, companies,
// networks, keywords and collections that the data has no details of.
type told struct {
	people      known[gen.PersonDetails]
	companies   known[gen.CompanyDetails]
	networks    known[gen.NetworkDetails]
	keywords    known[gen.Keyword]
	collections known[gen.CollectionDetails]
	reviews     map[string]*Review
	credits     map[string]*Credit
	creditsOf   map[int][]*Credit
}

// known are the entities of a kind.
type known[T any] struct {
	rows map[int]*Entity[T] // those that others tell of
	all  map[int]*Entity[T] // with the details of their own, or else the row
	list []*Entity[T]       // all of which there is more than pieces, by id
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
	return s.told.get(func() *told {
		t := &told{reviews: map[string]*Review{}, credits: map[string]*Credit{}, creditsOf: map[int][]*Credit{}}
		for _, m := range s.Movies {
			t.movie(m)
		}
		for _, series := range s.TV {
			t.tv(series)
		}
		t.people.add(s.people)
		t.companies.add(s.companies)
		t.networks.add(s.networks)
		t.keywords.add(s.keywords)
		t.collections.add(s.collections)
		return t
	})
}

func (t *told) movie(m *Movie) {
	d := m.Details()
	t.companies.tell(m.Object().Get("production_companies"), "companyDetails")
	t.keywords.tell(m.Piece("keywords").Get("keywords"), "keywordDetails")
	if c := m.Object().Get("belongs_to_collection"); d.BelongsToCollection != nil {
		t.collections.tell(slices.Concat([]byte("["), c, []byte("]")), "collectionDetails")
	}
	t.review(m.Piece("reviews"), "movie", m.ID, d.Title)

	credits := Piece[gen.Credits](m, "credits")
	t.people.tell(m.Piece("credits").Get("cast"), "personDetails")
	t.people.tell(m.Piece("credits").Get("crew"), "personDetails")
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
	t.companies.tell(s.Object().Get("production_companies"), "companyDetails")
	t.networks.tell(s.Object().Get("networks"), "networkDetails")
	t.keywords.tell(s.Piece("keywords").Get("results"), "keywordDetails")
	t.review(s.Piece("reviews"), "tv", s.ID, d.Name)

	for _, name := range []string{"aggregate_credits", "credits"} {
		t.people.tell(s.Piece(name).Get("cast"), "personDetails")
		t.people.tell(s.Piece(name).Get("crew"), "personDetails")
	}
	t.people.tell(s.Object().Get("created_by"), "personDetails")
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
	t.people.tell(s.Piece("credits").Get("cast"), "personDetails")
	t.people.tell(s.Piece("credits").Get("crew"), "personDetails")
	credits := Piece[gen.Credits](s, "credits")
	for _, row := range credits.Cast {
		t.covers(row.CreditID, s)
	}
	for _, row := range credits.Crew {
		t.covers(row.CreditID, s)
	}
	for _, e := range s.Episodes() {
		t.people.tell(e.Object().Get("crew"), "personDetails")
		t.people.tell(e.Object().Get("guest_stars"), "personDetails")
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

// tell makes entities of rows in which somebody else tells of them. The first row of each counts.
func (k *known[T]) tell(list json.RawMessage, kind string) {
	if k.rows == nil {
		k.rows = map[int]*Entity[T]{}
	}
	for _, row := range object.Elements(list) {
		number, _ := jsonread.Find(row, "id")
		id, err := strconv.Atoi(string(number))
		if err != nil || id == 0 || k.rows[id] != nil {
			continue
		}
		k.rows[id] = entity[T](&draft{kind: kind, row: row})
		k.rows[id].ID = id
	}
}

// add adds the entities that the data has something of their own of.
func (k *known[T]) add(own map[int]*Entity[T]) {
	k.all = make(map[int]*Entity[T], len(k.rows)+len(own))
	maps.Copy(k.all, k.rows)
	for id, e := range own {
		if row := k.rows[id]; row != nil && !e.draft.told() { // pieces alone
			e = &Entity[T]{ID: id, draft: &draft{kind: row.draft.kind, row: row.draft.row, pieces: e.draft.pieces, in: e.draft.in}}
		}
		k.all[id] = e
	}
	k.list = sorted(k.all)
}

// Person returns the person with that id, or nil.
func (s *Set) Person(id int) *Person { return s.tell().people.all[id] }

// OriginalName returns the name of a person in their own language, which rows tell and details do not; "" if
// none does.
func (s *Set) OriginalName(personID int) string {
	if row := s.tell().people.rows[personID]; row != nil {
		return row.Object().Text("original_name")
	}
	return ""
}

// Collection returns the collection with that id, or nil.
func (s *Set) Collection(id int) *Collection { return s.tell().collections.all[id] }

// Company returns the company with that id, or nil.
func (s *Set) Company(id int) *Company { return s.tell().companies.all[id] }

// Network returns the network with that id, or nil.
func (s *Set) Network(id int) *Network { return s.tell().networks.all[id] }

// Keyword returns the keyword with that id, or nil.
func (s *Set) Keyword(id int) *Keyword { return s.tell().keywords.all[id] }

// People returns everybody, by id. Nobody may change this list, or those of the others.
func (s *Set) People() []*Person { return s.tell().people.list }

// Collections returns all collections, by id.
func (s *Set) Collections() []*Collection { return s.tell().collections.list }

// Companies returns all companies, by id.
func (s *Set) Companies() []*Company { return s.tell().companies.list }

// Networks returns all networks, by id.
func (s *Set) Networks() []*Network { return s.tell().networks.list }

// Keywords returns all keywords, by id.
func (s *Set) Keywords() []*Keyword { return s.tell().keywords.list }

// Credit returns the credit with that id, or nil.
func (s *Set) Credit(id string) *Credit { return s.tell().credits[id] }

// Credits returns everything a person did: movies first, then series, each by id.
func (s *Set) Credits(personID int) []*Credit { return s.tell().creditsOf[personID] }
