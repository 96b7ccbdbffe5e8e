//go:build go1.27 && goexperiment.jsonv2

package types_test

import (
	jsonv2 "encoding/json/v2"
	"testing"
)

// Without encoding/json the errors are those of json/v2, and name the field as well.
func TestTypeErrorOfV2(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, pointer string }{
		{`{"id":1.5}`, "/id"},
		{`{"rating":true}`, "/rating"},
		{`{"rating":{"value":"8"}}`, "/rating/value"},
		{`{"float":"many"}`, "/float"},
		{`{"int":1.5}`, "/int"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			err := jsonv2.Unmarshal([]byte(tt.in), new(scalars))
			checkError(t, err, tt.pointer)
		})
	}
}
