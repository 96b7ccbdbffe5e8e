package handlers

import (
	"maps"
	"sync"
)

// all returns the handlers of all operations; each file has those of its tag.
var all = sync.OnceValue(func() table {
	t := table{}
	for _, some := range []table{
		movies(), tvSeries(), tvSeasons(), tvEpisodes(), tvEpisodeGroups(), collections(), companies(), networks(),
		keywords(), reviews(), credits(), people(), peopleLists(), find(),
		discover(), searches(), trends(), movieListTable(), seriesListTable(), changes(), configuration(),
		genres(), certifications(), watchProviders(),
		account(), authentication(), guestSessions(), lists(), ratings(), v4Account(), v4Auth(), v4Lists(),
	} {
		maps.Copy(t, some)
	}
	return t
})
