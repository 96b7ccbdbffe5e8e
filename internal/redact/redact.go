// Package redact takes secrets out of texts and errors before anybody sees them, and what is too
// much of a server's.
package redact

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mark stands in place of a secret.
const Mark = "[redacted]"

// maxText is how many bytes of a text are shown.
const maxText = 2000

// A short secret may be a word of any text, or a part of one. All that TMDB makes are longer: short
// are passwords and names of users, and what tests and stand-ins make up.
const (
	anywhere = 8 // a secret of so many bytes is hidden wherever it is
	alone    = 4 // one of so many, where it is no part of a word; a shorter one, where it is a value
)

// Short returns a text, or how it begins if it is long.
func Short(text string) string {
	if len(text) <= maxText {
		return text
	}
	return strings.ToValidUTF8(text[:maxText], "") + "…"
}

// Text returns text with Mark in place of each of the secrets, in their order. One of a few
// letters, such as "a", is hidden where it is the value of something, as in session_id=a, /a/, "a"
// or Bearer a, but not where it is a word of a sentence, which would tell nothing without it.
func Text(text string, secrets ...string) string {
	for _, secret := range secrets {
		switch {
		case len(secret) >= anywhere:
			text = strings.ReplaceAll(text, secret, Mark)
		case secret != "":
			text = hideShort(text, secret)
		}
	}
	return text
}

// Holds reports whether a URL holds one of the secrets, however it is escaped.
func Holds(u *url.URL, secrets ...string) bool {
	texts := []string{u.String(), u.Path}
	if decoded, err := url.QueryUnescape(u.RawQuery); err == nil {
		texts = append(texts, decoded)
	}
	return slices.ContainsFunc(texts, func(text string) bool { return Text(text, secrets...) != text })
}

func hideShort(text, secret string) string {
	var b strings.Builder
	for from := 0; ; {
		i := strings.Index(text[from:], secret)
		if i < 0 {
			b.WriteString(text[from:])
			return b.String()
		}
		i += from
		b.WriteString(text[from:i])
		before, after := text[:i], text[i+len(secret):]
		if isAlone(before, after) && (len(secret) >= alone || isValue(before, after)) {
			b.WriteString(Mark)
			from = i + len(secret)
		} else {
			b.WriteByte(text[i])
			from = i + 1
		}
	}
}

// isAlone reports whether no word goes on from one text to the next.
func isAlone(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return !isWord(last) && !isWord(first)
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-'
}

// isValue reports whether what stands alone between two texts is the value of something.
func isValue(before, after string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	switch last {
	case '=', ':', '[', '{':
		return true
	case '\'': // a quote, or that of TMDB's
		return isAlone(before[:len(before)-size], "")
	case '"', '`', '/': // of and/or, the second word
		return !strings.HasPrefix(after, " ")
	}
	return before+after == "" || strings.HasSuffix(before, "Bearer ")
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
