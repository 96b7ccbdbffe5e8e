package dataset

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"slices"
)

// Load reads a data set from the JSON files of fsys, connects it and checks it.
// The error names every file and field that is wrong: JSON that does not parse,
// a field that does not exist, an id that comes twice, a reference to what is
// not there, a date, instant, image path or number that is none.
func Load(fsys fs.FS) (*Set, error) { return load([]fs.FS{fsys}) }

func load(layers []fs.FS) (*Set, error) {
	t := newTables()
	for i, fsys := range layers {
		if err := t.read(fsys, i); err != nil {
			return nil, err
		}
	}
	s := t.connect(layers)
	if err := t.check(s); err != nil {
		return nil, err
	}
	return s, nil
}

// connect makes a set of the entries and sets the pointers between them. What
// refers to nothing is left nil, for check to report.
func (t *tables) connect(layers []fs.FS) *Set {
	sortBy(&t.movies, func(m *Movie) int { return m.ID })
	sortBy(&t.series, func(s *Series) int { return s.ID })
	sortBy(&t.seasons, func(s *Season) int { return 1000*s.SeriesID + s.Number })
	sortBy(&t.people, func(p *Person) int { return p.ID })
	sortBy(&t.collections, func(c *Collection) int { return c.ID })
	sortBy(&t.companies, func(c *Company) int { return c.ID })
	sortBy(&t.networks, func(n *Network) int { return n.ID })
	sortBy(&t.keywords, func(k *Keyword) int { return k.ID })
	sortBy(&t.countries, func(c *Country) string { return c.Code })
	sortBy(&t.certifications, func(c *Certification) string {
		return fmt.Sprintf("%s %s %03d %s", c.Media, c.Country, c.Order, c.Name)
	})
	sortBy(&t.providers, func(p *Provider) int { return p.ID })
	sortBy(&t.users, func(u *User) int { return u.ID })
	sortBy(&t.lists, func(l *List) int { return l.ID })

	s := &Set{layers: layers, Configuration: &Configuration{}}
	s.Movies, s.movies = both(&t.movies, func(m *Movie) int { return m.ID })
	s.TV, s.series = both(&t.series, func(s *Series) int { return s.ID })
	s.People, s.people = both(&t.people, func(p *Person) int { return p.ID })
	s.Collections, s.collections = both(&t.collections, func(c *Collection) int { return c.ID })
	s.Companies, s.companies = both(&t.companies, func(c *Company) int { return c.ID })
	s.Networks, s.networks = both(&t.networks, func(n *Network) int { return n.ID })
	s.Keywords, s.keywords = both(&t.keywords, func(k *Keyword) int { return k.ID })
	s.Genres, s.genres = both(&t.genres, func(g *Genre) int { return g.ID })
	s.Countries, s.countries = both(&t.countries, func(c *Country) string { return c.Code })
	s.Languages, s.languages = both(&t.languages, func(l *Language) string { return l.Code })
	s.Departments, s.departments = both(&t.departments, func(d *Department) string { return d.Name })
	s.Providers, s.providers = both(&t.providers, func(p *Provider) int { return p.ID })
	s.Users, s.users = both(&t.users, func(u *User) int { return u.ID })
	s.Lists, s.lists = both(&t.lists, func(l *List) int { return l.ID })
	_, s.userNamed = both(&t.users, func(u *User) string { return u.Username })
	_, s.groups = both(&t.groups, func(g *EpisodeGroup) string { return g.ID })
	s.Certifications = t.certifications.values()
	s.Changes = t.changes.values()
	for _, c := range t.configuration.values() {
		s.Configuration = c
	}

	s.departmentOf = map[string]string{}
	for _, d := range s.Departments {
		for _, job := range d.Jobs {
			// A job of several departments has to be told with its department; the
			// actors of the list of jobs are not those of a cast.
			if _, ok := s.departmentOf[job]; ok {
				s.departmentOf[job] = ""
			} else {
				s.departmentOf[job] = d.Name
			}
		}
	}
	t.connectSeries(s)
	for _, m := range s.Movies {
		m.resolve(s)
		if m.Collection != nil {
			m.Collection.Parts = append(m.Collection.Parts, m)
		}
	}
	for _, p := range s.People {
		p.resolve()
	}
	for _, c := range s.Collections {
		c.resolve()
		slices.SortStableFunc(c.Parts, func(a, b *Movie) int {
			return a.ReleaseDate.Compare(b.ReleaseDate)
		})
	}
	for _, c := range s.Companies {
		c.resolve(s)
	}
	for _, n := range s.Networks {
		n.resolve()
	}
	for _, c := range s.Countries {
		c.NativeName = cmp.Or(c.NativeName, c.EnglishName)
	}
	for _, l := range s.Lists {
		l.Owner = s.userNamed[l.Username]
		l.SortBy = cmp.Or(l.SortBy, "original_order.asc")
	}
	return s
}

// connectSeries puts seasons, credits and groups into their series.
func (t *tables) connectSeries(s *Set) {
	s.seasons, s.episodes = map[int]*Season{}, map[int]*Episode{}
	for _, r := range t.seasons.rows {
		season := r.value
		season.resolve()
		first(s.seasons, season.ID, season)
		for _, e := range season.Episodes {
			first(s.episodes, e.ID, e)
		}
		if season.Series = s.series[season.SeriesID]; season.Series != nil {
			season.Series.Seasons = append(season.Series.Seasons, season)
		}
	}
	for _, r := range t.groups.rows {
		g := r.value
		g.Network = s.Network(g.NetworkID)
		if g.Series = s.series[g.SeriesID]; g.Series == nil {
			continue
		}
		g.Series.EpisodeGroups = append(g.Series.EpisodeGroups, g)
		for _, b := range g.Groups {
			b.Episodes = find(b.Refs, g.Series.Episode)
		}
	}
	for _, r := range t.seriesCredits.rows {
		if series := s.series[r.value.SeriesID]; series != nil {
			series.Cast, series.Crew = r.value.Cast, r.value.Crew
		}
	}
	for _, series := range s.TV {
		series.resolve(s)
		spread(series, series.Cast, func(s *Season) *[]*Credit { return &s.Cast }, func(e *Episode) *[]*Credit { return &e.GuestStars })
		spread(series, series.Crew, func(s *Season) *[]*Credit { return &s.Crew }, func(e *Episode) *[]*Credit { return &e.Crew })
	}
}

// spread adds credits to the seasons and episodes that they cover.
func spread(series *Series, credits []*Credit, season func(*Season) *[]*Credit, episode func(*Episode) *[]*Credit) {
	for _, c := range credits {
		for _, n := range c.Seasons {
			if s := series.Season(n); s != nil {
				list := season(s)
				*list = append(*list, c)
			}
		}
		for _, ref := range c.Episodes {
			if e := series.Episode(ref); e != nil {
				list := episode(e)
				*list = append(*list, c)
			}
		}
	}
}

// check reports what is wrong with the set, and builds the indexes on the way.
func (t *tables) check(s *Set) error {
	c := &checker{set: s}
	s.newIndexes()

	if len(t.configuration.rows) == 0 {
		c.begin("configuration.json", "")
		c.failf(place{}, "", "is missing")
	}
	checkEach(c, &t.configuration, nil, (*Configuration).check)
	checkEach(c, &t.genres, id(func(g *Genre) int { return g.ID }), (*Genre).check)
	checkEach(c, &t.keywords, id(func(k *Keyword) int { return k.ID }), (*Keyword).check)
	checkEach(c, &t.countries, func(co *Country) string { return co.Code }, (*Country).check)
	checkEach(c, &t.languages, func(l *Language) string { return l.Code }, (*Language).check)
	checkEach(c, &t.departments, func(d *Department) string { return d.Name }, (*Department).check)
	checkEach(c, &t.certifications, func(ce *Certification) string { return certificationKey{ce.Media, ce.Country, ce.Name}.String() }, (*Certification).check)
	checkEach(c, &t.companies, id(func(co *Company) int { return co.ID }), (*Company).check)
	checkEach(c, &t.networks, id(func(n *Network) int { return n.ID }), (*Network).check)
	checkEach(c, &t.providers, id(func(p *Provider) int { return p.ID }), (*Provider).check)
	checkEach(c, &t.users, id(func(u *User) int { return u.ID }), func(u *User, c *checker) {
		u.check(c)
		if c.set.userNamed[u.Username] != u {
			c.failf(place{}, "username", "%q is taken by another user", u.Username)
		}
	})
	checkEach(c, &t.people, id(func(p *Person) int { return p.ID }), func(p *Person, c *checker) {
		p.check(c)
		p.ExternalIDs.each(func(source, id string) { s.found(source, id).People = append(s.found(source, id).People, p) })
	})
	checkEach(c, &t.collections, nil, (*Collection).check)
	checkEach(c, &t.movies, nil, func(m *Movie, c *checker) {
		m.check(c)
		s.indexMovie(c, m)
	})
	checkEach(c, &t.series, nil, func(x *Series, c *checker) {
		x.check(c)
		s.indexSeries(c, x)
	})
	checkEach(c, &t.seriesCredits, nil, func(sc *seriesCredits, c *checker) {
		series := s.Series(sc.SeriesID)
		if series == nil {
			c.failf(place{}, "series", "no series %d", sc.SeriesID)
			return
		}
		checkCredits(c, "cast", "tv", series.ID, sc.Cast, nil, series)
		checkCredits(c, "crew", "tv", series.ID, sc.Crew, nil, series)
		s.indexCredits(c, "cast", sc.Cast)
		s.indexCredits(c, "crew", sc.Crew)
	})
	checkEach(c, &t.seasons, nil, func(x *Season, c *checker) {
		x.check(c)
		s.indexSeason(c, x)
	})
	checkEach(c, &t.groups, func(g *EpisodeGroup) string { return "id " + g.ID }, (*EpisodeGroup).check)
	checkEach(c, &t.lists, id(func(l *List) int { return l.ID }), func(l *List, c *checker) {
		l.check(c)
		for _, item := range l.Items {
			s.listsWith[item.Ref] = append(s.listsWith[item.Ref], l)
		}
	})
	checkEach(c, &t.changes, func(ch *Change) string { return changeKey{ch.Ref, ch.Key}.String() }, func(ch *Change, c *checker) {
		ch.check(c)
		s.changesOf[ch.Ref] = append(s.changesOf[ch.Ref], ch)
	})
	s.sortCredits()
	return errors.Join(c.errs...)
}

// checkEach checks all entries of a table. what names an entry of a file that
// has several.
func checkEach[K comparable, V any](c *checker, t *table[K, V], what func(V) string, check func(V, *checker)) {
	for _, r := range t.rows {
		c.begin(r.file, "")
		if what != nil {
			c.begin(r.file, what(r.value))
		}
		check(r.value, c)
	}
}

// id makes the name of an entry of its id.
func id[V any](of func(V) int) func(V) string {
	return func(v V) string { return fmt.Sprintf("id %d", of(v)) }
}

// both returns the entries of a table as a list and by key.
func both[K, L comparable, V any](t *table[K, V], key func(V) L) ([]V, map[L]V) {
	list := t.values()
	m := make(map[L]V, len(list))
	for _, v := range list {
		first(m, key(v), v)
	}
	return list, m
}

// first adds to a map unless it has the key, so that check finds the later of
// two entries to be the wrong one.
func first[K comparable, V any](m map[K]V, key K, v V) {
	if _, ok := m[key]; !ok {
		m[key] = v
	}
}

// find returns the entities of a list of ids, without those that do not exist.
func find[K any, T any](ids []K, lookup func(K) *T) []*T {
	if len(ids) == 0 {
		return nil
	}
	list := make([]*T, 0, len(ids))
	for _, id := range ids {
		if v := lookup(id); v != nil {
			list = append(list, v)
		}
	}
	return list
}

// makeID returns 24 hex digits for what the data has no id of: the same for the
// same parts.
func makeID(parts ...any) string {
	h := fnv.New128a()
	for _, p := range parts {
		fmt.Fprintf(h, "%v\x00", p)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:12])
}
