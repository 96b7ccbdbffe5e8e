package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// The clients and rows of one server, which all tests ask. No test of the rows is parallel to another:
// the base URL of golang-tmdb is a variable of its package.
var (
	plain *clients
	rows  []row
)

func TestMain(m *testing.M) {
	if isServer() { // what startServer runs once more is the test
		fail(serve(os.Stdout, os.Stdin))
		return
	}
	os.Exit(withServer(m))
}

func withServer(m *testing.M) int {
	srv, err := startServer()
	fail(err)
	defer srv.stop()
	plain, err = newClients(srv.plain)
	fail(err)
	packed, err := newClients(srv.packed)
	fail(err)
	rows, err = newRows(plain, packed)
	fail(err)
	return m.Run()
}

// BenchmarkRows has the contenders of each row, one after the other.
func BenchmarkRows(b *testing.B) {
	for _, r := range rows {
		for _, c := range r.contenders {
			b.Run(r.name+"/"+c.name, func(b *testing.B) {
				b.SetBytes(int64(r.size))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := c.op(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func TestContendersAgree(t *testing.T) {
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			if err := r.check(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestContendersThatDisagree(t *testing.T) {
	t.Parallel()
	r := row{name: "row"}
	r.add("one", func() (any, error) { return into[gen.MovieDetails]([]byte(`{"id":1}`), json.Unmarshal) })
	r.add("none", func() (any, error) { return nil, nil })
	r.add("other", func() (any, error) { return into[gen.MovieDetails]([]byte(`{"id":2}`), json.Unmarshal) })
	if err := r.check(); err == nil || !strings.Contains(err.Error(), "row: other") {
		t.Errorf("the error is %v: want one that names the contender that disagrees", err)
	}
}

func TestDecodersAgree(t *testing.T) {
	t.Parallel()
	for _, r := range requests {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			body, err := plain.body(r.path)
			if err != nil {
				t.Fatal(err)
			}
			want, err := r.decode(body, json.Unmarshal)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range decoders() {
				if got, err := r.decode(body, d.decode); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s differs from encoding/json, with the error %v", d.name, err)
				}
			}
		})
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		row  string
		size int
	}{
		{details, 1_500}, {page, 10_500}, {appends, 108_000}, {series, 322_000},
	} {
		for _, r := range rows {
			if off := float64(r.size)/float64(test.size) - 1; r.name == test.row && math.Abs(off) > 0.05 {
				t.Errorf("%s has %d bytes: want about %d", r.name, r.size, test.size)
			}
		}
	}
}

// What a list is grown by differs from what is there, and the rest stays.
func TestGrow(t *testing.T) {
	t.Parallel()
	const body = `{"id":1,"cast":[{"id":20,"name":"Zoë B."},{"id":30,"name":"\"C\""}],"crew":[],"title":"x"}`
	want := `{"id":1,"cast":[{"id":20,"name":"Zoë B."},{"id":30,"name":"\"C\""},{"id":21,"name":"Zpë B."},{"id":31,"name":"\"C\""}],"crew":[],"title":"x"}`
	if got := grow([]byte(body), len(want)); string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := grow([]byte(body), 0); string(got) != body {
		t.Errorf("got  %s\nwant %s", got, body)
	}
}

// No name in the table of targets is misspelt.
func TestTargetsAreMeasured(t *testing.T) {
	t.Parallel()
	all := results{}
	for _, r := range rows {
		all[r.name] = measured{r.size, map[string]cost{}}
		for _, c := range r.contenders {
			all[r.name].costs[c.name] = cost{1, 1, 1, 1}
		}
	}
	for _, target := range targets {
		if other := strings.Contains(target.what, "of Go 1.26") && !strings.HasPrefix(runtime.Version(), "go1.26"); math.IsNaN(target.of(all)) != other {
			t.Errorf("%s: what it compares is not measured", target.what)
		}
		if !math.IsNaN(target.of(results{})) {
			t.Errorf("%s: it is a number without being measured", target.what)
		}
	}
}

func TestBound(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		bound    bound
		measured float64
		want     bool
	}{
		{atMost(1), 0.9, true}, {atMost(1), 1, true}, {atMost(1), 1.1, false},
		{atLeast(1), 0.9, false}, {atLeast(1), 1, true}, {atLeast(1), 1.1, true},
	} {
		if got := test.bound.met(test.measured); got != test.want {
			t.Errorf("%+v: got %t", test, got)
		}
	}
}

func TestMeasure(t *testing.T) {
	r := row{name: "row", size: 1000}
	calls := 0
	r.add("one", func() (any, error) {
		calls++
		sink = make([]byte, 1<<10)
		return nil, nil
	})
	m, err := r.measure(3, 1)
	if err != nil {
		t.Fatal(err)
	}
	if one := m.costs["one"]; calls < 4 || one.allocs < 1 || one.bytes < 1<<10 || one.time <= 0 {
		t.Errorf("after %d calls: %+v", calls, one)
	}
}

var sink []byte

// A title that is kept does not keep the response that it came with.
func TestRetained(t *testing.T) {
	body, err := plain.body(detailsPath)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decoders()[:2] {
		if each, err := retained(body, d.decode); err != nil || each > float64(len(body))/4 {
			t.Errorf("%s: %g bytes are held for a title, with the error %v", d.name, each, err)
		}
	}
}

func TestPrint(t *testing.T) {
	t.Parallel()
	r := row{name: details, size: 1500}
	r.add(client, nil)
	m := measured{1500, map[string]cost{client: {time: 12_345, cpu: 10_000, allocs: 12, bytes: 345}}}
	var out bytes.Buffer
	printRow(&out, r, m)
	printTargets(&out, results{details: m})
	for _, want := range []string{"12.3µs", "10µs", "150.0  ours", "details: allocations of ours  12  at most 110  met"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if strings.Count(out.String(), "at most") != 1 {
		t.Errorf("there are targets that were not measured:\n%s", out.String())
	}
}
