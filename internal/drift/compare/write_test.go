package compare

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/recorded"
	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestWrite(t *testing.T) {
	t.Parallel()
	r := &Report{
		Responses: 2, Known: []*Known{{Name: "n", Reason: "Because | of.", Count: 1}, {Name: "stale", Reason: "r"}},
		Operations: []Operation{{ID: "details", Method: "GET", Path: "/3/x", Responses: 2, Differences: []Difference{
			{Kind: Type, Pointer: "response/a", Official: "integer", Spec: "number", Seen: 1, Of: 2, Known: "n"},
			{Kind: UnknownType, Pointer: "response/b", Found: "null", Spec: "string", Seen: 1, Of: 2},
			{Kind: FieldMissing, Pointer: "response/c", Spec: "<string>"},
		}}},
	}
	var back Report
	if err := json.Unmarshal(r.JSON(), &back); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.JSON(), r.JSON()) || len(back.Operations[0].Differences) != 3 || back.Operation("details") == nil || back.Operation("other") != nil {
		t.Errorf("read back as\n%s\nwant\n%s", back.JSON(), r.JSON())
	}
	for _, text := range []string{r.Text(), r.Markdown()} {
		for _, want := range []string{"integer → number", "1 of 2", "found null, the spec has string", "nothing → <string>", "UNKNOWN"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
	}
	if text := r.Markdown(); !strings.Contains(text, `| n: Because \| of. | 1 |`) || strings.Contains(text, "stale") {
		t.Errorf("reasons in\n%s", text)
	}
}

// TestCommitted: the committed result explains everything with reasons that are in the file, and is
// about operations that there are.
func TestCommitted(t *testing.T) {
	t.Parallel()
	r, err := Committed()
	if err != nil {
		t.Fatal(err)
	}
	known, err := committedKnown()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Operations) < 150 || r.Responses == 0 {
		t.Errorf("%d operations, %d responses: want those of TMDB", len(r.Operations), r.Responses)
	}
	if unknown, stale := r.Unknown(), r.Stale(); len(unknown) > 0 || len(stale) > 0 {
		t.Errorf("unknown %+v, stale %q", unknown, stale)
	}
	for i, k := range known {
		if i >= len(r.Known) || r.Known[i].Name != k.Name || r.Known[i].Reason != k.Reason {
			t.Fatalf("reason %q of known.yaml is not in the result: run the comparison with -write", k.Name)
		}
	}
	for _, op := range r.Operations {
		if op.ID != "" && spec.ByID(op.ID) == nil {
			t.Errorf("%s: no such operation", op.ID)
		}
	}
}

// TestTMDB compares TMDB's own file with the bundle, where it lies in ../shared beside the module
// or in the folder that TMDB_SHARED names: nothing is unknown, no reason stale, and the committed
// result is that of today.
func TestTMDB(t *testing.T) {
	t.Parallel()
	shared := filepath.Join("..", "..", "..", "..", "shared")
	if folder := os.Getenv("TMDB_SHARED"); folder != "" {
		shared = folder
	}
	official, err := os.ReadFile(filepath.Join(shared, "official", "tmdb-api.json"))
	if err != nil {
		t.Skip("TMDB's file is not at hand")
	}
	responses, err := recorded.Read(filepath.Join(shared, "recorded"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := Compare(official, api.Spec, responses)
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range r.Unknown() {
		for _, d := range op.Differences {
			t.Errorf("unknown: %s %s %+v", op.Method, op.Path, d)
		}
	}
	for _, name := range r.Stale() {
		t.Errorf("stale: %s", name)
	}
	if !bytes.Equal(r.JSON(), committed) {
		t.Error("drift.gen.json is not the result of today: run the comparison with -write")
	}
	if r, err = Unknown(api.Spec, responses); err != nil {
		t.Fatal(err)
	}
	for _, op := range r.Unknown() {
		for _, d := range op.Differences {
			t.Errorf("not in the spec: %s %s %+v", op.Method, op.Path, d)
		}
	}
}
