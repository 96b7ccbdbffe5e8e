package export

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// Source has the documents that are exported. A [*database.DB] is one.
type Source interface {
	// Documents yields the documents of a kind whose id is greater than after, ascending by id. An error
	// is the last that it yields.
	Documents(ctx context.Context, kind database.Kind, after int) iter.Seq2[database.Document, error]
}

// Options say what is exported, and how.
type Options struct {
	// Format is the format of the files; there is no default.
	Format Format
	// Kinds are the kinds of documents; all if there are none.
	Kinds []database.Kind
	// PartRows is how many rows a part has before the next begins, 1,000,000 if it is 0. All rows of a
	// document are in one part, which may so have some more.
	PartRows int
	// PartBytes is how many bytes a part has before the next begins, 256 MiB if it is 0. They are
	// counted when they are written, some MiB at a time.
	PartBytes int64
}

func (o Options) check() (Options, error) {
	if err := o.Format.valid(); err != nil {
		return o, err
	}
	if o.PartRows < 0 {
		return o, fmt.Errorf("PartRows is %d: want 1 or more, or 0 for 1,000,000", o.PartRows)
	}
	if o.PartBytes < 0 {
		return o, fmt.Errorf("PartBytes is %d: want 1 or more, or 0 for 256 MiB", o.PartBytes)
	}
	o.PartRows, o.PartBytes = cmp.Or(o.PartRows, 1_000_000), cmp.Or(o.PartBytes, 256<<20)
	if len(o.Kinds) == 0 {
		o.Kinds = database.Kinds()
	}
	for i, kind := range o.Kinds {
		if err := kind.Valid(); err != nil {
			return o, err
		}
		if slices.Contains(o.Kinds[:i], kind) {
			return o, fmt.Errorf("kind %s is there twice: want each once", kind)
		}
	}
	return o, nil
}

// Write exports the documents of from to the folder dir, which is made if need be, and returns the
// manifest. What a folder may have is nothing or an export, which is replaced when the new one is
// whole; a file that is of no export is never removed or overwritten, and a folder that has others
// only is refused. If Write fails, the export that was there stays, unless it was being replaced at
// that moment. What a process that was killed left is removed by the next. To a folder there may be one
// export at a time.
//
// It takes memory by the number of tables, not of documents.
func Write(ctx context.Context, dir string, from Source, o Options) (*Manifest, error) {
	o, err := o.check()
	if err != nil {
		return nil, fmt.Errorf("exporting: %w", err)
	}
	m, err := write(ctx, dir, from, o)
	if err != nil {
		return nil, fmt.Errorf("exporting to %s: %w", dir, explain(err))
	}
	return m, nil
}

func write(ctx context.Context, dir string, from Source, o Options) (m *Manifest, err error) {
	f, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			if left := f.clean(); left != nil {
				err = fmt.Errorf("%w; what was written stays there: %w", err, left)
			}
		}
		_ = f.root.Close() // it was read from alone
	}()
	to := &output{Options: o, open: f.createPart, numbers: map[string]int{}}
	m = &Manifest{
		Producer: producer, Version: version, Created: time.Now().UTC().Truncate(time.Second),
		Format: o.Format, Documents: map[database.Kind]Documents{},
	}
	for _, kind := range o.Kinds {
		if m.Documents[kind], err = to.export(ctx, from, kind); err != nil {
			return nil, err
		}
	}
	if err := to.fill(); err != nil {
		return nil, err
	}
	m.Files = to.files
	return m, f.publish(m)
}
