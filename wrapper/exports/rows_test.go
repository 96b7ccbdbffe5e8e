package exports

import (
	"encoding/json"
	"testing"

	"github.com/tmdb-go/tmdb/internal/jsonread"
)

var lines = []string{
	`{"adult":false,"id":3924,"original_title":"Blondie","popularity":2.4,"video":false}`,
	`{"id":1,"original_name":"プライド","popularity":12.1}`,
	`{"adult":false,"id":16,"name":"Mychael \"M\" Danna","popularity":0.5}`,
	`{"id":1,"name":"Lucasfilm Ltd."}`,
}

// TestLinesAreRead wants lines as TMDB writes them to be read without encoding/json.
func TestLinesAreRead(t *testing.T) {
	t.Parallel()
	for _, line := range lines {
		var f fields
		if !jsonread.Read([]byte(line), f.readJSON) {
			t.Errorf("%s is not read", line)
		}
	}
}

// FuzzRows wants a line to be what encoding/json makes of it.
func FuzzRows(f *testing.F) {
	for _, line := range append(lines, `{"ID":3,"Name":"a","name":null}`, `{"id":1,"popularity":"2.5","name":7}`, `{"id":1.0}`, `{"id":0}`, `null`, `{"id":1}x`, `{"id":2,"video":null}`) {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		compareRow[Movie](t, line)
		compareRow[Series](t, line)
		compareRow[Person](t, line)
		compareRow[Named](t, line)
	})
}

func compareRow[T interface {
	row[T]
	comparable
}](t *testing.T, line []byte) {
	t.Helper()
	got, err := newParser[T]()(line)
	var want T
	wantErr := json.Unmarshal(line, &want)
	switch {
	case wantErr == nil && want.id() > 0:
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", line, got, err, want)
		}
	case err == nil:
		t.Errorf("%q: %+v, want an error such as %v", line, got, wantErr)
	case wantErr != nil && err.Error() != wantErr.Error():
		t.Errorf("%q: %v, want %v", line, err, wantErr)
	}
}
