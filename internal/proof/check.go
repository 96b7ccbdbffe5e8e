package proof

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/recorded"
)

// checker sends recordings to the generated client over HTTP and looks at what it makes of them.
type checker struct {
	operations map[string]operation
	recordings []recorded.Response
	client     *gen.ClientWithResponses
}

// recordingHeader of a request is the index of the recording that the server is to send.
const recordingHeader = "X-Proof-Recording"

// newChecker starts a server on loopback that has the recordings, for as long as the test runs.
func newChecker(t *testing.T, recordings []recorded.Response) *checker {
	t.Helper()
	ops, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	c := &checker{operations: map[string]operation{}, recordings: recordings}
	for _, op := range ops {
		c.operations[op.String()] = op
	}
	server := httptest.NewServer(http.HandlerFunc(c.serve))
	t.Cleanup(server.Close)
	c.client, err = gen.NewClientWithResponses(server.URL, gen.WithHTTPClient(server.Client()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *checker) serve(w http.ResponseWriter, r *http.Request) {
	i, err := strconv.Atoi(r.Header.Get(recordingHeader))
	if err != nil || i < 0 || i >= len(c.recordings) {
		http.Error(w, "no such recording", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(c.recordings[i].Status)
	w.Write(c.recordings[i].Body)
}

// findings is what is wrong with how the client and the spec take a recording.
type findings struct {
	// failures are recordings, or parts of them, that do not decode or have no type.
	failures []string
	// violations are what the spec says otherwise.
	violations []string
	diffs      []difference
	// unknown counts members of unions of a kind that the spec does not know; they keep their JSON.
	unknown int
}

// check returns what is wrong with recording i. It returns an error if it cannot be checked.
func (c *checker) check(ctx context.Context, i int) (findings, error) {
	a := c.recordings[i]
	op, ok := c.operations[a.Method+" "+a.Path]
	if !ok {
		return findings{}, fmt.Errorf("the spec has no operation %s %s", a.Method, a.Path)
	}
	response, err := c.call(ctx, op, i)
	if err != nil {
		return findings{}, err
	}
	if response.err != nil {
		return findings{failures: []string{"does not decode: " + response.err.Error()}}, nil
	}

	var found findings
	if found.violations, err = violations(op, a); err != nil {
		return findings{}, err
	}
	result, ok := typedResult(response.value, a.Status)
	if !ok {
		found.failures = append(found.failures, fmt.Sprintf("%s has no typed result for status %d", response.value.Type(), a.Status))
		return found, nil
	}
	f := finder{appended: func(key string) (reflect.Type, bool) { return c.appendedType(op, key) }}
	if err := f.compare("", a.Body, result); err != nil {
		return findings{}, err
	}
	found.failures, found.diffs, found.unknown = append(found.failures, f.failures...), f.diffs, f.unknown
	return found, nil
}

// response is what a …WithResponse method returned.
type response struct {
	value reflect.Value
	err   error
}

// call calls the operation and has the server send recording i.
func (c *checker) call(ctx context.Context, op operation, i int) (response, error) {
	method, err := op.clientMethod(c.client, "WithResponse")
	if err != nil {
		return response{}, err
	}
	editor := func(_ context.Context, r *http.Request) error {
		r.Header.Set(recordingHeader, strconv.Itoa(i))
		return nil
	}
	args, err := op.arguments(ctx, method.Type(), op.pathExamples(), nil, editor)
	if err != nil {
		return response{}, err
	}
	out := method.Call(args)
	failed, _ := out[1].Interface().(error)
	return response{value: out[0], err: failed}, nil
}

// typedResult returns what the client has decoded a response with this status into. What is decoded
// for no status of its own counts for failures only.
func typedResult(response reflect.Value, status int) (reflect.Value, bool) {
	getters := []string{"GetJSON" + strconv.Itoa(status)}
	if status >= http.StatusBadRequest {
		getters = append(getters, "GetJSONDefault")
	}
	for _, name := range getters {
		if getter := response.MethodByName(name); getter.IsValid() {
			if result := getter.Call(nil)[0]; !result.IsNil() {
				return result, true
			}
		}
	}
	return reflect.Value{}, false
}

var placeholder = regexp.MustCompile(`\{[^}]+\}`)

// appendedType returns the type of the response of the operation below op whose path ends in key,
// as in append_to_response=season/1.
func (c *checker) appendedType(op operation, key string) (reflect.Type, bool) {
	for _, other := range c.operations {
		rest, ok := strings.CutPrefix(other.Path, op.Path+"/")
		if !ok || other.Method != http.MethodGet {
			continue
		}
		pattern := "^" + placeholder.ReplaceAllString(rest, "[0-9]+") + "$"
		if ok, err := regexp.MatchString(pattern, key); err != nil || !ok {
			continue
		}
		method, err := other.clientMethod(c.client, "WithResponse")
		if err != nil {
			return nil, false
		}
		getter, ok := method.Type().Out(0).MethodByName("GetJSON200")
		if !ok {
			return nil, false
		}
		return getter.Type.Out(0).Elem(), true
	}
	return nil, false
}

// violations returns what the spec says otherwise than the recording.
func violations(op operation, a recorded.Response) ([]string, error) {
	schema := op.Response(a.Status)
	if schema == nil {
		return []string{fmt.Sprintf("the spec has no JSON for status %d", a.Status)}, nil
	}
	var body any
	if err := json.Unmarshal(a.Body, &body); err != nil {
		return nil, err
	}
	err := schema.VisitJSON(body, openapi3.MultiErrors(), openapi3.VisitAsResponse(), openapi3.DisableSchemaErrorDetails())
	if err == nil {
		return nil, nil
	}
	return violationTexts(err), nil
}

// violationTexts returns what err, or each error that it is a list of, says with its JSON pointer.
// A kind that a union does not know is no violation: vocabularies are open.
func violationTexts(err error) []string {
	if list, ok := err.(openapi3.MultiError); ok { //nolint:errorlint // the tree of errors itself is walked
		var texts []string
		for _, err := range list {
			texts = append(texts, violationTexts(err)...)
		}
		return texts
	}
	if unknownKind(err) {
		return nil
	}
	return []string{err.Error()}
}

// unknownKind reports whether err says nothing but that a union does not know the kind of a member.
func unknownKind(err error) bool {
	switch e := err.(type) { //nolint:errorlint // the tree of errors itself is walked
	case nil:
		return false
	case openapi3.MultiError:
		return len(e) > 0 && !slices.ContainsFunc(e, func(err error) bool { return !unknownKind(err) })
	case *openapi3.SchemaError:
		if e.Origin == nil {
			return e.SchemaField == "discriminator" && strings.HasSuffix(e.Reason, "has invalid value")
		}
		return unknownKind(e.Origin)
	default:
		return unknownKind(errors.Unwrap(err))
	}
}
