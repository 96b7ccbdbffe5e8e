package handlers

import (
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

func v4Lists() table {
	return table{
		"createListV4":      taking(createListV4),
		"listDetailsV4":     listDetailsV4,
		"updateListV4":      taking(updateListV4),
		"deleteListV4":      deleteListV4,
		"addListItemsV4":    addListItemsV4,
		"updateListItemsV4": updateListItemsV4,
		"removeListItemsV4": removeListItemsV4,
		"listItemStatusV4":  listItemStatusV4,
		"clearListV4":       clearListV4,
	}
}

// writer is user with the error of v4.
func (c *Call) writer() (*state.Account, error) {
	a, err := c.user()
	if err != nil {
		return nil, codes.Fail(gen.StatusCodeWritePermissionMissing)
	}
	return a, nil
}

// editListV4 is editList with the errors of v4.
func (c *Call) editListV4(edit func(*state.List) error) error {
	a, err := c.writer()
	if err != nil {
		return err
	}
	return c.State.EditList(c.text("list_id"), a, c.Now, edit)
}

func createListV4(c *Call, body gen.ListV4Body) (any, error) {
	a, err := c.writer()
	if err != nil {
		return nil, err
	}
	if err := checkListName(body.Name); err != nil {
		return nil, err
	}
	id := c.State.CreateList(a, dataset.List{
		Name: body.Name, Description: value(body.Description),
		Language: body.LanguageCode, Country: value(body.CountryCode),
		Public: body.Public == nil || *body.Public != 0,
		SortBy: string(value(body.SortBy)),
	}, c.Now)
	c.status = 201
	return success("id", id), nil
}

func listDetailsV4(c *Call) (any, error) {
	l, err := c.State.List(c.text("list_id"), c.actor())
	if err != nil {
		return nil, err
	}
	if c.has("sort_by") {
		l.SortBy = c.text("sort_by")
	}
	items := c.sorted(c.items(l), l.SortBy)
	totals := c.totals(items)
	comments := object.Object{}
	page := paged(c, items, func(item dataset.ListItem) object.Object {
		comments = comments.With(entryName(item.Ref), orNull(item.Comment))
		return c.itemRow(item)
	})
	owner := object.Of("avatar_path", orNull(l.Owner.AvatarPath), "gravatar_hash", l.Owner.GravatarHash,
		"id", l.Owner.ObjectID, "name", l.Owner.Name, "username", l.Owner.Username)
	return object.Of("average_rating", totals.average, "backdrop_path", orNull(l.BackdropPath), "comments", comments,
		"created_by", owner, "description", l.Description, "favorite_count", l.FavoriteCount, "id", l.ID,
		"iso_3166_1", l.Country, "iso_639_1", l.Language, "item_count", len(items), "name", l.Name,
		"object_ids", object.Object{}, "poster_path", c.listPoster(l, items), "public", l.Public,
		"revenue", totals.revenue, "runtime", totals.runtime, "sort_by", l.SortBy,
	).Add(page), nil
}

// entryName is the name of an entry in v4: movie:550.
func entryName(ref dataset.Ref) string { return string(ref.Kind()) + ":" + strconv.Itoa(ref.Target()) }

// orNull returns a text, nil if it is empty.
func orNull[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return text
}

func updateListV4(c *Call, body gen.ListUpdateV4Body) (any, error) {
	return c.done(gen.StatusCodeUpdated, c.editListV4(func(l *state.List) error {
		if body.Name != nil {
			if err := checkListName(*body.Name); err != nil {
				return err
			}
			l.Name = *body.Name
		}
		if body.Description != nil {
			l.Description = *body.Description
		}
		if body.Public != nil {
			l.Public = *body.Public
		}
		if body.SortBy != nil {
			l.SortBy = string(*body.SortBy)
		}
		return nil
	}))
}

func deleteListV4(c *Call) (any, error) {
	a, err := c.writer()
	if err != nil {
		return nil, err
	}
	return c.done(gen.StatusCodeDeleted, c.State.DeleteList(c.text("list_id"), a))
}

// editItems applies edit to each entry of the body; what it refuses has refusal for its reason. The
// request succeeds whatever becomes of the entries.
func editItems(c *Call, edit func(*state.List, dataset.ListItem) bool, refusal ...string) (any, error) {
	var body gen.ListItemsV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	results := []object.Object{}
	err := c.editListV4(func(l *state.List) error {
		for _, entry := range body.Items {
			ref := dataset.RefTo(dataset.Kind(entry.MediaType), entry.MediaID)
			known := c.details(ref) != nil
			done := known && edit(l, dataset.ListItem{Ref: ref, Comment: entry.Comment})
			result := object.Of("media_id", entry.MediaID, "media_type", string(entry.MediaType), "success", done)
			if known && !done && len(refusal) > 0 {
				result = result.With("error", refusal)
			}
			results = append(results, result)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return success("results", results), nil
}

// addListItemsV4 forgets comments, as TMDB does: only an update stores one.
func addListItemsV4(c *Call) (any, error) {
	return editItems(c, func(l *state.List, item dataset.ListItem) bool { return l.Add(item.Ref) },
		"Media has already been taken")
}

func updateListItemsV4(c *Call) (any, error) {
	return editItems(c, func(l *state.List, item dataset.ListItem) bool { return l.Comment(item.Ref, item.Comment) })
}

func removeListItemsV4(c *Call) (any, error) {
	return editItems(c, func(l *state.List, item dataset.ListItem) bool { return l.Remove(item.Ref) })
}

func listItemStatusV4(c *Call) (any, error) {
	l, err := c.State.List(c.text("list_id"), c.actor())
	if err != nil {
		return nil, err
	}
	kind := strings.ToLower(c.text("media_type"))
	if !l.Has(dataset.RefTo(dataset.Kind(kind), c.id("media_id"))) {
		return nil, codes.NotFound()
	}
	return success("id", l.ID, "media_id", c.id("media_id"), "media_type", kind), nil
}

// clearListV4 changes the list, although the request is a GET.
func clearListV4(c *Call) (any, error) {
	var id, n int
	err := c.editListV4(func(l *state.List) error {
		id, n = l.ID, len(l.Items)
		l.Items = nil
		return nil
	})
	if err != nil {
		return nil, err
	}
	return success("id", id, "items_deleted", n), nil
}
