package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
)

// tableFile has what was found, for the guide of the reference that shows it.
const tableFile = root + "/internal/reference/tools.gen.json"

// finding is what a tool made of the bundles.
type finding struct {
	Tool      string     `json:"tool"`
	Version   string     `json:"version"`
	What      string     `json:"what"`
	Documents []document `json:"documents"` // those that it reads
}

// document is a bundle that a tool was run on.
type document struct {
	OpenAPI string   `json:"openapi"`
	Checks  int      `json:"checks"`          // all passed, known faults aside
	Known   []string `json:"known,omitempty"` // why there are faults
}

// findings returns what came of jobs that have no faults but known ones, by the name of the tool.
func findings(jobs []*job, known map[string][]knownFault) []finding {
	var list []finding
	for _, j := range jobs {
		i := slices.IndexFunc(list, func(f finding) bool { return f.Tool == j.tool.name })
		if i < 0 {
			i = len(list)
			list = append(list, finding{Tool: j.tool.name, Version: j.version, What: j.tool.what})
		}
		d := document{OpenAPI: j.bundle, Checks: j.all}
		for _, k := range known[j.tool.name] {
			if slices.ContainsFunc(j.faults, func(f fault) bool { return k.is(f, j.bundle) }) {
				d.Known = append(d.Known, k.Reason)
			}
		}
		list[i].Documents = append(list[i].Documents, d)
	}
	slices.SortFunc(list, func(a, b finding) int { return strings.Compare(a.Tool, b.Tool) })
	return list
}

// untrue returns the tools that a table tells something else of than what was found. One that was not
// run is none of them, unless all were.
func untrue(table, found []finding, all bool) []string {
	var names []string
	for _, f := range found {
		if !slices.ContainsFunc(table, func(t finding) bool { return reflect.DeepEqual(t, f) }) {
			names = append(names, f.Tool)
		}
	}
	for _, t := range table {
		if all && !slices.ContainsFunc(found, func(f finding) bool { return f.Tool == t.Tool }) {
			names = append(names, t.Tool)
		}
	}
	return names
}

func readTable(file string) ([]finding, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var table []finding
	if err := json.Unmarshal(data, &table); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return table, nil
}

func writeTable(file string, table []finding) error {
	data, err := json.MarshalIndent(table, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o644)
}
