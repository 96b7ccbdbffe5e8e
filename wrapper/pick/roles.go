package pick

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// row is one role of one person.
type row struct {
	id      int
	name    string
	profile types.ImagePath
	role    string
	order   int
}

// merge returns the people of the rows, each once. A row without a person, as TMDB sends some, is
// left out.
func merge(rows []row) []Person {
	type key struct {
		id   int
		name string // of somebody without an id
	}
	var people []Person
	index := map[key]int{}
	for _, r := range rows {
		k := key{id: r.id}
		if r.id == 0 {
			k.name = r.name
		}
		if k == (key{}) {
			continue
		}
		i, known := index[k]
		if !known {
			i = len(people)
			index[k] = i
			people = append(people, Person{ID: r.id, Name: r.name, ProfilePath: r.profile})
		}
		if p := &people[i]; r.role != "" && !slices.Contains(p.Roles, r.role) {
			p.Roles = append(p.Roles, r.role)
		}
	}
	return people
}

// rolesIn returns the roles of the cast, in the order of billing, and of the crew.
func rolesIn(credits any) (cast, crew []row) {
	switch c := credits.(type) {
	case *gen.Credits:
		if c != nil {
			return castRows(c.Cast), crewRows(c.Crew)
		}
	case *gen.AggregateCredits:
		if c != nil {
			return aggregateCast(c.Cast), aggregateCrew(c.Crew)
		}
	case *gen.EpisodeCredits:
		if c != nil {
			return append(castRows(c.Cast), castRows(c.GuestStars)...), crewRows(c.Crew)
		}
	case *gen.TVEpisodeDetails:
		if c != nil {
			cast, crew = rolesIn(c.Credits) // which has the same guests and crew once more, and the cast
			return append(cast, castRows(c.GuestStars)...), append(crew, crewRows(c.Crew)...)
		}
	case *gen.TVSeasonEpisode:
		if c != nil {
			return castRows(c.GuestStars), crewRows(c.Crew)
		}
	}
	return nil, nil
}

func castRows(cast []gen.CastMember) []row {
	var rows []row
	for _, m := range cast {
		rows = append(rows, row{id: m.ID, name: m.Name, profile: m.ProfilePath, role: m.Character, order: m.Order})
	}
	return billed(rows)
}

func crewRows(crew []gen.CrewMember) []row {
	var rows []row
	for _, m := range crew {
		rows = append(rows, row{id: m.ID, name: m.Name, profile: m.ProfilePath, role: m.Job})
	}
	return rows
}

func aggregateCast(cast []gen.AggregateCastMember) []row {
	var rows []row
	for _, m := range cast {
		r := row{id: m.ID, name: m.Name, profile: m.ProfilePath, order: m.Order}
		rows = append(rows, r) // who has no role is there, too
		for _, role := range m.Roles {
			r.role = role.Character
			rows = append(rows, r)
		}
	}
	return billed(rows)
}

func aggregateCrew(crew []gen.AggregateCrewMember) []row {
	var rows []row
	for _, m := range crew {
		r := row{id: m.ID, name: m.Name, profile: m.ProfilePath}
		rows = append(rows, r) // who has no job is there, too
		for _, job := range m.Jobs {
			r.role = job.Job
			rows = append(rows, r)
		}
	}
	return rows
}

// billed sorts rows by the order of billing.
func billed(rows []row) []row {
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.order, b.order) })
	return rows
}
