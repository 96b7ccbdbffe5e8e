package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// newRaw returns the command that sends a request to any path.
func newRaw(a *app.App, verb string) *cobra.Command {
	w := &way{}
	method := strings.ToUpper(verb)
	cmd := &cobra.Command{
		Use:     verb + " path",
		Short:   fmt.Sprintf("Send a %s to any path, such as /3/movie/550", method),
		GroupID: groupRaw,
		Long: fmt.Sprintf(`%s sends a %s to any path of the API with its query, and prints the response as it comes. A path
that the API is not known to have is sent as well, with a note. In /3/account/me and /4/account/me,
me is the user of tmdb login.`, verb, method),
		Example: map[string]string{
			http.MethodGet:    `  tmdb api get "/3/movie/550?append_to_response=credits"` + "\n" + `  tmdb api get "/3/discover/movie?with_genres=18" --limit 30 -o table`,
			http.MethodPost:   `  tmdb api post /3/movie/550/rating --body '{"value": 8.5}'`,
			http.MethodPut:    `  tmdb api put /4/list/1 --body '{"name": "Mine"}' --dry-run`,
			http.MethodDelete: `  tmdb api delete /3/movie/550/rating --dry-run`,
		}[method],
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := w.check(cmd); err != nil {
				return err
			}
			r, err := parse(method, args[0])
			if err != nil {
				return err
			}
			if w.body != "" {
				if r.body, err = readBody(cmd.Context(), w.body, cmd.InOrStdin()); err != nil {
					return err
				}
			}
			if (w.all || w.limit > 0) && (r.op == nil || r.op.Rows == "") {
				return app.Usagef("%s %s is no list that the API is known to have pages of: leave --all and --limit out", method, r.path)
			}
			if r.op == nil && !w.dryRun {
				fmt.Fprintf(cmd.ErrOrStderr(), "The API is not known to have %s %s: it is sent all the same.\n", method, r.path)
			}
			return w.do(a, cmd, r)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	w.addFlags(cmd, method == http.MethodGet, method != http.MethodGet, true)
	return cmd
}

// parse reads the path of a request, with its query.
func parse(method, text string) (*request, error) {
	u, err := url.Parse(text)
	if err != nil || u.Fragment != "" || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return nil, app.Usagef("the path cannot be read: want one such as /3/movie/550?language=de")
	}
	path := u.EscapedPath()
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	switch {
	case u.Scheme != "" || u.Host != "" || u.User != nil:
		return nil, app.Usagef("a path is wanted, without the server before it: such as /3/movie/550")
	case !strings.HasPrefix(path, "/3/") && !strings.HasPrefix(path, "/4/"):
		return nil, app.Usagef("%.60q is no path of the API: want one such as /3/movie/550 or /4/list/1", path)
	case strings.Contains(path, "//") || slices.ContainsFunc(strings.Split(u.Path, "/"), func(part string) bool { return part == "." || part == ".." }):
		return nil, app.Usagef("%.60q has an empty part, or one of dots: want a path such as /3/movie/550", path)
	}
	r := &request{method: method, path: path}
	r.op, _, _ = spec.Match(method, path)
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, value, _ := strings.Cut(part, "=")
		name, err := url.QueryUnescape(key)
		if part == "" {
			continue
		}
		if value, err2 := url.QueryUnescape(value); err == nil && err2 == nil {
			r.query = append(r.query, pair{name, value})
			continue
		}
		return nil, app.Usagef("the query has a %% that does not begin an escape: want %%25 for it")
	}
	named := r.get("session_id") != "" || r.get("guest_session_id") != ""
	r.asUser = strings.HasPrefix(path[2:]+"/", "/account/"+me+"/") || r.op != nil && r.op.NeedsUser() && !named
	return r, nil
}
