// Package data holds the data that tmdbtest serves, as JSON files. The README
// beside them tells how to add to them.
package data

import "embed"

// FS has the files under their names relative to this folder, such as
// movies/550-fight-club.json.
//
//go:embed *.json collections movies people tv
var FS embed.FS
