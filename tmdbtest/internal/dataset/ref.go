package dataset

// Kind is a kind of entity that a [Ref] can name.
type Kind string

// The kinds of entities, under the names they have in JSON.
const (
	KindMovie   Kind = "movie"
	KindSeries  Kind = "tv"
	KindSeason  Kind = "season"
	KindEpisode Kind = "episode"
	KindPerson  Kind = "person"
)

// Ref names an entity by its id. Exactly one field is set. In JSON its field
// stands among those of the object that has it: {"movie": 550, "value": 9}.
type Ref struct {
	MovieID   int `json:"movie,omitzero"`
	SeriesID  int `json:"tv,omitzero"`
	SeasonID  int `json:"season,omitzero"`
	EpisodeID int `json:"episode,omitzero"`
	PersonID  int `json:"person,omitzero"`
}

// Kind returns what the reference names, empty if nothing.
func (r Ref) Kind() Kind {
	switch {
	case r.MovieID != 0:
		return KindMovie
	case r.SeriesID != 0:
		return KindSeries
	case r.SeasonID != 0:
		return KindSeason
	case r.EpisodeID != 0:
		return KindEpisode
	case r.PersonID != 0:
		return KindPerson
	}
	return ""
}

// Target returns the id of what the reference names, 0 if nothing.
func (r Ref) Target() int {
	return r.MovieID + r.SeriesID + r.SeasonID + r.EpisodeID + r.PersonID
}

// RefTo returns the reference to an entity, an empty one if there is no such
// kind.
func RefTo(kind Kind, id int) Ref {
	var r Ref
	switch kind {
	case KindMovie:
		r.MovieID = id
	case KindSeries:
		r.SeriesID = id
	case KindSeason:
		r.SeasonID = id
	case KindEpisode:
		r.EpisodeID = id
	case KindPerson:
		r.PersonID = id
	}
	return r
}
