package tmdbtest

import (
	"cmp"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var configurationHandlers = map[string]handler{
	"configurationDetails":             configurationDetails,
	"configurationCountries":           configurationCountries,
	"configurationJobs":                configurationJobs,
	"configurationLanguages":           configurationLanguages,
	"configurationPrimaryTranslations": configurationPrimaryTranslations,
	"configurationTimezones":           configurationTimezones,
}

func configurationDetails(c *call) (any, error) {
	im := c.set.Configuration.Images
	return gen.ConfigurationDetails{
		ChangeKeys: append([]string{}, c.set.Configuration.ChangeKeys...),
		Images: gen.ImageConfiguration{
			BaseURL:       im.BaseURL,
			SecureBaseURL: im.SecureBaseURL,
			BackdropSizes: append([]string{}, im.BackdropSizes...),
			LogoSizes:     append([]string{}, im.LogoSizes...),
			PosterSizes:   append([]string{}, im.PosterSizes...),
			ProfileSizes:  append([]string{}, im.ProfileSizes...),
			StillSizes:    append([]string{}, im.StillSizes...),
		},
	}, nil
}

func configurationCountries(c *call) (any, error) {
	return gen.ConfigurationCountries(each(c, c.set.Countries, countryRow)), nil
}

func countryRow(_ *call, co *dataset.Country) gen.ConfigurationCountry {
	return gen.ConfigurationCountry{CountryCode: co.Code, EnglishName: co.EnglishName, NativeName: cmp.Or(co.NativeName, co.EnglishName)}
}

func configurationJobs(c *call) (any, error) {
	return gen.ConfigurationJobs(each(c, c.set.Departments, func(_ *call, d *dataset.Department) gen.ConfigurationDepartment {
		return gen.ConfigurationDepartment{Department: gen.Department(d.Name), Jobs: append([]string{}, d.Jobs...)}
	})), nil
}

func configurationLanguages(c *call) (any, error) {
	return gen.ConfigurationLanguages(each(c, c.set.Languages, func(_ *call, l *dataset.Language) gen.ConfigurationLanguage {
		return gen.ConfigurationLanguage{LanguageCode: l.Code, EnglishName: l.EnglishName, Name: l.Name}
	})), nil
}

func configurationPrimaryTranslations(c *call) (any, error) {
	return append(gen.PrimaryTranslations{}, c.set.Configuration.PrimaryTranslations...), nil
}

func configurationTimezones(c *call) (any, error) {
	countries := keep(c.set.Countries, func(co *dataset.Country) bool { return len(co.Timezones) > 0 })
	return gen.ConfigurationTimezones(each(c, countries, func(_ *call, co *dataset.Country) gen.CountryTimezones {
		return gen.CountryTimezones{CountryCode: co.Code, Zones: append([]string{}, co.Timezones...)}
	})), nil
}
