package main

import (
	"context"
	"encoding/json"
	"fmt"
)

// Names of the rows, and of those contenders that are compared with others.
const (
	details    = "details"
	page       = "page"
	appends    = "details with six appends"
	series     = "series with its seasons"
	search     = "search"
	union      = "search of all kinds"
	gzipped    = "details with six appends, gzip"
	many       = "1,000 details, eight at a time"
	exportFile = "export of 100,000 lines"
	kept       = "kept titles"

	rawGET       = "raw GET"
	client       = "ours"
	handWritten  = "golang-tmdb"
	transportHit = "hit of the transport's cache"
	typedHit     = "hit, decoded"
	decode       = "decode: " // and the name of a decoder
)

// row is a table: contenders that do the same work, or a part of it.
type row struct {
	name       string
	size       int // bytes of JSON
	contenders []contender
}

// contender is one way to do the work. What op returns is for [factOf].
type contender struct {
	name string
	op   func() (any, error)
}

// newRows returns all rows.
func newRows(plain, packed *clients) ([]row, error) {
	var rows []row
	sizes := map[string]int{}
	for _, r := range requests {
		body, err := plain.body(r.path)
		if err != nil {
			return nil, err
		}
		sizes[r.path] = len(body)
		one := row{r.name, len(body), plain.contenders(r, len(body))}
		if r.hits {
			hit, err := plain.hits(r.path)
			if err != nil {
				return nil, err
			}
			one.add(transportHit, func() (any, error) { return nil, hit() })
			one.add(typedHit, func() (any, error) { return r.ours(context.Background(), plain.cached) })
		}
		for _, d := range decoders() {
			one.add(decode+d.name, func() (any, error) { return r.decode(body, d.decode) })
		}
		one.add("read: jx", func() (any, error) { return nil, skip(body) })
		rows = append(rows, one)
	}
	rows = append(rows,
		row{gzipped, sizes[appendsPath], packed.contenders(withAppends, sizes[appendsPath])},
		plain.many(sizes[detailsPath]))
	lines, err := plain.exports()
	return append(rows, lines), err
}

func (r *row) add(name string, op func() (any, error)) {
	r.contenders = append(r.contenders, contender{name, op})
}

// contenders are the clients with a request.
func (c *clients) contenders(r request, size int) []contender {
	return []contender{
		{rawGET, func() (any, error) { return nil, c.get(r.path, size) }},
		{client, func() (any, error) { return r.ours(context.Background(), c.ours) }},
		{handWritten, func() (any, error) { return r.theirs(c.golangTMDB()) }},
	}
}

// body returns the body of a response. The server makes them: what they are made of would be in the
// heap of this process, and the collector would run less often than in a program's.
func (c *clients) body(path string) ([]byte, error) {
	body, err := c.read(path)
	if err != nil {
		return nil, err
	}
	if !json.Valid(body) {
		return nil, fmt.Errorf("%s: the body is no JSON", path)
	}
	return body, nil
}
