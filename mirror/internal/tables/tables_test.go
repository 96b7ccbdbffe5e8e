package tables

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Everything that documents have is a column, has a rule or stands in leftOut.
func TestEveryPiece(t *testing.T) {
	t.Parallel()
	unused := maps.Clone(leftOut)
	for _, k := range kinds {
		var columns []string
		for _, f := range mainFields(k.body) {
			columns = append(columns, f.json)
		}
		for sf := range k.body.Fields() {
			name, ok := jsonName(sf)
			if !ok || slices.Contains(columns, name) || slices.Contains(columns, name+"_id") {
				continue
			}
			ruled := slices.ContainsFunc(rules, func(r rule) bool { return r.path == name || strings.HasPrefix(r.path, name+".") })
			if _, left := leftOut[name]; !ruled && !left {
				t.Errorf("%s of a %s has no rule, nor a reason in leftOut", name, k.kind)
			}
			delete(unused, name)
		}
	}
	for name := range unused {
		t.Errorf("leftOut has %s, which no document has", name)
	}
}

// A table is of the kinds that it says, and its key is what documents have one row of.
func TestTables(t *testing.T) {
	t.Parallel()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range all {
		names := map[string]bool{}
		for _, c := range table.Columns {
			if names[c.Name] || strings.ContainsAny(c.Name, ` "/`) {
				t.Errorf("%s has the column %s twice, or it is no name", table.Name, c.Name)
			}
			names[c.Name] = true
		}
		if table.Main && (table.Owner() != "id" || table.Key != 1) || !table.Main && table.Columns[table.Key-1].Name != "n" {
			t.Errorf("%s has the key %v", table.Name, table.Columns[:table.Key])
		}
	}
	for _, k := range Kinds() {
		of, err := Of(k)
		if err != nil || !of[0].Main || of[0].Kind != k {
			t.Errorf("the first table of %s is %v, %v", k, of[0], err)
		}
	}
	if _, err := Of("film"); err == nil {
		t.Error("there is no kind film")
	}
}

func TestAdd(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		kind   Kind
		body   string
		titles string
		rows   map[string]string // a column of a row is name:value, if there is a value
	}{
		{
			"movie", Movie, `{"id":1,"title":"T","original_title":"O","popularity":2.5,"runtime":0,"release_date":"2020-02-30",
				"belongs_to_collection":{"id":9,"name":"C"},"origin_country":["US","CA"],"softcore":false}`, "T|O|2.5",
			map[string]string{
				"movies": "id:1 adult:false belongs_to_collection_id:9 budget:0 original_title:O popularity:2.5 revenue:0 runtime:0 " +
					"softcore:false title:T vote_average:0 vote_count:0",
				"countries": "kind:movie id:1 n:1 role:origin country:US; kind:movie id:1 n:2 role:origin country:CA",
			},
		},
		{
			"images", Collection, `{"id":1,"images":{"backdrops":[{"file_path":"/b.jpg","width":3}],"posters":[{"file_path":"/p.jpg","iso_639_1":"de"}]}}`, "|0",
			map[string]string{
				"collections": "id:1",
				"images": "kind:collection id:1 n:1 type:backdrops file_path:/b.jpg height:0 vote_average:0 vote_count:0 width:3; " +
					"kind:collection id:1 n:2 type:posters file_path:/p.jpg height:0 language:de vote_average:0 vote_count:0 width:0",
			},
		},
		{
			"providers", Series, `{"id":1,"name":"S","watch/providers":{"results":{"FR":{"buy":[{"provider_id":2,"provider_name":"P"}]},
				"DE":{"link":"l","free":[{"provider_id":3}],"ads":[{"provider_id":4}]}}}}`, "S|0",
			map[string]string{
				"series": "id:1 adult:false in_production:false name:S number_of_episodes:0 number_of_seasons:0 popularity:0 vote_average:0 vote_count:0",
				"providers": "kind:series id:1 n:1 country:DE offer:ads display_priority:0 provider_id:4; " +
					"kind:series id:1 n:2 country:DE offer:free display_priority:0 provider_id:3; " +
					"kind:series id:1 n:3 country:FR offer:buy display_priority:0 provider_id:2 provider_name:P",
			},
		},
		{
			"aggregate credits in place of credits", Series, `{"id":1,"credits":{"cast":[{"id":5,"name":"A"}]},"created_by":[{"id":7,"name":"C"}],
				"aggregate_credits":{"cast":[{"id":5,"name":"A","order":3,"roles":[{"character":"x","episode_count":2},{"character":"y"}]}],
				"crew":[{"id":6,"name":"B","department":"Art","jobs":[{"job":"j"}]}]}}`, "|0",
			map[string]string{
				"series": "id:1 adult:false in_production:false number_of_episodes:0 number_of_seasons:0 popularity:0 vote_average:0 vote_count:0",
				"credits": "kind:series id:1 n:1 role:cast character:x person_id:5 name:A position:3 episode_count:2; " +
					"kind:series id:1 n:2 role:cast character:y person_id:5 name:A position:3 episode_count:0; " +
					"kind:series id:1 n:3 role:crew person_id:6 name:B department:Art job:j episode_count:0; " +
					"kind:series id:1 n:4 role:creator person_id:7 name:C",
			},
		},
		{
			"episodes", Season, `{"id":1,"season_number":0,"episodes":[{"id":4,"episode_number":1,"season_number":0,"show_id":8,
				"crew":[{"id":5,"job":"j"}]},{"id":6,"episode_number":null,"season_number":0,"guest_stars":[{"id":7,"order":1}]}]}`, "|0",
			map[string]string{
				"seasons": "id:1 season_number:0 vote_average:0",
				"episodes": "season_id:1 n:1 episode_number:1 id:4 runtime:0 season_number:0 series_id:8 vote_average:0 vote_count:0; " +
					"season_id:1 n:2 id:6 runtime:0 season_number:0 vote_average:0 vote_count:0",
				"credits": "kind:season id:1 n:1 role:guest person_id:7 position:1 episode_id:6; " +
					"kind:season id:1 n:2 role:crew person_id:5 job:j episode_id:4",
			},
		},
		{
			"combined credits", Person, `{"id":1,"name":"P","also_known_as":["Q"],"combined_credits":{"cast":[
				{"media_type":"movie","id":2,"title":"M","character":"c"},{"media_type":"new","id":3},
				{"media_type":"tv","id":4,"name":"S","first_air_date":"2020-01-01","episode_count":3}]}}`, "P|Q|0",
			map[string]string{
				"people":             "id:1 adult:false gender:0 name:P popularity:0",
				"alternative_titles": "kind:person id:1 n:1 title:Q",
				"person_credits": "person_id:1 n:1 role:cast title_kind:movie character:c title_id:2 title:M; " +
					"person_id:1 n:2 role:cast title_kind:series title_id:4 release_date:2020-01-01 title:S episode_count:3",
			},
		},
		{
			"a person's movies in place of all", Person, `{"id":1,"movie_credits":{"crew":[{"id":2,"job":"j"}]},"tv_credits":{"cast":[{"id":3,"name":"S"}]},
				"combined_credits":{"cast":[{"media_type":"movie","id":2}]}}`, "|0",
			map[string]string{
				"people":         "id:1 adult:false gender:0 popularity:0",
				"person_credits": "person_id:1 n:1 role:crew title_kind:movie title_id:2 job:j; person_id:1 n:2 role:cast title_kind:series title_id:3 title:S episode_count:0",
			},
		},
		{
			"company", Company, `{"id":1,"name":"C","origin_country":"US","parent_company":{"id":2,"name":"D"},"alternative_names":{"results":[{"name":"E"}]}}`, "C|E|0",
			map[string]string{
				"companies":          "id:1 name:C origin_country:US parent_company_id:2",
				"alternative_titles": "kind:company id:1 n:1 title:E",
			},
		},
		{
			"external ids", Series, `{"id":1,"external_ids":{"imdb_id":"tt1","tvdb_id":81189,"tvrage_id":0,"facebook_id":""}}`, "|0",
			map[string]string{
				"series":       "id:1 adult:false in_production:false number_of_episodes:0 number_of_seasons:0 popularity:0 vote_average:0 vote_count:0",
				"external_ids": "kind:series id:1 n:1 source:imdb_id value:tt1; kind:series id:1 n:2 source:tvdb_id value:81189",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var rows Rows
			titles, err := Add(&rows, test.kind, 1, []byte(test.body))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(append([]string{titles.Title}, titles.Others...), "|") + fmt.Sprint("|", titles.Popularity); got != test.titles {
				t.Errorf("titles are %s: want %s", got, test.titles)
			}
			got := textsOf(t, &rows)
			if !maps.Equal(got, test.rows) {
				for name := range test.rows {
					if got[name] != test.rows[name] {
						t.Errorf("%s is\n%s: want\n%s", name, got[name], test.rows[name])
					}
					delete(got, name)
				}
				t.Error("and there are rows of", slices.Collect(maps.Keys(got)))
			}
		})
	}
}

// textsOf returns the rows of each table that has some, in the way of TestAdd.
func textsOf(t *testing.T, rows *Rows) map[string]string {
	t.Helper()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, table := range all {
		var lines []string
		for row := range slices.Chunk(rows.Of(table), len(table.Columns)) {
			var line []string
			for i, v := range row {
				if v != nil {
					line = append(line, fmt.Sprint(table.Columns[i].Name, ":", v))
				}
			}
			lines = append(lines, strings.Join(line, " "))
		}
		if len(lines) > 0 {
			texts[table.Name] = strings.Join(lines, "; ")
		}
	}
	return texts
}

func TestClear(t *testing.T) {
	t.Parallel()
	var rows Rows
	for range 2 {
		if _, err := Add(&rows, Keyword, 1, []byte(`{"id":1,"name":"k"}`)); err != nil {
			t.Fatal(err)
		}
		if got := textsOf(t, &rows); got["keywords"] != "id:1 name:k" {
			t.Errorf("rows are %v", got)
		}
		rows.Clear()
	}
	if got := textsOf(t, &rows); len(got) > 0 {
		t.Errorf("rows are %v: want none", got)
	}
}

// A body that is refused adds nothing; one that is taken adds rows of the types of the columns.
func FuzzAdd(f *testing.F) {
	for i := range kinds {
		f.Add(i, []byte(`{"id":1,"name":"x","title":"y","origin_country":["a"],"images":{"posters":[{"file_path":"/a"}]}}`))
	}
	f.Add(0, []byte(`{"id":1,"release_dates":{"results":[{"release_dates":[{"release_date":"2020-01-01T00:00:00.000Z","descriptors":["d"]}]}]}}`))
	f.Add(3, []byte(`{"id":1,"combined_credits":{"cast":[{"media_type":"movie","id":2},null,{}]}}`))
	f.Add(1, []byte(`{"id":1,"watch/providers":{"results":{"DE":null,"":{"ads":[null]}}}}`))
	all, err := All()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, i int, body []byte) {
		kind := kinds[max(i, -i, 0)%len(kinds)].kind
		var rows Rows
		_, err := Add(&rows, kind, 1, body)
		for _, table := range all {
			values := rows.Of(table)
			if err != nil && len(values) > 0 || len(values)%len(table.Columns) != 0 {
				t.Fatalf("%s has %d values, with error %v", table.Name, len(values), err)
			}
			for i, v := range values {
				c := table.Columns[i%len(table.Columns)]
				if v == nil && i%len(table.Columns) < table.Key || v != nil && reflect.TypeOf(v).Kind() != goKinds[c.Type] {
					t.Fatalf("%s.%s is %v", table.Name, c.Name, v)
				}
			}
		}
	})
}

var goKinds = map[Type]reflect.Kind{
	Integer: reflect.Int64, Real: reflect.Float64, Bool: reflect.Bool,
	Text: reflect.String, Date: reflect.String, Time: reflect.String, JSON: reflect.String,
}
