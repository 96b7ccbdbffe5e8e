package title

import (
	"fmt"
	"strconv"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// Row is a movie, series, person or the like as it stands in a list: the same fields for all kinds.
type Row struct {
	// Ref is what other commands take, such as movie/550.
	Ref           string          `json:"ref"`
	MediaType     gen.MediaType   `json:"media_type"`
	ID            int             `json:"id"`
	Title         string          `json:"title"`
	OriginalTitle string          `json:"original_title"`
	Date          types.Date      `json:"date"`
	VoteAverage   float64         `json:"vote_average"`
	VoteCount     int             `json:"vote_count"`
	Popularity    float64         `json:"popularity"`
	Overview      string          `json:"overview"`
	ImagePath     types.ImagePath `json:"image_path"`
}

// Item is what a list of TMDB's has in a row.
type Item interface {
	gen.Movie | gen.TVSeries | gen.Person | gen.Collection | gen.MediaItem
}

// RowOf returns the row of an item.
func RowOf[T Item](item T) Row {
	var row Row
	switch v := any(item).(type) {
	case gen.Movie:
		row = Row{MediaType: gen.MediaTypeMovie, ID: v.ID, Title: v.Title, OriginalTitle: v.OriginalTitle, Date: v.ReleaseDate,
			VoteAverage: v.VoteAverage, VoteCount: v.VoteCount, Popularity: float64(v.Popularity), Overview: v.Overview, ImagePath: v.PosterPath}
	case gen.TVSeries:
		row = Row{MediaType: gen.MediaTypeTV, ID: v.ID, Title: v.Name, OriginalTitle: v.OriginalName, Date: v.FirstAirDate,
			VoteAverage: v.VoteAverage, VoteCount: v.VoteCount, Popularity: float64(v.Popularity), Overview: v.Overview, ImagePath: v.PosterPath}
	case gen.Person:
		row = Row{MediaType: gen.MediaTypePerson, ID: v.ID, Title: v.Name, OriginalTitle: v.OriginalName,
			Popularity: float64(v.Popularity), ImagePath: v.ProfilePath}
	case gen.Collection:
		row = Row{MediaType: gen.MediaTypeCollection, ID: v.ID, Title: v.Name, OriginalTitle: v.OriginalName, Overview: v.Overview, ImagePath: v.PosterPath}
	case gen.MediaItem:
		return RowOfMixed(v)
	}
	return row.withRef()
}

// Mixed is a row of a list that mixes kinds.
type Mixed interface {
	MediaType() gen.MediaType
	ID() int
	Name() string
	OriginalName() string
	Date() types.Date
	VoteAverage() float64
	VoteCount() int
	Popularity() types.Float
	Overview() string
	ImagePath() types.ImagePath
}

// RowOfMixed returns the row of an item of a list that mixes kinds.
func RowOfMixed(v Mixed) Row {
	return Row{MediaType: v.MediaType(), ID: v.ID(), Title: v.Name(), OriginalTitle: v.OriginalName(), Date: v.Date(),
		VoteAverage: v.VoteAverage(), VoteCount: v.VoteCount(), Popularity: float64(v.Popularity()), Overview: v.Overview(),
		ImagePath: v.ImagePath()}.withRef()
}

func (r Row) withRef() Row {
	r.Ref = fmt.Sprintf("%s/%d", r.MediaType, r.ID)
	return r
}

// Year returns the year of a date, "" if it is unknown.
func Year(date types.Date) string {
	if year := date.Year(); year > 0 {
		return strconv.Itoa(year)
	}
	return ""
}

// Stars returns an average of votes for people, "" without votes.
func Stars(average float64, votes int) string {
	if text := Average(average, votes); text != "" {
		return "★ " + text
	}
	return ""
}

// Average returns an average of votes for programs, "" without votes.
func Average(average float64, votes int) string {
	if votes == 0 || average == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", average)
}

// Columns are what people see of rows.
func Columns() []output.Column[Row] {
	return []output.Column[Row]{
		{Name: "title", Text: func(r Row) string { return r.Title }, Style: output.Bold},
		{Name: "year", Text: func(r Row) string { return Year(r.Date) }},
		{
			Name:  "rating",
			Text:  func(r Row) string { return Stars(r.VoteAverage, r.VoteCount) },
			Value: func(r Row) string { return Average(r.VoteAverage, r.VoteCount) },
			Style: output.Star,
		},
		{Name: "ref", Text: func(r Row) string { return r.Ref }, Style: output.Dim},
	}
}
