package transport

import (
	"net/http"
	"regexp"
	"testing"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	base := func() *http.Request { return get(t, "Authorization", "Bearer "+secret, "Accept", "text/plain") }
	tests := []struct {
		name                 string
		change               func(*http.Request)
		otherEntry, otherFly bool
	}{
		{"the same", func(*http.Request) {}, false, false},
		{"fragment", func(r *http.Request) { r.URL.Fragment = "x" }, false, false},
		{"path", func(r *http.Request) { r.URL.Path = "/thing/2" }, true, true},
		{"query", func(r *http.Request) { r.URL.RawQuery = "b=2&a=2" }, true, true},
		{"host", func(r *http.Request) { r.URL.Host = "other.test" }, true, true},
		{"virtual host", func(r *http.Request) { r.Host = "other.test" }, true, true},
		{"scheme", func(r *http.Request) { r.URL.Scheme = "http" }, true, true},
		{"credential", func(r *http.Request) { r.Header.Set("Authorization", "Bearer other") }, true, true},
		{"no credential", func(r *http.Request) { r.Header.Del("Authorization") }, true, true},
		{"empty credential", func(r *http.Request) { r.Header["Authorization"] = []string{""} }, true, true},
		{"cookie", func(r *http.Request) { r.Header.Set("Cookie", "a=b") }, true, true},
		{"negotiated", func(r *http.Request) { r.Header.Set("Accept", "text/html") }, true, true},
		{"another field", func(r *http.Request) { r.Header.Set("X-Id", "1") }, false, true},
		{"two values for one", func(r *http.Request) { r.Header.Add("Accept", "text/html") }, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			req := base()
			tt.change(req)
			if got := entryKey(req) != entryKey(base()); got != tt.otherEntry {
				t.Errorf("another entry: %v", got)
			}
			if got := flightKey(req) != flightKey(base()); got != tt.otherFly {
				t.Errorf("another flight: %v", got)
			}
		})
	}
}

func TestEntryKeyTellsNothing(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[0-9a-f]{64}$`)
	req := get(t, "Authorization", secret)
	if key := entryKey(req); !form.MatchString(key) {
		t.Errorf("key %q", key)
	}
}

// Where one string ends is part of the key.
func TestKeyBoundaries(t *testing.T) {
	t.Parallel()
	key := func(texts ...string) string {
		req := get(t)
		req.Header["X"] = texts
		return flightKey(req)
	}
	if key("ab", "c") == key("a", "bc") || key("abc") == key("abc", "") {
		t.Error("different strings have the same key")
	}
}
