package dataset

import (
	"cmp"

	"github.com/tmdb-go/tmdb/types"
)

// Person is somebody with a credit.
type Person struct {
	ID       int    `json:"id"`
	Adult    bool   `json:"adult,omitzero"`
	Softcore bool   `json:"softcore,omitzero"`
	Name     string `json:"name"`
	// OriginalName is filled in by Load with Name.
	OriginalName string   `json:"original_name,omitzero"`
	AlsoKnownAs  []string `json:"also_known_as,omitzero"`
	// Gender is 0 not set, 1 female, 2 male, 3 non-binary.
	Gender       int             `json:"gender,omitzero"`
	Department   string          `json:"known_for_department,omitzero"`
	Birthday     types.Date      `json:"birthday,omitzero"`
	Deathday     types.Date      `json:"deathday,omitzero"`
	PlaceOfBirth string          `json:"place_of_birth,omitzero"`
	Biography    string          `json:"biography,omitzero"`
	Homepage     string          `json:"homepage,omitzero"`
	Popularity   float64         `json:"popularity,omitzero"`
	ProfilePath  types.ImagePath `json:"profile_path,omitzero"`
	ExternalIDs  ExternalIDs     `json:"external_ids,omitzero"`
	Translations []*Translation  `json:"translations,omitzero"`
	Images       Images          `json:"images,omitzero"`
	Tagged       []*TaggedImage  `json:"tagged,omitzero"`
}

// TaggedImage is an image of a movie, series, season or episode that shows a
// person.
type TaggedImage struct {
	Ref
	Image
	// Type is backdrop, poster, logo or still.
	Type string `json:"type"`
}

func (p *Person) resolve() {
	p.OriginalName = cmp.Or(p.OriginalName, p.Name)
	p.Images.Profiles = withMain(p.Images.Profiles, p.ProfilePath, 1000, 1500, "")
}

func (p *Person) check(c *checker) {
	var top place
	c.positive(top, "id", p.ID)
	c.required(top, "name", p.Name)
	if p.Gender < 0 || p.Gender > 3 {
		c.failf(top, "gender", "is %d, wants 0 to 3", p.Gender)
	}
	if d := p.Department; d != "" && d != departmentActing && d != jobCreator && c.set.Department(d) == nil {
		c.failf(top, "known_for_department", "no department %q", p.Department)
	}
	c.date(top, "birthday", p.Birthday)
	c.date(top, "deathday", p.Deathday)
	c.image(top, "profile_path", p.ProfilePath)
	checkTranslations(c, p.Translations)
	p.Images.check(c)
	for i, t := range p.Tagged {
		at := place{"tagged", i}
		t.Ref.check(c, at, KindMovie, KindSeries, KindSeason, KindEpisode)
		t.Image.check(c, at)
		c.required(at, "id", t.ID)
		c.oneOf(at, "type", t.Type, "backdrop", "poster", "logo", "still")
	}
}
