package transport

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"
)

func sameEntry(a, b *entry) bool {
	return a.received.Equal(b.received) && a.age == b.age && a.variant == b.variant && a.epoch == b.epoch &&
		maps.EqualFunc(a.header, b.header, slices.Equal[[]string]) && bytes.Equal(a.body, b.body)
}

var sample = &entry{
	header:   http.Header{"Etag": {`"x"`}, "Vary": {"a", "b"}, "Empty": {""}},
	body:     []byte("the body"),
	variant:  "variant",
	epoch:    "\x00epoch",
	received: noon.Add(123456789),
	age:      7 * time.Second,
}

func TestEntryEncoding(t *testing.T) {
	t.Parallel()
	for name, e := range map[string]*entry{
		"full":  sample,
		"empty": {header: http.Header{}, received: noon},
	} {
		got, err := decodeEntry(e.encode())
		if err != nil || !sameEntry(got, e) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, e)
		}
	}
	if !bytes.Equal(sample.encode(), sample.encode()) {
		t.Error("the same entry has different bytes")
	}
}

func TestDecodeDamaged(t *testing.T) {
	t.Parallel()
	good := sample.encode()
	for i := range good {
		if _, err := decodeEntry(good[:i]); err == nil {
			t.Errorf("cut after %d bytes: no error", i)
		}
		bad := bytes.Clone(good)
		bad[i] ^= 0x10
		if _, err := decodeEntry(bad); err == nil {
			t.Errorf("byte %d changed: no error", i)
		}
	}
	for name, payload := range map[string][]byte{
		"nothing":             {},
		"age before birth":    {0, 1, 0, 0, 0},
		"text beyond the end": {0, 0, 5, 'a'},
		"header of millions":  {0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f},
		"endless number":      bytes.Repeat([]byte{0xff}, 20),
		"values beyond":       {0, 0, 0, 0, 1, 1, 'A', 9},
	} {
		if _, err := decodeEntry(sealed(payload)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// sealed puts the right version and checksum before a payload.
func sealed(payload []byte) []byte {
	b := append([]byte{entryVersion, 0, 0, 0, 0}, payload...)
	binary.BigEndian.PutUint32(b[1:], crc32.Checksum(payload, castagnoli))
	return b
}

func FuzzDecodeEntry(f *testing.F) {
	f.Add(sample.encode()[5:])
	f.Add([]byte{})
	f.Add([]byte{0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, payload []byte) {
		_, _ = decodeEntry(payload) // any bytes at all
		e, err := decodeEntry(sealed(payload))
		if err != nil {
			return
		}
		again, err := decodeEntry(e.encode())
		if err != nil || !sameEntry(e, again) {
			t.Errorf("%+v, %v; want %+v", again, err, e)
		}
		// Whatever is in it, it can be asked.
		now := time.Now()
		e.isFresh(cacheControl{}, now)
		e.mayBeStale(cacheControl{}, now, time.Hour)
		if age := e.ageAt(now); age < 0 || age > 2*maxAge {
			t.Errorf("age %v", age)
		}
		e.worthKeeping()
	})
}

func BenchmarkDecodeEntry(b *testing.B) {
	e := *sample
	e.body = bytes.Repeat([]byte("x"), 20<<10)
	encoded := e.encode()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decodeEntry(encoded); err != nil {
			b.Fatal(err)
		}
	}
}
