package handlers

import "github.com/tmdb-go/tmdb/tmdbtest/internal/object"

// taking makes a handler of one that wants the body, a type of package gen. A request without one, in the
// form with GET that TMDB still takes for signing in (2026-08), has its texts in the query.
func taking[B any](h func(*Call, B) (any, error)) handler {
	return func(c *Call) (any, error) {
		if len(c.Body) == 0 {
			texts := map[string]string{}
			for name := range c.Query {
				texts[name] = c.text(name)
			}
			c.Body = object.Value(texts)
		}
		var body B
		if err := c.decode(&body); err != nil {
			return nil, err
		}
		return h(c, body)
	}
}
