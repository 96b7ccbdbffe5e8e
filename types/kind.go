package types

// Kind is the JSON type of a [Value].
type Kind uint8

// The kinds of a Value. KindUnknown is nothing at all, or null: TMDB makes no difference.
const (
	KindUnknown Kind = iota
	KindString
	KindNumber
	KindBool
	KindArray
	KindObject
)

// String returns the name of the kind in lower case, such as "string", and "unknown" for a kind
// that is not one of the constants.
func (k Kind) String() string {
	switch k {
	case KindString:
		return "string"
	case KindNumber:
		return "number"
	case KindBool:
		return "bool"
	case KindArray:
		return "array"
	case KindObject:
		return "object"
	default:
		return "unknown"
	}
}
