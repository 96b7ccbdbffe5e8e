package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const secret = "s3cr3t"

func TestLog(t *testing.T) {
	t.Parallel()
	describe := func(*http.Request) (string, string) { return "thingDetails", "/thing/{id}" }
	redact := func(_ *http.Request, err error) string { return strings.ReplaceAll(err.Error(), secret, "[redacted]") }
	known := func(status int, length int64) func(*http.Request) (*http.Response, error) {
		return func(*http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			resp := respond(status, "")
			resp.ContentLength = length
			return resp, nil
		}
	}
	broken := fail(fmt.Errorf("dial %s: %w", secret, errReset))
	traced := func(made Trace) func(*http.Request) (*http.Response, error) {
		return func(req *http.Request) (*http.Response, error) {
			note(req.Context(), func(tr *Trace) { *tr = made })
			return respond(200, ""), nil
		}
	}
	gone := func(req *http.Request) (*http.Response, error) {
		req.Context().Value(cancelKey{}).(context.CancelCauseFunc)(errReset)
		return nil, context.Cause(req.Context())
	}
	second := float64(time.Second)
	tests := []struct {
		name  string
		cfg   LogConfig
		level slog.Level
		step  func(*http.Request) (*http.Response, error)
		want  map[string]any // nil for no record
	}{
		{
			"success", LogConfig{Describe: describe}, slog.LevelDebug, known(200, 42),
			map[string]any{"level": "DEBUG", "operation": "thingDetails", "path": "/thing/{id}", "status": 200.0, "duration": second, "bytes": 42.0},
		},
		{
			"success, not wanted", LogConfig{}, slog.LevelInfo, known(200, 42), nil,
		},
		{
			"nothing described", LogConfig{}, slog.LevelDebug, ok(404, ""),
			map[string]any{"level": "DEBUG", "status": 404.0, "duration": 0.0},
		},
		{
			"described as nothing", LogConfig{Describe: func(*http.Request) (string, string) { return "", "" }}, slog.LevelDebug, ok(200, ""),
			map[string]any{"level": "DEBUG", "status": 200.0, "duration": 0.0},
		},
		{
			"too many requests", LogConfig{Describe: describe}, slog.LevelWarn, known(429, -1),
			map[string]any{"level": "WARN", "operation": "thingDetails", "path": "/thing/{id}", "status": 429.0, "duration": second},
		},
		{
			"down", LogConfig{}, slog.LevelWarn, known(503, 0),
			map[string]any{"level": "WARN", "status": 503.0, "duration": second, "bytes": 0.0},
		},
		{
			"error", LogConfig{Redact: redact}, slog.LevelDebug, broken,
			map[string]any{"level": "WARN", "error": "dial [redacted]: connection reset by peer", "duration": 0.0},
		},
		{
			"error that nobody redacts", LogConfig{}, slog.LevelDebug, broken,
			map[string]any{"level": "WARN", "error": "*fmt.wrapError", "duration": 0.0},
		},
		{
			"given up", LogConfig{}, slog.LevelDebug, gone,
			map[string]any{"level": "DEBUG", "error": "*errors.errorString", "duration": 0.0},
		},
		{
			"given up, not wanted", LogConfig{}, slog.LevelWarn, gone, nil,
		},
		{
			"from the cache", LogConfig{}, slog.LevelDebug, traced(Trace{Cache: Hit, Shared: true}),
			map[string]any{"level": "DEBUG", "status": 200.0, "duration": 0.0, "cache": "hit", "shared": true},
		},
		{
			"attempts", LogConfig{}, slog.LevelDebug, traced(Trace{Cache: Miss, Attempts: 3}),
			map[string]any{"level": "DEBUG", "status": 200.0, "duration": 0.0, "cache": "miss", "attempts": 3.0},
		},
		{
			"nothing wanted", LogConfig{}, slog.LevelError, known(503, 0), nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				tt.cfg.Logger = slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{Level: tt.level}))
				req := request(t, "GET", "https://example.test/thing/"+secret+"?key="+secret, "", "Authorization", secret)
				ctx, cancel := context.WithCancelCause(t.Context())
				defer cancel(nil)
				req = req.WithContext(context.WithValue(ctx, cancelKey{}, cancel))
				resp, err := Log(silent(tt.cfg))(serve(tt.step)).RoundTrip(req)
				if err == nil {
					_ = resp.Body.Close()
				}
				if strings.Contains(out.String(), secret) {
					t.Errorf("a secret is logged: %s", out.String())
				}
				if tt.want == nil {
					if out.Len() > 0 {
						t.Errorf("logged %s", out.String())
					}
					return
				}
				var got map[string]any
				if err := json.Unmarshal(out.Bytes(), &got); err != nil {
					t.Fatalf("%v: %s", err, out.String())
				}
				delete(got, "time")
				tt.want["msg"], tt.want["method"] = "request", "GET"
				if !maps.Equal(got, tt.want) {
					t.Errorf("logged %v, want %v", got, tt.want)
				}
			})
		})
	}
}

type cancelKey struct{}

func TestLogPassesTraceOn(t *testing.T) {
	t.Parallel()
	logger := slog.New(slog.NewTextHandler(new(bytes.Buffer), &slog.HandlerOptions{Level: slog.LevelDebug}))
	s := serve(func(req *http.Request) (*http.Response, error) {
		note(req.Context(), func(tr *Trace) { tr.Attempts = 2 })
		noteCache(req.Context(), Revalidated)
		return respond(200, ""), nil
	})
	req, rec := recorded(get(t))
	do(t, Log(silent(LogConfig{Logger: logger}))(s), req)
	if got, want := rec.Trace(), (Trace{Cache: Revalidated, Attempts: 2}); got != want {
		t.Errorf("trace %+v, want %+v", got, want)
	}
}

func TestLogMethod(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	req := get(t)
	req.Method = "" // which is GET
	do(t, Log(silent(LogConfig{Logger: logger}))(serve(ok(200, ""))), req)
	if !slices.Contains(strings.Fields(out.String()), "method=GET") {
		t.Errorf("logged %s", out.String())
	}
}

func TestLogWithoutLogger(t *testing.T) {
	t.Parallel()
	s := serve(ok(200, ""))
	if rt := Log(LogConfig{})(s); rt != s {
		t.Error("it is a layer")
	}
}

// silent fills in what a config leaves out: nothing described, and the types of errors.
func silent(l LogConfig) LogConfig {
	if l.Describe == nil {
		l.Describe = func(*http.Request) (string, string) { return "", "" }
	}
	if l.Redact == nil {
		l.Redact = func(_ *http.Request, err error) string { return fmt.Sprintf("%T", err) }
	}
	return l
}
