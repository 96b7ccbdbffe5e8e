package agent

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestTools: what changes something is there only for a user, and says so.
func TestTools(t *testing.T) {
	t.Parallel()
	reading := []string{"api_call", "api_search", "cards", "collection", "discover", "lists", "person", "reference", "search", "season", "title", "where_to_watch"}
	writing := []string{"list_edit", "rate", "watchlist"}
	for _, write := range []bool{false, true} {
		list, err := newWorld(t, write).connect(t).ListTools(t.Context(), nil)
		if err != nil {
			t.Fatal("ListTools: ", err)
		}
		want := reading
		if write {
			want = slices.Sorted(slices.Values(slices.Concat(reading, writing)))
		}
		var names []string
		for _, tool := range list.Tools {
			names = append(names, tool.Name)
			a := tool.Annotations
			if a == nil || a.Title == "" || a.DestructiveHint == nil || a.OpenWorldHint == nil || a.IdempotentHint == (tool.Name == "list_edit") {
				t.Errorf("%s lacks annotations: %+v", tool.Name, a)
				continue
			}
			if writes := slices.Contains(writing, tool.Name); a.ReadOnlyHint == writes || *a.DestructiveHint != writes {
				t.Errorf("%s has readOnly %v and destructive %v, want %v and %v", tool.Name, a.ReadOnlyHint, *a.DestructiveHint, !writes, writes)
			}
			if schema := marshal(t, tool.InputSchema); !strings.Contains(schema, `"additionalProperties":false`) {
				t.Errorf("%s takes what it does not know: %s", tool.Name, schema)
			}
			if (tool.OutputSchema == nil) != (tool.Name == "api_call") {
				t.Errorf("%s has the output schema %v", tool.Name, tool.OutputSchema)
			}
		}
		if !slices.Equal(slices.Sorted(slices.Values(names)), want) {
			t.Errorf("with write %v the tools are %q, want %q", write, names, want)
		}
	}
}

// TestCapabilities: a client is told what there is, and is not to wait for changes of it.
func TestCapabilities(t *testing.T) {
	t.Parallel()
	got := marshal(t, newWorld(t, true).connect(t).InitializeResult().Capabilities)
	if want := `{"completions":{},"prompts":{},"resources":{},"tools":{}}`; got != want {
		t.Errorf("the capabilities are %s, want %s", got, want)
	}
}

// TestUnknownTool: a tool that is not listed cannot be called.
func TestUnknownTool(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	for _, tool := range []string{"rate", "watchlist", "list_edit", "nothing"} {
		if r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: json.RawMessage(`{"title":"movie/550","rating":8}`)}); err == nil {
			t.Errorf("%s has the result %s, want an error", tool, marshal(t, r))
		}
	}
}

// TestDemoIsTold: nobody is to take the stand-in for all of TMDB.
func TestDemoIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.agent = New(Options{Client: w.agent.client, Language: "en-US", Region: "US", FilesURL: w.URL, Now: w.Now, Log: w.log, Demo: true})
	session := w.connect(t)
	if text := session.InitializeResult().Instructions; !strings.Contains(text, inDemo) {
		t.Errorf("the instructions are %q, want the demo in them", text)
	}
	for tool, arguments := range map[string]string{"search": `{"query":"zzzzzz"}`, "title": `{"title":"movie/550"}`, "api_call": `{"operation":"movieDetails","parameters":{"movie_id":550}}`} {
		if r, text := callTool(t, session, tool, arguments); !r.IsError && !strings.Contains(text, inDemo) {
			t.Errorf("%s has %s, want the demo in it", tool, text)
		}
	}
}

// TestSurvives: an error of the program ends one call.
func TestSurvives(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	add(w.agent, spec{name: "broken", title: "Broken"}, func(context.Context, struct{}) (*testOutput, error) { panic("oh\x1bno") })
	add(w.agent, spec{name: "empty", title: "Empty"}, func(context.Context, struct{}) (*testOutput, error) { return nil, nil })
	add(w.agent, spec{name: "wrong", title: "Wrong"}, func(context.Context, struct{}) (*testOutput, error) { return nil, errors.New("x\x1b[31m") })
	session := w.connect(t)
	for tool, want := range map[string]string{"broken": failedWithin, "empty": "there is no result", "wrong": "x[31m"} {
		if r, text := callTool(t, session, tool, `{}`); !r.IsError || text != want {
			t.Errorf("%s has %q, want the error %q", tool, text, want)
		}
	}
	if log := w.log.String(); log != "tmdb mcp: tools/call failed within: ohno\n" {
		t.Errorf("the log is %q, want what failed", log)
	}
	if r, text := callTool(t, session, "title", `{"title":"movie/550"}`); r.IsError {
		t.Errorf("afterwards title has %s", text)
	}
}

func TestResources(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	tests := []struct {
		uri  string
		want string // in the text, or the error
		err  bool
	}{
		{uri: "tmdb://movie/550", want: `"title":"Fight Club"`},
		{uri: "tmdb://tv/1396", want: `"title":"Breaking Bad"`},
		{uri: "tmdb://tv/1396/season/1", want: `"ref":"tv/1396/season/1"`},
		{uri: "tmdb://person/287", want: `"name":"Brad Pitt"`},
		{uri: "tmdb://attribution", want: "not endorsed or certified by TMDB"},
		{uri: "tmdb://guide", want: "api_search"},
		{uri: "tmdb://movie/999999999", want: "not found", err: true},
		{uri: "tmdb://movie/x", want: "not found", err: true},
		{uri: "tmdb://movie/../550", want: "not found", err: true},
		{uri: "tmdb://tv/1396/season/999", want: "not found", err: true},
		{uri: "tmdb://collection/119", want: "not found", err: true},
		{uri: "file:///etc/passwd", want: "not found", err: true},
	}
	for _, tt := range tests {
		t.Run(tt.uri, func(t *testing.T) {
			t.Parallel()
			r, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: tt.uri})
			if tt.err {
				if err == nil || !strings.Contains(strings.ToLower(err.Error()), tt.want) {
					t.Errorf("%s has the error %v, want one with %q", tt.uri, err, tt.want)
				}
				return
			}
			if err != nil {
				t.Fatalf("%s: %v", tt.uri, err)
			}
			if text := r.Contents[0].Text; !strings.Contains(text, tt.want) || r.Contents[0].URI != tt.uri {
				t.Errorf("%s is %s, want it with %s", tt.uri, text, tt.want)
			}
		})
	}
}

func TestPrompts(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	list, err := session.ListPrompts(t.Context(), nil)
	if err != nil || len(list.Prompts) != 3 {
		t.Fatalf("there are %v, %v, want 3 prompts", list, err)
	}
	tests := []struct {
		name      string
		arguments map[string]string
		want, err string
	}{
		{name: "what_to_watch", arguments: map[string]string{"mood": "light\nand clever", "providers": "Netflix"}, want: "light and clever.\nCountry: US. Subscriptions: Netflix."},
		{name: "before_you_watch", arguments: map[string]string{"title": "Arrival", "region": "DE"}, want: "before I watch Arrival, in DE"},
		{name: "person_in_depth", arguments: map[string]string{"person": "person/287"}, want: "Introduce person/287 to me"},
		{name: "what_to_watch", err: "mood is missing: want what it should be like"},
		{name: "before_you_watch", arguments: map[string]string{"title": strings.Repeat("x", 201)}, err: "title has more than 200 characters: want a movie or series"},
		{name: "person_in_depth", arguments: map[string]string{"person": "x", "name": "y"}, err: `"name" is no argument: want some of person, region`},
	}
	for _, tt := range tests {
		t.Run(tt.name+tt.err, func(t *testing.T) {
			t.Parallel()
			r, err := session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: tt.name, Arguments: tt.arguments})
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("the error is %v, want %q", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal("GetPrompt: ", err)
			}
			if text := marshal(t, r); !strings.Contains(text, strings.ReplaceAll(tt.want, "\n", `\n`)) {
				t.Errorf("the prompt is %s, want it with %q", text, tt.want)
			}
		})
	}
}

func TestComplete(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	tests := []struct {
		prompt, argument, value string
		want                    []string // the first of them
	}{
		{"before_you_watch", "title", "arriv", []string{"Arrival (2016)"}},
		{"before_you_watch", "title", "a", nil},
		{"person_in_depth", "person", "brad pitt", []string{"Brad Pitt"}},
		{"what_to_watch", "genre", "sci", []string{"Science Fiction"}},
		{"what_to_watch", "providers", "Netflix, disn", []string{"Netflix, Disney Plus"}},
		{"what_to_watch", "region", "germ", []string{"DE"}},
		{"what_to_watch", "mood", "l", nil},
	}
	for _, tt := range tests {
		t.Run(tt.argument+" "+tt.value, func(t *testing.T) {
			t.Parallel()
			r, err := session.Complete(t.Context(), &mcp.CompleteParams{
				Ref: &mcp.CompleteReference{Type: "ref/prompt", Name: tt.prompt}, Argument: mcp.CompleteParamsArgument{Name: tt.argument, Value: tt.value},
			})
			if err != nil {
				t.Fatal("Complete: ", err)
			}
			if got := r.Completion.Values; len(got) < len(tt.want) || !slices.Equal(got[:len(tt.want)], tt.want) || tt.want == nil && len(got) > 0 {
				t.Errorf("the values are %q, want %q first", got, tt.want)
			}
		})
	}
}
