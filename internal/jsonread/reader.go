// Package jsonread reads JSON of a known shape in one pass, without reflection. The decoders that
// are generated for package gen call it.
//
// It is for the good path only: whatever is not as expected, in syntax or in type, makes the read
// fail as a whole and without a reason, and encoding/json reads the same bytes again and says what
// is wrong. So where a read succeeds, encoding/json succeeds with the same value. That leaves to
// encoding/json what is rare: names with escapes, numbers that do not fit, objects nested in
// thousands.
package jsonread

import (
	"encoding/binary"
	"math/bits"
	"reflect"
	"sync"
	"unicode/utf8"
)

// Reader reads a text of JSON. After a failure its methods do nothing and return zero values.
type Reader struct {
	data   []byte
	at     int
	depth  int
	failed bool
	chunk  []byte               // where codes go
	long   map[reflect.Type]any // empty lists, by the type of their elements
	short  [1 << slots]string   // strings that have been read, by a hash of their bytes
}

var readers = sync.Pool{New: func() any { return new(Reader) }}

// Read has read take a value from data, and reports whether it could, and there was nothing else. If
// it could not, what it read into holds anything.
func Read(data []byte, read func(*Reader)) bool {
	r := readers.Get().(*Reader)
	ok := r.Read(data, read)
	readers.Put(r) // not after a panic, when it has data still
	return ok
}

// Read is the function Read, for who reads many texts one after another.
func (r *Reader) Read(data []byte, read func(*Reader)) bool {
	r.data, r.at, r.depth, r.failed = data, 0, 0, false
	read(r)
	r.space()
	ok := !r.failed && r.at == len(r.data)
	r.data, r.chunk = nil, nil
	return ok
}

// Fail makes the read fail.
func (r *Reader) Fail() {
	r.failed = true
	r.at = len(r.data) // so that every loop ends
}

// space skips white space and returns the byte after it, 0 at the end.
func (r *Reader) space() byte {
	if r.at < len(r.data) {
		if c := r.data[r.at]; c > ' ' {
			return c
		}
	}
	if r.at = pastSpaces(r.data, r.at); r.at < len(r.data) {
		return r.data[r.at]
	}
	return 0
}

// null reports whether the next value is null, and skips it if it is.
func (r *Reader) null() bool {
	if r.space() != 'n' {
		return false
	}
	r.literal("null")
	return true
}

func (r *Reader) nullOrFail() {
	if !r.null() {
		r.Fail()
	}
}

func (r *Reader) literal(text string) {
	if end := r.at + len(text); end <= len(r.data) && string(r.data[r.at:end]) == text {
		r.at = end
		return
	}
	r.Fail()
}

// maxDepth is how deep encoding/json reads.
const maxDepth = 10000

// enter goes into an object or a list, and reports whether there is something in it.
func (r *Reader) enter(begin, end byte) bool {
	if r.space() != begin {
		r.nullOrFail()
		return false
	}
	r.at++
	if r.depth++; r.depth > maxDepth {
		r.Fail()
		return false
	}
	if r.space() == end {
		r.at++
		r.depth--
		return false
	}
	return true
}

// more goes on to the next element or field, and reports whether there is one.
func (r *Reader) more(end byte) bool {
	switch r.space() {
	case ',':
		r.at++
		return true
	case end:
		r.at++
		r.depth--
		return false
	}
	r.Fail()
	return false
}

// Object goes into an object and returns the name of its first field. It returns false if there is
// none, or null in place of an object.
func (r *Reader) Object() (name []byte, ok bool) {
	if !r.enter('{', '}') {
		return nil, false
	}
	return r.name()
}

// Next returns the name of the next field, and false at the end of the object.
func (r *Reader) Next() (name []byte, ok bool) {
	if !r.more('}') {
		return nil, false
	}
	return r.name()
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// name reads the name of a field and goes on to its value. What is between the quotes is not looked
// at: where it is the same as a name that is known, there is nothing odd in it.
func (r *Reader) name() ([]byte, bool) {
	if r.space() != '"' {
		r.Fail()
		return nil, false
	}
	data, start := r.data, r.at+1
	i := start
	for i+8 <= len(data) {
		quote := binary.LittleEndian.Uint64(data[i:]) ^ (ones * '"')
		if found := (quote - ones) &^ quote & highs; found != 0 {
			i += bits.TrailingZeros64(found) >> 3
			break
		}
		i += 8
	}
	for i < len(data) && data[i] != '"' {
		i++
	}
	r.at = i + 1
	if r.space() != ':' { // also after the last byte, and after a quote that an escape is of
		r.Fail()
		return nil, false
	}
	r.at++
	return data[start:i], true
}

// plain reports whether the name of a field stands for itself, in ASCII without escapes.
func plain(name []byte) bool {
	for _, c := range name {
		if c < ' ' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Other skips a field whose name is none of those of a struct, all of which are in small letters. The
// read fails at a name with others: encoding/json may take it for one of those, types.Unmarshal not.
func (r *Reader) Other(name []byte) {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			r.Fail()
			return
		}
	}
	if !plain(name) || misleads(name) {
		r.Fail()
	}
	r.Skip()
}

// misleads reports whether a field has a name by which an object may say that it is a failure, and
// nothing of what it should be: types.Unmarshal sees to that.
func misleads(name []byte) bool {
	switch string(name) {
	case "success", "status_code", "failure":
		return true
	}
	return false
}

// Once makes the read fail if seen is true, and makes it true.
func (r *Reader) Once(seen *bool) {
	if *seen {
		r.Fail()
	}
	*seen = true
}
