package diskcache

import (
	"bytes"
	"testing"
)

// A file is read as it was written, or not at all.
func FuzzDecode(f *testing.F) {
	k, err := parseKey(keyOf(1))
	if err != nil {
		f.Fatal(err)
	}
	file := func(value []byte) []byte {
		h := head(k, value)
		return append(h[:], value...)
	}
	good := file([]byte("value"))
	if value, err := decode(k, good); err != nil || string(value) != "value" {
		f.Fatalf("%q, %v", value, err)
	}
	for _, seed := range [][]byte{nil, []byte(mark), good, good[:len(good)-1], good[:headSize], file(nil), append(file(nil), 0), make([]byte, headSize)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		value, err := decode(k, data)
		switch {
		case err != nil && value != nil:
			t.Errorf("%q and %v", value, err)
		case err == nil && !bytes.Equal(file(value), data):
			t.Errorf("%q is not as it is written", data)
		}
	})
}
