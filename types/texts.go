package types

import (
	"encoding/json"
	"strings"
)

// Texts are some texts that TMDB writes as a list in one place and as a single text in another, such
// as why an entry of a list was refused. They are encoded as a list. No text means that TMDB has
// none.
type Texts []string

// String returns the texts in one line.
func (t Texts) String() string { return strings.Join(t, "; ") }

// IsZero reports whether there is no text.
func (t Texts) IsZero() bool { return len(t) == 0 }

// UnmarshalJSON takes a list of texts, a text, which is a list of one, or null, "" or
// {}, which are none. It returns an error for anything else.
func (t *Texts) UnmarshalJSON(data []byte) error {
	kind, err := inspect(data)
	if err != nil {
		return err
	}
	*t = nil
	switch kind {
	case KindUnknown:
		return nil
	case KindString:
		if text, _ := Value(data).Text(); text != "" {
			*t = Texts{text}
		}
		return nil
	case KindArray:
		return json.Unmarshal(data, (*[]string)(t))
	case KindObject:
		if object, _ := objectOf(data); len(object) == 0 {
			return nil
		}
	}
	return typeError[Texts](kind, "texts, a text or null")
}
