package proxy

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/internal/inmemory"
)

// ownImages puts the proxy's own images in the place of TMDB's in the response to GET /3/configuration, and
// leaves all else as it was.
func ownImages(resp *http.Response, base string) {
	was := inmemory.Read(resp)
	body := was.Data
	var told struct{ Images map[string]json.RawMessage }
	if json.Unmarshal(body, &told) != nil {
		return
	}
	own, _ := json.Marshal(base)
	for _, name := range []string{"base_url", "secure_base_url"} {
		var text string
		if raw := told.Images[name]; json.Unmarshal(raw, &text) == nil && text != "" {
			body = bytes.ReplaceAll(body, raw, own)
		}
	}
	sum := sha256.Sum256(body)
	resp.Header.Set("Etag", `W/"`+hex.EncodeToString(sum[:16])+`"`)
	resp.Body = &inmemory.Body{Data: body, Err: was.Err, Checked: was.Checked, Fault: was.Fault}
}

// base returns where a client has the images of the proxy, or why it cannot be told.
func (p *Proxy) base(r *http.Request) (string, *refusal) {
	if p.config.PublicURL != nil {
		return strings.TrimSuffix(p.config.PublicURL.String(), "/") + imagesPath, nil
	}
	u := url.URL{Scheme: "http", Host: r.Host, Path: imagesPath}
	if r.TLS != nil {
		u.Scheme = "https"
	}
	if !isHost(r.Host) {
		return "", refuse(47, "the request has no host that it came to: want one such as localhost:8080 in the field Host")
	}
	return u.String(), nil
}

// isHost reports whether a text is a host with or without a port.
func isHost(text string) bool {
	host, port, named := strings.Cut(text, ":")
	if inner, ok := strings.CutPrefix(text, "["); ok {
		var rest string
		host, rest, ok = strings.Cut(inner, "]")
		port, named = strings.CutPrefix(rest, ":")
		return ok && (named || rest == "") && isOf(host, digits+letters+":.", 2, 45) && (!named || isOf(port, digits, 1, 5))
	}
	return isOf(host, letters+digits+"-_.", 1, 253) && (!named || isOf(port, digits, 1, 5))
}
