//go:build go1.27 && goexperiment.jsonv2

package types

import (
	"encoding/json"
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"errors"
	"strings"
)

// Since Go 1.27 encoding/json runs on json/v2, which hands on the error of an UnmarshalJSON as it
// is, without the field that it belongs to. Only an UnmarshalJSONFrom can tell where in the JSON it
// is, so here is one for each type whose UnmarshalJSON returns an UnmarshalTypeError.

// UnmarshalJSONFrom is UnmarshalJSON for encoding/json/v2; its errors name the field.
func (f *Float) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return unmarshalFrom(dec, f) }

// UnmarshalJSONFrom is UnmarshalJSON for encoding/json/v2; its errors name the field.
func (id *ID) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return unmarshalFrom(dec, id) }

// UnmarshalJSONFrom is UnmarshalJSON for encoding/json/v2; its errors name the field.
func (i *Int) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return unmarshalFrom(dec, i) }

// UnmarshalJSONFrom is UnmarshalJSON for encoding/json/v2; its errors name the field.
func (r *Rating) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return unmarshalFrom(dec, r) }

// UnmarshalJSONFrom is UnmarshalJSON for encoding/json/v2; its errors name the field.
func (t *Texts) UnmarshalJSONFrom(dec *jsontext.Decoder) error { return unmarshalFrom(dec, t) }

// unmarshalFrom has v decode the next value. It returns an UnmarshalTypeError of v as the error of
// json/v2 that says the same and where in the JSON it is, which encoding/json turns into an
// UnmarshalTypeError again.
func unmarshalFrom(dec *jsontext.Decoder, v json.Unmarshaler) error {
	data, err := dec.ReadValue()
	if err != nil {
		return err
	}
	err = v.UnmarshalJSON(data)
	mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return err
	}
	at := dec.StackPointer()
	if mismatch.Field != "" { // in an object of v's own
		at += jsontext.Pointer("/" + strings.ReplaceAll(mismatch.Field, ".", "/"))
	}
	kind, detail, _ := strings.Cut(mismatch.Value, " ")
	semantic := &jsonv2.SemanticError{
		ByteOffset:  dec.InputOffset(),
		JSONPointer: at,
		JSONKind:    kindOf[kind],
		GoType:      mismatch.Type,
		Err:         mismatch.Err,
	}
	// Behind the kind is what typeError wants instead, or the number, of encoding/json.
	if want, ok := strings.CutPrefix(detail, "("); ok {
		semantic.Err = errors.New(strings.TrimSuffix(want, ")"))
	} else {
		semantic.JSONValue = jsontext.Value(detail)
	}
	return semantic
}

// kindOf has the kinds of json/v2 by the names that an UnmarshalTypeError calls them.
var kindOf = map[string]jsontext.Kind{
	"null":   'n',
	"bool":   't',
	"string": '"',
	"number": '0',
	"array":  '[',
	"object": '{',
}
