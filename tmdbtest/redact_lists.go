package tmdbtest

import (
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// ofList are the fields of a list that tell which one it is, or that its owner wrote. TMDB shows with
// a list whose it is.
var ofList = []string{"id", "list_id", "name", "description", "comments", "object_ids"}

// hideLists takes out of the body of a response, and out of path, which lists of users they are about,
// whoever has made them: a response does not tell.
func hideLists(op *spec.Operation, path map[string]string, body any) {
	fields, _ := body.(map[string]any)
	if strings.HasPrefix(op.Path[len("/3"):], "/list") {
		delete(path, "list_id")
		blankList(fields)
		return
	}
	if strings.HasSuffix(op.Path, "/lists") {
		blankRows(fields)
	}
	appended, _ := fields["lists"].(map[string]any)
	blankRows(appended)
}

func blankRows(page map[string]any) {
	rows, _ := page["results"].([]any)
	for _, row := range rows {
		list, _ := row.(map[string]any)
		blankList(list)
	}
}

func blankList(list map[string]any) {
	for name, value := range list {
		if slices.Contains(ofList, name) {
			list[name] = blank(value)
		}
	}
}
