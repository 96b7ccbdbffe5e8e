package proof

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// difference is one value that did not come through.
type difference struct {
	// kind is lost, changed or invented.
	kind string
	// pointer is the JSON pointer to the value.
	pointer string
	// sent is the JSON that TMDB sent, got what became of it; "" is nothing.
	sent, got string
}

func (d difference) String() string {
	switch d.kind {
	case "lost":
		return fmt.Sprintf("lost %s: %s", d.pointer, d.sent)
	case "invented":
		return fmt.Sprintf("invented %s: %s", d.pointer, d.got)
	default:
		return fmt.Sprintf("changed %s: %s, was %s", d.pointer, d.got, d.sent)
	}
}

// compare returns what differs in the JSON got from the JSON that TMDB sent, whose place in the
// recording is pointer. null, "" and absent are the same; timestamps compare as instants and
// numbers by value; an empty list or object is a value, and the same as one of the other kind; 0,
// false and [], and -1 of a number, may stand for nothing, and so may text that another field has. It
// returns an error for what is no JSON.
func compare(pointer string, sent, got []byte) ([]difference, error) {
	a, err := parse(sent)
	if err != nil {
		return nil, err
	}
	b, err := parse(got)
	if err != nil {
		return nil, err
	}
	return appendDifferences(nil, pointer, a, b), nil
}

// parse keeps numbers as they are written.
func parse(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	err := decoder.Decode(&v)
	return v, err
}

func appendDifferences(diffs []difference, pointer string, sent, got any) []difference {
	if nothing(sent) {
		if !nothing(got) && !zero(got) {
			diffs = append(diffs, difference{kind: "invented", pointer: pointer, got: text(got)})
		}
		return diffs
	}
	if nothing(got) {
		return append(diffs, difference{kind: "lost", pointer: pointer, sent: text(sent)})
	}
	switch sent := sent.(type) {
	case map[string]any:
		if got, ok := got.(map[string]any); ok {
			names := maps.Clone(sent)
			maps.Copy(names, got)
			for _, name := range slices.Sorted(maps.Keys(names)) {
				if text, ok := got[name].(string); ok && nothing(sent[name]) && slices.Contains(slices.Collect(maps.Values(sent)), any(text)) {
					continue // the name of a collection, which TMDB calls title
				}
				diffs = appendDifferences(diffs, pointer+"/"+read.Escape(name), sent[name], got[name])
			}
			return diffs
		}
	case []any:
		if got, ok := got.([]any); ok {
			for i := range max(len(sent), len(got)) {
				diffs = appendDifferences(diffs, pointer+"/"+strconv.Itoa(i), element(sent, i), element(got, i))
			}
			return diffs
		}
	default:
		if sameScalar(sent, got) {
			return diffs
		}
	}
	if hollow(sent) && hollow(got) {
		return diffs
	}
	return append(diffs, difference{kind: "changed", pointer: pointer, sent: text(sent), got: text(got)})
}

// hollow reports whether v is an empty list or object.
func hollow(v any) bool {
	list, isList := v.([]any)
	object, isObject := v.(map[string]any)
	return isList && len(list) == 0 || isObject && len(object) == 0
}

func nothing(v any) bool { return v == nil || v == "" }

// zero reports whether Go writes v for a value that it does not have.
func zero(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case json.Number:
		return sameNumber(v, "0") || sameNumber(v, "-1")
	case []any:
		return len(v) == 0
	default:
		return false
	}
}

func element(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

func sameScalar(a, b any) bool {
	if a, ok := a.(json.Number); ok {
		b, ok := b.(json.Number)
		return ok && sameNumber(a, b)
	}
	if a, ok := a.(string); ok {
		b, ok := b.(string)
		return ok && (a == b || sameInstant(a, b))
	}
	return a == b // bools
}

// sameNumber compares integers to the last digit and other numbers as float64, which is what they
// were made from.
func sameNumber(a, b json.Number) bool {
	if integral(a) || integral(b) {
		x, okX := new(big.Rat).SetString(a.String())
		y, okY := new(big.Rat).SetString(b.String())
		return okX && okY && x.Cmp(y) == 0
	}
	x, errX := a.Float64()
	y, errY := b.Float64()
	return errX == nil && errY == nil && x == y
}

func integral(n json.Number) bool { return !strings.ContainsAny(n.String(), ".eE") }

// sameInstant does not take a bare date for an instant.
func sameInstant(a, b string) bool {
	x, okX := instant(a)
	y, okY := instant(b)
	return okX && okY && x.Equal(y)
}

func instant(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05 UTC"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// text returns v as JSON, cut to what fits on a line.
func text(v any) string {
	const most = 60
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	if len(data) > most {
		return string(data[:most]) + "…"
	}
	return string(data)
}
