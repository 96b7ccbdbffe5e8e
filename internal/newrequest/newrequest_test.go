package newrequest

import (
	"io"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
)

var (
	bases = []string{
		"https://api.themoviedb.org/", "http://127.0.0.1:8080/", "https://proxy.example.com/tmdb/", "https://h:/", "https://h/a/../b/",
		"https://h/a%2fb/", "https://h/a b/", "https://user:word@h/", "https://h//", "//h/", "/path/", "mailto:x/", "https:/x/", "https://h/?a=b", "https://h/#f",
		"https://h", "https://[::1]:80/", "HTTPS://H/", "",
	}
	paths = []string{
		"./3/movie/550", "./3/search/movie", "./4/list/8504076/items", "./3/find/tt0111161", "./3/find/a%2Fb", "./3/x/../y", "./3/x/./y", "./3//x", "./3/x/",
		"./", "/3/movie", "3/movie", "./3/a:b", "./3/a?b=c", "./3/a#b", "./3/é", "./3/a b", "", "../x", "./%zz",
	}
	queries = []string{"", "language=de", "query=a+b&page=2", "with_genres=18,35", "a=%23", "a=#b", "a= b", "a=\x01", "a=é"}
)

// compare wants what the package makes of a URL to be what net/url and net/http make of it.
func compare(t *testing.T, base, path, query string) {
	t.Helper()
	from, err := url.Parse(base)
	if err != nil {
		return
	}
	for range 2 {
		if again, err := Parse(base); err != nil || !reflect.DeepEqual(again, from) {
			t.Fatalf("%q: %+v, %v", base, again, err)
		}
	}
	got, gotErr := Resolve(from, path)
	want, wantErr := from.Parse(path)
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotErr, wantErr) {
		t.Fatalf("%q from %q: %+v, %v; want %+v, %v", path, base, got, gotErr, want, wantErr)
	}
	if want == nil {
		return
	}
	got.RawQuery, want.RawQuery = query, query
	for _, body := range []string{"", "{}"} {
		reader := func() io.Reader {
			if body == "" {
				return nil
			}
			return strings.NewReader(body)
		}
		gotReq, gotErr := New(http.MethodPost, got, reader())
		wantReq, wantErr := http.NewRequest(http.MethodPost, want.String(), reader())
		if !reflect.DeepEqual(gotErr, wantErr) {
			t.Fatalf("%v: %v, want %v", want, gotErr, wantErr)
		}
		if gotErr != nil {
			continue
		}
		if (gotReq.GetBody == nil) != (wantReq.GetBody == nil) {
			t.Errorf("%v: whether the body can be read again differs", want)
		}
		gotReq.GetBody, wantReq.GetBody = nil, nil
		if !reflect.DeepEqual(gotReq, wantReq) {
			t.Errorf("%v: %+v of %+v, want %+v of %+v", want, gotReq, gotReq.URL, wantReq, wantReq.URL)
		}
	}
}

func TestNewRequest(t *testing.T) {
	t.Parallel()
	for _, base := range bases {
		for _, path := range paths {
			for _, query := range queries {
				compare(t, base, path, query)
			}
		}
	}
}

func FuzzNewRequest(f *testing.F) {
	for i, base := range bases {
		f.Add(base, paths[i%len(paths)], queries[i%len(queries)])
	}
	f.Fuzz(compare)
}
