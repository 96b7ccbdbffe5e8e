package wrapper

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
)

// call is what is known of a call while it is under way, kept in its context: the generated code
// between a service and the HTTP client passes on neither the operation nor, when an answer does not
// decode, the answer.
type call struct {
	op     *Operation
	built  bool          // the request could be made from the input
	draft  *http.Request // the request while it was being made
	req    *http.Request // the request as it was sent, nil if none was
	status int           // of the answer, 0 if there is none
	header http.Header   // of the answer
	body   []byte        // of an answer that is not a success
}

type callKey struct{}

func callFrom(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

// begin starts a call of an operation. The context that it returns is the one to make it with.
func begin(ctx context.Context, op *Operation) (context.Context, *call) {
	if ctx == nil {
		ctx = context.Background()
	}
	c := &call{op: op}
	return context.WithValue(ctx, callKey{}, c), c
}

// checkPath returns an *Error that is ErrInvalid if value is no safe path parameter.
func (c *call) checkPath(name, value string) error {
	if err := checkPathValue(name, value); err != nil {
		return c.error(&because{err, ErrInvalid})
	}
	return nil
}

// complete returns what is known of a call with a parsed answer: c itself if the answer came through
// a doer of ours, or else what the answer tells.
func (c *call) complete(resp any) *call {
	if c != nil && c.status != 0 {
		return c
	}
	done := &call{}
	if c != nil {
		done.op = c.op
	}
	answer := httpResponse(resp)
	if answer == nil {
		return done
	}
	done.status, done.header = answer.StatusCode, answer.Header
	if answer.Request == nil {
		return done
	}
	if known := callFrom(answer.Request.Context()); known != nil && known.status != 0 {
		return known
	}
	done.req = answer.Request
	if done.op == nil {
		done.op = findOperation(done.req.Method, escapedPath(done.req.URL))
	}
	return done
}

// httpResponse returns the field HTTPResponse of a generated response, for which there is no getter.
func httpResponse(resp any) *http.Response {
	v := reflect.Indirect(reflect.ValueOf(resp))
	if v.Kind() != reflect.Struct {
		return nil
	}
	field := v.FieldByName("HTTPResponse")
	if !field.IsValid() || !field.CanInterface() {
		return nil
	}
	answer, _ := field.Interface().(*http.Response)
	return answer
}

func escapedPath(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.EscapedPath()
}
