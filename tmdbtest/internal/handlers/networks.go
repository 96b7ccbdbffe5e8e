package handlers

import "github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"

func networks() table {
	network := lookup[*dataset.Network](func(c *Call) (*dataset.Network, error) {
		return found(c, "network_id", c.Set.Network(c.id("network_id")))
	})
	return table{
		"networkDetails":          appending(network.details()),
		"networkAlternativeNames": network.piece("alternative_names", "AlternativeNames"),
		"networkImages":           network.piece("images", "Logos"),
	}
}
