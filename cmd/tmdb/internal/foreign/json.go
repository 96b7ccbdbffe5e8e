package foreign

import (
	"encoding/json"
	"fmt"
)

// readJSON reads the rows of Trakt, or of this program.
func readJSON(name, text string) (*File, error) {
	var rows []json.RawMessage
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, fmt.Errorf("%w: of JSON, want an array of rows (%w)", ErrFormat, err)
	}
	file := &File{Service: own.name} // which is what writes no rows as well
	kind := kindByName(name)
	for i, row := range rows {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(row, &fields); err != nil {
			return nil, fmt.Errorf("%w: row %d is no object", ErrFormat, i+1)
		}
		var e Entry
		var err error
		switch {
		case fields["ref"] != nil:
			var o Own
			if err = json.Unmarshal(row, &o); err == nil {
				e, err = o.entry()
			}
		case fields["type"] != nil || fields["movie"] != nil || fields["show"] != nil:
			file.Service = trakt.name
			var t traktRow
			if err = json.Unmarshal(row, &t); err == nil {
				e, err = t.entry(kind)
			}
		default:
			return nil, ErrFormat
		}
		if err != nil {
			e.Skip = err.Error()
		}
		e.Line = i + 1
		file.Entries = append(file.Entries, e)
	}
	return file, nil
}
