package agent

import (
	"context"
	"fmt"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

type seasonInput struct {
	Series   string `json:"series" jsonschema:"tv/1396, tv/1396/season/1, or words"`
	Season   *int   `json:"season,omitempty" min:"0" jsonschema:"0 has the specials; left out: all seasons"`
	Episode  int    `json:"episode,omitempty" min:"1" jsonschema:"with season: this one in depth"`
	Language string `json:"language,omitempty" jsonschema:"of the texts, such as de-DE"`
}

// seasonOutput has the seasons of a series, the episodes of a season, or one episode.
type seasonOutput struct {
	said
	Ref      string       `json:"ref"`
	Title    string       `json:"title"`
	Status   string       `json:"status,omitempty"`
	Last     *aired       `json:"last_episode,omitempty"`
	Next     *aired       `json:"next_episode,omitempty"`
	Seasons  []seasonRow  `json:"seasons,omitempty"`
	Overview string       `json:"overview,omitempty"`
	Episodes []episodeRow `json:"episodes,omitempty"`
	Episode  *episode     `json:"episode,omitempty"`
}

type seasonRow struct {
	Season   int        `json:"season"`
	Name     string     `json:"name"`
	Date     types.Date `json:"date,omitempty"`
	Episodes int        `json:"episodes"`
	Rating   float64    `json:"rating,omitzero"`
}

type episodeRow struct {
	Episode int        `json:"episode"`
	Name    string     `json:"name"`
	Date    types.Date `json:"date,omitempty"`
	Runtime int        `json:"runtime_minutes,omitzero"`
	Rating  float64    `json:"rating,omitzero"`
	Type    string     `json:"type,omitempty"`
	About   string     `json:"about,omitempty"`
}

type episode struct {
	episodeRow
	Directors []person `json:"directors,omitempty"`
	Writers   []person `json:"writers,omitempty"`
	Cast      []person `json:"cast,omitempty"`
}

// season tells the seasons of a series with its next episode, the episodes of a season, or one episode.
func (t *tools) season(ctx context.Context, in seasonInput) (*seasonOutput, error) {
	found, err := t.resolve(ctx, "series", in.Series, gen.MediaTypeTV)
	if err != nil {
		return nil, err
	}
	if in.Season != nil {
		found.Season = *in.Season
	}
	if in.Episode > 0 {
		found.Episode = in.Episode
	}
	if found.Episode >= 0 && found.Season < 0 {
		return nil, app.Usagef("episode is %d without a season: want season as well", found.Episode)
	}
	languages, err := t.textsFor(in.Language)
	if err != nil {
		return nil, err
	}
	out := &seasonOutput{Ref: found.String()}
	switch {
	case found.Episode >= 0:
		err = t.episode(ctx, found.Ref, languages, out)
	case found.Season >= 0:
		err = t.episodes(ctx, found.Ref, languages, out)
	default:
		err = t.seasons(ctx, found.Ref, languages, out)
	}
	if err != nil {
		return nil, missing(err, found.Ref)
	}
	out.Note = strings.TrimSpace(found.Note() + " " + out.Note)
	out.more = "ask for one episode"
	return out, nil
}

func (t *tools) seasons(ctx context.Context, ref title.Ref, languages []string, out *seasonOutput) error {
	s, err := t.client.TVSeries.Details(ctx, ref.ID, nil, tmdb.Language(languages[0]))
	if err != nil {
		return err
	}
	out.Title, out.Status, out.Last, out.Next = s.Name, string(s.Status), airedOf(s.LastEpisodeToAir), airedOf(s.NextEpisodeToAir)
	for _, one := range s.Seasons {
		out.Seasons = append(out.Seasons, seasonRow{one.SeasonNumber, one.Name, one.AirDate, one.EpisodeCount, rating(one.VoteAverage, 1)})
	}
	return nil
}

func (t *tools) episodes(ctx context.Context, ref title.Ref, languages []string, out *seasonOutput) error {
	s, err := t.client.TVSeasons.Details(ctx, ref.ID, ref.Season, nil, tmdb.Language(languages[0]))
	if err != nil {
		return err
	}
	out.Title, out.Overview = s.Name, clip(s.Overview, longText)
	for _, e := range s.Episodes {
		out.Episodes = append(out.Episodes, episodeRow{
			e.EpisodeNumber, e.Name, e.AirDate, e.Runtime, rating(e.VoteAverage, e.VoteCount), title.Unless("standard", string(e.EpisodeType)),
			clip(e.Overview, rowText),
		})
	}
	if len(out.Episodes) > aboutShown {
		for i := range out.Episodes {
			out.Episodes[i].About = ""
		}
	}
	if len(out.Episodes) == 0 {
		out.Note = fmt.Sprintf("TMDB knows no episode of %s yet.", ref)
	}
	return nil
}

func (t *tools) episode(ctx context.Context, ref title.Ref, languages []string, out *seasonOutput) error {
	params := &gen.TVEpisodeDetailsParams{AppendToResponse: []gen.TVEpisodeAppend{gen.TVEpisodeAppendCredits}}
	var e *gen.TVEpisodeDetails
	var err error
	if len(languages) > 1 {
		e, _, err = t.client.TVEpisodes.DetailsIn(ctx, ref.ID, ref.Season, ref.Episode, languages, params)
	} else {
		e, err = t.client.TVEpisodes.Details(ctx, ref.ID, ref.Season, ref.Episode, params, tmdb.Language(languages[0]))
	}
	if err != nil {
		return err
	}
	out.Title = e.Name
	out.Episode = &episode{
		episodeRow: episodeRow{
			e.EpisodeNumber, e.Name, e.AirDate, e.Runtime, rating(e.VoteAverage, e.VoteCount), title.Unless("standard", string(e.EpisodeType)),
			clip(e.Overview, longText),
		},
		Directors: peopleOf(pick.Directors(e), false), Writers: peopleOf(pick.Crew(e, writing...), false),
		Cast: peopleOf(pick.Cast(e, -1), true),
	}
	return nil
}
