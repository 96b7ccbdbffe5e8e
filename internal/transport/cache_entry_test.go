package transport

import (
	"math"
	"net/http"
	"slices"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func header(pairs ...string) http.Header {
	h := http.Header{}
	for pair := range slices.Chunk(pairs, 2) {
		h.Add(pair[0], pair[1])
	}
	return h
}

func TestEntryAge(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration // two seconds after it was sent
	}{
		{"nothing told", header(), 2 * time.Second},
		{"Age", header("Age", "10"), 12 * time.Second},
		{"Age of several", header("Age", "10", "Age", "20"), 12 * time.Second},
		{"Age that is none", header("Age", "-10"), 2 * time.Second},
		{"Date", header("Date", noon.Add(-time.Minute).Format(http.TimeFormat)), 62 * time.Second},
		{"Date younger than Age", header("Age", "100", "Date", noon.Format(http.TimeFormat)), 102 * time.Second},
		{"Date to come", header("Date", noon.Add(time.Hour).Format(http.TimeFormat)), 2 * time.Second},
		{"Date that is none", header("Date", "today"), 2 * time.Second},
		{"long ago", header("Date", "Mon, 01 Jan 0001 00:00:00 GMT"), maxAge},
		{"older than old", header("Age", "99999999999"), maxAge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := initialAge(tt.header, noon, noon.Add(2*time.Second)); got != tt.want {
				t.Errorf("age %v, want %v", got, tt.want)
			}
		})
	}

	e := &entry{age: time.Second, received: noon}
	for at, want := range map[time.Time]time.Duration{
		noon.Add(time.Minute):           61 * time.Second,
		noon.Add(-time.Minute):          time.Second, // the clock was set back
		time.Unix(math.MaxInt32*100, 0): maxAge + time.Second,
	} {
		if got := e.ageAt(at); got != want {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
}

func TestEntryLifetime(t *testing.T) {
	t.Parallel()
	at := func(d time.Duration) string { return noon.Add(d).Format(http.TimeFormat) }
	tests := []struct {
		name   string
		header http.Header
		want   time.Duration
	}{
		{"nothing said", header(), 0},
		{"no guess", header("Last-Modified", at(-time.Hour)), 0},
		{"max-age", header("Cache-Control", "max-age=60"), time.Minute},
		{"max-age before Expires", header("Cache-Control", "max-age=60", "Expires", at(time.Hour)), time.Minute},
		{"max-age that is none before Expires", header("Cache-Control", "max-age=x", "Expires", at(time.Hour)), 0},
		{"no-cache", header("Cache-Control", "no-cache, max-age=60"), 0},
		{"Expires and Date", header("Expires", at(time.Hour), "Date", at(time.Minute)), 59 * time.Minute},
		{"Expires alone", header("Expires", at(time.Hour)), time.Hour},
		{"Expires before", header("Expires", at(-time.Hour)), 0},
		{"Expires 0", header("Expires", "0"), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := &entry{header: tt.header, received: noon}
			if got := e.lifetime(); got != tt.want {
				t.Errorf("lifetime %v, want %v", got, tt.want)
			}
		})
	}
}

func TestEntryUse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		answer, want string // Cache-Control
		age          time.Duration
		fresh, stale bool
	}{
		{"young", "max-age=60", "", 59 * time.Second, true, true},
		{"too old", "max-age=60", "", 60 * time.Second, false, true},
		{"at the end of the grace", "max-age=60", "", 2 * time.Minute, false, true},
		{"after the grace", "max-age=60", "", 2*time.Minute + 1, false, false},
		{"no-cache wanted", "max-age=60", "no-cache", 0, false, false},
		{"max-age=0 wanted", "max-age=60", "max-age=0", 0, false, false},
		{"younger wanted", "max-age=60", "max-age=10", 11 * time.Second, false, false},
		{"young enough", "max-age=60", "max-age=10", 10 * time.Second, true, false},
		{"no-cache", "max-age=60, no-cache", "", 0, false, false},
		{"must-revalidate", "max-age=60, must-revalidate", "", 61 * time.Second, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := &entry{header: header("Cache-Control", tt.answer), received: noon}
			want, now := parseCacheControl(header("Cache-Control", tt.want)), noon.Add(tt.age)
			if got := e.isFresh(want, now); got != tt.fresh {
				t.Errorf("fresh: %v", got)
			}
			if got := e.mayBeStale(want, now, time.Minute); got != tt.stale {
				t.Errorf("may be stale: %v", got)
			}
			if e.mayBeStale(want, now, 0) {
				t.Error("may be stale though nobody allows it")
			}
		})
	}
	if (*entry)(nil).mayBeStale(cacheControl{}, noon, time.Hour) || (*entry)(nil).hasValidator() {
		t.Error("no entry is of use")
	}
}

func TestEntryWorthKeeping(t *testing.T) {
	t.Parallel()
	tests := []struct {
		header http.Header
		want   bool
	}{
		{header(), false},
		{header("Cache-Control", "max-age=60"), true},
		{header("Cache-Control", "private, max-age=60"), true},
		{header("Cache-Control", "max-age=0"), false},
		{header("Cache-Control", "max-age=0", "Etag", `"x"`), true},
		{header("Cache-Control", "no-cache", "Last-Modified", noon.Format(http.TimeFormat)), true},
		{header("Cache-Control", "max-age=60, no-store", "Etag", `"x"`), false},
		{header("Cache-Control", "max-age=60", "Vary", "Origin, *"), false},
		{header("Cache-Control", "max-age=60", "Vary", "Origin"), true},
	}
	for _, tt := range tests {
		e := newEntry(get(t), tt.header, "", noon, noon)
		if got := e.worthKeeping(); got != tt.want {
			t.Errorf("%v: %v", tt.header, got)
		}
	}
}

func TestStorable(t *testing.T) {
	t.Parallel()
	in := header("Etag", `"x"`, "Set-Cookie", secret, "Connection", "close, X-Hop", "X-Hop", "1", "Transfer-Encoding", "chunked", "Age", "5")
	if got, want := storable(in), header("Etag", `"x"`, "Age", "5"); !equal(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if in.Get("X-Hop") == "" {
		t.Error("the answer's header is changed")
	}
	if got := newEntry(get(t), header(), "", noon, noon).header.Get("Date"); got != noon.Format(http.TimeFormat) {
		t.Errorf("Date: %q", got)
	}
}

func TestVariant(t *testing.T) {
	t.Parallel()
	a := get(t, "Accept", "a", "Origin", "o")
	b := get(t, "Accept", "b", "Origin", "o")
	tests := []struct {
		vary http.Header
		same bool
	}{
		{header(), true},
		{header("Vary", ""), true},
		{header("Vary", "Origin"), true},
		{header("Vary", "accept-encoding, ORIGIN"), true},
		{header("Vary", "origin,accept"), false},
		{header("Vary", "Origin", "Vary", "Accept"), false},
	}
	for _, tt := range tests {
		if got := variant(a, tt.vary) == variant(b, tt.vary); got != tt.same {
			t.Errorf("%v: same %v", tt.vary, got)
		}
	}
	if variant(a, header("Vary", "Origin, Accept")) != variant(a, header("Vary", "accept", "Vary", "origin, Accept")) {
		t.Error("order and case of names matter")
	}
}

func TestEntryConfirmed(t *testing.T) {
	t.Parallel()
	req := get(t)
	e := newEntry(req, header("Etag", `"x"`, "Cache-Control", "max-age=60", "Age", "50", "X-Old", "1",
		"Content-Type", "application/json", "Content-Length", "4", "Date", noon.Format(http.TimeFormat)), "epoch", noon, noon)
	e.body = []byte("body")
	later := noon.Add(time.Hour)
	got := e.confirmed(req, header("Etag", `"x"`, "Cache-Control", "max-age=120", "Content-Type", "text/html",
		"Content-Length", "0", "X-New", "1", "Set-Cookie", secret), later, later)
	want := header("Etag", `"x"`, "Cache-Control", "max-age=120", "X-Old", "1", "X-New", "1",
		"Content-Type", "application/json", "Content-Length", "4", "Date", later.Format(http.TimeFormat))
	if !equal(got.header, want) {
		t.Errorf("header %v, want %v", got.header, want)
	}
	if string(got.body) != "body" || got.epoch != "epoch" || got.ageAt(later) != 0 {
		t.Errorf("%q, %q, %v old", got.body, got.epoch, got.ageAt(later))
	}
	if e.header.Get("X-New") != "" {
		t.Error("the entry before is changed")
	}
}

func TestEntryResponse(t *testing.T) {
	t.Parallel()
	req := get(t)
	e := newEntry(req, header("Age", "5"), "", noon, noon)
	e.body = []byte("body")
	resp := e.response(req, noon.Add(10*time.Second+time.Millisecond))
	if resp.StatusCode != 200 || resp.Request != req || resp.ContentLength != 4 || resp.Header.Get("Age") != "15" {
		t.Errorf("%+v", resp)
	}
	resp.Header.Set("X", "1")
	if text(t, resp) != "body" || e.header.Get("X") != "" {
		t.Error("the answer is not a copy")
	}
}
