package tmdbtest

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var listHandlers = map[string]handler{
	"createList":     createList,
	"listDetails":    listDetails,
	"listItemStatus": listItemStatus,
	"addListItem":    addListItem,
	"removeListItem": removeListItem,
	"clearList":      clearList,
	"deleteList":     deleteList,
}

// spam is what names of lists may not hold: an address of a site.
var spam = regexp.MustCompile(`(?i)https?://|www\.`)

// checkListName returns the error of TMDB's filter for names.
func checkListName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return fail(gen.StatusCodeValidationFailed, "Name must be provided")
	case spam.MatchString(name):
		return fail(gen.StatusCodeValidationFailed, "Name has been identified as spam")
	}
	return nil
}

// newList adds an empty list of a user. The lock must be held.
func (s *state) newList(c *call, owner *dataset.User, l dataset.List) int {
	l.ID = s.nextListID
	s.nextListID++
	l.Username, l.Owner = owner.Username, owner
	l.Language, l.Country = cmp.Or(l.Language, owner.Language), cmp.Or(l.Country, owner.Country)
	l.SortBy = cmp.Or(l.SortBy, string(gen.ListSortByV4OriginalOrderAsc))
	l.Created, l.Updated = types.TimestampOf(c.now), types.TimestampOf(c.now)
	s.lists[l.ID] = newUserList(&l)
	return l.ID
}

// visible returns the list that the path names, if who acts may see it. The lock must be held.
func (c *call) visible() (*userList, error) {
	l := c.srv.state.lists[c.id("list_id")]
	if l == nil {
		return nil, notFound()
	}
	if a := c.actor(); !l.Public && (a == nil || a.user != l.Owner) {
		return nil, fail(gen.StatusCodePrivateResource)
	}
	return l, nil
}

// editable returns the list that the path names, if it is that of who acts. The lock must be held.
func (c *call) editable() (*userList, error) {
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	l := c.srv.state.lists[c.id("list_id")]
	switch {
	case l == nil:
		return nil, notFound()
	case l.Owner != a.user:
		return nil, fail(gen.StatusCodeEditPermissionMissing)
	}
	return l, nil
}

func createList(c *call) (any, error) {
	var body gen.ListBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a, err := c.user()
	if err != nil {
		return nil, err
	}
	if err := checkListName(body.Name); err != nil {
		return nil, err
	}
	id := c.srv.state.newList(c, a.user, dataset.List{
		Name: body.Name, Description: value(body.Description), Language: value(body.Language), Public: true,
	})
	c.status = 201
	return gen.CreatedList{
		Success: new(true), StatusCode: gen.StatusCodeSuccess, StatusMessage: message(gen.StatusCodeSuccess), ListID: types.IntID(id),
	}, nil
}

// value returns what a pointer points to, the zero value if that is nothing.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

func listDetails(c *call) (any, error) {
	l, err := c.listNow()
	if err != nil {
		return nil, err
	}
	items, page, pages, total := paginate(c, l.Items)
	return gen.ListDetails{
		CreatedBy: l.Username, Description: l.Description, FavoriteCount: l.FavoriteCount,
		ID: types.IntID(l.ID), LanguageCode: l.Language, CountryCode: l.Country,
		ItemCount: total, Items: each(c, items, mediaItem), Name: l.Name, PosterPath: c.poster(l),
		Page: new(page), TotalPages: new(pages), TotalResults: new(total),
	}, nil
}

// listNow returns the list that the path names as it is now.
func (c *call) listNow() (*dataset.List, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.visible()
	if err != nil {
		return nil, err
	}
	return l.snapshot(), nil
}

// mediaItem returns the row of an entry of a list.
func mediaItem(c *call, item *dataset.ListItem) gen.MediaItem {
	if m := c.set.Movie(item.MovieID); m != nil {
		return movieItem(c, m)
	}
	return seriesItem(c, c.set.Series(item.SeriesID))
}

// poster returns the path of the poster of a list: its own or that of its first entry.
func (c *call) poster(l *dataset.List) types.ImagePath {
	if !l.PosterPath.IsZero() || len(l.Items) == 0 {
		return l.PosterPath
	}
	if m := c.set.Movie(l.Items[0].MovieID); m != nil {
		return m.PosterPath
	}
	return c.set.Series(l.Items[0].SeriesID).PosterPath
}

func listItemStatus(c *call) (any, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.visible()
	if err != nil {
		return nil, err
	}
	present := l.index(dataset.RefTo(dataset.KindMovie, c.id("movie_id"))) >= 0
	return gen.ListItemStatus{ID: types.TextID(c.text("list_id")), ItemPresent: present}, nil
}

// editMovie reads the movie of the body and finds the list, with the lock held while edit runs.
func editMovie(c *call, edit func(*userList, dataset.Ref) (any, error)) (any, error) {
	var body gen.ListItemBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editable()
	if err != nil {
		return nil, err
	}
	ref := dataset.RefTo(dataset.KindMovie, body.MediaID)
	if !c.set.Has(ref) {
		return nil, notFound()
	}
	return edit(l, ref)
}

func addListItem(c *call) (any, error) {
	return editMovie(c, func(l *userList, ref dataset.Ref) (any, error) {
		if !l.add(dataset.ListItem{Ref: ref}) {
			return nil, fail(gen.StatusCodeDuplicateEntry)
		}
		l.touched(c)
		return succeed(c, gen.StatusCodeUpdated)
	})
}

func removeListItem(c *call) (any, error) {
	return editMovie(c, func(l *userList, ref dataset.Ref) (any, error) {
		if !l.remove(ref) {
			return nil, fail(gen.StatusCodeEntryNotFound) // which TMDB sends with 200
		}
		l.touched(c)
		return succeed(c, gen.StatusCodeDeleted)
	})
}

func clearList(c *call) (any, error) {
	if !c.flag("confirm") {
		return nil, fail(gen.StatusCodeConfirmationMissing)
	}
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editable()
	if err != nil {
		return nil, err
	}
	l.items = nil
	l.touched(c)
	return succeed(c, gen.StatusCodeUpdated)
}

func deleteList(c *call) (any, error) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	l, err := c.editable()
	if err != nil {
		return nil, err
	}
	delete(c.srv.state.lists, l.ID)
	return succeed(c, gen.StatusCodeDeleted)
}
