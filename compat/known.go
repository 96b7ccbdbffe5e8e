package main

import (
	"fmt"
	"slices"

	"github.com/tmdb-go/tmdb/compat/rig"
)

// knownFailure is why calls fail by the client's own fault.
type knownFailure struct {
	Status int      `json:"status"` // that each of the calls gets, 0 if it sends no request
	Reason string   `json:"reason"`
	Calls  []string `json:"calls"`
}

// readKnown reads the known failures, by client and call.
func readKnown(file string) (map[string]map[string]knownFailure, error) {
	var listed map[string][]knownFailure
	if err := rig.ReadKnown(file, &listed); err != nil {
		return nil, err
	}
	known := map[string]map[string]knownFailure{}
	for client, failures := range listed {
		if !slices.Contains(clients, client) {
			return nil, fmt.Errorf("%s: client %q: want one of %q", file, client, clients)
		}
		known[client] = map[string]knownFailure{}
		for _, failure := range failures {
			if failure.Reason == "" {
				return nil, fmt.Errorf("%s: %s: %q have no reason", file, client, failure.Calls)
			}
			for _, call := range failure.Calls {
				if _, twice := known[client][call]; twice {
					return nil, fmt.Errorf("%s: %s: %s comes twice", file, client, call)
				}
				known[client][call] = failure
			}
		}
	}
	return known, nil
}
