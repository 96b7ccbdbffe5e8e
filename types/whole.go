package types

// withoutZeros returns number without its fraction if that is a point and zeros only, as some old
// responses have it where an id or a count is meant.
func withoutZeros(number []byte) []byte {
	end := len(number)
	for end > 0 && number[end-1] == '0' {
		end--
	}
	if end > 1 && end < len(number) && number[end-1] == '.' {
		return number[:end-1]
	}
	return number
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
