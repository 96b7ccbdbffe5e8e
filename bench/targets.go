package main

import "math"

// target is a ratio that the project means to hold.
type target struct {
	what   string
	of     value
	atMost bool // else at least
	bound  float64
}

func (t target) met(measured float64) bool {
	return measured == t.bound || measured < t.bound == t.atMost
}

// value is a number of what was measured, NaN if that was not.
type value func(results) float64

var targets = []target{
	{"decoding 108 KB: rate of ours / goccy/go-json", ratio(cpu(appends, decode+"goccy/go-json"), cpu(appends, decode+client)), false, 1.25},
	{"decoding 108 KB: rate of ours / encoding/json (4 holds for that of Go 1.26)", ratio(cpu(appends, decode+"encoding/json"), cpu(appends, decode+client)), false, 4},
	{"decoding 108 KB: allocations of ours / encoding/json", ratio(allocs(appends, decode+client), allocs(appends, decode+"encoding/json")), true, 1.0 / 3},
	{"decoding a series with its seasons: rate / that of the 108 KB", ratio(rate(series, decode+client), rate(appends, decode+client)), false, 1},
	{"decoding a search of all kinds: rate / that of the 108 KB", ratio(rate(union, decode+client), rate(appends, decode+client)), false, 1},

	{"details: ours / raw GET", ratio(took(details, client), took(details, rawGET)), true, 1.15},
	{"details: allocations of ours", allocs(details, client), true, 110},
	{"page: ours / (raw GET + decoding)", ratio(took(page, client), sum(took(page, rawGET), took(page, decode+client))), true, 1.1},
	{"details with six appends: ours / (raw GET + decoding)", ratio(took(appends, client), sum(took(appends, rawGET), took(appends, decode+client))), true, 1.1},
	{"series with its seasons: ours / (raw GET + decoding)", ratio(took(series, client), sum(took(series, rawGET), took(series, decode+client))), true, 1.1},

	{"details: ours / golang-tmdb", ratio(took(details, client), took(details, handWritten)), true, 1},
	{"page: ours / golang-tmdb", ratio(took(page, client), took(page, handWritten)), true, 1},
	{"details with six appends: ours / golang-tmdb", ratio(took(appends, client), took(appends, handWritten)), true, 1},
	{"series with its seasons: ours / golang-tmdb, which drops the episodes", ratio(took(series, client), took(series, handWritten)), true, 1},
	{"search: ours / golang-tmdb", ratio(took(search, client), took(search, handWritten)), true, 1},
	{"search of all kinds: ours / golang-tmdb", ratio(took(union, client), took(union, handWritten)), true, 1},
	{"details with six appends, gzip: ours / golang-tmdb", ratio(took(gzipped, client), took(gzipped, handWritten)), true, 1},
	{"1,000 details, eight at a time: ours / golang-tmdb", ratio(took(many, client), took(many, handWritten)), true, 1},

	{"details: hit of the transport's cache / raw GET", ratio(took(details, transportHit), took(details, rawGET)), true, 1.0 / 30},
	{"details: hit, decoded / raw GET", ratio(took(details, typedHit), took(details, rawGET)), true, 1.0 / 8},
	{"details with six appends: hit, decoded / raw GET", ratio(took(appends, typedHit), took(appends, rawGET)), true, 1.0 / 2},
	{"details with six appends: bytes that a hit allocates / those of the body", ratio(allocated(appends, transportHit), size(appends)), true, 0.5},
	{"the same, decoded, without what decoding allocates",
		ratio(sum(allocated(appends, typedHit), minus(allocated(appends, decode+client))), size(appends)), true, 0.5},

	{"export: MB/s of JSON lines", rate(exportFile, client), false, 200},
}

func costOf(row, contender string, of func(cost) float64) value {
	return func(all results) float64 {
		c, ok := all[row].costs[contender]
		if !ok {
			return math.NaN()
		}
		return of(c)
	}
}

func took(row, contender string) value {
	return costOf(row, contender, func(c cost) float64 { return c.time })
}

func cpu(row, contender string) value {
	return costOf(row, contender, func(c cost) float64 { return c.cpu })
}

func allocs(row, contender string) value {
	return costOf(row, contender, func(c cost) float64 { return c.allocs })
}

func allocated(row, contender string) value {
	return costOf(row, contender, func(c cost) float64 { return c.bytes })
}

// rate is in MB of JSON in a second of processor time.
func rate(row, contender string) value {
	return func(all results) float64 { return all[row].rate(contender) }
}

func size(row string) value { return func(all results) float64 { return float64(all[row].size) } }

func ratio(a, b value) value { return func(all results) float64 { return a(all) / b(all) } }
func sum(a, b value) value   { return func(all results) float64 { return a(all) + b(all) } }
func minus(a value) value    { return func(all results) float64 { return -a(all) } }
