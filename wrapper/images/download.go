package images

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/internal/download"
)

// Option changes how [Download] gets an image. An invalid one is its error.
type Option func(*download.Source) error

// BaseURL takes the image from another server than https://image.tmdb.org/t/p, such as a proxy or a
// test's: size and path follow the URL. /t/p follows a URL without a path, and a size at the end of
// the URL is cut. It is absolute and https, unless the host is localhost or another address of this
// machine, and has no user, query or fragment.
func BaseURL(baseURL string) Option {
	return func(s *download.Source) error {
		if err := s.SetBase(baseurl.Images.Parse(baseURL)); err != nil {
			return fmt.Errorf("BaseURL: %w", err)
		}
		return nil
	}
}

// InsecureBaseURL is [BaseURL] for a proxy on a network where nobody else can listen: the URL may
// be http whatever its host.
func InsecureBaseURL(baseURL string) Option {
	return func(s *download.Source) error {
		if err := s.SetBase(baseurl.Images.ParseInsecure(baseURL)); err != nil {
			return fmt.Errorf("InsecureBaseURL: %w", err)
		}
		return nil
	}
}

// HTTPClient uses client, with its timeout for the whole image.
func HTTPClient(client *http.Client) Option {
	return func(s *download.Source) error {
		if err := s.SetClient(client); err != nil {
			return fmt.Errorf("HTTPClient: %w", err)
		}
		return nil
	}
}

// MaxBytes has a download fail of an image that is larger than so many bytes, in place of 64 MiB.
func MaxBytes(n int64) Option {
	return func(s *download.Source) error {
		if err := s.SetMaxBytes(n); err != nil {
			return fmt.Errorf("MaxBytes: %w", err)
		}
		return nil
	}
}

// maxBytes is beyond the largest originals of TMDB.
const maxBytes = 64 << 20

// operation names a download in errors.
var operation = download.Operation{Name: "downloadImage", Path: "/t/p/{size}{file_path}", Noun: "image"}

// Download writes an image to w as it comes and returns how many bytes it wrote, also along with an
// error. It gets what [URL] is the address of: of an SVG in a size, that is a PNG. [tmdb.OnProgress]
// is told how many bytes have come.
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] for a path that is empty or not one of an image and
// for an invalid option, [tmdb.ErrNotFound], [tmdb.ErrRateLimited], [tmdb.ErrUnavailable] also for
// a response that is no image, is cut off or too large (see [MaxBytes]), [context.DeadlineExceeded]
// if the server sends nothing for 30 seconds; an error of w or ctx can be asked for with errors.Is.
func Download(ctx context.Context, path types.ImagePath, size Size, w io.Writer, opts ...Option) (int64, error) {
	source := download.Source{Base: baseurl.Images.Example, Patience: download.Patience, MaxBytes: maxBytes}
	for _, opt := range opts {
		if opt == nil {
			return 0, operation.Invalid(errors.New("an option is nil: want one such as images.HTTPClient(client)"))
		}
		if err := opt(&source); err != nil {
			return 0, operation.Invalid(err)
		}
	}
	place, err := placeOf(path, size)
	if err != nil {
		return 0, operation.Invalid(err)
	}
	if w == nil {
		return 0, operation.Invalid(errors.New("w is nil: want a writer for the image"))
	}
	op := operation
	op.Target = "/t/p" + place
	file, err := source.Get(ctx, op, place)
	if err != nil {
		return 0, err
	}
	defer func() { _ = file.Close() }()
	if err := checkType(file.Header().Get("Content-Type")); err != nil {
		return 0, file.Fail(tmdb.ErrUnavailable, err)
	}
	n, err := io.Copy(w, file)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return n, file.Fail(tmdb.ErrUnavailable, fmt.Errorf("the image is cut off: %w", err))
	case err != nil:
		return n, file.Fail(nil, err)
	}
	return n, nil
}

// checkType returns what is wrong with the type of a response whose body is to be an image.
func checkType(contentType string) error {
	media, _, _ := mime.ParseMediaType(contentType)
	switch {
	case media == "":
		return errors.New("the response does not say what it is: want an image")
	case !strings.HasPrefix(media, "image/"):
		return fmt.Errorf("the response is %.80s, not an image", media)
	}
	return nil
}
