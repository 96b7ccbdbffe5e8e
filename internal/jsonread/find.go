package jsonread

// Find returns the value of a field of an object as it is written, the last one if there are
// several, nil if there is none. ok is false if it cannot tell: data is no JSON object, or has a name
// with escapes in it.
func Find(data []byte, name string) (value []byte, ok bool) {
	ok = Read(data, func(r *Reader) {
		if r.space() != '{' {
			r.Fail()
		}
		for other, ok := r.Object(); ok; other, ok = r.Next() {
			raw := r.raw()
			switch {
			case string(other) == name:
				value = raw
			case !plain(other):
				r.Fail()
			}
		}
	})
	return value, ok
}
