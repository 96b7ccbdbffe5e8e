package agent

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/wrapper/user"
)

// TestWrite carries out calls one after the other: each sees what those before have changed.
func TestWrite(t *testing.T) {
	t.Parallel()
	session := newWorld(t, true).connect(t)
	steps := []struct {
		tool, arguments string
		want            string // in the result
		err             bool
	}{
		{"rate", `{"title":"Arrival","rating":8.5}`, `"done":"Rated","ref":"movie/329865","title":"Arrival","rating":8.5`, false},
		{"rate", `{"title":"tv/1396/season/1/episode/1","rating":9}`, `"ref":"tv/1396/season/1/episode/1","title":"Pilot"`, false},
		{"rate", `{"title":"movie/329865","rating":0}`, `"done":"Not rated any more"`, false},
		{"rate", `{"title":"movie/329865"}`, "rating is missing: want a number from 0 to 10", true},
		{"rate", `{"title":"movie/329865","rating":null}`, "rating is missing: want a number from 0 to 10", true},
		{"rate", `{"title":"movie/329865","rating":7.7}`, "rating is 7.7: want 0.5 to 10 in steps of 0.5, or 0 to take it back", true},
		{"rate", `{"title":"movie/329865","rating":11}`, "rating is 11: want a number from 0 to 10", true},
		{"rate", `{"title":"person/287","rating":5}`, "title: person/287: want a movie or series", true},
		{"rate", `{"title":"tv/1396/season/1","rating":5}`, "tv/1396/season/1 is a season: want a movie, a series, or an episode such as tv/1396/season/1/episode/1", true},
		{"rate", `{"title":"nothing of the kind","rating":5}`, `there is no movie or series with the title "nothing of the kind". Use search with fewer or other words`, true},
		{"rate", `{"title":"movie/999999999","rating":5}`, "TMDB has no movie/999999999: find the ref by search", true},
		{"watchlist", `{"action":"add","titles":["arrival","tv/1396","nothing of the kind"]}`, `"failed":["nothing of the kind: there is no movie or series`, false},
		{"watchlist", `{"action":"show"}`, `{"ref":"movie/329865","title":"Arrival","date":"2016-11-10"}`, false},
		{"watchlist", `{"action":"remove","titles":"movie/329865"}`, `"done":"Not on the watchlist any more","rows":[{"ref":"movie/329865"`, false},
		{"watchlist", `{"action":"show"}`, `"rows":[{"ref":"movie/`, false},
		{"watchlist", `{"action":"add","list":"favorites","titles":["movie/603"]}`, `"done":"On the favorites"`, false},
		{"watchlist", `{"action":"add"}`, "titles is missing: want one or more, such as movie/550", true},
		{"watchlist", `{"action":"add","titles":["tv/1396/season/1"]}`, "tv/1396/season/1 is a part of a series: want all of it, tv/1396", true},
		{"watchlist", `{"action":"clear"}`, `action is "clear": want one of show, add, remove`, true},
		{"list_edit", `{"action":"create","list":"For the train","titles":["movie/550","movie/550"]}`, `"failed":["movie/550: movie/550: `, false},
		{"list_edit", `{"action":"create","list":"For the Train"}`, `there is "For the Train" already, list/`, true},
		{"list_edit", `{"action":"show"}`, `"title":"For the train"`, false},
		{"list_edit", `{"action":"add","list":"for the train","titles":["tv/1396"]}`, `"done":"On For the train","rows":[{"ref":"tv/1396"`, false},
		{"list_edit", `{"action":"show","list":"For the train"}`, `{"ref":"tv/1396","title":"Breaking Bad"`, false},
		{"list_edit", `{"action":"remove","list":"For the train","titles":["movie/550"]}`, `"done":"Not on For the train any more"`, false},
		{"list_edit", `{"action":"add","list":"nope","titles":["movie/550"]}`, `you have no list "nope", but `, true},
		{"list_edit", `{"action":"show","list":"list/999999"}`, "there is no list/999999: action show without list names those of the user", true},
		{"list_edit", `{"action":"add","list":"999999","titles":["movie/550"]}`, "there is no list/999999", true},
		{"list_edit", `{"action":"add"}`, "list is missing: want the name or id of a list", true},
		{"list_edit", `{"action":"create","list":"123"}`, `list is "123", which is an id: want a name with a letter`, true},
	}
	for _, step := range steps {
		r, text := callTool(t, session, step.tool, step.arguments)
		if r.IsError != step.err || !strings.Contains(text, step.want) {
			t.Errorf("%s %s has %s (error: %v), want it with %s", step.tool, step.arguments, text, r.IsError, step.want)
		}
	}
	_, text := callTool(t, session, "watchlist", `{"action":"show"}`)
	if strings.Contains(text, "movie/329865") {
		t.Errorf("the watchlist is %s, want it without what was removed", text)
	}
	_, text = callTool(t, session, "list_edit", `{"action":"show","list":"For the train"}`)
	if strings.Contains(text, "movie/550") {
		t.Errorf("the list is %s, want it without what was removed", text)
	}
}

// TestWriteReaches: what a tool says that it has done is so.
func TestWriteReaches(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	ada, err := user.V3(w.agent.user.Client, w.agent.user.Session)
	if err != nil {
		t.Fatal("user.V3: ", err)
	}
	session := w.connect(t)
	callTool(t, session, "rate", `{"title":"movie/329865","rating":8.5}`)
	callTool(t, session, "watchlist", `{"action":"add","titles":["movie/329865"]}`)
	callTool(t, session, "watchlist", `{"action":"add","list":"favorites","titles":["movie/329865"]}`)
	states, err := ada.States(t.Context(), user.Movie(329865))
	if err != nil {
		t.Fatal("States: ", err)
	}
	var got struct {
		Favorite, Watchlist bool
		Rated               struct{ Value float64 }
	}
	if err := json.Unmarshal([]byte(marshal(t, states)), &got); err != nil {
		t.Fatal("the states cannot be read: ", err)
	}
	if !got.Favorite || !got.Watchlist || got.Rated.Value != 8.5 {
		t.Errorf("the states are %+v, want all of what was done", got)
	}
}

// TestWritesNothingWithoutUser: the methods refuse as well, beneath what is listed.
func TestWritesNothingWithoutUser(t *testing.T) {
	t.Parallel()
	tools := newWorld(t, false).agent.tools
	_, err := tools.rate(t.Context(), rateInput{Title: "movie/550", Rating: 5})
	_, err2 := tools.watchlist(t.Context(), watchlistInput{Action: "add", Titles: []string{"movie/550"}})
	_, err3 := tools.listEdit(t.Context(), listEditInput{Action: "create", List: "x"})
	for _, err := range []error{err, err2, err3} {
		if err == nil || !strings.Contains(err.Error(), "tmdb mcp --write") {
			t.Errorf("the error is %v, want one that names --write", err)
		}
	}
}
