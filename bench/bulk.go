package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/batch"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

const (
	workers   = 8
	exportDay = types.Date("2026-11-28") // that of exportPath
)

// many asks for the details of 1,000 movies.
func (c *clients) many(size int) row {
	ids := make([]int, 1000)
	for i := range ids {
		ids[i] = 100_000 + i
	}
	r := row{name: many, size: len(ids) * size}
	r.add(rawGET, func() (any, error) {
		return nil, each(ids, func(id int) error { return c.get(fmt.Sprintf("/3/movie/%d", id), size) })
	})
	r.add(client, func() (any, error) {
		call := func(ctx context.Context, id int) (*gen.MovieDetails, error) {
			return c.ours.Movies.Details(ctx, id, nil)
		}
		for outcome := range batch.ForEach(context.Background(), slices.Values(ids), call, batch.Workers(workers)) {
			if outcome.Err != nil {
				return nil, outcome.Err
			}
		}
		return nil, nil
	})
	r.add(handWritten, func() (any, error) {
		theirs := c.golangTMDB()
		return nil, each(ids, func(id int) error {
			_, err := theirs.GetMovieDetails(id, nil)
			return err
		})
	})
	return r
}

// each does by hand what package batch does for ours.
func each(ids []int, call func(id int) error) error {
	next, failed := make(chan int), make(chan error, workers)
	for range workers {
		go func() {
			var err error
			for id := range next {
				err = errors.Join(err, call(id))
			}
			failed <- err
		}()
	}
	for _, id := range ids {
		next <- id
	}
	close(next)
	var err error
	for range workers {
		err = errors.Join(err, <-failed)
	}
	return err
}

// exports reads the movies of an export, which golang-tmdb does not do.
func (c *clients) exports() (row, error) {
	size, err := c.exportLines(func([]byte) error { return nil })
	if err != nil {
		return row{}, err
	}
	r := row{name: exportFile, size: size}
	r.add("raw GET, unpacked", func() (any, error) {
		_, err := c.exportLines(func([]byte) error { return nil })
		return nil, err
	})
	movies := func(base string) func() (any, error) {
		return func() (any, error) {
			n := 0
			for movie, err := range exports.Movies(context.Background(), exportDay, exports.BaseURL(base)) {
				if err != nil {
					return nil, err
				}
				n += min(1, len(movie.OriginalTitle))
			}
			return nil, allLines(n)
		}
	}
	r.add(client, movies(c.base))
	r.add("ours, of a file without gzip", movies(c.base+linesBase))
	r.add("encoding/json", func() (any, error) {
		n := 0
		_, err := c.exportLines(func(line []byte) error {
			var movie exports.Movie
			err := json.Unmarshal(line, &movie)
			n += min(1, len(movie.OriginalTitle))
			return err
		})
		return nil, errors.Join(err, allLines(n))
	})
	return r, nil
}

func allLines(n int) error {
	if n != exportLines {
		return fmt.Errorf("there are %d lines with a title: want %d", n, exportLines)
	}
	return nil
}

// exportLines calls yield for the lines of the export and returns how many bytes they have.
func (c *clients) exportLines(yield func([]byte) error) (size int, err error) {
	resp, err := c.open(exportPath)
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	unpacked, err := gzip.NewReader(resp.Body)
	if err != nil {
		return 0, err
	}
	lines := bufio.NewReader(unpacked)
	for {
		line, err := lines.ReadSlice('\n')
		if errors.Is(err, io.EOF) {
			return size, nil
		}
		if err == nil {
			size += len(line)
			err = yield(bytes.TrimSpace(line))
		}
		if err != nil {
			return size, err
		}
	}
}
