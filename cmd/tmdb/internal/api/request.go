package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/check"
	"github.com/tmdb-go/tmdb/internal/spec"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// request is what a command asks for.
type request struct {
	op     *spec.Operation // nil if the API is not known to have it
	method string
	path   string // from /3/ or /4/ on, escaped
	query  []pair
	body   []byte // nil for none
	asUser bool
}

// pair is a parameter of a query. The commas in a value stay as they are.
type pair struct{ name, value string }

// target returns path and query.
func (r *request) target() string {
	parts := make([]string, len(r.query))
	for i, p := range r.query {
		values := strings.Split(p.value, ",")
		for i, value := range values {
			values[i] = url.QueryEscape(value)
		}
		parts[i] = url.QueryEscape(p.name) + "=" + strings.Join(values, ",")
	}
	if len(parts) == 0 {
		return r.path
	}
	return r.path + "?" + strings.Join(parts, "&")
}

// get returns a parameter, "" if it is not there.
func (r *request) get(name string) string {
	for _, p := range r.query {
		if p.name == name {
			return p.value
		}
	}
	return ""
}

// at returns the same for a page of a list.
func (r *request) at(page int) *request {
	other := *r
	other.query = nil
	for _, p := range r.query {
		if p.name != "page" {
			other.query = append(other.query, p)
		}
	}
	other.query = append(other.query, pair{"page", fmt.Sprint(page)})
	return &other
}

// byToken reports whether a user is known by a token, as in v4.
func (r *request) byToken() bool { return strings.HasPrefix(r.path, "/4/") }

// me is who asks, in place of the id of an account.
const me = "me"

// asAccount returns the path with the account of a user in place of me. In v3 any number will do, as the
// session says whose account it is.
func (r *request) asAccount(user *app.User) string {
	id := "0"
	if r.byToken() {
		id = user.AccountID
	}
	for _, before := range []string{"/3/account/" + me, "/4/account/" + me} {
		if rest, ok := strings.CutPrefix(r.path, before); ok && (rest == "" || rest[0] == '/') {
			return strings.TrimSuffix(before, me) + url.PathEscape(id) + rest
		}
	}
	return r.path
}

// send sends a request by what sends those of the client, and returns the response as it came.
func send(ctx context.Context, client *tmdb.Client, r *request) ([]byte, error) {
	generated, ok := client.API.ClientInterface.(*gen.Client)
	if !ok {
		return nil, errors.New("the client is not the generated one")
	}
	base, err := url.Parse(generated.Server)
	if err != nil {
		return nil, err
	}
	u, err := base.Parse("." + r.target())
	if err != nil {
		return nil, app.Usagef("the path cannot be read: want one such as /3/movie/550")
	}
	var body io.Reader
	if r.body != nil {
		body = bytes.NewReader(r.body)
	}
	req, err := http.NewRequestWithContext(ctx, r.method, u.String(), body)
	if err != nil {
		return nil, err
	}
	if r.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, edit := range generated.RequestEditors {
		if err := edit(ctx, req); err != nil {
			return nil, err
		}
	}
	resp, err := generated.Client.Do(req)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	return bytes.TrimRight(data, "\r\n"), errors.Join(err, resp.Body.Close())
}

// checkPath returns what is wrong with the value of a parameter of a path.
func checkPath(p *spec.Parameter, value string) error {
	if err := check.Path(p.Name, value); err != nil {
		return app.UsageError{Err: err}
	}
	return checkValue(p, p.Name, value)
}

// checkValue returns what is wrong with a value, by the name that the user knows the parameter by. In
// place of a word that the spec does not have TMDB would respond with something else.
func checkValue(p *spec.Parameter, name, value string) error {
	named := *p
	named.Name = name
	if err := named.Check(value); err != nil {
		return app.UsageError{Err: err}
	}
	if !p.Knows(value) {
		want := p.Want()
		if p.Items != nil {
			want = "some of " + strings.Join(p.Items.Enum, ", ") + ", with commas between"
		}
		return app.Usagef("%s is %.60q: want %s", name, value, want)
	}
	return nil
}
