package tmdbtest

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// listsOfUser are the ids of lists that are the user's who records, as far as that is known: TMDB shows
// with a list whose it is. They are those that the account has and those that are written to.
type listsOfUser struct {
	mu  sync.Mutex
	ids map[string]bool
}

// ofList are the fields of a list that tell which one it is, or that its owner wrote.
var ofList = []string{"id", "list_id", "name", "description", "comments"}

// hide takes the user's own lists out of the body of a response, and out of path.
func (own *listsOfUser) hide(op *operation, status int, path map[string]string, body any) {
	own.mu.Lock()
	defer own.mu.Unlock()
	fields, _ := body.(map[string]any)
	id := path["list_id"]
	switch {
	case strings.HasPrefix(op.Path[len("/3"):], "/list"):
		if op.Writes && status < 300 {
			own.add(id, fields["id"], fields["list_id"])
		}
		if own.ids[id] || id == "" {
			delete(path, "list_id")
			blankList(fields)
		}
	case strings.HasSuffix(op.Path, "/lists"):
		own.hideRows(fields, strings.Contains(op.Path, "/account/"))
	default:
		appended, _ := fields["lists"].(map[string]any)
		own.hideRows(appended, false)
	}
}

// hideRows hides those rows of a page of lists that are the user's own, all if the page is.
func (own *listsOfUser) hideRows(page map[string]any, all bool) {
	rows, _ := page["results"].([]any)
	for _, row := range rows {
		list, _ := row.(map[string]any)
		if all {
			own.add(list["id"])
		}
		if own.ids[fmt.Sprint(list["id"])] {
			blankList(list)
		}
	}
}

func (own *listsOfUser) add(ids ...any) {
	if own.ids == nil {
		own.ids = map[string]bool{}
	}
	for _, id := range ids {
		if id != nil && id != "" {
			own.ids[fmt.Sprint(id)] = true
		}
	}
}

func blankList(list map[string]any) {
	for name, value := range list {
		if slices.Contains(ofList, name) {
			list[name] = blank(value)
		}
	}
}
