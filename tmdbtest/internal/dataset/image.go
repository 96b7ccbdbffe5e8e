package dataset

import (
	"math"
	"path"
	"slices"

	"github.com/tmdb-go/tmdb/types"
)

// Image is one picture on TMDB's image server.
type Image struct {
	// ID is 24 hex digits. Only the logos of companies and networks and tagged
	// images show one.
	ID       string          `json:"id,omitzero"`
	FilePath types.ImagePath `json:"file_path"`
	// Width and Height are in pixels.
	Width  int `json:"width"`
	Height int `json:"height"`
	// Language is what is written on the image; empty if nothing is, which TMDB
	// sends as null. Country is empty as well then, and may be otherwise.
	Language string `json:"language,omitzero"`
	Country  string `json:"country,omitzero"`
	// VoteAverage is from 0 to 10.
	VoteAverage float64 `json:"vote_average,omitzero"`
	VoteCount   int     `json:"vote_count,omitzero"`
}

// AspectRatio returns width by height, rounded to three places as TMDB does.
func (i *Image) AspectRatio() float64 {
	if i.Height == 0 {
		return 0
	}
	return math.Round(1000*float64(i.Width)/float64(i.Height)) / 1000
}

// FileType returns the extension of the file, such as ".png".
func (i *Image) FileType() string { return path.Ext(string(i.FilePath)) }

// Images are the pictures of an entity by kind. Lists that a kind of entity
// does not have are empty.
//
// The image that the entity shows, its poster_path and so on, is always among
// them: Load adds it, in the usual size, where the data does not list it.
type Images struct {
	Backdrops []*Image `json:"backdrops,omitzero"`
	Posters   []*Image `json:"posters,omitzero"`
	Logos     []*Image `json:"logos,omitzero"`
	Profiles  []*Image `json:"profiles,omitzero"`
	Stills    []*Image `json:"stills,omitzero"`
}

// withMain returns list with an image for main in front, unless it is there.
func withMain(list []*Image, main types.ImagePath, width, height int, language string) []*Image {
	if main.IsZero() || slices.ContainsFunc(list, func(i *Image) bool { return i.FilePath == main }) {
		return list
	}
	return append([]*Image{{FilePath: main, Width: width, Height: height, Language: language}}, list...)
}

func (im *Images) check(c *checker) {
	for _, kind := range []struct {
		name string
		list []*Image
	}{
		{"backdrops", im.Backdrops},
		{"posters", im.Posters},
		{"logos", im.Logos},
		{"profiles", im.Profiles},
		{"stills", im.Stills},
	} {
		seen := make(map[types.ImagePath]bool, len(kind.list))
		for i, img := range kind.list {
			at := place{"images." + kind.name, i}
			img.check(c, at)
			if seen[img.FilePath] {
				c.failf(at, "file_path", "%s is listed twice", img.FilePath)
			}
			seen[img.FilePath] = true
		}
	}
}

func (i *Image) check(c *checker, at place) {
	if i.FilePath.IsZero() {
		c.failf(at, "file_path", "is missing")
	}
	c.image(at, "file_path", i.FilePath)
	c.hexID(at, "id", i.ID)
	c.language(at, "language", i.Language)
	c.country(at, "country", i.Country)
	c.vote(at, "vote_average", i.VoteAverage)
	if i.Width <= 0 || i.Height <= 0 {
		c.failf(at, "", "has width %d and height %d, wants pixels", i.Width, i.Height)
	}
}
