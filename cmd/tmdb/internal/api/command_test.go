package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/config"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// execute runs a command line and returns what it prints to its output.
func execute(t *testing.T, args ...string) (stdout string, err error) {
	t.Helper()
	a := &app.App{Now: time.Now, Config: config.New(""), Store: credential.New("")}
	defer a.Close()
	root := &cobra.Command{Use: "tmdb", SilenceErrors: true, SilenceUsage: true}
	root.AddGroup(&cobra.Group{ID: "all", Title: "All:"})
	a.AddFlags(root)
	Add(a, root, "all")(args)
	var out bytes.Buffer
	root.SetOut(&out)
	root.SetErr(io.Discard)
	root.SetArgs(args)
	err = root.ExecuteContext(t.Context())
	return out.String(), err
}

// sample returns a value of a schema.
func sample(s *spec.Schema) any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type == "integer" || s.Type == "number":
		return max(1, s.Min.Value)
	case s.Type == "boolean":
		return true
	case s.Type == "array":
		return []any{sample(s.Items)}
	case s.Type == "object":
		object := map[string]any{}
		for _, p := range s.Properties {
			object[p.Name] = sample(&p.Schema)
		}
		return object
	case s.Format == "date":
		return "2026-01-02"
	case s.Secret():
		return "aSecret"
	}
	return "de"
}

func text(v any) string {
	data, _ := json.Marshal(v)
	return strings.Trim(string(data), `"[]`)
}

// TestAll: each operation is a command with all that it takes, which makes the request for it, and shows
// no secret.
func TestAll(t *testing.T) {
	t.Parallel()
	for _, op := range spec.Operations {
		t.Run(op.ID, func(t *testing.T) {
			t.Parallel()
			args := []string{"api", kebab(op.Service), kebab(op.GoMethod)}
			for p := range op.In(spec.InPath) {
				args = append(args, text(sample(&p.Schema)))
			}
			var wanted []string
			for p := range op.In(spec.InQuery) {
				if slices.Contains(everywhere, p.Name) || p.Name == "guest_session_id" && op.NeedsUser() || isOfRange(p.Name) {
					continue
				}
				wanted = append(wanted, p.Name)
				args = append(args, "--"+flagName(p.Name)+"="+text(sample(&p.Schema)))
			}
			if op.Body != nil {
				body, err := json.Marshal(sample(op.Body))
				if err != nil {
					t.Fatal(err)
				}
				args = append(args, "--body", string(body))
			}
			if op.NeedsUser() && strings.HasPrefix(op.Path, "/3/") {
				wanted = append(wanted, "session_id")
			}
			out, err := execute(t, append(args, "--dry-run")...)
			if err != nil {
				t.Fatalf("%q: %v", args, err)
			}
			if strings.Contains(out, "aSecret") {
				t.Errorf("%q shows a secret:\n%s", args, out)
			}
			first, _, _ := strings.Cut(out, "\n")
			method, address, _ := strings.Cut(first, " ")
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			if got := spec.Find(method, u.EscapedPath()); got != op {
				t.Errorf("%q is %s, which is %v", args, first, got)
			}
			for _, name := range wanted {
				if !u.Query().Has(name) {
					t.Errorf("%q lacks %s: %s", args, name, first)
				}
			}
			if !strings.Contains(out, "\ncurl ") || !strings.Contains(out, "Bearer $TMDB_") && !strings.Contains(out, "api_key=$TMDB_API_KEY") {
				t.Errorf("%q is no line for curl:\n%s", args, out)
			}
			help, err := execute(t, append(args[:3:3], "--help")...)
			if err != nil || !strings.Contains(help, op.Path) || !strings.Contains(help, op.Docs) {
				t.Errorf("the help of %q (%v):\n%s", args[:3], err, help)
			}
		})
	}
}

// isOfRange reports whether a parameter goes with others only, of which some are tried.
func isOfRange(name string) bool {
	return name == "certification_country" || strings.HasPrefix(name, "certification") || name == "with_watch_monetization_types"
}

// TestRefused: what is wrong is told by the words of the command line, with exit code 2.
func TestRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ args, want string }{
		{"api movis", `"movis" is no service: do you mean movies?`},
		{"api xyz", `"xyz" is no service: see tmdb api`},
		{"api movies detail", `"detail" is no method of movies: do you mean details?`},
		{"api movies details", "there are 0 values for the path: want tmdb api movies details movie-id"},
		{"api movies details abc", `movie_id is "abc": want a whole number`},
		{"api find by-external-id ../movie", "external_id holds a slash"},
		{"api find by-external-id tt0137523", "--external-source is missing: want one of"},
		{"api discover movies --vote-average-gte 11", `--vote-average-gte is "11": want a number from 0 to 10`},
		{"api discover movies --primary-release-date-gte=soon", `--primary-release-date-gte is "soon": want a day`},
		{"api movies details 550 --append-to-response credit", `--append-to-response is "credit": want some of account_states,`},
		{"api trending movies month", `time_window is "month": want one of day, week`},
		{"api discover movies --limit -1", "--limit is -1: want 1 or more, or 0 for all"},
		{"api discover movies --limit 3 --all", "--all and --limit exclude each other"},
		{"api movies add-rating 550", "--body is missing: want a JSON object of value"},
		{"api get movie/550", `"/movie/550" is no path of the API`},
		{"api get https://evil.example/3/movie/550", "a path is wanted, without the server"},
		{"api get //evil.example/3/movie/550", "a path is wanted, without the server"},
		{"api get /3/../x", `"/3/../x" has an empty part`},
		{"api get /3/%2e%2e/x", `"/3/%2e%2e/x" has an empty part`},
		{"api get /3/movie/550?a=%", "the query has a %"},
		{"api get /3/movie/550#cast", "the path cannot be read"},
		{"api get /3/movie/550 --all", "GET /3/movie/550 is no list"},
		{"api people details 6384 --demo -o csv", "--output is csv: the response is no list of rows: want -o json"},
	} {
		t.Run(tt.args, func(t *testing.T) {
			t.Parallel()
			out, err := execute(t, strings.Fields(tt.args)...)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) || app.ExitCode(err) != 2 || out != "" {
				t.Errorf("%q and %v, exit code %d, want %q", out, err, app.ExitCode(err), tt.want)
			}
		})
	}
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args []string
		want []string // the first of them
	}{
		{[]string{"api", "movie"}, []string{"movie-lists\tMovies in cinemas, to come, popular and top rated.", "movies\tMovies and all that belongs to them."}},
		{[]string{"api", "movies", "de"}, []string{"delete-rating\tDelete Movie Rating", "details\tMovie Details"}},
		{[]string{"api", "discover", "movies", "--sort-by", "vote"}, []string{"vote_average.asc", "vote_average.desc", "vote_count.asc", "vote_count.desc"}},
		{[]string{"api", "movies", "details", "550", "--append-to-response", "credits,vi"}, []string{"credits,videos"}},
		{[]string{"api", "trending", "movies", "w"}, []string{"week"}},
		{[]string{"api", "account", "lists", ""}, []string{"me"}},
		{[]string{"api", "movies", "reviews", "550", "--pa"}, []string{"--page"}},
	} {
		out, err := execute(t, append([]string{cobra.ShellCompRequestCmd}, tt.args...)...)
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if err != nil || !slices.Equal(lines[:len(lines)-1], tt.want) {
			t.Errorf("%q: %q and %v, want %q", tt.args, lines, err, tt.want)
		}
	}
}
