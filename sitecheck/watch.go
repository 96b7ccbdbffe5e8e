package main

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch notes what pages do that they should not.
type watch struct {
	base string // all requests go there

	mu      sync.Mutex
	urls    map[network.RequestID]string // of requests, ended or not
	pending map[network.RequestID]bool
	faults  []string
}

func newWatch(base string) *watch {
	return &watch{base: base, urls: map[network.RequestID]string{}, pending: map[network.RequestID]bool{}}
}

// see takes the events of a browser.
func (w *watch) see(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument { // what the page that is left was waiting for may never end
			clear(w.pending)
		}
		w.urls[e.RequestID] = e.Request.URL
		w.pending[e.RequestID] = true
		if !sameHost(w.base, e.Request.URL) {
			w.fault("request to another host: %s", e.Request.URL)
		}
	case *network.EventWebSocketCreated:
		w.fault("request to another host: %s", e.URL)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			w.fault("status %d: %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFinished:
		delete(w.pending, e.RequestID)
	case *network.EventLoadingFailed:
		delete(w.pending, e.RequestID)
		// The browser cancels what a page that is left no longer needs.
		if !e.Canceled {
			w.fault("failed request: %s %s %s", w.urls[e.RequestID], e.ErrorText, e.BlockedReason)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			w.fault("console %s: %s", e.Type, consoleText(e.Args))
		}
	case *runtime.EventExceptionThrown:
		w.fault("exception: %s %s", e.ExceptionDetails.Text, consoleText([]*runtime.RemoteObject{e.ExceptionDetails.Exception}))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			w.fault("browser %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	}
}

// fault notes a fault. w.mu is held.
func (w *watch) fault(format string, args ...any) {
	w.faults = append(w.faults, strings.TrimSpace(fmt.Sprintf(format, args...)))
}

// take returns the faults since it was last called.
func (w *watch) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	faults := w.faults
	w.faults = nil
	return faults
}

// underWay returns the URLs of the requests that have not ended.
func (w *watch) underWay() (urls []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id := range w.pending {
		urls = append(urls, w.urls[id])
	}
	return urls
}

// requests is how many there were.
func (w *watch) requests() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.urls)
}

// sameHost tells whether a URL stays on the host and port of base, or in the page itself.
func sameHost(base, to string) bool {
	a, err := url.Parse(base)
	if err != nil {
		return false
	}
	b, err := url.Parse(to)
	if err != nil {
		return false
	}
	switch b.Scheme {
	case "data", "blob", "about":
		return true
	}
	return a.Scheme == b.Scheme && a.Host == b.Host
}

func consoleText(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		if arg == nil {
			continue
		}
		if arg.Description != "" {
			words = append(words, arg.Description)
			continue
		}
		words = append(words, string(arg.Value))
	}
	return strings.Join(words, " ")
}
