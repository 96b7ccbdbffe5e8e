package mirror_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The variables of TestScale: the scale, the document that it writes its tables into, and the one by which it
// runs itself as the server, so that processor time is that of the mirror alone.
const (
	scaleOf     = "MIRROR_SCALE"
	scaleWrites = "MIRROR_SCALE_WRITES"
	scaleServes = "MIRROR_TEST_SCALE_SERVES"
)

// smallScale is that of the test without a variable.
const smallScale = 10_000

// TestScale mirrors TMDB at a scale, class by class, and then a day of changes, in which exactly what changed
// is fetched. `make scale` writes what that costs into docs/scale.md.
func TestScale(t *testing.T) {
	of := smallScale
	if text := os.Getenv(scaleOf); text != "" {
		var err error
		if of, err = strconv.Atoi(text); err != nil || of < 1 {
			t.Fatalf("%s is %q: want a number such as 100, for a hundredth of TMDB", scaleOf, text)
		}
	}
	if os.Getenv(scaleServes) != "" {
		serveScaled(t, of)
		return
	}
	url := startProcess(t, "TestScale", scaleServes)
	reports := map[string]*scaleReport{}
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			s := &scaleRun{T: t, scaled: &scaled{of: of}, url: url, m: open(t, testdb.New(t, name))}
			s.whole()
			s.changes()
			s.report.peak = memory(t, "VmHWM") // of SQLite, and of both
			reports[name] = &s.report
		})
	}
	if t.Failed() {
		return
	}
	parts := scaleTables(of, reports["sqlite"], reports["postgres"])
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		t.Logf("%s:\n%s", name, parts[name])
	}
	if file := os.Getenv(scaleWrites); file != "" {
		writeScale(t, file, parts)
	}
}

// serveScaled serves until the parent ends.
func serveScaled(t *testing.T, of int) {
	s, standIn, err := newScaleServer(of)
	if err != nil {
		t.Fatal(err)
	}
	defer standIn.Close()
	srv := httptest.NewServer(s)
	defer srv.Close()
	fmt.Println("url", srv.URL)
	_, _ = bufio.NewReader(os.Stdin).ReadByte()
}

// cost is what a class of a kind, or a day, costs.
type cost struct {
	titles, requests, json, wire, rows, bytes int
	cpu, engine                               time.Duration // processor time of this process, and of PostgreSQL's
}

func (c cost) add(o cost) cost {
	return cost{c.titles + o.titles, c.requests + o.requests, c.json + o.json, c.wire + o.wire, c.rows + o.rows, c.bytes + o.bytes,
		c.cpu + o.cpu, c.engine + o.engine}
}

// scaleRun is the mirror of one engine.
type scaleRun struct {
	*testing.T
	*scaled
	url string
	m   *mirror.Mirror
	day int

	report scaleReport
}

// ask sends a request that is for the server itself.
func (s *scaleRun) ask(method string, body, into any) {
	s.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		s.Fatal(err)
	}
	req, err := http.NewRequestWithContext(s.Context(), method, s.url, bytes.NewReader(text))
	if err != nil {
		s.Fatal(err)
	}
	resp, err := testkit.HTTP.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	if into != nil {
		if err := json.NewDecoder(resp.Body).Decode(into); err != nil {
			s.Fatal(err)
		}
	}
}

// run mirrors kinds on the next day, and returns what was sent and what that took.
func (s *scaleRun) run(kinds []database.Kind, v view) (sent, cost) {
	s.Helper()
	if err := s.m.Init(s.Context(), mirror.Config{Kinds: kinds, Rate: mirror.NoLimit, Video: true}); err != nil {
		s.Fatal(err)
	}
	s.ask(http.MethodPut, v, nil)
	s.ask(http.MethodDelete, nil, nil)
	opts := optionsFor(s.url, tmdb.WithAPIKey(synthetic.Credential), tmdb.WithRetry(&tmdb.Retry{MinWait: time.Millisecond}))
	opts.Now = func() time.Time { return now.AddDate(0, 0, v.Day) }
	before := s.used()
	run(s.T, s.m, opts)
	c := s.used()
	c.cpu, c.engine, c.rows, c.bytes = c.cpu-before.cpu, c.engine-before.engine, c.rows-before.rows, c.bytes-before.bytes
	var out sent
	s.ask(http.MethodDelete, nil, &out)
	return out, c
}

// whole mirrors class by class.
func (s *scaleRun) whole() {
	shown := map[database.Kind][]class{}
	for _, of := range classes {
		for _, c := range of.classes {
			shown[of.kind] = append(shown[of.kind], c)
			out, cost := s.run([]database.Kind{of.kind}, view{Day: s.day, Shown: shown})
			s.day++
			if got := slices.Collect(maps.Keys(out.Details[of.kind])); !slices.Equal(got, []class{c}) {
				s.Fatalf("%s: %v were fetched: want %s", of.kind, got, c)
			}
			sent := out.Details[of.kind][c]
			cost.titles, cost.requests, cost.json, cost.wire = len(sent.IDs), sent.Requests, sent.JSON, sent.Wire
			s.report.classes = append(s.report.classes, classCost{of.kind, c, cost})
		}
		if want := s.count(of.kind); mix[of.kind] != nil && status(s.T, s.m).Kinds[of.kind].Known != want {
			s.Errorf("%s: %d are there, want %d", of.kind, status(s.T, s.m).Kinds[of.kind].Known, want)
		}
	}
}

// changes mirrors the day of changes: exactly what was changed and what is new is fetched, and what is gone is
// marked.
func (s *scaleRun) changes() {
	if s.day != changesOn {
		s.Fatalf("the day of changes is %d: want %d", changesOn, s.day)
	}
	v := view{Day: changesOn, Changed: true, Shown: map[database.Kind][]class{}}
	for _, of := range classes {
		v.Shown[of.kind] = of.classes
	}
	out, day := s.run(nil, v)
	for _, of := range classes {
		got := map[int]int{}
		for _, t := range out.Details[of.kind] {
			for id := range t.IDs {
				got[id]++
			}
			day = day.add(cost{titles: len(t.IDs), requests: t.Requests, json: t.JSON, wire: t.Wire})
		}
		want, ends := map[int]int{}, map[fate][]int{}
		if mix[of.kind] != nil {
			for id := firstID; id < firstID+s.count(of.kind)+s.arriving(of.kind); id++ {
				f := s.fate(of.kind, id)
				if ends[f] = append(ends[f], id); s.isNew(of.kind, id) || f != fateNone && f != fateGone {
					want[id] = 1
				}
			}
			if len(want) < 2 {
				s.Errorf("%s: %d are to be fetched: want some that changed and some that are new", of.kind, len(want))
			}
		}
		if !maps.Equal(got, want) {
			s.Errorf("%s: %d were fetched, want %d", of.kind, len(got), len(want))
		}
		for _, marked := range []struct {
			where string
			fate  fate
		}{{"gone_why = '404'", fateLost}, {"gone_why = 'not in the export'", fateGone}, {"merged_into IS NOT NULL", fateMerged}} {
			if got := s.marked(of.kind, marked.where); !slices.Equal(got, ends[marked.fate]) {
				s.Errorf("%s: %s: %v, want %v", of.kind, marked.where, got, ends[marked.fate])
			}
		}
	}
	s.report.day, s.report.lists = day, out.Changes.Requests
}

// marked returns the ids of the documents that are marked.
func (s *scaleRun) marked(kind database.Kind, where string) (ids []int) {
	s.Helper()
	rows, err := s.m.Database().Reader().QueryContext(s.Context(), "SELECT id FROM documents WHERE kind = $1 AND "+where+" ORDER BY id", string(kind))
	if err != nil {
		s.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		id := 0
		if err := rows.Scan(&id); err != nil {
			s.Fatal(err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		s.Fatal(err)
	}
	return ids
}

// used returns what processor time was used, and what the database weighs.
func (s *scaleRun) used() (c cost) {
	s.Helper()
	size := "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
	if s.m.Database().IsPostgres() {
		size = "SELECT pg_database_size(current_database())"
		c.engine = s.postgresTime()
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		s.Fatal(err)
	}
	c.cpu = time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
	c.bytes = count(s.T, s.m, size)
	all, err := tables.All()
	if err != nil {
		s.Fatal(err)
	}
	for _, table := range all {
		c.rows += count(s.T, s.m, "SELECT count(*) FROM "+table.Name)
	}
	return c
}

// postgresTime returns the processor time of PostgreSQL's processes, those that have ended as well; 0 where there
// is no /proc.
func (s *scaleRun) postgresTime() (all time.Duration) {
	s.Helper()
	pid := ""
	err := s.m.Database().Reader().QueryRowContext(s.Context(), "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)").Scan(&pid)
	if err != nil {
		s.Fatal(err)
	}
	const tick = 10 * time.Millisecond // USER_HZ is 100 on all Linux
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		_, after, _ := strings.Cut(string(text), ") ")
		fields := strings.Fields(after) // from the third on
		if len(fields) < 15 {
			continue
		}
		isServer := strings.HasPrefix(string(text), pid+" ")
		if !isServer && fields[1] != pid {
			continue
		}
		times := fields[11:13]
		if isServer {
			times = fields[11:15] // with the ended children's
		}
		for _, text := range times {
			ticks, _ := strconv.Atoi(text)
			all += time.Duration(ticks) * tick
		}
	}
	return all
}

// startProcess runs a test of this program in a process of its own, with a variable that has it serve, and
// returns its URL.
func startProcess(t *testing.T, test, variable string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$", "-test.timeout=0")
	cmd.Env = append(os.Environ(), variable+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil { // which closes when this process ends
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url, ok := strings.CutPrefix(lines.Text(), "url "); ok {
			return url
		}
		t.Log(lines.Text())
	}
	t.Fatal("the server did not start")
	return ""
}
