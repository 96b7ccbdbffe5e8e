package transport

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestParseRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		in   string
		want time.Duration
		ok   bool
	}{
		{"0", 0, true},
		{"10", 10 * time.Second, true},
		{" 10 ", 10 * time.Second, true},
		{"Sun, 01 Mar 2026 12:00:07 GMT", 7 * time.Second, true},
		{"Sunday, 01-Mar-26 12:00:07 GMT", 7 * time.Second, true},
		{"Sun Mar  1 12:00:07 2026", 7 * time.Second, true},
		{"Sun, 01 Mar 2026 11:00:00 GMT", 0, true},
		{"", 0, false},
		{"-5", 0, false},
		{"1.5", 0, false},
		{"2026-03-01T12:00:07Z", 0, false},
		{"soon", 0, false},
	}
	for _, tt := range tests {
		if got, ok := parseRetryAfter(tt.in, now); got != tt.want || ok != tt.ok {
			t.Errorf("%q: %v, %v; want %v, %v", tt.in, got, ok, tt.want, tt.ok)
		}
	}
}

func TestRetryAfterClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := time.Now().UTC()
		date := func(at time.Time) string { return at.Format(http.TimeFormat) }
		tests := []struct {
			name          string
			date, retryAt string
			want          time.Duration
		}{
			{"our clock", "", date(now.Add(5 * time.Second)), 5 * time.Second},
			{"the server's clock", date(now.Add(time.Hour)), date(now.Add(time.Hour + 5*time.Second)), 5 * time.Second},
			{"a date that is none", "today", date(now.Add(5 * time.Second)), 5 * time.Second},
		}
		for _, tt := range tests {
			header := http.Header{"Retry-After": {tt.retryAt}}
			if tt.date != "" {
				header.Set("Date", tt.date)
			}
			if got, ok := retryAfter(header); got != tt.want || !ok {
				t.Errorf("%s: %v, %v; want %v", tt.name, got, ok, tt.want)
			}
		}
	})
}

func FuzzParseRetryAfter(f *testing.F) {
	for _, seed := range []string{"0", "120", "-1", "99999999999", "Sun, 01 Mar 2026 12:00:07 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "\x00"} {
		f.Add(seed)
	}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		wait, ok := parseRetryAfter(value, now)
		if wait < 0 || !ok && wait != 0 {
			t.Errorf("%q: %v, %v", value, wait, ok)
		}
	})
}
