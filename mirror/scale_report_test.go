package mirror_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
)

// scaleReport is what TestScale measured with an engine.
type scaleReport struct {
	classes []classCost // in the order of the variable classes
	day     cost
	lists   int // requests for lists of changes
	peak    int // MB of memory
}

type classCost struct {
	kind  database.Kind
	class class
	cost
}

// perSecond is what TMDB allows.
const perSecond = 40

// scaleTables are the parts of docs/scale.md that are measured, or reckoned from that, by the names of their
// marks.
func scaleTables(of int, sqlite, postgres *scaleReport) map[string]string {
	var byClass, all strings.Builder
	row := func(b *strings.Builder, cells ...any) {
		for _, cell := range cells {
			fmt.Fprintf(b, "| %v ", cell)
		}
		b.WriteString("|\n")
	}
	head := func(b *strings.Builder, names ...any) {
		row(b, names...)
		b.WriteString(strings.Repeat("|---", len(names)) + "|\n")
	}
	head(&byClass, "kind", "class", "titles", "requests", "JSON, bytes", "gzip, bytes", "rows", "SQLite, bytes", "PostgreSQL, bytes",
		"ms, SQLite", "ms, PostgreSQL")
	for i, s := range sqlite.classes {
		p, n := postgres.classes[i], s.titles
		row(&byClass, s.kind, s.class, comma(n), fmt.Sprintf("%.2f", float64(s.requests)/float64(n)), comma(s.json/n), comma(s.wire/n),
			fmt.Sprintf("%.1f", float64(s.rows)/float64(n)), comma(s.bytes/n), comma(p.bytes/n), ms(s.cpu, n), ms(p.cpu, n)+" + "+ms(p.engine, n))
	}
	head(&all, "kind", "requests", "hours at 40/s", "JSON, GB", "gzip, GB", "SQLite, GB", "PostgreSQL, GB", "hours, a request per piece")
	line := func(name any, s, p cost, pieces int) {
		row(&all, name, comma(s.requests), hours(s.requests), gb(s.json), gb(s.wire), gb(s.bytes), gb(p.bytes), hours(pieces))
	}
	var sums, withoutPeople, sumsP, withoutPeopleP cost
	pieces, piecesWithoutPeople := 0, 0
	for i := 0; i < len(sqlite.classes); {
		kind := sqlite.classes[i].kind
		var s, p cost
		n := 0
		for ; i < len(sqlite.classes) && sqlite.classes[i].kind == kind; i++ {
			s, p = s.add(sqlite.classes[i].cost), p.add(postgres.classes[i].cost)
		}
		n = s.titles
		s, p = s.times(allOfTMDB[kind], n), p.times(allOfTMDB[kind], n)
		more := s.requests + allOfTMDB[kind]*len(mirror.DefaultAppends(kind))
		line(kind, s, p, more)
		sums, sumsP, pieces = sums.add(s), sumsP.add(p), pieces+more
		if kind != database.Person {
			withoutPeople, withoutPeopleP, piecesWithoutPeople = withoutPeople.add(s), withoutPeopleP.add(p), piecesWithoutPeople+more
		}
	}
	line("**all**", sums, sumsP, pieces)
	line("without people", withoutPeople, withoutPeopleP, piecesWithoutPeople)

	aged := (allOfTMDB[database.Movie] + allOfTMDB[database.Series] + allOfTMDB[database.Person]) / 150
	day := sqlite.day.times(of, 1)
	figures := fmt.Sprintf(`| what | SQLite | PostgreSQL |
|---|---|---|
| processor time of the mirror for a request | %s ms | %s ms |
| processor time of PostgreSQL for a request | | %s ms |
| that is of a core at %d requests a second | %.1f %% | %.1f + %.1f %% |
| memory of the mirror at most, MB | %d | %d |
| the day of changes: titles fetched, here | %s | %s |
| the same for all of TMDB: requests | %s | |
| that takes at %d requests a second | %d min | |
| requests for lists of changes, here | %d | %d |
| documents that become 150 days old in a day, reckoned: requests | %s | |
| that takes at %d requests a second | %d min | |
`, ms(sums.cpu, sums.requests), ms(sumsP.cpu, sumsP.requests), ms(sumsP.engine, sumsP.requests),
		perSecond, share(sums.cpu, sums.requests), share(sumsP.cpu, sumsP.requests), share(sumsP.engine, sumsP.requests),
		sqlite.peak, postgres.peak, comma(sqlite.day.titles), comma(postgres.day.titles), comma(day.requests),
		perSecond, day.requests/perSecond/60, sqlite.lists, postgres.lists, comma(aged), perSecond, aged/perSecond/60)
	return map[string]string{"by class": byClass.String(), "all": all.String(), "figures": figures}
}

// times returns the cost of so many titles as of n.
func (c cost) times(titles, n int) cost {
	of := func(v int) int { return int(float64(v) / float64(n) * float64(titles)) }
	return cost{of(c.titles), of(c.requests), of(c.json), of(c.wire), of(c.rows), of(c.bytes), time.Duration(of(int(c.cpu))), time.Duration(of(int(c.engine)))}
}

func ms(d time.Duration, n int) string {
	return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000/float64(max(n, 1)))
}

// share is how many hundredths of a core are busy at the rate that TMDB allows.
func share(d time.Duration, n int) float64 {
	return d.Seconds() / float64(max(n, 1)) * perSecond * 100
}

func hours(requests int) string { return fmt.Sprintf("%.1f", float64(requests)/perSecond/3600) }

func gb(bytes int) string { return fmt.Sprintf("%.1f", float64(bytes)/1e9) }

// comma writes a number with commas.
func comma(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// writeScale writes the tables between their marks in a document.
func writeScale(t *testing.T, file string, tables map[string]string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for name, table := range tables {
		begin, end := "<!-- measured: "+name+" -->\n", "<!-- end -->"
		before, after, ok := strings.Cut(text, begin)
		_, after, hasEnd := strings.Cut(after, end)
		if !ok || !hasEnd {
			t.Fatalf("%s has no mark %q with an end", file, begin)
		}
		text = before + begin + table + end + after
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
