package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/failure"
	"github.com/tmdb-go/tmdb/internal/jsonread"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/types"
)

// AppendSeason returns what appends a season with its episodes to a series: "season/1". 0 is the
// season of the specials. [SeasonFrom] reads it.
func AppendSeason(number int) gen.TVSeriesAppend {
	return gen.TVSeriesAppend("season/" + strconv.Itoa(number))
}

// AppendSeasonPart returns what appends a part of a season to a series: "season/1/credits".
// [SeasonPartFrom] reads it.
func AppendSeasonPart(number int, part gen.TVSeasonAppend) gen.TVSeriesAppend {
	return AppendSeason(number) + "/" + gen.TVSeriesAppend(part)
}

// SeasonFrom returns a season that was appended to a series. The error is an *[Error]:
// [ErrNotFound] if it is not there, because it was not asked for or TMDB left it out, as it does
// without a word if there is no such season.
func SeasonFrom(series *gen.TVSeriesDetails, number int) (*gen.TVSeasonDetails, error) {
	return appendedTo[gen.TVSeasonDetails](series, AppendSeason(number))
}

// SeasonPartFrom returns a part of a season that was appended to a series, with errors like those
// of [SeasonFrom]:
//
//	credits, err := tmdb.SeasonPartFrom[gen.Credits](series, 1, gen.TVSeasonAppendCredits)
func SeasonPartFrom[T any](series *gen.TVSeriesDetails, number int, part gen.TVSeasonAppend) (*T, error) {
	return appendedTo[T](series, AppendSeasonPart(number, part))
}

func appendedTo[T any](series *gen.TVSeriesDetails, name gen.TVSeriesAppend) (*T, error) {
	if series == nil {
		return nil, refuse("series is nil: want the details of one")
	}
	fail := func(kind, err error) error {
		e := newError(spec.TVSeriesDetails, kind, err)
		e.Target = "/3/tv/" + strconv.Itoa(series.ID)
		return e
	}
	raw, ok := series.AdditionalProperties[string(name)]
	if value := jsonread.New[T](raw); value != nil && bytes.HasPrefix(raw, []byte("{")) { // and no failure
		return value, nil
	}
	if !ok || !isPiece(raw) {
		return nil, fail(ErrNotFound, fmt.Errorf("%s is not in the response: it was not appended, or TMDB has not got it", name))
	}
	value := new(T)
	if err := types.Unmarshal(raw, value); err != nil {
		return nil, fail(nil, fmt.Errorf("%s: %w", name, err))
	}
	return value, nil
}

// DroppedAppends returns those of the appended pieces that are not in details, a pointer to the
// details of anything: TMDB leaves out a piece that it does not know or that failed, and says
// nothing, and what it sends in place of a piece that is none is left out by the client.
//
//	dropped := tmdb.DroppedAppends(movie, params.AppendToResponse)
func DroppedAppends[A ~string](details any, appended []A) []A {
	var dropped []A
	v := reflect.Indirect(reflect.ValueOf(details))
	for _, piece := range splitPieces(appended) {
		if !hasPiece(v, string(piece)) {
			dropped = append(dropped, piece)
		}
	}
	return dropped
}

// splitPieces returns the pieces one by one, where a caller wrote several into one string.
func splitPieces[A ~string](list []A) []A {
	var pieces []A
	for _, text := range list {
		for piece := range strings.SplitSeq(string(text), ",") {
			if piece != "" {
				pieces = append(pieces, A(piece))
			}
		}
	}
	return pieces
}

// hasPiece reports whether the struct v holds a JSON field of this name that is not empty, or holds
// it among the fields without a place of their own.
func hasPiece(v reflect.Value, name string) bool {
	if v.Kind() != reflect.Struct {
		return false
	}
	for i := range v.NumField() {
		tag, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if tag == name {
			return !v.Field(i).IsZero()
		}
	}
	if more := v.FieldByName("AdditionalProperties"); more.IsValid() && more.CanInterface() {
		fields, _ := more.Interface().(map[string]json.RawMessage)
		raw, ok := fields[name]
		return ok && isPiece(raw)
	}
	return false
}

// isPiece reports whether TMDB has sent a piece, rather than that it has none.
func isPiece(raw json.RawMessage) bool { return bytes.HasPrefix(raw, []byte("{")) && !failure.Is(raw) }

// SeriesWithSeasons is a series with all its seasons and episodes.
type SeriesWithSeasons struct {
	// Series is the series with what the caller appended.
	Series *gen.TVSeriesDetails
	// Seasons are the seasons that the series lists, by number. 0 is that of the specials.
	Seasons []gen.TVSeasonDetails
	// Missing are the numbers of seasons that the series lists but TMDB has not got, nil if it has
	// all.
	Missing []int
}

// DetailsWithSeasons returns a series with all its seasons and episodes, in as few requests as
// TMDB's limit of twenty pieces to a response allows: one for most series, as it asks for the first
// seasons before it knows which there are, and one more for each further twenty. What params
// appends comes along in the first response and leaves less room there for seasons. The language
// and the other params hold for the seasons, too. A season that TMDB left out of a response is
// asked for once more, alone.
//
// TMDB: GET /3/tv/{series_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable]. A season that is listed but not found is no error: it is in Missing.
func (s *TVSeriesService) DetailsWithSeasons(ctx context.Context, seriesID int, params *gen.TVSeriesDetailsParams, reqEditors ...gen.RequestEditorFn) (*SeriesWithSeasons, error) {
	own := copyParams(params)
	asked := splitPieces(own.AppendToResponse)
	own.AppendToResponse = withGuesses(asked)
	series, err := s.Details(ctx, seriesID, &own, reqEditors...)
	if err != nil {
		return nil, err
	}
	got := newSeasonSet(series)
	got.take(series, own.AppendToResponse)
	forget(series, own.AppendToResponse, asked)
	progress, total := progressOf(ctx), int64(len(got.listed))
	progress.report(int64(len(got.seasons)), total)

	// The seasons that the guesses did not reach.
	for batch := range slices.Chunk(got.unasked(), maxAppends(spec.TVSeriesDetails)) {
		own.AppendToResponse = make([]gen.TVSeriesAppend, len(batch))
		for i, number := range batch {
			own.AppendToResponse[i] = AppendSeason(number)
		}
		more, err := s.Details(ctx, seriesID, &own, reqEditors...)
		if err != nil {
			return nil, err
		}
		got.take(more, own.AppendToResponse)
		progress.report(int64(len(got.seasons)), total)
	}

	// Those that TMDB left out.
	alone := &gen.TVSeasonDetailsParams{
		Language:             own.Language,
		IncludeImageLanguage: own.IncludeImageLanguage,
		IncludeVideoLanguage: own.IncludeVideoLanguage,
		SessionID:            own.SessionID,
		GuestSessionID:       own.GuestSessionID,
	}
	leftOut := got.missing()
	for i, number := range leftOut {
		season, err := s.client.TVSeasons.Details(ctx, seriesID, number, alone, reqEditors...)
		switch {
		case err == nil:
			got.seasons[number] = season
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
		progress.report(total-int64(len(leftOut)-i-1), total)
	}
	return &SeriesWithSeasons{Series: series, Seasons: got.sorted(), Missing: got.missing()}, nil
}

// withGuesses returns the caller's pieces and, in the room that they leave, the seasons that a
// series is most likely to have. A guess that is wrong is no error: TMDB leaves it out.
func withGuesses(asked []gen.TVSeriesAppend) []gen.TVSeriesAppend {
	pieces, most := slices.Clone(asked), maxAppends(spec.TVSeriesDetails)
	for i := range most {
		number := i
		if i < 2 {
			number = 1 - i // specials are less likely than a first season, and likelier than a second
		}
		if piece := AppendSeason(number); len(pieces) < most && !slices.Contains(pieces, piece) {
			pieces = append(pieces, piece)
		}
	}
	return pieces
}

// forget takes from a series the seasons that its caller did not ask for.
func forget(series *gen.TVSeriesDetails, appended, asked []gen.TVSeriesAppend) {
	for _, piece := range appended {
		if !slices.Contains(asked, piece) {
			delete(series.AdditionalProperties, string(piece))
		}
	}
	if len(series.AdditionalProperties) == 0 {
		series.AdditionalProperties = nil
	}
}

// seasonSet is the seasons of a series while they are collected.
type seasonSet struct {
	listed  []int // numbers, sorted
	asked   map[int]bool
	seasons map[int]*gen.TVSeasonDetails
}

func newSeasonSet(series *gen.TVSeriesDetails) *seasonSet {
	set := &seasonSet{asked: map[int]bool{}, seasons: map[int]*gen.TVSeasonDetails{}}
	for _, season := range series.Seasons {
		if season.SeasonNumber >= 0 { // -1 is unknown, and nothing to ask for
			set.listed = append(set.listed, season.SeasonNumber)
		}
	}
	slices.Sort(set.listed)
	set.listed = slices.Compact(set.listed)
	return set
}

// take keeps the listed seasons that a response has. One that does not decode counts as left out:
// the request for it alone then tells what is wrong with it.
func (s *seasonSet) take(series *gen.TVSeriesDetails, appended []gen.TVSeriesAppend) {
	for _, number := range s.listed {
		if !slices.Contains(appended, AppendSeason(number)) {
			continue
		}
		s.asked[number] = true
		if season, err := SeasonFrom(series, number); err == nil {
			s.seasons[number] = season
		}
	}
}

func (s *seasonSet) unasked() []int {
	return slices.DeleteFunc(slices.Clone(s.listed), func(n int) bool { return s.asked[n] })
}

// missing returns the numbers of the listed seasons that are not there, nil if all are.
func (s *seasonSet) missing() []int {
	var numbers []int
	for _, n := range s.listed {
		if s.seasons[n] == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func (s *seasonSet) sorted() []gen.TVSeasonDetails {
	var list []gen.TVSeasonDetails
	for _, n := range slices.Sorted(maps.Keys(s.seasons)) {
		list = append(list, *s.seasons[n])
	}
	return list
}

// copyParams returns a copy of params, the zero value for nil, for methods that change them.
func copyParams[P any](params *P) P {
	if params == nil {
		var zero P
		return zero
	}
	return *params
}
