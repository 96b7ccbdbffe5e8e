package diskcache

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// A file is a head and a value. The head has, in this order, the mark of the format, the checksum
// of all that follows, the length of the value and the key, so that a file in the place of another
// is told as well.
const (
	mark     = "tmdbdc1\n"
	lengthAt = len(mark) + 8
	keyAt    = lengthAt + 8
	headSize = keyAt + len(key{})
)

// key is what an entry is found by.
type key [32]byte

// parseKey reads a key as the cache's users write it.
func parseKey(text string) (k key, err error) {
	if len(text) != hex.EncodedLen(len(k)) || strings.ToLower(text) != text {
		return k, errKey
	}
	if _, err := hex.Decode(k[:], []byte(text)); err != nil {
		return k, errKey
	}
	return k, nil
}

var errKey = fmt.Errorf("the key of the cache is not one: want %d hexadecimal digits in lower case", hex.EncodedLen(len(key{})))

// path returns where the file of a key is, from the cache's folder.
func (k key) path() string {
	text := hex.EncodeToString(k[:])
	return text[:folderDigits] + "/" + text[folderDigits:]
}

// head returns what a file has before the value.
func head(k key, value []byte) (h [headSize]byte) {
	copy(h[:], mark)
	binary.LittleEndian.PutUint64(h[lengthAt:], uint64(len(value)))
	copy(h[keyAt:], k[:])
	var sum xxhash.Digest
	sum.Reset()
	_, _ = sum.Write(h[lengthAt:])
	_, _ = sum.Write(value)
	binary.LittleEndian.PutUint64(h[len(mark):], sum.Sum64())
	return h
}

var errAltered = errors.New("the file is not as it was written")

// decode returns the value in a file, a part of data, if the file is whole and of the key.
func decode(k key, data []byte) ([]byte, error) {
	if len(data) < headSize || string(data[:len(mark)]) != mark ||
		binary.LittleEndian.Uint64(data[lengthAt:]) != uint64(len(data)-headSize) ||
		key(data[keyAt:headSize]) != k ||
		binary.LittleEndian.Uint64(data[len(mark):]) != xxhash.Sum64(data[lengthAt:]) {
		return nil, errAltered
	}
	return data[headSize:], nil
}
