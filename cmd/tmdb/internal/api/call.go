package api

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/spec"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Readable returns the operations that anybody may call who has a credential, and that change nothing: what
// needs a user, makes a token or takes a secret is none of them.
func Readable() []*spec.Operation {
	return slices.DeleteFunc(slices.Clone(spec.Operations), func(op *spec.Operation) bool { return !isReadable(op) })
}

func isReadable(op *spec.Operation) bool {
	return !op.Writes && !op.Unique && !op.NeedsUser() &&
		!slices.ContainsFunc(op.Parameters, func(p *spec.Parameter) bool { return p.Required && p.Secret() })
}

// ofUser is the piece of a title that is about a user: TMDB may tell that of the owner of the token.
const ofUser = "account_states"

// Call calls a readable operation, and returns the response as it came. Values are those of its parameters by
// their names, a list joined by commas. Errors name the parameter and say what would be right.
func Call(ctx context.Context, client *tmdb.Client, op *spec.Operation, values map[string]string) ([]byte, error) {
	if !isReadable(op) {
		return nil, app.Usagef("%s changes something, makes a token or is a user's: want an operation that reads what all may see", op.ID)
	}
	r := &request{op: op, method: op.Method, path: op.Path}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(op.Parameters, func(p *spec.Parameter) bool { return p.Name == name })
		if i < 0 || op.Parameters[i].Secret() {
			return nil, app.Usagef("%.40q is no parameter of %s: want some of %s", name, op.ID, strings.Join(parameterNames(op), ", "))
		}
	}
	for _, p := range op.Parameters {
		value := values[p.Name]
		switch {
		case value == "" && p.Required:
			return nil, app.Usagef("%s is missing: want %s", p.Name, p.Want())
		case value == "":
		case p.In == spec.InPath:
			if err := checkPath(p, value); err != nil {
				return nil, err
			}
			r.path = strings.Replace(r.path, "{"+p.Name+"}", url.PathEscape(value), 1)
		case p.Name == "append_to_response" && strings.Contains(value, ofUser):
			return nil, app.Usagef("%s has %s, which is a user's: want others", p.Name, ofUser)
		default:
			if err := checkValue(p, p.Name, value); err != nil {
				return nil, err
			}
			r.query = append(r.query, pair{p.Name, value})
		}
	}
	return send(ctx, client, r)
}

// parameterNames returns the parameters of an operation that are no secrets.
func parameterNames(op *spec.Operation) []string {
	var names []string
	for _, p := range op.Parameters {
		if !p.Secret() {
			names = append(names, p.Name)
		}
	}
	return names
}

// Description is what an operation is for.
type Description struct {
	ID         string
	Text       string
	Parameters []Parameter
}

// Parameter is a parameter of an operation that is no secret.
type Parameter struct {
	Name, In, Text, Want string
	Required             bool
}

// Describe returns what an operation is for.
func Describe(op *spec.Operation) Description {
	t := readTexts()
	d := Description{ID: op.ID, Text: sentence(op.Summary)}
	if text := sentence(plain(t.of(op).Text)); text != "" {
		d.Text = text
	}
	for _, p := range op.Parameters {
		if !p.Secret() {
			d.Parameters = append(d.Parameters, Parameter{Name: p.Name, In: p.In, Text: sentence(t.parameter(op, p.Name)), Want: strings.Replace(p.Want(), ofUser+", ", "", 1), Required: p.Required})
		}
	}
	return d
}
