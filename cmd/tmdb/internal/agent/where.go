package agent

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

type whereInput struct {
	Titles       []string `json:"titles" min:"1" max:"20" jsonschema:"movie/550, tv/1396, or words"`
	Regions      []string `json:"regions,omitempty" max:"5" jsonschema:"countries such as DE"`
	Providers    []string `json:"providers,omitempty" jsonschema:"only these, such as Netflix"`
	Monetization []string `json:"monetization,omitempty" enum:"stream,free,ads,rent,buy" jsonschema:"only these"`
}

type whereOutput struct {
	said
	Rows []whereRow `json:"rows"`
}

// whereRow says who has a title in a country; none of the lists is there if nobody has it.
type whereRow struct {
	Ref    string     `json:"ref,omitempty"`
	Title  string     `json:"title"`
	Date   types.Date `json:"date,omitempty"`
	Region string     `json:"region,omitempty"`
	Stream []string   `json:"stream,omitempty"`
	Free   []string   `json:"free,omitempty"`
	Ads    []string   `json:"ads,omitempty"`
	Rent   []string   `json:"rent,omitempty"`
	Buy    []string   `json:"buy,omitempty"`
	// Elsewhere are some countries where somebody has it, if nobody has in this one.
	Elsewhere []string `json:"elsewhere,omitempty"`
	// Note says what else a name could mean.
	Note  string `json:"note,omitempty"`
	Error string `json:"error,omitempty"`
}

// nobody reports whether a row says that nobody has the title.
func (r whereRow) nobody() bool {
	return r.Error == "" && len(r.Stream)+len(r.Free)+len(r.Ads)+len(r.Rent)+len(r.Buy) == 0
}

// elsewhereShown is how many other countries are told.
const elsewhereShown = 10

// whereToWatch tells who streams, rents and sells titles.
func (t *tools) whereToWatch(ctx context.Context, in whereInput) (*whereOutput, error) {
	regions := []string{t.region}
	if len(in.Regions) > 0 {
		regions = nil
		for _, region := range in.Regions {
			region, err := t.country(region)
			if err != nil {
				return nil, err
			}
			regions = append(regions, region)
		}
	}
	for _, name := range in.Providers {
		if plain(name) == "" {
			return nil, app.Usagef("providers has %.20q: want names such as Netflix", name)
		}
	}
	wanted := func(offer, provider string) bool {
		return (len(in.Monetization) == 0 || slices.Contains(in.Monetization, offer)) &&
			(len(in.Providers) == 0 || slices.ContainsFunc(in.Providers, func(name string) bool { return strings.Contains(plain(provider), plain(name)) }))
	}
	found, err := each(ctx, t, "titles", in.Titles, []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV},
		t.offered, func(text string, err error) offered { return offered{row: whereRow{Title: text, Error: sentence(err)}} })
	if err != nil {
		return nil, err
	}
	out := &whereOutput{said: said{offers: true, more: "ask for fewer titles, regions or providers"}}
	unknown, told := slices.Clone(in.Providers), false
	for _, one := range found {
		if one.row.Error != "" {
			out.Rows = append(out.Rows, one.row)
			continue
		}
		for _, region := range regions {
			out.Rows = append(out.Rows, one.in(region, wanted))
			one.row.Note = "" // once is enough
		}
		unknown, told = slices.DeleteFunc(unknown, one.by), told || one.providers != nil
	}
	if told && len(unknown) > 0 {
		out.Note = "No provider of these titles anywhere is called " + strings.Join(unknown, " or ") + "."
	}
	if slices.ContainsFunc(out.Rows, whereRow.nobody) {
		out.Note = strings.TrimSpace(out.Note + " Where a row has no offers, nobody there has any that was asked for.")
	}
	return out, nil
}

// offered is a title with its offers in all countries.
type offered struct {
	row       whereRow
	providers *gen.WatchProviders
}

// by reports whether one with a name offers the title, in any country.
func (o offered) by(name string) bool {
	for _, in := range pick.Piece(o.providers).Results {
		for _, offer := range title.Offers(in) {
			if slices.ContainsFunc(offer.Names(), func(provider string) bool { return strings.Contains(plain(provider), plain(name)) }) {
				return true
			}
		}
	}
	return false
}

func (t *tools) offered(ctx context.Context, found title.Found) (offered, error) {
	ref, note := found.Ref, found.Note()
	if ref.Kind == gen.MediaTypeMovie {
		m, err := t.client.Movies.Details(ctx, ref.ID, &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{gen.MovieAppendWatchProviders}})
		if err != nil {
			return offered{}, err
		}
		return offered{whereRow{Ref: title.RefTo(ref.Kind, ref.ID).String(), Title: m.Title, Date: m.ReleaseDate, Note: note}, m.WatchProviders}, nil
	}
	s, err := t.client.TVSeries.Details(ctx, ref.ID, &gen.TVSeriesDetailsParams{AppendToResponse: []gen.TVSeriesAppend{gen.TVSeriesAppendWatchProviders}})
	if err != nil {
		return offered{}, err
	}
	return offered{whereRow{Ref: title.RefTo(ref.Kind, ref.ID).String(), Title: s.Name, Date: s.FirstAirDate, Note: note}, s.WatchProviders}, nil
}

// in returns the row with the offers in a country that are wanted.
func (o offered) in(region string, wanted func(offer, provider string) bool) whereRow {
	r, providers := o.row, o.providers
	r.Region = region
	if providers == nil {
		r.Error = "TMDB did not send the offers: ask again"
		return r
	}
	lists := map[string]*[]string{"stream": &r.Stream, "free": &r.Free, "ads": &r.Ads, "rent": &r.Rent, "buy": &r.Buy}
	offered := false
	for _, offer := range title.Offers(pick.Piece(providers).Results[region]) {
		for _, name := range offer.Names() {
			if wanted(offer.Name, name) {
				*lists[offer.Name] = append(*lists[offer.Name], name)
				offered = true
			}
		}
	}
	if offered {
		return r
	}
	var elsewhere []string
	for _, country := range slices.Sorted(maps.Keys(providers.Results)) {
		has := slices.ContainsFunc(title.Offers(providers.Results[country]), func(offer title.Offer) bool {
			return slices.ContainsFunc(offer.Names(), func(name string) bool { return wanted(offer.Name, name) })
		})
		if has {
			elsewhere = append(elsewhere, country)
		}
	}
	r.Elsewhere = elsewhere
	if more := len(elsewhere) - elsewhereShown; more > 1 {
		r.Elsewhere = append(elsewhere[:elsewhereShown:elsewhereShown], fmt.Sprintf("and %d more", more))
	}
	return r
}

// plain returns what counts of the name of a provider: Disney+ is Disney Plus.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, strings.ReplaceAll(name, "+", "plus"))
}
