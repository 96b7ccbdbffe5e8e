package types

import "encoding/json"

// WholeNumbers returns the JSON in data with 28.0 written as 28, for some old responses have a
// fraction of zeros where an id or a count is meant, which encoding/json does not take for an int.
// Everything else stays as it is; data itself is not changed.
func WholeNumbers(data json.RawMessage) json.RawMessage {
	out := make(json.RawMessage, 0, len(data))
	for i := 0; i < len(data); {
		end := i + 1
		switch c := data[i]; {
		case c == '"':
			end = stringEnd(data, i)
			out = append(out, data[i:end]...)
		case isDigit(c):
			end = numberEnd(data, i)
			out = append(out, withoutZeros(data[i:end])...)
		default:
			out = append(out, c)
		}
		i = end
	}
	return out
}

// stringEnd returns the index after the string that starts at i.
func stringEnd(data []byte, i int) int {
	for i++; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(data)
}

// numberEnd returns the index after the number of which data[i] is a digit.
func numberEnd(data []byte, i int) int {
	for ; i < len(data); i++ {
		switch c := data[i]; {
		case isDigit(c), c == '.', c == 'e', c == 'E', c == '+', c == '-':
		default:
			return i
		}
	}
	return i
}

// withoutZeros returns number without its fraction if that is a point and zeros only.
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
