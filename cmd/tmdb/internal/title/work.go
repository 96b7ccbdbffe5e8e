package title

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// Work is what somebody was in.
type Work struct {
	Row
	// Role is the character or the job.
	Role string `json:"role"`
}

// Acting is the department of those who are seen.
const Acting = "Acting"

// Filmography returns what somebody was in, each work once: as an actor if the department is Acting, with
// what somebody did in another department, and all work behind the camera if it is "".
func Filmography(credits *gen.CombinedCredits, department string) []Work {
	if credits == nil {
		return nil
	}
	var all []Work
	at := map[string]int{}
	add := func(row Row, role string) {
		if i, ok := at[row.Ref]; ok {
			switch {
			case role == "" || slices.Contains(strings.Split(all[i].Role, ", "), role):
			case all[i].Role == "":
				all[i].Role = role
			default:
				all[i].Role += ", " + role
			}
			return
		}
		at[row.Ref] = len(all)
		all = append(all, Work{row, role})
	}
	if department == Acting {
		for _, c := range credits.Cast {
			add(RowOfMixed(c), c.Character())
		}
		return all
	}
	for _, c := range credits.Crew {
		if department == "" || string(c.Department()) == department {
			add(RowOfMixed(c), c.Job())
		}
	}
	return all
}

// ByVotes returns works, those that most have rated first.
func ByVotes(all []Work) []Work {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(x, y Work) int { return cmp.Compare(y.VoteCount, x.VoteCount) })
	return all
}
