package redact

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"testing"
)

func TestHiddenCauseCanBeAsked(t *testing.T) {
	t.Parallel()
	err := Error(&url.Error{Op: "Get", URL: "https://x/?k=hunter2", Err: fmt.Errorf("hunter2: %w", context.Canceled)}, "hunter2")
	if !errors.Is(err, context.Canceled) || errors.Unwrap(err) != nil {
		t.Errorf("got %v", err)
	}
	if got := fmt.Sprintf("%v %#v", err, err); got != `[redacted]: context canceled "[redacted]: context canceled"` {
		t.Errorf("got %s", got)
	}
}
