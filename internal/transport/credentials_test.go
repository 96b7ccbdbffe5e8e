package transport

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"
)

func TestCredentials(t *testing.T) {
	t.Parallel()
	ours := func(u *url.URL) bool { return u.Scheme == "https" && u.Host == "api.example.test" }
	apply := func(req *http.Request) {
		req.Header.Set("Authorization", "Bearer token")
		query := req.URL.Query()
		query.Set("key", "secret")
		req.URL.RawQuery = query.Encode()
	}
	tests := []struct {
		name      string
		cfg       Credentials
		url       string
		header    []string
		want      http.Header
		wantQuery string
	}{
		{
			"ours", Credentials{ours, apply}, "https://api.example.test/a?b=c", nil,
			http.Header{"Authorization": {"Bearer token"}}, "b=c&key=secret",
		},
		{
			"ours, with a referer", Credentials{ours, nil}, "https://api.example.test/a",
			[]string{"Referer", "https://api.example.test/?key=secret", "Authorization", "Bearer mine", "Cookie", "a=b"},
			http.Header{"Authorization": {"Bearer mine"}, "Cookie": {"a=b"}}, "",
		},
		{
			"another host", Credentials{ours, apply}, "https://evil.test/a?b=c",
			[]string{"Referer", "x", "Authorization", "Bearer mine", "Cookie", "a=b", "Accept", "text/html"},
			http.Header{"Accept": {"text/html"}}, "b=c",
		},
		{
			"another scheme", Credentials{ours, apply}, "http://api.example.test/a",
			[]string{"Authorization", "Bearer mine"}, http.Header{}, "",
		},
		{
			"none is ours", Credentials{nil, apply}, "https://api.example.test/a",
			[]string{"Authorization", "Bearer mine"}, http.Header{}, "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := serve(ok(200, ""))
			req := request(t, "GET", tt.url, "", tt.header...)
			header, query := req.Header.Clone(), req.URL.RawQuery
			do(t, NewCredentials(tt.cfg)(s), req)
			if got := s.seen(); !equal(got.Header, tt.want) || got.URL.RawQuery != tt.wantQuery {
				t.Errorf("sent %v ?%s, want %v ?%s", got.Header, got.URL.RawQuery, tt.want, tt.wantQuery)
			}
			if !equal(req.Header, header) || req.URL.RawQuery != query {
				t.Errorf("the caller's request is changed: %v ?%s", req.Header, req.URL.RawQuery)
			}
		})
	}
}

func equal(a, b http.Header) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if a.Get(name) != b.Get(name) {
			return false
		}
	}
	return true
}

func TestCredentialsCopiesNothingWithoutNeed(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, ""))
	req := get(t)
	do(t, NewCredentials(Credentials{Allowed: func(*url.URL) bool { return true }})(s), req)
	if s.seen() != req {
		t.Error("the request is a copy")
	}
}

// A server that redirects within itself, and then to another, whose client has a cookie for it.
func TestCredentialsRedirect(t *testing.T) {
	t.Parallel()
	type seen struct{ auth, cookie, referer, query string }
	var first, second, elsewhere seen
	note := func(r *http.Request) seen {
		return seen{r.Header.Get("Authorization"), r.Header.Get("Cookie"), r.Header.Get("Referer"), r.URL.RawQuery}
	}
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { elsewhere = note(r) }))
	t.Cleanup(other.Close)
	ours := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/first" {
			first = note(r)
			http.Redirect(w, r, "/second?x=y", http.StatusFound)
			return
		}
		second = note(r)
		http.Redirect(w, r, other.URL+"/third", http.StatusFound)
	}))
	t.Cleanup(ours.Close)
	base, err := url.Parse(ours.URL)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	jar.SetCookies(base, []*http.Cookie{{Name: "a", Value: "b"}})

	network := &http.Transport{}
	t.Cleanup(network.CloseIdleConnections)
	client := http.Client{Jar: jar, Transport: Chain(network, NewCredentials(Credentials{
		Allowed: func(u *url.URL) bool { return u.Host == base.Host },
		Apply: func(req *http.Request) {
			req.Header.Set("Authorization", "Bearer token")
			req.URL.RawQuery += "&key=secret"
		},
	}))}
	resp, err := client.Get(ours.URL + "/first")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if want := (seen{"Bearer token", "a=b", "", "&key=secret"}); first != want {
		t.Errorf("first: %+v", first)
	}
	if want := (seen{"Bearer token", "a=b", "", "x=y&key=secret"}); second != want {
		t.Errorf("second: %+v", second)
	}
	if elsewhere != (seen{}) {
		t.Errorf("elsewhere: %+v", elsewhere)
	}
}
