// Package redact takes secrets out of texts and errors before anybody sees them, and what is too
// much of a server's.
package redact

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Mark stands in place of a secret.
const Mark = "[redacted]"

// maxText is how many bytes of a text are shown.
const maxText = 2000

// Short returns a text, or how it begins if it is long.
func Short(text string) string {
	if len(text) <= maxText {
		return text
	}
	return strings.ToValidUTF8(text[:maxText], "") + "…"
}

// Text returns text with Mark in place of each of the secrets, in their order.
func Text(text string, secrets ...string) string {
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, Mark)
	}
	return text
}

// Error returns err without the URL that http.Client puts before its errors, without the secrets in
// its text, and short. One that was not so can be asked for what it wraps, but not unwrapped.
func Error(err error, secrets ...string) error {
	if e, ok := err.(*url.Error); ok { //nolint:errorlint // only what stands before all else
		return Error(e.Err, secrets...)
	}
	if err == nil {
		return nil
	}
	if text := Short(Text(err.Error(), secrets...)); text != err.Error() {
		return &hidden{text, err}
	}
	return err
}

// hidden is an error whose own text holds a secret, or is long.
type hidden struct {
	text  string
	cause error
}

func (h *hidden) Error() string        { return h.text }
func (h *hidden) GoString() string     { return fmt.Sprintf("%q", h.text) }
func (h *hidden) Is(target error) bool { return errors.Is(h.cause, target) }
