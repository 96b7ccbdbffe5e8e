package tmdbtest

import (
	"maps"
	"reflect"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// appendable names, for each operation that takes append_to_response, the
// operation that answers each piece.
var appendable = map[string]map[string]string{
	"movieDetails": {
		"account_states":     "movieAccountStates",
		"alternative_titles": "movieAlternativeTitles",
		"casts":              "movieCredits",
		"changes":            "movieChanges",
		"credits":            "movieCredits",
		"external_ids":       "movieExternalIDs",
		"images":             "movieImages",
		"keywords":           "movieKeywords",
		"lists":              "movieLists",
		"recommendations":    "movieRecommendations",
		"release_dates":      "movieReleaseDates",
		"releases":           "movieReleases",
		"reviews":            "movieReviews",
		"similar":            "movieSimilar",
		"trailers":           trailersPiece,
		"translations":       "movieTranslations",
		"videos":             "movieVideos",
		"watch/providers":    "movieWatchProviders",
	},
	"tvSeriesDetails": {
		"account_states":        "tvSeriesAccountStates",
		"aggregate_credits":     "tvSeriesAggregateCredits",
		"alternative_titles":    "tvSeriesAlternativeTitles",
		"changes":               "tvSeriesChanges",
		"content_ratings":       "tvSeriesContentRatings",
		"credits":               "tvSeriesCredits",
		"episode_groups":        "tvSeriesEpisodeGroups",
		"external_ids":          "tvSeriesExternalIDs",
		"images":                "tvSeriesImages",
		"keywords":              "tvSeriesKeywords",
		"lists":                 "tvSeriesLists",
		"recommendations":       "tvSeriesRecommendations",
		"reviews":               "tvSeriesReviews",
		"screened_theatrically": "tvSeriesScreenedTheatrically",
		"similar":               "tvSeriesSimilar",
		"translations":          "tvSeriesTranslations",
		"videos":                "tvSeriesVideos",
		"watch/providers":       "tvSeriesWatchProviders",
	},
	"tvSeasonDetails": seasonPieces,
	"tvEpisodeDetails": {
		"account_states":  "tvEpisodeAccountStates",
		"credits":         "tvEpisodeCredits",
		"external_ids":    "tvEpisodeExternalIDs",
		"images":          "tvEpisodeImages",
		"translations":    "tvEpisodeTranslations",
		"videos":          "tvEpisodeVideos",
		"watch/providers": "tvSeasonWatchProviders",
	},
	"personDetails": {
		"changes":          "personChanges",
		"combined_credits": "personCombinedCredits",
		"external_ids":     "personExternalIDs",
		"images":           "personImages",
		"movie_credits":    "personMovieCredits",
		"tagged_images":    "personTaggedImages",
		"translations":     "personTranslations",
		"tv_credits":       "personTVCredits",
	},
	"collectionDetails": {
		"images":       "collectionImages",
		"translations": "collectionTranslations",
	},
	"companyDetails": {
		"alternative_names": "companyAlternativeNames",
		"images":            "companyImages",
		"movies":            "companyMovies",
	},
	"networkDetails": {
		"alternative_names": "networkAlternativeNames",
		"images":            "networkImages",
	},
}

// seasonPieces are also taken from a series, as season/1/credits.
var seasonPieces = map[string]string{
	"account_states":    "tvSeasonAccountStates",
	"aggregate_credits": "tvSeasonAggregateCredits",
	"credits":           "tvSeasonCredits",
	"external_ids":      "tvSeasonExternalIDs",
	"images":            "tvSeasonImages",
	"translations":      "tvSeasonTranslations",
	"videos":            "tvSeasonVideos",
	"watch/providers":   "tvSeasonWatchProviders",
}

// appending makes a handler of details answer append_to_response: each piece is
// answered as the request of its own would be, and put beside the details
// without its id. A piece that does not exist or fails is left out without a
// word, as at TMDB.
func appending(details handler) handler {
	return func(c *call) (any, error) {
		var pieces []string
		if c.has("append_to_response") {
			pieces = strings.Split(c.text("append_to_response"), ",")
		}
		if len(pieces) > c.op.Query("append_to_response").MaxItems {
			return nil, fail(gen.StatusCodeTooManyAppends)
		}
		answer, err := details(c)
		if err != nil {
			return nil, err
		}
		for _, name := range pieces {
			name = strings.TrimSpace(name)
			if piece, err := answerPiece(c, name); err == nil {
				attach(answer, name, piece)
			}
		}
		return answer, nil
	}
}

// answerPiece answers one sub-request.
func answerPiece(c *call, name string) (any, error) {
	op, path := appendable[c.op.ID][name], c.path
	if c.op.ID == "tvSeriesDetails" && strings.HasPrefix(name, "season/") {
		op, path = seasonPiece(c, name)
	}
	if op == "" {
		return nil, notFound()
	}
	former, isFormer := formerPieces[op]
	if isFormer {
		op = former.from
	}
	query := maps.Clone(c.query)
	query.Del("append_to_response") // pieces have no pieces
	piece, err := answerSub(c.sub(op, path, query))
	if isFormer && err == nil {
		piece = former.make(piece)
	}
	return piece, err
}

// seasonPiece returns the operation and path of season/1 or season/1/credits.
func seasonPiece(c *call, name string) (op string, path map[string]string) {
	number, rest, nested := strings.Cut(strings.TrimPrefix(name, "season/"), "/")
	if _, err := strconv.Atoi(number); err != nil {
		return "", nil
	}
	path = maps.Clone(c.path)
	path["season_number"] = number
	if !nested {
		return "tvSeasonDetails", path
	}
	return seasonPieces[rest], path
}

// isSeason reports whether a piece of a series is a whole season, which keeps its
// id.
func isSeason(name string) bool {
	return strings.HasPrefix(name, "season/") && strings.Count(name, "/") == 1
}

// attach puts a piece into the field of details that has its name in JSON, or
// beside the fields where there is none, which is so for seasons of a series.
// details is a pointer to a struct of gen, and piece a struct or a pointer to
// one.
func attach(details any, name string, piece any) {
	v := reflect.New(reflect.Indirect(reflect.ValueOf(piece)).Type())
	v.Elem().Set(reflect.Indirect(reflect.ValueOf(piece)))
	if id := v.Elem().FieldByName("ID"); id.IsValid() && !isSeason(name) {
		id.SetZero()
	}
	if series, ok := details.(*gen.TVSeriesDetails); ok && strings.HasPrefix(name, "season/") {
		if raw, err := encode(v.Interface()); err == nil {
			series.Set(name, raw)
		}
		return
	}
	s := reflect.ValueOf(details).Elem()
	for i := range s.NumField() {
		tag, _, _ := strings.Cut(s.Type().Field(i).Tag.Get("json"), ",")
		if tag == name && s.Field(i).Type() == v.Type() {
			s.Field(i).Set(v)
			return
		}
	}
}
