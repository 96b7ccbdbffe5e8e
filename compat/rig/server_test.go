package rig

import (
	"bufio"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const greeting = `# A stand-in for TMDB is at http://127.0.0.1:8750, which lists what it answers.
export TMDB_BASE_URL=http://127.0.0.1:8750
export TMDB_ACCESS_TOKEN='it'\''s mine'
export TMDB_API_KEY=key
# Users approve at http://127.0.0.1:8750/authenticate/{request_token}, or sign in with a password:
#   "ada", password "correct \"horse\""
#   "bruno", password "batterie-agrafe"
`

func TestReadGreeting(t *testing.T) {
	t.Parallel()
	without := func(part string) string { return strings.Replace(greeting, part, "", 1) }
	for name, test := range map[string]struct{ text, err string }{
		"all":                  {greeting, ""},
		"others among them":    {"export OTHER=1\n" + greeting, ""},
		"nothing":              {"", "ended before all was said"},
		"no users":             {greeting[:strings.Index(greeting, "#   ")], "ended before all was said"},
		"half a line":          {greeting[:strings.Index(greeting, "\", password")], "ended before all was said"},
		"no key":               {without("export TMDB_API_KEY=key\n"), "before 1 of the variables"},
		"a user not in quotes": {strings.ReplaceAll(greeting, `#   "`, `#   `), "ended before all was said"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env, err := readGreeting(bufio.NewReader(strings.NewReader(test.text)))
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("error %v, want %q", err, test.err)
				}
				return
			}
			want := []string{
				"TMDB_BASE_URL=http://127.0.0.1:8750", "TMDB_ACCESS_TOKEN=it's mine", "TMDB_API_KEY=key",
				"TMDB_USERNAME=ada", `TMDB_PASSWORD=correct "horse"`,
			}
			if err != nil || !slices.Equal(env, want) {
				t.Errorf("%q, %v, want %q", env, err, want)
			}
		})
	}
}

// TestServer reads the greeting of the program as it is, and ends it.
func TestServer(t *testing.T) {
	t.Parallel()
	p, err := BuildServer(t.Context(), "../..")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Remove()
	s, err := p.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	env := map[string]string{}
	for _, set := range s.Env {
		name, value, _ := strings.Cut(set, "=")
		env[name] = value
	}
	// What is unknown is ignored, as TMDB does.
	r, err := http.NewRequestWithContext(t.Context(), "GET", env["TMDB_BASE_URL"]+"/3/configuration?unknown=1", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+env["TMDB_ACCESS_TOKEN"])
	resp, err := (&http.Transport{}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 {
		t.Errorf("status %d, want 200", resp.StatusCode)
	}
	if err := s.Stop(); err != nil {
		t.Errorf("it ends with %v", err)
	}
}
