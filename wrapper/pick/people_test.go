package pick

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// told returns people as "Ada (Director, Writer), Bruno".
func told(people []Person) string {
	var texts []string
	for _, p := range people {
		text := p.Name
		if len(p.Roles) > 0 {
			text += " (" + strings.Join(p.Roles, ", ") + ")"
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

func crewMember(id int, name, job string) gen.CrewMember {
	return gen.CrewMember{ID: id, Name: name, Job: job}
}

func castMember(id int, name, character string, order int) gen.CastMember {
	return gen.CastMember{ID: id, Name: name, Character: character, Order: order}
}

var (
	crew = []gen.CrewMember{
		crewMember(1, "Ada", "Writer"), crewMember(2, "Bruno", "Editor"), crewMember(1, "Ada", "Director"),
		crewMember(0, "", "Director"), // a row without the person
		crewMember(3, "Chika", "Director"), crewMember(3, "Chika", "Director"), crewMember(0, "Dora", "Writer"),
	}
	cast = []gen.CastMember{
		castMember(12, "Gil", "Third", 2), castMember(10, "Eve", "First", 0), castMember(11, "Finn", "", 1),
		castMember(10, "Eve", "Twin", 9),
	}
	guests = []gen.CastMember{castMember(14, "Ivo", "Guest 2", 7), castMember(13, "Hana", "Guest 1", 3), castMember(10, "Eve", "First", 0)}

	aggregate = &gen.AggregateCredits{
		Crew: []gen.AggregateCrewMember{
			{ID: 1, Name: "Ada", Jobs: []gen.AggregateJob{{Job: "Writer"}, {Job: "Editor"}, {Job: "Director"}}},
			{ID: 3, Name: "Chika", Jobs: []gen.AggregateJob{{Job: "Director"}}},
			{ID: 4, Name: "Kai"},
		},
		Cast: []gen.AggregateCastMember{
			{ID: 11, Name: "Finn", Order: 1},
			{ID: 10, Name: "Eve", Order: 0, Roles: []gen.AggregateRole{{Character: "First"}, {Character: "Twin"}}},
		},
	}
)

func TestCrew(t *testing.T) {
	t.Parallel()
	movie := &gen.Credits{Crew: crew}
	for name, test := range map[string]struct {
		got  []Person
		want string
	}{
		"one job":             {Crew(movie, "Director"), "Ada (Director); Chika (Director)"},
		"two jobs":            {Crew(movie, "Director", "Writer"), "Ada (Director, Writer); Chika (Director); Dora (Writer)"},
		"order of the jobs":   {Crew(movie, "Writer", "Director"), "Ada (Writer, Director); Dora (Writer); Chika (Director)"},
		"case":                {Crew(movie, "editor"), "Bruno (Editor)"},
		"job that nobody has": {Crew(movie, "Stunts"), ""},
		"all":                 {Crew(movie), "Ada (Writer, Director); Bruno (Editor); Chika (Director); Dora (Writer)"},
		"directors":           {Directors(movie), "Ada (Director); Chika (Director)"},
		"aggregate":           {Crew(aggregate, "Director", "Writer"), "Ada (Director, Writer); Chika (Director)"},
		"all of aggregate":    {Crew(aggregate), "Ada (Writer, Editor, Director); Chika (Director); Kai"},
		"episode's credits":   {Directors(&gen.EpisodeCredits{Crew: crew}), "Ada (Director); Chika (Director)"},
		"episode":             {Directors(&gen.TVEpisodeDetails{Crew: crew}), "Ada (Director); Chika (Director)"},
		"episode, appended":   {Directors(&gen.TVEpisodeDetails{Crew: crew, Credits: &gen.EpisodeCredits{Crew: crew}}), "Ada (Director); Chika (Director)"},
		"episode of a season": {Directors(&gen.TVSeasonEpisode{Crew: crew}), "Ada (Director); Chika (Director)"},
		"creators":            {Creators(&gen.TVSeriesDetails{CreatedBy: []gen.Creator{{ID: 1, Name: "Ada"}, {ID: 2, Name: "Bruno"}, {ID: 1, Name: "Ada"}}}), "Ada (Creator); Bruno (Creator)"},
		"no creators":         {Creators(nil), ""},
	} {
		if told(test.got) != test.want {
			t.Errorf("%s: %s, want %s", name, told(test.got), test.want)
		}
	}
}

func TestCast(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		got  []Person
		want string
	}{
		"billing":             {Cast(&gen.Credits{Cast: cast}, 2), "Eve (First, Twin); Finn"},
		"all":                 {Cast(&gen.Credits{Cast: cast}, -1), "Eve (First, Twin); Finn; Gil (Third)"},
		"more than there are": {Cast(&gen.Credits{Cast: cast}, 50), "Eve (First, Twin); Finn; Gil (Third)"},
		"none":                {Cast(&gen.Credits{Cast: cast}, 0), ""},
		"aggregate":           {Cast(aggregate, 5), "Eve (First, Twin); Finn"},
		"episode's credits":   {Cast(&gen.EpisodeCredits{Cast: cast, GuestStars: guests}, 4), "Eve (First, Twin); Finn; Gil (Third); Hana (Guest 1)"},
		"episode":             {Cast(&gen.TVEpisodeDetails{GuestStars: guests}, -1), "Eve (First); Hana (Guest 1); Ivo (Guest 2)"},
		"episode, appended": {Cast(&gen.TVEpisodeDetails{GuestStars: guests, Credits: &gen.EpisodeCredits{Cast: cast, GuestStars: guests}}, -1),
			"Eve (First, Twin); Finn; Gil (Third); Hana (Guest 1); Ivo (Guest 2)"},
		"episode of a season": {Cast(&gen.TVSeasonEpisode{GuestStars: guests}, 2), "Eve (First); Hana (Guest 1)"},
	} {
		if told(test.got) != test.want {
			t.Errorf("%s: %s, want %s", name, told(test.got), test.want)
		}
	}
	if got := fmt.Sprint(cast[0].Name, Names(Cast(&gen.Credits{Cast: cast}, 2))); got != "Gil[Eve Finn]" {
		t.Errorf("the caller's cast was sorted or a name is wrong: %s", got)
	}
}

// TestNobody: what was not appended has nobody in it.
func TestNobody(t *testing.T) {
	t.Parallel()
	people := [][]Person{
		Crew[*gen.Credits](nil, "Director"), Crew[*gen.AggregateCredits](nil), Crew[*gen.EpisodeCredits](nil),
		Crew[*gen.TVEpisodeDetails](nil), Crew[*gen.TVSeasonEpisode](nil), Directors[*gen.Credits](nil),
		Cast[*gen.Credits](nil, 5), Cast[*gen.AggregateCredits](nil, 5), Cast[*gen.EpisodeCredits](nil, 5),
		Cast[*gen.TVEpisodeDetails](nil, -1), Cast[*gen.TVSeasonEpisode](nil, 0),
		Crew(new(gen.Credits)), Crew(new(gen.AggregateCredits)), Crew(new(gen.EpisodeCredits)), Crew(new(gen.TVEpisodeDetails)),
		Cast(new(gen.Credits), 5), Cast(new(gen.TVSeasonEpisode), 5), Creators(nil), Creators(new(gen.TVSeriesDetails)),
	}
	for i, list := range people {
		if len(list) != 0 || len(Names(list)) != 0 {
			t.Errorf("case %d: %v", i+1, list)
		}
	}
}
