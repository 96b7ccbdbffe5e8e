package exports

import (
	"encoding/json"

	"github.com/tmdb-go/tmdb/internal/jsonread"
	"github.com/tmdb-go/tmdb/types"
)

// row is a row of a file. What a row does not have is zero, but all have an id.
type row[T any] interface {
	id() int
	of(fields) T
}

func (r Movie) id() int  { return r.ID }
func (r Series) id() int { return r.ID }
func (r Person) id() int { return r.ID }
func (r Named) id() int  { return r.ID }

func (Movie) of(f fields) Movie {
	return Movie{f.id, f.originalTitle, f.popularity, f.adult, f.video}
}
func (Series) of(f fields) Series { return Series{f.id, f.originalName, f.popularity} }
func (Person) of(f fields) Person { return Person{f.id, f.name, f.popularity, f.adult} }
func (Named) of(f fields) Named   { return Named{f.id, f.name} }

// fields are those of all rows.
type fields struct {
	id                                int
	name, originalName, originalTitle string
	popularity                        types.Float
	adult, video                      bool
}

func (f *fields) readJSON(r *jsonread.Reader) {
	for name, ok := r.Object(); ok; name, ok = r.Next() {
		switch string(name) {
		case "id":
			jsonread.Int(&f.id, r)
		case "name":
			jsonread.String(&f.name, r)
		case "original_name":
			jsonread.String(&f.originalName, r)
		case "original_title":
			jsonread.String(&f.originalTitle, r)
		case "popularity":
			jsonread.FloatOr(&f.popularity, r)
		case "adult":
			jsonread.Bool(&f.adult, r)
		case "video":
			jsonread.Bool(&f.video, r)
		default:
			r.Other(name)
		}
	}
}

// newParser returns a function that decodes lines. What is not as expected it leaves to
// encoding/json.
func newParser[T row[T]]() func(line []byte) (T, error) {
	r, f := new(jsonread.Reader), new(fields)
	read := f.readJSON
	return func(line []byte) (T, error) {
		var row, none T
		var err error
		if *f = (fields{}); r.Read(line, read) {
			row = none.of(*f)
		} else if row, err = unmarshal[T](line); err != nil {
			return none, err
		}
		if row.id() <= 0 {
			return none, errNoID
		}
		return row, nil
	}
}

func unmarshal[T any](line []byte) (r T, err error) {
	err = json.Unmarshal(line, &r)
	return r, err
}
