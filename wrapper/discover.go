package wrapper

import (
	"fmt"
	"strings"
)

// And returns a list of which all must be so, for parameters of Discover such as WithGenres:
// And(28, 12) is "28,12", and so is And(gen.MovieGenreAction, gen.MovieGenreAdventure). Values are
// ids, codes or enum constants of package gen. Without a value it is nil, a parameter that is not
// sent.
//
// There is no way to quote a separator. A value that holds a comma counts as several, and one that
// holds a | mixes both kinds of list, which TMDB does not know: the call then returns an error that
// is [ErrInvalid].
func And[T ~int | ~string](values ...T) *string { return joined(values, ",") }

// Or returns a list of which one must be so, like [And]: Or("US", "GB") is "US|GB".
func Or[T ~int | ~string](values ...T) *string { return joined(values, "|") }

func joined[T ~int | ~string](values []T, separator string) *string {
	if len(values) == 0 {
		return nil
	}
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = fmt.Sprint(value)
	}
	return new(strings.Join(texts, separator))
}
