package dataset

import "github.com/tmdb-go/tmdb/types"

// Company is a production company.
type Company struct {
	ID            int    `json:"id"`
	Name          string `json:"name"`
	Description   string `json:"description,omitzero"`
	Headquarters  string `json:"headquarters,omitzero"`
	Homepage      string `json:"homepage,omitzero"`
	OriginCountry string `json:"origin_country,omitzero"`
	// ParentID is the company this one belongs to, 0 if none.
	ParentID         int                `json:"parent,omitzero"`
	LogoPath         types.ImagePath    `json:"logo_path,omitzero"`
	AlternativeNames []*AlternativeName `json:"alternative_names,omitzero"`
	Images           Images             `json:"images,omitzero"`

	Parent *Company `json:"-"` // nil if none
}

// Network is a broadcaster or streaming service that shows series.
type Network struct {
	ID               int                `json:"id"`
	Name             string             `json:"name"`
	Headquarters     string             `json:"headquarters,omitzero"`
	Homepage         string             `json:"homepage,omitzero"`
	OriginCountry    string             `json:"origin_country,omitzero"`
	LogoPath         types.ImagePath    `json:"logo_path,omitzero"`
	AlternativeNames []*AlternativeName `json:"alternative_names,omitzero"`
	Images           Images             `json:"images,omitzero"`
}

// AlternativeName is another name of a company or network.
type AlternativeName struct {
	Name string `json:"name"`
	// Type says what sort of name it is; mostly empty.
	Type string `json:"type,omitzero"`
}

// resolveLogos makes sure that the logo is among the images and that each has
// the id that logos have.
func resolveLogos(im *Images, main types.ImagePath, owner string, id int) {
	im.Logos = withMain(im.Logos, main, 500, 250, "")
	for _, l := range im.Logos {
		if l.ID == "" {
			l.ID = makeID("logo", owner, id, string(l.FilePath))
		}
	}
}

func (co *Company) resolve(s *Set) {
	co.Parent = s.Company(co.ParentID)
	resolveLogos(&co.Images, co.LogoPath, "company", co.ID)
}

func (co *Company) check(c *checker) {
	var top place
	c.positive(top, "id", co.ID)
	c.required(top, "name", co.Name)
	c.country(top, "origin_country", co.OriginCountry)
	c.image(top, "logo_path", co.LogoPath)
	if co.ParentID != 0 && co.Parent == nil {
		c.failf(top, "parent", "no company %d", co.ParentID)
	}
	if co.ParentID == co.ID {
		c.failf(top, "parent", "is the company itself")
	}
	checkNames(c, co.AlternativeNames)
	co.Images.check(c)
}

func (n *Network) resolve() { resolveLogos(&n.Images, n.LogoPath, "network", n.ID) }

func (n *Network) check(c *checker) {
	var top place
	c.positive(top, "id", n.ID)
	c.required(top, "name", n.Name)
	c.country(top, "origin_country", n.OriginCountry)
	c.image(top, "logo_path", n.LogoPath)
	checkNames(c, n.AlternativeNames)
	n.Images.check(c)
}

func checkNames(c *checker, list []*AlternativeName) {
	for i, n := range list {
		c.required(place{"alternative_names", i}, "name", n.Name)
	}
}
