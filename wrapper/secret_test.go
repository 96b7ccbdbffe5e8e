package wrapper

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"reflect"
	"testing"
)

func TestSecretIsHidden(t *testing.T) {
	t.Parallel()
	const text = "207eec5e3fe592a9d664c299192a2702ad5a672d"
	s := NewSecret(text)
	type theirs struct {
		Open   Secret
		hidden Secret
		list   []Secret
		table  map[string]Secret
		any    any
	}
	value := theirs{s, s, []Secret{s}, map[string]Secret{"a": s}, s}
	hex := fmt.Sprintf("%x", text)
	for _, v := range []any{s, &s, value, &value, []Secret{s}, []any{value}, map[string]Secret{"a": s}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%p"} {
			wantNone(t, fmt.Sprintf(verb, v), text, hex)
		}
		data, err := json.Marshal(v)
		wantNone(t, string(data)+fmt.Sprint(err), text)
		data, err = xml.Marshal(v)
		wantNone(t, string(data)+fmt.Sprint(err), text)
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", "v", v)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "v", v)
		wantNone(t, log.String(), text)
	}
	for _, got := range []string{s.String(), s.GoString(), fmt.Sprint(s), s.LogValue().String()} {
		if got != redacted {
			t.Errorf("shows as %q", got)
		}
	}
}

func TestSecret(t *testing.T) {
	t.Parallel()
	a, b, none := NewSecret("a"), NewSecret("b"), Secret{}
	if a.Reveal() != "a" || none.Reveal() != "" {
		t.Errorf("revealed %q and %q", a.Reveal(), none.Reveal())
	}
	if a.IsZero() || !none.IsZero() || !NewSecret("").IsZero() || none.String() != "" {
		t.Error("what is empty is not")
	}
	if !a.Equal(NewSecret("a")) || a.Equal(b) || a.Equal(none) || !none.Equal(NewSecret("")) || !reflect.DeepEqual(a, NewSecret("a")) {
		t.Error("what is equal is not")
	}
	var s Secret
	for text, ok := range map[string]bool{"a": true, "": true, redacted: false} {
		s = NewSecret("before")
		if err := s.UnmarshalText([]byte(text)); (err == nil) != ok || ok && s.Reveal() != text {
			t.Errorf("%q: %v, %q", text, err, s.Reveal())
		}
	}
	if s.UnmarshalText([]byte(redacted)) == nil {
		t.Error("[redacted] was taken")
	}
	buf := []byte("a")
	if err := s.UnmarshalText(buf); err != nil {
		t.Fatal(err)
	}
	if buf[0] = 'b'; s.Reveal() != "a" {
		t.Error("the secret is the caller's buffer")
	}
}
