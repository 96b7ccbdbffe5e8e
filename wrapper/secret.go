package wrapper

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// Secret is a text, such as a session id, that shows as [redacted] wherever it is printed, logged or
// encoded, as JSON for one. [Secret.Reveal] returns the text itself. The zero Secret is empty and
// shows as nothing. Compare secrets with [Secret.Equal], not with ==.
type Secret struct {
	// A pointer, for fmt prints the fields that it may not ask, such as this one in a struct of
	// somebody else, as they are.
	text *string
}

// NewSecret returns text as a Secret.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{&text}
}

// Reveal returns the text itself, "" for the zero Secret. Keep it out of logs and out of sight.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsZero reports whether the secret is empty.
func (s Secret) IsZero() bool { return s.text == nil }

// Equal reports whether both are the same text, in a time that does not tell how much of it is.
func (s Secret) Equal(other Secret) bool { return sameText(s.Reveal(), other.Reveal()) }

// String returns [redacted], or "" if the secret is empty.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return redacted
}

// GoString returns the same as String.
func (s Secret) GoString() string { return s.String() }

// Format prints the same as String for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue returns the same as String.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText returns the same as String. To store a secret, encode what Reveal returns.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText takes the text itself. It returns an error if that is [redacted]: then what stored it
// stored the Secret, which nothing brings back.
func (s *Secret) UnmarshalText(text []byte) error {
	if string(text) == redacted {
		return errors.New("tmdb: the secret was redacted when it was stored: store what Reveal returns")
	}
	*s = NewSecret(string(text))
	return nil
}

// sameText compares in a time that tells no more than the lengths.
func sameText(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
