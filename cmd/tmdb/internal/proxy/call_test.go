package proxy

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

const userToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl"

func TestParse(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		method, target string
		header         string // of Authorization
		write          bool

		want    string // path and query of the call
		status  int    // of a refusal
		code    int
		text    string // in it
		allow   string
		ignored string
		token   string
	}{
		"details":            {target: "/3/movie/550", want: "/3/movie/550?"},
		"HEAD":               {method: "HEAD", target: "/3/movie/550", want: "/3/movie/550?"},
		"sorted":             {target: "/3/movie/550?language=de&append_to_response=images,credits", want: "/3/movie/550?append_to_response=images%2Ccredits&language=de"},
		"empty ones":         {target: "/3/movie/550?language=&append_to_response", want: "/3/movie/550?"},
		"repeated list":      {target: "/3/discover/movie?with_genres=1&with_genres=2", want: "/3/discover/movie?with_genres=1%2C2"},
		"the same twice":     {target: "/3/movie/550?language=de&language=de", want: "/3/movie/550?language=de"},
		"another twice":      {target: "/3/movie/550?language=de&language=en", status: 400, code: 47, text: "language is given several times"},
		"unknown ones":       {target: "/3/movie/550?x=1&%0a=2&api_key=secret", want: "/3/movie/550?", ignored: "\n,x"},
		"a text":             {target: "/3/search/movie?query=a%26b%3Dc%2Fd+e", want: "/3/search/movie?query=a%26b%3Dc%2Fd+e"},
		"missing":            {target: "/3/search/movie", status: 400, code: 47, text: "query is missing"},
		"page 501":           {target: "/3/movie/popular?page=501", status: 400, code: 22, text: "page is \"501\": want a whole number from 1 to 500"},
		"a bad day":          {target: "/3/movie/changes?start_date=2026-02-30", status: 400, code: 23, text: "start_date is"},
		"too much appended":  {target: "/3/movie/550?append_to_response=" + strings.Repeat("a,", 20) + "a", status: 400, code: 27, text: "at most 20"},
		"bad escape":         {target: "/3/movie/550?language=%zz", status: 400, code: 47, text: "does not parse"},
		"semicolon":          {target: "/3/movie/550?language=de;x=1", status: 400, code: 47, text: "does not parse"},
		"bad UTF-8":          {target: "/3/search/movie?query=%ff", status: 400, code: 47, text: "UTF-8"},
		"control character":  {target: "/3/search/movie?query=a%00", status: 400, code: 47, text: "control character"},
		"no such path":       {target: "/3/movies/550", status: 404, code: 34, text: "no such path"},
		"above":              {target: "/3/movie/..", status: 404, code: 6, text: "dots"},
		"above, escaped":     {target: "/3/movie/%2e%2e", status: 404, code: 6, text: "dots"},
		"above, twice":       {target: "/3/movie/%252e%252e", status: 404, code: 6, text: "dots"},
		"slash in an id":     {target: "/3/find/a%2fb?external_source=imdb_id", status: 404, code: 6, text: "slash"},
		"slash, twice":       {target: "/3/find/a%252fb?external_source=imdb_id", status: 404, code: 6, text: "slash"},
		"two slashes":        {target: "/3/movie//550", status: 404, code: 34},
		"slash at the end":   {target: "/3/movie/550/?language=de", want: "/3/movie/550?language=de"},
		"slash, to write":    {method: "POST", target: "/3/movie/550/", status: 405, code: 42, allow: "GET, HEAD, OPTIONS"},
		"slashes at the end": {target: "/3/movie/550//", status: 404, code: 34},
		"a slash, escaped":   {target: "/3/movie/550%2f", status: 404, code: 6, text: "slash"},
		"slash and no id":    {target: "/3/movie/", status: 404, code: 34},
		"of IMDb":            {target: "/3/movie/tt0137523?language=de", want: "/3/movie/tt0137523?language=de"},
		"of IMDb, below":     {target: "/3/movie/tt0137523/external_ids/", want: "/3/movie/tt0137523/external_ids?"},
		"of IMDb, ten":       {target: "/3/movie/tt0123456789/credits", want: "/3/movie/tt0123456789/credits?"},
		"of IMDb, short":     {target: "/3/movie/tt012345", status: 404, code: 6, text: "want a whole number"},
		"of IMDb, long":      {target: "/3/movie/tt01234567890", status: 404, code: 6, text: "want a whole number"},
		"of IMDb, a person":  {target: "/3/movie/nm0000093", status: 404, code: 6, text: "want a whole number"},
		"of IMDb, large":     {target: "/3/movie/TT0137523", status: 404, code: 6, text: "want a whole number"},
		"of IMDb, other":     {target: "/3/movie/tt0137523%0a", status: 404, code: 6},
		"of IMDb, digits":    {target: "/3/movie/tt013752%D9%A3", status: 404, code: 6, text: "want a whole number"},
		"of IMDb, a series":  {target: "/3/tv/tt0903747", status: 404, code: 6, text: "want a whole number"},
		"of IMDb, rating":    {method: "POST", target: "/3/movie/tt0137523/rating?guest_session_id=g", write: true, want: "/3/movie/tt0137523/rating?guest_session_id=g"},
		"of IMDb, query":     {target: "/3/list/1/item_status?movie_id=tt0137523", status: 400, code: 47, text: "movie_id is"},
		"zeros and signs":    {target: "/3/tv/0001/season/+2?language=de", want: "/3/tv/1/season/2?language=de"},
		"of a page":          {target: "/3/movie/popular?page=%2B02", want: "/3/movie/popular?page=2"},
		"the same page":      {target: "/3/movie/popular?page=2&page=02", want: "/3/movie/popular?page=2"},
		"of a list":          {target: "/3/list/%2B01", want: "/3/list/1?"},
		"True":               {target: "/3/search/movie?query=True&include_adult=True", want: "/3/search/movie?include_adult=true&query=True"},
		"FALSE twice":        {target: "/3/discover/movie?include_video=FALSE&include_video=false", want: "/3/discover/movie?include_video=false"},
		"yes":                {target: "/3/discover/movie?include_video=yes", status: 400, code: 47, text: "want true or false"},
		"1 for true":         {target: "/3/discover/movie?include_video=1", status: 400, code: 47, text: "want true or false"},
		"no number":          {target: "/3/movie/abc", status: 404, code: 6, text: "want a whole number"},
		"bad UTF-8 in path":  {target: "/3/find/%ff?external_source=imdb_id", status: 404, code: 6, text: "UTF-8"},
		"question in an id":  {target: "/3/find/a%3fb?external_source=imdb_id", want: "/3/find/a%3Fb?external_source=imdb_id"},
		"POST":               {method: "POST", target: "/3/movie/550/rating", status: 405, code: 42, text: "--write", allow: "OPTIONS"},
		"PATCH":              {method: "PATCH", target: "/3/movie/550", status: 405, code: 42, allow: "GET, HEAD, OPTIONS"},
		"clear by GET":       {target: "/4/list/1/clear", status: 405, code: 42, text: "--write"},
		"HEAD of a new one":  {method: "HEAD", target: "/3/authentication/token/new", status: 405, code: 42, allow: "GET, OPTIONS"},
		"a list, to write":   {method: "PATCH", target: "/4/list/1", write: true, status: 405, code: 42, allow: "GET, HEAD, PUT, DELETE, OPTIONS"},
		"rating":             {method: "POST", target: "/3/movie/550/rating?guest_session_id=g", write: true, want: "/3/movie/550/rating?guest_session_id=g"},
		"rating of nobody":   {method: "POST", target: "/3/movie/550/rating", write: true, status: 401, code: 3, text: "session_id or guest_session_id"},
		"account of nobody":  {target: "/3/account/1", status: 401, code: 3, text: "session_id"},
		"account":            {target: "/3/account/1?session_id=s", want: "/3/account/1?session_id=s"},
		"v4 account":         {target: "/4/account/abc/lists", header: "Bearer " + userToken, want: "/4/account/abc/lists?", token: userToken},
		"v4 of nobody":       {target: "/4/account/abc/lists", status: 401, code: 3, text: "access token"},
		"v4 by the proxy's":  {target: "/4/account/abc/lists", header: "Bearer eyJ.own.token", status: 401, code: 3},
		"v4 by no token":     {target: "/4/account/abc/lists", header: "Bearer nobody", status: 401, code: 3},
		"v4 list of a user":  {target: "/4/list/1", header: "bearer " + userToken, want: "/4/list/1?", token: userToken},
		"v4 list":            {target: "/4/list/1", header: "Bearer nobody", want: "/4/list/1?"},
		"token where none":   {target: "/3/movie/550", header: "Bearer " + userToken, want: "/3/movie/550?"},
		"states of nobody":   {target: "/3/movie/550?append_to_response=account_states", want: "/3/movie/550?", ignored: "append_to_response"},
		"states of somebody": {target: "/3/movie/550?append_to_response=account_states&session_id=s", want: "/3/movie/550?append_to_response=account_states&session_id=s"},
		"states in capitals": {target: "/3/movie/550?append_to_response=Account_States", want: "/3/movie/550?", ignored: "append_to_response"},
		"states, spaced":     {target: "/3/movie/550?append_to_response=images,+account_states", want: "/3/movie/550?append_to_response=images", ignored: "append_to_response"},
		"states, escaped":    {target: "/3/movie/550?append_to_response=account%2555states", want: "/3/movie/550?", ignored: "append_to_response"},
		"states of a season": {target: "/3/tv/1?append_to_response=season/1/account_states&guest_session_id=g", want: "/3/tv/1?append_to_response=season%2F1%2Faccount_states&guest_session_id=g"},
		"an unknown piece":   {target: "/3/movie/550?append_to_response=nothing,credits", want: "/3/movie/550?append_to_response=credits", ignored: "append_to_response"},
		"pieces elsewhere":   {target: "/3/movie/550?append_to_response=../../account,../603,credits/../../603,credits%3Fa%3Db,%2e%2e/603", want: "/3/movie/550?", ignored: "append_to_response"},
		"a piece of another": {target: "/3/movie/550?append_to_response=season/1", want: "/3/movie/550?", ignored: "append_to_response"},
		"a piece to write":   {target: "/3/movie/550?append_to_response=rating", want: "/3/movie/550?", ignored: "append_to_response"},
		"seasons":            {target: "/3/tv/1?append_to_response=season/1,season/2/credits,season/03,season/x,season/%252e%252e,season/2%26a%3Db", want: "/3/tv/1?append_to_response=season%2F1%2Cseason%2F2%2Fcredits", ignored: "append_to_response"},
		"an old piece":       {target: "/3/movie/tt0137523?append_to_response=casts,trailers,", want: "/3/movie/tt0137523?append_to_response=casts%2Ctrailers"},
		"offers":             {target: "/3/tv/1/season/2?append_to_response=watch/providers,aggregate_credits", want: "/3/tv/1/season/2?append_to_response=watch%2Fproviders%2Caggregate_credits"},
		"spaces and nothing": {target: "/3/movie/550?append_to_response=credits,+images,,", want: "/3/movie/550?append_to_response=credits%2Cimages"},
		"states and others":  {target: "/3/tv/1?append_to_response=season/1/account_states,images", want: "/3/tv/1?append_to_response=images", ignored: "append_to_response"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := &http.Request{Method: tt.method, Header: http.Header{}}
			if r.Method == "" {
				r.Method = http.MethodGet
			}
			u, err := url.ParseRequestURI(tt.target)
			if err != nil {
				t.Fatal(err)
			}
			r.URL = u
			if tt.header != "" {
				r.Header.Set("Authorization", tt.header)
			}
			rules := rules{write: tt.write, isOwn: func(token string) bool { return token == "eyJ.own.token" }}
			c, refused := rules.parse(r)
			if refused != nil {
				if refused.status != tt.status || refused.code != tt.code || !strings.Contains(refused.text, tt.text) {
					t.Errorf("it is refused by %d, %d: %s", refused.status, refused.code, refused.text)
				}
				if allow := strings.Join(refused.allow, ", "); tt.allow != "" && allow != tt.allow {
					t.Errorf("allowed are %s, want %s", allow, tt.allow)
				}
				return
			}
			if got := c.path + "?" + c.query.Encode(); got != tt.want || c.token != tt.token || strings.Join(c.ignored, ",") != tt.ignored {
				t.Errorf("the call is %s, by %q, without %q", got, c.token, c.ignored)
			}
		})
	}
}

// ofIMDb is what an id may be that the spec does not have.
var ofIMDb = regexp.MustCompile(`^tt[0-9]{7,10}$`)

// FuzzParse: what goes on is of an operation of the spec, or the id of a movie at IMDb, and is read as the
// same once more.
func FuzzParse(f *testing.F) {
	for _, target := range []string{
		"/3/movie/550?language=de", "/3/movie/%2e%2e", "/3/find/a%252fb?external_source=imdb_id", "/4/list/1/clear", "/3//movie/1",
		"/3/movie/tt0137523/credits/", "/3/movie/popular/?include_adult=TRUE&page=1", "/3/discover/movie?include_video=True",
		"/3/tv/1/season/2/episode/3?append_to_response=a,b", "/3/search/multi?query=%ff", "/3/movie/550;x?a=1;b", "/3/movie/550#x",
	} {
		for _, method := range []string{"GET", "HEAD", "POST", "DELETE"} {
			f.Add(method, target)
		}
	}
	f.Fuzz(func(t *testing.T, method, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || method == "" {
			return
		}
		rules := rules{write: true, isOwn: func(string) bool { return false }}
		c, refused := rules.parse(&http.Request{Method: method, URL: u, Header: http.Header{}})
		if refused != nil {
			if refused.status < 400 || refused.text == "" {
				t.Errorf("refused by %d: %q", refused.status, refused.text)
			}
			refused.send(httptest.NewRecorder())
			return
		}
		req := newRequest(t.Context(), c.op.Method, c.path, c.query.Encode(), []*url.URL{{Scheme: "https", Host: "tmdb.example"}})
		target = req.URL.RequestURI()
		if strings.ContainsFunc(target, func(r rune) bool { return r <= ' ' || r > '~' || r == '\\' }) || strings.Contains(target, "..") && strings.Contains(c.path, "..") {
			t.Errorf("the target is %q", target)
		}
		again, err := url.ParseRequestURI(target)
		if err != nil {
			t.Fatal(err)
		}
		second, refused := rules.parse(&http.Request{Method: req.Method, URL: again, Header: http.Header{}})
		switch {
		case refused != nil:
			t.Errorf("%q is refused once more: %s", target, refused.text)
		case second.op != c.op || second.path != c.path || second.query.Encode() != c.query.Encode():
			t.Errorf("%q is %s %q %q", target, second.op.ID, second.path, second.query.Encode())
		}
		for name := range c.query {
			if p := c.op.Query(name); p == nil || !p.Fits(c.query.Get(name)) {
				t.Errorf("%s has no %q of this kind", c.op.ID, name)
			}
		}
		for p := range c.op.In(spec.InPath) {
			if value := c.op.Value(c.path, p.Name); !p.Fits(value) && !ofIMDb.MatchString(value) || strings.HasSuffix(c.path, "/") {
				t.Errorf("the path is %q", c.path)
			}
		}
		if !slices.Contains(spec.Operations, c.op) {
			t.Error("the operation is none")
		}
	})
}
