package transport

import "testing"

func TestBudget(t *testing.T) {
	t.Parallel()
	b := newBudget(12)
	steps := []struct {
		take, give int
		want       bool
		left       int
	}{
		{take: 5, want: true, left: 7},
		{take: 10, want: false, left: 7},
		{take: 7, want: true, left: 0},
		{take: 1, want: false, left: 0},
		{give: 1, left: 1},
		{take: 1, want: true, left: 0},
		{give: 100, left: 12},
	}
	for i, s := range steps {
		if s.take > 0 {
			if got := b.take(s.take); got != s.want {
				t.Errorf("step %d: take(%d): %v", i, s.take, got)
			}
		}
		b.give(s.give)
		if b.tokens != s.left {
			t.Errorf("step %d: %d left, want %d", i, b.tokens, s.left)
		}
	}

	var unlimited *budget
	unlimited.give(1)
	if !unlimited.take(1 << 30) {
		t.Error("no budget has an end")
	}
}
