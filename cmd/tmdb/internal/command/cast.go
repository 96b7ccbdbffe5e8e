package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

func newCast(a *app.App) *cobra.Command {
	var crew bool
	var limit int
	cmd := &cobra.Command{
		Use:     "cast title…",
		Short:   "List who plays in a title, or what a person was in",
		GroupID: groupTitles,
		Long: `cast lists who plays whom in a movie, series (all its seasons together) or episode, and with --crew who
else worked on it. Of a person it lists movies and series with the role, the newest first.`,
		Example: `  tmdb cast fight club
  tmdb cast movie/550 --crew -o csv
  tmdb cast person/287 --limit 10`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := app.CheckLimit(limit); err != nil {
				return err
			}
			s, err := about(a, cmd, args, gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson)
			if err != nil {
				return err
			}
			if s.Kind == gen.MediaTypePerson {
				return s.done(s.listWorks(crew, limit))
			}
			return s.done(s.listPeople(crew, limit))
		},
	}
	cmd.Flags().BoolVar(&crew, "crew", false, "the crew in place of the cast")
	cmd.Flags().IntVar(&limit, "limit", 0, "how many rows at most; 0 for all")
	return cmd
}

// member is somebody who works on a title.
type member struct {
	Ref   string   `json:"ref"`
	ID    int      `json:"id"`
	Name  string   `json:"name"`
	Roles []string `json:"roles"`
}

func (s *subject) listPeople(crew bool, limit int) error {
	all, err := s.people(crew)
	if err != nil {
		return err
	}
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	role := "role"
	if crew {
		role = "job"
	}
	members := make([]member, len(all))
	for i, person := range all {
		members[i] = member{Ref: fmt.Sprintf("person/%d", person.ID), ID: person.ID, Name: person.Name, Roles: person.Roles}
		if members[i].Roles == nil {
			members[i].Roles = []string{}
		}
	}
	return output.List(s.p, output.Each(members),
		output.Column[member]{Name: "name", Text: func(m member) string { return m.Name }, Style: output.Bold},
		output.Column[member]{Name: role, Text: func(m member) string { return strings.Join(m.Roles, ", ") }},
		output.Column[member]{Name: "ref", Text: func(m member) string { return m.Ref }, Style: output.Dim},
	)
}

// people returns the cast or the crew of a title.
func (s *subject) people(crew bool) ([]pick.Person, error) {
	ctx := s.cmd.Context()
	switch {
	case s.Kind == gen.MediaTypeMovie:
		credits, err := s.client.Movies.Credits(ctx, s.ID, nil)
		return castOrCrew(credits, crew), err
	case s.Episode >= 0:
		credits, err := s.client.TVEpisodes.Credits(ctx, s.ID, s.Season, s.Episode, nil)
		return castOrCrew(credits, crew), err
	case s.Season >= 0:
		credits, err := s.client.TVSeasons.AggregateCredits(ctx, s.ID, s.Season, nil)
		return castOrCrew(credits, crew), err
	}
	credits, err := s.client.TVSeries.AggregateCredits(ctx, s.ID, nil)
	return castOrCrew(credits, crew), err
}

func castOrCrew[C pick.Credits](credits C, crew bool) []pick.Person {
	if crew {
		return pick.Crew(credits)
	}
	return pick.Cast(credits, 1<<20)
}

func (s *subject) listWorks(crew bool, limit int) error {
	credits, err := s.client.People.CombinedCredits(s.cmd.Context(), s.ID, nil)
	if err != nil {
		return err
	}
	department := title.Acting
	if crew {
		department = ""
	}
	all := title.Filmography(credits, department)
	slices.SortStableFunc(all, func(x, y title.Work) int { return y.Date.Compare(x.Date) })
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return output.List(s.p, output.Each(all),
		output.Column[title.Work]{Name: "year", Text: func(w title.Work) string { return title.Year(w.Date) }},
		output.Column[title.Work]{Name: "title", Text: func(w title.Work) string { return w.Title }, Style: output.Bold},
		output.Column[title.Work]{Name: "role", Text: func(w title.Work) string { return w.Role }},
		output.Column[title.Work]{Name: "rating", Text: func(w title.Work) string { return title.Stars(w.VoteAverage, w.VoteCount) }, Style: output.Star},
		output.Column[title.Work]{Name: "ref", Text: func(w title.Work) string { return w.Ref }, Style: output.Dim},
	)
}
