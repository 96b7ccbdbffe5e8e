package dataset

import (
	"cmp"
	"fmt"
	"slices"
)

// Credit is one person's work on one movie or series: a part played or a job
// done. It is stored once, there; see [Set.Credits] for those of a person.
//
// In a series one credit covers all episodes of the same part or job, as it
// does at TMDB.
type Credit struct {
	// ID is 24 hex digits. Load makes one from the rest where the data has none,
	// the same each time.
	ID       string `json:"id,omitzero"`
	PersonID int    `json:"person"`
	// Character is the part, which may be empty; it is empty for crew.
	Character string `json:"character,omitzero"`
	// Job is empty for cast, and "Creator" for who created a series. Department
	// is that of the job: Load fills it in from the list of jobs.
	Job        string `json:"job,omitzero"`
	Department string `json:"department,omitzero"`
	// CastID is the number TMDB gives a part of a movie. Load fills it in.
	CastID int `json:"cast_id,omitzero"`

	// Seasons are the numbers of the seasons of which the person is a regular, or
	// in which the job is for the whole season; of a series only.
	Seasons []int `json:"seasons,omitzero"`
	// Episodes are those with a guest part, or those the job was done for, beside
	// whole seasons; of a series only.
	Episodes []EpisodeRef `json:"episodes,omitzero"`
	// Count is the number of episodes, for when it is known but not which; 0 if
	// Seasons and Episodes tell. Use EpisodeCount.
	Count int `json:"count,omitzero"`

	// Order is the place in the billing, from 0: the place in the list of the
	// file. Only cast has one.
	Order int `json:"-"`

	Person *Person `json:"-"`
	Movie  *Movie  `json:"-"` // nil if of a series
	Series *Series `json:"-"` // nil if of a movie
}

// jobCreator is the job of who created a series. TMDB shows it in a department
// of its own, although the list of jobs has it under Crew.
const jobCreator = "Creator"

// departmentActing is the department of all cast. The list of jobs has Actors
// instead.
const departmentActing = "Acting"

// IsCast reports whether the credit is for a part rather than a job.
func (c *Credit) IsCast() bool { return c.Job == "" }

// IsCreator reports whether the credit is for having created a series.
func (c *Credit) IsCreator() bool { return c.Job == jobCreator }

// InSeason reports whether the credit covers the whole season.
func (c *Credit) InSeason(number int) bool { return slices.Contains(c.Seasons, number) }

// InEpisode reports whether the credit names that episode. It does not for an
// episode of a season of which the person is a regular.
func (c *Credit) InEpisode(season, episode int) bool {
	return slices.Contains(c.Episodes, EpisodeRef{season, episode})
}

// EpisodeCount returns in how many episodes of the series the credit was
// earned, as far as the data knows. It is 0 for a movie, and for a creator
// unless the data says otherwise.
func (c *Credit) EpisodeCount() int {
	if c.Count != 0 || c.Series == nil {
		return c.Count
	}
	n := 0
	for _, number := range c.Seasons {
		if s := c.Series.Season(number); s != nil {
			n += s.EpisodeCount()
		}
	}
	for _, ref := range c.Episodes {
		if !c.InSeason(ref.Season) {
			n++
		}
	}
	return n
}

// EpisodeCountIn is EpisodeCount for one season. It counts what Seasons and
// Episodes tell, never Count.
func (c *Credit) EpisodeCountIn(s *Season) int {
	if c.InSeason(s.Number) {
		return s.EpisodeCount()
	}
	n := 0
	for _, ref := range c.Episodes {
		if ref.Season == s.Number {
			n++
		}
	}
	return n
}

// Aggregate is all work of one person on a series or season: all parts, or all
// jobs in one department.
type Aggregate struct {
	Person     *Person
	Department string
	Roles      []Role // most episodes first
	// Total is the sum of the episodes of the roles, as TMDB has it: more than
	// there are if someone did two jobs on one episode.
	Total int
	// Order is the place of the first part in the billing; of cast only.
	Order int
}

// Role is one credit of an [Aggregate].
type Role struct {
	Credit   *Credit
	Episodes int
}

// aggregate groups credits by person and department, sorted by department and
// then by most episodes. It leaves out those without an episode.
func aggregate(credits []*Credit, episodes func(*Credit) int) []Aggregate {
	type key struct {
		person     int
		department string
	}
	index := map[key]int{}
	var all []Aggregate
	for _, c := range credits {
		n := episodes(c)
		if n == 0 {
			continue
		}
		k := key{c.PersonID, c.Department}
		i, ok := index[k]
		if !ok {
			i = len(all)
			index[k] = i
			all = append(all, Aggregate{Person: c.Person, Department: c.Department, Order: c.Order})
		}
		all[i].Roles = append(all[i].Roles, Role{c, n})
		all[i].Total += n
	}
	for _, a := range all {
		slices.SortStableFunc(a.Roles, func(a, b Role) int { return cmp.Compare(b.Episodes, a.Episodes) })
	}
	slices.SortStableFunc(all, func(a, b Aggregate) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), cmp.Compare(b.Total, a.Total))
	})
	return all
}

// checkCredits checks the cast or crew of a movie or series and fills in what
// the data leaves out. owner is for ids: "movie" or "tv", and the id.
func checkCredits(c *checker, field, owner string, ownerID int, list []*Credit, movie *Movie, series *Series) {
	for i, cr := range list {
		at := place{field, i}
		cr.Movie, cr.Series = movie, series
		cr.Person = c.person(at, "person", cr.PersonID)
		c.hexID(at, "id", cr.ID)
		if field == "cast" {
			cr.Order = i
			cr.Department = departmentActing
			if cr.Job != "" {
				c.failf(at, "job", "%q is for the crew", cr.Job)
			}
		} else {
			c.job(at, cr)
		}
		if movie != nil {
			if len(cr.Seasons) > 0 || len(cr.Episodes) > 0 || cr.Count != 0 {
				c.failf(at, "", "has seasons, episodes or a count, which only credits of a series have")
			}
			if cr.IsCast() && cr.CastID == 0 {
				cr.CastID = 1000 + i
			}
		}
		if series != nil {
			checkExtent(c, at, cr)
		}
		if cr.ID == "" {
			cr.ID = makeID("credit", owner, ownerID, cr.PersonID, cr.Character, cr.Job)
		}
	}
}

// checkExtent checks that the seasons and episodes of a credit exist.
func checkExtent(c *checker, at place, cr *Credit) {
	for _, n := range cr.Seasons {
		if cr.Series.Season(n) == nil {
			c.failf(at, "seasons", "series %d has no season %d", cr.Series.ID, n)
		}
	}
	for _, ref := range cr.Episodes {
		s := cr.Series.Season(ref.Season)
		if s == nil || s.Episode(ref.Episode) == nil {
			c.failf(at, "episodes", "series %d has no episode %s", cr.Series.ID, ref)
		}
	}
	if len(cr.Seasons) == 0 && len(cr.Episodes) == 0 && cr.Count == 0 && !cr.IsCreator() {
		c.failf(at, "", "has none of seasons, episodes and count")
	}
}

func (c *checker) job(at place, cr *Credit) {
	switch {
	case cr.Job == "":
		c.failf(at, "job", "is missing")
	case cr.Character != "":
		c.failf(at, "character", "%q is for the cast", cr.Character)
	case cr.Job == jobCreator:
		cr.Department = jobCreator
	case cr.Department == "":
		cr.Department = c.set.departmentOf[cr.Job]
		if cr.Department == "" {
			c.failf(at, "job", "no department has a job %q", cr.Job)
		}
	default:
		d := c.set.Department(cr.Department)
		if d == nil {
			c.failf(at, "department", "no department %q", cr.Department)
		} else if !slices.Contains(d.Jobs, cr.Job) {
			c.failf(at, "job", "department %s has no job %q", cr.Department, cr.Job)
		}
	}
}

// String returns who did what, for messages.
func (c *Credit) String() string {
	what := cmp.Or(c.Job, c.Character, "a part")
	return fmt.Sprintf("person %d: %s", c.PersonID, what)
}
