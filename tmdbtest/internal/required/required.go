// Package required tells what TMDB sends in a property when there is nothing to tell. The types of package gen
// leave such a property out.
package required

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed required.gen.json
var data []byte

// Empty returns, by name of the schema of an object and of the property, the JSON that stands in a
// property that TMDB always sends when there is nothing to tell: null, "", 0, [] … The result is
// shared: nobody may change it.
var Empty = sync.OnceValue(func() map[string]map[string]json.RawMessage {
	var all map[string]map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		panic("tmdbtest: required.gen.json: " + err.Error()) // a file of this package, tested
	}
	return all
})
