package database_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// sampleKinds are, for each kind that TMDB exports the ids of, the export, the path and the type.
var sampleKinds = []struct {
	kind         database.Kind
	export, path string
	body         reflect.Type
}{
	{database.Movie, "movie", "movie", reflect.TypeFor[gen.MovieDetails]()},
	{database.Series, "tv_series", "tv", reflect.TypeFor[gen.TVSeriesDetails]()},
	{database.Person, "person", "person", reflect.TypeFor[gen.PersonDetails]()},
	{database.Collection, "collection", "collection", reflect.TypeFor[gen.CollectionDetails]()},
	{database.Company, "production_company", "company", reflect.TypeFor[gen.CompanyDetails]()},
	{database.Network, "tv_network", "network", reflect.TypeFor[gen.NetworkDetails]()},
	{database.Keyword, "keyword", "keyword", reflect.TypeFor[gen.Keyword]()},
}

// samplesAtMost is how many of a kind are asked for; the stand-in has a thousand people.
const samplesAtMost = 150

// sampled are the documents of the stand-in, those of seasons with the series.
var sampled [7]struct {
	sync.Once
	docs []database.Document
}

// samples returns all documents of the stand-in with everything that can be appended.
func samples(t testing.TB) []database.Document {
	t.Helper()
	return samplesWhere(t, func(database.Kind) bool { return true })
}

// samplesOf returns the samples of a kind.
func samplesOf(t testing.TB, kind database.Kind) []database.Document {
	t.Helper()
	docs := samplesWhere(t, func(k database.Kind) bool { return k == kind || kind == database.Season && k == database.Series })
	return slices.DeleteFunc(docs, func(d database.Document) bool { return d.Kind != kind })
}

// samplesWhere returns the samples of the kinds that are wanted, and those of seasons with series.
func samplesWhere(t testing.TB, wanted func(database.Kind) bool) []database.Document {
	t.Helper()
	var docs []database.Document
	for i, k := range sampleKinds {
		if !wanted(k.kind) {
			continue
		}
		sampled[i].Do(func() {
			s := sampler{t, tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day))}
			ids := s.ids(k.export)
			for _, id := range ids[:min(len(ids), samplesAtMost)] {
				doc := s.document(k.kind, id, fmt.Sprintf("/3/%s/%d", k.path, id), k.body)
				sampled[i].docs = append(sampled[i].docs, doc)
				if k.kind == database.Series {
					sampled[i].docs = append(sampled[i].docs, s.seasons(doc)...)
				}
			}
		})
		docs = append(docs, sampled[i].docs...)
	}
	return docs
}

type sampler struct {
	t   testing.TB
	srv *tmdbtest.Server
}

func (s sampler) get(path string) []byte {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.srv.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.srv.Token)
	resp, err := s.srv.Client().Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %s, %v: %.200s", path, resp.Status, err, body)
	}
	return body
}

// ids returns the ids of an export of the day.
func (s sampler) ids(export string) []int {
	s.t.Helper()
	day := tmdbtest.Day().Format("01_02_2006")
	unzipped, err := gzip.NewReader(bytes.NewReader(s.get("/p/exports/" + export + "_ids_" + day + ".json.gz")))
	if err != nil {
		s.t.Fatal(err)
	}
	var ids []int
	for lines := bufio.NewScanner(unzipped); lines.Scan(); {
		var row struct{ ID int }
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			s.t.Fatal(err)
		}
		ids = append(ids, row.ID)
	}
	return ids
}

// notAppended need a user, are old names, or are refused.
var notAppended = []string{"account_states", "casts", "releases", "trailers", "movies"}

func (s sampler) document(kind database.Kind, id int, path string, body reflect.Type) database.Document {
	s.t.Helper()
	var pieces []string
	for f := range body.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Tag.Get("append") != "" && !slices.Contains(notAppended, name) {
			pieces = append(pieces, name)
		}
	}
	if len(pieces) > 0 {
		path += "?append_to_response=" + strings.Join(pieces, ",")
	}
	return database.Document{Kind: kind, ID: id, Body: s.get(path), Fetched: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}
}

func (s sampler) seasons(series database.Document) []database.Document {
	s.t.Helper()
	var body gen.TVSeriesDetails
	if err := json.Unmarshal(series.Body, &body); err != nil {
		s.t.Fatal(err)
	}
	var docs []database.Document
	for _, season := range body.Seasons {
		path := fmt.Sprintf("/3/tv/%d/season/%d", series.ID, season.SeasonNumber)
		docs = append(docs, s.document(database.Season, season.ID, path, reflect.TypeFor[gen.TVSeasonDetails]()))
	}
	return docs
}
