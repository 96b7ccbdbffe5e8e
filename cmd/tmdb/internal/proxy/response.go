package proxy

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/internal/failure"
	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// passed are the fields of TMDB's responses that clients get to see.
var passed = []string{"Age", "Authentication-Callback", "Cache-Control", "Date", "Etag", "Last-Modified", "Retry-After"}

const ignoredField = "Proxy-Ignored-Parameters"

// pass sends TMDB's response on, or what the client asked of it: a part, or whether it is another one.
func pass(w http.ResponseWriter, r *http.Request, j *job, resp *http.Response) *refusal {
	body, c := inmemory.Read(resp), j.call
	switch status := resp.StatusCode; {
	case status < 200 || status > 599:
		return refuse(43, "TMDB responded with "+strconv.Itoa(status)+", which says nothing")
	case status >= 300 && status < 400:
		return refuse(43, "TMDB responded by a redirect, which the proxy does not follow")
	case status >= 400 && (body.Err != nil || !isJSON(body, resp)):
		return withoutText(resp)
	case body.Err != nil:
		j.err = body.Err
		return cutOff(body.Err)
	case status != http.StatusNoContent && !isJSON(body, resp):
		return refuse(43, "the response of TMDB is no JSON")
	}
	h := w.Header()
	for _, name := range passed {
		if values := resp.Header[name]; len(values) > 0 {
			h[name] = values
		}
	}
	if c.ofUser() {
		h.Set("Cache-Control", private(h["Cache-Control"]))
		h.Add("Vary", "Authorization")
	}
	h.Set("Content-Type", "application/json;charset=utf-8")
	h.Set("Cache-Status", "tmdb-proxy; "+j.status())
	if names := shown(c.ignored); names != "" {
		h.Set(ignoredField, names)
	}
	if resp.StatusCode == http.StatusOK && !c.op.Writes {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body.Data))
		return nil
	}
	h.Set("Content-Length", strconv.Itoa(len(body.Data)))
	w.WriteHeader(resp.StatusCode)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body.Data)
	}
	return nil
}

// isOfCredential reports whether a response says that TMDB does not take a key or a token, which is not its
// client's: to whom it would say that the client is to have another one.
func isOfCredential(resp *http.Response) bool {
	if resp.StatusCode != http.StatusUnauthorized {
		return false
	}
	failed, _ := failure.Parse(inmemory.Read(resp).Data)
	return failed.Code == 7
}

// private returns what Cache-Control says, but that no cache on the way keeps it for others: TMDB calls all
// public, even a list that its owner alone may see.
func private(control []string) string {
	kept := []string{"private"}
	for directive := range strings.SplitSeq(strings.Join(control, ","), ",") {
		switch directive = strings.TrimSpace(directive); strings.ToLower(directive) {
		case "", "public", "private":
		default:
			kept = append(kept, directive)
		}
	}
	return strings.Join(kept, ", ")
}

// isJSON reports whether a client can read a response. Failures and what writes have not been looked at yet,
// as no other attempt would follow.
func isJSON(body *inmemory.Body, resp *http.Response) bool {
	fault := body.Fault
	if !body.Checked {
		fault = usable(resp, body.Data)
	}
	return fault == nil || errors.Is(fault, transport.ErrFailed)
}

// cutOff returns what to say of a response that has not come whole.
func cutOff(err error) *refusal {
	if _, ok := errors.AsType[*transport.BodyTooLargeError](err); ok {
		return refuse(43, "the response of TMDB is too large")
	}
	return refuse(43, "the response of TMDB was cut off")
}

// withoutText is what stands for an error of TMDB's that is not in its own form, such as a page of its
// edge, or not whole.
func withoutText(resp *http.Response) *refusal {
	code := map[int]int{http.StatusUnauthorized: 7, http.StatusNotFound: 34, http.StatusTooManyRequests: 25}[resp.StatusCode]
	if code == 0 {
		code = 43
	}
	refused := refuse(code, "TMDB responded with "+strconv.Itoa(resp.StatusCode)+" and no text of its own").as(resp.StatusCode)
	if wait, ok := transport.RetryAfter(resp.Header); ok {
		refused.wait = wait
	}
	return refused
}

// failureOf returns what to say when there is no response. The error itself is for the log, as it may
// have an address.
func failureOf(r *http.Request, err error) *refusal {
	if refused, ok := errors.AsType[*refusal](err); ok {
		return refused
	}
	if refused, ok := errors.AsType[*transport.TooManyRequestsError](err); ok {
		return refuse(25, "TMDB takes no requests of the proxy for a while").after(max(refused.RetryAfter, time.Second))
	}
	switch {
	case r.Context().Err() != nil:
		return refuse(24, "the client has gone").as(statusGone)
	case errors.Is(err, context.DeadlineExceeded):
		return refuse(24, "TMDB did not respond in time")
	}
	return refuse(43, "TMDB cannot be reached")
}

// statusGone stands in the log for a response that nobody waits for, as that of nginx.
const statusGone = 499

// shown returns names of parameters as they may stand in a header: none that is odd, and not too many.
func shown(names []string) string {
	var list []string
	for _, name := range names {
		if isName(name) && len(list) < maxIgnored {
			list = append(list, name)
		}
	}
	return strings.Join(list, ", ")
}
