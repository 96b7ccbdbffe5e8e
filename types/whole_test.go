package types_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestWholeNumbers(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{``, ``},
		{`28.0`, `28`},
		{`-28.000`, `-28`},
		{`0.0`, `0`},
		{`100`, `100`},
		{`8.433`, `8.433`},
		{`8.430`, `8.430`},
		{`1.0e3`, `1.0e3`},
		{`1e10`, `1e10`},
		{`{"id":120.0,"genre_ids":[12.0, 14.0],"title":"2.0 \"3.0\" \\","vote_average":8.4}`, `{"id":120,"genre_ids":[12, 14],"title":"2.0 \"3.0\" \\","vote_average":8.4}`},
		{`"cut off 1.0`, `"cut off 1.0`},
		{`"\`, `"\`},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			if got := string(types.WholeNumbers(json.RawMessage(tt.in))); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// FuzzWholeNumbers: what was JSON is the same JSON afterwards.
func FuzzWholeNumbers(f *testing.F) {
	for _, seed := range []string{`28.0`, `{"a":[1.0,-0.0,1.50,1e3,1.0E5],"b\"1.0":"2.0"}`, `"\u0031.0"`, `"\`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		out := types.WholeNumbers(data)
		var before, after any
		if json.Unmarshal(data, &before) != nil {
			return
		}
		if err := json.Unmarshal(out, &after); err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("%s became %s (%v)", data, out, err)
		}
	})
}
