package pictures

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"sync"
)

// order is what a picture is made from.
type order struct {
	path    string
	size    size
	format  *format
	picture Picture
}

// made is a picture as it is sent.
type made struct {
	data []byte
	etag string
}

const (
	maxDrawings = 2        // at a time, each of which takes 40 MB at most
	maxKept     = 16 << 20 // bytes
)

// studio makes pictures and keeps the latest.
type studio struct {
	places chan struct{}

	mu    sync.Mutex
	kept  map[order]made
	order []order // of those kept, the oldest first
	bytes int
}

func newStudio() *studio {
	return &studio{places: make(chan struct{}, maxDrawings), kept: map[order]made{}}
}

// make returns a picture. It waits for its turn until ctx ends.
func (s *studio) make(ctx context.Context, o order) (made, error) {
	if m, ok := s.find(o); ok {
		return m, nil
	}
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	case <-ctx.Done():
		return made{}, ctx.Err()
	}
	if m, ok := s.find(o); ok { // somebody else's, in the meantime
		return m, nil
	}
	data, err := o.draw()
	if err != nil {
		return made{}, err
	}
	hash := fnv.New64a()
	_, _ = hash.Write(data)
	m := made{data, fmt.Sprintf(`"%016x"`, hash.Sum64())}
	s.keep(o, m)
	return m, nil
}

func (s *studio) find(o order) (made, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.kept[o]
	return m, ok
}

func (s *studio) keep(o order, m made) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.kept[o]; ok || len(m.data) > maxKept {
		return
	}
	s.kept[o] = m
	s.order = append(s.order, o)
	for s.bytes += len(m.data); s.bytes > maxKept; s.order = s.order[1:] {
		s.bytes -= len(s.kept[s.order[0]].data)
		delete(s.kept, s.order[0])
	}
}

func (o order) draw() ([]byte, error) {
	w, h := o.size.of(o.picture)
	lines, err := layOut(o, w, h)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	switch o.format {
	case svg:
		err = encodeSVG(&b, o, w, h, lines)
	case png:
		err = encodePNG(&b, draw(o, w, h, lines))
	default:
		err = encodeJPEG(&b, draw(o, w, h, lines))
	}
	return b.Bytes(), err
}
