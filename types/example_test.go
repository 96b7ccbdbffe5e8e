package types_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/types"
)

func Example() {
	type movie struct {
		Title       string          `json:"title"`
		ReleaseDate types.Date      `json:"release_date,omitzero"`
		PosterPath  types.ImagePath `json:"poster_path,omitzero"`
		Popularity  types.Float     `json:"popularity,omitzero"`
	}
	var movies []movie
	err := json.Unmarshal([]byte(`[
		{"title": "Fight Club", "release_date": "1999-10-15", "poster_path": "/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg", "popularity": "93.49"},
		{"title": "Untitled", "release_date": "", "poster_path": null}
	]`), &movies)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range movies {
		fmt.Println(m.Title, m.ReleaseDate.Year(), m.ReleaseDate.IsZero(), m.PosterPath.Ext(), m.Popularity)
	}
	// Output:
	// Fight Club 1999 false .jpg 93.49
	// Untitled 0 true  0
}

func ExampleParseDate() {
	date, err := types.ParseDate("1999-10-15")
	fmt.Println(date, err)
	_, err = types.ParseDate("15.10.1999")
	fmt.Println(err)
	// Output:
	// 1999-10-15 <nil>
	// types: date "15.10.1999": want a day of the calendar as YYYY-MM-DD, such as 2024-05-31
}

func ExampleNewDate() {
	date := types.NewDate(1999, time.October, 15)
	fmt.Println(date, date.Valid())
	fmt.Println(types.NewDate(2023, time.February, 29).Valid())
	// Output:
	// 1999-10-15 true
	// false
}

func ExampleDate_Before() {
	today := types.Date("2024-06-01")
	for _, released := range []types.Date{"1999-10-15", "2025-05-31", "2024", ""} {
		fmt.Printf("%q is out: %t\n", released, released.Before(today))
	}
	// Output:
	// "1999-10-15" is out: true
	// "2025-05-31" is out: false
	// "2024" is out: false
	// "" is out: false
}

func ExampleDate_Year() {
	for _, birthday := range []types.Date{"1963-12-18", "1945-06-00", "1945"} {
		fmt.Println(birthday.Year(), int(birthday.Month()), birthday.Day())
	}
	// Output:
	// 1963 12 18
	// 1945 6 0
	// 1945 0 0
}

func ExampleDate_Compare() {
	dates := []types.Date{"2001-12-19", "", "1999-10-15"}
	slices.SortFunc(dates, types.Date.Compare)
	fmt.Printf("%q\n", dates)
	// Output:
	// ["1999-10-15" "2001-12-19" ""]
}

func ExampleTimestamp_Equal() {
	a := types.Timestamp("2024-05-31T12:30:00.000Z")
	b := types.Timestamp("2024-05-31 12:30:00 UTC")
	fmt.Println(a == b, a.Equal(b))
	// Output:
	// false true
}

func ExampleTimestampOf() {
	fmt.Println(types.TimestampOf(time.Date(2024, time.May, 31, 12, 30, 0, 0, time.UTC)))
	// Output:
	// 2024-05-31T12:30:00.000Z
}

func ExampleImagePath_IsSVG() {
	fmt.Println(types.ImagePath("/5QGU3w6wqpGmyp9CPFnxIbqmvsS.svg").IsSVG())
	fmt.Println(types.ImagePath("/kqjL17yufvn9OVLyXYpvtyrFfak.jpg").IsSVG())
	// Output:
	// true
	// false
}

func ExampleID() {
	var lists []types.ID
	if err := json.Unmarshal([]byte(`[8504076, "8504076", "509ec17b19c2950a0600050d", null]`), &lists); err != nil {
		fmt.Println(err)
		return
	}
	for _, id := range lists {
		n, ok := id.Int()
		fmt.Printf("%q %d %v\n", id, n, ok)
	}
	text, err := json.Marshal(lists)
	fmt.Println(string(text), err)
	// Output:
	// "8504076" 8504076 true
	// "8504076" 8504076 true
	// "509ec17b19c2950a0600050d" 0 false
	// "" 0 false
	// [8504076,"8504076","509ec17b19c2950a0600050d",null] <nil>
}

func ExampleRating() {
	var ratings []types.Rating
	if err := json.Unmarshal([]byte(`[{"value": 8.5}, false, null]`), &ratings); err != nil {
		fmt.Println(err)
		return
	}
	for _, rating := range ratings {
		value, ok := rating.Value()
		fmt.Println(rating, value, ok)
	}
	// Output:
	// 8.5 8.5 true
	// not rated 0 false
	// unknown 0 false
}

func ExampleValue() {
	var changes []types.Value
	if err := json.Unmarshal([]byte(`["Fight Club", 139, {"iso_639_1": "en"}]`), &changes); err != nil {
		fmt.Println(err)
		return
	}
	for _, change := range changes {
		switch change.Kind() {
		case types.KindString:
			text, _ := change.Text()
			fmt.Println("text:", text)
		case types.KindNumber:
			n, _ := change.Int()
			fmt.Println("number:", n)
		default:
			fmt.Println(change.Kind(), change)
		}
	}
	// Output:
	// text: Fight Club
	// number: 139
	// object {"iso_639_1":"en"}
}

func ExampleUnmarshal() {
	var movie struct {
		Title    string `json:"title"`
		GenreIDs []int  `json:"genre_ids"`
	}
	err := types.Unmarshal([]byte(`{"title":"Fight Club","genre_ids":{}}`), &movie)
	fmt.Println(movie.Title, movie.GenreIDs, err)
	// Output:
	// Fight Club [] <nil>
}
