package wrapper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/types"
)

const defaultExportBaseURL = "https://files.tmdb.org"

// exportsReady is the hour of the day in UTC by which TMDB has the exports of that day ready.
const exportsReady = 8

// ExportsService reads the daily exports: files with the ids of everything that TMDB has of a kind, and
// little else. They are the way to find out which ids there are. The files are TMDB's, but not part of
// its API: they are on a server of their own, which gets no credential.
//
// Each method yields the rows of one file as it is read, however large. A damaged row is an error that
// is an [*ExportLineError], after which the next row comes; any other error is the last. The connection
// is open until the loop ends. [WithTimeout] holds for each step, not for the whole file: for the
// server to begin its answer, and to go on with it.
//
// Errors are *[Error]: [ErrInvalid] if day is not a day of the calendar, [ErrNotFound] if there is no
// file of that day, because it is not ready yet (see [LatestExportDay]) or older than three months,
// [ErrRateLimited], [ErrUnavailable], also for a file that is damaged or cut off.
type ExportsService struct {
	base      string // without a slash at its end
	client    *http.Client
	patience  time.Duration // 0 is without end
	userAgent string
}

// newExportsService returns exports for a client with the config cfg.
func newExportsService(cfg *config) *ExportsService {
	client := cfg.clientOf(cfg.httpClient.Transport) // without the layers that know the API
	s := &ExportsService{base: defaultExportBaseURL, client: client, patience: client.Timeout, userAgent: cfg.userAgent}
	client.Timeout = 0 // it would end a file that takes longer to be read
	if cfg.exportBaseURL != nil {
		s.base = strings.TrimRight(cfg.exportBaseURL.String(), "/")
	}
	return s
}

// WithExportBaseURL takes the exports from another server than https://files.tmdb.org, such as a proxy
// or a test's: /p/exports/ and the name of the file follow the URL, which is one like that of
// [WithBaseURL].
func WithExportBaseURL(baseURL string) Option {
	return option("WithExportBaseURL", func(c *config) error {
		u, err := baseurl.Parse(baseURL, defaultExportBaseURL)
		if err != nil {
			return err
		}
		c.exportBaseURL = u
		return nil
	})
}

// LatestExportDay returns the latest day of which TMDB has the exports ready at the time now: that of now
// in UTC from 08:00 on, the day before earlier. At times they are late, and ErrNotFound tells.
func LatestExportDay(now time.Time) types.Date {
	now = now.UTC()
	if now.Hour() < exportsReady {
		now = now.AddDate(0, 0, -1)
	}
	return types.DateOf(now)
}

// MovieExport is a movie in the exports.
type MovieExport struct {
	ID            int         `json:"id"`
	OriginalTitle string      `json:"original_title"`
	Popularity    types.Float `json:"popularity"`
	Adult         bool        `json:"adult"`
	Video         bool        `json:"video"`
}

// TVSeriesExport is a series in the exports.
type TVSeriesExport struct {
	ID           int         `json:"id"`
	OriginalName string      `json:"original_name"`
	Popularity   types.Float `json:"popularity"`
}

// PersonExport is a person in the exports.
type PersonExport struct {
	ID         int         `json:"id"`
	Name       string      `json:"name"`
	Popularity types.Float `json:"popularity"`
	Adult      bool        `json:"adult"`
}

// NamedExport is a collection, a network, a keyword or a company in the exports.
type NamedExport struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// exportRow is a row of a file. What a row does not have is zero, but all have an id.
type exportRow interface{ exportID() int }

func (r MovieExport) exportID() int    { return r.ID }
func (r TVSeriesExport) exportID() int { return r.ID }
func (r PersonExport) exportID() int   { return r.ID }
func (r NamedExport) exportID() int    { return r.ID }

// Movies yields the movies that TMDB has on a day, without those of AdultMovies.
func (s *ExportsService) Movies(ctx context.Context, day types.Date) iter.Seq2[MovieExport, error] {
	return exportRows[MovieExport](ctx, s, "movie", day)
}

// TVSeries yields the series that TMDB has on a day, without those of AdultTVSeries.
func (s *ExportsService) TVSeries(ctx context.Context, day types.Date) iter.Seq2[TVSeriesExport, error] {
	return exportRows[TVSeriesExport](ctx, s, "tv_series", day)
}

// People yields the people that TMDB has on a day, without those of AdultPeople.
func (s *ExportsService) People(ctx context.Context, day types.Date) iter.Seq2[PersonExport, error] {
	return exportRows[PersonExport](ctx, s, "person", day)
}

// Collections yields the collections that TMDB has on a day.
func (s *ExportsService) Collections(ctx context.Context, day types.Date) iter.Seq2[NamedExport, error] {
	return exportRows[NamedExport](ctx, s, "collection", day)
}

// TVNetworks yields the networks that TMDB has on a day.
func (s *ExportsService) TVNetworks(ctx context.Context, day types.Date) iter.Seq2[NamedExport, error] {
	return exportRows[NamedExport](ctx, s, "tv_network", day)
}

// Keywords yields the keywords that TMDB has on a day.
func (s *ExportsService) Keywords(ctx context.Context, day types.Date) iter.Seq2[NamedExport, error] {
	return exportRows[NamedExport](ctx, s, "keyword", day)
}

// ProductionCompanies yields the companies that TMDB has on a day.
func (s *ExportsService) ProductionCompanies(ctx context.Context, day types.Date) iter.Seq2[NamedExport, error] {
	return exportRows[NamedExport](ctx, s, "production_company", day)
}

// AdultMovies yields the pornographic movies that TMDB has on a day. There are such files since 5 July
// 2023. TMDB does not say what is in their rows: what they lack is zero.
func (s *ExportsService) AdultMovies(ctx context.Context, day types.Date) iter.Seq2[MovieExport, error] {
	return exportRows[MovieExport](ctx, s, "adult_movie", day)
}

// AdultTVSeries yields the pornographic series that TMDB has on a day, like AdultMovies.
func (s *ExportsService) AdultTVSeries(ctx context.Context, day types.Date) iter.Seq2[TVSeriesExport, error] {
	return exportRows[TVSeriesExport](ctx, s, "adult_tv_series", day)
}

// AdultPeople yields the people of pornography that TMDB has on a day, like AdultMovies.
func (s *ExportsService) AdultPeople(ctx context.Context, day types.Date) iter.Seq2[PersonExport, error] {
	return exportRows[PersonExport](ctx, s, "adult_person", day)
}

// exportRows yields the rows of the file of a kind and a day.
func exportRows[T exportRow](ctx context.Context, s *ExportsService, kind string, day types.Date) iter.Seq2[T, error] {
	// For errors and transports. Files are not in the OpenAPI document.
	op := &Operation{Name: kind + "_ids", Method: http.MethodGet, Path: "/p/exports/" + kind + "_ids_{day}.json.gz", Service: "Exports"}
	return func(yield func(T, error) bool) {
		var none T
		ctx, call := begin(ctx, op)
		body, err := s.open(ctx, call, kind, day)
		if err != nil {
			yield(none, err)
			return
		}
		defer func() { _ = body.Close() }()
		if err := readExport(body, func(row T, bad *ExportLineError) bool {
			if bad != nil {
				return yield(none, call.error(bad))
			}
			return yield(row, nil)
		}); err != nil {
			yield(none, call.exportError(err))
		}
	}
}

// open asks for a file. What it returns reports its progress and does not wait for ever.
func (s *ExportsService) open(ctx context.Context, c *call, kind string, day types.Date) (io.ReadCloser, error) {
	date, ok := day.Time()
	switch {
	case s == nil || s.client == nil:
		return nil, c.error(&because{errors.New("the client is empty: want one made by New"), ErrInvalid})
	case !ok:
		return nil, c.error(&because{fmt.Errorf("day is %.40q: want a day of the calendar as YYYY-MM-DD", day.String()), ErrInvalid})
	}
	ctx, watch := newStallWatch(ctx, s.patience)
	address := s.base + "/p/exports/" + kind + "_ids_" + date.Format("01_02_2006") + ".json.gz"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		watch.end()
		return nil, c.error(&because{err, ErrInvalid})
	}
	// The file as it is: it is gzip itself, which net/http is not to take for the encoding of the answer.
	req.Header.Set("Accept-Encoding", "identity")
	req.Header.Set("User-Agent", s.userAgent)
	resp, err := s.client.Do(req)
	if err != nil {
		err = watch.cause(err)
		watch.end()
		return nil, c.error(err)
	}
	watch.pause()
	c.status, c.header = resp.StatusCode, resp.Header
	body := &watchedBody{ReadCloser: resp.Body, watch: watch}
	body.counted = progressReader(ctx, resp.Body, resp.ContentLength)
	switch {
	case resp.StatusCode == http.StatusOK:
		return body, nil
	case resp.StatusCode == http.StatusNotFound, resp.StatusCode == http.StatusForbidden: // what a bucket says of a file that it has not got
		err = &because{fmt.Errorf("there is no file of %s: TMDB has that of a day ready by 08:00 UTC and keeps it for three months", day), ErrNotFound}
	case resp.StatusCode >= 200 && resp.StatusCode <= 299:
		err = unusable("there is no whole file")
	default:
		err = errors.New("there is no file")
	}
	_ = body.Close()
	return nil, c.error(err)
}

// exportError returns the error of a file that cannot be read to its end.
func (c *call) exportError(err error) error {
	if isDamaged(err) {
		err = &because{fmt.Errorf("the file is damaged or cut off: %w", err), ErrUnavailable}
	}
	return c.error(err)
}
