package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
)

// errNull is for [null], which decodes into a nil pointer that nobody expects.
var errNull = errors.New("null is no element of a list")

// refuseNulls returns errNull if a list in the data has null for an element.
// Only the values of changes may: they are any JSON.
//
// The data must be valid JSON.
func refuseNulls(data []byte) error {
	if !bytes.Contains(data, []byte("null")) {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	var inList []bool // of each open object and list
	key := false      // the next string is one
	for {
		token, err := dec.Token()
		if err != nil {
			return nil // the end
		}
		top := len(inList) - 1
		switch {
		case token == json.Delim('{') || token == json.Delim('['):
			inList = append(inList, token == json.Delim('['))
		case token == json.Delim('}') || token == json.Delim(']'):
			inList = inList[:top]
		case token == nil && top >= 0 && inList[top]:
			return errNull
		case key && (token == "value" || token == "original_value"):
			var skipped json.RawMessage
			if dec.Decode(&skipped) != nil {
				return nil
			}
		case key:
			key = false
			continue
		}
		key = len(inList) > 0 && !inList[len(inList)-1]
	}
}
