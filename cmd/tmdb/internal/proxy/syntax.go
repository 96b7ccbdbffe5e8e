package proxy

import "strings"

// What texts of clients are made of. No pattern is compiled for them: the program would start later for
// it.
const (
	digits  = "0123456789"
	letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// isOf reports whether a text is from shortest to longest bytes long, and made of characters of a set.
func isOf(text, set string, shortest, longest int) bool {
	return len(text) >= shortest && len(text) <= longest && strings.Trim(text, set) == ""
}

// isAccessToken reports whether a text looks like TMDB's access tokens.
func isAccessToken(text string) bool {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || !strings.HasPrefix(text, "eyJ") {
		return false
	}
	for _, part := range parts {
		if !isOf(part, letters+digits+"_-", 1, 2000) {
			return false
		}
	}
	return true
}

// isName reports whether a text looks like the name of a parameter.
func isName(text string) bool { return isOf(text, letters+digits+"_.-", 1, 40) }

// isHop reports whether an element of Via is of a proxy of this kind.
func isHop(text string) bool {
	id, ok := strings.CutPrefix(text, hopName)
	return ok && isOf(id, digits+"abcdef", 16, 16)
}

// isClientToken reports whether a text will do as the token that clients send.
func isClientToken(text string) bool { return isOf(text, letters+digits+"._~+/-", 16, 512) }
