// Package api holds the OpenAPI document of TMDB that this module is generated from.
package api

import _ "embed"

// Spec is the whole document as YAML, OpenAPI 3.0.3, in one file without references to others.
//
//go:embed bundle.gen.yaml
var Spec []byte

// Spec31 is the same in OpenAPI 3.1.
//
//go:embed bundle-3.1.gen.yaml
var Spec31 []byte
