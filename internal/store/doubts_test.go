package store

import (
	"strconv"
	"testing"
	"time"
)

func TestDoubts(t *testing.T) {
	t.Parallel()
	var d Doubts
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for i := range maxDoubts + 1 {
		d.Add(strconv.Itoa(i), noon.Add(time.Duration(i)))
	}
	if n := len(d.since); n != 1 {
		t.Errorf("%d are remembered, want the last", n)
	}
	last := noon.Add(maxDoubts)
	for name, tt := range map[string]struct {
		key      string
		received time.Time
		want     bool
	}{
		"any, before":     {"other", last.Add(-1), true},
		"any, after":      {"other", last, false},
		"the last one":    {strconv.Itoa(maxDoubts), last, true},
		"the last, after": {strconv.Itoa(maxDoubts), last.Add(1), false},
	} {
		if got := d.About(tt.key, tt.received); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for _, tt := range []struct {
		since time.Time
		want  bool
	}{{last.Add(2), true}, {last.Add(3), false}} {
		d.Add("settled", last.Add(3))
		if d.Settle("settled", tt.since); d.About("settled", last.Add(1)) != tt.want {
			t.Errorf("settled since %v: %v", tt.since, !tt.want)
		}
	}
}
