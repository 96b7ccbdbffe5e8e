// Package types holds the scalars of TMDB's responses that a plain Go type cannot carry: dates that
// may be empty or null, instants in three notations, ids that are a number here and a string there,
// ratings that are false or an object.
//
// All of them behave alike:
//
//   - the zero value means unknown, and IsZero reports it, so that the omitzero option of
//     encoding/json leaves it out;
//   - decoding takes null for the zero value, and replaces whatever was there before;
//   - what was decoded is encoded again without loss: text stays the text that TMDB sent, even
//     where it is not the date or instant it should be;
//   - JSON of a type that the scalar cannot hold is a [*encoding/json.UnmarshalTypeError], which
//     says what would fit, and the field if it was decoded as part of a struct.
//
// Unmarshal decodes whole responses, and takes what TMDB's server writes at times in place of what it
// should.
//
// The package imports nothing but the standard library.
package types
