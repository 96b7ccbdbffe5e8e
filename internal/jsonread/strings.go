package jsonread

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// quoted reads a string and returns what is between its quotes. It is plain if it holds nothing but
// ASCII without escapes, or valid UTF-8: then it is what it stands for.
func (r *Reader) quoted() (text []byte, plain bool) {
	data, start := r.data, r.at+1
	i := start
	var all uint64 // the bits of all bytes
	for i+8 <= len(data) {
		w := binary.LittleEndian.Uint64(data[i:])
		if found := special(w); found != 0 {
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
			if r.at = pastString(data, start-1); r.at < 0 {
				r.Fail()
				return nil, false
			}
			return data[start : r.at-1], false
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

// special returns the high bit of the first of eight bytes that ends what is plain in a string, a
// quote, an escape or a control character; bits behind it say nothing. It returns 0 if there is none.
func special(w uint64) uint64 {
	quote, slash := w^(ones*'"'), w^(ones*'\\')
	return ((quote-ones)&^quote | (slash-ones)&^slash | (w-ones*' ')&^w) & highs
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
			if utf16.IsSurrogate(char) { // half of a character
				low := rune(-1)
				if i+1 < len(text) && text[i] == '\\' && text[i+1] == 'u' {
					low = hex4(text[i+2:])
				}
				if char = utf16.DecodeRune(char, low); char != utf8.RuneError {
					i += 6
				}
			}
			out = utf8.AppendRune(out, char)
		default:
			out = append(out, "\"\\/\b\f\n\r\t"[strings.IndexByte(`"\/bfnrt`, text[i+1])])
			i += 2
		}
	}
	return unsafe.String(unsafe.SliceData(out), len(out))
}

// String reads a string. null leaves the value as it is.
func String[T ~string](v *T, r *Reader) { text(v, r, (*Reader).shared) }

// Code reads a string that few programs keep by itself, such as an id, a day or the path of an image.
// It may share its memory with others of the response.
func Code[T ~string](v *T, r *Reader) { text(v, r, (*Reader).packed) }

// text reads a string, which keep makes one of its own of.
func text[T ~string](v *T, r *Reader, keep func(*Reader, []byte) string) {
	if r.space() != '"' {
		r.nullOrFail()
		return
	}
	text, plain := r.quoted()
	switch {
	case plain:
		*v = T(keep(r, text))
	case !r.failed:
		*v = T(unescape(text))
	}
}

// chunkSize is how much memory codes share: so much is kept by who keeps one of them.
const chunkSize = 256

// packed returns a string, small ones side by side with others.
func (r *Reader) packed(text []byte) string {
	n := len(text)
	if n == 0 || n > chunkSize/4 {
		return string(text)
	}
	if n > cap(r.chunk)-len(r.chunk) {
		r.chunk = make([]byte, 0, chunkSize)
	}
	start := len(r.chunk)
	r.chunk = append(r.chunk, text...)
	return unsafe.String(&r.chunk[start], n)
}

const (
	slots    = 10 // of the table of short strings, as a power of two
	maxShort = 40
)

// shared returns a string of its own bytes. Short ones are shared with those that were read before,
// of which a response has many that are the same: languages, jobs, names.
func (r *Reader) shared(text []byte) string {
	n := len(text)
	// The first and the last bytes tell: what differs in the middle only has to take turns.
	var first, last uint64
	switch {
	case n == 0:
		return ""
	case n > maxShort:
		return string(text)
	case n >= 8:
		first, last = binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[n-8:])
	case n >= 4:
		first, last = uint64(binary.LittleEndian.Uint32(text)), uint64(binary.LittleEndian.Uint32(text[n-4:]))
	default:
		first, last = uint64(text[0]), uint64(text[n/2])<<8|uint64(text[n-1])
	}
	slot := &r.short[(first*0x9E3779B97F4A7C15+last*0xC2B2AE3D27D4EB4F+uint64(n))>>(64-slots)]
	if *slot != string(text) {
		*slot = string(text)
	}
	return *slot
}
