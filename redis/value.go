package redis

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"sync"

	"github.com/klauspost/compress/zstd"
)

const (
	// maxValue is how large a value may be: many times what the client takes of TMDB.
	maxValue = 64 << 20
	// small is a value that is not worth the work.
	small = 256
	// sumSize is the size of a checksum of the value, which comes after the first byte.
	sumSize = 4
)

// The first byte of what is kept says what comes after the checksum. Another layout gets another number.
const (
	asIs       = 1
	compressed = 2
)

var (
	errDamaged = errors.New("the value is damaged")

	castagnoli = crc32.MakeTable(crc32.Castagnoli)

	encoder = sync.OnceValues(func() (*zstd.Encoder, error) {
		return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
	})
	decoder = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxValue))
	})
)

// pack returns what is kept of a value.
func pack(value []byte) ([]byte, error) {
	if len(value) > maxValue {
		return nil, fmt.Errorf("the value has %d bytes: want %d at most", len(value), maxValue)
	}
	head := binary.BigEndian.AppendUint32([]byte{compressed}, crc32.Checksum(value, castagnoli))
	if len(value) >= small {
		enc, err := encoder()
		if err != nil {
			return nil, err
		}
		if packed := enc.EncodeAll(value, head); len(packed) < len(head)+len(value) {
			return packed, nil
		}
	}
	head[0] = asIs
	return append(head, value...), nil
}

// unpack returns the value of what was kept, never nil without an error.
func unpack(packed []byte) ([]byte, error) {
	if len(packed) < 1+sumSize {
		return nil, errDamaged
	}
	kind, sum, rest := packed[0], binary.BigEndian.Uint32(packed[1:]), packed[1+sumSize:]
	value := rest
	switch kind {
	case asIs:
	case compressed:
		dec, err := decoder()
		if err != nil {
			return nil, err
		}
		if value, err = dec.DecodeAll(rest, []byte{}); err != nil {
			return nil, errDamaged
		}
	default:
		return nil, fmt.Errorf("the layout of the value is number %d: want %d or %d", kind, asIs, compressed)
	}
	if crc32.Checksum(value, castagnoli) != sum {
		return nil, errDamaged
	}
	return value, nil
}
