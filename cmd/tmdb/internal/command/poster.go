package command

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/picture"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
)

func newPoster(a *app.App) *cobra.Command {
	var out, as string
	var backdrop, force bool
	var width int
	cmd := &cobra.Command{
		Use:     "poster title…",
		Short:   "Show or save the poster of a title, or the picture of a person",
		GroupID: groupTitles,
		Long: `poster shows the poster of a movie, series, season or collection, or the picture of a person: as a picture in
terminals that can (kitty, iTerm2, sixel), and as coloured blocks in others. With -O it is saved in place of that, in
the size in which TMDB has it unless --width says another; in a pipe the picture itself is written.`,
		Example: `  tmdb poster arrival
  tmdb poster movie/550 -O fight-club.jpg
  tmdb poster movie/550 --backdrop --width 1280 -O .
  tmdb poster brad pitt > pitt.jpg`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if width < 0 {
				return app.Usagef("--width is %d: want pixels, or 0 for the size in which TMDB has it", width)
			}
			if as != "" && !slices.Contains(picture.Protocols, picture.Protocol(as)) {
				return app.Usagef("--as is %.20q: want kitty, iterm2, sixel or blocks", as)
			}
			s, err := about(a, cmd, args, gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson, gen.MediaTypeCollection)
			if err != nil {
				return err
			}
			if err := s.noEpisode(); err != nil {
				return err
			}
			name, paths, err := s.pictures()
			if err != nil {
				return s.done(err)
			}
			path := paths.poster
			if backdrop {
				path = paths.backdrop
			}
			if path == "" {
				return app.NotFoundf("TMDB has no such picture of %s (%s)", name, s.Ref)
			}
			p := s.p
			shows := out == "" && (p.IsTerminal || as != "")
			if shows && width == 0 {
				width = shownWidth
			}
			var data bytes.Buffer
			if err := s.download(path, backdrop, width, &data); err != nil {
				return err
			}
			switch {
			case shows:
				return s.done(s.draw(data.Bytes(), picture.Protocol(as)))
			case out == "" || out == "-":
				_, err := data.WriteTo(cmd.OutOrStdout())
				return err
			}
			to, err := saveAs(out, name, path, force)
			if err != nil {
				return err
			}
			if err := file.Write(to, data.Bytes(), 0o644); err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), to)
			return s.done(nil)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&out, "out", "O", "", "save it as this `file`, or in this folder as \"Title (Year).jpg\"; - for the output")
	flags.BoolVar(&force, "force", false, "write over a file that is there")
	flags.BoolVar(&backdrop, "backdrop", false, "the backdrop in place of the poster")
	flags.IntVar(&width, "width", 0, "at least so many `pixels` wide (0: as TMDB has it)")
	flags.StringVar(&as, "as", "", "show it as kitty, iterm2, sixel or blocks, whatever the terminal is")
	must(cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions([]string{"kitty", "iterm2", "sixel", "blocks"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// shownWidth is how wide a picture is fetched that a terminal shows.
const shownWidth = 500

// paths are the pictures of a title.
type paths struct{ poster, backdrop types.ImagePath }

// pictures returns the name of a title for a file, and its pictures.
func (s *subject) pictures() (name string, p paths, err error) {
	ctx := s.cmd.Context()
	switch {
	case s.Kind == gen.MediaTypeMovie:
		d, err := s.client.Movies.Details(ctx, s.ID, nil)
		if err != nil {
			return "", p, err
		}
		return dated(d.Title, d.ReleaseDate), paths{d.PosterPath, d.BackdropPath}, nil
	case s.Kind == gen.MediaTypePerson:
		d, err := s.client.People.Details(ctx, s.ID, nil)
		if err != nil {
			return "", p, err
		}
		return d.Name, paths{poster: d.ProfilePath}, nil
	case s.Kind == gen.MediaTypeCollection:
		d, err := s.client.Collections.Details(ctx, s.ID, nil)
		if err != nil {
			return "", p, err
		}
		return d.Name, paths{d.PosterPath, d.BackdropPath}, nil
	}
	d, err := s.client.TVSeries.Details(ctx, s.ID, nil)
	if err != nil {
		return "", p, err
	}
	name, p = dated(d.Name, d.FirstAirDate), paths{d.PosterPath, d.BackdropPath}
	if s.Season < 0 {
		return name, p, nil
	}
	i := slices.IndexFunc(d.Seasons, func(season gen.TVSeason) bool { return season.SeasonNumber == s.Season })
	if i < 0 {
		return "", p, app.NotFoundf("%s has no season %d", d.Name, s.Season)
	}
	return fmt.Sprintf("%s Season %d", name, s.Season), paths{poster: d.Seasons[i].PosterPath}, nil
}

func dated(name string, date types.Date) string {
	if year := title.Year(date); year != "" {
		return fmt.Sprintf("%s (%s)", name, year)
	}
	return name
}

// download gets a picture that is at least so wide, 0 for as it is.
func (s *subject) download(path types.ImagePath, isBackdrop bool, width int, to io.Writer) error {
	var opts []images.Option
	if url := s.FilesURL(); url != "" {
		opts = append(opts, images.InsecureBaseURL(url))
	}
	progress := s.Progress(s.cmd, "bytes of the picture")
	defer progress.End()
	ctx := tmdb.OnProgress(s.cmd.Context(), progress.Set)
	var err error
	switch {
	case width == 0:
		_, err = images.Download(ctx, path, images.PosterOriginal, to, opts...)
	case isBackdrop:
		_, err = images.Download(ctx, path, images.BackdropAtLeast(width), to, opts...)
	case s.Kind == gen.MediaTypePerson:
		_, err = images.Download(ctx, path, images.ProfileAtLeast(width), to, opts...)
	default:
		_, err = images.Download(ctx, path, images.PosterAtLeast(width), to, opts...)
	}
	return err
}

// draw shows a picture in the terminal.
func (s *subject) draw(data []byte, as picture.Protocol) error {
	img, err := picture.Decode(data)
	if err != nil {
		return err
	}
	colors := colorprofile.Detect(s.cmd.OutOrStdout(), os.Environ())
	if as == picture.None {
		if as = picture.Detect(os.Getenv, colors); as == picture.None {
			return app.Usagef("this terminal has no colours to show a picture by: want -O to save it, or --as blocks")
		}
	} else if colors <= colorprofile.ASCII {
		colors = colorprofile.TrueColor
	}
	columns, rows := picture.Size(img, min(s.p.Width, 80), max(s.p.Height-2, 20))
	return picture.Write(s.cmd.OutOrStdout(), img, as, columns, rows, colors)
}

// saveAs returns the file that a picture is saved as.
func saveAs(out, name string, path types.ImagePath, force bool) (string, error) {
	if info, err := os.Stat(out); err == nil && info.IsDir() || strings.HasSuffix(out, "/") {
		out = filepath.Join(out, fileName(name)+filepath.Ext(string(path)))
	}
	if _, err := os.Stat(filepath.Dir(out)); err != nil {
		return "", app.Usagef("-O %s: there is no folder %s", out, filepath.Dir(out))
	}
	if _, err := os.Stat(out); err == nil && !force {
		return "", app.Usagef("%s is there already: want --force to write over it", out)
	}
	return out, nil
}

// longestName is how many bytes the name of a file has at most, with room for its extension.
const longestName = 200

// fileName returns a name without what file systems do not take, or take for something else.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(strings.Map(printable, name)), " "), ". ")
	for len(name) > longestName {
		runes := []rune(name)
		name = strings.TrimSpace(string(runes[:len(runes)-1]))
	}
	if name == "" {
		return "picture"
	}
	return name
}

func printable(r rune) rune {
	if r < ' ' || r >= 0x7f && r < 0xa0 {
		return -1
	}
	return r
}
