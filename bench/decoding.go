package main

import (
	"encoding/json"

	"github.com/bytedance/sonic"
	"github.com/go-faster/jx"
	experiment "github.com/go-json-experiment/json"
	gojson "github.com/goccy/go-json"

	"github.com/tmdb-go/tmdb/types"
)

// decoder decodes JSON into the types of package gen.
type decoder struct {
	name   string
	decode func(data []byte, v any) error
}

// decoders are all that are measured. That of the client is the first, the reference the second.
func decoders() []decoder {
	all := []decoder{
		{"ours", ours},
		{"encoding/json", json.Unmarshal},
		{"goccy/go-json", gojson.Unmarshal},
		{"go-json-experiment", func(data []byte, v any) error { return experiment.Unmarshal(data, v) }},
	}
	if sonic.APIKind == sonic.UseSonicJSON { // else it is encoding/json once more
		all = append(all, decoder{"sonic", sonic.Unmarshal})
	}
	return append(all, standardV2...)
}

// ours is how the generated client decodes the body of a response.
func ours(data []byte, v any) error { return types.Unmarshal(data, v) }

// skip reads every value and keeps none: what reading alone costs.
func skip(data []byte) error { return jx.DecodeBytes(data).Skip() }
