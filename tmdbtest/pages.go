package tmdbtest

// rowsPerPage is how many rows TMDB puts on a page, and changesPerPage how many
// into the lists of changed ids.
const (
	rowsPerPage    = 20
	changesPerPage = 100
)

// paginate returns the rows of the page that the call asks for, and what the
// answer says about pages. A page beyond the last is empty. rowsOfPage is never
// nil, so that it is sent as a list.
func paginate[T any](c *call, rows []T) (rowsOfPage []T, page, totalPages, totalResults int) {
	return paginateBy(c, rows, rowsPerPage)
}

func paginateBy[T any](c *call, rows []T, size int) (rowsOfPage []T, page, totalPages, totalResults int) {
	page = c.page()
	from := min((page-1)*size, len(rows))
	to := min(from+size, len(rows))
	rowsOfPage = append([]T{}, rows[from:to]...)
	return rowsOfPage, page, max(1, (len(rows)+size-1)/size), len(rows)
}

// each turns entities into rows of an answer. The result is never nil.
func each[E, R any](c *call, entities []E, row func(*call, E) R) []R {
	rows := make([]R, 0, len(entities))
	for _, e := range entities {
		rows = append(rows, row(c, e))
	}
	return rows
}

// keep returns the entities that pass.
func keep[E any](entities []E, pass func(E) bool) []E {
	var kept []E
	for _, e := range entities {
		if pass(e) {
			kept = append(kept, e)
		}
	}
	return kept
}
