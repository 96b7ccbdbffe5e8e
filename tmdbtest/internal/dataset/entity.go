package dataset

import (
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// Entity is something that has details of its own at TMDB, which are a T of package gen.
type Entity[T any] struct {
	ID int

	draft  *draft
	edits  edits // of the set, for seasons and episodes
	parts  once[parts]
	object once[object.Object]
	detail once[*T]
	pieces once[pieces]
}

// Object returns the details as TMDB sends them, without pieces; nil if the data has pieces only.
func (e *Entity[T]) Object() object.Object {
	return e.object.get(func() object.Object {
		details := e.split().details
		if row := e.draft.row; row != nil {
			o, err := object.Parse(row)
			if err != nil {
				return nil
			}
			details = object.As[T](o)
		}
		if details == nil {
			return nil
		}
		return Fill(details, entityOf[e.draft.kind])
	})
}

// parts are the details and the pieces of an entity.
type parts struct {
	details object.Object
	pieces  map[string]json.RawMessage
}

func (e *Entity[T]) split() parts {
	return e.parts.get(func() (p parts) {
		p.details, p.pieces = e.draft.split()
		return p
	})
}

// In returns the texts of the details as they were recorded in a language other than English, nil if they
// were not.
func (e *Entity[T]) In(language string) object.Object { return e.draft.in[language] }

// SentID returns the id as TMDB sends it: a number, or text of reviews and episode groups.
func (e *Entity[T]) SentID() json.RawMessage {
	if id := e.Object().Get("id"); id != nil {
		return id
	}
	if e.ID != 0 {
		return object.Value(e.ID)
	}
	// A part of a series goes by its numbers: only what was recorded of it tells the id.
	_, pieces := e.draft.split()
	for _, name := range slices.Sorted(maps.Keys(pieces)) {
		if piece, err := object.Parse(pieces[name]); err == nil && piece.Get("id") != nil {
			return piece.Get("id")
		}
	}
	return object.Value(0)
}

// Details returns the details decoded, empty ones if the data has none. Nobody may change them.
func (e *Entity[T]) Details() *T {
	return e.detail.get(func() *T {
		v, sent := new(T), e.draft.row
		if sent == nil {
			sent = object.Value(e.Object())
		}
		if unmarshal(sent, v) != nil {
			return new(T)
		}
		return v
	})
}

// Piece returns what the data has under a name that append_to_response takes, such as credits, nil if it
// has nothing.
func (e *Entity[T]) Piece(name string) object.Object {
	if p := e.piece(name); p != nil {
		return p.object.get(func() object.Object {
			o, err := object.Parse(p.raw)
			if err != nil {
				return nil
			}
			return o.Without("id")
		})
	}
	return nil
}

func (e *Entity[T]) piece(name string) *piece {
	return e.pieces.get(func() pieces {
		of := e.split()
		all := make(pieces, len(of.pieces))
		for name, value := range of.pieces {
			if len(value) > 0 && value[0] == '[' { // as they once were
				value = object.Value(object.Of(name, value))
			}
			all[name] = &piece{raw: value}
		}
		if changes := e.edits.of(e.draft.kind, of.details); changes != nil {
			all["changes"] = &piece{raw: changes}
		}
		return all
	})[name]
}

// The kinds of entities that have nothing but details and pieces.
type (
	Movie      = Entity[gen.MovieDetails]
	Person     = Entity[gen.PersonDetails]
	Collection = Entity[gen.CollectionDetails]
	Company    = Entity[gen.CompanyDetails]
	Network    = Entity[gen.NetworkDetails]
	Keyword    = Entity[gen.Keyword]
	Group      = Entity[gen.TVEpisodeGroupDetails]
	Review     = Entity[gen.ReviewDetails]
)

// Series is a series with its seasons, sorted by number.
type Series struct {
	*Entity[gen.TVSeriesDetails]
	Seasons []*Season

	parts []*Season // and those of which the data has no details, only pieces or episodes
}

// Season is a season whose episodes the data has.
type Season struct {
	*Entity[gen.TVSeasonDetails]
	Series *Series
	// Number is 0 for the specials.
	Number int

	parts    map[int]*draft // what is told of episodes beside the details, by number
	episodes once[[]*Episode]
}

// Episode is an episode of a season. Its Object is the row among those of the season, with crew and guest
// stars.
type Episode struct {
	*Entity[gen.TVEpisodeDetails]
	Season *Season
	// Number is that in the season, from 1.
	Number int
}

// Episodes returns the episodes in their order.
func (s *Season) Episodes() []*Episode {
	return s.episodes.get(func() []*Episode {
		var list []*Episode
		for _, row := range s.Object().List("episodes") {
			number := row.Int("episode_number")
			d := &draft{kind: "tvEpisodeDetails", object: row}
			if part := s.parts[number]; part != nil {
				var details object.Object
				details, d.pieces = part.split()
				d.object, d.in = row.Add(details), part.in
				if part.foreign {
					d.object = details.Add(row)
				}
			}
			list = append(list, &Episode{Entity: entity[gen.TVEpisodeDetails](d), Season: s, Number: number})
		}
		for _, number := range slices.Sorted(maps.Keys(s.parts)) {
			known := slices.ContainsFunc(list, func(e *Episode) bool { return e.Number == number })
			if d := s.parts[number]; !known && d.told() {
				list = append(list, &Episode{Entity: entity[gen.TVEpisodeDetails](d), Season: s, Number: number})
			}
		}
		for _, e := range list {
			e.edits = s.edits
			e.ID = e.Object().Int("id")
		}
		return list
	})
}

// Holder is an entity of any kind.
type Holder interface{ piece(name string) *piece }

// Piece returns a piece of an entity decoded, a new P if the data has none or it does not decode. Nobody
// may change it.
func Piece[P any](e Holder, name string) *P {
	p := e.piece(name)
	if p == nil {
		return new(P)
	}
	p.decode.Do(func() {
		v := new(P)
		if unmarshal(p.raw, v) != nil {
			v = new(P)
		}
		p.value = v
	})
	if v, ok := p.value.(*P); ok {
		return v
	}
	return new(P)
}

// piece is a piece, which is looked into when somebody asks.
type piece struct {
	raw    json.RawMessage
	object once[object.Object]
	decode sync.Once
	value  any
}

type pieces map[string]*piece
