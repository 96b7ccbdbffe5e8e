package jsonread

import (
	"encoding/binary"
	"math/bits"
)

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
			start := r.at + 1
			r.skipString()
			if !r.failed {
				r.mislead(r.data[start : r.at-1])
			}
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
			if data[i] == '"' {
				r.at = i + 1
				return
			}
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
