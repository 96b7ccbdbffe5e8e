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
	tests := []struct {
		name    string
		allowed func(*url.URL) bool
		url     string
		header  []string
		want    http.Header
	}{
		{
			"ours", ours, "https://api.example.test/a?b=c",
			[]string{"Authorization", "Bearer token"}, http.Header{"Authorization": {"Bearer token"}},
		},
		{
			"ours, with a referer", ours, "https://api.example.test/a",
			[]string{"Referer", "https://api.example.test/?key=secret", "Authorization", "Bearer mine", "Cookie", "a=b"},
			http.Header{"Authorization": {"Bearer mine"}, "Cookie": {"a=b"}},
		},
		{
			"another host", ours, "https://evil.test/a?b=c",
			[]string{"Referer", "x", "Authorization", "Bearer mine", "Cookie", "a=b", "Accept", "text/html"},
			http.Header{"Accept": {"text/html"}},
		},
		{
			"another scheme", ours, "http://api.example.test/a",
			[]string{"Authorization", "Bearer mine"}, http.Header{},
		},
		{
			"none is ours", nil, "https://api.example.test/a",
			[]string{"Authorization", "Bearer mine"}, http.Header{},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := serve(ok(200, ""))
			req := request(t, "GET", tt.url, "", tt.header...)
			header := req.Header.Clone()
			do(t, Credentials(tt.allowed)(s), req)
			if got := s.seen(); !equal(got.Header, tt.want) || got.URL.String() != tt.url {
				t.Errorf("sent %v to %v, want %v", got.Header, got.URL, tt.want)
			}
			if !equal(req.Header, header) {
				t.Errorf("the caller's request is changed: %v", req.Header)
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
	do(t, Credentials(func(*url.URL) bool { return true })(s), req)
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
	client := http.Client{
		Jar:       jar,
		Transport: Chain(network, Credentials(func(u *url.URL) bool { return u.Host == base.Host })),
	}
	req := request(t, "GET", ours.URL+"/first?key=secret", "", "Authorization", "Bearer token")
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if want := (seen{"Bearer token", "a=b", "", "key=secret"}); first != want {
		t.Errorf("first: %+v", first)
	}
	if want := (seen{"Bearer token", "a=b", "", "x=y"}); second != want {
		t.Errorf("second: %+v", second)
	}
	if elsewhere != (seen{}) {
		t.Errorf("elsewhere: %+v", elsewhere)
	}
}
