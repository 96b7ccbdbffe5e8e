package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

func TestWatch(t *testing.T) {
	t.Parallel()
	const base = "http://127.0.0.1:1"
	sent := func(url string) any {
		return &network.EventRequestWillBeSent{RequestID: "1", Request: &network.Request{URL: url}}
	}
	for name, test := range map[string]struct {
		event any
		want  []string
	}{
		"this host":      {sent(base + "/a"), nil},
		"in the page":    {sent("data:image/png,"), nil},
		"another host":   {sent("https://example.com/a"), []string{"request to another host: https://example.com/a"}},
		"another port":   {sent("http://127.0.0.1:12/a"), []string{"request to another host: http://127.0.0.1:12/a"}},
		"status 404":     {&network.EventResponseReceived{Response: &network.Response{Status: 404, URL: base}}, []string{"status 404: " + base}},
		"status 200":     {&network.EventResponseReceived{Response: &network.Response{Status: 200, URL: base}}, nil},
		"failed":         {&network.EventLoadingFailed{ErrorText: "refused"}, []string{"failed request:  refused"}},
		"cancelled":      {&network.EventLoadingFailed{Canceled: true}, nil},
		"console.log":    {&runtime.EventConsoleAPICalled{Type: runtime.ConsoleAPICalledTypeLog}, nil},
		"console.error":  {&runtime.EventConsoleAPICalled{Type: runtime.ConsoleAPICalledTypeError, Args: []*runtime.RemoteObject{nil, {Description: "bad"}}}, []string{"console error: bad"}},
		"exception":      {&runtime.EventExceptionThrown{ExceptionDetails: &runtime.ExceptionDetails{Text: "Uncaught"}}, []string{"exception: Uncaught"}},
		"browser error":  {&log.EventEntryAdded{Entry: &log.Entry{Level: log.EntryLevelError, Text: "CSP"}}, []string{"browser error: CSP"}},
		"browser's word": {&log.EventEntryAdded{Entry: &log.Entry{Level: log.EntryLevelInfo, Text: "hello"}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWatch(base)
			w.see(test.event)
			if got := w.take(); !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	got, err := findings(`[{"id":"a","impact":"serious","help":"Do","where":["p","q","r","s"]},
		{"id":"b","impact":"minor","help":"Do","where":["p"]}, {"id":"c","impact":"critical","help":"Do","where":["p"]}]`)
	want := []string{"axe-core, serious: a: Do: p, q, r and 1 more", "axe-core, critical: c: Do: p"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if _, err := findings("undefined"); err == nil {
		t.Error("no error for what is no JSON")
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	h := pages(fstest.MapFS{"index.html": {Data: []byte("start")}, "a/b.html": {Data: []byte("b")}, "a/index.html": {Data: []byte("a")}})
	for path, want := range map[string]string{"/": "start", "/a/": "a", "/a/b": "b", "/none": "404 page not found\n"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if got, _ := io.ReadAll(w.Body); string(got) != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		done result
		ok   bool
	}{
		"all":     {result{steps: 2, all: 2}, true},
		"stopped": {result{steps: 1, all: 2}, false},
		"faulty":  {result{steps: 2, all: 2, faults: []string{"a"}}, false},
	} {
		if ok := report(io.Discard, []result{test.done}); ok != test.ok {
			t.Errorf("%s: %t, want %t", name, ok, test.ok)
		}
	}
}
