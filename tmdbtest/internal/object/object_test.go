package object

import "testing"

func TestTextAndInt(t *testing.T) {
	t.Parallel()
	o, err := Parse([]byte("{\"plain\": \"Amélie\", \"escaped\": \"a\\u00e9\\\"b\", \"broken\": \"a\xffb\", \"empty\": \"\", \"number\": 7, \"half\": 7.5, \"null\": null}"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		field, text string
		number      int
	}{
		{"plain", "Amélie", 0}, {"escaped", `aé"b`, 0}, {"broken", "a\ufffdb", 0}, {"empty", "", 0},
		{"number", "", 7}, {"half", "", 0}, {"null", "", 0}, {"none", "", 0},
	}
	for _, tt := range tests {
		if text, number := o.Text(tt.field), o.Int(tt.field); text != tt.text || number != tt.number {
			t.Errorf("%s is %q and %d, want %q and %d", tt.field, text, number, tt.text, tt.number)
		}
	}
}
