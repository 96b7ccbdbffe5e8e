package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var episodeGroupHandlers = map[string]handler{"tvEpisodeGroupDetails": tvEpisodeGroupDetails}

func tvEpisodeGroupDetails(c *call) (any, error) {
	g := c.set.EpisodeGroup(c.text("tv_episode_group_id"))
	if g == nil {
		return nil, notFound()
	}
	d := as[gen.TVEpisodeGroupDetails](episodeGroupRow(c, g))
	d.Groups = each(c, g.Groups, episodeBundle)
	return d, nil
}

func episodeGroupRow(c *call, g *dataset.EpisodeGroup) gen.TVEpisodeGroupSummary {
	row := gen.TVEpisodeGroupSummary{
		Description:  g.Description,
		EpisodeCount: g.EpisodeCount(),
		GroupCount:   len(g.Groups),
		ID:           g.ID,
		Name:         g.Name,
		Type:         gen.EpisodeGroupType(g.Type),
	}
	if g.Network != nil {
		row.Network = new(networkRow(c, g.Network))
	}
	return row
}

func episodeBundle(c *call, b *dataset.EpisodeBundle) gen.TVEpisodeGroup {
	row := gen.TVEpisodeGroup{ID: b.ID, Name: b.Name, Order: b.Order, Locked: b.Locked, Episodes: []gen.TVEpisodeGroupEpisode{}}
	for i, e := range b.Episodes {
		episode := as[gen.TVEpisodeGroupEpisode](episodeRow(c, e))
		episode.Order = i
		row.Episodes = append(row.Episodes, episode)
	}
	return row
}
