package discover

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
)

// certifications writes those of the filters as the country does: of any other TMDB has nothing, without a word.
func (l LookUp) certifications(ctx context.Context, f *Filters) error {
	if f.Certification == "" && f.MaxCertification == "" {
		return nil
	}
	all, err := l.Client.Certifications.Movies(ctx)
	if err != nil {
		return err
	}
	known := slices.SortedStableFunc(slices.Values(all.Certifications[l.Region]), func(x, y gen.Certification) int { return cmp.Compare(x.Order, y.Order) })
	either := strings.Split(f.Certification, "|")
	for i := range either {
		if either[i], err = l.certification("certification", either[i], known); err != nil {
			return err
		}
	}
	f.Certification = strings.Join(either, "|")
	f.MaxCertification, err = l.certification("max_certification", f.MaxCertification, known)
	return err
}

// certification returns one of those that are known, "" for none.
func (l LookUp) certification(filter, value string, known []gen.Certification) (string, error) {
	if value == "" {
		return "", nil
	}
	var names []string
	for _, one := range known {
		if strings.EqualFold(one.Certification, strings.TrimSpace(value)) {
			return one.Certification, nil
		}
		names = append(names, one.Certification)
	}
	if len(names) == 0 {
		return "", app.Usagef("%s is %.20q: TMDB knows no certifications of %s", l.parameter(filter), value, l.Region)
	}
	return "", app.Usagef("%s is %.20q: in %s there are %s", l.parameter(filter), value, l.Region, strings.Join(names, ", "))
}
