package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// request is a GET of an operation. Programs in the folder programs read it.
type request struct {
	Operation string `json:"operation"`
	Path      string `json:"path"` // with its query
	Token     string `json:"token"`
}

// operation is what the bundle says of a GET.
type operation struct {
	id, path   string
	parameters []parameter
}

type parameter struct {
	Name     string
	In       string
	Required bool
}

// readGETs reads the operations of method GET of a bundle, in its order, but for those that write, which
// come last.
func readGETs(data []byte) (ops []operation, err error) {
	type reference struct {
		Ref       string `yaml:"$ref"`
		parameter `yaml:",inline"`
	}
	var bundle struct {
		Paths yaml.Node
		// Parameters of paths and operations refer to these.
		Components struct{ Parameters map[string]parameter }
	}
	if err := yaml.Unmarshal(data, &bundle); err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(bundle.Paths.Content); i += 2 {
		var item struct {
			Parameters []reference
			Get        *struct {
				OperationID string `yaml:"operationId"`
				Parameters  []reference
			}
		}
		path := bundle.Paths.Content[i].Value
		if err := bundle.Paths.Content[i+1].Decode(&item); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if item.Get == nil {
			continue
		}
		op := operation{id: item.Get.OperationID, path: path}
		for _, p := range append(item.Parameters, item.Get.Parameters...) {
			if p.Ref != "" {
				name := strings.TrimPrefix(p.Ref, "#/components/parameters/")
				found, ok := bundle.Components.Parameters[name]
				if !ok {
					return nil, fmt.Errorf("%s: there is no %s", path, p.Ref)
				}
				p.parameter = found
			}
			op.parameters = append(op.parameters, p.parameter)
		}
		ops = append(ops, op)
	}
	slices.SortStableFunc(ops, func(a, b operation) int { return cmp.Compare(writes[a.id], writes[b.id]) })
	return ops, nil
}

// writes are the operations that write, though they are GETs.
var writes = map[string]int{"clearListV4": 1}

// values are values of parameters: things that tmdb-server has, and what finds some.
var values = map[string]string{
	"account_id": "1000001", "movie_id": "550", "series_id": "1396", "season_number": "1", "episode_number": "1",
	"season_id": "3572", "episode_id": "62085", "person_id": "287", "collection_id": "10", "company_id": "508", "network_id": "174",
	"keyword_id": "825", "review_id": "fb706c4b3f938a9cb2f96cfc", "credit_id": "52fe4250c3a36847f80149f3",
	"tv_episode_group_id": "657098ca79a1c300fe780f0a", "external_id": "tt0137523", "external_source": "imdb_id",
	"time_window": "day", "query": "the", "list_id": "8000001", "media_id": "120", "media_type": "movie",
}

// pieces is what is appended to details, where something can be.
var pieces = map[string]string{
	"movieDetails":     "alternative_titles,credits,external_ids,images,keywords,lists,recommendations,release_dates,reviews,similar,translations,videos,watch/providers",
	"tvSeriesDetails":  "aggregate_credits,content_ratings,credits,episode_groups,external_ids,images,keywords,recommendations,season/1,similar,videos,watch/providers",
	"tvSeasonDetails":  "aggregate_credits,credits,external_ids,images,translations,videos",
	"tvEpisodeDetails": "credits,external_ids,images,translations,videos",
	"personDetails":    "combined_credits,external_ids,images,movie_credits,tagged_images,translations,tv_credits",
}

// user is a user that tmdb-server knows, signed in.
type user struct {
	session, guest          string
	token, accountObjectID  string // of v4
	application             string // the token of the application
	listOfTheirOwn, baseURL string
}

// fill makes a request to each operation, with nothing but what is required and the session, and one to
// details with all that can be appended.
func (u *user) fill(ops []operation) (requests []request, err error) {
	for _, op := range ops {
		r := request{Operation: op.id, Path: op.path, Token: u.application}
		if strings.HasPrefix(op.path, "/4/") {
			r.Token = u.token
		}
		query := url.Values{}
		for _, p := range op.parameters {
			var value string
			switch p.Name {
			case "session_id":
				value = u.session
			case "guest_session_id":
				value = u.guest
			case "account_object_id":
				value = u.accountObjectID
			default:
				value = values[p.Name]
			}
			if p.Name == "list_id" && writes[op.id] > 0 {
				value = u.listOfTheirOwn
			}
			switch {
			case p.Required && value == "":
				return nil, fmt.Errorf("%s: values has none for %s", op.id, p.Name)
			case p.In == "path":
				r.Path = strings.ReplaceAll(r.Path, "{"+p.Name+"}", url.PathEscape(value))
			case p.In == "query" && (p.Required || p.Name == "session_id"):
				query.Set(p.Name, value)
			}
		}
		path := r.Path
		for _, more := range []string{"", pieces[op.id]} {
			if more != "" {
				query.Set("append_to_response", more)
				r.Operation += " with all appended"
			} else if len(requests) > 0 && requests[len(requests)-1].Operation == op.id {
				continue
			}
			if r.Path = path; len(query) > 0 {
				r.Path += "?" + query.Encode()
			}
			requests = append(requests, r)
		}
	}
	return requests, nil
}

// signIn signs a user in, as the bundle says that it goes, and rates something as a guest.
func signIn(ctx context.Context, env map[string]string) (*user, error) {
	u := &user{application: env["TMDB_ACCESS_TOKEN"], baseURL: env["TMDB_BASE_URL"]}
	var got struct {
		RequestToken   string `json:"request_token"`
		SessionID      string `json:"session_id"`
		GuestSessionID string `json:"guest_session_id"`
		AccessToken    string `json:"access_token"`
		AccountID      string `json:"account_id"`
		ID             int
	}
	call := func(method, path string, body any) (err error) {
		return send(ctx, u.baseURL, cmp.Or(u.token, u.application), method, path, body, &got)
	}
	steps := []func() error{
		func() error { return call("GET", "/3/authentication/token/new", nil) },
		func() error {
			return call("POST", "/3/authentication/token/validate_with_login", map[string]string{
				"username": env["TMDB_USERNAME"], "password": env["TMDB_PASSWORD"], "request_token": got.RequestToken,
			})
		},
		func() error {
			return call("POST", "/3/authentication/session/new", map[string]string{"request_token": got.RequestToken})
		},
		func() error { return call("GET", "/3/authentication/guest_session/new", nil) },
		func() error { return u.rate(ctx, got.GuestSessionID) },
		func() error { return call("POST", "/4/auth/request_token", map[string]string{}) },
		func() error {
			form := url.Values{"username": {env["TMDB_USERNAME"]}}
			return send(ctx, u.baseURL, "", "POST", "/auth/access?decision=allow&request_token="+url.QueryEscape(got.RequestToken), form, nil)
		},
		func() error {
			return call("POST", "/4/auth/access_token", map[string]string{"request_token": got.RequestToken})
		},
		func() error {
			u.session, u.guest = got.SessionID, got.GuestSessionID
			u.token, u.accountObjectID = got.AccessToken, got.AccountID
			return call("POST", "/4/list", map[string]string{"name": "To be cleared", "iso_639_1": "en", "iso_3166_1": "US"})
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("sign-in: %w", err)
		}
	}
	u.listOfTheirOwn = fmt.Sprint(got.ID)
	return u, nil
}

// rate rates a movie, a series and an episode as a guest.
func (u *user) rate(ctx context.Context, guest string) error {
	for _, path := range []string{"/3/movie/550", "/3/tv/1396", "/3/tv/1396/season/1/episode/1"} {
		err := send(ctx, u.baseURL, u.application, "POST", path+"/rating?guest_session_id="+url.QueryEscape(guest), map[string]int{"value": 8}, nil)
		if err != nil {
			return err
		}
	}
	return nil
}

// send sends a request and decodes the response to it, unless nobody wants it.
func send(ctx context.Context, base, token, method, path string, body, into any) error {
	encoded, contentType := []byte(nil), "application/json"
	if form, ok := body.(url.Values); ok {
		encoded, contentType = []byte(form.Encode()), "application/x-www-form-urlencoded"
	} else if body != nil {
		var err error
		if encoded, err = json.Marshal(body); err != nil {
			return err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, base+path, bytes.NewReader(encoded))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", contentType)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := (&http.Transport{}).RoundTrip(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	name, _, _ := strings.Cut(path, "?")
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s %s: status %d, want 200", method, name, resp.StatusCode)
	}
	if into == nil {
		return nil
	}
	if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
		return fmt.Errorf("%s %s: %w", method, name, err)
	}
	return nil
}

// writeRequests signs in at a server and writes a request to each GET of the bundle to a file.
func writeRequests(ctx context.Context, env []string, bundle, file string) error {
	data, err := os.ReadFile(bundle)
	if err != nil {
		return err
	}
	ops, err := readGETs(data)
	if err != nil {
		return err
	}
	u, err := signIn(ctx, environment(env))
	if err != nil {
		return err
	}
	requests, err := u.fill(ops)
	if err != nil {
		return err
	}
	encoded, err := json.Marshal(requests)
	if err != nil {
		return err
	}
	return os.WriteFile(file, encoded, 0o600)
}
