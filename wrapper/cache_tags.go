package wrapper

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Answers in the cache carry tags, and a write touches the tags of what it changes. A user is a
// session, a guest session or, in v4, a token. As nobody can tell that a session and a token are the
// same user's, the lists of v4 have tags for all users:
//
//	user U            everything that was asked for as U; touched when U signs out
//	states U ITEM     what U thinks of a movie, or of a series with its seasons and episodes
//	rated U           the rated lists of U by v3; likewise favorite and watchlist
//	rated             the rated lists of all users by v4; likewise favorite and watchlist
//	list ID           a list with its entries, by v3 and v4
//	lists             the lists that users have, by v3 and v4

// cacheTags returns the tags of the answer to a GET.
func cacheTags(req *http.Request) []string {
	c := callFrom(req.Context())
	if c == nil || c.op == nil {
		return nil
	}
	op := c.op
	users := usersOf(op, req)
	var tags []string
	for _, user := range users {
		tags = append(tags, "user "+user)
		if item := itemOf(op, req); item != "" && asksStates(op, req) {
			tags = append(tags, "states "+user+" "+item)
		}
	}
	for _, kind := range []string{"rated", "favorite", "watchlist"} {
		switch {
		case !strings.Contains(op.Path, "/"+kind):
		case isV4(op):
			tags = append(tags, kind)
		default:
			for _, user := range users {
				tags = append(tags, kind+" "+user)
			}
		}
	}
	if id := pathValue(op, req.URL, "list_id"); id != "" {
		tags = append(tags, "list "+id)
	}
	if strings.Contains(op.Path, "/account/") && strings.HasSuffix(op.Path, "/lists") {
		tags = append(tags, "lists")
	}
	return tags
}

// cacheTouches returns the tags of what a request changes.
func cacheTouches(req *http.Request) []string {
	c := callFrom(req.Context())
	if c == nil || c.op == nil || !c.op.Writes {
		return nil
	}
	op := c.op
	_, last := cutLast(op.Path)
	switch {
	case last == "rating": // which takes an entry off the watchlist, too
		return stateTags(usersOf(op, req), itemOf(op, req), "rated", "watchlist")
	case last == "favorite" || last == "watchlist":
		fields := bodyFields(req)
		id, _ := fields["media_id"].(float64)
		return stateTags(usersOf(op, req), fmt.Sprintf("%v/%.0f", fields["media_type"], id), last)
	case strings.HasPrefix(op.Path[2:], "/list"):
		tags := []string{"lists"}
		if id := pathValue(op, req.URL, "list_id"); id != "" {
			tags = append(tags, "list "+id)
		}
		return tags
	case op == opDeleteSession || op == opDeleteAccessTokenV4:
		var tags []string
		for _, user := range bodySecrets(req) {
			tags = append(tags, "user "+user)
		}
		return tags
	}
	return nil
}

func stateTags(users []string, item string, kinds ...string) []string {
	tags := slices.Clone(kinds)
	for _, user := range users {
		tags = append(tags, "states "+user+" "+item)
		for _, kind := range kinds {
			tags = append(tags, kind+" "+user)
		}
	}
	return tags
}

// usersOf returns who acts, nobody if that is the application.
func usersOf(op *Operation, req *http.Request) []string {
	var users []string
	query := req.URL.Query()
	for _, id := range []string{query.Get(sessionID), query.Get(guestSessionID), pathValue(op, req.URL, guestSessionID)} {
		if id != "" {
			users = append(users, id)
		}
	}
	if _, token, ok := strings.Cut(req.Header.Get("Authorization"), " "); ok && isV4(op) {
		users = append(users, token)
	}
	return users
}

// itemOf returns movie/550 or tv/1399, the latter for seasons and episodes, too; "" for what is not of
// one.
func itemOf(op *Operation, req *http.Request) string {
	if id := pathValue(op, req.URL, "movie_id"); id != "" {
		return "movie/" + id
	}
	if id := pathValue(op, req.URL, "series_id"); id != "" {
		return "tv/" + id
	}
	return ""
}

// asksStates reports whether an answer holds account states, by itself or appended.
func asksStates(op *Operation, req *http.Request) bool {
	const states = "account_states"
	_, last := cutLast(op.Path)
	return last == states || strings.Contains(strings.Join(req.URL.Query()["append_to_response"], ","), states)
}

func isV4(op *Operation) bool { return strings.HasPrefix(op.Path, "/4/") }

// cutLast cuts the last segment off a path.
func cutLast(path string) (before, last string) {
	i := strings.LastIndexByte(path, '/')
	return path[:i], path[i+1:]
}
