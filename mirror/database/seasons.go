package database

import (
	"context"
	"database/sql"
	"fmt"
)

// Seasons returns, within tx, the ids of the seasons that the kept documents of series list.
func (db *DB) Seasons(ctx context.Context, tx *sql.Tx, series ...int) ([]int, error) {
	ids := make([]int64, len(series))
	for i, id := range series {
		ids[i] = int64(id)
	}
	rows, err := tx.QueryContext(ctx, db.bind("SELECT DISTINCT season_id FROM series_seasons WHERE season_id > 0 AND series_id "+
		db.dialect.among+" ORDER BY season_id"), db.dialect.ids(ids))
	if err != nil {
		return nil, fmt.Errorf("seasons of series: %w", explain(err))
	}
	defer rows.Close()
	var seasons []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("seasons of series: %w", err)
		}
		seasons = append(seasons, id)
	}
	return seasons, rows.Err()
}
