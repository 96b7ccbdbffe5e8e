package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"
)

// source is a file of a layer.
type source struct {
	name  string
	layer int
}

// seriesCredits is the form of credits.json.
type seriesCredits struct {
	SeriesID int       `json:"series"`
	Cast     []*Credit `json:"cast,omitzero"`
	Crew     []*Credit `json:"crew,omitzero"`
}

// tables are the entries of all files before they are connected.
type tables struct {
	configuration  table[string, *Configuration]
	movies         table[int, *Movie]
	series         table[int, *Series]
	seasons        table[seasonKey, *Season]
	seriesCredits  table[int, *seriesCredits]
	groups         table[string, *EpisodeGroup]
	people         table[int, *Person]
	collections    table[int, *Collection]
	companies      table[int, *Company]
	networks       table[int, *Network]
	keywords       table[int, *Keyword]
	genres         table[int, *Genre]
	countries      table[string, *Country]
	languages      table[string, *Language]
	departments    table[string, *Department]
	certifications table[certificationKey, *Certification]
	providers      table[int, *Provider]
	users          table[int, *User]
	lists          table[int, *List]
	changes        table[changeKey, *Change]
}

type (
	seasonKey        struct{ series, number int }
	certificationKey struct {
		media         Kind
		country, name string
	}
	changeKey struct {
		of  Ref
		key string
	}
)

func (k seasonKey) String() string { return fmt.Sprintf("%d of series %d", k.number, k.series) }
func (k certificationKey) String() string {
	return fmt.Sprintf("%s of %s in %s", k.name, k.media, k.country)
}
func (k changeKey) String() string {
	return fmt.Sprintf("of %s in %s %d", k.key, k.of.Kind(), k.of.Target())
}

func newTables() *tables {
	return &tables{
		configuration:  newTable[string, *Configuration]("configuration"),
		movies:         newTable[int, *Movie]("movie"),
		series:         newTable[int, *Series]("series"),
		seasons:        newTable[seasonKey, *Season]("season"),
		seriesCredits:  newTable[int, *seriesCredits]("credits of series"),
		groups:         newTable[string, *EpisodeGroup]("episode group"),
		people:         newTable[int, *Person]("person"),
		collections:    newTable[int, *Collection]("collection"),
		companies:      newTable[int, *Company]("company"),
		networks:       newTable[int, *Network]("network"),
		keywords:       newTable[int, *Keyword]("keyword"),
		genres:         newTable[int, *Genre]("genre"),
		countries:      newTable[string, *Country]("country"),
		languages:      newTable[string, *Language]("language"),
		departments:    newTable[string, *Department]("department"),
		certifications: newTable[certificationKey, *Certification]("certification"),
		providers:      newTable[int, *Provider]("provider"),
		users:          newTable[int, *User]("user"),
		lists:          newTable[int, *List]("list"),
		changes:        newTable[changeKey, *Change]("change"),
	}
}

// reader parses a file and returns what puts its entries into the tables. The
// first may be done by several goroutines, the second by one.
type reader func(data []byte, from source) (func(*tables) error, error)

// list reads a file with an array of entries.
func list[K comparable, V any](pick func(*tables) *table[K, V], key func(V) K) reader {
	return func(data []byte, from source) (func(*tables) error, error) {
		var entries []V
		if err := parse(data, &entries); err != nil {
			return nil, err
		}
		return func(t *tables) error {
			var errs []error
			for _, e := range entries {
				errs = append(errs, pick(t).add(key(e), e, from))
			}
			return errors.Join(errs...)
		}, nil
	}
}

// single reads a file with one entry.
func single[K comparable, T any](pick func(*tables) *table[K, *T], key func(*T) K) reader {
	return func(data []byte, from source) (func(*tables) error, error) {
		entry := new(T)
		if err := parse(data, entry); err != nil {
			return nil, err
		}
		return func(t *tables) error { return pick(t).add(key(entry), entry, from) }, nil
	}
}

// readers are the files that the data may have, by the pattern of their names.
var readers = []struct {
	pattern string
	read    reader
}{
	{"movies/*.json", single(func(t *tables) *table[int, *Movie] { return &t.movies }, func(m *Movie) int { return m.ID })},
	{"tv/*/series.json", single(func(t *tables) *table[int, *Series] { return &t.series }, func(s *Series) int { return s.ID })},
	{"tv/*/season-*.json", single(func(t *tables) *table[seasonKey, *Season] { return &t.seasons }, func(s *Season) seasonKey { return seasonKey{s.SeriesID, s.Number} })},
	{"tv/*/credits.json", single(func(t *tables) *table[int, *seriesCredits] { return &t.seriesCredits }, func(c *seriesCredits) int { return c.SeriesID })},
	{"tv/*/episode-groups.json", list(func(t *tables) *table[string, *EpisodeGroup] { return &t.groups }, func(g *EpisodeGroup) string { return g.ID })},
	{"people/*.json", list(func(t *tables) *table[int, *Person] { return &t.people }, func(p *Person) int { return p.ID })},
	{"collections/*.json", single(func(t *tables) *table[int, *Collection] { return &t.collections }, func(c *Collection) int { return c.ID })},
	{"configuration.json", single(func(t *tables) *table[string, *Configuration] { return &t.configuration }, func(*Configuration) string { return "" })},
	{"companies.json", list(func(t *tables) *table[int, *Company] { return &t.companies }, func(c *Company) int { return c.ID })},
	{"networks.json", list(func(t *tables) *table[int, *Network] { return &t.networks }, func(n *Network) int { return n.ID })},
	{"keywords.json", list(func(t *tables) *table[int, *Keyword] { return &t.keywords }, func(k *Keyword) int { return k.ID })},
	{"genres.json", list(func(t *tables) *table[int, *Genre] { return &t.genres }, func(g *Genre) int { return g.ID })},
	{"countries.json", list(func(t *tables) *table[string, *Country] { return &t.countries }, func(c *Country) string { return c.Code })},
	{"languages.json", list(func(t *tables) *table[string, *Language] { return &t.languages }, func(l *Language) string { return l.Code })},
	{"jobs.json", list(func(t *tables) *table[string, *Department] { return &t.departments }, func(d *Department) string { return d.Name })},
	{"certifications.json", list(func(t *tables) *table[certificationKey, *Certification] { return &t.certifications }, func(c *Certification) certificationKey { return certificationKey{c.Media, c.Country, c.Name} })},
	{"providers.json", list(func(t *tables) *table[int, *Provider] { return &t.providers }, func(p *Provider) int { return p.ID })},
	{"users.json", list(func(t *tables) *table[int, *User] { return &t.users }, func(u *User) int { return u.ID })},
	{"lists.json", list(func(t *tables) *table[int, *List] { return &t.lists }, func(l *List) int { return l.ID })},
	{"changes.json", list(func(t *tables) *table[changeKey, *Change] { return &t.changes }, func(c *Change) changeKey { return changeKey{c.Ref, c.Key} })},
}

// readerFor returns how to read the file, nil if it has no place in the data.
func readerFor(name string) reader {
	for _, r := range readers {
		if ok, _ := path.Match(r.pattern, name); ok {
			return r.read
		}
	}
	return nil
}

// read puts the entries of all JSON files of a layer into the tables.
func (t *tables) read(fsys fs.FS, layer int) error {
	var files []source
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".json" {
			files = append(files, source{name, layer})
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("list the data: %w", err)
	}

	adds := make([]func(*tables) error, len(files))
	errs := make([]error, len(files))
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			for i := range next {
				adds[i], errs[i] = readFile(fsys, files[i])
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()

	for _, add := range adds {
		if add != nil {
			errs = append(errs, add(t))
		}
	}
	return errors.Join(errs...)
}

func readFile(fsys fs.FS, file source) (func(*tables) error, error) {
	read := readerFor(file.name)
	if read == nil {
		return nil, fmt.Errorf("%s: no file of the data has such a name; see the README of the data", file.name)
	}
	data, err := fs.ReadFile(fsys, file.name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.name, err)
	}
	add, err := read(data, file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.name, err)
	}
	return add, nil
}

// parse decodes one JSON value and refuses fields that do not exist and anything
// after the value.
func parse(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		message := strings.TrimPrefix(err.Error(), "json: ")
		if offset, ok := offsetOf(err); ok {
			line := 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
			return fmt.Errorf("line %d: %s", line, message)
		}
		return errors.New(message)
	}
	if _, err := dec.Token(); err != io.EOF {
		return errors.New("has more after the value")
	}
	return refuseNulls(data)
}

// offsetOf returns how far into the text an error of encoding/json is, if it
// tells.
func offsetOf(err error) (int64, bool) {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return e.Offset, true
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return e.Offset, true
	}
	return 0, false
}
