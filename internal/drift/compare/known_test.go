package compare

import (
	"slices"
	"strings"
	"testing"
)

func TestKnown(t *testing.T) {
	t.Parallel()
	const spec = "{type: object, properties: {a: {type: string}, results: {type: array, items: {type: object, properties: {b: {type: integer}}}}}}"
	for name, test := range map[string]struct {
		known          string
		unknown, stale []string
	}{
		"none":      {"[]", []string{"response/a", "response/results"}, nil},
		"by kind":   {"[{name: n, kinds: [field missing], reason: r}]", nil, nil},
		"by place":  {"[{name: n, kinds: [field missing], operations: ['GET /3/*'], pointers: ['*/a'], reason: r}]", []string{"response/results"}, nil},
		"deep":      {"[{name: n, kinds: [field missing], pointers: ['**ts'], reason: r}]", []string{"response/a"}, nil},
		"not deep":  {"[{name: n, kinds: [field missing], pointers: ['response*'], reason: r}]", []string{"response/a", "response/results"}, []string{"n"}},
		"by type":   {"[{name: n, kinds: [field missing], official: '', spec: array, reason: r}]", []string{"response/a"}, nil},
		"unseen":    {"[{name: n, kinds: [field missing], unseen: true, reason: r}]", []string{"response/a"}, nil},
		"the first": {"[{name: n, kinds: [field missing], reason: r}, {name: m, kinds: [field missing], reason: r}]", nil, []string{"m"}},
		"stale":     {"[{name: n, kinds: [type], reason: r}, {name: m, kinds: [field missing], operations: ['POST *'], reason: r}]", []string{"response/a", "response/results"}, []string{"n", "m"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			known, err := readKnown([]byte(test.known))
			if err != nil {
				t.Fatal(err)
			}
			r, err := compare(get("{type: object, properties: {c: {type: string}}}"), get(strings.Replace(spec, "a:", "c: {type: string}, a:", 1)), nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			for i := range r.Operations[0].Differences {
				if d := &r.Operations[0].Differences[i]; d.Pointer == "response/a" {
					d.Seen, d.Of = 1, 1
				}
			}
			r.finish(known)
			var unknown []string
			for _, op := range r.Unknown() {
				for _, d := range op.Differences {
					unknown = append(unknown, d.Pointer)
				}
			}
			if !slices.Equal(unknown, test.unknown) || !slices.Equal(r.Stale(), test.stale) {
				t.Errorf("unknown %q, stale %q; want %q and %q", unknown, r.Stale(), test.unknown, test.stale)
			}
		})
	}
}

func TestReadKnownRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"{", "[{name: n, kinds: [type]}]", "[{name: n, reason: r}]", "[{kinds: [type], reason: r}]",
		"[{name: n, kinds: [type], reason: r, pointer: x}]", "[{name: n, kinds: [type], reason: r}, {name: n, kinds: [type], reason: r}]",
		"[{name: n, kinds: [typo], reason: r}]",
	} {
		if known, err := readKnown([]byte(text)); err == nil || !strings.Contains(err.Error(), "known.yaml") {
			t.Errorf("%s: %+v, %v", text, known, err)
		}
	}
}
