package jsonread

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"weak"
)

// score is a number that may be written as text.
type score float64

func (s *score) UnmarshalJSON(data []byte) error {
	return json.Unmarshal([]byte(strings.Trim(string(data), `"`)), (*float64)(s))
}

// count is a whole number that may be written with a point.
type count int

func (c *count) UnmarshalJSON(data []byte) error {
	return json.Unmarshal([]byte(strings.TrimSuffix(string(data), ".0")), (*int)(c))
}

// film has a field of each kind.
type film struct {
	Title   string            `json:"title"`
	Path    string            `json:"path"`
	Adult   bool              `json:"adult"`
	Year    int               `json:"year"`
	Revenue int64             `json:"revenue"`
	Vote    float64           `json:"vote"`
	Score   score             `json:"score"`
	Count   count             `json:"count"`
	Budget  *int              `json:"budget"`
	Sequel  *film             `json:"sequel"`
	Genres  []int             `json:"genres"`
	Names   []string          `json:"names"`
	Parts   []film            `json:"parts"`
	Tables  [][]string        `json:"tables"`
	By      map[string]film   `json:"by"`
	Texts   map[string]string `json:"texts"`
	Raw     json.RawMessage   `json:"raw"`
}

func (f *film) readJSON(r *Reader) {
	for name, ok := r.Object(); ok; name, ok = r.Next() {
		switch string(name) {
		case "title":
			String(&f.Title, r)
		case "path":
			Code(&f.Path, r)
		case "adult":
			Bool(&f.Adult, r)
		case "year":
			Int(&f.Year, r)
		case "revenue":
			Int(&f.Revenue, r)
		case "vote":
			Float(&f.Vote, r)
		case "score":
			FloatOr(&f.Score, r)
		case "count":
			IntOr(&f.Count, r)
		case "budget":
			Pointer(&f.Budget, r, Int)
		case "sequel":
			Pointer(&f.Sequel, r, (*film).readJSON)
		case "genres":
			List(&f.Genres, r, Int)
		case "names":
			List(&f.Names, r, String)
		case "parts":
			List(&f.Parts, r, (*film).readJSON)
		case "tables":
			List(&f.Tables, r, func(v *[]string, r *Reader) { List(v, r, String) })
		case "by":
			Map(&f.By, r, (*film).readJSON)
		case "texts":
			Map(&f.Texts, r, String)
		case "raw":
			Raw(&f.Raw, r)
		default:
			r.Other(name)
		}
	}
}

// films are texts that encoding/json takes, with and without the help of it.
var films = []struct {
	in   string
	read bool // whether it is read here
}{
	{`{}`, true},
	{` { } `, true},
	{`null`, true},
	{`{"title":"Amélie","path":"/a.jpg","adult":true,"year":2001,"revenue":173921954,"vote":7.9}`, true},
	{"{\n\t\"title\" : \"x\" ,\r\n \"year\" : 1 }\n", true},
	{`{"title":null,"path":null,"adult":null,"year":null,"vote":null,"budget":null,"sequel":null,"genres":null,"by":null,"raw":null}`, true},
	{`{"title":"a\"b\\c\/d\b\f\n\r\t\u00e9\ud83d\ude00\ud83d\u0041\ude00\ud83d"}`, true},
	{`{"path":"a\nb","title":"` + strings.Repeat("long ", 50) + `"}`, true},
	{"{\"title\":\"\xff\xc3\",\"path\":\"\xed\xa0\x80\"}", true},
	{`{"title":"","path":""}`, true},
	{`{"year":-12,"revenue":-0,"vote":-0,"score":-1.5}`, true},
	{`{"vote":0.1}`, true},
	{`{"vote":1e3,"score":1E-3}`, true},
	{`{"vote":123456789012345678901234567890.123456789}`, true},
	{`{"vote":1.7976931348623157e308,"score":4.9e-324}`, true},
	{`{"revenue":999999999999999999}`, true},
	{`{"revenue":9223372036854775807}`, false},
	{`{"score":"7.5","count":3.0}`, true},
	{`{"budget":5,"sequel":{"title":"2","sequel":{"title":"3"}}}`, true},
	{`{"genres":[],"names":[],"parts":[],"tables":[[],["a",null],null]}`, true},
	{`{"genres":[1,2,3,4,5,6,7],"names":["a","b"],"parts":[{"title":"a"},null,{}]}`, true},
	{`{"by":{"US":{"year":1},"DE":null},"texts":{"":"x","a b":"y"}}`, true},
	{`{"texts":{"é":"x"}}`, false},
	{`{"raw":[1, {"a" : 2}, "x\u00e9"]}`, true},
	{`{"unknown":[1,-2.5e+7,true,false,null,"\u00e9",{"a":{"b":[]}}],"year":3}`, true},
	{`{"title":"x","YEAR":3}`, false},
	{`{"Unknown":1}`, false},
	{`{"t\u0069tle":"x"}`, false},
	{`{"é":1}`, false},
	{`{"title":"a","title":"b","genres":null,"genres":[4],"genres":null,"sequel":{"year":1},"sequel":null}`, true},
	{`{"genres":[],"genres":[4]}`, false},
	{`{"sequel":{"year":1},"sequel":{"vote":2}}`, false},
	{`{"by":{"a":{"year":1}},"by":{"a":{"vote":2},"b":{}}}`, false},
	{`{"parts":[{"year":1},{"year":2}],"parts":[],"parts":[{"vote":3}]}`, false}, // what was there shows again
	{`{"genres":[` + strings.Repeat("7,", 3000) + `8]}`, true},
	{`{"parts":[` + strings.Repeat(`{"title":"a","names":["b"]},`, 50) + `null]}`, true},
	{`{"parts":[` + strings.Repeat(`{"parts":[`+strings.Repeat(`{"year":1},`, 20)+`{}]},`, 20) + `{}]}`, true}, // in one another
	{`{"success":true}`, false},                                                                                // see misleads
	{`{"unknown":{"status_code":7}}`, false},
	{`{"by":{"status_code":null}}`, false},
	{`{"sequel":` + strings.Repeat(`{"sequel":`, 500) + `{}` + strings.Repeat(`}`, 500) + `}`, true},
	{`{"unknown":` + strings.Repeat(`[`, maxDepth-1) + strings.Repeat(`]`, maxDepth-1) + `}`, true},
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, tt := range films {
		t.Run(tt.in[:min(len(tt.in), 60)], func(t *testing.T) {
			t.Parallel()
			if ok := compare(t, []byte(tt.in)); ok != tt.read {
				t.Errorf("read: %v", ok)
			}
		})
	}
	for _, in := range []string{
		``, ` `, `{`, `}`, `{"`, `{"a`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{,}`, `{"a" 1}`, `{a:1}`, `{"a":1}}`, `{} {}`, `nul`, `nulll`,
		`[]`, `"x"`, `7`, `true`, `{"title":7}`, `{"title":"x}`, `{"title":"\x"}`, `{"title":"\u12g4"}`, `{"title":"\u12"}`, `{"title":"\`, "{\"title\":\"\n\"}",
		`{"adult":1}`, `{"adult":tru}`, `{"year":1.5}`, `{"year":1e2}`, `{"year":01}`, `{"year":-}`, `{"year":+1}`, `{"year":"1"}`, `{"year":99999999999999999999}`,
		`{"vote":1.}`, `{"vote":.5}`, `{"vote":01}`, `{"vote":1e}`, `{"vote":1e400}`, `{"vote":-}`, `{"score":[]}`, `{"count":1.5}`, `{"genres":{}}`, `{"genres":[1,]}`, `{"genres":[1 2]}`,
		`{"genres":[,]}`, `{"genres":["1"]}`, `{"parts":[7]}`, `{"by":[]}`, `{"by":{"a":1}}`, `{"by":{"a"}}`, `{"raw":}`, `{"raw":[1,]}`, `{"raw":{"a":1,}}`, `{"unknown":01}`, `{"unknown":tru}`,
		"{\"a\x01\":1}", "{\"unknown\":\"\x01\"}", `{"unknown":{"a\q":1}}`, `{"sequel":[]}`,
		`{"unknown":` + strings.Repeat(`[`, maxDepth) + strings.Repeat(`]`, maxDepth) + `}`,
		`{"raw":` + strings.Repeat(`[`, 2*maxDepth),
	} {
		if compare(t, []byte(in)) {
			t.Errorf("%.60q is read", in)
		}
	}
}

// compare reports whether data is read, which has to be as encoding/json does.
func compare(t *testing.T, data []byte) bool {
	t.Helper()
	var got, want film
	if !Read(data, got.readJSON) {
		return false
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Errorf("%.200q: read as %.300s, by encoding/json %v", data, fmt.Sprintf("%+v", got), err)
	} else if !reflect.DeepEqual(got, want) || math.Signbit(got.Vote) != math.Signbit(want.Vote) {
		t.Errorf("%.200q: read as %.300s, by encoding/json as %.300s", data, fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
	}
	return true
}

func FuzzRead(f *testing.F) {
	for _, tt := range films {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { compare(t, data) })
}

func TestFind(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in, want string
		ok       bool
	}{
		{`{"a":1,"media_type":"movie","b":[{"media_type":"tv"}]}`, `"movie"`, true},
		{`{"media_type":"movie","media_type": {"a": 1} }`, `{"a": 1}`, true},
		{`{"media_type":null}`, `null`, true},
		{`{"Media_type":1}`, ``, true},
		{`{}`, ``, true},
		{`{"media\u005ftype":"movie"}`, ``, false},
		{`null`, ``, false},
		{`[{"media_type":"movie"}]`, ``, false},
		{`{"media_type" : "movie"}`, `"movie"`, true},
		{`{"media_type": 7 }`, `7`, true},
		{`{"name":"media_type","media_type":"tv"}`, `"tv"`, true},
		{`{"name":"media_type"}`, ``, true},
		{`{"list":["media_type",1],"media_type":"tv"}`, `"tv"`, true},
		{`{"inner":{"media_type":"tv"}}`, ``, true},
		{`{"name":"a\"media_type\":1","media_type":"tv"}`, `"tv"`, true},
		{`{"id":1,"media_type":{"media_type":"tv"}}`, `{"media_type":"tv"}`, true},
		{`{"id":1`, ``, false},
		{``, ``, false},
	}
	for _, tt := range tests {
		if got, ok := Find([]byte(tt.in), "media_type"); ok != tt.ok || ok && string(got) != tt.want {
			t.Errorf("%s: %s, %v", tt.in, got, ok)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, `{"a":[1, 2],"a":{}}`, `{"b":"a","\u0061":1}`, `{"a":null,"é":"\ud83d"}`, `[]`, `{"a"`} {
		f.Add([]byte(seed))
	}
	f.Add([]byte(`{"b":["a",{"a":1}],"a":2,"c":"{\"a\":3}"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, ok := Find(data, "a")
		if !ok || !json.Valid(data) {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal(data, &want); err != nil || string(got) != string(want["a"]) {
			t.Errorf("%q: %s; by encoding/json %s, %v", data, got, want["a"], err)
		}
	})
}

// TestStringsAreTheirOwn wants what is read to keep neither the text that it was in nor, of short
// texts, more than a little.
func TestStringsAreTheirOwn(t *testing.T) {
	t.Parallel()
	data := []byte(`{"title":"Fight Club","path":"/a.jpg","names":["Fight Club","` + strings.Repeat("x", 100) + `"],"raw":{"a":1},"texts":{"US":"R"}}`)
	var got film
	if !Read(data, got.readJSON) {
		t.Fatal("it is not read")
	}
	want, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		data[i] = '#'
	}
	if after, _ := json.Marshal(got); string(after) != string(want) {
		t.Errorf("read as %s, %s when the text has changed", want, after)
	}
}

// TestPanic wants a panic in the middle of a read to leave nothing of the text in memory.
func TestPanic(t *testing.T) {
	t.Parallel()
	data := new([1 << 10]byte)
	kept := weak.Make(data)
	func() {
		defer func() { _ = recover() }()
		Read(data[:], func(*Reader) { panic("odd") })
	}()
	data = nil
	runtime.GC()
	if kept.Value() != nil {
		t.Error("the text is kept")
	}
}

// TestLongLists wants long lists to share nothing, although they are read into the same memory, and to
// have no more than they need.
func TestLongLists(t *testing.T) {
	t.Parallel()
	r := new(Reader)
	read := func(text string) []film {
		var v film
		r.Read([]byte(text), v.readJSON)
		return v.Parts
	}
	long := `{"parts":[` + strings.Repeat(`{"title":"a","genres":[1],"sequel":{"year":2}},`, 100) + `{}]`
	first, failed, second := read(long+"}"), read(long+"x"), read(`{"parts":[`+strings.Repeat(`{},`, 70)+`{}]}`)
	if len(first) != 101 || cap(first) > 128 || len(second) != 71 || cap(second) > 96 {
		t.Errorf("%d of %d and %d of %d elements", len(first), cap(first), len(second), cap(second))
	}
	clear(failed)
	for i := range second {
		if !reflect.DeepEqual(second[i], film{}) {
			t.Fatalf("element %d has something of the list before: %+v", i, second[i])
		}
		second[i].Title = "changed"
	}
	if want := (film{Title: "a", Genres: []int{1}, Sequel: &film{Year: 2}}); !reflect.DeepEqual(first[0], want) || !reflect.DeepEqual(first[99], want) {
		t.Errorf("the first list has become %+v", first[0])
	}
}

// TestDecode wants what is not read to be as it was before.
func TestDecode(t *testing.T) {
	t.Parallel()
	for _, v := range []any{nil, film{}, (*film)(nil), new(film), new(int), &film{Title: "x"}} {
		if Decode([]byte(`{"title":"y"}`), v) {
			t.Errorf("%T has no generated decoder", v)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data := []byte(`{"parts":[` + strings.Repeat(`{"title":"Fight Club","path":"/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg","year":1999,"vote":8.433,"adult":false,"genres":[18,53]},`, 100) + `null]}`)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var v film
		if !Read(data, v.readJSON) {
			b.Fatal("it is not read")
		}
	}
}
