package compare

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Known is a reason for differences: those of its kinds that lie where it says.
type Known struct {
	Name   string `json:"name" yaml:"name"`
	Reason string `json:"reason" yaml:"reason"`
	// Count is how many differences it explains.
	Count int    `json:"count" yaml:"-"`
	Kinds []Kind `json:"-" yaml:"kinds"`
	// Operations are methods and paths with * for anything, Pointers pointers with * for anything but
	// a slash and ** for anything; all if there are none.
	Operations []string `json:"-" yaml:"operations"`
	Pointers   []string `json:"-" yaml:"pointers"`
	// Official, Spec and Found are those of the difference, anything if nil.
	Official *string `json:"-" yaml:"official"`
	Spec     *string `json:"-" yaml:"spec"`
	Found    *string `json:"-" yaml:"found"`
	// Unseen is for those that no recorded response shows.
	Unseen bool `json:"-" yaml:"unseen"`

	operations, pointers *regexp.Regexp
}

//go:embed known.yaml
var knownFile []byte

func committedKnown() ([]*Known, error) { return readKnown(knownFile) }

func readKnown(data []byte) ([]*Known, error) {
	var known []*Known
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&known); err != nil {
		return nil, fmt.Errorf("known.yaml: %w", err)
	}
	names := map[string]bool{}
	for _, k := range known {
		if k.Name == "" || names[k.Name] || k.Reason == "" || len(k.Kinds) == 0 {
			return nil, fmt.Errorf("known.yaml: %q: want a name of its own, a reason and kinds", k.Name)
		}
		for _, kind := range k.Kinds {
			if !slices.Contains(kinds, kind) {
				return nil, fmt.Errorf("known.yaml: %q: no kind %q: want some of %q", k.Name, kind, kinds)
			}
		}
		names[k.Name] = true
		k.operations, k.pointers = pattern(k.Operations, ".*"), pattern(k.Pointers, "[^/]*")
	}
	return known, nil
}

// pattern returns what matches one of globs, anything if there are none.
func pattern(globs []string, star string) *regexp.Regexp {
	if len(globs) == 0 {
		return regexp.MustCompile("")
	}
	var list []string
	for _, glob := range globs {
		list = append(list, strings.NewReplacer(`\*\*`, ".*", `\*`, star).Replace(regexp.QuoteMeta(glob)))
	}
	return regexp.MustCompile("^(" + strings.Join(list, "|") + ")$")
}

func (k *Known) explains(op *Operation, d *Difference) bool {
	return slices.Contains(k.Kinds, d.Kind) && k.operations.MatchString(op.Method+" "+op.Path) && k.pointers.MatchString(d.Pointer) &&
		(k.Official == nil || *k.Official == d.Official) && (k.Spec == nil || *k.Spec == d.Spec) &&
		(k.Found == nil || *k.Found == d.Found) && (!k.Unseen || d.Seen == 0)
}

// finish sorts the report and gives each difference the first reason that explains it.
func (r *Report) finish(known []*Known) {
	r.Known = known
	slices.SortFunc(r.Operations, func(a, b Operation) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Method, b.Method))
	})
	for i := range r.Operations {
		op := &r.Operations[i]
		slices.SortFunc(op.Differences, func(a, b Difference) int {
			return cmp.Or(strings.Compare(a.Pointer, b.Pointer), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Found, b.Found))
		})
		for j := range op.Differences {
			d := &op.Differences[j]
			if i := slices.IndexFunc(known, func(k *Known) bool { return k.explains(op, d) }); i >= 0 {
				d.Known = known[i].Name
				known[i].Count++
			}
		}
	}
}
