package proof

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/jsonread"
	"github.com/tmdb-go/tmdb/types"
)

// sample is the body of a response with the type that it is decoded into.
type sample struct {
	file string
	body []byte
	typ  reflect.Type
}

// readSamples returns all successes that are at hand, written and recorded ones.
func readSamples(t testing.TB) []sample {
	t.Helper()
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]operation{}
	for _, op := range ops {
		byName[op.String()] = op
	}
	var samples []sample
	written, others := allRecordings(t)
	for _, a := range slices.Concat(others, written) {
		if a.Status/100 != 2 {
			continue
		}
		method, err := byName[a.Method+" "+a.Path].clientMethod(new(gen.ClientWithResponses), "WithResponse")
		if err != nil {
			t.Fatalf("%s: %v", a.File, err)
		}
		getter, ok := method.Type().Out(0).MethodByName("GetJSON" + strconv.Itoa(a.Status))
		if !ok {
			t.Fatalf("%s: no type for status %d", a.File, a.Status)
		}
		samples = append(samples, sample{a.File, a.Body, getter.Type.Out(0).Elem()})
	}
	return samples
}

// compareDecoders decodes a body by the generated decoder and by reflection, and reports whether the
// generated one could. If it can, both have to give the same.
func compareDecoders(t *testing.T, s sample, body []byte) bool {
	t.Helper()
	got := reflect.New(s.typ)
	if !jsonread.Decode(body, got.Interface()) {
		if !got.Elem().IsZero() {
			t.Errorf("%s: it is not decoded, but there is something: %+v\n%s", s.file, got.Elem(), body)
		}
		return false
	}
	// A list without a name has no generated decoder, and what is in it is decoded by none, too.
	want := reflect.New(reflect.SliceOf(s.typ))
	if err := types.Unmarshal([]byte("["+string(body)+"]"), want.Interface()); err != nil {
		t.Errorf("%s: the generated decoder takes what encoding/json does not: %v\n%s", s.file, err, body)
		return true
	}
	if !reflect.DeepEqual(got.Elem().Interface(), want.Elem().Index(0).Interface()) {
		t.Errorf("%s: %+v, by encoding/json %+v\n%s", s.file, got.Elem(), want.Elem().Index(0), body)
	}
	return true
}

// TestGeneratedDecoders wants the generated decoders to give what encoding/json gives, of every
// response that is at hand and of what becomes of it when something in it is changed.
func TestGeneratedDecoders(t *testing.T) {
	t.Parallel()
	samples := readSamples(t)
	read := 0
	for i, s := range samples {
		if compareDecoders(t, s, s.body) {
			read++
		}
		random := rand.New(rand.NewPCG(1, uint64(i)))
		for range 200_000 / (len(s.body) + 10_000) {
			compareDecoders(t, s, mutate(random, s.body))
		}
		if t.Failed() {
			return
		}
	}
	if read < len(samples)*8/10 {
		t.Errorf("only %d of %d responses are decoded without encoding/json", read, len(samples))
	}
	t.Logf("%d of %d responses are decoded without encoding/json", read, len(samples))
}

// TestEmbeddedTypes wants the generated decoder of a type to leave alone a type of the caller's that the
// type is embedded in.
func TestEmbeddedTypes(t *testing.T) {
	t.Parallel()
	type withGenre struct {
		gen.Genre
		Note string `json:"note"`
	}
	type withPointer struct {
		*gen.Genre
		Note string `json:"note"`
	}
	body := []byte(`{"id":1,"name":"Drama","note":"mine"}`)
	for _, v := range []any{new(withGenre), new(withPointer), new(struct{ gen.Genre })} {
		want := reflect.New(reflect.TypeOf(v).Elem()).Interface()
		if err := json.Unmarshal(body, want); err != nil {
			t.Fatal(err)
		}
		if err := types.Unmarshal(body, v); err != nil || !reflect.DeepEqual(v, want) {
			t.Errorf("%+v, %v; want %+v", v, err, want)
		}
	}
}

// snippets are what a mutation puts into a response.
var snippets = []string{
	"null", "true", "0", "-1", "1.0", "1e2", "1e400", "12345678901234567890", "0.1234567890123456789", "-0", "01", `""`, `"x"`,
	"{}", "[]", "[{}]", `{"0":{}}`, ",", ":", " ", "\n", "\t", `\u00e9`, `\ud83d\ude00`, `\ud83d`, `\/`, "\xff", "é", "\x01",
	`"id":7,`, `"ID":7,`, `"\u0069d":8,`, `"name":"b",`, `"Name":null,`, `"genres":[{"id":1}],`, `"success":false,`,
	`"status_code":34,`, `"unknown":{"a":[1,{"b":"]"}]},`, `"ſeason_number":3,`, `"season_number":null,`,
}

// mutate returns a copy of JSON with a thing or two in it changed.
func mutate(random *rand.Rand, body []byte) []byte {
	out := bytes.Clone(body)
	for range 1 + random.IntN(2) {
		if len(out) < 2 {
			return out
		}
		from := random.IntN(len(out))
		if random.IntN(3) > 0 { // where a value, a name or an object begins or ends
			if i := bytes.IndexAny(out[from:], `,:{["]}`); i >= 0 {
				from += i
			}
		}
		to := min(len(out), from+random.IntN(12))
		insert := func(text []byte, over int) {
			out = append(out[:from:from], append(bytes.Clone(text), out[from+over:]...)...)
		}
		switch random.IntN(6) {
		case 0:
			out[from] = byte(random.IntN(256))
		case 1:
			insert(nil, to-from)
		case 2:
			insert(out[from:to], 0)
		case 3:
			if i := bytes.IndexAny(out[from+1:], ",]}"); i >= 0 { // a whole value
				from++
				insert([]byte(snippets[random.IntN(len(snippets))]), i)
			}
		case 4:
			from = min(from+1, len(out))
			insert([]byte(snippets[random.IntN(len(snippets))]), 0)
		case 5:
			out[from] ^= 0x20 // another case
		}
	}
	return out
}

// FuzzGeneratedDecoders is TestGeneratedDecoders with bytes that a fuzzer finds.
func FuzzGeneratedDecoders(f *testing.F) {
	samples := readSamples(f)
	types := map[reflect.Type]int{}
	for i, s := range samples {
		if _, ok := types[s.typ]; !ok && len(s.body) < 20_000 && json.Valid(s.body) {
			types[s.typ] = i
			f.Add(i, []byte(s.body))
		}
	}
	f.Fuzz(func(t *testing.T, i int, body []byte) {
		if i >= 0 && i < len(samples) {
			compareDecoders(t, samples[i], body)
		}
	})
}
