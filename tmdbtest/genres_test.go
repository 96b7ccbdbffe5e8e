package tmdbtest

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"unicode"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// TestGenreConstants holds the genres against the constants of gen, which the spec has by id and name.
func TestGenreConstants(t *testing.T) {
	t.Parallel()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(t)
	for schema, path := range map[string]string{"MovieGenre": "/3/genre/movie/list", "TVGenre": "/3/genre/tv/list"} {
		want, got := map[string]string{}, map[string]string{}
		vocabulary := doc.Components.Schemas[schema]
		names, _ := vocabulary.Value.Extensions["x-enum-varnames"].([]any)
		for i, id := range read.Schema(vocabulary).Enum {
			want[id] = fmt.Sprint(names[i])
		}
		for _, genre := range fetch[gen.Genres](t, s, path).Genres {
			got[itoa(genre.ID)] = strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) {
					return r
				}
				return -1
			}, genre.Name)
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s has %v, the constants of %s are %v", path, got, schema, want)
		}
	}
}
