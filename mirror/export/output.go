package export

import (
	"context"
	"fmt"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// output is the export that is being written.
type output struct {
	Options

	// open makes the file of a part.
	open func(name string) (file, error)
	// numbers has for each table how many parts there are.
	numbers map[string]int
	// files are the parts that are whole.
	files []File
}

// create begins the next part of a table.
func (o *output) create(table string, kind database.Kind) (*part, error) {
	o.numbers[table]++
	name := fmt.Sprintf("%s/part-%05d%s", table, o.numbers[table], o.Format.extension())
	f, err := o.open(name)
	if err != nil {
		return nil, err
	}
	return newPart(f, File{Name: name, Table: table, Kind: kind}), nil
}

// export writes the documents of a kind.
func (o *output) export(ctx context.Context, from Source, kind database.Kind) (Documents, error) {
	var read Documents
	to, err := o.Format.sink(o, kind)
	if err != nil {
		return read, err
	}
	defer to.discard()
	for doc, err := range from.Documents(ctx, kind, 0) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return read, err
		}
		if err := to.add(doc); err != nil {
			return read, fmt.Errorf("%s %d: %w", kind, doc.ID, err)
		}
		read.add(doc)
	}
	return read, to.close()
}

// fill writes a part without rows for each table that has no other, so that who reads all tables finds
// them and their columns.
func (o *output) fill() error {
	for _, kind := range o.Kinds {
		to, err := o.Format.sink(o, kind)
		if err != nil {
			return err
		}
		if err := to.fill(); err != nil {
			to.discard()
			return err
		}
	}
	return nil
}

// add counts a document.
func (d *Documents) add(doc database.Document) {
	d.Count++
	if d.Oldest.IsZero() || doc.Fetched.Before(d.Oldest) {
		d.Oldest = doc.Fetched
	}
	if doc.Fetched.After(d.Newest) {
		d.Newest = doc.Fetched
	}
}
