package account

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
)

// ListID returns the id of a list by what a user gives, 0 if that is a name.
func ListID(text string) int {
	text = strings.TrimSpace(text)
	for _, before := range []string{"https://", "http://", "www.", "themoviedb.org/", "list/"} {
		text = strings.TrimPrefix(text, before)
	}
	text, _, _ = strings.Cut(text, "-") // of an address, with the name after it
	if strings.Trim(text, "0123456789") != "" {
		return 0
	}
	id, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return id
}

// FindList returns a list of the user's by its name, or any by its id.
func FindList(ctx context.Context, u *app.User, text string) (id int, name string, err error) {
	if id := ListID(text); id > 0 {
		return id, fmt.Sprintf("list %d", id), nil
	}
	var same, names []string
	var found gen.ListV4
	for list, err := range u.Client.V4Account.ListsIter(ctx, u.AccountID, nil) {
		if err != nil {
			return 0, "", err
		}
		names = append(names, list.Name)
		if strings.EqualFold(list.Name, strings.TrimSpace(text)) {
			same, found = append(same, strconv.Itoa(list.ID)), list
		}
	}
	switch {
	case len(same) == 1:
		return found.ID, found.Name, nil
	case len(same) > 1:
		return 0, "", app.Usagef("%d of your lists have the name %.60q: want the id of one: %s", len(same), text, strings.Join(same, ", "))
	case len(names) == 0:
		return 0, "", app.NotFoundf("you have no lists: make one first")
	}
	return 0, "", app.NotFoundf("you have no list %.60q, but %s", text, strings.Join(names, ", "))
}
