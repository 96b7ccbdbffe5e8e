package proof

import (
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

// TestCheckNotices shows that a wrong recording does not pass.
func TestCheckNotices(t *testing.T) {
	t.Parallel()
	const (
		keywords = "/3/movie/{movie_id}/keywords"
		multi    = "/3/search/multi"
		person   = `"id":287,"media_type":"person","adult":false,"gender":2,"name":"Brad Pitt","profile_path":null`
	)
	page := func(row string) string {
		return `{"page":1,"results":[` + row + `],"total_pages":1,"total_results":1}`
	}
	tests := []struct {
		name   string
		method string // GET if empty
		path   string
		status int // 200 if 0
		body   string
		// Each finding has to contain the text at its place.
		failures, violations, diffs []string
		unknown                     int
	}{
		{name: "nothing", path: keywords, body: `{"id":550,"keywords":[{"id":825,"name":"support group"}]}`},
		{
			name: "unknown field", path: keywords, body: `{"id":550,"keywords":[{"id":825,"name":"support group","slug":"x"}]}`,
			diffs: []string{`lost /keywords/0/slug: "x"`},
		},
		{
			name: "missing field", path: keywords, body: `{"id":550,"keywords":[{"id":825}]}`,
			violations: []string{`"/keywords/0/name": property "name" is missing`},
		},
		{name: "wrong type", path: keywords, body: `{"id":550,"keywords":[{"id":"825","name":"x"}]}`, failures: []string{"does not decode"}},
		{name: "no JSON", path: keywords, body: `<html></html>`, failures: []string{"does not decode"}},
		{name: "cut off", path: keywords, body: `{"id":550,"key`, failures: []string{"does not decode"}},
		{
			name: "status without a type", path: keywords, status: 201, body: `{"id":550,"keywords":[]}`,
			failures: []string{"no typed result for status 201"}, violations: []string{"no JSON for status 201"},
		},
		{name: "declared error", path: keywords, status: 404, body: `{"success":false,"status_code":34,"status_message":"Not here."}`},
		{name: "other error", path: keywords, status: 503, body: `{"success":false,"status_code":9,"status_message":"Later."}`},
		{
			name: "member", path: multi, body: page(`{` + person + `,"shoe_size":44}`),
			diffs: []string{"lost /results/0/shoe_size: 44"},
		},
		{
			name: "member of a member", path: multi,
			body: page(`{` + person + `,"known_for":[{"media_type":"movie","id":550,"adult":false,"backdrop_path":null,"genre_ids":[18],` +
				`"original_language":"en","original_title":"Fight Club","overview":"","popularity":1.5,"poster_path":null,"release_date":"",` +
				`"title":"Fight Club","video":false,"vote_average":8.4,"vote_count":1,"sequel":false}]}`),
			diffs: []string{"lost /results/0/known_for/0/sequel: false"},
		},
		{
			name: "member that does not decode", path: multi, body: page(`{` + strings.Replace(person, "287", `"x"`, 1) + `}`),
			failures: []string{"/results/0: gen.MediaItem does not decode"}, violations: []string{"/results/0"},
		},
		{name: "member of a kind to come", path: multi, body: page(`{"id":1,"media_type":"podcast","feed":"x"}`), unknown: 1},
		{
			name: "member of a kind to come, appended", path: "/3/person/{person_id}",
			body:    `{"id":287,"combined_credits":{"cast":[{"id":1,"media_type":"podcast"}],"crew":[]}}`,
			unknown: 1, violations: []string{`"/also_known_as"`},
		},
		{
			name: "member without a kind", path: multi, body: page(`{"id":1}`), unknown: 1,
			violations: []string{"discriminator"},
		},
		{
			name: "append that does not exist", path: "/3/tv/{series_id}", body: `{"id":1396,"gossip":[]}`,
			diffs: []string{"lost /gossip: []"}, violations: []string{"missing"},
		},
		{
			name: "appended season", path: "/3/tv/{series_id}", body: `{"id":1396,"season/1":{"id":3572,"weather":"dry"}}`,
			diffs: []string{`lost /season~11/weather: "dry"`}, violations: []string{"missing"},
		},
		{
			name: "appended season that does not decode", path: "/3/tv/{series_id}", body: `{"id":1396,"season/1":{"episodes":5}}`,
			failures: []string{"/season~11: "}, violations: []string{"missing"},
		},
		{name: "written and answered with 201", method: "POST", path: "/3/movie/{movie_id}/rating", status: 201, body: `{"success":true,"status_code":1,"status_message":"Success."}`},
	}
	recordings := make([]recorded.Response, len(tests))
	for i, test := range tests {
		recordings[i] = recorded.Response{Method: test.method, Path: test.path, Status: test.status, Body: []byte(test.body)}
		if test.method == "" {
			recordings[i].Method = "GET"
		}
		if test.status == 0 {
			recordings[i].Status = 200
		}
	}
	c := newChecker(t, recordings)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			found, err := c.check(t.Context(), i)
			if err != nil {
				t.Fatal(err)
			}
			var diffs []string
			for _, d := range found.diffs {
				diffs = append(diffs, d.String())
			}
			expect(t, "failures", found.failures, test.failures)
			expect(t, "violations", found.violations, test.violations)
			expect(t, "differences", diffs, test.diffs)
			for _, text := range found.violations {
				if strings.Contains(text, "invalid value") {
					t.Errorf("violations: %q, want none for a kind to come", text)
				}
			}
			if found.unknown != test.unknown {
				t.Errorf("%d members of an unknown kind, want %d", found.unknown, test.unknown)
			}
		})
	}
}

// expect wants at least one text for each part, in this order, and none if there are no parts.
func expect(t *testing.T, what string, texts, parts []string) {
	t.Helper()
	if len(parts) == 0 && len(texts) > 0 {
		t.Errorf("%s: %q, want none", what, texts)
	}
	for _, part := range parts {
		i := slices.IndexFunc(texts, func(s string) bool { return strings.Contains(s, part) })
		if i < 0 {
			t.Errorf("%s: none of %q has %q", what, texts, part)
			continue
		}
		texts = texts[i+1:]
	}
}

func TestCheckRefusesUnknownOperation(t *testing.T) {
	t.Parallel()
	c := newChecker(t, []recorded.Response{{Method: "GET", Path: "/3/weather", Status: 200, Body: []byte(`{}`)}})
	if _, err := c.check(t.Context(), 0); err == nil || !strings.Contains(err.Error(), "GET /3/weather") {
		t.Errorf("err = %v, want one that names GET /3/weather", err)
	}
}
