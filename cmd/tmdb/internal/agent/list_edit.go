package agent

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/transfer"
	"github.com/tmdb-go/tmdb/gen"
)

type listEditInput struct {
	Action      string   `json:"action" enum:"show,create,add,remove"`
	List        string   `json:"list,omitempty" jsonschema:"name or id; none to show all lists"`
	Titles      []string `json:"titles,omitempty" max:"20" jsonschema:"to add or remove: refs or names"`
	Description string   `json:"description,omitempty" jsonschema:"of a new list"`
	Public      bool     `json:"public,omitempty" jsonschema:"let all see a new list"`
}

// listEdit shows the lists of the user, makes one, adds to it and removes from it.
func (t *tools) listEdit(ctx context.Context, in listEditInput) (*changes, error) {
	if t.user == nil {
		return nil, errNoUser
	}
	name := strings.TrimSpace(in.List)
	switch {
	case name == "" && in.Action == "show":
		return t.allLists(ctx)
	case name == "":
		return nil, app.Usagef("list is missing: want the name or id of a list")
	case in.Action == "create":
		return t.createList(ctx, name, in)
	}
	id, name, err := account.FindList(ctx, t.user, name)
	if err != nil {
		return nil, err
	}
	lists := t.user.Client.V4Lists
	entries := func(found title.Found) gen.ListItemsV4Body {
		return gen.ListItemsV4Body{Items: []gen.ListEntryV4{{MediaType: gen.FavoriteMediaType(found.Kind), MediaID: found.ID}}}
	}
	switch in.Action {
	case "add":
		return t.change(ctx, "On "+name, in.Titles, func(found title.Found) error {
			results, err := lists.AddItems(ctx, id, entries(found))
			if err != nil {
				return noList(err, id)
			}
			return transfer.Refused(results)
		})
	case "remove":
		return t.change(ctx, "Not on "+name+" any more", in.Titles, func(found title.Found) error {
			results, err := lists.RemoveItems(ctx, id, entries(found))
			if err != nil {
				return noList(err, id)
			}
			return transfer.Refused(results)
		})
	}
	out := &changes{Done: "On " + name}
	return out, noList(out.show(title.Rows(lists.DetailsIter(ctx, id, nil))), id)
}

// noList says how to go on where TMDB says that there is no such list.
func noList(err error, id int) error {
	if app.IsMissing(err) {
		return app.NotFoundf("there is no list/%d: action show without list names those of the user", id)
	}
	return err
}

// allLists returns the lists of the user.
func (t *tools) allLists(ctx context.Context) (*changes, error) {
	out := &changes{Done: "The lists of the user"}
	for list, err := range t.user.Client.V4Account.ListsIter(ctx, t.user.AccountID, nil) {
		if err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, changed{Ref: fmt.Sprintf("list/%d", list.ID), Title: list.Name})
		if len(out.Rows) == mostOfUser {
			break
		}
	}
	return out, nil
}

func (t *tools) createList(ctx context.Context, name string, in listEditInput) (*changes, error) {
	if account.ListID(name) > 0 {
		return nil, app.Usagef("list is %.60q, which is an id: want a name with a letter", name)
	}
	switch id, _, err := account.FindList(ctx, t.user, name); { // a model that is not sure tries again
	case err == nil:
		return nil, app.Usagef("list: there is %.60q already, list/%d: add to it, or want another name", name, id)
	case !errors.Is(err, app.ErrNotFound):
		return nil, err
	}
	seen := 0
	if in.Public {
		seen = 1
	}
	language, _, _ := strings.Cut(t.language, "-")
	made, err := t.user.Client.V4Lists.Create(ctx, gen.ListV4Body{Name: name, Description: &in.Description, LanguageCode: language, Public: &seen})
	if err != nil {
		return nil, err
	}
	list := changed{Ref: fmt.Sprintf("list/%d", made.ID), Title: name}
	if len(in.Titles) == 0 {
		return &changes{Done: "Made the list", Rows: []changed{list}}, nil
	}
	in.Action, in.List = "add", list.Ref
	out, err := t.listEdit(ctx, in)
	if err != nil { // the list is there all the same
		return &changes{Done: "Made the list", Rows: []changed{list}, Failed: []string{sentence(err)}}, nil
	}
	out.Done = fmt.Sprintf("Made %s (%s), with", name, list.Ref)
	return out, nil
}
