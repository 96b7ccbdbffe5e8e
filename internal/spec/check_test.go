package spec

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		op          *Operation
		query, want string // "" for a query that is right
	}{
		{DiscoverMovies, "", ""},
		{DiscoverMovies, "page=500&vote_average.gte=7.5&include_adult=true&year=1999", ""},
		{DiscoverMovies, "page=0", `page is "0": want a whole number from 1 to 500`},
		{DiscoverMovies, "page=501", `page is "501"`},
		{DiscoverMovies, "page=x", `page is "x"`},
		{DiscoverMovies, "page=", ""},
		{DiscoverMovies, "vote_average.gte=11", `vote_average.gte is "11": want a number from 0 to 10`},
		{DiscoverMovies, "vote_average.gte=NaN", `vote_average.gte is "NaN"`},
		{DiscoverMovies, "vote_count.gte=-1", `vote_count.gte is "-1": want a whole number of 0 or more`},
		{DiscoverMovies, "include_adult=yes", `include_adult is "yes": want true or false`},
		{DiscoverMovies, "primary_release_date.gte=2024-02-30", `primary_release_date.gte is "2024-02-30": want a day of the calendar as YYYY-MM-DD`},
		{DiscoverMovies, "with_genres=28,12", ""},
		{DiscoverMovies, "with_genres=28|12", ""},
		{DiscoverMovies, "with_genres=28,12|16", `with_genres is "28,12|16"`},
		{DiscoverMovies, "with_genres=28,", `with_genres is "28,"`},
		{DiscoverMovies, "with_genres=|28", `with_genres is "|28"`},
		{DiscoverMovies, "sort_by=some.new.order", ""},
		{DiscoverMovies, "unknown=1", ""},
		{SearchMovies, "", "query is missing"},
		{SearchMovies, "query=", "query is missing"},
		{SearchMovies, "query=a,b|", ""},
		{MovieDetails, "append_to_response=" + strings.Repeat("x,", 19) + "x", ""},
		{MovieDetails, "append_to_response=" + strings.Repeat("x,", 20) + "x", "append_to_response has 21 values: want at most 20"},
		{MovieDetails, "append_to_response=" + strings.Repeat("x,", 10) + "x&append_to_response=" + strings.Repeat("x,", 9) + "x", "append_to_response has 21 values"},
	} {
		query, err := url.ParseQuery(test.query)
		if err != nil {
			t.Fatal(err)
		}
		err = test.op.Check(query)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s?%s: %v, want %q", test.op.ID, test.query, err, test.want)
		}
	}
}

func TestCheckNumbers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		op         *Operation
		body, want string
	}{
		{AddMovieRating, `{"value":8.5}`, ""},
		{AddMovieRating, `{"value":0.5}`, ""},
		{AddMovieRating, `{"value":10}`, ""},
		{AddMovieRating, `{"value":10.5}`, "value is 10.5: want a number from 0.5 to 10 in steps of 0.5"},
		{AddMovieRating, `{"value":0}`, "value is 0"},
		{AddMovieRating, `{"value":7.3}`, "value is 7.3"},
		{AddMovieRating, `{"value":"x"}`, ""},
		{AddMovieRating, `[1]`, ""},
		{AddListItemsV4, `{"items":[{"media_type":"movie","media_id":550}]}`, ""},
		{AddListItemsV4, `{"items":[{"media_type":"movie","media_id":5.5}]}`, "media_id is 5.5: want a whole number"},
	} {
		var v any
		if err := json.Unmarshal([]byte(test.body), &v); err != nil {
			t.Fatal(err)
		}
		err := test.op.Body.CheckNumbers("body", v)
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s %s: %v, want %q", test.op.ID, test.body, err, test.want)
		}
	}
}

func TestKnows(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		schema *Schema
		text   string
		want   bool
	}{
		{&Schema{Enum: []string{"day", "week"}}, "day", true},
		{&Schema{Enum: []string{"day", "week"}}, "year", false},
		{&Schema{Enum: []string{"day"}, Open: true}, "year", true},
		{&Schema{}, "x", true},
		{&Schema{Type: "array", Items: &Schema{Enum: []string{"a", "b"}}}, "a,b", true},
		{&Schema{Type: "array", Items: &Schema{Enum: []string{"a", "b"}}}, "a,c", false},
	} {
		if got := test.schema.Knows(test.text); got != test.want {
			t.Errorf("%+v knows %s: %v", test.schema, test.text, got)
		}
	}
}

// TestSecretsShow: no error repeats the value of a secret.
func TestSecretsShow(t *testing.T) {
	t.Parallel()
	p := Parameter{Name: "session_id", Schema: Schema{Type: "integer", Format: "password"}}
	if err := p.Check("s3cret"); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
}

func TestStatusCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]Kind{1: Success, 12: Success, 13: Success, 34: NotFound, 7: Unauthorized, 5: Invalid, 25: RateLimited, 11: Unavailable} {
		if got, ok := Code(code); !ok || got.Kind != want || got.HTTP == 0 || got.Message == "" {
			t.Errorf("code %d: %+v, want %s", code, got, want)
		}
	}
	if _, ok := Code(4711); ok {
		t.Error("4711 is known")
	}
	if len(StatusCodes) != 47 {
		t.Errorf("%d codes, want 47", len(StatusCodes))
	}
}
