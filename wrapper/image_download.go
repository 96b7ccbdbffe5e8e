package wrapper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/types"
)

const defaultImageBaseURL = "https://image.tmdb.org/t/p"

// imageHost is where a client gets images from. It knows no credential.
type imageHost struct {
	base   string // without a slash at its end, "" unless an option set it
	client *http.Client
}

// newImageHost returns where images are for a client that uses client for the rest. base may be nil.
func newImageHost(client *http.Client, base *url.URL) imageHost {
	host := imageHost{client: client}
	if base != nil {
		host.base = strings.TrimRight(base.String(), "/")
	}
	return host
}

// baseURL returns the base of the addresses of images.
func (h imageHost) baseURL() string {
	if h.base == "" {
		return defaultImageBaseURL
	}
	return h.base
}

// WithImageBaseURL takes images from another server than https://image.tmdb.org/t/p, such as a proxy
// or a test's: size and path follow the URL, which is one like that of [WithBaseURL].
func WithImageBaseURL(baseURL string) Option {
	return func(c *config) error {
		u, err := baseurl.Parse(baseURL, defaultImageBaseURL)
		if err != nil {
			return fmt.Errorf("WithImageBaseURL: %w", err)
		}
		c.imageBaseURL = u
		return nil
	}
}

// opDownloadImage names a download in errors. The image server is not in the OpenAPI document.
var opDownloadImage = &Operation{Name: "downloadImage", Method: http.MethodGet, Path: "/t/p/{size}{file_path}"}

// DownloadImage writes an image to w as it comes and returns how many bytes it wrote, also along with
// an error. It uses the HTTP client of [WithHTTPClient], but sends no credential to the image server.
// An SVG comes in its original form whatever the size.
//
// Errors are *[Error]: [ErrInvalid] for a path that is empty or not one of an image, [ErrNotFound],
// [ErrRateLimited], [ErrUnavailable] also for an answer that is no image or is cut off; an error of w
// or ctx can be asked for with errors.Is.
func (c *Client) DownloadImage(ctx context.Context, path types.ImagePath, size ImageSize, w io.Writer) (int64, error) {
	call := &call{op: opDownloadImage}
	refuse := func(err error) (int64, error) { return 0, call.error(&because{err, ErrInvalid}) }
	if err := checkImagePath(path); err != nil {
		return refuse(err)
	}
	if err := checkImageSize(sizeName(path, size)); err != nil {
		return refuse(err)
	}
	if w == nil {
		return refuse(errors.New("w is nil: want a writer for the image"))
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, imageURL(c.images.baseURL(), path, size), nil)
	if err != nil {
		return refuse(err)
	}
	client := c.images.client
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, call.error(err)
	}
	defer func() { _ = resp.Body.Close() }()
	call.status, call.header = resp.StatusCode, resp.Header
	if err := checkImageAnswer(resp); err != nil {
		return 0, call.error(err)
	}

	n, err := io.Copy(w, progressReader(ctx, resp.Body, resp.ContentLength))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return n, call.error(&because{fmt.Errorf("the image is cut off: %w", err), ErrUnavailable})
	case err != nil:
		return n, call.error(err)
	}
	return n, nil
}

// checkImageAnswer returns what is wrong with an answer whose body is to be an image.
func checkImageAnswer(resp *http.Response) error {
	media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return errors.New("there is no image")
	case resp.StatusCode != http.StatusOK:
		return unusable("there is no whole image")
	case media == "":
		return unusable("the answer does not say what it is: want an image")
	case !strings.HasPrefix(media, "image/"):
		return unusable(fmt.Sprintf("the answer is %s, not an image", presentable(media, nil)))
	}
	return nil
}
