package user

import (
	"encoding/json"
	"errors"
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

// bodyOf returns the response to a change of a v4 list.
func bodyOf[R interface {
	GetJSON200() *gen.ListItemResultsV4
	GetBody() []byte
	StatusCode() int
	ContentType() string
}](resp R, err error) ([]byte, error) {
	if _, err := tmdb.Result(resp, err); err != nil {
		return nil, err
	}
	return resp.GetBody(), nil
}

// refusalsIn returns the error for those of the items that the response to a change of a v4 list
// does not say succeeded.
func refusalsIn(response []byte, listID int, items []Item) error {
	type result struct {
		MediaType gen.FavoriteMediaType `json:"media_type"`
		MediaID   int                   `json:"media_id"`
		Success   bool                  `json:"success"`
		Error     json.RawMessage       `json:"error"`
	}
	var outcome struct {
		Results []result `json:"results"`
	}
	if err := json.Unmarshal(response, &outcome); err != nil {
		return &tmdb.Error{Kind: tmdb.ErrUnavailable, Err: errors.New("the response does not say what became of the items")}
	}
	refused := RefusedError{ListID: listID}
	for _, item := range items {
		i := slices.IndexFunc(outcome.Results, func(r result) bool { return r.MediaID == item.id && r.MediaType == item.mediaType() })
		switch {
		case i < 0:
			refused.Items = append(refused.Items, Refusal{Item: item})
		case !outcome.Results[i].Success:
			refused.Items = append(refused.Items, Refusal{Item: item, Reason: textOf(outcome.Results[i].Error)})
		}
	}
	return refused.err(tmdb.ErrInvalid)
}

// textOf returns a text, or several as one.
func textOf(raw json.RawMessage) string {
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		return strings.Join(list, "; ")
	}
	var text string
	_ = json.Unmarshal(raw, &text)
	return text
}
