package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// knownFault is a fault that the bundle cannot mend.
type knownFault struct {
	Where  string `json:"where"`
	Text   string `json:"text"` // a part of the tool's words
	Reason string `json:"reason"`
}

func (k knownFault) is(f fault) bool { return k.Where == f.where && strings.Contains(f.text, k.Text) }

// readKnown reads the known faults, by tool.
func readKnown(file string) (map[string][]knownFault, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var known map[string][]knownFault
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&known); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for name, faults := range known {
		if !slices.ContainsFunc(tools, func(t *tool) bool { return t.name == name }) {
			return nil, fmt.Errorf("%s: there is no tool %q", file, name)
		}
		for _, f := range faults {
			if f.Where == "" || f.Text == "" || f.Reason == "" {
				return nil, fmt.Errorf("%s: %s: %+v: want where, text and reason", file, name, f)
			}
		}
	}
	return known, nil
}
