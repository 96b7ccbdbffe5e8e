package mirror_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// scaleReport is what TestScale measured.
type scaleReport struct {
	of      int
	engines map[string]*engineReport
	idset   int
}

// engineReport is what it measured with an engine.
type engineReport struct {
	classes             map[database.Kind]map[class]*cost
	day                 cost
	lists               int // of changes, in pages
	exports, exportRows int
	tables              []table
	peak                int // MB of memory
}

func (r *scaleReport) write(t *testing.T, file string) {}
