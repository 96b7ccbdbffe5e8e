package pick

import (
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

func TestPiece(t *testing.T) {
	t.Parallel()
	var series gen.TVSeriesDetails
	if got := len(Piece(series.WatchProviders).Results["BR"].Flatrate) + len(Piece(series.Images).Posters); got != 0 {
		t.Errorf("%d rows of pieces that are not there", got)
	}
	series.WatchProviders = &gen.WatchProviders{Results: map[string]gen.CountryWatchProviders{"BR": {Link: "br"}}}
	if got := Piece(series.WatchProviders).Results["BR"].Link; got != "br" {
		t.Errorf("%q, want br", got)
	}
}
