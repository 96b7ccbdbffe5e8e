package proof

import "embed"

// Responses are the written responses, for the reference to show.
//
//go:embed testdata/responses/*.json
var Responses embed.FS
