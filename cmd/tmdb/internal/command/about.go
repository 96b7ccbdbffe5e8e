package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

// subject is what a command about one title has to do with.
type subject struct {
	*app.App
	cmd    *cobra.Command
	client *tmdb.Client
	p      *output.Printer
	title.Found
}

// about returns what the words of a command mean, of the kinds that it takes. What else they could have
// meant is told when the command is done, by done.
func about(a *app.App, cmd *cobra.Command, words []string, wanted ...gen.MediaType) (*subject, error) {
	client, err := a.Client(cmd)
	if err != nil {
		return nil, err
	}
	found, err := title.Resolve(cmd.Context(), client, words, wanted...)
	if err != nil {
		return nil, err
	}
	return &subject{App: a, cmd: cmd, client: client, p: a.Printer(cmd), Found: found}, nil
}

// noEpisode returns an error if an episode is meant, of a command that knows series and seasons.
func (s *subject) noEpisode() error {
	if s.Episode < 0 {
		return nil
	}
	return app.Usagef("%s is an episode: want the series, or a season such as tv/%d/season/%d", s.Ref, s.ID, s.Season)
}

// done tells what else the words could have meant, if all went well, and what is not there if TMDB says so.
func (s *subject) done(err error) error {
	if app.IsMissing(err) {
		return app.NotFoundf("TMDB has no %s", s.Ref)
	}
	if note := s.Note(); err == nil && note != "" {
		fmt.Fprintln(s.cmd.ErrOrStderr(), note)
	}
	return err
}

// byJustWatch is what has to stand where providers are shown.
const byJustWatch = "by JustWatch"

// streams returns where a title can be watched without a price of its own in a country.
func streams(providers *gen.WatchProviders, country string) string {
	names := title.Streams(pick.Piece(providers).Results[country])
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf("%s in %s (%s)", strings.Join(names, ", "), country, byJustWatch)
}

// length returns a runtime as people say it.
func length(minutes int) string {
	switch {
	case minutes <= 0:
		return ""
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d h %02d min", minutes/60, minutes%60)
}

// votes returns a rating with the number of those who gave one.
func votes(average float64, count int) string {
	if count == 0 || average == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s votes", title.Stars(average, count), thousands(count))
}

// thousands writes a number with commas.
func thousands(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func people(all []pick.Person) string { return strings.Join(pick.Names(all), ", ") }

// cast writes who plays whom.
func cast(s *output.Sheet, all []pick.Person) {
	if len(all) == 0 {
		return
	}
	s.Section("Cast")
	grid := output.Grid{Name: "cast", Columns: []output.GridColumn{{}, {Style: output.Dim}}}
	for _, person := range all {
		grid.Rows = append(grid.Rows, []string{person.Name, strings.Join(person.Roles, ", ")})
	}
	s.Grid(grid)
}

// episode returns a number as people write it.
func episode(season, number int) string { return fmt.Sprintf("S%02dE%02d", season, number) }

// joined joins the texts that there are.
func joined(separator string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), separator)
}
