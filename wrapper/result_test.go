package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

const jsonType = "application/json;charset=utf-8"

// TestResult sends each response to a service method, to the generated client of a Client, and to a
// generated client that knows nothing of this package.
func TestResult(t *testing.T) {
	t.Parallel()
	html := "<html><body>Bad gateway</body></html>"
	for name, test := range map[string]struct {
		status      int
		contentType string
		body        string
		kind        error // nil for a result
		code        int
		text        string
	}{
		"success":                {200, jsonType, `{"success":true,"status_code":12}`, nil, 12, ""},
		"created":                {201, jsonType, `{"success":true,"status_code":1}`, nil, 1, ""},
		"status the spec lacks":  {202, jsonType, `{"success":true,"status_code":1}`, nil, 1, ""},
		"no success, good code":  {200, jsonType, `{"status_code":13,"status_message":"Deleted."}`, nil, 13, ""},
		"unknown code, success":  {200, jsonType, `{"success":true,"status_code":99}`, nil, 99, ""},
		"empty object":           {200, jsonType, `{}`, nil, 0, ""},
		"nested failure":         {200, jsonType, `{"success":true,"results":[{"success":false,"status_code":21}]}`, nil, 0, ""},
		"HTML":                   {200, "text/html", html, ErrUnavailable, 0, "text/html, not JSON"},
		"HTML as JSON":           {200, jsonType, html, ErrUnavailable, 0, "not JSON"},
		"JSON as text":           {200, "text/plain; charset=utf-8", `{"success":true,"status_code":1}`, nil, 1, ""},
		"JSON without a type":    {200, "", `{"success":true,"status_code":1}`, nil, 1, ""},
		"text":                   {200, "text/plain; charset=utf-8", `Hello`, ErrUnavailable, 0, "text/plain"},
		"empty body":             {200, jsonType, "", ErrUnavailable, 0, "empty"},
		"empty body, no type":    {200, "", "", ErrUnavailable, 0, "empty"},
		"created, empty":         {201, "text/html", "", ErrUnavailable, 0, "empty"},
		"null":                   {200, jsonType, " null ", ErrUnavailable, 0, "is null"},
		"cut off":                {200, jsonType, `{"success":tr`, ErrUnavailable, 0, "cut off"},
		"success false":          {200, jsonType, `{"success":false,"status_code":7,"status_message":"Invalid API key."}`, ErrUnauthorized, 7, "Invalid API key. (code 7)"},
		"success false, created": {201, jsonType, `{"success":false}`, errAny, 0, "201 Created"},
		"code 21 with 200":       {200, jsonType, `{"status_code":21,"status_message":"Entry not found"}`, ErrNotFound, 21, "200 OK: Entry not found (code 21)"},
		"code 21, success true":  {200, jsonType, `{"success":true,"status_code":21}`, ErrNotFound, 21, "code 21"},
		"code 40 with 200":       {200, jsonType, `{"status_message":"Nothing to update.","status_code":40}`, ErrInvalid, 40, "Nothing to update."},
		"unknown code":           {200, jsonType, `{"status_code":99}`, errAny, 99, "code 99"},
		"not found":              {404, jsonType, `{"success":false,"status_code":34,"status_message":"Gone."}`, ErrNotFound, 34, "404 Not Found: Gone. (code 34)"},
		"errors alone":           {422, jsonType, `{"errors":["page must be at most 500","x"]}`, ErrInvalid, 0, "page must be at most 500; x"},
		"both":                   {400, jsonType, `{"errors":["e"],"status_code":18,"status_message":"m"}`, ErrInvalid, 18, "m: e (code 18)"},
		"a list of errors":       {400, jsonType, `{"failure":true,"error":["Bad.","Worse."],"status_code":47}`, ErrInvalid, 47, "Bad.; Worse. (code 47)"},
		"message and error":      {422, jsonType, `{"success":false,"status_code":18,"status_message":"Validation failed.","errors":["a"],"error":["Media has already been taken"]}`, ErrInvalid, 18, "Validation failed.: a; Media has already been taken (code 18)"},
		"refused with 200":       {200, jsonType, `{"success":false,"status_code":1,"status_message":"Success.","error":"Media has already been taken"}`, errAny, 1, "Success.: Media has already been taken (code 1)"},
		"failure with 200":       {200, jsonType, `{"failure":true,"error":["Bad."]}`, errAny, 0, "200 OK: Bad."},
		"failure and error":      {400, jsonType, `{"failure":true,"error":"Bad.","status_code":47}`, ErrInvalid, 47, "Bad. (code 47)"},
		"odd types":              {404, jsonType, `{"success":"no","status_code":"34","status_message":[1],"errors":{"a":1}}`, ErrNotFound, 34, `{"a":1}`},
		"failure as a list":      {503, jsonType, `[1,2]`, ErrUnavailable, 0, "no JSON object"},
		"failure, cut off":       {500, jsonType, `{"status_code":11`, ErrUnavailable, 0, "500"},
		"failure, empty":         {502, jsonType, ``, ErrUnavailable, 0, "empty"},
		"failure in HTML":        {504, "text/html", html, ErrUnavailable, 0, "text/html"},
		"rate limit of the CDN":  {429, "text/plain", "slow down", ErrRateLimited, 0, "429"},
		"unauthorized":           {401, jsonType, `{"status_code":3}`, ErrUnauthorized, 3, "401"},
		"forbidden":              {403, jsonType, `{"status_code":45}`, ErrUnauthorized, 45, "403"},
		"not modified":           {304, "", ``, errAny, 0, "304"},
		"teapot":                 {418, jsonType, `{}`, errAny, 0, "418"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !strings.HasPrefix(test.body, "{") || !json.Valid([]byte(test.body)) {
				testkit.Direct(t, "what is no JSON is an error of its own")
			}
			client := newTestClient(t, testkit.Respond(test.status, test.contentType, test.body), WithDefaults(Session("s1")))
			foreign := newForeign(t, strings.TrimPrefix(client.String(), "tmdb client for ")+"/prefix")
			body := gen.RatingBody{Value: 8.5}
			for name, call := range map[string]func() (*gen.Status, error){
				"service": func() (*gen.Status, error) { return client.Movies.AddRating(t.Context(), 550, nil, body) },
				"API": func() (*gen.Status, error) {
					return Result(client.API.AddMovieRatingWithResponse(t.Context(), 550, nil, body))
				},
				"foreign": func() (*gen.Status, error) {
					return Result(foreign.AddMovieRatingWithResponse(t.Context(), 550, nil, body))
				},
			} {
				if name == "foreign" && testkit.Fronted() {
					continue // which has nothing at that path
				}
				got, err := call()
				if test.kind == nil {
					if err != nil || got == nil {
						t.Errorf("%s: got %v, %v", name, got, err)
					}
					continue
				}
				e, ok := errors.AsType[*Error](err)
				if !ok || got != nil {
					t.Fatalf("%s: got %v, %v", name, got, err)
				}
				if name != "service" && e.Operation == "" && isOfDecoder(e) {
					continue // the generated parser gave up, and told nobody of what
				}
				if test.kind != errAny && !errors.Is(err, test.kind) {
					t.Errorf("%s: %v is not %v", name, err, test.kind)
				}
				if e.StatusCode != test.status || int(e.Code) != test.code {
					t.Errorf("%s: status %d, code %d", name, e.StatusCode, e.Code)
				}
				if name == "foreign" { // which knows neither the operation nor the header
					testkit.WantText(t, err.Error(), "tmdb: "+strconv.Itoa(test.status))
					continue
				}
				if e.Method != "POST" || e.Path != "/3/movie/{movie_id}/rating" || e.Operation != "addMovieRating" {
					t.Errorf("%s: operation %s %s %s", name, e.Method, e.Path, e.Operation)
				}
				testkit.WantText(t, err.Error(), "tmdb: POST /3/movie/550/rating?session_id={session_id}: "+strconv.Itoa(test.status), test.text)
			}
		})
	}
}

// isOfDecoder reports whether an error comes from encoding/json.
func isOfDecoder(err error) bool {
	_, syntax := errors.AsType[*json.SyntaxError](err)
	_, kind := errors.AsType[*json.UnmarshalTypeError](err)
	return syntax || kind
}

// errAny stands for an error that is none of the kinds.
var errAny = errors.New("any")

// TestBodiesAreWhatTheyAre: whatever a response says of its type, JSON is read, by the generated client alone as well,
// and of anything else the error says what it is.
func TestBodiesAreWhatTheyAre(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "what is no JSON is an error of its own")
	const none = "none"
	for _, media := range []string{"application/json", "text/plain", "text/html; charset=utf-8", "application/octet-stream", "", none, "odd"} {
		for body, want := range map[string]string{
			`{"success":true,"status_code":1}`:              "",
			"\r\n\t {\"success\":true,\"status_code\":1}\n": "",
			"":                                "empty",
			" \n":                             "empty",
			"null":                            "null",
			"<!doctype html><p>Down":          "text/html, not JSON",
			"Upstream is down":                "text/plain, not JSON",
			`"a text"`:                        "no JSON object",
			"404":                             "no JSON object",
			"\x00\x01\x02\x03":                "application/octet-stream, not JSON",
			`{"success":true,"status_code":`:  "cut off or not JSON",
			`{"success":true,"status_code":}`: "cut off or not JSON",
		} {
			named, _, _ := strings.Cut(media, ";")
			if strings.Contains(named, "/") && !strings.Contains(named, "json") && strings.Contains(want, " JSON") && body[0] != '{' {
				want = named + ", not JSON"
			}
			for _, status := range []int{200, 201, 202} {
				client := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
					w.Header()["Content-Type"] = []string{media}
					if media == none {
						w.Header()["Content-Type"] = nil
					}
					w.WriteHeader(status)
					_, _ = io.WriteString(w, body)
				})
				rating := gen.RatingBody{Value: 8.5}
				check := func(who string, got *gen.Status, err error, want string) {
					t.Helper()
					if want == "" && (err != nil || got.StatusCode != 1) {
						t.Errorf("%s: %d, %q, %q: got %v, %v", who, status, media, body, got, err)
					} else if want != "" {
						wantKind(t, err, ErrUnavailable)
						testkit.WantText(t, err.Error(), want)
					}
				}
				got, err := client.Movies.AddRating(t.Context(), 550, nil, rating)
				check("service", got, err, want)
				foreign := newForeign(t, strings.TrimPrefix(client.String(), "tmdb client for "))
				alone, err := foreign.AddMovieRatingWithResponse(t.Context(), 550, nil, rating)
				if want == "" && (err != nil || status == 200 && alone.JSON200 == nil || status == 201 && alone.JSON201 == nil) {
					t.Errorf("%d, %q, %q: the generated client has %+v, %v", status, media, body, alone, err)
				}
				said := want
				if err != nil && want != "empty" {
					said = "not JSON" // the generated client does not know more
				}
				got, err = Result(alone, err)
				check("foreign", got, err, said)
			}
		}
	}
}

func TestResultOfAList(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(200, jsonType, `[{"iso_639_1":"pt"}]`))
	languages, err := client.Configuration.Languages(t.Context())
	if err != nil || len(*languages) != 1 {
		t.Errorf("got %v, %v", languages, err)
	}
}

func TestResultOfAWrongType(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(200, jsonType, `{"id":"five hundred and fifty"}`))
	_, err := client.Movies.Details(t.Context(), 550, nil)
	e, ok := errors.AsType[*Error](err)
	if !ok || e.StatusCode != 200 || errors.Is(err, ErrUnavailable) {
		t.Fatalf("got %#v", err)
	}
	if _, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok {
		t.Errorf("%v lost its cause", err)
	}
}

func TestResultWithoutAResponse(t *testing.T) {
	t.Parallel()
	movie, err := Result[gen.MovieDetails]((*gen.MovieDetailsResponse)(nil), nil)
	if movie != nil || err == nil {
		t.Errorf("got %v, %v", movie, err)
	}
	movie, err = Result[gen.MovieDetails](&gen.MovieDetailsResponse{}, nil)
	if movie != nil || err == nil {
		t.Errorf("got %v, %v", movie, err)
	}
	movie, err = Result[gen.MovieDetails](&gen.MovieDetailsResponse{HTTPResponse: &http.Response{StatusCode: 200}}, nil)
	if movie != nil || !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v, %v", movie, err)
	}
}

// TestBodyCutOffByTheNetwork: the server promises more than it sends.
func TestBodyCutOffByTheNetwork(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "what is no JSON is an error of its own")
	for _, status := range []int{200, 503} {
		client := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", jsonType)
			w.Header().Set("Content-Length", "1000")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(`{"id":`))
		})
		_, err := client.Movies.Details(t.Context(), 550, nil)
		e, ok := errors.AsType[*Error](err)
		if !ok || !errors.Is(err, ErrUnavailable) || e.StatusCode != status {
			t.Errorf("%d: got %#v", status, err)
		}
	}
}

func TestNilContext(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(200, jsonType, `{"id":550}`))
	var none context.Context
	if _, err := client.Movies.Details(none, 550, nil); err != nil {
		t.Error(err)
	}
}

func BenchmarkResult(b *testing.B) {
	body := []byte(`{"id":550,"overview":"` + strings.Repeat("A long text. ", 10_000) + `"}`)
	resp := &gen.MovieDetailsResponse{
		Body: body, HTTPResponse: httptest.NewRecorder().Result(), JSON200: &gen.MovieDetails{ID: 550},
	}
	for b.Loop() {
		if _, err := Result[gen.MovieDetails](resp, nil); err != nil {
			b.Fatal(err)
		}
	}
}
