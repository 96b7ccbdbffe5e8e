package tmdbtest

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var v4ListHandlers = map[string]handler{
	"createListV4":      createListV4,
	"listDetailsV4":     listDetailsV4,
	"updateListV4":      updateListV4,
	"deleteListV4":      deleteListV4,
	"addListItemsV4":    addListItemsV4,
	"updateListItemsV4": updateListItemsV4,
	"removeListItemsV4": removeListItemsV4,
	"listItemStatusV4":  listItemStatusV4,
	"clearListV4":       clearListV4,
}

// editableV4 is editable with the error of v4 for a token that is not of a user. The lock must be
// held.
func (c *call) editableV4() (*userList, error) {
	if _, err := c.writer(); err != nil {
		return nil, err
	}
	return c.editable()
}

// writer returns the user whose access token the call has. The lock must be held.
func (c *call) writer() (*account, error) {
	a, err := c.user()
	if err != nil {
		return nil, fail(gen.StatusCodeWritePermissionMissing)
	}
	return a, nil
}

func createListV4(c *call) (any, error) {
	var body gen.ListV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a, err := c.writer()
	if err != nil {
		return nil, err
	}
	if err := checkListName(body.Name); err != nil {
		return nil, err
	}
	id := c.srv.state.newList(c, a.user, dataset.List{
		Name: body.Name, Description: value(body.Description),
		Language: body.LanguageCode, Country: value(body.CountryCode),
		Public: body.Public == nil || *body.Public != 0,
		SortBy: string(value(body.SortBy)),
	})
	c.status = 201
	return gen.CreatedListV4{
		ID: id, StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), Success: true,
	}, nil
}

func listDetailsV4(c *call) (any, error) {
	l, err := c.listNow()
	if err != nil {
		return nil, err
	}
	if c.has("sort_by") {
		l.SortBy = c.text("sort_by")
	}
	c.sortItems(l)
	totals := c.totals(l)
	items, page, pages, total := paginate(c, l.Items)
	d := gen.ListDetailsV4{
		AverageRating: totals.average, BackdropPath: l.BackdropPath,
		Comments: map[string]string{}, ObjectIDs: map[string]string{},
		CreatedBy:   &gen.ListOwnerV4{AvatarPath: l.Owner.AvatarPath, GravatarHash: l.Owner.GravatarHash, ID: l.Owner.ObjectID, Name: l.Owner.Name, Username: l.Owner.Username},
		Description: l.Description, ID: l.ID, CountryCode: l.Country, LanguageCode: l.Language,
		ItemCount: total, Name: l.Name, Page: page, PosterPath: c.poster(l), Public: l.Public,
		Results: each(c, items, mediaItem), Revenue: totals.revenue, Runtime: totals.runtime,
		SortBy: gen.ListSortByV4(l.SortBy), TotalPages: pages, TotalResults: total,
	}
	for _, item := range items {
		d.Comments[entryName(item.Ref)] = item.Comment
	}
	return d, nil
}

// entryName is the name of an entry in v4: movie:550.
func entryName(ref dataset.Ref) string { return string(ref.Kind()) + ":" + itoa(ref.Target()) }

func updateListV4(c *call) (any, error) {
	var body gen.ListUpdateV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editableV4()
	if err != nil {
		return nil, err
	}
	if body.Name != nil {
		if err := checkListName(*body.Name); err != nil {
			return nil, err
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
	l.touched(c)
	return succeed(c, gen.StatusCodeUpdated)
}

func deleteListV4(c *call) (any, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editableV4()
	if err != nil {
		return nil, err
	}
	delete(c.srv.state.lists, l.ID)
	return succeed(c, gen.StatusCodeDeleted)
}

// editItems applies edit to each entry of the body; what it refuses has refusal for its reason. The
// request succeeds whatever becomes of the entries.
func editItems(c *call, edit func(*userList, dataset.ListItem) bool, refusal ...string) (any, error) {
	var body gen.ListItemsV4Body
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editableV4()
	if err != nil {
		return nil, err
	}
	results := []gen.ListItemResultV4{}
	for _, entry := range body.Items {
		ref := dataset.RefTo(dataset.Kind(entry.MediaType), entry.MediaID)
		result := gen.ListItemResultV4{MediaID: entry.MediaID, MediaType: gen.MediaType(entry.MediaType)}
		if c.set.Has(ref) {
			result.Success = edit(l, dataset.ListItem{Ref: ref, Comment: entry.Comment})
			if !result.Success {
				result.Error = refusal
			}
		}
		results = append(results, result)
	}
	l.touched(c)
	return gen.ListItemResultsV4{
		Results: results, StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), Success: true,
	}, nil
}

// addListItemsV4 forgets comments, as TMDB does: only an update stores one.
func addListItemsV4(c *call) (any, error) {
	return editItems(c, func(l *userList, item dataset.ListItem) bool {
		return l.add(dataset.ListItem{Ref: item.Ref})
	}, "Media has already been taken")
}

func updateListItemsV4(c *call) (any, error) {
	return editItems(c, func(l *userList, item dataset.ListItem) bool {
		i := l.index(item.Ref)
		if i < 0 {
			return false
		}
		l.items[i].Comment = item.Comment
		return true
	})
}

func removeListItemsV4(c *call) (any, error) {
	return editItems(c, func(l *userList, item dataset.ListItem) bool { return l.remove(item.Ref) })
}

func listItemStatusV4(c *call) (any, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.visible()
	if err != nil {
		return nil, err
	}
	kind := strings.ToLower(c.text("media_type"))
	if l.index(dataset.RefTo(dataset.Kind(kind), c.id("media_id"))) < 0 {
		return nil, notFound()
	}
	return gen.ListItemStatusV4{
		ID: types.IntID(l.ID), MediaID: c.id("media_id"), MediaType: gen.MediaType(kind),
		StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), Success: true,
	}, nil
}

// clearListV4 changes the list, although the request is a GET.
func clearListV4(c *call) (any, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editableV4()
	if err != nil {
		return nil, err
	}
	n := len(l.items)
	l.items = nil
	l.touched(c)
	return gen.ClearedListV4{
		ID: l.ID, ItemsDeleted: new(n), StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), Success: true,
	}, nil
}
