package failure

import (
	"encoding/json"
	"testing"
)

func TestLook(t *testing.T) {
	t.Parallel()
	tests := []struct {
		body   string
		failed bool
	}{
		{`{"id":550}`, false},
		{`{"success":false}`, true},
		{`{"success":true}`, false},
		{`{"success":null}`, false},
		{`{"id":1,"failure":true}`, true},
		{`{"failure":false}`, false},
		{`{"status_code":34}`, true},
		{`{"status_code":"34"}`, true},
		{`{"status_code":1,"success":true}`, false},
		{`{"status_code":999999}`, true},
		{`{"status_code":999999,"success":true}`, false},
		{`{"\u0073uccess":false}`, true}, // an escape may stand in any name
		{`{"Success":false}`, false},
		{`{"results":[{"success":false}]}`, false},
		{`{"images":{"success":false,"status_code":34}}`, false},
		{`{"name":"success","x":"\"success\":false"}`, false},
		{`[{"success":false}]`, false},
		{`{"success":false`, false},
		{`{"success":false} x`, false},
		{`"success"`, false},
		{``, false},
		{`<html>"success"`, false},
	}
	for _, tt := range tests {
		valid, failed := Look([]byte(tt.body))
		if want := json.Valid([]byte(tt.body)); valid != want || failed != tt.failed {
			t.Errorf("%s: valid %v, want %v; failed %v, want %v", tt.body, valid, want, failed, tt.failed)
		}
	}
}
