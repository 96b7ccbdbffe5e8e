package handlers

import "github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"

func tvEpisodeGroups() table {
	group := lookup[*dataset.Group](func(c *Call) (*dataset.Group, error) {
		return found(c, "tv_episode_group_id", c.Set.Group(c.text("tv_episode_group_id")))
	})
	return table{"tvEpisodeGroupDetails": group.details()}
}
