package handlers

import (
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func configuration() table {
	return table{
		"configurationDetails":             configurationDetails,
		"configurationCountries":           static("/3/configuration/countries"),
		"configurationJobs":                static("/3/configuration/jobs"),
		"configurationLanguages":           static("/3/configuration/languages"),
		"configurationPrimaryTranslations": static("/3/configuration/primary_translations"),
		"configurationTimezones":           static("/3/configuration/timezones"),
	}
}

// static makes a handler of a response that the data has as it is, in the language of the call if the data
// has it so.
func static(path string) handler {
	return func(c *Call) (any, error) {
		raw := c.Set.Static(path, c.language().language)
		if raw == nil {
			return nil, codes.NotFound()
		}
		return raw, nil
	}
}

// static reads a response that the data has as it is, empty if it has none.
func (c *Call) static(path string) object.Object {
	o, _ := object.Parse(c.Set.Static(path, c.language().language))
	return o
}

// configurationDetails says that images are where the server has them, if it has them.
func configurationDetails(c *Call) (any, error) {
	o := c.static("/3/configuration")
	if o == nil {
		return nil, codes.NotFound()
	}
	images, err := object.Parse(o.Get("images"))
	if c.Images == "" || err != nil {
		return o, nil
	}
	return o.With("images", images.With("base_url", c.Images, "secure_base_url", c.Images)), nil
}
