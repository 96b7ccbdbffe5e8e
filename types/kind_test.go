package types_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestKindString(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   types.Kind
		want string
	}{
		{types.KindUnknown, "unknown"},
		{types.KindString, "string"},
		{types.KindNumber, "number"},
		{types.KindBool, "bool"},
		{types.KindArray, "array"},
		{types.KindObject, "object"},
		{types.Kind(99), "unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			t.Parallel()
			if got := tt.in.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
