package dataset

import "strconv"

// ExternalIDs are the ids of an entity elsewhere. Empty and 0 stand for none.
type ExternalIDs struct {
	IMDB        string `json:"imdb_id,omitzero"`
	Facebook    string `json:"facebook_id,omitzero"`
	Instagram   string `json:"instagram_id,omitzero"`
	Twitter     string `json:"twitter_id,omitzero"`
	TikTok      string `json:"tiktok_id,omitzero"`
	YouTube     string `json:"youtube_id,omitzero"`
	Wikidata    string `json:"wikidata_id,omitzero"`
	TVDB        int    `json:"tvdb_id,omitzero"`
	TVRage      int    `json:"tvrage_id,omitzero"`
	FreebaseID  string `json:"freebase_id,omitzero"`
	FreebaseMID string `json:"freebase_mid,omitzero"`
}

// each calls f for every id that is set, with the name of its source as
// GET /3/find takes it.
func (e *ExternalIDs) each(f func(source, id string)) {
	for _, x := range [...]struct{ source, id string }{
		{"imdb_id", e.IMDB},
		{"facebook_id", e.Facebook},
		{"instagram_id", e.Instagram},
		{"twitter_id", e.Twitter},
		{"tiktok_id", e.TikTok},
		{"youtube_id", e.YouTube},
		{"wikidata_id", e.Wikidata},
		{"tvdb_id", number(e.TVDB)},
		{"tvrage_id", number(e.TVRage)},
		{"freebase_id", e.FreebaseID},
		{"freebase_mid", e.FreebaseMID},
	} {
		if x.id != "" {
			f(x.source, x.id)
		}
	}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Found is what one external id stands for. Several lists may be filled: IMDb
// has one id for a person, but ids of a site such as Facebook are only unique
// within a kind of entity.
type Found struct {
	Movies   []*Movie
	People   []*Person
	Series   []*Series
	Seasons  []*Season
	Episodes []*Episode
}

type externalKey struct{ source, id string }
