package wrapper

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// param is a query parameter that a client or a call sets wherever an operation has it.
type param struct {
	name   string
	values []string // several are a list
}

const (
	sessionID      = "session_id"
	guestSessionID = "guest_session_id"
)

var (
	languageText = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	regionText   = regexp.MustCompile(`^[A-Z]{2}$`)
	timezoneText = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`)
)

func languageParam(tag string) (param, error) {
	if !languageText.MatchString(tag) {
		return param{}, fmt.Errorf("language is %.40q: want one like pt-BR or pt", tag)
	}
	return param{"language", []string{tag}}, nil
}

func regionParam(code string) (param, error) {
	if !regionText.MatchString(code) {
		return param{}, fmt.Errorf("region is %.40q: want a country in two capital letters, such as BR", code)
	}
	return param{"region", []string{code}}, nil
}

func timezoneParam(zone string) (param, error) {
	if !timezoneText.MatchString(zone) {
		return param{}, fmt.Errorf("timezone is %.40q: want one like America/Sao_Paulo", zone)
	}
	return param{"timezone", []string{zone}}, nil
}

func includeAdultParam(include bool) (param, error) {
	return param{"include_adult", []string{strconv.FormatBool(include)}}, nil
}

func imageLanguagesParam(tags []string) (param, error) {
	return languagesParam("include_image_language", tags)
}

func videoLanguagesParam(tags []string) (param, error) {
	return languagesParam("include_video_language", tags)
}

func languagesParam(name string, tags []string) (param, error) {
	if len(tags) == 0 {
		return param{}, fmt.Errorf("%s has no language: want at least one, such as pt", name)
	}
	for _, tag := range tags {
		if tag != OriginalLanguage && !languageText.MatchString(tag) {
			return param{}, fmt.Errorf("%s has %.40q: want each like pt, pt-BR, or %s for what is in no language", name, tag, OriginalLanguage)
		}
	}
	return param{name, slices.Clone(tags)}, nil
}

func sessionParam(id string) (param, error) { return secretParam(sessionID, id) }

func guestSessionParam(id string) (param, error) { return secretParam(guestSessionID, id) }

// secretParam does not repeat the id.
func secretParam(name, id string) (param, error) {
	switch {
	case id == "":
		return param{}, fmt.Errorf("%s is empty: want the id of a session", name)
	case hasOddText(id):
		return param{}, fmt.Errorf("%s holds white space or other characters that no session has: want the id alone", name)
	}
	return param{name, []string{id}}, nil
}

func pageParam(number int) (param, error) {
	if number < 1 || number > lastPage {
		return param{}, fmt.Errorf("page is %d: want a number from 1 to %d", number, lastPage)
	}
	return param{"page", []string{strconv.Itoa(number)}}, nil
}
