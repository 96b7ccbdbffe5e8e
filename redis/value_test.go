package redis

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"
)

// random returns bytes that do not get smaller.
func random(n int) (b []byte) {
	sum := sha256.Sum256(nil)
	for len(b) < n {
		sum = sha256.Sum256(sum[:])
		b = append(b, sum[:]...)
	}
	return b[:n]
}

func TestPack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		value []byte
		kind  byte
		most  int
	}{
		{"empty", []byte{}, asIs, 5},
		{"small", bytes.Repeat([]byte("a"), small-1), asIs, small + 4},
		{"text", []byte(strings.Repeat(`{"id":550,"title":"Fight Club"},`, 100)), compressed, 200},
		{"random", random(10_000), asIs, 10_005},
	}
	for _, tt := range tests {
		packed, err := pack(tt.value)
		if err != nil || packed[0] != tt.kind || len(packed) > tt.most {
			t.Errorf("%s: kind %d, %d bytes, %v; want kind %d, %d bytes at most", tt.name, packed[0], len(packed), err, tt.kind, tt.most)
			continue
		}
		if value, err := unpack(packed); err != nil || value == nil || !bytes.Equal(value, tt.value) {
			t.Errorf("%s: %d bytes, %v, after both ways", tt.name, len(value), err)
		}
		for i := range packed { // any byte that is damaged shows
			damaged := bytes.Clone(packed)
			damaged[i] ^= 0x55
			if value, err := unpack(damaged); err == nil && !bytes.Equal(value, tt.value) {
				t.Errorf("%s: byte %d damaged: no error", tt.name, i)
			}
			if value, err := unpack(packed[:i]); err == nil && !bytes.Equal(value, tt.value) {
				t.Errorf("%s: cut off at %d: no error", tt.name, i)
			}
		}
	}
	if _, err := pack(make([]byte, maxValue+1)); err == nil || !strings.Contains(err.Error(), "want 67108864 at most") {
		t.Errorf("too large: %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	for _, value := range [][]byte{{}, []byte("a"), bytes.Repeat([]byte("abc"), 1000), random(300)} {
		packed, err := pack(value)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed)
	}
	f.Add([]byte{9, 0, 0, 0, 0})
	// A frame that says that it has 2^40 bytes.
	f.Add([]byte{compressed, 0, 0, 0, 0, 0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0})
	f.Fuzz(func(t *testing.T, packed []byte) {
		value, err := unpack(packed)
		if err != nil {
			return
		}
		if value == nil || len(value) > maxValue {
			t.Fatalf("%d bytes, nil: %v", len(value), value == nil)
		}
		again, err := pack(value)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := unpack(again); err != nil || !bytes.Equal(back, value) {
			t.Errorf("%q: %v, %q after both ways", value, err, back)
		}
	})
}
