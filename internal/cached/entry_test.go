package cached

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"maps"
	"math"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
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

	e := &Entry{age: time.Second, Received: noon}
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
		{"no-cache", header("Cache-Control", "no-cache, max-age=60"), 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := &Entry{Header: tt.header, Received: noon}
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
		has          string // Cache-Control
		age          time.Duration
		fresh, stale bool
	}{
		{"young", "max-age=60", 59 * time.Second, true, true},
		{"too old", "max-age=60", 60 * time.Second, false, true},
		{"at the end of the grace", "max-age=60", 2 * time.Minute, false, true},
		{"after the grace", "max-age=60", 2*time.Minute + 1, false, false},
		{"no-cache", "max-age=60, no-cache", 0, false, false},
		{"must-revalidate", "max-age=60, must-revalidate", 61 * time.Second, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := &Entry{Header: header("Cache-Control", tt.has), Received: noon}
			now := noon.Add(tt.age)
			if got := e.IsFresh(now); got != tt.fresh {
				t.Errorf("fresh: %v", got)
			}
			if got := e.MayBeStale(now, time.Minute); got != tt.stale {
				t.Errorf("may be stale: %v", got)
			}
			if e.MayBeStale(now, 0) {
				t.Error("may be stale though nobody allows it")
			}
		})
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
		{header("Cache-Control", "no-cache", "Etag", `"x"`), true},
		{header("Cache-Control", "max-age=60, no-store", "Etag", `"x"`), false},
		{header("Cache-Control", "max-age=60", "Vary", "Origin, *"), false},
		{header("Cache-Control", "max-age=60", "Vary", "accept-encoding, Origin"), true},
		{header("Cache-Control", "max-age=60", "Vary", "Origin", "Vary", "X-Other"), false},
	}
	for _, tt := range tests {
		e := New(tt.header, noon, noon)
		if got := e.WorthKeeping([]string{"Accept-Encoding", "Origin"}); got != tt.want {
			t.Errorf("%v: %v", tt.header, got)
		}
	}
}

func TestStorable(t *testing.T) {
	t.Parallel()
	in := header("Etag", `"x"`, "Set-Cookie", "secret", "Connection", "close", "Transfer-Encoding", "chunked", "Age", "5")
	if got, want := storable(in), header("Etag", `"x"`, "Age", "5"); !reflect.DeepEqual(got, want) {
		t.Errorf("kept %v, want %v", got, want)
	}
	if in.Get("Connection") == "" {
		t.Error("the response's header is changed")
	}
	if got := New(header(), noon, noon).Header.Get("Date"); got != noon.Format(http.TimeFormat) {
		t.Errorf("Date: %q", got)
	}
}

func TestEntryConfirmed(t *testing.T) {
	t.Parallel()
	e := New(header("Etag", `"x"`, "Cache-Control", "max-age=60", "Age", "50", "X-Old", "1",
		"Content-Type", "application/json", "Content-Length", "4", "Date", noon.Format(http.TimeFormat)), noon, noon)
	e.Body = []byte("body")
	later := noon.Add(time.Hour)
	got := e.Confirmed(header("Etag", `"x"`, "Cache-Control", "max-age=120", "Content-Type", "text/html",
		"Content-Length", "0", "X-New", "1", "Set-Cookie", "secret"), later, later)
	want := header("Etag", `"x"`, "Cache-Control", "max-age=120", "X-Old", "1", "X-New", "1",
		"Content-Type", "application/json", "Content-Length", "4", "Date", later.Format(http.TimeFormat))
	if !reflect.DeepEqual(got.Header, want) {
		t.Errorf("header %v, want %v", got.Header, want)
	}
	if string(got.Body) != "body" || got.ageAt(later) != 0 {
		t.Errorf("%q, %v old", got.Body, got.ageAt(later))
	}
	if e.Header.Get("X-New") != "" {
		t.Error("the entry before is changed")
	}
}

func TestEntryResponse(t *testing.T) {
	t.Parallel()
	req := &http.Request{}
	e := New(header("Age", "5"), noon, noon)
	e.Body = []byte("body")
	resp := e.Response(req, noon.Add(10*time.Second+time.Millisecond))
	if resp.StatusCode != 200 || resp.Request != req || resp.ContentLength != 4 || resp.Header.Get("Age") != "15" {
		t.Errorf("%+v", resp)
	}
}

func sameEntry(a, b *Entry) bool {
	return a.Received.Equal(b.Received) && a.age == b.age &&
		maps.EqualFunc(a.Header, b.Header, slices.Equal[[]string]) && bytes.Equal(a.Body, b.Body)
}

var sample = &Entry{
	Header:   http.Header{"Content-Length": {"8"}, "Etag": {`"x"`}, "Vary": {"a", "b"}, "Empty": {""}},
	Body:     []byte("the body"),
	Received: noon.Add(123456789),
	age:      7 * time.Second,
}

func TestEntryEncoding(t *testing.T) {
	t.Parallel()
	long := http.Header{"Many": slices.Repeat([]string{"of", "them"}, 100)}
	for i := range 100 {
		long["X-"+strconv.Itoa(i)] = []string{strings.Repeat("x", i*3)}
	}
	for name, e := range map[string]*Entry{
		"full":  sample,
		"empty": {Header: http.Header{}, Received: noon},
		"odd":   {Header: http.Header{"": {"", "\r\n\x00"}, "x: y\r\n": {"\xff"}}, Body: []byte("\r\n\r\n"), Received: noon},
		"long":  {Header: long, Body: bytes.Repeat([]byte("x"), 1<<20), Received: noon, age: maxAge},
	} {
		got, err := Decode(e.Encode())
		if err != nil || !sameEntry(got, e) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, e)
		}
	}
	if b := sample.Encode(); !bytes.Equal(b, sample.Encode()) || cap(b) != len(b) {
		t.Errorf("%d bytes in %d, or different ones for the same entry", len(b), cap(b))
	}
	e := *sample
	e.Header = header("Content-Length", "5", "Etag", `"x"`)
	if got, err := Decode(e.Encode()); err != nil || got.Header.Get("Content-Length") != "8" {
		t.Errorf("%+v, %v: want the length of the body", got, err)
	}
}

func TestDecodeDamaged(t *testing.T) {
	t.Parallel()
	good := sample.Encode()
	for i := range good {
		if _, err := Decode(good[:i]); err == nil {
			t.Errorf("cut after %d bytes: no error", i)
		}
		bad := bytes.Clone(good)
		bad[i] ^= 0x10
		if _, err := Decode(bad); err == nil {
			t.Errorf("byte %d changed: no error", i)
		}
	}
	for name, tt := range map[string]struct {
		age    time.Duration
		length uint32
		rest   string
	}{
		"age before birth":       {-1, 0, ""},
		"older than old":         {maxAge + 1, 0, ""},
		"no header":              {0, 0, ""},
		"header beyond the end":  {0, 6, "\x01\x01a\x01b"},
		"header that is cut off": {0, 4, "\x01\x01a\x01b"},
		"name without value":     {0, 3, "\x01\x01abody"},
		"too many fields":        {0, 5, "\x05\x01a\x01b"},
		"a length beyond all":    {0, 11, "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
		"a length that is none":  {0, 12, "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"},
	} {
		if _, err := Decode(sealed(tt.age, tt.length, []byte(tt.rest))); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Decode(sealed(0, 5, []byte("\x01\x01a\x01bbody"))); err != nil {
		t.Error("a good one: ", err)
	}
}

// sealed puts the right numbers before a header of a length and a body.
func sealed(age time.Duration, length uint32, rest []byte) []byte {
	b := append((&Entry{age: age}).Encode()[:headerAt:headerAt], rest...)
	binary.BigEndian.PutUint32(b[lengthAt:], length)
	binary.BigEndian.PutUint32(b[sumAt:], crc32.Checksum(b[summedFrom:], castagnoli))
	return b
}

func FuzzDecodeEntry(f *testing.F) {
	f.Add(uint32(0), []byte{})
	f.Add(uint32(13), []byte("\x02\x04Etag\x03\"x\"\x00\x00body"))
	f.Add(uint32(22), []byte("\x01\rCache-Control\x05max-ag"))
	f.Fuzz(func(t *testing.T, length uint32, rest []byte) {
		_, _ = Decode(rest) // any bytes at all
		e, err := Decode(sealed(time.Second, length, rest))
		if err != nil {
			return
		}
		again, err := Decode(e.Encode())
		if err != nil || !bytes.Equal(again.Body, e.Body) || !again.Received.Equal(e.Received) || again.age != e.age {
			t.Errorf("%+v, %v; want %+v", again, err, e)
		}
		// Whatever is in it, it can be asked.
		now := time.Now()
		e.IsFresh(now)
		e.MayBeStale(now, time.Hour)
		if age := e.ageAt(now); age < 0 || age > 2*maxAge {
			t.Errorf("age %v", age)
		}
		e.WorthKeeping([]string{"Accept-Encoding", "Origin"})
	})
}

func BenchmarkDecodeEntry(b *testing.B) {
	e := *sample
	e.Body = bytes.Repeat([]byte("x"), 20<<10)
	b.ReportAllocs()
	stored := e.Encode()
	for b.Loop() {
		if _, err := Decode(stored); err != nil {
			b.Fatal(err)
		}
	}
}
