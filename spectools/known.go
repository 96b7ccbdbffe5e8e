package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/compat/rig"
)

// knownFault is a fault that the bundle cannot mend.
type knownFault struct {
	Where   string `json:"where"`
	Text    string `json:"text"`              // a part of the tool's words
	OpenAPI string `json:"openapi,omitempty"` // the only version of the bundle that has it, if it is one
	Reason  string `json:"reason"`
}

// is tells whether the known fault is this one of a bundle.
func (k knownFault) is(f fault, bundle string) bool {
	return k.Where == f.where && strings.Contains(f.text, k.Text) && (k.OpenAPI == "" || k.OpenAPI == bundle)
}

// readKnown reads the known faults, by tool.
func readKnown(file string) (map[string][]knownFault, error) {
	var known map[string][]knownFault
	if err := rig.ReadKnown(file, &known); err != nil {
		return nil, err
	}
	for name, faults := range known {
		if !slices.ContainsFunc(tools, func(t *tool) bool { return t.name == name }) {
			return nil, fmt.Errorf("%s: there is no tool %q", file, name)
		}
		for _, f := range faults {
			if f.Where == "" || f.Text == "" || f.Reason == "" {
				return nil, fmt.Errorf("%s: %s: %+v: want where, text and reason", file, name, f)
			}
			if f.OpenAPI != "" && f.OpenAPI != "3.0" && f.OpenAPI != "3.1" {
				return nil, fmt.Errorf("%s: %s: openapi is %q: want 3.0, 3.1 or none", file, name, f.OpenAPI)
			}
		}
	}
	return known, nil
}
