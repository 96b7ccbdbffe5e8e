package types_test

import (
	"encoding/json"
	"fmt"
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
		{"2024", false, 2024},
		{"1945-06", false, 1945},
		{"1945-06-00", false, 1945},
		{"1945-00-00", false, 1945},
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

func TestPartialDate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    types.Date
		year  int
		month time.Month
		day   int
	}{
		{"1945-06-17", 1945, time.June, 17},
		{"1945-06-00", 1945, time.June, 0},
		{"1945-06", 1945, time.June, 0},
		{"1945-00-17", 1945, 0, 17},
		{"1945-00-00", 1945, 0, 0},
		{"1945-00", 1945, 0, 0},
		{"1945", 1945, 0, 0},
		{"1945-13-00", 0, 0, 0},
		{"1945-00-32", 0, 0, 0},
		{"1945-06-31", 0, 0, 0},
		{"1945-", 0, 0, 0},
		{"1945-06-", 0, 0, 0},
		{"1945/06", 0, 0, 0},
		{"194", 0, 0, 0},
		{"19450617", 0, 0, 0},
		{"0000", 0, 0, 0},
		{"", 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(string(tt.in), func(t *testing.T) {
			t.Parallel()
			if y, m, d := tt.in.Year(), tt.in.Month(), tt.in.Day(); y != tt.year || m != tt.month || d != tt.day {
				t.Errorf("got %d, %d, %d; want %d, %d, %d", y, m, d, tt.year, tt.month, tt.day)
			}
			if _, ok := tt.in.Time(); ok != (tt.month != 0 && tt.day != 0) {
				t.Errorf("Time: %v", ok)
			}
		})
	}
}

func TestDateCompare(t *testing.T) {
	t.Parallel()
	// Each row is one place in the order.
	ascending := [][]types.Date{
		{"0987-01-02"}, {"1999-12-31"}, {"2000-01-01"}, {"2000-01-02"},
		{"2000-01", "2000-01-00"}, {"2000-02-01"}, {"2000", "2000-00-00"}, {"2001"}, {"2001-13-01"}, {"soon"}, {""},
	}
	for i, as := range ascending {
		for j, bs := range ascending {
			for _, a := range as {
				for _, b := range bs {
					if got, want := a.Compare(b), min(max(i-j, -1), 1); got != want {
						t.Errorf("%q.Compare(%q) = %d, want %d", a, b, got, want)
					}
				}
			}
		}
	}
}

func TestDateBefore(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b   types.Date
		before bool // a is before b, and b after a
	}{
		{"1999-12-31", "2000-01-01", true},
		{"2000-01-01", "2000-01-02", true},
		{"2000-01-31", "2000-02-01", true},
		{"2000-01-01", "2000-01-01", false},
		{"1945", "1946-01-01", true},
		{"1945-00-00", "1946", true},
		{"1945-12-31", "1946", true},
		{"1945-05", "1945-06-01", true},
		{"1945-05-31", "1945-06-00", true},
		{"1945", "1945-06-01", false},
		{"1945", "1945", false},
		{"1945-06", "1945-06-30", false},
		{"1945-00-01", "1945-00-02", false},
		{"", "2000-01-01", false},
		{"", "", false},
		{"soon", "2000-01-01", false},
		{"2000-02-30", "2001-01-01", false},
	}
	for _, tt := range tests {
		if got := tt.a.Before(tt.b); got != tt.before {
			t.Errorf("%q.Before(%q): %v", tt.a, tt.b, got)
		}
		if got := tt.b.After(tt.a); got != tt.before {
			t.Errorf("%q.After(%q): %v", tt.b, tt.a, got)
		}
		if tt.b.Before(tt.a) || tt.a.After(tt.b) {
			t.Errorf("%q is before %q", tt.b, tt.a)
		}
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

// FuzzDateOrder wants the questions and the order to agree, whatever the texts are.
func FuzzDateOrder(f *testing.F) {
	for _, seed := range [][2]types.Date{{"1945", "1945-06-01"}, {"", "2000-01-01"}, {"soon", "1945-00-17"}, {"1945-06", "0000-01-01"}} {
		f.Add(string(seed[0]), string(seed[1]))
	}
	f.Fuzz(func(t *testing.T, s, u string) {
		a, b := types.Date(s), types.Date(u)
		if a.Compare(b) != -b.Compare(a) {
			t.Fatalf("%q, %q: Compare %d and %d", a, b, a.Compare(b), b.Compare(a))
		}
		if a.Before(b) && (a.Compare(b) >= 0 || b.Before(a) || a.After(b) || !b.After(a)) {
			t.Fatalf("%q, %q: Before, and Compare %d", a, b, a.Compare(b))
		}
		if y, m, d := a.Year(), a.Month(), a.Day(); y < 0 || m < 0 || m > 12 || d < 0 || d > 31 || a == "" && y+int(m)+d > 0 {
			t.Fatalf("%q: %d, %d, %d", a, y, m, d)
		}
	})
}
