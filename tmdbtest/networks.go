package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var networkHandlers = map[string]handler{
	"networkDetails":          appending(ofNetwork(networkDetails)),
	"networkAlternativeNames": ofNetwork(networkAlternativeNames),
	"networkImages":           ofNetwork(networkImages),
}

// ofNetwork makes a handler of one that wants the network of the path.
func ofNetwork(answer func(*call, *dataset.Network) (any, error)) handler {
	return func(c *call) (any, error) {
		n := c.set.Network(c.id("network_id"))
		if n == nil {
			return nil, notFound()
		}
		return answer(c, n)
	}
}

func networkDetails(_ *call, n *dataset.Network) (any, error) {
	return &gen.NetworkDetails{
		ID:            n.ID,
		Name:          n.Name,
		Headquarters:  n.Headquarters,
		Homepage:      n.Homepage,
		LogoPath:      n.LogoPath,
		OriginCountry: n.OriginCountry,
	}, nil
}

func networkAlternativeNames(_ *call, n *dataset.Network) (any, error) {
	return alternativeNames(n.ID, n.AlternativeNames), nil
}

func networkImages(_ *call, n *dataset.Network) (any, error) {
	return logosOf(n.ID, n.Images.Logos), nil
}
