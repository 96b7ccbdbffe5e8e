package proof

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/types"
)

// rawMessage is JSON that nothing has been made of.
var rawMessage = reflect.TypeFor[json.RawMessage]()

// union is a generated type for one of several schemas. It keeps the JSON as it came, so encoding
// it proves nothing: its member has to be looked at.
type union interface {
	Value() any
	Discriminator() (string, error)
	ValueByDiscriminator() (any, error)
}

// finder looks through a decoded recording for the places where gen keeps JSON as it came.
type finder struct {
	// appended returns the type that an appended piece such as season/1 has, and false for a key that
	// is none.
	appended func(key string) (reflect.Type, bool)

	diffs []difference
	// failures are members that do not decode.
	failures []string
	// unknown counts members of a kind that the spec does not know.
	unknown int
}

// find compares everything in v that is kept as it came with what v makes of it. pointer is the
// place of v in the recording.
func (f *finder) find(pointer string, v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return f.find(pointer, v.Elem())
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return nil // any JSON, and meant to be
		}
		for i := range v.Len() {
			if err := f.find(pointer+"/"+strconv.Itoa(i), v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Map:
		for key, value := range v.Seq2() {
			if err := f.findEntry(pointer+"/"+read.Escape(key.String()), key.String(), value); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if u, ok := v.Interface().(union); ok {
			return f.findMember(pointer, u)
		}
		for field, value := range v.Fields() {
			if !field.IsExported() && field.Type == rawMessage {
				return fmt.Errorf("%s: %s keeps JSON as it came but is no union with a Value method", pointer, v.Type())
			}
			if !field.IsExported() {
				continue
			}
			place := pointer
			// The entries of AdditionalProperties stand beside the fields.
			if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "-" && name != "" {
				place += "/" + read.Escape(name)
			}
			if err := f.find(place, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// findEntry looks at an entry of a map. One that is kept as it came may be an appended piece; any
// other is a field that the spec does not know.
func (f *finder) findEntry(pointer, key string, value reflect.Value) error {
	if value.Type() != rawMessage {
		return f.find(pointer, value)
	}
	raw := value.Bytes()
	as, ok := f.appended(key)
	if !ok {
		f.diffs = append(f.diffs, difference{kind: "lost", pointer: pointer, sent: text(json.RawMessage(raw))})
		return nil
	}
	piece := reflect.New(as)
	if err := types.Unmarshal(raw, piece.Interface()); err != nil {
		f.failures = append(f.failures, fmt.Sprintf("%s: %v", pointer, err))
		return nil
	}
	return f.compare(pointer, raw, piece.Elem())
}

func (f *finder) findMember(pointer string, u union) error {
	member := u.Value()
	raw, ok := member.(json.RawMessage)
	if ok && string(raw) == "null" {
		return nil
	}
	if !ok {
		raw, err := json.Marshal(u)
		if err != nil {
			return fmt.Errorf("%s: %w", pointer, err)
		}
		return f.compare(pointer, raw, reflect.ValueOf(member))
	}
	kind, err := u.Discriminator()
	if err == nil {
		_, err = u.ValueByDiscriminator()
	}
	if err != nil && err.Error() == "unknown discriminator value: "+kind {
		f.unknown++
		return nil
	}
	f.failures = append(f.failures, fmt.Sprintf("%s: %T does not decode: %v", pointer, u, err))
	return nil
}

// compare holds what has been made of raw against it, and looks further into that.
func (f *finder) compare(pointer string, raw []byte, v reflect.Value) error {
	got, err := json.Marshal(v.Interface())
	if err != nil {
		return fmt.Errorf("%s: %w", pointer, err)
	}
	diffs, err := compare(pointer, raw, got)
	if err != nil {
		return fmt.Errorf("%s: %w", pointer, err)
	}
	f.diffs = append(f.diffs, diffs...)
	return f.find(pointer, v)
}
