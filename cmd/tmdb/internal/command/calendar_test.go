package command

import (
	"slices"
	"testing"
)

func TestOnceADay(t *testing.T) {
	t.Parallel()
	first := event{Date: "2025-12-08", Title: "Marty Supreme", What: "premiere, Los Angeles", Ref: "movie/1"}
	second, later, other := first, first, first
	second.What, later.Date, other.Ref = "premiere, New York", "2025-12-25", "movie/2"
	got := onceADay([]event{first, second, later, first, other})
	both := first
	both.What = "premiere, Los Angeles; premiere, New York"
	if want := []event{both, later, other}; !slices.Equal(got, want) {
		t.Errorf("it is %v, want %v", got, want)
	}
}
