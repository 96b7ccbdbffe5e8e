package members_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/internal/members"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for document, names := range map[string][]string{
		`{}`: nil,
		` { "id" : 1, "season/1": {"a": [1.50, "é"]}, "name":"x" }`: {"id", "season/1", "name"},
		`{"id":1,"id":2}`: {"id", "id"},
	} {
		all, err := members.Split([]byte(document))
		if err != nil {
			t.Errorf("%s: %v", document, err)
		}
		var got []string
		for _, m := range all {
			got = append(got, m.Name)
		}
		if !reflect.DeepEqual(got, names) {
			t.Errorf("%s: %q, want %q", document, got, names)
		}
	}
	for _, document := range []string{``, `[]`, `null`, `{"a"`, `{"a":}`, `{"a":1`} {
		if _, err := members.Split([]byte(document)); err == nil {
			t.Errorf("%q: no error", document)
		}
	}
	all, err := members.Split([]byte(`{"a": {"b": 1.50}, "season/1": 2}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(members.Join(all)), `{"a":{"b": 1.50},"season/1":2}`; got != want {
		t.Errorf("joined: %s, want %s", got, want)
	}
}

// What is split and joined is the same document.
func FuzzSplit(f *testing.F) {
	f.Add([]byte(`{"a":1,"b":{"c":[true,null]},"\u00e9<":"x"}`))
	f.Add([]byte(`{"a":1}{"b":2}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		if !json.Valid(document) {
			_, _ = members.Split(document) // without a panic
			return
		}
		all, err := members.Split(document)
		if err != nil {
			return
		}
		var want, got any
		if err := json.Unmarshal(document, &want); err != nil {
			return
		}
		joined := members.Join(all)
		if err := json.Unmarshal(joined, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s became %s: %v", document, bytes.TrimSpace(joined), err)
		}
	})
}
