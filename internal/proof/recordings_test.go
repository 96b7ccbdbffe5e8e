package proof

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

// moduleRoot is the root of the module, seen from this folder.
var moduleRoot = filepath.Join("..", "..")

// neverRecorded are the operations of which nobody has a recording. Those in testdata are
// written from what people who called them have noted.
var neverRecorded = []string{
	"POST /4/list/{list_id}/items", "GET /3/account", "GET /3/company/{company_id}/movies", "GET /3/movie/{movie_id}/releases",
}

// allRecordings returns the recordings that are written by hand, and all others that are at hand.
func allRecordings(t testing.TB) (written, others []recorded.Response) {
	t.Helper()
	written, err := recorded.Read(filepath.Join("testdata", "responses"))
	if err != nil {
		t.Fatal(err)
	}
	folders, err := recordedFolders(moduleRoot, os.Getenv("TMDB_RECORDED"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		more, err := recorded.Read(folder)
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, more...)
	}
	return written, others
}

// TestRecordings sends every recording there is to the generated client.
func TestRecordings(t *testing.T) {
	t.Parallel()
	written, others := allRecordings(t)
	c := newChecker(t, slices.Concat(written, others))

	byOperation := map[string][]int{}
	for i, a := range c.recordings {
		key := a.Method + " " + a.Path
		byOperation[key] = append(byOperation[key], i)
	}
	var sum totals
	t.Run("operations", func(t *testing.T) {
		for _, key := range slices.Sorted(maps.Keys(byOperation)) {
			t.Run(c.testName(key), func(t *testing.T) {
				t.Parallel()
				var r report
				for _, i := range byOperation[key] {
					found, err := c.check(t.Context(), i)
					if err != nil {
						t.Fatalf("%s: %v", c.recordings[i].File, err)
					}
					r.add(c.recordings[i], found)
					sum.add(c.recordings[i], found)
				}
				r.fail(t)
			})
		}
	})

	t.Logf("%d recordings (%d written by hand), %d of them of 2024 or later; %d of %d operations",
		len(c.recordings), len(written), sum.recent, len(byOperation), len(c.operations))
	t.Logf("of any age: %d decode failures or recordings without a typed result; of 2024 or later: "+
		"%d violations of the schema, %d values lost, %d changed, %d invented; %d members of an unknown kind",
		sum.failures, sum.violations, sum.kinds["lost"], sum.kinds["changed"], sum.kinds["invented"], sum.unknown)
	if _, err := os.Stat(filepath.Join(moduleRoot, "..", "shared", "recorded")); err != nil {
		return
	}
	for key := range c.operations {
		if !slices.ContainsFunc(others, func(a recorded.Response) bool { return a.Method+" "+a.Path == key }) &&
			!slices.Contains(neverRecorded, key) {
			t.Errorf("no recording of %s", key)
		}
	}
}

// testName returns the operationId of an operation, or the operation if the spec does not have it.
func (c *checker) testName(key string) string {
	if op, ok := c.operations[key]; ok {
		return op.ID
	}
	return key
}

// totals adds up the findings of all recordings.
type totals struct {
	mu                                    sync.Mutex
	recent, failures, violations, unknown int
	kinds                                 map[string]int
}

func (s *totals) add(a recorded.Response, found findings) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures += len(found.failures)
	s.unknown += found.unknown
	if !a.Recent() {
		return
	}
	s.recent++
	s.violations += len(found.violations)
	for _, d := range found.diffs {
		if s.kinds == nil {
			s.kinds = map[string]int{}
		}
		s.kinds[d.kind]++
	}
}

// report collects the findings of one operation. Those that say the same of other elements of a list
// are one line.
type report struct {
	lines []*line
}

type line struct {
	text string
	// file is the recording that it was found in first.
	file  string
	times int
}

func (r *report) add(a recorded.Response, found findings) {
	for _, text := range found.failures {
		r.addText(a.File, "FAILED "+text)
	}
	if !a.Recent() {
		return
	}
	for _, text := range found.violations {
		r.addText(a.File, "violation "+text)
	}
	for _, d := range found.diffs {
		r.addText(a.File, d.String())
	}
}

func (r *report) addText(file, text string) {
	key := sameLine(text)
	i := slices.IndexFunc(r.lines, func(l *line) bool { return sameLine(l.text) == key })
	if i < 0 {
		i = len(r.lines)
		r.lines = append(r.lines, &line{text: text, file: filepath.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))})
	}
	r.lines[i].times++
}

var (
	indexes = regexp.MustCompile(`/[0-9]+`)
	values  = regexp.MustCompile(`(lost|invented|changed) ([^ ]*): .*`)
)

// sameLine is equal for lines that say the same of other elements of a list.
func sameLine(line string) string {
	return values.ReplaceAllString(indexes.ReplaceAllString(line, "/#"), "$1 $2")
}

// fail fails the test with what has been collected, as far as it is worth reading.
func (r *report) fail(t *testing.T) {
	t.Helper()
	const most = 10
	for _, l := range r.lines[:min(most, len(r.lines))] {
		t.Errorf("%s (%d times, first in %s)", l.text, l.times, l.file)
	}
	if len(r.lines) > most {
		t.Errorf("… and %d lines more", len(r.lines)-most)
	}
}
