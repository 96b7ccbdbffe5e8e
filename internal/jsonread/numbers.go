package jsonread

import (
	"strconv"
	"unsafe"
)

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
	if int64(T(n)) != n { // of an int with 32 bits
		r.Fail()
		return
	}
	r.at = i
	*v = T(n)
}

// NotNull makes the read fail if the next value is null, which is not nothing there.
func (r *Reader) NotNull() {
	if r.space() == 'n' {
		r.Fail()
	}
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
	if r.at = pastNumber(data, start); r.at < 0 {
		r.Fail()
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
