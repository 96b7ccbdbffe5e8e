package cached

import (
	"math"
	"net/http"
	"testing"
	"time"
)

func TestParseCacheControl(t *testing.T) {
	t.Parallel()
	minute := Control{maxAge: time.Minute}
	tests := []struct {
		in   []string
		want Control
	}{
		{nil, Control{}},
		{[]string{""}, Control{}},
		{[]string{"public, max-age=60"}, minute},
		{[]string{" PUBLIC ,,Max-Age = 60 "}, minute},
		{[]string{`max-age="60"`}, minute},
		{[]string{"max-age=60, max-age=120"}, minute},
		{[]string{"public", "max-age=60"}, minute},
		{[]string{"s-maxage=120, max-age=60, immutable, stale-if-error=5"}, minute},
		{[]string{"max-age=0"}, Control{}},
		{[]string{"max-age"}, Control{}},
		{[]string{"max-age=-1"}, Control{}},
		{[]string{"max-age=soon, max-age=60"}, Control{}},
		{[]string{"max-age=99999999999999"}, Control{maxAge: math.MaxInt32 * time.Second}},
		{[]string{"no-store"}, Control{NoStore: true}},
		{[]string{"no-cache"}, Control{NoCache: true}},
		{[]string{`no-cache="Set-Cookie, Etag", max-age=60`}, Control{NoCache: true, maxAge: time.Minute}},
		{[]string{"must-revalidate"}, Control{MustRevalidate: true}},
		{[]string{`private="a, no-store, b", no-cache`}, Control{NoCache: true, NoStore: true}}, // on the safe side
		{[]string{`private="a" x no-store`}, Control{}},
		{[]string{`private="a, no-store`}, Control{NoStore: true}},
		{[]string{`x="", no-store`}, Control{NoStore: true}},
		{[]string{`"no-store"`}, Control{}},
		{[]string{"no-storeroom, xno-store"}, Control{}},
		{[]string{"no-store=x"}, Control{NoStore: true}},
	}
	for _, tt := range tests {
		if got := ParseControl(http.Header{"Cache-Control": tt.in}); got != tt.want {
			t.Errorf("%q: %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func FuzzParseCacheControl(f *testing.F) {
	for _, seed := range []string{"", "public, max-age=60", `private="a, b", no-store`, `a="`, `=",",`, ",,,=", "max-age=-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		c := ParseControl(http.Header{"Cache-Control": {value}})
		if c.maxAge < 0 || c.maxAge > maxAge {
			t.Errorf("%q: %+v", value, c)
		}
		// What is before a list does not change how its own directives count.
		if after := ParseControl(http.Header{"Cache-Control": {"no-store, " + value}}); !after.NoStore || after.NoCache != c.NoCache {
			t.Errorf("%q after no-store: %+v, alone %+v", value, after, c)
		}
	})
}

func TestParseSeconds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want time.Duration
		ok   bool
	}{
		{"0", 0, true},
		{"60", time.Minute, true},
		{"007", 7 * time.Second, true},
		{"2147483647", math.MaxInt32 * time.Second, true},
		{"2147483648", math.MaxInt32 * time.Second, true},
		{"99999999999999999999999", math.MaxInt32 * time.Second, true},
		{"", 0, false},
		{"-1", 0, false},
		{"+1", 0, false},
		{"1.5", 0, false},
		{" 1", 0, false},
		{"1_000", 0, false},
		{"soon", 0, false},
	}
	for _, tt := range tests {
		if got, ok := ParseSeconds(tt.in); got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}
