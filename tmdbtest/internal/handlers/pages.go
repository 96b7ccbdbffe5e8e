package handlers

import "github.com/tmdb-go/tmdb/tmdbtest/internal/object"

// rowsPerPage is how many rows TMDB puts on a page, and changesPerPage how many into the lists of changed
// ids.
const (
	rowsPerPage    = 20
	changesPerPage = 100
)

// paged returns the page of entries that the call asks for, as rows. A page beyond the last is empty.
func paged[E any](c *Call, entries []E, row func(E) object.Object) object.Object {
	return pagedBy(c, entries, rowsPerPage, row)
}

func pagedBy[E any](c *Call, entries []E, size int, row func(E) object.Object) object.Object {
	from := min((c.page()-1)*size, len(entries))
	to := min(from+size, len(entries))
	return object.Of("page", c.page(), "results", each(entries[from:to], row),
		"total_pages", max(1, (len(entries)+size-1)/size), "total_results", len(entries))
}

// ownPage is paged for what a user has: TMDB counts 0 pages when there is nothing.
func ownPage[E any](c *Call, entries []E, row func(E) object.Object) object.Object {
	page := paged(c, entries, row)
	if len(entries) == 0 {
		page = page.With("total_pages", 0)
	}
	return page
}

// each turns entries into rows. The result is never nil.
func each[E any](entries []E, row func(E) object.Object) []object.Object {
	rows := make([]object.Object, 0, len(entries))
	for _, e := range entries {
		rows = append(rows, row(e))
	}
	return rows
}

// keep returns the entries that pass.
func keep[E any](entries []E, pass func(E) bool) []E {
	var kept []E
	for _, e := range entries {
		if pass(e) {
			kept = append(kept, e)
		}
	}
	return kept
}
