package jsonread

import "bytes"

// Find returns the value of a field of an object as it is written, the last one if there are
// several, nil if there is none. ok is false if it cannot tell: data, which is JSON, is no object, or
// has a name with escapes in it.
func Find(data []byte, name string) (value []byte, ok bool) {
	if value := findOnly(data, name); value != nil {
		return value, true
	}
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

// findOnly is Find where a look tells: there are no escapes, so that each quote begins or ends a
// string, the name comes once, and no object begins before it but the outermost.
func findOnly(data []byte, name string) []byte {
	if len(data) == 0 || data[0] != '{' || bytes.IndexByte(data, '\\') >= 0 {
		return nil
	}
	quoted := append(append(append(make([]byte, 0, 64), '"'), name...), '"')
	at := bytes.Index(data, quoted)
	if at < 0 || bytes.IndexByte(data[1:at], '{') >= 0 {
		return nil
	}
	rest := data[at+len(quoted):]
	if len(rest) == 0 || rest[0] != ':' || bytes.Contains(rest, quoted) {
		return nil
	}
	begin := pastSpace(rest, 1)
	end := pastValue(rest, begin, 1, false, nil)
	if end < 0 {
		return nil
	}
	return rest[begin:end]
}
