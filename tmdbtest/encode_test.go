package tmdbtest

import (
	"encoding/json"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

func TestEncode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		v    any
		want string
	}{
		{"what is required stays", gen.TMDBAvatar{}, `{"avatar_path":null}`},
		{"what is not required goes", gen.Status{StatusCode: 1, StatusMessage: "<a> & \"é\""}, `{"status_code":1,"status_message":"<a> & \"é\""}`},
		{"pointer", &gen.Session{Success: true}, `{"session_id":"","success":true}`},
		{"empty object", gen.Account{ID: 1}, `{"avatar":{"gravatar":{"hash":""}},"id":1,"include_adult":false,"iso_3166_1":"","iso_639_1":"","name":"","username":""}`},
		{"lists", gen.MediaPage{Page: 1}, `{"page":1,"results":[],"total_pages":0,"total_results":0}`},
		{"null in a map of texts", gen.ListDetailsV4{Comments: map[string]string{"b": "", "a": "x"}}.Comments, `{"a":"x","b":null}`},
		{"rating", gen.RatedMovie{Rating: 8.5}.Rating, `8.5`},
		{"rated", types.NotRated(), `false`},
		{"nil", nil, `null`},
		{"raw", json.RawMessage(`{ "a": 1 }`), `{"a":1}`},
		{"big", gen.ListDetailsV4{Revenue: 11543861068}.Revenue, `11543861068`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := encode(tt.v)
			if err != nil || string(got) != tt.want {
				t.Errorf("%s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestEncodeKeepsAppendedSeasons(t *testing.T) {
	t.Parallel()
	var d gen.TVSeriesDetails
	d.ID = 1
	d.Set("season/1", json.RawMessage(`{"id":2}`))
	data, err := encode(&d)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	if string(fields["season/1"]) != `{"id":2}` || string(fields["id"]) != "1" {
		t.Errorf("%s, want season/1 beside the id", data)
	}
}

func TestEncodeUnion(t *testing.T) {
	t.Parallel()
	var item gen.MediaItem
	if err := item.FromTVSeries(gen.TVSeries{ID: 1, MediaType: gen.MediaTypeTV}); err != nil {
		t.Fatal(err)
	}
	data, err := encode([]gen.MediaItem{item})
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	if poster, ok := rows[0]["poster_path"]; !ok || poster != nil {
		t.Errorf("%s, want poster_path null", data)
	}
}
