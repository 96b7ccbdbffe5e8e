package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// Paths of what the server sends. Anything else is the details of a movie.
const (
	detailsPath = "/3/movie/603"
	pagePath    = "/3/movie/popular"
	appendsPath = "/3/movie/550"
	seriesPath  = "/3/tv/1399"
	searchPath  = "/3/search/movie"
	unionPath   = "/3/search/multi"
	exportPath  = "/p/exports/movie_ids_11_28_2026.json.gz"
	linesBase   = "/lines" // in front of exportPath: the same without gzip
)

// Sizes of TMDB's own responses to the requests for which those of tmdbtest are smaller.
const (
	appendsSize = 108_000
	seriesSize  = 322_000
)

const exportLines = 100_000

// What is appended to the two larger responses.
const (
	sixPieces  = "credits,images,videos,release_dates,recommendations,translations"
	allSeasons = "season/0,season/1,season/2,season/3,season/4,season/5,season/6,season/7,season/8"
)

// bodies returns what the server sends, by path: the responses of tmdbtest, of which the larger are
// grown to the size that TMDB's have.
func bodies() (map[string][]byte, error) {
	srv, err := tmdbtest.NewUnstarted()
	if err != nil {
		return nil, err
	}
	defer srv.Close()
	all := map[string][]byte{}
	for _, want := range []struct {
		path, query string
		size        int // 0 for that of tmdbtest
	}{
		{detailsPath, "", 0},
		{pagePath, "", 0},
		{appendsPath, "append_to_response=" + sixPieces, appendsSize},
		{seriesPath, "append_to_response=" + allSeasons, seriesSize},
		{searchPath, "query=the", 0},
		{unionPath, "query=the", 0},
	} {
		req := httptest.NewRequest(http.MethodGet, want.path+"?"+want.query, nil)
		req.Header.Set("Authorization", "Bearer "+srv.Token)
		resp := httptest.NewRecorder()
		srv.Handler().ServeHTTP(resp, req)
		if resp.Code != http.StatusOK {
			return nil, fmt.Errorf("%s: %d %s", want.path, resp.Code, resp.Body)
		}
		all[want.path] = grow(resp.Body.Bytes(), want.size)
	}
	all[exportPath], err = export(all[pagePath], all[searchPath])
	return all, err
}

// grows finds the lists that are longer at TMDB than in tmdbtest.
var grows = regexp.MustCompile(`"(cast|crew|guest_stars|backdrops|posters|logos)":\[`)

// grow returns body with more rows in its long lists, so that it has about size bytes. The further
// rows are those that are there, with other ids, names and paths.
func grow(body []byte, size int) []byte {
	lists := grows.FindAllIndex(body, -1)
	rows, ends, inLists := make([][]json.RawMessage, len(lists)), make([]int, len(lists)), 0
	for i, at := range lists {
		start := at[1] - len("[")
		dec := json.NewDecoder(bytes.NewReader(body[start:]))
		if err := dec.Decode(&rows[i]); err != nil {
			panic(err) // tmdbtest sends JSON
		}
		ends[i] = start + int(dec.InputOffset())
		inLists += ends[i] - start
	}
	if size <= len(body) || inLists == 0 {
		return body
	}
	factor := 1 + float64(size-len(body))/float64(inLists)
	var grown []byte
	from := 0
	for i, at := range lists {
		grown = append(grown, body[from:at[1]]...)
		for n := range int(math.Round(factor * float64(len(rows[i])))) {
			if n > 0 {
				grown = append(grown, ',')
			}
			grown = append(grown, vary(rows[i][n%len(rows[i])], n/len(rows[i]))...)
		}
		grown = append(grown, ']')
		from = ends[i]
	}
	return append(grown, body[from:]...)
}

var varies = regexp.MustCompile(`"(id|cast_id|credit_id|name|original_name|character|file_path|profile_path)":("[^"\\]*"|\d+)`)

// vary returns a row whose ids, names and paths are others of the same length for each n but 0.
func vary(row []byte, n int) []byte {
	return varies.ReplaceAllFunc(row, func(member []byte) []byte {
		name, value, _ := bytes.Cut(member, []byte(":"))
		return append(append(bytes.Clone(name), ':'), shift(value, n)...)
	})
}

// shift returns text with other small letters and digits, up to the extension of a file. The first
// digit of a number stays, which must not be 0.
func shift(text []byte, n int) []byte {
	shifted := bytes.Clone(text)
	for i, c := range shifted {
		switch {
		case c == '.':
			return shifted
		case c >= 'a' && c <= 'z':
			shifted[i] = 'a' + byte((int(c-'a')+n)%26)
		case c >= '0' && c <= '9' && i > 0:
			shifted[i] = '0' + byte((int(c-'0')+n)%10)
		}
	}
	return shifted
}

// export returns the lines of an export of movies, with titles like those of pages.
func export(pages ...[]byte) ([]byte, error) {
	var titles []string
	for _, body := range pages {
		var page gen.MoviePage
		if err := json.Unmarshal(body, &page); err != nil {
			return nil, err
		}
		for _, movie := range page.Results {
			titles = append(titles, movie.OriginalTitle)
		}
	}
	var lines bytes.Buffer
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(false)
	for n := range exportLines {
		line := exports.Movie{
			ID:            n + 2,
			OriginalTitle: string(shift([]byte(titles[n%len(titles)]), n/len(titles))),
			Popularity:    types.Float(n*7919%500_000) / 10_000,
			Video:         n%40 == 0,
		}
		if err := enc.Encode(line); err != nil {
			return nil, err
		}
	}
	return lines.Bytes(), nil
}
