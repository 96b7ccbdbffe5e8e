package tmdbtest

// catalogue returns the tables of the operations that read the data.
func catalogue() []map[string]handler {
	return []map[string]handler{
		certificationHandlers, changeHandlers, collectionHandlers, companyHandlers,
		configurationHandlers, creditHandlers, discoverHandlers, episodeGroupHandlers,
		episodeHandlers, findHandlers, genreHandlers, keywordHandlers, movieHandlers,
		movieListHandlers, networkHandlers, peopleHandlers, reviewHandlers, searchHandlers,
		seasonHandlers, trendingHandlers, tvHandlers, tvListHandlers, watchProviderHandlers,
	}
}

// answerSub answers a call that another one makes. It is set by init because the
// handlers that append stand in the tables that it looks in.
var answerSub func(*call) (any, error)

func init() {
	answerSub = func(c *call) (any, error) {
		if c == nil {
			return nil, notFound()
		}
		return handlers()[c.op.ID](c)
	}
}
