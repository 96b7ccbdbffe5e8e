// Package jsonread reads JSON of a known shape in one pass, without reflection. Generated decoders
// call it.
//
// It is for the good path only: whatever is not as expected, in syntax or in type, makes the read
// fail as a whole, without a reason, and encoding/json reads the same bytes again and tells what is
// wrong. So where a read succeeds, encoding/json succeeds with the same value; where it fails,
// nothing follows. That leaves to encoding/json what is rare: names in another case or with escapes,
// and numbers that do not fit.
package jsonread

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf8"
	"unsafe"
)

const slotBits = 9

// maxDepth is how deep encoding/json reads.
const maxDepth = 10000

// Reader reads a text of JSON. After a failure its methods do nothing and return zero values.
type Reader struct {
	data   []byte
	at     int
	depth  int
	failed bool
	chunk  []byte                // where small strings go
	short  [1 << slotBits]string // strings that have been read, by a hash of their bytes
}

// Read has read take a value from data, and reports whether that and nothing else was there.
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
	for r.at < len(r.data) {
		switch c := r.data[r.at]; c {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return c
		}
	}
	return 0
}

// Null reports whether the next value is null, and skips it if it is.
func (r *Reader) Null() bool {
	if r.space() != 'n' {
		return false
	}
	r.literal("null")
	return true
}

func (r *Reader) literal(text string) {
	if end := r.at + len(text); end <= len(r.data) && string(r.data[r.at:end]) == text {
		r.at = end
		return
	}
	r.Fail()
}

// Kind returns the first byte of the next value, 0 at the end.
func (r *Reader) Kind() byte { return r.space() }

// enter goes into an object or a list, and reports whether there is something in it.
func (r *Reader) enter(open, end byte) bool {
	switch r.space() {
	case open:
	case 'n':
		r.literal("null")
		return false
	default:
		r.Fail()
		return false
	}
	r.at++
	if r.space() == end {
		r.at++
		return false
	}
	if r.depth++; r.depth > maxDepth {
		r.Fail()
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

// Object goes into an object and returns the name of its first field. It returns false at the end of
// the object; an object that is null has none.
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

// name reads the name of a field and goes on to its value. What is between the quotes is not looked at:
// where it is the same as a name that is known, there is nothing odd in it.
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
	if r.space() != ':' {
		r.Fail()
		return nil, false
	}
	r.at++
	return data[start:i], true
}

// odd reports whether the name of a field has to be read by encoding/json: escapes stand for something
// else, and capitals may be meant for small letters.
func odd(name []byte, capitals bool) bool {
	for _, c := range name {
		if c < ' ' || c == '\\' || c >= utf8.RuneSelf || !capitals && 'A' <= c && c <= 'Z' {
			return true
		}
	}
	return false
}

// Unknown skips the value of a field whose name is none of those of a struct.
func (r *Reader) Unknown(name []byte) {
	if odd(name, false) {
		r.Fail()
		return
	}
	r.Skip()
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// quoted reads a string and returns what is between its quotes. It is plain if it holds nothing but
// ASCII without escapes, or valid UTF-8: then it is what it stands for.
func (r *Reader) quoted() (text []byte, plain bool) {
	data, start := r.data, r.at+1
	i := start
	var all uint64 // the bits of all bytes
	for i+8 <= len(data) {
		w := binary.LittleEndian.Uint64(data[i:])
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		found := ((quote - ones) &^ quote) | ((slash - ones) &^ slash) | ((w - ones*' ') &^ w)
		if found &= highs; found != 0 {
			n := bits.TrailingZeros64(found) >> 3
			all |= w & (1<<(8*n) - 1)
			i += n
			break
		}
		all |= w
		i += 8
	}
	for ; i < len(data); i++ {
		switch c := data[i]; {
		case c == '"':
			r.at = i + 1
			text = data[start:i]
			return text, all&highs == 0 || utf8.Valid(text)
		case c == '\\':
			return r.escaped(start, i), false
		case c < ' ':
			r.Fail()
			return nil, false
		default:
			all |= uint64(c)
		}
	}
	r.Fail()
	return nil, false
}

// escaped reads the rest of a string from an escape on, and returns all that is between its quotes.
func (r *Reader) escaped(start, i int) []byte {
	data := r.data
	for i < len(data) {
		switch c := data[i]; {
		case c == '"':
			r.at = i + 1
			return data[start:i]
		case c == '\\':
			n := escapeLen(data[i:])
			if n == 0 {
				r.Fail()
				return nil
			}
			i += n
		case c < ' ':
			r.Fail()
			return nil
		default:
			i++
		}
	}
	r.Fail()
	return nil
}

// escapeLen returns the length of the escape that data begins with, 0 if it is none.
func escapeLen(data []byte) int {
	if len(data) < 2 {
		return 0
	}
	switch data[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if hex4(data[2:]) >= 0 {
			return 6
		}
	}
	return 0
}

// hex4 returns the number that data begins with, four hexadecimal digits, -1 if it does not.
func hex4(data []byte) rune {
	if len(data) < 4 {
		return -1
	}
	var n rune
	for _, c := range data[:4] {
		switch {
		case '0' <= c && c <= '9':
			n = n<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return n
}

// unescape returns what a text between quotes stands for.
func unescape(text []byte) string {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c != '\\' && c < utf8.RuneSelf:
			out = append(out, c)
			i++
		case c != '\\':
			char, n := utf8.DecodeRune(text[i:]) // U+FFFD for what is none
			out = utf8.AppendRune(out, char)
			i += n
		case text[i+1] == 'u':
			char := hex4(text[i+2:])
			i += 6
			if 0xD800 <= char && char < 0xE000 { // half of a character
				low := rune(-1)
				if i+1 < len(text) && text[i] == '\\' && text[i+1] == 'u' {
					low = hex4(text[i+2:])
				}
				if char < 0xDC00 && 0xDC00 <= low && low < 0xE000 {
					char = (char-0xD800)<<10 | (low - 0xDC00) + 0x10000
					i += 6
				} else {
					char = utf8.RuneError
				}
			}
			out = utf8.AppendRune(out, char)
		default:
			out = append(out, "\"\\/\b\f\n\r\t"[indexByte(`"\/bfnrt`, text[i+1])])
			i += 2
		}
	}
	return unsafe.String(unsafe.SliceData(out), len(out))
}

func indexByte(s string, c byte) int {
	for i := range len(s) {
		if s[i] == c {
			return i
		}
	}
	return 0
}

// Text reads a string. null leaves the value as it is.
func Text[T ~string](v *T, r *Reader) {
	if r.space() != '"' {
		r.nullOrFail()
		return
	}
	text, plain := r.quoted()
	switch {
	case plain:
		*v = T(text)
	case !r.failed:
		*v = T(unescape(text))
	}
}

// Short reads a string of which a response has many that are the same, such as a language. Such
// strings share their memory.
func Short[T ~string](v *T, r *Reader) {
	if r.space() != '"' {
		r.nullOrFail()
		return
	}
	text, plain := r.quoted()
	switch {
	case plain && len(text) <= 40:
		*v = T(r.shared(text))
	case plain:
		*v = T(text)
	case !r.failed:
		*v = T(unescape(text))
	}
}

func (r *Reader) shared(text []byte) string {
	n := len(text)
	if n == 0 {
		return ""
	}
	// The first and the last bytes: what differs in the middle only has to take turns.
	var first, last uint64
	switch {
	case n >= 8:
		first, last = binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[n-8:])
	case n >= 4:
		first, last = uint64(binary.LittleEndian.Uint32(text)), uint64(binary.LittleEndian.Uint32(text[n-4:]))
	default:
		first, last = uint64(text[0]), uint64(text[n/2])<<8|uint64(text[n-1])
	}
	slot := &r.short[(first*0x9E3779B97F4A7C15+last*0xC2B2AE3D27D4EB4F+uint64(n))>>(64-slotBits)]
	if *slot != string(text) {
		*slot = r.text(text)
	}
	return *slot
}

// chunkSize is how much memory small strings share: so much is kept by who keeps one of them.
const chunkSize = 256

// text returns a string of its own bytes, small ones side by side.
func (r *Reader) text(text []byte) string {
	n := len(text)
	if n > chunkSize/4 {
		return string(text)
	}
	if n > cap(r.chunk)-len(r.chunk) {
		r.chunk = make([]byte, 0, chunkSize)
	}
	start := len(r.chunk)
	r.chunk = append(r.chunk, text...)
	return unsafe.String(&r.chunk[start], n)
}

func (r *Reader) nullOrFail() {
	if r.space() == 'n' {
		r.literal("null")
		return
	}
	r.Fail()
}

// Bool reads true or false. null leaves the value as it is.
func Bool[T ~bool](v *T, r *Reader) {
	switch r.space() {
	case 't':
		r.literal("true")
		*v = !T(r.failed)
	case 'f':
		r.literal("false")
		*v = false
	default:
		r.nullOrFail()
	}
}

// Int reads a whole number. null leaves the value as it is.
func Int[T ~int | ~int64](v *T, r *Reader) {
	if c := r.space(); c != '-' && (c < '0' || c > '9') {
		r.nullOrFail()
		return
	}
	i, negative := r.at, false
	if r.data[i] == '-' {
		negative = true
		i++
	}
	start, n := i, int64(0)
	for ; i < len(r.data) && '0' <= r.data[i] && r.data[i] <= '9'; i++ {
		n = n*10 + int64(r.data[i]-'0')
	}
	digits := i - start
	if digits == 0 || digits > 18 || digits > 1 && r.data[start] == '0' {
		r.Fail()
		return
	}
	if i < len(r.data) && (r.data[i] == '.' || r.data[i]|0x20 == 'e') {
		r.Fail()
		return
	}
	if negative {
		n = -n
	}
	r.at = i
	*v = T(n)
}

// powers are the powers of ten that a float64 holds exactly.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Float reads a number. null leaves the value as it is.
func Float[T ~float64](v *T, r *Reader) {
	if c := r.space(); c != '-' && (c < '0' || c > '9') {
		r.nullOrFail()
		return
	}
	data, start := r.data, r.at
	// Up to 15 digits, and a power of ten up to 22, are exact, and so their quotient is rounded once.
	i, n, digits, fraction := start, int64(0), 0, 0
	if data[i] == '-' {
		i++
	}
	first := i
	for ; i < len(data) && '0' <= data[i] && data[i] <= '9'; i++ {
		n = n*10 + int64(data[i]-'0')
		digits++
	}
	if digits == 0 || digits > 1 && data[first] == '0' {
		r.Fail()
		return
	}
	if i < len(data) && data[i] == '.' {
		for i++; i < len(data) && '0' <= data[i] && data[i] <= '9'; i++ {
			n = n*10 + int64(data[i]-'0')
			digits++
			fraction++
		}
		if fraction == 0 {
			r.Fail()
			return
		}
	}
	if digits <= 15 && (i == len(data) || data[i]|0x20 != 'e') {
		f := float64(n) / powers[fraction]
		if data[start] == '-' {
			f = -f
		}
		r.at = i
		*v = T(f)
		return
	}
	r.skipNumber()
	if r.failed {
		return
	}
	text := data[start:r.at]
	f, err := strconv.ParseFloat(unsafe.String(&text[0], len(text)), 64)
	if err != nil {
		r.Fail()
		return
	}
	*v = T(f)
}

// FloatOr reads a number; anything else goes to the type itself.
func FloatOr[T ~float64, P interface {
	*T
	UnmarshalJSON([]byte) error
}](v *T, r *Reader) {
	if c := r.space(); c == '-' || '0' <= c && c <= '9' {
		Float(v, r)
		return
	}
	Own[T, P](v, r)
}

// IntOr reads a whole number; anything else goes to the type itself.
func IntOr[T ~int, P interface {
	*T
	UnmarshalJSON([]byte) error
}](v *T, r *Reader) {
	start := r.at
	if c := r.space(); c == '-' || '0' <= c && c <= '9' {
		Int(v, r)
		if !r.failed {
			return
		}
		r.failed, r.at = false, start
	}
	Own[T, P](v, r)
}

// Pointer reads a value that may be missing: null makes it nil.
func Pointer[T any](v **T, r *Reader, read func(*T, *Reader)) {
	if r.Null() {
		*v = nil
		return
	}
	if *v == nil {
		*v = new(T)
	}
	read(*v, r)
}

// List reads a list: null makes it nil. Like encoding/json it goes over what is there already.
func List[S ~[]T, T any](v *S, r *Reader, read func(*T, *Reader)) {
	if r.Null() {
		*v = nil
		return
	}
	list := (*v)[:0]
	if !r.enter('[', ']') {
		if list == nil {
			list = S{}
		}
		*v = list
		return
	}
	for {
		n := len(list)
		if n == cap(list) {
			if n == 0 && unsafe.Sizeof(*new(T)) <= 64 {
				list = make(S, 0, 4)
			}
			list = append(list[:n:n], *new(T))
		} else {
			list = list[:n+1]
		}
		read(&list[n], r)
		if !r.more(']') {
			break
		}
	}
	*v = list
}

// Map reads an object of any names: null makes it nil.
func Map[M ~map[string]T, T any](v *M, r *Reader, read func(*T, *Reader)) {
	if r.Null() {
		*v = nil
		return
	}
	if *v == nil {
		*v = M{}
	}
	for name, ok := r.Object(); ok; name, ok = r.Next() {
		if odd(name, true) {
			r.Fail()
			return
		}
		var value T
		read(&value, r)
		(*v)[r.shared(name)] = value
	}
}

// Raw skips a value and returns its text, which lasts as long as the response.
func (r *Reader) Raw() []byte {
	r.space()
	start := r.at
	r.Skip()
	if r.failed {
		return nil
	}
	return r.data[start:r.at]
}

// Copy reads any value as it is written.
func Copy[T ~[]byte](v *T, r *Reader) {
	*v = append((*v)[:0], r.Raw()...)
}

// Own reads a value that knows how it is read.
func Own[T any, P interface {
	*T
	UnmarshalJSON([]byte) error
}](v *T, r *Reader) {
	if text := r.Raw(); !r.failed && P(v).UnmarshalJSON(text) != nil {
		r.Fail()
	}
}

// Skip skips a value.
func (r *Reader) Skip() {
	switch c := r.space(); {
	case c == '"':
		r.skipString()
	case c == '{':
		if !r.enter('{', '}') {
			return
		}
		for more := true; more; more = r.more('}') {
			if r.space() != '"' {
				r.Fail()
				return
			}
			r.skipString()
			if r.space() != ':' {
				r.Fail()
				return
			}
			r.at++
			r.Skip()
		}
	case c == '[':
		if !r.enter('[', ']') {
			return
		}
		for more := true; more; more = r.more(']') {
			r.Skip()
		}
	case c == '-' || '0' <= c && c <= '9':
		r.skipNumber()
	case c == 't':
		r.literal("true")
	case c == 'f':
		r.literal("false")
	default:
		r.nullOrFail()
	}
}

func (r *Reader) skipString() {
	data, i := r.data, r.at+1
	for i+8 <= len(data) {
		w := binary.LittleEndian.Uint64(data[i:])
		quote, slash := w^(ones*'"'), w^(ones*'\\')
		found := (((quote - ones) &^ quote) | ((slash - ones) &^ slash) | ((w - ones*' ') &^ w)) & highs
		if found != 0 {
			i += bits.TrailingZeros64(found) >> 3
			break
		}
		i += 8
	}
	r.escaped(r.at+1, i)
}

func (r *Reader) skipNumber() {
	data, i := r.data, r.at
	digits := func() bool {
		start := i
		for i < len(data) && '0' <= data[i] && data[i] <= '9' {
			i++
		}
		return i > start
	}
	if data[i] == '-' {
		i++
	}
	start := i
	ok := digits() && (i == start+1 || data[start] != '0')
	if ok && i < len(data) && data[i] == '.' {
		i++
		ok = digits()
	}
	if ok && i < len(data) && data[i]|0x20 == 'e' {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		ok = digits()
	}
	if !ok {
		r.Fail()
		return
	}
	r.at = i
}
