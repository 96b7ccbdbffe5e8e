package user

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// List is one of the lists that a user has made.
type List struct {
	// ID is what [User.AddToList] takes. It is 0 for a list of old whose id is no number.
	ID                int
	Name, Description string
	Items             int // how many there are
}

// Lists yields the lists that the user has made. An error comes once and is the last.
//
// TMDB: GET /3/account/{account_id}/lists, GET /4/account/{account_object_id}/lists.
func (u *User) Lists(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[List, error] {
	return func(yield func(List, error) bool) {
		if err := u.checkAccount("lists"); err != nil {
			yield(List{}, err)
			return
		}
		if u.accountID != nil {
			for l, err := range u.client.V4Account.ListsIter(ctx, u.accountID(), nil, reqEditors...) {
				if !yield(List{ID: l.ID, Name: l.Name, Description: l.Description, Items: l.NumberOfItems}, err) {
					return
				}
			}
			return
		}
		for l, err := range u.client.Account.ListsIter(ctx, anyAccount, nil, reqEditors...) {
			id, _ := l.ID.Int()
			if !yield(List{ID: id, Name: l.Name, Description: l.Description, Items: l.ItemCount}, err) {
				return
			}
		}
	}
}

// AddToList adds movies and series to a list of the user's. Lists of the v3 API take movies alone:
// for series the user has to be one of [V4].
//
// What TMDB refuses of the items, such as one that is there already, keeps none of the others out.
// The error then has a [RefusedError] that names them.
//
// TMDB: POST /3/list/{list_id}/add_item for each, POST /4/list/{list_id}/items for all at once.
func (u *User) AddToList(ctx context.Context, listID int, items ...Item) error {
	return u.editList(listID, items, func(movieID int) error {
		_, err := u.client.Lists.AddItem(ctx, listID, nil, gen.ListItemBody{MediaID: movieID})
		return err
	}, func(body gen.ListItemsV4Body) (*gen.ListItemResultsV4, error) {
		return u.client.V4Lists.AddItems(ctx, listID, body)
	})
}

// RemoveFromList removes movies and series from a list of the user's, with errors like those of
// [User.AddToList]. What is not there is refused.
//
// TMDB: POST /3/list/{list_id}/remove_item for each, DELETE /4/list/{list_id}/items for all at once.
func (u *User) RemoveFromList(ctx context.Context, listID int, items ...Item) error {
	return u.editList(listID, items, func(movieID int) error {
		_, err := u.client.Lists.RemoveItem(ctx, listID, nil, gen.ListItemBody{MediaID: movieID})
		return err
	}, func(body gen.ListItemsV4Body) (*gen.ListItemResultsV4, error) {
		return u.client.V4Lists.RemoveItems(ctx, listID, body)
	})
}

// editList changes a list by one for each movie, or by all for all items at once.
func (u *User) editList(listID int, items []Item, one func(movieID int) error, all func(gen.ListItemsV4Body) (*gen.ListItemResultsV4, error)) error {
	if err := u.checkAccount("lists"); err != nil {
		return err
	}
	if listID < 1 {
		return refuse("listID is %d: want the id of a list, 1 or more", listID)
	}
	var distinct []Item // a second time would be refused
	for _, item := range items {
		if err := item.checkMedia("lists"); err != nil {
			return err
		}
		if u.accountID == nil && item.kind != movie {
			return refuse("item is %v, but lists of the v3 API hold movies: want a user by user.V4", item)
		}
		if !slices.Contains(distinct, item) {
			distinct = append(distinct, item)
		}
	}
	switch {
	case len(distinct) == 0:
		return nil
	case u.accountID == nil:
		return editEach(listID, distinct, one)
	}
	var body gen.ListItemsV4Body
	for _, item := range distinct {
		body.Items = append(body.Items, gen.ListEntryV4{MediaType: item.mediaType(), MediaID: item.id})
	}
	response, err := all(body)
	if err != nil {
		return err
	}
	return refusalsIn(response.Results, listID, distinct)
}

// editEach changes a list by the v3 API. It goes on after an item that TMDB refuses, but not after
// an error that is not the item's.
func editEach(listID int, items []Item, one func(movieID int) error) error {
	refused := RefusedError{ListID: listID}
	kind := tmdb.ErrNotFound // which is the list, if TMDB finds none of the items
	for _, item := range items {
		err := one(item.id)
		if err == nil {
			kind = tmdb.ErrInvalid
			continue
		}
		e, _ := errors.AsType[*tmdb.Error](err)
		switch {
		case e != nil && (e.Code == gen.StatusCodeDuplicateEntry || e.Code == gen.StatusCodeEntryNotFound):
			kind = tmdb.ErrInvalid
		case e == nil || e.Code == 0 || !errors.Is(err, tmdb.ErrNotFound):
			return errors.Join(refused.err(tmdb.ErrInvalid), fmt.Errorf("at %v: %w", item, err))
		}
		refused.Items = append(refused.Items, Refusal{Item: item, Reason: e.Message})
	}
	return refused.err(kind)
}
