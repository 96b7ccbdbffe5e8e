package types_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/types"
)

func TestDate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    types.Date
		valid bool
		year  int
	}{
		{"", false, 0},
		{"2024-05-31", true, 2024},
		{"2024-02-29", true, 2024},
		{"2023-02-29", false, 0},
		{"1874-12-01", true, 1874},
		{"0000-00-00", false, 0},
		{"2024-13-01", false, 0},
		{"2024-5-1", false, 0},
		{"2024", false, 0},
		{" 2024-05-31", false, 0},
		{"2024-05-31T00:00:00.000Z", false, 0},
		{"soon", false, 0},
	}
	for _, tt := range tests {
		t.Run(string(tt.in), func(t *testing.T) {
			t.Parallel()
			if got := tt.in.String(); got != string(tt.in) {
				t.Errorf("String: %q", got)
			}
			if got := tt.in.IsZero(); got != (tt.in == "") {
				t.Errorf("IsZero: %v", got)
			}
			if got := tt.in.Valid(); got != tt.valid {
				t.Errorf("Valid: %v, want %v", got, tt.valid)
			}
			if got := tt.in.Year(); got != tt.year {
				t.Errorf("Year: %d, want %d", got, tt.year)
			}
			midnight, ok := tt.in.Time()
			if ok != tt.valid || midnight.IsZero() == tt.valid || midnight.Location() != time.UTC {
				t.Errorf("Time: %v, %v", midnight, ok)
			}
			if ok && types.DateOf(midnight) != tt.in {
				t.Errorf("DateOf(Time()): %v", types.DateOf(midnight))
			}

			parsed, err := types.ParseDate(string(tt.in))
			if tt.valid {
				if err != nil || parsed != tt.in {
					t.Errorf("ParseDate: %q, %v", parsed, err)
				}
				return
			}
			checkError(t, err, fmt.Sprintf("%q", tt.in), "YYYY-MM-DD")
			if parsed != "" {
				t.Errorf("ParseDate: %q with an error", parsed)
			}
		})
	}
}

func TestNewDate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		year  int
		month time.Month
		day   int
		want  types.Date
		valid bool
	}{
		{2024, time.May, 31, "2024-05-31", true},
		{987, time.January, 2, "0987-01-02", true},
		{2024, time.February, 30, "2024-02-30", false},
		{2024, 13, 1, "2024-13-01", false},
		{10000, time.January, 1, "10000-01-01", false},
		{-5, time.January, 1, "-005-01-01", false},
	}
	for _, tt := range tests {
		t.Run(string(tt.want), func(t *testing.T) {
			t.Parallel()
			got := types.NewDate(tt.year, tt.month, tt.day)
			if got != tt.want || got.Valid() != tt.valid {
				t.Errorf("got %q, valid %v; want %q, %v", got, got.Valid(), tt.want, tt.valid)
			}
		})
	}
}

func TestDateOf(t *testing.T) {
	t.Parallel()
	late := time.Date(2024, time.May, 31, 23, 30, 0, 0, time.UTC)
	tests := []struct {
		name string
		in   time.Time
		want types.Date
	}{
		{"zero", time.Time{}, ""},
		{"UTC", late, "2024-05-31"},
		{"its own location", late.In(time.FixedZone("", 3600)), "2024-06-01"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := types.DateOf(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDateCompare(t *testing.T) {
	t.Parallel()
	ascending := []types.Date{"", "0987-01-02", "1999-12-31", "2000-01-01", "2000-01-02", "2000-02-01"}
	for i, a := range ascending {
		for j, b := range ascending {
			want := min(max(i-j, -1), 1)
			if got := a.Compare(b); got != want {
				t.Errorf("%q.Compare(%q) = %d, want %d", a, b, got, want)
			}
			if a.Before(b) != (want < 0) || a.After(b) != (want > 0) {
				t.Errorf("%q, %q: Before %v, After %v", a, b, a.Before(b), a.After(b))
			}
		}
	}
	if !slices.IsSortedFunc(ascending, types.Date.Compare) {
		t.Error("not sorted by Compare")
	}
}

func TestDateText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in types.Date
		ok bool
	}{
		{"", true},
		{"2024-05-31", true},
		{"2024-05-32", false},
		{"31.05.2024", false},
		{types.Date(strings.Repeat("x", 1000)), false},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%.20s", tt.in), func(t *testing.T) {
			t.Parallel()
			got, err := tt.in.MarshalText()
			if tt.ok {
				if err != nil || string(got) != string(tt.in) {
					t.Errorf("MarshalText: %q, %v", got, err)
				}
			} else {
				checkError(t, err, "date", "YYYY-MM-DD", "2024-05-31")
				if len(err.Error()) > 150 {
					t.Errorf("error of %d bytes", len(err.Error()))
				}
			}
		})
	}
}

var dateTests = []decodeTest[types.Date]{
	{`null`, "", true},
	{`""`, "", true},
	{`"2024-05-31"`, "2024-05-31", true},
	{`"0000-00-00"`, "0000-00-00", true},
	{`"1974 \u2013 <today> & \"on\""`, "1974 – <today> & \"on\"", true},
	{` "2024-05-31" `, "2024-05-31", true},
	{`0`, "", false},
	{`false`, "", false},
	{`[]`, "", false},
	{`{}`, "", false},
	{``, "", false},
	{`"2024`, "", false},
	{`2024-05-31`, "", false},
}

func TestDateJSON(t *testing.T) {
	t.Parallel()
	testDecode(t, dateTests, same)
}

func TestDateMapKey(t *testing.T) {
	t.Parallel()
	const text = `{"2024-05-31":1,"soon":2}`
	var got map[types.Date]int
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if again := encode(t, got); again != text {
		t.Errorf("got %s, want %s", again, text)
	}
}

func FuzzDateJSON(f *testing.F) {
	for _, tt := range dateTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { roundTrip(t, data, same[types.Date]) })
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"", "2024-05-31", "2024-02-30", "0000-01-01", "9999-12-31", "2024-05-31 ", "-001-01-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := types.ParseDate(s)
		if err != nil {
			return
		}
		midnight, ok := d.Time()
		if d.String() != s || !ok || types.DateOf(midnight) != d && !midnight.IsZero() {
			t.Fatalf("%q: parsed as %q, %v, %v", s, d, midnight, ok)
		}
		if text, err := d.MarshalText(); err != nil || string(text) != s {
			t.Fatalf("%q: MarshalText %q, %v", s, text, err)
		}
	})
}
