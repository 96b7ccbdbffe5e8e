package tmdbtest

import (
	"encoding/json"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/required"
)

// The spec requires of an object what has been there in every answer that anybody
// recorded, over the years. What TMDB sends today, even if there is nothing to
// tell, is more than that; these tables say what stands there then.

// sentEmpty is by name of the field, in all types that have it.
var sentEmpty = map[string]string{
	"air_date":             `null`,
	"backdrop_path":        `null`,
	"character":            `""`,
	"first_air_date":       `""`,
	"known_for_department": `null`,
	"last_episode_to_air":  `null`,
	"next_episode_to_air":  `null`,
	"original_language":    `""`,
	"overview":             `""`,
	"poster_path":          `null`,
	"production_code":      `""`,
	"profile_path":         `null`,
	"release_date":         `""`,
	"still_path":           `null`,
	"tagline":              `""`,
}

// sentEmptyIn is by type, whose name may go on before it, and field.
var sentEmptyIn = map[string]map[string]string{
	"ExternalIDs": {
		"facebook_id":  `null`,
		"freebase_id":  `null`,
		"freebase_mid": `null`,
		"instagram_id": `null`,
		"tiktok_id":    `null`,
		"tvrage_id":    `null`,
		"twitter_id":   `null`,
		"wikidata_id":  `null`,
		"youtube_id":   `null`,
	},
	"Image":      {"iso_639_1": `null`, "iso_3166_1": `null`},
	"ChangeItem": {"iso_639_1": `""`, "iso_3166_1": `""`},
	"Company":    {"origin_country": `""`},
	"Network":    {"origin_country": `""`},
	"Episode":    {"runtime": `null`},
}

// notSent are the exceptions. A movie or series of a credit has a character only
// if the credit is for one.
var notSent = map[string]bool{
	"CreditMovie.character":        true,
	"CreditTVSeries.character":     true,
	"ParentCompany.origin_country": true,
}

// emptyOf returns the JSON that stands in a field of a type of package gen when
// it is empty, nil if the field is left out then.
func emptyOf(typeName, field string) json.RawMessage {
	if notSent[typeName+"."+field] {
		return required.Empty()[typeName][field]
	}
	if text, ok := sentEmpty[field]; ok {
		return json.RawMessage(text)
	}
	for suffix, fields := range sentEmptyIn {
		if text, ok := fields[field]; ok && strings.HasSuffix(typeName, suffix) {
			return json.RawMessage(text)
		}
	}
	return required.Empty()[typeName][field]
}
