package tables

import (
	"reflect"

	"github.com/tmdb-go/tmdb/gen"
)

// rule says which elements of documents are the rows of a table. A field of an element is a column
// of the name that it has in JSON, unless the rule or columnNames has another one.
type rule struct {
	table string
	// path leads through a document by the names in JSON; it goes through all elements of lists. A name
	// in braces stands for all names there, and is the column that has which: "results.{country}".
	// The rule is for all kinds whose documents have the path.
	path string
	// owner is the column with the id of the document, of a table of one kind. Without it the columns
	// are kind and id.
	owner string
	// unless is a piece that has the same and more: where it is, this rule does not apply.
	unless string
	// set are columns that are the same in all rows of the rule.
	set map[string]string
	// carry has for a column the path of the field it is of, in what is around the element.
	carry map[string]string
	// names has the columns of fields which are not called as they are in JSON.
	names map[string]string
	// only are the fields that are columns, if not all are; omit those that are none.
	only, omit []string
	// value is the column of elements that are no objects.
	value string
	// pairs makes a row of each field, with its name as source and its value.
	pairs bool
	// members are what elements of a union may be.
	members []member
}

// member is a member of a union, and what is set in its rows.
type member struct {
	typ reflect.Type
	set map[string]string
}

// columnNames are the columns of fields in all tables.
var columnNames = map[string]string{
	"iso_3166_1": "country",
	"iso_639_1":  "language",
	"order":      "position",
	"primary":    "is_primary",
	"show_id":    "series_id",
	"_id":        "object_id",
}

// aboutPeople are fields of credits that say something of the person alone; the table people has them.
var aboutPeople = []string{
	"adult", "gender", "known_for_department", "media_type", "original_name", "popularity", "profile_path", "softcore",
	"cast_id", "total_episode_count",
}

// rules are the tables beside those of the kinds themselves, in which the rows of a table are in the
// order of the rules.
var rules = []rule{
	{table: "genres", path: "genres", names: map[string]string{"id": "genre_id"}},

	{
		table: "credits", path: "credits.cast", unless: "aggregate_credits", omit: aboutPeople,
		set: map[string]string{"role": "cast"}, names: map[string]string{"id": "person_id"},
	},
	{
		table: "credits", path: "credits.crew", unless: "aggregate_credits", omit: aboutPeople,
		set: map[string]string{"role": "crew"}, names: map[string]string{"id": "person_id"},
	},
	{
		table: "credits", path: "aggregate_credits.cast.roles", set: map[string]string{"role": "cast"},
		carry: map[string]string{
			"person_id": "aggregate_credits.cast.id", "name": "aggregate_credits.cast.name",
			"position": "aggregate_credits.cast.order",
		},
	},
	{
		table: "credits", path: "aggregate_credits.crew.jobs", set: map[string]string{"role": "crew"},
		carry: map[string]string{
			"person_id": "aggregate_credits.crew.id", "name": "aggregate_credits.crew.name",
			"department": "aggregate_credits.crew.department",
		},
	},
	{
		table: "credits", path: "created_by", omit: aboutPeople,
		set: map[string]string{"role": "creator"}, names: map[string]string{"id": "person_id"},
	},
	{
		table: "credits", path: "episodes.guest_stars", omit: aboutPeople,
		set: map[string]string{"role": "guest"}, names: map[string]string{"id": "person_id"},
		carry: map[string]string{"episode_id": "episodes.id"},
	},
	{
		table: "credits", path: "episodes.crew", omit: aboutPeople,
		set: map[string]string{"role": "crew"}, names: map[string]string{"id": "person_id"},
		carry: map[string]string{"episode_id": "episodes.id"},
	},

	{
		table: "person_credits", path: "movie_credits.cast", owner: "person_id", only: ofTitle, names: titleNames,
		set: map[string]string{"title_kind": string(Movie), "role": "cast"},
	},
	{
		table: "person_credits", path: "movie_credits.crew", owner: "person_id", only: ofTitle, names: titleNames,
		set: map[string]string{"title_kind": string(Movie), "role": "crew"},
	},
	{
		table: "person_credits", path: "tv_credits.cast", owner: "person_id", only: ofTitle, names: titleNames,
		set: map[string]string{"title_kind": string(Series), "role": "cast"},
	},
	{
		table: "person_credits", path: "tv_credits.crew", owner: "person_id", only: ofTitle, names: titleNames,
		set: map[string]string{"title_kind": string(Series), "role": "crew"},
	},
	{
		table: "person_credits", path: "combined_credits.cast", owner: "person_id", only: ofTitle, names: titleNames,
		unless: "movie_credits", set: map[string]string{"role": "cast"},
		members: []member{
			{reflect.TypeFor[gen.PersonMovieCastCredit](), map[string]string{"title_kind": string(Movie)}},
			{reflect.TypeFor[gen.PersonTVCastCredit](), map[string]string{"title_kind": string(Series)}},
		},
	},
	{
		table: "person_credits", path: "combined_credits.crew", owner: "person_id", only: ofTitle, names: titleNames,
		unless: "movie_credits", set: map[string]string{"role": "crew"},
		members: []member{
			{reflect.TypeFor[gen.PersonMovieCrewCredit](), map[string]string{"title_kind": string(Movie)}},
			{reflect.TypeFor[gen.PersonTVCrewCredit](), map[string]string{"title_kind": string(Series)}},
		},
	},

	{table: "providers", path: "watch/providers.results.{country}.{offer}", omit: logo},
	{table: "external_ids", path: "external_ids", pairs: true, omit: []string{"id"}},
	{table: "images", path: "images.{type}", names: map[string]string{"id": "image_id"}, omit: []string{"aspect_ratio"}},
	{table: "videos", path: "videos.results", names: map[string]string{"id": "video_id"}},
	{
		table: "release_dates", path: "release_dates.results.release_dates", owner: "movie_id",
		carry: map[string]string{"country": "release_dates.results.iso_3166_1"},
	},
	{table: "content_ratings", path: "content_ratings.results", owner: "series_id"},
	{
		table: "texts", path: "translations.translations.data", names: map[string]string{"name": "title"},
		carry: map[string]string{
			"language": "translations.translations.iso_639_1", "country": "translations.translations.iso_3166_1",
		},
	},
	{table: "alternative_titles", path: "alternative_titles.titles"},
	{table: "alternative_titles", path: "alternative_titles.results"},
	{table: "alternative_titles", path: "alternative_names.results", names: map[string]string{"name": "title"}},
	{table: "alternative_titles", path: "also_known_as", value: "title"},
	{table: "title_keywords", path: "keywords.keywords", names: map[string]string{"id": "keyword_id"}},
	{table: "title_keywords", path: "keywords.results", names: map[string]string{"id": "keyword_id"}},
	{table: "title_companies", path: "production_companies", names: map[string]string{"id": "company_id"}, omit: logo},
	{table: "title_networks", path: "networks", names: map[string]string{"id": "network_id"}, omit: logo},
	{table: "languages", path: "spoken_languages", set: map[string]string{"role": "spoken"}},
	{table: "languages", path: "languages", set: map[string]string{"role": "broadcast"}, value: "language"},
	{table: "countries", path: "production_countries", set: map[string]string{"role": "production"}},
	{table: "countries", path: "origin_country", set: map[string]string{"role": "origin"}, value: "country"},
	{table: "run_times", path: "episode_run_time", owner: "series_id", value: "minutes"},
	{
		table: "collection_parts", path: "parts", owner: "collection_id", names: map[string]string{"id": "title_id"},
		only: []string{"id", "media_type", "title", "original_title", "release_date"},
	},
	{
		table: "series_seasons", path: "seasons", owner: "series_id", names: map[string]string{"id": "season_id"},
		omit: []string{"show_id", "media_type"},
	},
	{table: "episodes", path: "episodes", owner: "season_id", omit: []string{"media_type"}},
	{table: "episode_groups", path: "episode_groups.results", owner: "series_id", names: map[string]string{"id": "group_id"}},
	{
		table: "related", path: "recommendations.results", set: map[string]string{"how": "recommended"},
		names: map[string]string{"id": "related_id"}, only: []string{"id"},
	},
	{
		table: "related", path: "similar.results", set: map[string]string{"how": "similar"},
		names: map[string]string{"id": "related_id"}, only: []string{"id"},
	},
	{table: "reviews", path: "reviews.results", names: map[string]string{"id": "review_id"}},
}

// logo is the field of companies and providers that is the same wherever they are named.
var logo = []string{"logo_path"}

// ofTitle are the fields of a person's credits that are columns. What else they have is of the title.
var ofTitle = []string{
	"id", "title", "name", "release_date", "first_air_date", "character", "credit_id", "department", "episode_count", "job", "order",
}

// titleNames makes columns of the same name of the fields of movies and series.
var titleNames = map[string]string{
	"id": "title_id", "name": "title", "first_air_date": "release_date",
}

// leftOut are the lists and pieces of documents that no table has, and why. The documents have them.
var leftOut = map[string]string{
	"account_states":        "they are of a user",
	"casts":                 "TMDB's old name of credits",
	"trailers":              "TMDB's old form of videos",
	"releases":              "TMDB's old form of release dates",
	"changes":               "of the last day alone",
	"lists":                 "lists of users, of which TMDB sends the first page",
	"movies":                "of a company, the first page; title_companies has all",
	"tagged_images":         "of a person, the first page",
	"screened_theatrically": "two numbers for a few series",
}
