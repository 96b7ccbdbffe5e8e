package transport

import (
	"math"
	"net/http"
	"testing"
	"time"
)

func TestParseCacheControl(t *testing.T) {
	t.Parallel()
	minute := cacheControl{maxAge: time.Minute}
	tests := []struct {
		in   []string
		want cacheControl
	}{
		{nil, cacheControl{}},
		{[]string{""}, cacheControl{}},
		{[]string{"public, max-age=60"}, minute},
		{[]string{" PUBLIC ,,Max-Age = 60 "}, minute},
		{[]string{`max-age="60"`}, minute},
		{[]string{"max-age=60, max-age=120"}, minute},
		{[]string{"public", "max-age=60"}, minute},
		{[]string{"s-maxage=120, max-age=60, immutable, stale-if-error=5"}, minute},
		{[]string{"max-age=0"}, cacheControl{}},
		{[]string{"max-age"}, cacheControl{}},
		{[]string{"max-age=-1"}, cacheControl{}},
		{[]string{"max-age=soon, max-age=60"}, cacheControl{}},
		{[]string{"max-age=99999999999999"}, cacheControl{maxAge: math.MaxInt32 * time.Second}},
		{[]string{"no-store"}, cacheControl{noStore: true}},
		{[]string{"no-cache"}, cacheControl{noCache: true}},
		{[]string{`no-cache="Set-Cookie, Etag", max-age=60`}, cacheControl{noCache: true, maxAge: time.Minute}},
		{[]string{"must-revalidate"}, cacheControl{mustRevalidate: true}},
		{[]string{`private="a, no-store, b", no-cache`}, cacheControl{noCache: true, noStore: true}}, // on the safe side
		{[]string{`private="a" x no-store`}, cacheControl{}},
		{[]string{`private="a, no-store`}, cacheControl{noStore: true}},
		{[]string{`x="", no-store`}, cacheControl{noStore: true}},
		{[]string{`"no-store"`}, cacheControl{}},
		{[]string{"no-storeroom, xno-store"}, cacheControl{}},
		{[]string{"no-store=x"}, cacheControl{noStore: true}},
	}
	for _, tt := range tests {
		if got := parseCacheControl(http.Header{"Cache-Control": tt.in}); got != tt.want {
			t.Errorf("%q: %+v, want %+v", tt.in, got, tt.want)
		}
	}
}

func FuzzParseCacheControl(f *testing.F) {
	for _, seed := range []string{"", "public, max-age=60", `private="a, b", no-store`, `a="`, `=",",`, ",,,=", "max-age=-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		c := parseCacheControl(http.Header{"Cache-Control": {value}})
		if c.maxAge < 0 || c.maxAge > maxAge {
			t.Errorf("%q: %+v", value, c)
		}
		// What is before a list does not change how its own directives count.
		if after := parseCacheControl(http.Header{"Cache-Control": {"no-store, " + value}}); !after.noStore || after.noCache != c.noCache {
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
		if got, ok := parseSeconds(tt.in); got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}
