package dataset

import (
	"strconv"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// Image is what the data tells of a picture.
type Image struct {
	// Kind is backdrop, logo, poster, profile or still.
	Kind string
	// Title is the name of what it is of.
	Title string
	// Width and Height are 0 if the data does not tell.
	Width, Height int
}

// Image returns the picture with a path such as /pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg, and false if nothing has
// it.
func (s *Set) Image(path string) (Image, bool) {
	i, ok := s.images.get(s.findImages)[path]
	return i, ok
}

// kinds are the kinds of pictures by the fields that tell of them.
var kinds = map[string]string{
	"backdrops": "backdrop", "logos": "logo", "posters": "poster", "profiles": "profile", "stills": "still",
	"backdrop_path": "backdrop", "logo_path": "logo", "poster_path": "poster", "profile_path": "profile", "still_path": "still",
}

// titles returns the movies, series and seasons.
func (s *Set) titles() (all []interface{ Piece(string) object.Object }) {
	for _, m := range s.Movies {
		all = append(all, m)
	}
	for _, t := range s.TV {
		all = append(all, t)
		for _, season := range t.Seasons {
			all = append(all, season)
		}
	}
	return all
}

func (s *Set) findImages() map[string]Image {
	all := map[string]Image{}
	note := func(title string, details, images object.Object) {
		for _, f := range images {
			for _, row := range object.List(f.Value) {
				all[row.Text("file_path")] = Image{kinds[f.Name], title, row.Int("width"), row.Int("height")}
			}
		}
		for name, kind := range kinds {
			path := details.Text(name)
			if _, known := all[path]; !known && path != "" {
				all[path] = Image{Kind: kind, Title: title}
			}
		}
	}
	for _, m := range s.Movies {
		note(m.Details().Title, m.Object(), m.Piece("images"))
	}
	for _, t := range s.TV {
		name := t.Details().Name
		note(name, t.Object(), t.Piece("images"))
		for _, row := range t.Object().List("seasons") {
			note(name+", "+row.Text("name"), row, nil)
		}
		for _, season := range t.Seasons {
			note(name+", "+season.Object().Text("name"), season.Object(), season.Piece("images"))
			for _, e := range season.Episodes() {
				of := name + " " + strconv.Itoa(season.Number) + "x" + strconv.Itoa(e.Number)
				note(of, e.Object(), e.Piece("images"))
			}
		}
	}
	for _, p := range s.People() {
		note(p.Object().Text("name"), p.Object(), p.Piece("images"))
	}
	for _, c := range s.Collections() {
		note(c.Object().Text("name"), c.Object(), c.Piece("images"))
	}
	for _, c := range s.Companies() {
		note(c.Object().Text("name"), c.Object(), c.Piece("images"))
	}
	for _, n := range s.Networks() {
		note(n.Object().Text("name"), n.Object(), n.Piece("images"))
	}
	// The details of a title are all that tells of some providers and authors.
	for _, of := range s.titles() {
		countries, _ := object.Parse(of.Piece("watch/providers").Get("results"))
		for _, country := range countries {
			ways, _ := object.Parse(country.Value)
			for _, way := range ways {
				for _, p := range object.List(way.Value) {
					note(p.Text("provider_name"), p, nil)
				}
			}
		}
		for _, review := range of.Piece("reviews").List("results") {
			author, _ := object.Parse(review.Get("author_details"))
			note(author.Text("username"), object.Of("profile_path", author.Get("avatar_path")), nil)
		}
	}
	for _, kind := range []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV} {
		list, _ := object.Parse(s.Static("/3/watch/providers/"+string(kind), "en"))
		for _, p := range list.List("results") {
			note(p.Text("provider_name"), p, nil)
		}
	}
	for _, u := range s.Users {
		note(u.Username, object.Of("profile_path", u.AvatarPath), nil)
	}
	delete(all, "")
	return all
}
