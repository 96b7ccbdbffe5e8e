package proxy

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"sync"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// What the servers of images are asked for at most: they have no limit that is known, and are to be asked
// politely.
const (
	imagesAtOnce   = 8
	imagesASecond  = 20
	largestImage   = 32 << 20
	imagesInMemory = 256 << 20 // which clients have yet to read, who may be slow on purpose
	imagesPath     = "/t/p/"
	ofSVG          = "image/svg+xml"
	policyOfImages = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
)

// newImages returns the chain of transports for images.
func newImages(c *Config, to *hosts) http.RoundTripper {
	wait := transport.Waiter(rate.NewLimiter(imagesASecond, imagesASecond))
	return transport.Chain(to,
		transport.Coalesce(nil),
		transport.Cache(c.cache(usableImage)),
		unshared,
		transport.Limit(wait),
		transport.Retry(transport.RetryConfig{Wait: wait, Usable: usableImage}),
		transport.LimitBody(largestImage),
		atOnce(imagesAtOnce),
	)
}

// usableImage returns why a success is no image.
func usableImage(resp *http.Response, body []byte) error {
	switch {
	case mediaType(resp.Header) == "" || resp.Header.Get("Content-Encoding") != "":
		return errors.New("the response is no image")
	case len(body) == 0:
		return errors.New("the image is empty")
	case strings.HasPrefix(http.DetectContentType(body), "text/html"): // images are kept for long
		return errors.New("the response is a page that says that it is an image")
	}
	return nil
}

// mediaType returns what kind of image a response is, "" if it is none.
func mediaType(h http.Header) string {
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || !slices.Contains([]string{"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", ofSVG}, media) {
		return ""
	}
	return media
}

// atOnce returns a layer that has so many requests under way at most, until their bodies are read.
func atOnce(most int) transport.Layer {
	places := make(chan struct{}, most)
	return func(next http.RoundTripper) http.RoundTripper {
		return transport.Func(func(req *http.Request) (*http.Response, error) {
			select {
			case places <- struct{}{}:
			case <-req.Context().Done():
				return nil, context.Cause(req.Context())
			}
			free := sync.OnceFunc(func() { <-places })
			resp, err := next.RoundTrip(req)
			if err != nil || resp.Body == nil {
				free()
				return resp, err
			}
			resp.Body = &placedBody{resp.Body, free}
			return resp, nil
		})
	}
}

type placedBody struct {
	io.ReadCloser
	free func()
}

func (b *placedBody) Close() error {
	defer b.free()
	return b.ReadCloser.Close()
}

// imageOf returns size and file of the path of an image, and false for a path that TMDB has none at.
func imageOf(path string) (size, file string, ok bool) {
	size, file, ok = strings.Cut(strings.TrimPrefix(path, imagesPath), "/")
	name, kind, dot := strings.Cut(file, ".")
	ok = ok && dot && isSize(size) && isOf(name, letters+digits, 1, 100) &&
		slices.Contains([]string{"jpg", "jpeg", "png", "svg", "webp"}, kind)
	return size, file, ok
}

// isSize reports whether a text has the form of a size: original, w500, h632, or w600_and_h900_bestv2.
func isSize(text string) bool {
	if text == "original" {
		return true
	}
	first, rest, both := strings.Cut(text, "_and_")
	if !isSide(first) {
		return false
	}
	second, how, named := strings.Cut(rest, "_")
	return !both || isSide(second) && (!named || isOf(how, letters+digits+"_", 1, 20))
}

func isSide(text string) bool {
	return text != "" && strings.Contains("wh", text[:1]) && isOf(text[1:], digits, 1, 4)
}

// serveImage responds to a request for an image. It needs no token, as at TMDB: a page that shows an image
// could send none.
func (p *Proxy) serveImage(w http.ResponseWriter, r *http.Request, j *job) *refusal {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		refused := refuse(42, "images are there to be read")
		refused.allow = []string{http.MethodGet, http.MethodHead, http.MethodOptions}
		return refused
	}
	size, file, ok := imageOf(r.URL.EscapedPath())
	if !ok {
		return refuse(34, "there is no such image: want a path such as /t/p/w500/kqjL17yufvn9OVLyXYpvtyrFfak.jpg, with a size of TMDB's")
	}
	j.size = size
	ctx, cancel := j.context(r)
	defer cancel()
	req := newRequest(ctx, http.MethodGet, "/"+size+"/"+file, "", p.config.Images)
	resp, err := p.images.RoundTrip(req)
	if err != nil {
		j.err = err
		return failureOf(r, err)
	}
	body := inmemory.Read(resp)
	switch {
	case resp.StatusCode == http.StatusNotFound, resp.StatusCode == http.StatusForbidden:
		return refuse(34, "TMDB has no such image in this size")
	case resp.StatusCode == http.StatusTooManyRequests:
		return withoutText(resp)
	case resp.StatusCode == http.StatusOK && body.Err != nil:
		j.err = body.Err
		return cutOff(body.Err)
	}
	if j.err = usableImage(resp, body.Data); j.err != nil || resp.StatusCode != http.StatusOK {
		return refuse(43, fmt.Sprintf("TMDB responded with no image (%d)", resp.StatusCode))
	}
	length := int64(len(body.Data))
	defer p.sending.Add(-length)
	if p.sending.Add(length) > imagesInMemory {
		return tooMuch("images")
	}
	h := w.Header()
	for _, name := range passed {
		if values := resp.Header[name]; len(values) > 0 {
			h[name] = values
		}
	}
	media := mediaType(resp.Header)
	h.Set("Content-Type", media)
	if media == ofSVG {
		h.Set("Content-Security-Policy", policyOfImages)
	}
	modified, _ := http.ParseTime(resp.Header.Get("Last-Modified")) // no time if there is none
	http.ServeContent(w, r, "", modified, bytes.NewReader(body.Data))
	return nil
}
