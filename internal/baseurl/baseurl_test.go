package baseurl

import (
	"net/url"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind       Kind
		text, want string
	}{
		{API, "https://api.tmdb.org", "https://api.tmdb.org"},
		{API, "https://api.tmdb.org/", "https://api.tmdb.org"},
		{API, "https://api.tmdb.org/3", "https://api.tmdb.org"},
		{API, "https://api.tmdb.org/3/", "https://api.tmdb.org"},
		{API, "https://api.tmdb.org/4//", "https://api.tmdb.org"},
		{API, "https://api.tmdb.org//3", "https://api.tmdb.org"},
		{API, "https://proxy.example/tmdb/3", "https://proxy.example/tmdb"},
		{API, "https://proxy.example/a%2Fb/3/", "https://proxy.example/a%2Fb"},
		{API, "https://proxy.example/tenant/3/3", "https://proxy.example/tenant/3"},
		{API, "https://proxy.example/v3", "https://proxy.example/v3"},
		{API, "https://proxy.example/33", "https://proxy.example/33"},
		{API, "https://proxy.example/5", "https://proxy.example/5"},
		{Images, "https://image.tmdb.org", "https://image.tmdb.org/t/p"},
		{Images, "https://image.tmdb.org/", "https://image.tmdb.org/t/p"},
		{Images, "https://image.tmdb.org/t/p/", "https://image.tmdb.org/t/p"},
		{Images, "https://image.tmdb.org/t/p/original", "https://image.tmdb.org/t/p"},
		{Images, "https://image.tmdb.org/t/p/w500/", "https://image.tmdb.org/t/p"},
		{Images, "https://image.tmdb.org/t/p/w600_and_h900_bestv2", "https://image.tmdb.org/t/p"},
		{Images, "https://proxy.example/pictures", "https://proxy.example/pictures"},
		{Images, "https://proxy.example/a%2Fb/t/p/h632", "https://proxy.example/a%2Fb/t/p"},
		{Exports, "https://files.tmdb.org/p/exports/", "https://files.tmdb.org"},
		{Exports, "https://proxy.example/tmdb", "https://proxy.example/tmdb"},
		{Site, "https://www.themoviedb.org/3/", "https://www.themoviedb.org/3"},
	} {
		for _, parse := range []func(string) (*url.URL, error){test.kind.Parse, test.kind.ParseInsecure} {
			if u, err := parse(test.text); err != nil || u.String() != test.want {
				t.Errorf("%s: got %v, %v, want %s", test.text, u, err, test.want)
			}
		}
	}
}

// TestParseHTTP: without TLS, only a server on this machine will do unless the caller says otherwise.
func TestParseHTTP(t *testing.T) {
	t.Parallel()
	for host, own := range map[string]bool{
		"127.0.0.1": true, "127.255.255.254:80": true, "[::1]:8080": true, "[::ffff:127.0.0.1]": true, "localhost": true, "LOCALHOST:1": true,
		"tmdb.localhost": false, "localhost.": false, "localhost.example": false, "127.0.0.1.example": false, "127.1": false, "2130706433": false,
		"0.0.0.0": false, "[::]": false, "192.168.1.10:8080": false, "tmdb-proxy:3000": false, "api.tmdb.org": false, "[::ffff:10.0.0.1]": false,
	} {
		for _, kind := range []Kind{API, Images, Exports, Site} {
			_, err := kind.Parse("http://" + host)
			if own != (err == nil) {
				t.Errorf("%s: %v", host, err)
			}
			if err != nil && (!strings.Contains(err.Error(), "not https") || !strings.Contains(err.Error(), kind.Insecure)) {
				t.Errorf("%s: %v", host, err)
			}
			if u, err := kind.ParseInsecure("http://" + host); err != nil || u.Host != host {
				t.Errorf("%s, insecure: %v, %v", host, u, err)
			}
		}
	}
}

// TestParseRefuses: what is no URL of a server is told without repeating it.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const noScheme, noHost, noPort = "does not begin with https:// or http://: want one like https://api.themoviedb.org", "has no host", "want 1 to 65535"
	for text, want := range map[string]string{
		"": noScheme, "proxy": noScheme, "proxy:8080": noScheme, "localhost:8080": noScheme, "127.0.0.1:8080": noScheme, "[::1]:8080": noScheme, "//127.0.0.1:8080": noScheme,
		"http:127.0.0.1": noScheme, "https:/127.0.0.1": noScheme, "ftp://127.0.0.1": noScheme, "unix:///socket": noScheme, "http": noScheme, "me:hunter2@proxy": noScheme,
		"http://": noHost, "http://:8080": noHost, "https:///3": noHost, "https://me:hunter2@/3": noHost,
		"http://127.0.0.1:99999": noPort, "http://127.0.0.1:0": noPort, "http://127.0.0.1:": "",
		"http://127.0.0.1:x": "does not parse", "http://fe80::1:8080": "does not parse", "http://[::1": "does not parse", "http://127.0.0.1/%zz": "does not parse",
		"https://me:hunter2@proxy": "holds a user, which is no place for a credential: want one like", "https://proxy?x": "has a query", "https://proxy#": "a fragment",
	} {
		u, err := API.ParseInsecure(text)
		switch {
		case want == "" && err != nil, want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: got %v, %v, want %q", text, u, err, want)
		case err != nil && strings.Contains(err.Error(), "hunter2"):
			t.Errorf("%q shows: %v", text, err)
		}
	}
}

// TestParseWhiteSpace: what is left of a line of a file is no part of a path.
func TestParseWhiteSpace(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"https://api.tmdb.org/3 ", "https://api.tmdb.org/3\n", "https://api.tmdb.org/3\r\n", " https://api.tmdb.org", "https://api.tmdb.org/a b/3",
		"https://api.tmdb.org/3\u00a0",
	} {
		for _, parse := range []func(string) (*url.URL, error){API.Parse, Images.ParseInsecure} {
			if u, err := parse(text); err == nil || !strings.Contains(err.Error(), "white space") {
				t.Errorf("%q: got %v, %v", text, u, err)
			}
		}
	}
}

func TestSameOrigin(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"https://api.tmdb.org", "https://api.tmdb.org:443/3", true},
		{"https://API.tmdb.org", "https://api.tmdb.org", true},
		{"http://localhost:80", "http://localhost", true},
		{"https://api.tmdb.org", "http://api.tmdb.org", false},
		{"https://api.tmdb.org", "https://api.tmdb.org:8443", false},
		{"https://api.tmdb.org", "https://a.api.tmdb.org", false},
	} {
		a, _ := url.Parse(test.a)
		b, _ := url.Parse(test.b)
		if got := SameOrigin(a, b); got != test.want {
			t.Errorf("SameOrigin(%s, %s) = %v", a, b, got)
		}
	}
}
