package tmdbtest

import (
	"maps"
	"sync"
)

// handlers answers each operation, by operationId. Each file of the catalogue has a table of its own.
// It is a function because handlers that append call others.
var handlers = sync.OnceValue(func() map[string]handler {
	all := map[string]handler{}
	for _, table := range []map[string]handler{
		authHandlers, accountHandlers, guestHandlers, listHandlers, ratingHandlers,
		v4AuthHandlers, v4AccountHandlers, v4ListHandlers,
	} {
		maps.Copy(all, table)
	}
	for _, table := range catalogue() {
		maps.Copy(all, table)
	}
	return all
})
