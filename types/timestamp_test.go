package types_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/types"
)

func TestTimestamp(t *testing.T) {
	t.Parallel()
	noon := time.Date(2024, time.May, 31, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		in   types.Timestamp
		want time.Time // zero: not a timestamp
	}{
		{"2024-05-31T12:00:00.000Z", noon},
		{"2024-05-31T12:00:00.342Z", noon.Add(342 * time.Millisecond)},
		{"2024-05-31T12:00:00.123456789Z", noon.Add(123456789)},
		{"2024-05-31T12:00:00Z", noon},
		{"2024-05-31T14:00:00+02:00", noon},
		{"2024-05-31 12:00:00 UTC", noon},
		{"2024-05-31", noon.Add(-12 * time.Hour)},
		{"", time.Time{}},
		{"2024-05-31 12:00:00", time.Time{}},
		{"2024-05-31 12:00:00 CET", time.Time{}},
		{"2024-05-31T25:00:00Z", time.Time{}},
		{"soon", time.Time{}},
	}
	for _, tt := range tests {
		t.Run(string(tt.in), func(t *testing.T) {
			t.Parallel()
			known := !tt.want.IsZero()
			if got := tt.in.String(); got != string(tt.in) {
				t.Errorf("String: %q", got)
			}
			if got := tt.in.IsZero(); got != (tt.in == "") {
				t.Errorf("IsZero: %v", got)
			}
			got, ok := tt.in.Time()
			if ok != known || !got.Equal(tt.want) || got.Location() != time.UTC {
				t.Errorf("Time: %v, %v; want %v, %v", got, ok, tt.want, known)
			}

			parsed, err := types.ParseTimestamp(string(tt.in))
			if known {
				if err != nil || parsed != tt.in {
					t.Errorf("ParseTimestamp: %q, %v", parsed, err)
				}
				return
			}
			checkError(t, err, fmt.Sprintf("%q", tt.in), "RFC 3339", "UTC")
			if parsed != "" {
				t.Errorf("ParseTimestamp: %q with an error", parsed)
			}
		})
	}
}

func TestTimestampOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   time.Time
		want types.Timestamp
	}{
		{"zero", time.Time{}, ""},
		{"whole seconds", time.Date(2024, time.May, 31, 12, 0, 0, 0, time.UTC), "2024-05-31T12:00:00.000Z"},
		{"cut to milliseconds", time.Date(2024, time.May, 31, 12, 0, 0, 999999999, time.UTC), "2024-05-31T12:00:00.999Z"},
		{"another zone", time.Date(2024, time.June, 1, 1, 0, 0, 0, time.FixedZone("", 7200)), "2024-05-31T23:00:00.000Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := types.TimestampOf(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTimestampCompare(t *testing.T) {
	t.Parallel()
	// Each row is one place in the order.
	ascending := [][]types.Timestamp{
		{"2024-05-30T23:59:59.999Z"},
		{"2024-05-31", "2024-05-31 00:00:00 UTC", "2024-05-31T00:00:00Z", "2024-05-31T00:00:00.000Z", "2024-05-31T02:00:00+02:00"},
		{"2024-05-31T00:00:00.001Z"},
		{"never"},
		{"soon"},
		{""},
	}
	const instants = 3 // what comes behind is none, and nothing is the same, before or after
	for i, as := range ascending {
		for j, bs := range ascending {
			want := min(max(i-j, -1), 1)
			for _, a := range as {
				for _, b := range bs {
					if got := a.Compare(b); got != want {
						t.Errorf("%q.Compare(%q) = %d, want %d", a, b, got, want)
					}
					known := i < instants && j < instants
					if a.Equal(b) != (known && want == 0) || a.Before(b) != (known && want < 0) || a.After(b) != (known && want > 0) {
						t.Errorf("%q, %q: Equal %v, Before %v, After %v", a, b, a.Equal(b), a.Before(b), a.After(b))
					}
				}
			}
		}
	}
}

var timestampTests = []decodeTest[types.Timestamp]{
	{`null`, "", true},
	{`""`, "", true},
	{`"2024-05-31T12:30:00.000Z"`, "2024-05-31T12:30:00.000Z", true},
	{`"2024-05-31T12:30:00Z"`, "2024-05-31T12:30:00Z", true},
	{`"2024-05-31 12:30:00 UTC"`, "2024-05-31 12:30:00 UTC", true},
	{`"2024-05-31"`, "2024-05-31", true},
	{`"at <noon> & \u2028"`, "at <noon> & \u2028", true},
	{`1717156200`, "", false},
	{`true`, "", false},
	{`[]`, "", false},
	{`{}`, "", false},
	{``, "", false},
	{`"2024`, "", false},
}

func TestTimestampJSON(t *testing.T) {
	t.Parallel()
	// The text is kept, which is more than that the instant is.
	testDecode(t, timestampTests, same)
}

func FuzzTimestampJSON(f *testing.F) {
	for _, tt := range timestampTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { roundTrip(t, data, same[types.Timestamp]) })
}

func FuzzParseTimestamp(f *testing.F) {
	for _, seed := range []string{
		"", "2024-05-31", "2024-05-31T12:30:00.000Z", "2024-05-31T12:30:00+02:00", "2024-05-31 12:30:00 UTC",
		"2024-05-31 12:30:00", "9999-12-31T23:59:59.999999999-23:59", "0000-01-01",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		stamp, err := types.ParseTimestamp(s)
		if err != nil {
			return
		}
		instant, ok := stamp.Time()
		if stamp.String() != s || !ok || !stamp.Equal(stamp) {
			t.Fatalf("%q: parsed as %q, %v, %v", s, stamp, instant, ok)
		}
		// Beyond the years of four digits and for the zero Time, TimestampOf cannot give it back.
		if instant.IsZero() || instant.Year() < 0 || instant.Year() > 9999 {
			return
		}
		again, ok := types.TimestampOf(instant).Time()
		if !ok || instant.Sub(again) < 0 || instant.Sub(again) >= time.Millisecond {
			t.Fatalf("%q: %v is %v after TimestampOf", s, instant, again)
		}
	})
}
