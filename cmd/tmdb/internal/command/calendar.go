package command

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// event is something to come.
type event struct {
	Date  types.Date `json:"date"`
	Title string     `json:"title"`
	What  string     `json:"what"`
	Ref   string     `json:"ref"`
}

func newCalendar(a *app.App) *cobra.Command {
	var days int
	var watchlist, asICS bool
	cmd := &cobra.Command{
		Use:     "calendar [title]…",
		Short:   "List the next episodes and releases",
		GroupID: groupTitles,
		Long: `calendar lists what comes in the next days: episodes of the series that are given, and releases of the movies in
the country of --region. Each argument is one title. With --watchlist those on the watchlist of the user count, and
without either what comes to the cinemas. --ics writes it for programs that keep calendars, whose user may read
it again at any time: an event keeps its identity.`,
		Example: `  tmdb calendar
  tmdb calendar pluribus "marty supreme" --days 60
  tmdb calendar --watchlist --ics > tmdb.ics`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if days < 1 || days > 366 {
				return app.Usagef("--days is %d: want 1 to 366", days)
			}
			if watchlist && len(args) > 0 {
				return app.Usagef("--watchlist goes without titles")
			}
			if asICS && (a.Output.Format != "" || a.Output.Fields != "" || a.Output.JQ != "" || a.Output.Template != "") {
				return app.Usagef("--ics goes without --output, --json, --jq and --template")
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			c := &calendar{App: a, client: client, from: types.DateOf(a.Now()), to: types.DateOf(a.Now().AddDate(0, 0, days))}
			if err := c.fill(cmd, args, watchlist); err != nil {
				return err
			}
			c.events = onceADay(c.events)
			slices.SortStableFunc(c.events, func(x, y event) int { return x.Date.Compare(y.Date) })
			if asICS {
				return c.writeICS(cmd)
			}
			return output.List(a.Printer(cmd), output.Each(c.events),
				output.Column[event]{Name: "date", Text: func(e event) string { return e.Date.String() }},
				output.Column[event]{Name: "title", Text: func(e event) string { return e.Title }, Style: output.Bold},
				output.Column[event]{Name: "what", Text: func(e event) string { return e.What }},
				output.Column[event]{Name: "ref", Text: func(e event) string { return e.Ref }, Style: output.Dim},
			)
		},
	}
	cmd.Flags().IntVar(&days, "days", 14, "how many days from today on")
	cmd.Flags().BoolVar(&watchlist, "watchlist", false, "what is on the watchlist of the user")
	cmd.Flags().BoolVar(&asICS, "ics", false, "write iCalendar")
	return cmd
}

// calendar collects what comes within some days.
type calendar struct {
	*app.App
	client   *tmdb.Client
	from, to types.Date
	events   []event
}

func (c *calendar) add(e event) {
	if !e.Date.Before(c.from) && !e.Date.After(c.to) && e.Date.Valid() {
		c.events = append(c.events, e)
	}
}

// onceADay returns the events, those of one title on one day as one: a movie may have several premieres on
// a day, and a title may be given twice, but no two events of a calendar may have the same identity.
func onceADay(events []event) []event {
	var all []event
	for _, e := range events {
		i := slices.IndexFunc(all, func(x event) bool { return x.Ref == e.Ref && x.Date == e.Date })
		switch {
		case i < 0:
			all = append(all, e)
		case !slices.Contains(strings.Split(all[i].What, "; "), e.What):
			all[i].What += "; " + e.What
		}
	}
	return all
}

func (c *calendar) fill(cmd *cobra.Command, args []string, watchlist bool) error {
	ctx := cmd.Context()
	if !watchlist && len(args) == 0 {
		return c.addReleases(ctx)
	}
	refs, err := c.titles(cmd, args)
	if err != nil {
		return err
	}
	progress := c.Progress(cmd, "titles")
	defer progress.End()
	for i, ref := range refs {
		progress.Set(int64(i), int64(len(refs)))
		if ref.Kind == gen.MediaTypeMovie {
			err = c.addMovie(ctx, ref.ID)
		} else {
			err = c.addSeries(ctx, ref.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// titles returns those that are given, or those of the watchlist.
func (c *calendar) titles(cmd *cobra.Command, args []string) (refs []title.Ref, err error) {
	ctx := cmd.Context()
	for _, arg := range args {
		found, err := title.Resolve(ctx, c.client, []string{arg}, gen.MediaTypeMovie, gen.MediaTypeTV)
		if err != nil {
			return nil, err
		}
		refs = append(refs, found.Ref)
	}
	if len(args) > 0 {
		return refs, nil
	}
	who, err := c.User(ctx, cmd)
	if err != nil {
		return nil, err
	}
	u, err := user.V3(who.Client, who.Session)
	if err != nil {
		return nil, err
	}
	for movie, err := range u.WatchlistMovies(ctx) {
		if err != nil {
			return nil, err
		}
		refs = append(refs, title.RefTo(gen.MediaTypeMovie, movie.ID))
	}
	for series, err := range u.WatchlistSeries(ctx) {
		if err != nil {
			return nil, err
		}
		refs = append(refs, title.RefTo(gen.MediaTypeTV, series.ID))
	}
	return refs, nil
}

// addSeries adds the episodes of the season that is being shown, in one request more than for the series.
func (c *calendar) addSeries(ctx context.Context, id int) error {
	series, err := c.client.TVSeries.Details(ctx, id, nil)
	if err != nil {
		return err
	}
	// An episode of today is the last one already, and may be of another season than the next.
	var numbers []int
	for _, e := range []*gen.TVEpisode{series.LastEpisodeToAir, series.NextEpisodeToAir} {
		if e != nil && !e.AirDate.Before(c.from) && !slices.Contains(numbers, e.SeasonNumber) {
			numbers = append(numbers, e.SeasonNumber)
		}
	}
	for _, number := range numbers {
		season, err := c.client.TVSeasons.Details(ctx, id, number, nil)
		if err != nil {
			return err
		}
		for _, e := range season.Episodes {
			c.add(event{e.AirDate, series.Name, strings.TrimSpace(episode(e.SeasonNumber, e.EpisodeNumber) + " " + e.Name),
				fmt.Sprintf("tv/%d/season/%d/episode/%d", id, e.SeasonNumber, e.EpisodeNumber)})
		}
	}
	return nil
}

// addMovie adds the releases of a movie in the user's country.
func (c *calendar) addMovie(ctx context.Context, id int) error {
	movie, err := c.client.Movies.Details(ctx, id, &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{gen.MovieAppendReleaseDates}})
	if err != nil || movie.ReleaseDates == nil {
		return err
	}
	for _, country := range movie.ReleaseDates.Results {
		if country.CountryCode != c.Region() {
			continue
		}
		for _, release := range country.ReleaseDates {
			at, ok := release.ReleaseDate.Time()
			if way := title.ReleaseWays[release.Type]; ok && way != "" {
				c.add(event{types.DateOf(at), movie.Title, joined(", ", way, release.Note), fmt.Sprintf("movie/%d", id)})
			}
		}
	}
	return nil
}

// mostReleases is how many of the releases to come are listed, those that most look for.
const mostReleases = 40

// addReleases adds what comes to the cinemas of the user's country.
func (c *calendar) addReleases(ctx context.Context) error {
	params := &gen.DiscoverMoviesParams{
		Region: new(c.Region()), ReleaseDateGTE: &c.from, ReleaseDateLTE: &c.to,
		WithReleaseType: tmdb.Or(gen.ReleaseTypeTheatricalLimited, gen.ReleaseTypeTheatrical), SortBy: new(gen.MovieSortByPopularityDesc),
	}
	for row, err := range title.First(c.client.Discover.MoviesIter(ctx, params), mostReleases) {
		if err != nil {
			return err
		}
		c.add(event{row.ReleaseDate, row.Title, "in cinemas", fmt.Sprintf("movie/%d", row.ID)})
	}
	return nil
}

// writeICS writes the events as days of a calendar.
func (c *calendar) writeICS(cmd *cobra.Command) error {
	cal := ics.NewCalendarFor("tmdb")
	cal.SetProductId("-//tmdb//calendar//EN")
	cal.SetMethod(ics.MethodPublish)
	for _, e := range c.events {
		at, _ := e.Date.Time()
		id := strings.ReplaceAll(e.Ref, "/", "-")
		if strings.HasPrefix(e.Ref, "movie/") { // which may have several days
			id += "-" + e.Date.String()
		}
		entry := cal.AddEvent(id + "@themoviedb.org")
		entry.SetDtStampTime(c.Now().UTC().Truncate(24 * time.Hour)) // the same as long as nothing is new
		entry.SetAllDayStartAt(at)
		entry.SetAllDayEndAt(at.AddDate(0, 0, 1))
		entry.SetSummary(output.Clean(joined(": ", e.Title, e.What)))
		entry.SetURL("https://www.themoviedb.org/" + e.Ref)
		entry.SetTimeTransparency(ics.TransparencyTransparent)
	}
	_, err := fmt.Fprint(cmd.OutOrStdout(), cal.Serialize(ics.WithNewLineWindows))
	return err
}
