package jsonread

import (
	"encoding/binary"
	"math/bits"
)

// Skip skips a value.
func (r *Reader) Skip() {
	r.space()
	if end := pastValue(r.data, r.at, r.depth, true, nil); end >= 0 {
		r.at = end
	} else {
		r.Fail()
	}
}

// Valid reports whether data is one valid text of JSON, as json.Valid does in four times the time. If
// top is set, it is told the names in the outermost object as they are written, whether what follows
// them is valid or not.
func Valid(data []byte, top func(name []byte)) bool {
	end := pastValue(data, pastSpace(data, 0), 0, false, top)
	return end >= 0 && pastSpace(data, end) == len(data)
}

// pastValue returns where the value ends that begins at i, in so many objects and lists, -1 if it is
// none. If strict is set, it is none either if a name in it misleads.
func pastValue(data []byte, i, depth int, strict bool, top func(name []byte)) int {
	if i >= len(data) {
		return -1
	}
	switch c := data[i]; {
	case c == '"':
		return pastString(data, i)
	case c == '{', c == '[':
		return pastNested(data, i, depth, strict, top)
	case c-'0' <= 9 || c == '-':
		return pastNumber(data, i)
	case len(data)-i >= 4 && (string(data[i:i+4]) == "true" || string(data[i:i+4]) == "null"):
		return i + 4
	case len(data)-i >= 5 && string(data[i:i+5]) == "false":
		return i + 5
	}
	return -1
}

// pastNested is pastValue for an object or a list.
func pastNested(data []byte, i, around int, strict bool, top func(name []byte)) int {
	var objects [maxDepth/64 + 1]uint64 // a bit for each level, set for an object
	depth, start := around, 0

value:
	if i = pastSpace(data, i); i == len(data) {
		return -1
	}
	switch c := data[i]; c {
	case '{':
		if depth++; depth > maxDepth {
			return -1
		}
		objects[depth>>6] |= 1 << (depth & 63)
		if i = pastSpace(data, i+1); i < len(data) && data[i] == '}' {
			i++
			depth--
			break
		}
		goto name
	case '[':
		if depth++; depth > maxDepth {
			return -1
		}
		objects[depth>>6] &^= 1 << (depth & 63)
		if i = pastSpace(data, i+1); i < len(data) && data[i] == ']' {
			i++
			depth--
			break
		}
		goto value
	case '"':
		if i = pastString(data, i); i < 0 {
			return -1
		}
	default:
		if i = pastValue(data, i, depth, strict, top); i < 0 { // of another kind
			return -1
		}
	}

after:
	if depth == around {
		return i
	}
	if i = pastSpace(data, i); i == len(data) {
		return -1
	}
	switch c := data[i]; {
	case objects[depth>>6]>>(depth&63)&1 == 0:
		if i++; c == ',' {
			goto value
		}
		if c != ']' {
			return -1
		}
	case c == ',':
		i = pastSpace(data, i+1)
		goto name
	case c != '}':
		return -1
	default:
		i++
	}
	depth--
	goto after

name:
	start = i + 1
	if i == len(data) || data[i] != '"' {
		return -1
	}
	if i = pastString(data, i); i < 0 {
		return -1
	}
	switch name := data[start : i-1]; {
	case strict && misleads(name):
		return -1
	case depth == 1 && top != nil:
		top(name)
	}
	if i = pastSpace(data, i); i == len(data) || data[i] != ':' {
		return -1
	}
	i++
	goto value
}

// pastSpace returns where the next byte is that is no white space.
func pastSpace(data []byte, i int) int {
	if i < len(data) && data[i] > ' ' {
		return i
	}
	return pastSpaces(data, i)
}

func pastSpaces(data []byte, i int) int {
	for i < len(data) && (data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r') {
		i++
	}
	return i
}

// pastString returns where the string ends that begins at i, -1 if it is none.
func pastString(data []byte, i int) int {
	i++
	for {
		for i+8 <= len(data) {
			if found := special(binary.LittleEndian.Uint64(data[i:])); found != 0 {
				i += bits.TrailingZeros64(found) >> 3
				break
			}
			i += 8
		}
		for i < len(data) && data[i] >= ' ' && data[i] != '"' && data[i] != '\\' {
			i++
		}
		switch {
		case i == len(data) || data[i] < ' ':
			return -1
		case data[i] == '"':
			return i + 1
		}
		n := escapeLen(data[i:])
		if n == 0 {
			return -1
		}
		i += n
	}
}

// pastNumber returns where the number ends that begins at i, -1 if it is none.
func pastNumber(data []byte, i int) int {
	if data[i] == '-' {
		i++
	}
	start := i
	if i = pastDigits(data, i); i == start || i > start+1 && data[start] == '0' {
		return -1
	}
	if i < len(data) && data[i] == '.' {
		start = i + 1
		if i = pastDigits(data, start); i == start {
			return -1
		}
	}
	if i < len(data) && data[i]|0x20 == 'e' {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		start = i
		if i = pastDigits(data, start); i == start {
			return -1
		}
	}
	return i
}

func pastDigits(data []byte, i int) int {
	for i < len(data) && data[i]-'0' <= 9 {
		i++
	}
	return i
}
