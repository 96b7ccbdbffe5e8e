package handlers

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

func lists() table {
	return table{
		"createList":     taking(createList),
		"listDetails":    listDetails,
		"listItemStatus": listItemStatus,
		"addListItem":    addListItem,
		"removeListItem": removeListItem,
		"clearList":      clearList,
		"deleteList":     deleteList,
	}
}

// listsOf returns one page of the lists that a movie or series is on.
func listsOf(c *Call, ref dataset.Ref) object.Object {
	page := paged(c, c.State.ListsWith(ref), func(l *state.List) object.Object {
		row := c.listRow(l)
		if ref.Kind() == dataset.KindSeries {
			row = row.Without("list_type") // which TMDB does not tell here
		}
		return row
	})
	return object.Of("id", ref.Target()).Add(page)
}

// listRow is a list among others in v3.
func (c *Call) listRow(l *state.List) object.Object {
	return object.Of("description", l.Description, "favorite_count", l.FavoriteCount, "id", listID(l),
		"item_count", len(c.items(l)), "iso_639_1", l.Language, "iso_3166_1", l.Country, "list_type", "movie",
		"name", l.Name, "poster_path", orNull(l.PosterPath))
}

// listID is the id of a list in v3: hex digits if the list has them.
func listID(l *state.List) any {
	if l.ObjectID != "" {
		return l.ObjectID
	}
	return l.ID
}

// items returns the entries of a list that the data has.
func (c *Call) items(l *state.List) []dataset.ListItem {
	return keep(l.Items, func(item dataset.ListItem) bool { return c.details(item.Ref) != nil })
}

// itemRow is the row of an entry of a list.
func (c *Call) itemRow(item dataset.ListItem) object.Object {
	return of(gen.MediaType(item.Kind()), c.row(item.Ref))
}

// listPoster returns the path of the poster of a list: its own or that of its first entry.
func (c *Call) listPoster(l *state.List, items []dataset.ListItem) any {
	if l.PosterPath.IsZero() && len(items) > 0 {
		return c.details(items[0].Ref).Get("poster_path")
	}
	return orNull(l.PosterPath)
}

// spam is what names of lists may not hold: an address of a site.
var spam = regexp.MustCompile(`(?i)https?://|www\.`)

// checkListName returns the error of TMDB's filter for names.
func checkListName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return codes.Fail(gen.StatusCodeValidationFailed, "Name must be provided")
	case spam.MatchString(name):
		return codes.Fail(gen.StatusCodeValidationFailed, "Name has been identified as spam")
	}
	return nil
}

// value returns what a pointer points to, the zero value if that is nothing.
func value[T any](p *T) T { return *cmp.Or(p, new(T)) }

func createList(c *Call, body gen.ListBody) (any, error) {
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	if err := checkListName(body.Name); err != nil {
		return nil, err
	}
	id := c.State.CreateList(a, dataset.List{
		Name: body.Name, Description: value(body.Description), Language: value(body.Language), Public: true,
	}, c.Now)
	c.status = 201
	return success("list_id", id), nil
}

// success is a response with code 1 and more.
func success(pairs ...any) object.Object {
	return object.Of("success", true, "status_code", int(gen.StatusCodeSuccess),
		"status_message", codes.Message(gen.StatusCodeSuccess)).With(pairs...)
}

func listDetails(c *Call) (any, error) {
	l, err := c.State.List(c.text("list_id"), c.actor())
	if err != nil {
		return nil, err
	}
	items := c.items(l)
	page := paged(c, items, c.itemRow)
	return object.Of("created_by", l.Username, "description", l.Description, "favorite_count", l.FavoriteCount,
		"id", listID(l), "items", page.Get("results"), "item_count", len(items),
		"iso_639_1", l.Language, "iso_3166_1", l.Country, "name", l.Name, "poster_path", c.listPoster(l, items),
	).Add(page.Without("results")), nil
}

func listItemStatus(c *Call) (any, error) {
	l, err := c.State.List(c.text("list_id"), c.actor())
	if err != nil {
		return nil, err
	}
	present := l.Has(dataset.Ref{MovieID: c.id("movie_id")})
	return object.Of("id", c.text("list_id"), "item_present", present), nil
}

// editList lets edit change the list that the path names, if it is that of who acts.
func (c *Call) editList(edit func(*state.List) error) error {
	a, err := c.user()
	if err != nil {
		return err
	}
	return c.State.EditList(c.text("list_id"), a, c.Now, edit)
}

// editMovie is editList with the movie of the body.
func editMovie(c *Call, edit func(*state.List, dataset.Ref) error) error {
	var body gen.ListItemBody
	if err := c.decode(&body); err != nil {
		return err
	}
	return c.editList(func(l *state.List) error {
		ref := dataset.Ref{MovieID: body.MediaID}
		if c.details(ref) == nil {
			return codes.NotFound()
		}
		return edit(l, ref)
	})
}

// done is success with a code, unless there is an error.
func (c *Call) done(code gen.StatusCode, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return c.succeed(code)
}

func addListItem(c *Call) (any, error) {
	return c.done(gen.StatusCodeUpdated, editMovie(c, func(l *state.List, ref dataset.Ref) error {
		if !l.Add(ref) {
			return codes.Fail(gen.StatusCodeDuplicateEntry)
		}
		return nil
	}))
}

func removeListItem(c *Call) (any, error) {
	return c.done(gen.StatusCodeDeleted, editMovie(c, func(l *state.List, ref dataset.Ref) error {
		if !l.Remove(ref) {
			return codes.Fail(gen.StatusCodeEntryNotFound) // which TMDB sends with 200
		}
		return nil
	}))
}

func clearList(c *Call) (any, error) {
	if !c.flag("confirm") {
		return nil, codes.Fail(gen.StatusCodeConfirmationMissing)
	}
	return c.done(gen.StatusCodeUpdated, c.editList(func(l *state.List) error {
		l.Items = nil
		return nil
	}))
}

func deleteList(c *Call) (any, error) {
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	return c.done(gen.StatusCodeDeleted, c.State.DeleteList(c.text("list_id"), a))
}
