package operations

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:generate go run ./extract/write required.gen.json

//go:embed required.gen.json
var requiredData []byte

// Required returns, by name of the schema of an object and of the property, the JSON that stands in a
// property that TMDB always sends when there is nothing to tell: null, "", 0, [] … The result is
// shared: nobody may change it.
var Required = sync.OnceValue(func() map[string]map[string]json.RawMessage {
	var all map[string]map[string]json.RawMessage
	if err := json.Unmarshal(requiredData, &all); err != nil {
		panic("tmdbtest: required.gen.json: " + err.Error()) // a file of this package, tested
	}
	return all
})
