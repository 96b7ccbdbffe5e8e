package wrapper

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestUnions switches over a search that holds what TMDB sends today and what it may send tomorrow.
func TestUnions(t *testing.T) {
	t.Parallel()
	rows := []struct{ json, want string }{
		{`{"id":550,"media_type":"movie","title":"Fight Club"}`, "movie Fight Club"},
		{`{"id":1396,"media_type":"tv","name":"Breaking Bad"}`, "series Breaking Bad"},
		{`{"id":287,"media_type":"person","name":"Brad Pitt"}`, "person Brad Pitt"},
		{`{"id":1,"media_type":"podcast"}`, `raw {"id":1,"media_type":"podcast"}`},
		{`{"id":1}`, `raw {"id":1}`},
		{`{"id":"x","media_type":"movie"}`, `raw {"id":"x","media_type":"movie"}`},
		{`{"media_type":7}`, `raw {"media_type":7}`},
		{`[]`, `raw []`},
		{`null`, `raw null`},
	}
	body := `{"page":1,"total_pages":1,"total_results":1,"results":[`
	for i, row := range rows {
		if i > 0 {
			body += ","
		}
		body += row.json
	}
	client := newTestClient(t, testkit.Respond(200, jsonType, body+"]}"))
	page, err := client.Search.Multi(t.Context(), &gen.SearchMultiParams{Query: "x"})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Results) != len(rows) {
		t.Fatalf("%d results, want %d", len(page.Results), len(rows))
	}
	for i, item := range page.Results {
		var got string
		switch v := item.Value().(type) {
		case gen.Movie:
			got = "movie " + v.Title
		case gen.TVSeries:
			got = "series " + v.Name
		case gen.Person:
			got = "person " + v.Name
		case json.RawMessage:
			got = "raw " + string(v)
		default:
			got = fmt.Sprintf("%T", v)
		}
		if got != rows[i].want {
			t.Errorf("row %d: got %s, want %s", i, got, rows[i].want)
		}
		if again, err := json.Marshal(item); err != nil || string(again) != rows[i].json {
			t.Errorf("row %d is encoded as %s, %v", i, again, err)
		}
	}
	if v, ok := (gen.MediaItem{}).Value().(json.RawMessage); !ok || string(v) != "null" {
		t.Errorf("the zero item is %s", v)
	}
}

func TestLenientLists(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		json string
		want int
	}{{`[18,53]`, 2}, {`{}`, 0}, {`[]`, 0}, {`null`, 0}} {
		var movie gen.Movie
		if err := json.Unmarshal([]byte(`{"id":550,"genre_ids":`+test.json+`}`), &movie); err != nil || len(movie.GenreIDs) != test.want {
			t.Errorf("%s: %v, %v", test.json, movie.GenreIDs, err)
		}
	}
}
