package transport

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"net/http"
	"slices"
	"time"
)

// entryVersion is the first byte of an encoded entry. Another layout gets another number, so that
// what an older program left in a store is a miss.
const entryVersion = 1

var errDamaged = errors.New("transport: the cached answer is damaged")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode returns the entry as bytes for a store: the version, a checksum of what follows, the times,
// the texts and the header, each with its length before it, and the body.
func (e *entry) encode() []byte {
	b := make([]byte, 5, 1024+len(e.body))
	b[0] = entryVersion
	b = binary.AppendVarint(b, e.received.UnixNano())
	b = binary.AppendVarint(b, int64(e.age))
	b = appendText(b, e.variant)
	b = appendText(b, e.epoch)
	b = binary.AppendUvarint(b, uint64(len(e.header)))
	for _, name := range slices.Sorted(maps.Keys(e.header)) {
		b = appendText(b, name)
		b = binary.AppendUvarint(b, uint64(len(e.header[name])))
		for _, value := range e.header[name] {
			b = appendText(b, value)
		}
	}
	b = append(b, e.body...)
	binary.BigEndian.PutUint32(b[1:], crc32.Checksum(b[5:], castagnoli))
	return b
}

func appendText(b []byte, text string) []byte {
	b = binary.AppendUvarint(b, uint64(len(text)))
	return append(b, text...)
}

// decodeEntry reads what encode wrote. The entry's body is a part of b.
func decodeEntry(b []byte) (*entry, error) {
	if len(b) < 5 || b[0] != entryVersion || binary.BigEndian.Uint32(b[1:]) != crc32.Checksum(b[5:], castagnoli) {
		return nil, errDamaged
	}
	r := entryReader{rest: b[5:]}
	e := &entry{
		received: time.Unix(0, r.number()),
		age:      time.Duration(r.number()),
		variant:  r.text(),
		epoch:    r.text(),
		header:   r.header(),
	}
	if r.failed || e.age < 0 || e.age > maxAge {
		return nil, errDamaged
	}
	e.body = r.rest
	return e, nil
}

// entryReader reads from the start of rest. After a failure it returns zeros.
type entryReader struct {
	rest   []byte
	failed bool
}

func (r *entryReader) number() int64 {
	n, size := binary.Varint(r.rest)
	r.skip(size)
	return n
}

// count reads how many things follow, each of which takes a byte at least.
func (r *entryReader) count() int {
	n, size := binary.Uvarint(r.rest)
	r.skip(size)
	if r.failed || n > uint64(len(r.rest)) {
		r.failed = true
		return 0
	}
	return int(n)
}

func (r *entryReader) text() string {
	n := r.count()
	text := string(r.rest[:n])
	r.rest = r.rest[n:]
	return text
}

func (r *entryReader) header() http.Header {
	header := http.Header{}
	for range r.count() {
		name := r.text()
		var values []string
		for range r.count() {
			values = append(values, r.text())
		}
		header[name] = values
		if r.failed {
			break
		}
	}
	return header
}

// skip leaves out what a number took; encoding/binary has 0 or less for one that is broken.
func (r *entryReader) skip(size int) {
	if size <= 0 {
		r.failed, r.rest = true, nil
		return
	}
	r.rest = r.rest[size:]
}
