package proxy

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// failed is what a refusal looks like.
type failed struct {
	Success *bool  `json:"success"`
	Code    int    `json:"status_code"`
	Message string `json:"status_message"`
}

func failedIn(t testing.TB, resp response) failed {
	t.Helper()
	var f failed
	if err := json.Unmarshal([]byte(resp.body), &f); err != nil || f.Success == nil || *f.Success {
		t.Errorf("the response is not in TMDB's form: %.200s", resp.body)
	}
	return f
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t))
	tests := map[string]struct {
		method, target string
		header         []string
		status, code   int
		text           string
	}{
		"too long":        {target: "/3/search/movie?query=" + strings.Repeat("a", maxURL), status: 414, code: 47, text: "too long"},
		"no path":         {target: "/5/movie/550", status: 404, code: 34, text: "no such path"},
		"exports":         {target: "/p/exports/movie_ids_01_01_2026.json.gz", status: 404, code: 34, text: "no such path"},
		"POST to nothing": {method: "POST", target: "/", status: 404, code: 34},
		"write":           {method: "POST", target: "/3/movie/550/rating?guest_session_id=g", status: 405, code: 42, text: "--write"},
		"bad page":        {target: "/3/movie/popular?page=0", status: 400, code: 22, text: "page is"},
		"through itself":  {target: "/3/movie/550", header: []string{"Via", "1.1 a, " + p.hop}, status: 508, code: 11, text: "has been here before"},
		"many proxies":    {target: "/3/movie/550", header: []string{"Via", strings.Repeat(hopName+"0123456789abcdef,", maxHops+1)}, status: 508, code: 11},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.method == "" {
				tt.method = http.MethodGet
			}
			resp := p.ask(t, tt.method, tt.target, "", tt.header...)
			f := failedIn(t, resp)
			if resp.status != tt.status || f.Code != tt.code || !strings.Contains(f.Message, tt.text) {
				t.Errorf("it is %d, %v", resp.status, f)
			}
			if resp.status == http.StatusMethodNotAllowed && resp.header.Get("Allow") == "" {
				t.Error("it does not say what is allowed")
			}
		})
	}
	t.Cleanup(func() {
		if n := p.arrived(""); n > 0 {
			t.Errorf("%d requests arrived", n)
		}
	})
}

// TestRawRequests: what no client of net/http would send.
func TestRawRequests(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t))
	address := strings.TrimPrefix(p.url, "http://")
	for name, tt := range map[string]struct {
		lines  string
		status string
	}{
		"absolute form":   {"GET http://tmdb.example/3/movie/550 HTTP/1.1\r\nHost: tmdb.example\r\n", "400"},
		"of this server":  {"GET http://" + address + "/3/movie/550 HTTP/1.1\r\nHost: " + address + "\r\n", "400"},
		"metrics as well": {"GET http://tmdb.example/metrics HTTP/1.1\r\nHost: tmdb.example\r\n", "400"},
		"CONNECT":         {"CONNECT tmdb.example:443 HTTP/1.1\r\nHost: tmdb.example\r\n", "4"},
		"two hosts":       {"GET /3/movie/550 HTTP/1.1\r\nHost: a\r\nHost: b\r\n", "400"},
		"odd host":        {"GET /3/configuration HTTP/1.1\r\nHost: a'b\r\n", "400"},
		"no host":         {"GET /3/configuration HTTP/1.0\r\n", "400"},
		"raw bytes":       {"GET /3/find/\xff\xfe HTTP/1.1\r\nHost: a\r\n", "4"},
		"backslash":       {"GET /3/movie/..\\..\\4 HTTP/1.1\r\nHost: a\r\n", "404"},
		"no path":         {"GET 3/movie/550 HTTP/1.1\r\nHost: a\r\n", "400"},
		"a scheme":        {"GET //evil.example/3/movie/550 HTTP/1.1\r\nHost: a\r\n", "404"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			fmt.Fprint(conn, tt.lines+"Connection: close\r\n\r\n")
			line, err := bufio.NewReader(conn).ReadString('\n')
			if _, status, _ := strings.Cut(line, " "); err != nil || !strings.HasPrefix(status, tt.status) {
				t.Errorf("the response is %q, %v, want %s", line, err, tt.status)
			}
		})
	}
}

// TestTokenOfClients: who has it comes in, by any of the ways to send it, and nobody else.
func TestTokenOfClients(t *testing.T) {
	t.Parallel()
	const token = "0123456789abcdef0123"
	srv := tmdbtest.NewServer(t, tmdbtest.Quiet())
	p := newPair(t, srv, func(c *Config) { c.Token = token })
	own, account, err := srv.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	lists := "/4/account/" + account + "/lists"
	for name, tt := range map[string]struct {
		target string
		header []string
		status int
	}{
		"nothing":        {"/3/movie/550", nil, 401},
		"bearer":         {"/3/movie/550", []string{"Authorization", "Bearer " + token}, 200},
		"key":            {"/3/movie/550?api_key=" + token, nil, 200},
		"proxy's":        {"/3/movie/550", []string{"Proxy-Authorization", "Bearer " + token}, 200},
		"another":        {"/3/movie/550", []string{"Authorization", "Bearer " + token + "0"}, 401},
		"empty":          {"/3/movie/550?api_key=", []string{"Authorization", "Bearer "}, 401},
		"TMDB's own":     {"/3/movie/550", []string{"Authorization", "Bearer " + srv.Token}, 401},
		"no such path":   {"/3/nothing", nil, 401},
		"a user":         {lists + "?api_key=" + token, []string{"Authorization", "Bearer " + own}, 200},
		"a user alone":   {lists, []string{"Authorization", "Bearer " + own}, 401},
		"healthz":        {"/healthz", nil, 200},
		"metrics":        {"/metrics", nil, 200},
		"an image":       {"/t/p/w500/none.jpg", nil, 404},
		"proxy, no user": {lists, []string{"Authorization", "Bearer " + token}, 401},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if resp := p.ask(t, http.MethodGet, tt.target, "", tt.header...); resp.status != tt.status {
				t.Errorf("the status is %d, want %d: %s", resp.status, tt.status, resp.body)
			} else if resp.status == http.StatusUnauthorized {
				failedIn(t, resp)
			}
		})
	}
}

// TestWrite: what a user changes gets to TMDB, with what the operation has of the body.
func TestWrite(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	p := newPair(t, srv, func(c *Config) { c.Write = true })
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := srv.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	rating := "/3/movie/550/rating?session_id=" + session
	for _, tt := range []struct {
		name, method, target, body, bearer string
		status                             int
		text                               string
	}{
		{"rating", "POST", rating, `{"value": 8.5, "x": "y"}`, "", 201, "status_code"},
		{"too much", "POST", rating, `{"value": 11}`, "", 400, "value does not fit: want a number from 0.5 to 10"},
		{"a text", "POST", rating, `{"value": "8"}`, "", 400, "value does not fit"},
		{"no value", "POST", rating, `{}`, "", 400, "body has no value"},
		{"no body", "POST", rating, "", "", 400, "body has no value"},
		{"no JSON", "POST", rating, "value=8", "", 400, "no JSON"},
		{"two", "POST", rating, `{"value":8}{"value":9}`, "", 400, "no JSON"},
		{"null", "POST", rating, `null`, "", 400, "no JSON"},
		{"a list", "POST", rating, `[8]`, "", 400, "body does not fit"},
		{"too large", "POST", rating, `{"value":8` + strings.Repeat(" ", maxBody) + "}", "", 413, "at most 65536 bytes"},
		{"a list of v4", "POST", "/4/list", `{"name":"n","iso_639_1":"en"}`, token, 201, "id"},
		{"of nobody", "POST", "/4/list", `{"name":"n","iso_639_1":"en"}`, srv.Token, 401, "access token"},
		{"delete", "DELETE", rating, "", "", 200, "status_code"},
	} {
		resp := p.ask(t, tt.method, tt.target, tt.body, "Authorization", "Bearer "+tt.bearer)
		if resp.status != tt.status || !strings.Contains(resp.body, tt.text) {
			t.Errorf("%s: the response is %d, %s", tt.name, resp.status, resp.body)
		}
	}
	for _, r := range srv.Requests() {
		if strings.Contains(string(r.Body), "x") {
			t.Errorf("the body was %s", r.Body)
		}
	}
}

// TestFreshForUsers: what a user has just changed shows at once.
func TestFreshForUsers(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	p := newPair(t, srv, func(c *Config) { c.Write = true })
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	states := func() string {
		return p.ask(t, http.MethodGet, "/3/movie/550?append_to_response=account_states&session_id="+session, "").body
	}
	before := states()
	p.ask(t, http.MethodPost, "/3/movie/550/rating?session_id="+session, `{"value":1.5}`)
	if after := states(); after == before || !strings.Contains(after, "1.5") {
		t.Errorf("it does not show: %.300s", after)
	}
	plain := p.ask(t, http.MethodGet, "/3/movie/550?append_to_response=account_states", "")
	if strings.Contains(plain.body, "account_states") || plain.header.Get(ignoredField) != "append_to_response" {
		t.Errorf("nobody's states are %.300s", plain.body)
	}
}

// TestConditions: the proxy itself responds to what a client knows already.
func TestConditions(t *testing.T) {
	t.Parallel()
	p := newPair(t, tmdbtest.NewServer(t))
	first := p.ask(t, http.MethodGet, "/3/movie/550", "")
	etag := first.header.Get("Etag")
	if first.status != http.StatusOK || etag == "" {
		t.Fatalf("the response is %d %v", first.status, first.header)
	}
	for name, tt := range map[string]struct {
		method string
		header []string
		status int
		body   string
	}{
		"the same":    {"GET", []string{"If-None-Match", etag}, 304, ""},
		"another":     {"GET", []string{"If-None-Match", `"x"`}, 200, first.body},
		"HEAD":        {"HEAD", nil, 200, ""},
		"a part":      {"GET", []string{"Range", "bytes=0-9"}, 206, first.body[:10]},
		"beyond":      {"GET", []string{"Range", "bytes=999999-"}, 416, ""},
		"of the same": {"HEAD", []string{"If-None-Match", etag}, 304, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resp := p.ask(t, tt.method, "/3/movie/550", "", tt.header...)
			if resp.status != tt.status || tt.status != 416 && resp.body != tt.body {
				t.Errorf("the response is %d %.50s", resp.status, resp.body)
			}
			if resp.status == http.StatusOK && resp.header.Get("Content-Length") != fmt.Sprint(len(first.body)) {
				t.Errorf("the length is %s", resp.header.Get("Content-Length"))
			}
		})
	}
	t.Cleanup(func() {
		if n := p.arrived(spec.MovieDetails.ID); n != 1 {
			t.Errorf("%d requests arrived, want 1", n)
		}
	})
}
