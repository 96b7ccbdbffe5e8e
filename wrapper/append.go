package wrapper

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// maxAppends is how many pieces TMDB appends to an answer.
const maxAppends = 20

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

// SeasonFrom returns a season that was appended to a series. The error is an *[Error]: [ErrNotFound] if
// it is not there, because it was not asked for or TMDB left it out, as it does without a word if
// there is no such season.
func SeasonFrom(series *gen.TVSeriesDetails, number int) (*gen.TVSeasonDetails, error) {
	return appendedTo[gen.TVSeasonDetails](series, AppendSeason(number))
}

// SeasonPartFrom returns a part of a season that was appended to a series, with errors like those of
// [SeasonFrom]:
//
//	credits, err := wrapper.SeasonPartFrom[gen.Credits](series, 1, gen.TVSeasonAppendCredits)
func SeasonPartFrom[T any](series *gen.TVSeriesDetails, number int, part gen.TVSeasonAppend) (*T, error) {
	return appendedTo[T](series, AppendSeasonPart(number, part))
}

func appendedTo[T any](series *gen.TVSeriesDetails, name gen.TVSeriesAppend) (*T, error) {
	var c *call // there is none: the answer came before
	if series == nil {
		return nil, c.error(&because{errors.New("series is nil: want the details of one"), ErrInvalid})
	}
	raw, ok := series.AdditionalProperties[string(name)]
	if !ok || isNull(raw) || isFailure(raw) {
		return nil, c.error(&because{fmt.Errorf("%s is not in the answer: it was not appended, or TMDB has not got it", name), ErrNotFound})
	}
	value := new(T)
	if err := json.Unmarshal(raw, value); err != nil {
		return nil, c.error(fmt.Errorf("%s: %w", name, err))
	}
	return value, nil
}

// DroppedAppends returns those of the appended pieces that are not in details, a pointer to the
// details of anything: TMDB leaves out a piece that it does not know or that failed, and says nothing.
//
//	dropped := wrapper.DroppedAppends(movie, params.AppendToResponse)
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
		return ok && !isNull(raw)
	}
	return false
}
