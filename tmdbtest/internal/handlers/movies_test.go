package handlers

import (
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// own is the data of the module.
var own = sync.OnceValues(func() (*dataset.Set, error) { return dataset.LoadOwn(data.FS, 0) })

func ownSet(t *testing.T) *dataset.Set {
	t.Helper()
	set, err := own()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// ask returns the response to a GET of a path with its query, from a set and at a time.
func ask(t *testing.T, set *dataset.Set, now time.Time, target string) (json.RawMessage, error) {
	t.Helper()
	path, query, _ := strings.Cut(target, "?")
	values, _ := url.ParseQuery(query)
	op, params, _ := spec.Match("GET", path)
	if op == nil {
		t.Fatalf("no operation has the path %s", path)
	}
	r, err := Serve(Call{Op: op, Path: params, Query: values, Set: set, State: state.New(set), Now: now})
	if err != nil {
		return nil, err
	}
	return r.Body, nil
}

// at returns what stands in a response under names and indexes that are joined by slashes, as JSON; "none"
// for nothing, and the number of elements for a last part #.
func at(t *testing.T, body []byte, pointer string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	for part := range strings.SplitSeq(pointer, "/") {
		list, _ := v.([]any)
		i, err := strconv.Atoi(part)
		switch object, _ := v.(map[string]any); {
		case part == "#":
			return strconv.Itoa(len(list))
		case err == nil && i < len(list):
			v = list[i]
		case object != nil:
			var ok bool
			if v, ok = object[strings.ReplaceAll(part, "|", "/")]; !ok {
				return "none"
			}
		default:
			return "none"
		}
	}
	text, _ := json.Marshal(v)
	return string(text)
}

// want is a place in a response with what stands there.
type want struct{ pointer, value string }

func check(t *testing.T, set *dataset.Set, now time.Time, target string, wants []want) {
	t.Helper()
	body, err := ask(t, set, now, target)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wants {
		if got := at(t, body, w.pointer); got != w.value {
			t.Errorf("%s: %s is %.200s, want %s", target, w.pointer, got, w.value)
		}
	}
}

func TestTitles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		target string
		wants  []want
	}{
		{"/3/movie/550", []want{{"title", `"Fight Club"`}, {"credits", "none"}, {"belongs_to_collection", "null"}}},
		{"/3/movie/11?language=de-DE", []want{{"title", `"Krieg der Sterne"`}, {"belongs_to_collection/name", `"Star Wars Filmreihe"`}}},
		{"/3/movie/tt0137523?append_to_response=credits,,nonsense,external_ids", []want{
			{"id", "550"}, {"credits/cast/0/character", `"The Narrator"`}, {"credits/id", "none"},
			{"external_ids/imdb_id", `"tt0137523"`}, {"nonsense", "none"}, {"", "none"},
		}},
		{"/3/movie/tt0137523/external_ids", []want{{"id", "550"}}},
		{"/3/movie/384678/external_ids", []want{{"wikidata_id", "null"}, {"twitter_id", "null"}}},
		{"/3/movie/550?append_to_response=casts,releases,trailers", []want{
			{"casts/cast/0/character", `"The Narrator"`}, {"casts/id", "none"}, {"releases/countries/0/primary", "false"},
			{"trailers/quicktime/#", "0"}, {"trailers/youtube/0/size", `"HD"`},
		}},
		{"/3/tv/1396?append_to_response=season/1,season/2/credits", []want{
			{"season|1/id", "3572"}, {"season|2|credits/id", "none"}, {"season|2|credits/cast/0/order", "0"},
		}},
		{"/3/tv/1399?language=de", []want{{"seasons/1/name", `"Staffel 1"`}}},
		{"/3/tv/1399/season/1/episode/1", []want{{"show_id", "none"}, {"guest_stars/0/character", `"Benjen Stark"`}}},
		{"/3/tv/1399/season/1/episode/1/credits", []want{
			{"id", "63056"}, {"cast/0/character", `"Ned Stark"`}, {"crew/0/job", `"Director"`}, {"guest_stars/0/character", `"Benjen Stark"`},
		}},
		{"/3/tv/1399/season/1/episode/1?append_to_response=watch/providers", []want{{"watch|providers/results/AU/flatrate/0/provider_id", "134"}}},
		{"/3/tv/1396/season/1/episode/1?append_to_response=watch/providers", []want{{"watch|providers/results/US/flatrate/0/provider_name", `"Netflix"`}}},
		{"/3/collection/10?language=de-DE", []want{{"parts/0/title", `"Krieg der Sterne"`}, {"parts/0/media_type", `"movie"`}}},
		{"/3/company/2", []want{{"parent_company", "null"}}},
		{"/3/company/1?append_to_response=movies,images", []want{{"movies/results/0/original_language", `"en"`}, {"movies/id", "none"}, {"images/logos/#", "2"}}},
		{"/3/person/1221838", []want{
			{"name", `"Paul Carafotes"`}, {"also_known_as", "[]"}, {"biography", `""`}, {"birthday", "null"}, {"original_name", "none"},
		}},
		{"/3/person/31/tagged_images?page=2", []want{{"page", "0"}, {"total_pages", "1"}, {"results/0/media/title", `"Saving Private Ryan"`}}},
		{"/3/person/1221838/tagged_images", []want{{"results", "[]"}, {"total_pages", "0"}}},
		{"/3/person/287/movie_credits", []want{{"cast/0/media_type", "none"}, {"cast/0/order", "1"}}},
		{"/3/person/66633/combined_credits", []want{{"crew/0/media_type", `"tv"`}}},
		{"/3/person/popular", []want{{"results/0/known_for/0/media_type", `"movie"`}, {"results/#", "20"}}},
		{"/3/credit/52542282760ee313280017f9", []want{
			{"credit_type", `"cast"`}, {"job", `"Actor"`}, {"media_type", `"tv"`}, {"media/seasons/0/show_id", "1396"}, {"person/id", "17419"},
		}},
		{"/3/credit/52542275760ee313280006ce", []want{{"credit_type", `"crew"`}, {"job", `"Writer"`}, {"media/character", "none"}}},
		{"/3/find/tt0903747?external_source=imdb_id", []want{{"tv_results/0/media_type", `"tv"`}, {"movie_results", "[]"}}},
		{"/3/find/364731?external_source=tvdb_id", []want{{"tv_season_results/0/show_id", "1399"}}},
		{"/3/find/nothing?external_source=imdb_id", []want{{"movie_results", "[]"}, {"tv_season_results", "[]"}}},
	}
	for _, tt := range tests {
		t.Run(tt.target, func(t *testing.T) {
			t.Parallel()
			check(t, ownSet(t), dataset.Day(), tt.target, tt.wants)
		})
	}
}

func TestTitlesThatDoNotExist(t *testing.T) {
	t.Parallel()
	tests := []struct {
		target string
		code   gen.StatusCode
	}{
		{"/3/movie/0", gen.StatusCodeInvalidID},
		{"/3/movie/0/credits", gen.StatusCodeInvalidID},
		{"/3/tv/0", gen.StatusCodeInvalidID},
		{"/3/tv/0/season/1/episode/1", gen.StatusCodeInvalidID},
		{"/3/tv/season/0/changes", gen.StatusCodeInvalidID},
		{"/3/tv/episode/0/changes", gen.StatusCodeInvalidID},
		{"/3/movie/1", gen.StatusCodeResourceNotFound},
		{"/3/movie/tt0000001", gen.StatusCodeResourceNotFound},
		{"/3/tv/1399/season/99", gen.StatusCodeResourceNotFound},
		{"/3/tv/1399/season/1/episode/0", gen.StatusCodeResourceNotFound},
		{"/3/person/999999999", gen.StatusCodeResourceNotFound},
		{"/3/credit/52542282760ee31328000000", gen.StatusCodeResourceNotFound},
		{"/3/review/52542282760ee31328000000", gen.StatusCodeResourceNotFound},
		{"/3/tv/episode_group/52542282760ee31328000000", gen.StatusCodeResourceNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.target, func(t *testing.T) {
			t.Parallel()
			_, err := ask(t, ownSet(t), dataset.Day(), tt.target)
			if f, ok := errors.AsType[*codes.Failure](err); !ok || f.Code != tt.code {
				t.Errorf("error %v, want code %d", err, tt.code)
			}
		})
	}
}
