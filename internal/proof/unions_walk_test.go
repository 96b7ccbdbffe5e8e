package proof

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// byName returns the structs of gen by their name in lower case.
func byName() map[string]reflect.Type {
	types := map[string]reflect.Type{}
	for typ := range genTypes(reflect.TypeFor[*gen.ClientWithResponses]()) {
		types[strings.ToLower(typ.Name())] = typ
	}
	return types
}

// methodsOfSeveral are the methods that stand for properties of several names.
var methodsOfSeveral = map[string]string{
	"title": "Name", "name": "Name", "original_title": "OriginalName", "original_name": "OriginalName",
	"poster_path": "ImagePath", "profile_path": "ImagePath", "still_path": "ImagePath",
	"release_date": "Date", "first_air_date": "Date", "air_date": "Date",
}

// TestUnions holds every kind of every union against what the spec says: what it is and is not, and
// what it says without a switch over its type, also of a kind that nobody knows.
func TestUnions(t *testing.T) {
	t.Parallel()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	types, n := byName(), 0
	for name, ref := range doc.Components.Schemas {
		property, mapping, ok := read.Union(ref.Value)
		if !ok {
			continue
		}
		n++
		typ, ok := types[strings.ToLower(name)]
		if !ok {
			t.Errorf("no operation has the union %s", name)
			continue
		}
		for _, m := range mapping {
			t.Run(name+"/"+m.Value, func(t *testing.T) {
				t.Parallel()
				sent := exampleOf(doc.Components.Schemas[m.Schema].Value)
				sent[property] = m.Value
				member := checkMember(t, decodeUnion(t, typ, sent), m)
				checkShared(t, decodeUnion(t, typ, sent), member, m.Value, ref.Value)
				sent[property] = "podcast"
				unknown := decodeUnion(t, typ, sent)
				if raw, ok := unknown.MethodByName("Value").Call(nil)[0].Interface().(json.RawMessage); !ok {
					t.Errorf("an unknown kind is %s, want its JSON", raw)
				}
				checkShared(t, unknown, member, "podcast", ref.Value)
			})
		}
	}
	if n < 4 {
		t.Errorf("%d unions, want 4 or more", n)
	}
}

// exampleOf returns the examples of the properties of a schema that have one.
func exampleOf(s *openapi3.Schema) map[string]any {
	sent := map[string]any{}
	for _, part := range s.AllOf {
		maps.Copy(sent, exampleOf(part.Value))
	}
	for name, p := range s.Properties {
		if p.Value.Example != nil {
			sent[name] = p.Value.Example
		}
	}
	return sent
}

// decodeUnion returns what is made of JSON.
func decodeUnion(t *testing.T, typ reflect.Type, sent map[string]any) reflect.Value {
	t.Helper()
	data, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.New(typ)
	if err := json.Unmarshal(data, v.Interface()); err != nil {
		t.Fatal(err)
	}
	return v.Elem()
}

// checkMember wants a union to be the member that it is by every way, and no other.
func checkMember(t *testing.T, u reflect.Value, m read.Mapped) reflect.Value {
	t.Helper()
	member := u.MethodByName("Value").Call(nil)[0].Elem()
	found := false
	for method, call := range u.Methods() {
		goType, ok := strings.CutPrefix(method.Name, "As")
		if !ok {
			continue
		}
		out := call.Call(nil)
		err, _ := out[1].Interface().(error)
		if strings.EqualFold(goType, m.Schema) {
			found = true
			if err != nil || !reflect.DeepEqual(out[0].Interface(), member.Interface()) {
				t.Errorf("%s is %v, %v, want the same as Value: %v", method.Name, out[0], err, member)
			}
			checkFrom(t, u.Type(), method.Name, out[0], m)
			continue
		}
		if err == nil || !out[0].IsZero() || !strings.Contains(err.Error(), fmt.Sprint(u)) || !strings.Contains(err.Error(), m.Value) {
			t.Errorf("%s is %v, %v: want an error that names %v", method.Name, out[0], err, u)
		}
	}
	if !found {
		t.Errorf("there is no As%s", m.Schema)
	}
	return member
}

// checkFrom makes a union of a member that does not say what it is, or something else.
func checkFrom(t *testing.T, typ reflect.Type, as string, member reflect.Value, m read.Mapped) {
	t.Helper()
	for _, kind := range []string{m.Value, "", "podcast"} {
		own := reflect.New(member.Type()).Elem()
		own.Set(member)
		own.FieldByName("MediaType").SetString(kind)
		u := reflect.New(typ)
		if err, _ := u.MethodByName("From" + strings.TrimPrefix(as, "As")).Call([]reflect.Value{own})[0].Interface().(error); err != nil {
			t.Error(err)
		}
		if out := u.MethodByName(as).Call(nil); !out[1].IsNil() {
			t.Errorf("made of one with media_type %q: %v", kind, out[1])
		}
		if got := u.MethodByName("MediaType").Call(nil)[0].String(); kind == m.Value && got != kind {
			t.Errorf("media_type %q has become %q", kind, got)
		}
	}
}

// checkShared wants a method for everything that at least two members have, with the value of the
// field, and that a union prints what it is.
func checkShared(t *testing.T, u, member reflect.Value, kind string, union *openapi3.Schema) {
	t.Helper()
	count := map[string]int{}
	for _, ref := range union.OneOf {
		for name := range exampleOf(ref.Value) {
			count[name]++
		}
	}
	for field, value := range member.Fields() {
		property, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		name, several := methodsOfSeveral[property]
		if !several {
			name = field.Name
		}
		if !several && count[property] < 2 || slices.Contains([]string{"season_number", "order", "media_type"}, property) || field.Type.Kind() == reflect.Slice && value.IsNil() {
			continue
		}
		method := u.MethodByName(name)
		if !method.IsValid() {
			t.Errorf("there is no method for %s", property)
			continue
		}
		if value.Kind() == reflect.Pointer {
			if value.IsNil() {
				value = reflect.Zero(value.Type().Elem())
			} else {
				value = value.Elem()
			}
		}
		if got := method.Call(nil)[0]; !reflect.DeepEqual(got.Interface(), value.Interface()) {
			t.Errorf("%s is %v, want %v", name, got, value)
		}
	}
	id, name := u.MethodByName("ID").Call(nil)[0].Int(), u.MethodByName("Name").Call(nil)[0].String()
	if id == 0 || name == "" || u.MethodByName("MediaType").Call(nil)[0].String() != kind {
		t.Errorf("it is %d %q, want one that says so", id, name)
	}
	checkUnionPrints(t, u, fmt.Sprintf("%s %d %q", kind, id, name))
}

func checkUnionPrints(t *testing.T, u reflect.Value, want string) {
	t.Helper()
	pointer := reflect.New(u.Type())
	pointer.Elem().Set(u)
	for _, v := range []any{u.Interface(), pointer.Interface(), []any{u.Interface()}, map[int]any{1: u.Interface()}, struct{ Item any }{u.Interface()}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%x"} {
			if got := fmt.Sprintf(verb, v); !strings.Contains(got, want) {
				t.Errorf("%s of %T prints %s, want %s", verb, v, got, want)
			}
		}
	}
	if got := fmt.Sprintf("%q", u); got != fmt.Sprintf("%q", want) {
		t.Errorf("%%q prints %s", got)
	}
	var out strings.Builder
	slog.New(slog.NewTextHandler(&out, nil)).Info("text", "item", u.Interface())
	slog.New(slog.NewJSONHandler(&out, nil)).Info("json", "item", pointer.Interface())
	if got := strings.Count(strings.ReplaceAll(out.String(), `\`, ""), want); got != 2 {
		t.Errorf("logged as %s, want %s in both", out.String(), want)
	}
}

// TestOddUnions: what TMDB may send instead of an entry. Nothing panics, and everything prints.
func TestOddUnions(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ sent, prints, asMovie string }{
		{`null`, `null`, `media_type is "": want "movie" for a Movie, this is null`},
		{`[]`, `[]`, `this is []`},
		{`{}`, `{}`, `this is {}`},
		{`"text"`, `"text"`, `this is "text"`},
		{`{"id":1}`, `1`, `media_type is ""`},
		{`{"id":1,"media_type":"podcast"}`, `podcast 1`, `media_type is "podcast"`},
		{`{"media_type":7,"id":550,"title":"Fight Club"}`, `550 "Fight Club"`, `media_type is ""`},
		{`{"media_type":"movie","id":550.0,"title":null,"name":"Fight\nClub"}`, `movie 550 "Fight\nClub"`, ``},
		{`{"media_type":"movie","id":"x","title":7}`, `movie`, `cannot unmarshal`},
		{`{"media_type":"tv\u001b[31m","id":1396}`, `tv\x1b[31m 1396`, `this is tv\x1b[31m 1396`},
		{`{"media_type":"collection","id":10,"title":"Star Wars Collection","original_title":"Star Wars"}`, `collection 10 "Star Wars Collection"`, `want "movie"`},
		{`{"media_type":"movie","id":1,"title":"` + strings.Repeat("long", 1000) + `"}`, `movie 1 "` + strings.Repeat("long", 25) + `"`, ``},
		{`[` + strings.Repeat("1,", 1000) + `1]`, `[` + strings.Repeat("1,", 49) + `1`, `want "movie"`},
	} {
		var item gen.MediaItem
		if err := json.Unmarshal([]byte(test.sent), &item); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(item); got != test.prints {
			t.Errorf("%.60s prints %s, want %s", test.sent, got, test.prints)
		}
		_, err := item.AsMovie()
		if test.asMovie == "" && err != nil || test.asMovie != "" && (err == nil || !strings.Contains(err.Error(), test.asMovie)) {
			t.Errorf("%.60s as a movie: %v, want %q", test.sent, err, test.asMovie)
		}
		for method, call := range reflect.ValueOf(item).Methods() {
			if method.Type.NumIn() == 1 {
				call.Call(nil)
			}
		}
	}
	if got := fmt.Sprint(gen.MediaItem{}, &gen.MediaItem{}, (*gen.MediaItem)(nil)); got != "null null <nil>" {
		t.Errorf("nothing prints as %s", got)
	}
}

// TestParts: each type that the spec composes of another one becomes that one, and loses nothing
// that it has.
func TestParts(t *testing.T) {
	t.Parallel()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	types, n := byName(), 0
	for name, ref := range doc.Components.Schemas {
		if _, member := read.Member(ref.Value); member || len(ref.Value.AllOf) < 2 {
			continue
		}
		n++
		whole, ok := types[strings.ToLower(name)]
		if !ok {
			t.Errorf("no operation has a %s", name)
			continue
		}
		sent, err := json.Marshal(exampleOf(ref.Value))
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.New(whole)
		if err := json.Unmarshal(sent, v.Interface()); err != nil {
			t.Fatal(err)
		}
		for _, part := range ref.Value.AllOf {
			if part.Ref == "" {
				continue
			}
			method := v.MethodByName(part.Ref[strings.LastIndex(part.Ref, "/")+1:])
			if !method.IsValid() {
				t.Errorf("%s does not become %s", name, part.Ref)
				continue
			}
			got := method.Call(nil)[0]
			want := reflect.New(got.Type())
			if err := json.Unmarshal(sent, want.Interface()); err != nil || want.Elem().IsZero() {
				t.Errorf("%s: %v, %v", name, want, err)
			}
			if !reflect.DeepEqual(got.Interface(), want.Elem().Interface()) {
				t.Errorf("%s becomes %+v, want %+v", name, got, want.Elem())
			}
		}
	}
	if n < 22 {
		t.Errorf("%d types are made of others, want 22 or more", n)
	}
}
