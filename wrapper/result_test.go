package wrapper

import (
	"context"
	"encoding/json"
	"errors"
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
		"null":                   {200, jsonType, " null ", ErrUnavailable, 0, "nothing"},
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
			client := newTestClient(t, testkit.Respond(test.status, test.contentType, test.body))
			foreign, err := gen.NewClientWithResponses(strings.TrimPrefix(client.String(), "tmdb client for ") + "/prefix")
			if err != nil {
				t.Fatal(err)
			}
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
				testkit.WantText(t, err.Error(), "tmdb: POST /3/movie/{movie_id}/rating: "+strconv.Itoa(test.status), test.text)
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
