package user

import (
	"fmt"

	"github.com/tmdb-go/tmdb/gen"
)

// Item is a movie, a series or an episode. Two of the same are equal.
type Item struct {
	kind            kind
	id              int // of the movie or series
	season, episode int
}

type kind string

const (
	movie   kind = "movie"
	series  kind = "series"
	episode kind = "episode"
)

// Movie returns the movie with an id of TMDB's.
func Movie(id int) Item { return Item{kind: movie, id: id} }

// Series returns the series with an id of TMDB's.
func Series(id int) Item { return Item{kind: series, id: id} }

// Episode returns an episode of the series with an id of TMDB's, by the numbers of its season, which
// is 0 for specials, and of its own.
func Episode(seriesID, season, number int) Item {
	return Item{kind: episode, id: seriesID, season: season, episode: number}
}

// String returns what the item is: "movie 550", "series 1399", "series 1399 season 8 episode 3".
func (i Item) String() string {
	switch i.kind {
	case "":
		return "no item"
	case episode:
		return fmt.Sprintf("series %d season %d episode %d", i.id, i.season, i.episode)
	}
	return fmt.Sprintf("%s %d", i.kind, i.id)
}

// check says what is wrong with an item that cannot be.
func (i Item) check() error {
	switch {
	case i.kind == "":
		return refuse("item is empty: want one such as user.Movie(550)")
	case i.id < 1:
		return refuse("item is %v: want an id of 1 or more", i)
	case i.season < 0 || i.episode < 0:
		return refuse("item is %v: want numbers of 0 or more", i)
	}
	return nil
}

// checkMedia is check for where only movies and series can be.
func (i Item) checkMedia(where string) error {
	if err := i.check(); err != nil {
		return err
	}
	if i.kind == episode {
		return refuse("item is %v, but %s hold movies and series: want one of these", i, where)
	}
	return nil
}

// mediaType returns what TMDB calls a movie or series.
func (i Item) mediaType() gen.FavoriteMediaType {
	if i.kind == movie {
		return gen.FavoriteMediaTypeMovie
	}
	return gen.FavoriteMediaTypeTV
}
