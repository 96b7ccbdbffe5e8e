package bearer

import "testing"

func TestToken(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{
		"Bearer abc": "abc", "bearer  abc ": "abc", "BEARER abc": "abc",
		"": "", "abc": "", "Bearer": "", "Bearer ": "", "Basic abc": "", "Bearerabc": "",
	} {
		if got := Token(field); got != want {
			t.Errorf("the token of %q is %q, want %q", field, got, want)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want bool
	}{{"abc", "abc", true}, {"", "", true}, {"abc", "abd", false}, {"abc", "ab", false}, {"", "a", false}} {
		if got := Same(test.a, test.b); got != test.want {
			t.Errorf("%q and %q are the same: %t", test.a, test.b, got)
		}
	}
}
