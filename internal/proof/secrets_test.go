package proof

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// TestSecretsDoNotPrint: what the spec gives the format password is in JSON only.
func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	const secret = "2629f70fb498edc263a0adb99118ac41f0053e8c"
	values := []any{
		gen.Session{SessionID: secret}, gen.GuestSession{GuestSessionID: secret}, gen.RequestToken{RequestToken: secret},
		gen.RequestTokenV4{RequestToken: secret}, gen.AccessTokenV4{AccessToken: secret},
		gen.LoginBody{Username: "someone", Password: secret, RequestToken: secret}, gen.RequestTokenBody{RequestToken: secret},
		gen.AccessTokenV4Body{AccessToken: secret}, gen.ApprovedTokenV4Body{RequestToken: secret},
		gen.DeleteTokenV4Body{AccessToken: secret}, gen.DeleteSessionBody{SessionID: secret},
		&gen.Session{SessionID: secret}, []gen.Session{{SessionID: secret}},
	}
	for _, v := range values {
		t.Run(fmt.Sprintf("%T", v), func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
				fmt.Fprintf(&out, verb+"\n", v)
			}
			slog.New(slog.NewTextHandler(&out, nil)).Info("text", "value", v)
			if _, ok := v.(slog.LogValuer); ok {
				slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "value", v)
			}
			if text := out.String(); strings.Contains(text, secret) || strings.Contains(text, fmt.Sprintf("%x", secret)) {
				t.Errorf("shows the secret:\n%s", text)
			}
		})
	}
}
