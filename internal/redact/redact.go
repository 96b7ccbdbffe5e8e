// Package redact takes secrets out of texts and errors before anybody sees them.
package redact

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Mark stands in place of a secret.
const Mark = "[redacted]"

// Text returns text with Mark in place of each of the secrets, in their order.
func Text(text string, secrets ...string) string {
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, Mark)
	}
	return text
}

// Error returns err without the URL that http.Client puts before its errors, and without the secrets
// in its text. One that held any can be asked for what it wraps, but not unwrapped.
func Error(err error, secrets ...string) error {
	if e, ok := err.(*url.Error); ok { //nolint:errorlint // only what stands before all else
		return Error(e.Err, secrets...)
	}
	if err == nil {
		return nil
	}
	if text := Text(err.Error(), secrets...); text != err.Error() {
		return &hidden{text, err}
	}
	return err
}

// hidden is an error whose own text holds a secret.
type hidden struct {
	text  string
	cause error
}

func (h *hidden) Error() string        { return h.text }
func (h *hidden) GoString() string     { return fmt.Sprintf("%q", h.text) }
func (h *hidden) Is(target error) bool { return errors.Is(h.cause, target) }
