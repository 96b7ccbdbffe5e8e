package user

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// RefusedError names the items that a list did not take, or did not give up. It is in an
// *[tmdb.Error] that is [tmdb.ErrInvalid], or [tmdb.ErrNotFound] if that is what TMDB says of each
// of them, as it does if there is no such list:
//
//	if refused, ok := errors.AsType[*user.RefusedError](err); ok { … }
type RefusedError struct {
	ListID int
	Items  []Refusal
}

// Refusal is an item that was refused.
type Refusal struct {
	Item Item
	// Reason is what TMDB says, "" if it does not say why.
	Reason string
}

// Error names the list, and the items with the reasons.
func (e *RefusedError) Error() string {
	if e == nil {
		return "nothing is refused"
	}
	const most = 5
	var texts []string
	for _, refusal := range e.Items[:min(most, len(e.Items))] {
		text := refusal.Item.String()
		if refusal.Reason != "" {
			text += fmt.Sprintf(" (%.100q)", refusal.Reason)
		}
		texts = append(texts, text)
	}
	if more := len(e.Items) - most; more > 0 {
		texts = append(texts, fmt.Sprintf("%d more", more))
	}
	return fmt.Sprintf("list %d: refused are %s", e.ListID, strings.Join(texts, ", "))
}

// err returns the error of a call, nil if nothing was refused.
func (e *RefusedError) err(kind error) error {
	if len(e.Items) == 0 {
		return nil
	}
	return &tmdb.Error{Kind: kind, Err: e}
}

// refusalsIn returns the error for those of the items that the response to a change of a v4 list
// does not say succeeded.
func refusalsIn(results []gen.ListItemResultV4, listID int, items []Item) error {
	refused := RefusedError{ListID: listID}
	for _, item := range items {
		i := slices.IndexFunc(results, func(r gen.ListItemResultV4) bool {
			return r.MediaID == item.id && string(r.MediaType) == string(item.mediaType())
		})
		switch {
		case i < 0:
			refused.Items = append(refused.Items, Refusal{Item: item})
		case !results[i].Success:
			refused.Items = append(refused.Items, Refusal{Item: item, Reason: results[i].Error.String()})
		}
	}
	return refused.err(tmdb.ErrInvalid)
}
