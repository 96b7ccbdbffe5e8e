package wrapper

import (
	"net/url"
	"slices"
	"strings"
)

// setQuery sets a parameter of a URL's query in place of what it has of this name. The rest of the
// query stays as it is written. The commas between values stay commas, as the generated code writes them.
func setQuery(u *url.URL, name string, values ...string) {
	dropQuery(u, name)
	if u.RawQuery != "" {
		u.RawQuery += "&"
	}
	u.RawQuery += url.QueryEscape(name) + "="
	for i, value := range values {
		if i > 0 {
			u.RawQuery += ","
		}
		u.RawQuery += url.QueryEscape(value)
	}
}

// dropQuery takes parameters away from a URL's query.
func dropQuery(u *url.URL, names ...string) {
	if u.RawQuery == "" {
		return
	}
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		if decoded, err := url.QueryUnescape(key); part != "" && (err != nil || !slices.Contains(names, decoded)) {
			kept = append(kept, part)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
}
