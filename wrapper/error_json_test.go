package wrapper

import (
	"encoding/json"
	"io"
	"testing"
	"time"
)

func TestErrorJSON(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		err  any
		want string
	}{
		{&Error{
			StatusCode: 429, Code: 25, Message: "Slow down.", Errors: []string{"a"}, Method: "GET", Path: "/3/movie/{movie_id}",
			Operation: "movieDetails", RetryAfter: 1500 * time.Millisecond,
		}, `{"operation":"movieDetails","method":"GET","path":"/3/movie/{movie_id}","http_status":429,"code":25,"message":"Slow down.","errors":["a"],"retry_after":"1.5s"}`},
		{&Error{Err: io.EOF}, `{"cause":"EOF"}`},
		{&Error{}, `{}`},
		{(*Error)(nil), `null`},
		{[]error{&Error{Err: io.EOF}}, `[{"cause":"EOF"}]`},
	} {
		data, err := json.Marshal(test.err)
		if err != nil || string(data) != test.want {
			t.Errorf("got %s, %v; want %s", data, err, test.want)
		}
	}
}
