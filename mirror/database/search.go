package database

import (
	"context"
	"fmt"
	"strings"
)

// Found is a document that [DB.Search] has found.
type Found struct {
	Kind Kind
	ID   int
	// Title is its title or name in the language of the document.
	Title string
}

// Search returns the documents one of whose titles or names, in any of the languages that are kept,
// has all words of text; the last word may be the beginning of one. Case and accents do not matter. It
// returns at most limit, those called exactly so first, and then the popular ones. Seasons and what is
// gone are not among them. A text without a word finds nothing.
func (db *DB) Search(ctx context.Context, text string, limit int) ([]Found, error) {
	words := wordsOf(text)
	if len(words) == 0 {
		return nil, nil
	}
	query := db.dialect.searchQuery(words)
	rows, err := db.read.QueryContext(ctx, db.bind(db.dialect.search), query, join(words), limit)
	if err != nil {
		return nil, fmt.Errorf("searching titles: %w", explain(err))
	}
	defer rows.Close()
	var found []Found
	for rows.Next() {
		var f Found
		if err := rows.Scan(&f.Kind, &f.ID, &f.Title); err != nil {
			return nil, fmt.Errorf("searching titles: %w", err)
		}
		found = append(found, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("searching titles: %w", explain(err))
	}
	return found, nil
}

// searchQuery returns what finds all words, joined ones one after the other and the last as a
// beginning, in the language of the database. Words are letters and digits, which need no escape.
func (d *dialect) searchQuery(words []word) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && w.joined:
			b.WriteString(d.then)
		case i > 0:
			b.WriteString(d.and)
		default:
			b.WriteString(d.quote)
		}
		b.WriteString(w.text)
	}
	return b.String() + d.quote + d.beginning
}
