package dataset

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/required"
	"github.com/tmdb-go/tmdb/types"
)

// entityOf names the schema of the details of each kind of entity, by operationId.
var entityOf = map[string]string{
	"movieDetails": "MovieDetails", "tvSeriesDetails": "TVSeriesDetails", "tvSeasonDetails": "TVSeasonDetails",
	"tvEpisodeDetails": "TVEpisodeDetails", "personDetails": "PersonDetails", "collectionDetails": "CollectionDetails",
	"companyDetails": "CompanyDetails", "networkDetails": "NetworkDetails", "keywordDetails": "Keyword",
	"reviewDetails": "ReviewDetails", "tvEpisodeGroupDetails": "TVEpisodeGroupDetails",
}

// detailsAt returns the operationIds of the details by their paths, such as /3/movie/{movie_id}.
var detailsAt = sync.OnceValue(func() map[string]string {
	at := map[string]string{}
	for id := range entityOf {
		at[spec.ByID(id).Path] = id
	}
	return at
})

// draft is what the recordings tell of one entity.
type draft struct {
	kind   string // operationId of the details
	at     string
	object object.Object
	pieces map[string]json.RawMessage
	file   string
	// in are texts of details that were asked for in other languages, by language. foreign is whether the
	// details are such ones themselves, for want of English ones.
	in      map[string]object.Object
	foreign bool

	// row is where another entity tells of this one, for want of details.
	row json.RawMessage
	// body are details with what was appended to them, that nobody has looked into yet.
	body json.RawMessage
}

// told reports whether the recordings have the details, not pieces alone.
func (d *draft) told() bool { return d.body != nil || d.object != nil || d.row != nil }

// split returns the details and the pieces.
func (d *draft) split() (object.Object, map[string]json.RawMessage) {
	if d.body == nil {
		return d.object, d.pieces
	}
	body, err := object.Parse(d.body)
	if err != nil {
		return d.object, d.pieces
	}
	details, appended := object.Object{}, maps.Clone(d.pieces)
	if appended == nil {
		appended = map[string]json.RawMessage{}
	}
	for _, f := range body {
		if below(d.kind, d.at, f.Name) != "" || slices.Contains(former, f.Name) {
			appended[f.Name] = f.Value
		} else {
			details = append(details, f)
		}
	}
	return details, appended
}

// drafts are by path, such as /3/movie/550. A later recording takes the place of what an earlier one told.
type drafts map[string]*draft

func (d drafts) at(kind, path, file string) *draft {
	if d[path] == nil {
		d[path] = &draft{kind: kind, at: path, pieces: map[string]json.RawMessage{}, file: file}
	}
	return d[path]
}

// load reads the files of fsys into a set without entities. It does not look into the bodies of its own.
func load(fsys fs.FS, own bool, days int) (*Set, error) {
	list, users, lists, err := readFiles(fsys, own, days)
	if err != nil {
		return nil, err
	}
	s := &Set{drafts: drafts{}, statics: map[static]json.RawMessage{}, edits: edits{}, Users: users, Lists: lists}
	if slices.ContainsFunc(list, func(r recorded) bool { of, _ := r.unplaced(); return of != nil }) {
		list, s.unplaced = place(list, places{})
	}
	for _, r := range byAge(list) {
		if err := s.add(r); err != nil {
			return nil, fmt.Errorf("%s: %w", r.file, err)
		}
	}
	return s, nil
}

// With returns a new set of what s and top have. What top has counts where both have the same: the details
// of an entity, or a piece of them.
func (s *Set) With(top *Set) *Set {
	var left []recorded
	if len(top.unplaced) > 0 {
		var placed []recorded
		placed, left = place(top.unplaced, s.places())
		of := &Set{drafts: drafts{}, statics: map[static]json.RawMessage{}, edits: edits{}}
		for _, r := range byAge(placed) {
			of.add(r) // all are objects
		}
		s = s.With(of)
	}
	to := &Set{
		unplaced: slices.Concat(s.unplaced, left),
		drafts:   maps.Clone(s.drafts), statics: maps.Clone(s.statics), edits: maps.Clone(s.edits), ignored: slices.Concat(s.ignored, top.ignored),
		Users: replaceBy(s.Users, top.Users, func(u *User) string { return u.Username }),
		Lists: replaceBy(s.Lists, top.Lists, func(l *List) string { return strconv.Itoa(l.ID) }),
	}
	maps.Copy(to.statics, top.statics)
	maps.Copy(to.edits, top.edits)
	for at, d := range top.drafts {
		below := to.drafts[at]
		if below == nil {
			to.drafts[at] = d
			continue
		}
		details, pieces := below.split()
		if pieces = maps.Clone(pieces); pieces == nil {
			pieces = map[string]json.RawMessage{}
		}
		above, more := d.split()
		maps.Copy(pieces, more)
		both := &draft{kind: d.kind, at: at, object: details, pieces: pieces, file: d.file, foreign: below.foreign}
		if above != nil && (details == nil || below.foreign || !d.foreign) {
			both.object, both.foreign = above, d.foreign
		}
		if both.in = maps.Clone(below.in); both.in == nil {
			both.in = map[string]object.Object{}
		}
		maps.Copy(both.in, d.in)
		to.drafts[at] = both
	}
	to.build()
	return to
}

// replaceBy returns the elements of both lists, those of the second in the place of those with the same key.
func replaceBy[E any](old, new []E, key func(E) string) []E {
	list := slices.DeleteFunc(slices.Clone(old), func(e E) bool {
		return slices.ContainsFunc(new, func(n E) bool { return key(n) == key(e) })
	})
	return append(list, new...)
}

// add takes a recording into the drafts.
func (s *Set) add(r recorded) error {
	op, at := r.resolve()
	if op == nil || r.Method != http.MethodGet || r.Status != http.StatusOK {
		s.ignored = append(s.ignored, r.file)
		return nil
	}
	if entityOf[op.ID] != "" {
		if r.whole {
			d := s.drafts.at(op.ID, at, r.file)
			d.body = r.Body
			return nil
		}
		body, err := object.Parse(r.Body)
		if err != nil {
			return err
		}
		s.addDetails(op.ID, at, &r, body)
		return nil
	}
	if kind := editsOf[op.ID]; kind != "" {
		s.edits[RefTo(kind, number(path.Dir(at)))] = r.Body
		return nil
	}
	for parent, of := path.Dir(at), path.Dir(op.Path); len(parent) > 2; parent, of = path.Dir(parent), path.Dir(of) {
		if kind := detailsAt()[of]; kind != "" {
			s.drafts.at(kind, parent, r.file).pieces[at[len(parent)+1:]] = r.Body
			return nil
		}
	}
	if strings.Contains(op.Path, "{") || !isStatic(op.Path) {
		s.ignored = append(s.ignored, r.file)
		return nil
	}
	s.statics[static{at, r.language()}] = r.Body
	return nil
}

// isStatic reports whether the response to a path is the same for all, but for the language.
func isStatic(path string) bool {
	for _, begin := range []string{"/3/configuration", "/3/genre/", "/3/certification/", "/3/watch/providers/"} {
		if strings.HasPrefix(path, begin) {
			return true
		}
	}
	return false
}

// former are the names that append_to_response takes and no operation goes by.
var former = []string{"casts", "trailers", "releases", "movies"}

var belows sync.Map // [2]string, an operationId of details and a name → operationId

// below returns the operationId of what is at a name below details, "" if nothing is.
func below(kind, at, name string) string {
	key := [2]string{kind, name}
	if id, ok := belows.Load(key); ok {
		return id.(string)
	}
	id := ""
	if op, _, _ := spec.Match(http.MethodGet, at+"/"+name); op != nil {
		id = op.ID
	}
	belows.Store(key, id)
	return id
}

// addDetails splits details from what was appended to them.
func (s *Set) addDetails(kind, at string, r *recorded, body object.Object) {
	d := s.drafts.at(kind, at, r.file)
	_, d.pieces = d.split()
	d.file, d.body, d.foreign = r.file, nil, !r.inEnglish()
	details := object.Object{}
	for _, f := range body {
		id := below(kind, at, f.Name)
		switch {
		case id == "" && !slices.Contains(former, f.Name):
			details = append(details, f)
		case id == "tvSeasonDetails":
			if season, err := object.Parse(f.Value); err == nil {
				s.addDetails(id, at+"/"+f.Name, r, season)
			}
		case strings.HasPrefix(f.Name, "season/"):
			parts := strings.SplitN(f.Name, "/", 3)
			s.drafts.at("tvSeasonDetails", at+"/season/"+parts[1], r.file).pieces[parts[2]] = f.Value
		default:
			d.pieces[f.Name] = f.Value
		}
	}
	d.object = details
	if d.foreign {
		if d.in == nil {
			d.in = map[string]object.Object{}
		}
		d.in[r.language()] = details.Pick(texts...)
	}
}

// texts are the fields of details that are in the language of the request.
var texts = []string{"title", "name", "overview", "tagline", "biography", "homepage", "poster_path"}

// entity makes an entity of a draft.
func entity[T any](d *draft) *Entity[T] { return &Entity[T]{draft: d} }

// Fill returns an object with what a schema requires and the object lacks, empty.
func Fill(o object.Object, schema string) object.Object {
	empty := required.Empty()[schema]
	for _, name := range slices.Sorted(maps.Keys(empty)) {
		if o.Get(name) == nil {
			o = append(o[:len(o):len(o)], object.Field{Name: name, Value: empty[name]})
		}
	}
	return o
}

func unmarshal(data []byte, v any) error { return types.Unmarshal(data, v) }

// build makes the entities of the drafts.
func (s *Set) build() {
	s.Skipped = slices.Clone(s.ignored)
	for _, r := range s.unplaced {
		s.Skipped = append(s.Skipped, r.file)
	}
	s.movies, s.series = map[int]*Movie{}, map[int]*Series{}
	s.people, s.collections = map[int]*Person{}, map[int]*Collection{}
	s.companies, s.networks, s.keywords = map[int]*Company{}, map[int]*Network{}, map[int]*Keyword{}
	s.groups, s.reviews = map[string]*Group{}, map[string]*Review{}
	// Seasons come after their series, episodes after their season.
	for _, at := range slices.SortedFunc(maps.Keys(s.drafts), func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	}) {
		s.make(at, s.drafts[at])
	}
	slices.Sort(s.Skipped)
	s.Skipped = slices.Compact(s.Skipped)
	s.Movies = sorted(s.movies)
	for _, series := range s.series {
		slices.SortFunc(series.Seasons, func(a, b *Season) int { return cmp.Compare(a.Number, b.Number) })
		if series.draft.told() {
			s.TV = append(s.TV, series)
		}
	}
	slices.SortFunc(s.TV, func(a, b *Series) int { return cmp.Compare(a.ID, b.ID) })
}

// sorted returns the entities that have details, by id.
func sorted[T any](all map[int]*Entity[T]) []*Entity[T] {
	list := slices.SortedFunc(maps.Values(all), func(a, b *Entity[T]) int { return cmp.Compare(a.ID, b.ID) })
	return slices.DeleteFunc(list, func(e *Entity[T]) bool { return !e.draft.told() })
}

// put makes an entity that goes by the number at the end of its path.
func put[T any](all map[int]*Entity[T], at string, d *draft) {
	e := entity[T](d)
	e.ID = number(at)
	all[e.ID] = e
}

func number(at string) int {
	n, _ := strconv.Atoi(path.Base(at))
	return n
}

func (s *Set) make(at string, d *draft) {
	switch d.kind {
	case "movieDetails":
		put(s.movies, at, d)
	case "personDetails":
		put(s.people, at, d)
	case "collectionDetails":
		put(s.collections, at, d)
	case "companyDetails":
		put(s.companies, at, d)
	case "networkDetails":
		put(s.networks, at, d)
	case "keywordDetails":
		put(s.keywords, at, d)
	case "tvEpisodeGroupDetails":
		s.groups[path.Base(at)] = entity[gen.TVEpisodeGroupDetails](d)
	case "reviewDetails":
		s.reviews[path.Base(at)] = entity[gen.ReviewDetails](d)
	case "tvSeriesDetails":
		e := entity[gen.TVSeriesDetails](d)
		e.ID = number(at)
		s.series[e.ID] = &Series{Entity: e}
	default:
		if !s.makePart(at, d) {
			s.Skipped = append(s.Skipped, d.file)
		}
	}
}

// makePart makes a season or an episode, whose path is like /3/tv/1396/season/1/episode/1, and what it is a
// part of, if nothing else is told of that. It returns false for a series that is none.
func (s *Set) makePart(at string, d *draft) bool {
	parts := strings.Split(at, "/")
	id := number(parts[3])
	if id == 0 {
		return false
	}
	series := s.series[id]
	if series == nil {
		series = &Series{Entity: entity[gen.TVSeriesDetails](&draft{kind: "tvSeriesDetails"})}
		series.ID = id
		s.series[id] = series
	}
	season := series.Season(number(parts[5]))
	if season == nil {
		season = &Season{Entity: entity[gen.TVSeasonDetails](&draft{kind: "tvSeasonDetails"}), Series: series, Number: number(parts[5]), parts: map[int]*draft{}}
		season.edits = s.edits
		series.parts = append(series.parts, season)
	}
	switch {
	case d.kind != "tvSeasonDetails":
		season.parts[number(at)] = d
	case d.told():
		season.draft = d
		series.Seasons = append(series.Seasons, season)
	default:
		season.draft = d
	}
	return true
}

// check decodes all details. The error names the file whose response does not decode.
func (s *Set) check() error {
	for _, r := range s.unplaced {
		if of, _ := r.unplaced(); r.at() == of.Path {
			d := &draft{kind: of.ID, at: r.at(), file: r.file, body: r.Body}
			if err := d.check(); err != nil {
				return err
			}
		}
	}
	for _, at := range slices.Sorted(maps.Keys(s.drafts)) {
		if err := s.drafts[at].check(); err != nil {
			return err
		}
	}
	return nil
}

func (d *draft) check() error {
	details, _ := d.split()
	if details == nil {
		return nil
	}
	if err := unmarshal(object.Value(details), checks[d.kind]()); err != nil {
		return fmt.Errorf("%s: %w", d.file, err)
	}
	return nil
}

// checks make something to decode the details of each kind into.
var checks = map[string]func() any{
	"movieDetails": empty[gen.MovieDetails], "tvSeriesDetails": empty[gen.TVSeriesDetails],
	"tvSeasonDetails": empty[gen.TVSeasonDetails], "tvEpisodeDetails": empty[gen.TVEpisodeDetails],
	"personDetails": empty[gen.PersonDetails], "collectionDetails": empty[gen.CollectionDetails],
	"companyDetails": empty[gen.CompanyDetails], "networkDetails": empty[gen.NetworkDetails],
	"keywordDetails": empty[gen.Keyword], "reviewDetails": empty[gen.ReviewDetails],
	"tvEpisodeGroupDetails": empty[gen.TVEpisodeGroupDetails],
}

func empty[T any]() any { return new(T) }
