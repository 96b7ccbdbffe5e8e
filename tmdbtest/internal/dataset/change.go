package dataset

import (
	"encoding/json"

	"github.com/tmdb-go/tmdb/types"
)

// Change is what happened to one key of an entity.
type Change struct {
	Ref
	// Key is one of the change keys of the configuration, or another that TMDB
	// sends beside them, such as release_dates.
	Key   string        `json:"key"`
	Items []*ChangeItem `json:"items"`
}

// ChangeItem is one edit.
type ChangeItem struct {
	// ID is 24 hex digits.
	ID string `json:"id"`
	// Action is added, created, updated or deleted.
	Action string          `json:"action"`
	Time   types.Timestamp `json:"time"`
	// Language and Country are empty where the edit has none.
	Language string `json:"language,omitzero"`
	Country  string `json:"country,omitzero"`
	// Value and OriginalValue are any JSON, nil where the edit has none.
	Value         json.RawMessage `json:"value,omitzero"`
	OriginalValue json.RawMessage `json:"original_value,omitzero"`
}

func (ch *Change) check(c *checker) {
	ch.Ref.check(c, place{}, KindMovie, KindSeries, KindSeason, KindEpisode, KindPerson)
	c.required(place{}, "key", ch.Key)
	if len(ch.Items) == 0 {
		c.failf(place{}, "items", "is empty")
	}
	for i, item := range ch.Items {
		at := place{"items", i}
		c.required(at, "id", item.ID)
		c.hexID(at, "id", item.ID)
		c.oneOf(at, "action", item.Action, "added", "created", "updated", "deleted")
		c.timestamp(at, "time", item.Time)
		c.language(at, "language", item.Language)
		c.country(at, "country", item.Country)
	}
}
