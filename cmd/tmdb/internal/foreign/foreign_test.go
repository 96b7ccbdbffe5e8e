package foreign

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// text is an entry in one line.
func (e Entry) text() string {
	s := fmt.Sprintf("%d %s %s %d %s %s %d.%d %q %d %g %s", e.Line, e.Kind, e.Media, e.TMDB, e.IMDb, e.TVDB, e.Season, e.Episode, e.Title, e.Year, e.Rating, e.List)
	if e.Skip != "" {
		s += " skip: " + e.Skip
	}
	return strings.Join(strings.Fields(s), " ")
}

func TestRead(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		service string
		want    []string
	}{
		"imdb-ratings.csv": {"IMDb", []string{
			`2 rating movie 0 tt0133093 -1.-1 "The Matrix" 1999 9`,
			`3 rating tv 0 tt0903747 -1.-1 "Breaking Bad" 2008 10`,
			`4 rating movie 0 tt0137523 -1.-1 "Fight Club" 1999 6`,
			`5 rating 0 tt9999999 -1.-1 "A \"Quoted\" Game" 2010 0 skip: TMDB has no Video Game`,
		}},
		"imdb-watchlist.csv": {"IMDb", []string{`2 watchlist movie 0 tt2543164 -1.-1 "Arrival" 2016 0`}},
		"letterboxd-ratings.csv": {"Letterboxd", []string{
			`2 rating movie 0 -1.-1 "Arrival" 2016 9`,
			`3 rating movie 0 -1.-1 "Crouching Tiger, Hidden Dragon" 2000 1`,
		}},
		"letterboxd-watched.csv": {"Letterboxd", []string{`2 movie 0 -1.-1 "Arrival" 2016 0`}},
		"letterboxd-diary.csv": {"Letterboxd", []string{
			`2 rating movie 0 -1.-1 "Arrival" 2016 8`,
			`3 rating movie 0 -1.-1 "Arrival" 2016 10`,
			`4 rating movie 0 -1.-1 "Inception" 2010 0 skip: it has no rating`,
		}},
		"letterboxd-list-watchlist.csv": {"Letterboxd", []string{`6 watchlist movie 0 -1.-1 "Arrival" 2016 0`}},
		"trakt-ratings.json": {"Trakt", []string{
			`1 rating movie 329865 tt2543164 -1.-1 "Arrival" 2016 8`,
			`2 rating tv 1396 tt0903747 81189 -1.-1 "Breaking Bad" 2008 9`,
			`3 rating 0 -1.-1 "" 0 0 skip: TMDB takes no rating of a season`,
			`4 rating tv_episode 1396 tt1054724 1.2 "Breaking Bad" 2008 10`,
		}},
		"trakt-ratings.csv": {"Trakt", []string{
			`2 rating movie 329865 tt2543164 -1.-1 "Arrival" 2016 8`,
			`3 rating tv_episode 0 tt1054724 349235 1.2 "Cat's in the Bag..." 2008 10`,
			`4 rating 0 -1.-1 "Season 1" 2008 0 skip: TMDB takes no rating of a season`,
		}},
		"tmdb-ratings.csv": {"TMDB", []string{
			`2 rating movie 329865 tt2543164 -1.-1 "Arrival" 2016 8.5`,
			`3 rating tv_episode 0 1.2 "Cat's in the Bag..." 2008 9`,
		}},
		"own.csv": {"tmdb", []string{
			`2 rating movie 329865 -1.-1 "Arrival" 2016 8.5`,
			`3 rating tv_episode 1396 1.2 "Breaking Bad 1x02: Cat's in the Bag..." 2008 9`,
			`4 favorite tv 1396 -1.-1 "Breaking Bad" 2008 0`,
			`5 list movie 603 -1.-1 "The Matrix" 1999 0 Rainy Sundays`,
			`6 watchlist person 31 -1.-1 "Tom Hanks" 0 0 skip: ref is "person/31": want one such as movie/550 or tv/1399/season/8/episode/3`,
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			for how, data := range encodings(string(data)) {
				file, err := Read(name, data, Unknown)
				if err != nil {
					t.Fatalf("%s: %v", how, err)
				}
				var got []string
				for _, e := range file.Entries {
					got = append(got, e.text())
				}
				if file.Service != tt.service || !slices.Equal(got, tt.want) {
					t.Errorf("%s: of %s\n%s\nwant %s\n%s", how, file.Service, strings.Join(got, "\n"), tt.service, strings.Join(tt.want, "\n"))
				}
			}
		})
	}
}

// encodings returns a text as programs of several systems write it.
func encodings(text string) map[string][]byte {
	utf16le := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(text)) {
		utf16le = binary.LittleEndian.AppendUint16(utf16le, unit)
	}
	return map[string][]byte{
		"as it is": []byte(text), "with a mark and CRLF": []byte("\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")), "UTF-16": utf16le,
		"without an end": bytes.TrimSpace([]byte(text)),
	}
}

func TestReadOdd(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		name, data, want, err string
		as                    Kind
	}{
		"empty":                  {data: " \n", err: "it is empty"},
		"something else":         {data: "a,b\n1,2\n", err: ErrFormat.Error()},
		"another object":         {data: `{"a": 1}`, err: ErrFormat.Error()},
		"other rows":             {data: `[{"a": 1}]`, err: ErrFormat.Error()},
		"other values":           {data: `[1]`, err: ErrFormat.Error()},
		"no rows":                {data: `[]`},
		"Windows-1252":           {data: "Const,Title,Title Type,Your Rating\ntt0000001,L\x92\xe9t\xe9,movie,5\n", want: `2 rating movie 0 tt0000001 -1.-1 "L’été" 0 5`},
		"semicolons":             {data: "Date;Name;Year;Letterboxd URI;Rating\n;A;2001;;3,5\n", want: `2 rating movie 0 -1.-1 "A" 2001 7`},
		"six stars":              {data: "Name,Year,Rating\nA,2001,6\n", want: `2 rating movie 0 -1.-1 "A" 2001 0 skip: the rating is 6: want 0.5 to 5`},
		"no number":              {data: "Name,Year,Rating\nA,2001,NaN\nB,x,y\n", want: "2 rating movie 0 -1.-1 \"A\" 2001 0 skip: the rating is NaN: want 0.5 to 5\n3 rating movie 0 -1.-1 \"B\" 0 0 skip: rating is \"y\": want a number"},
		"for Letterboxd":         {data: "tmdbID,imdbID,Title,Year,Rating10\n5,tt0000001,A,2001,7\n", want: `2 rating movie 5 tt0000001 -1.-1 "A" 2001 7`},
		"likes":                  {name: "Likes.csv", data: "Date,Name,Year,Letterboxd URI\n,A,2001,\n", want: `2 favorite movie 0 -1.-1 "A" 2001 0`},
		"a short line":           {data: "Const,Title,Title Type,Your Rating\ntt0000001\n", want: `2 rating 0 tt0000001 -1.-1 "" 0 0 skip: TMDB has no title without a type`},
		"no id":                  {data: "Const,Title,Title Type,Your Rating\nnm0000001,A,movie,5\n", want: `2 rating movie 0 -1.-1 "A" 0 0 skip: const is "nm0000001": want an id such as tt0133093`},
		"own, as JSON":           {data: `[{"kind":"rating","ref":"movie/5","title":"A","rating":0.7},{"kind":"seen","ref":"movie/5"}]`, want: "1 rating movie 5 -1.-1 \"A\" 0 0 skip: the rating is 0.7 of 10: want a step of 0.5\n2 seen movie 5 -1.-1 \"\" 0 0 skip: kind is \"seen\": want rating, watchlist, favorite or list"},
		"a diary as a watchlist": {data: "Name,Year,Rating\nA,2001,\n", as: Watchlist, want: `2 watchlist movie 0 -1.-1 "A" 2001 0`},
		"a watchlist as ratings": {name: "watchlist.csv", data: "Name,Year\nA,2001\n", as: Rating, want: `2 rating movie 0 -1.-1 "A" 2001 0 skip: it has no rating`},
		"a list as it is":        {data: `[{"kind":"list","list":"L","ref":"movie/5"}]`, as: Rating, want: `1 list movie 5 -1.-1 "" 0 0 L`},
		"a list of IMDb":         {name: "list.csv", data: "Position,Const,Title,Title Type,Your Rating\n1,tt0000001,A,movie,5\n", want: `2 movie 0 tt0000001 -1.-1 "A" 0 5`},
		"a person listed":        {name: "lists-watchlist.json", data: `[{"type":"person","listed_at":"2024"}]`, want: `1 watchlist 0 -1.-1 "" 0 0 skip: TMDB takes no watchlist of a person`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, err := Read(tt.name, []byte(tt.data), tt.as)
			if tt.err != "" {
				if err == nil || !strings.HasPrefix(err.Error(), tt.err) {
					t.Fatalf("the error is %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range file.Entries {
				got = append(got, e.text())
			}
			if got := strings.Join(got, "\n"); got != tt.want {
				t.Errorf("it has\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// FuzzRead wants no panic, and of each entry that is not skipped what the import relies on.
func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) == 0 {
		f.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		file, err := Read(name, data, Unknown)
		if err != nil {
			if errors.Is(err, ErrFormat) && file != nil {
				t.Error("an error comes with a file")
			}
			return
		}
		for _, e := range file.Entries {
			switch {
			case e.Skip != "":
			case e.Media == "", e.Line < 1, e.TMDB < 0, e.Rating < 0, e.Rating > 10, e.Kind == Rating && e.Rating < 0.5:
				t.Errorf("an entry is %+v", e)
			}
		}
	})
}
