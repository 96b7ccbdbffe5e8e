package main

import (
	"math"
	"runtime"
	"strings"
)

// target is a ratio that the project means to hold, or a number.
type target struct {
	what  string
	of    value
	bound bound
}

// bound is what a target may be.
type bound struct {
	limit float64
	most  bool // at most the limit, else at least
}

func atMost(limit float64) bound  { return bound{limit, true} }
func atLeast(limit float64) bound { return bound{limit, false} }

func (b bound) met(measured float64) bool {
	return measured == b.limit || measured < b.limit == b.most
}

// value is a number of what was measured, NaN if that was not.
type value func(results) float64

var targets = []target{
	{"decoding 108 KB: rate of ours / goccy/go-json", ratio(cpu(decode+"goccy/go-json"), cpu(decode+client)), atLeast(1.25)},
	{"decoding 108 KB: rate of ours / encoding/json of Go 1.26", of126(ratio(cpu(decode+"encoding/json"), cpu(decode+client))), atLeast(4)},
	{"decoding 108 KB: allocations of ours / encoding/json of Go 1.26", of126(ratio(allocs(appends, decode+client), allocs(appends, decode+"encoding/json"))), atMost(1.0 / 3)},
	{"decoding a series with its seasons: rate / that of 108 KB", ratio(rate(series, decode+client), rate(appends, decode+client)), atLeast(1)},
	{"decoding a search of all kinds: rate / that of 108 KB", ratio(rate(union, decode+client), rate(appends, decode+client)), atLeast(1)},

	{details + ": ours / raw GET", ratio(took(details, client), took(details, rawGET)), atMost(1.15)},
	{details + ": allocations of ours", allocs(details, client), atMost(110)},
	overDecoding(page),
	overDecoding(appends),
	overDecoding(series),

	overHandWritten(details),
	overHandWritten(page),
	overHandWritten(appends),
	overHandWritten(series),
	overHandWritten(search),
	overHandWritten(union),
	overHandWritten(gzipped),
	overHandWritten(many),

	{details + ": hit of the transport's cache / raw GET", ratio(took(details, transportHit), took(details, rawGET)), atMost(1.0 / 30)},
	{details + ": hit, decoded / raw GET", ratio(took(details, typedHit), took(details, rawGET)), atMost(1.0 / 8)},
	{appends + ": hit, decoded / raw GET", ratio(took(appends, typedHit), took(appends, rawGET)), atMost(1.0 / 2)},
	// A copy of the body would make it 1 or more.
	{appends + ": bytes allocated by a hit / the body's", ratio(allocated(transportHit), size(appends)), atMost(0.5)},
	{appends + ": the same, decoded, but for what decoding allocates", ratio(difference(allocated(typedHit), allocated(decode+client)), size(appends)), atMost(0.5)},

	{exportFile + ": MB/s of JSON lines", rate(exportFile, client), atLeast(200)},
}

func overDecoding(row string) target {
	both := func(all results) float64 { return took(row, rawGET)(all) + took(row, decode+client)(all) }
	return target{row + ": ours / (raw GET + decoding)", ratio(took(row, client), both), atMost(1.1)}
}

func overHandWritten(row string) target {
	what := row + ": ours / golang-tmdb"
	if row == series {
		what += ", which drops the episodes"
	}
	return target{what, ratio(took(row, client), took(row, handWritten)), atMost(1)}
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

func allocs(row, contender string) value {
	return costOf(row, contender, func(c cost) float64 { return c.allocs })
}

// cpu and allocated are of the 108 KB.
func cpu(contender string) value {
	return costOf(appends, contender, func(c cost) float64 { return c.cpu })
}

func allocated(contender string) value {
	return costOf(appends, contender, func(c cost) float64 { return c.bytes })
}

// rate is in MB of JSON in a second of processor time.
func rate(row, contender string) value {
	return func(all results) float64 { return all[row].rate(contender) }
}

func size(row string) value { return func(all results) float64 { return float64(all[row].size) } }

func ratio(a, b value) value      { return func(all results) float64 { return a(all) / b(all) } }
func difference(a, b value) value { return func(all results) float64 { return a(all) - b(all) } }

// of126 is NaN with another Go than 1.26, whose encoding/json is another one.
func of126(v value) value {
	if !strings.HasPrefix(runtime.Version(), "go1.26") {
		return func(results) float64 { return math.NaN() }
	}
	return v
}
