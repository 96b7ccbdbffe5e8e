package database_test

import (
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

// called returns a movie that is called so in English, and so in other languages.
func called(id int, popularity, title, original, german, alternative string) database.Document {
	body := `{"id":` + itoa(id) + `,"title":"` + title + `","original_title":"` + original + `","popularity":` + popularity + `,
		"translations":{"translations":[{"iso_639_1":"de","iso_3166_1":"DE","data":{"title":"` + german + `"}}]},
		"alternative_titles":{"titles":[{"iso_3166_1":"US","title":"` + alternative + `"}]}}`
	return database.Document{Kind: database.Movie, ID: id, Body: []byte(body), Fetched: start}
}

func TestSearch(t *testing.T) {
	tests := []struct {
		text string
		want []int
	}{
		{"amelie", []int{194}},
		{"AMÉLIE", []int{194}},
		{"le fabuleux destin", []int{194}},
		{"fabelhafte der amélie", []int{194}},
		{"fabel welt", nil}, // a beginning is the last word
		{"die fabel", []int{194}},
		{"千と", []int{129}},
		{"尋の神隠", []int{129}},
		{"と千", []int{129}}, // the last character of a and the first of b do not make ab
		{"隠千", nil},
		{"京物", nil}, // one title ends and the next begins so
		{"物語", []int{10}},
		{"its kind", []int{8}},
		{"it's a kind", []int{8}},
		{"strasse lodz", []int{9}},
		{"Straße Łódź", []int{9}},
		{"the matrix", []int{603, 624860}}, // what is called so before what is popular
		{"matrix", []int{624860, 603}},
		{"", nil},
		{" -'\" ", nil},
		{`x" OR "y' | !z:* (`, nil},
	}
	onBoth(t, func(t *testing.T, db *database.DB) {
		put(t, db,
			called(194, "50", "Amélie", "Le Fabuleux Destin d'Amélie Poulain", "Die fabelhafte Welt der Amélie", ""),
			called(129, "60", "Spirited Away", "千と千尋の神隠し", "Chihiros Reise ins Zauberland", "千と千"),
			called(8, "1", "It’s a kind", "It’s a kind", "", ""),
			called(9, "1", "Street", "Łódź", "Straße nach Łódź", ""),
			called(10, "1", "Tokyo Story", "東京", "物語", ""),
			called(603, "10", "The Matrix", "The Matrix", "Matrix", ""),
			called(624860, "90", "The Matrix Resurrections", "The Matrix Resurrections", "", ""),
			called(7, "99", "Gone Matrix", "", "", ""),
			database.Document{Kind: database.Season, ID: 603, Body: []byte(`{"id":603,"name":"matrix"}`), Fetched: start},
		)
		gone(t, db, database.Movie, "404", start, 7)
		for _, test := range tests {
			found, err := db.Search(t.Context(), test.text, 2)
			if err != nil {
				t.Errorf("%s: %v", test.text, err)
			}
			var ids []int
			for _, f := range found {
				ids = append(ids, f.ID)
				if f.Kind != database.Movie || f.Title == "" {
					t.Errorf("%s: found %+v", test.text, f)
				}
			}
			if !slices.Equal(ids, test.want) {
				t.Errorf("%s: found %v: want %v", test.text, ids, test.want)
			}
		}
		put(t, db, called(194, "50", "Another", "", "", ""))
		if found, err := db.Search(t.Context(), "fabuleux", 2); err != nil || len(found) > 0 {
			t.Errorf("found %v, %v by the title that it had", found, err)
		}
	})
}

// Both databases take whatever is searched, and find the same.
func FuzzSearch(f *testing.F) {
	lite, post := open(f, testdb.New(f, "sqlite")), open(f, testdb.New(f, "postgres"))
	for _, db := range []*database.DB{lite, post} {
		put(f, db, called(1, "1", "Amélie OR NEAR", "千と千尋の神隠し", "Die", "x"), keyword(2, "not and or"))
	}
	for _, text := range []string{"amel", "千と", "a AND b", `"`, `\`, "':*", "near(", "\x00", "\xff", "é", "ﬁ ½ ²", "कि"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := lite.Search(t.Context(), text, 3)
		if err != nil {
			t.Error(err)
		}
		b, err := post.Search(t.Context(), text, 3)
		if err != nil {
			t.Error(err)
		}
		if !slices.Equal(a, b) {
			t.Errorf("SQLite finds %v, PostgreSQL %v", a, b)
		}
	})
}
