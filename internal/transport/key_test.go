package transport

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	key := func(text string) func(*http.Request) string { return func(*http.Request) string { return text } }
	base := func() *http.Request { return get(t, "Authorization", "Bearer "+secret, "Accept", "text/plain") }
	tests := []struct {
		name                 string
		change               func(*http.Request)
		keyFunc              func(*http.Request) string
		otherEntry, otherFly bool
	}{
		{"the same", func(*http.Request) {}, nil, false, false},
		{"fragment", func(r *http.Request) { r.URL.Fragment = "x" }, nil, false, false},
		{"path", func(r *http.Request) { r.URL.Path = "/thing/2" }, nil, true, true},
		{"query", func(r *http.Request) { r.URL.RawQuery = "b=2&a=2" }, nil, true, true},
		{"host", func(r *http.Request) { r.URL.Host = "other.test" }, nil, true, true},
		{"virtual host", func(r *http.Request) { r.Host = "other.test" }, nil, true, true},
		{"scheme", func(r *http.Request) { r.URL.Scheme = "http" }, nil, true, true},
		{"credential", func(r *http.Request) { r.Header.Set("Authorization", "Bearer other") }, nil, true, true},
		{"no credential", func(r *http.Request) { r.Header.Del("Authorization") }, nil, true, true},
		{"empty credential", func(r *http.Request) { r.Header["Authorization"] = []string{""} }, nil, true, true},
		{"cookie", func(r *http.Request) { r.Header.Set("Cookie", "a=b") }, nil, true, true},
		{"key function", func(*http.Request) {}, key("other"), true, true},
		{"another field", func(r *http.Request) { r.Header.Set("Accept", "text/html") }, nil, false, true},
		{"two values for one", func(r *http.Request) { r.Header.Add("Accept", "text/html") }, nil, false, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			req := base()
			tt.change(req)
			if got := entryKey(req, tt.keyFunc) != entryKey(base(), nil); got != tt.otherEntry {
				t.Errorf("another entry: %v", got)
			}
			if got := flightKey(req, tt.keyFunc) != flightKey(base(), nil); got != tt.otherFly {
				t.Errorf("another flight: %v", got)
			}
		})
	}
}

func TestKeysTellNothing(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[0-9a-f]{64}$`)
	req := get(t, "Authorization", secret)
	keys := []string{entryKey(req, nil), flightKey(req, nil), tagKey(secret), newFingerprint("x").sum()}
	for i, key := range keys {
		if !form.MatchString(key) || strings.Contains(strings.Join(keys[:i], " "), key) {
			t.Errorf("keys %q", keys)
		}
	}
}

// Where one string ends is part of the key.
func TestFingerprintBoundaries(t *testing.T) {
	t.Parallel()
	sum := func(texts ...string) string {
		f := newFingerprint("x")
		for _, text := range texts {
			f.add(text)
		}
		return f.sum()
	}
	if sum("ab", "c") == sum("a", "bc") || sum("abc") == sum("abc", "") {
		t.Error("different strings have the same key")
	}
}
