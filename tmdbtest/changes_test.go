package tmdbtest

import (
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

func TestChangeWindows(t *testing.T) {
	t.Parallel()
	s := NewServer(t, WithData(edited), at(t, "2021-05-14 12:00:00"))
	tests := []struct {
		query string
		keys  []string // of movie 550, edited on the 10th, 12th and 13th
	}{
		{"", nil}, // the last day has none
		{"start_date=2021-05-10", []string{"images", "plot_keywords", "overview"}},
		{"start_date=2021-05-11", []string{"images", "plot_keywords"}},
		{"start_date=2021-05-12&end_date=2021-05-12", []string{"images"}},
		{"start_date=2021-05-13&end_date=2021-05-13", []string{"plot_keywords"}},
		{"end_date=2021-05-10", []string{"overview"}}, // two weeks up to then
		{"start_date=2021-04-30&end_date=2021-05-14", []string{"images", "plot_keywords", "overview"}},
		{"start_date=2021-04-28", []string{"images", "overview"}}, // two weeks from then
		{"start_date=2026-12-08", nil},
	}
	for _, tt := range tests {
		var keys []string
		for _, ch := range fetch[gen.Changes](t, s, "/3/movie/550/changes?"+tt.query).Changes {
			keys = append(keys, ch.Key)
		}
		if !slices.Equal(keys, tt.keys) {
			t.Errorf("%q: %v, want %v", tt.query, keys, tt.keys)
		}
	}
	refused(t, s, "/3/movie/550/changes?start_date=2021-04-01&end_date=2021-05-14", gen.StatusCodeInvalidDateRange)
	refused(t, s, "/3/movie/changes?start_date=2021-05-14&end_date=2021-05-10", gen.StatusCodeInvalidDateRange)
	refused(t, s, "/3/person/changes?start_date=2025-01-01&end_date=2025-03-01", gen.StatusCodeInvalidDateRange)
}

// TestChangeItems wants one item with all that it may have.
func TestChangeItems(t *testing.T) {
	t.Parallel()
	s := NewServer(t, WithData(edited), at(t, "2021-05-14 12:00:00"))
	changes := fetch[gen.Changes](t, s, "/3/movie/550/changes?start_date=2021-05-10&end_date=2021-05-10").Changes
	if len(changes) != 1 || len(changes[0].Items) != 1 {
		t.Fatalf("changes %+v, want one item", changes)
	}
	item := changes[0].Items[0]
	if item.Action != "updated" || item.LanguageCode != "de" || item.CountryCode != "DE" || item.Value == nil || item.OriginalValue == nil {
		t.Errorf("the item is %+v", item)
	}
	if text, ok := item.Value.Text(); !ok || text == "" {
		t.Errorf("its value is %s, want a text", item.Value)
	}
}

func TestChangedIDs(t *testing.T) {
	t.Parallel()
	s := NewServer(t, WithData(edited), at(t, "2021-05-14 12:00:00"))
	list := func(target string) []int {
		return ids(fetch[gen.ChangedIDPage](t, s, target).Results, func(c gen.ChangedID) int { return c.ID })
	}
	if got := list("/3/movie/changes?start_date=2021-05-12&end_date=2021-05-13"); !slices.Equal(got, []int{90000001, 550}) {
		t.Errorf("changed movies %v, want 90000001 and 550, each once", got)
	}
	// An edited season or episode is an edited series.
	if got := list("/3/tv/changes?start_date=2021-05-11&end_date=2021-05-11"); !slices.Equal(got, []int{1396}) {
		t.Errorf("changed series %v, want 1396 once", got)
	}
	if got := list("/3/person/changes?start_date=2021-05-11&end_date=2021-05-11"); !slices.Equal(got, []int{287}) {
		t.Errorf("changed people %v, want 287", got)
	}
	page := fetch[gen.ChangedIDPage](t, s, "/3/movie/changes?start_date=2021-05-13&end_date=2021-05-13")
	if r := page.Results[0]; r.ID != 90000001 || r.Adult == nil || !*r.Adult {
		t.Errorf("first %+v, want the adult movie", r)
	}
}
