package agent

import (
	"strings"
	"testing"
)

func TestReference(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	tests := []struct {
		arguments string
		want      string
		err       bool
	}{
		{`{"list":"genres"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB)","rows":[{"id":"28","name":"Action"},{"id":"12","name":"Adventure"},`, false},
		{`{"list":"genres","kind":"tv"}`, `{"id":"10759","name":"Action & Adventure"},`, false},
		{`{"list":"genres","contains":"sci"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB)","rows":[{"id":"878","name":"Science Fiction"}]}`, false},
		{`{"list":"certifications","region":"de"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB)","rows":[{"id":"0","name":`, false},
		{`{"list":"certifications","kind":"tv","region":"US"}`, `{"id":"TV-Y","name":`, false},
		{`{"list":"providers","region":"DE","contains":"netflix"}`, `{"id":"8","name":"Netflix"}`, false},
		{`{"list":"providers","region":"DE"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB). Streaming data: JustWatch","rows":[{"id":"`, false},
		{`{"list":"jobs","contains":"aerial director of photography"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB)","rows":[{"name":"Aerial Director of Photography","of":"Camera"}]}`, false},
		{`{"list":"languages","contains":"german"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB)","rows":[{"id":"de","name":"German"}`, false},
		{`{"list":"countries","contains":"germany"}`, `{"attribution":"Data: TMDB (not endorsed or certified by TMDB)","rows":[{"id":"DE","name":"Germany"}`, false},
		{`{"list":"jobs"}`, `give a part of the name as \"contains\"`, false},
		{`{"list":"genres","contains":"zzz"}`, `none of the genres has "zzz" in its name: leave out contains, to see all`, true},
		{`{"list":"certifications","region":"AQ"}`, "TMDB has no certifications of AQ", true},
		{`{"list":"providers","region":"Germany"}`, `region is "GERMANY": want a country such as DE or GB`, true},
		{`{"list":"actors"}`, `list is "actors": want one of genres, providers, certifications, jobs, languages, countries`, true},
	}
	for _, tt := range tests {
		t.Run(tt.arguments, func(t *testing.T) {
			t.Parallel()
			r, text := callTool(t, session, "reference", tt.arguments)
			if r.IsError != tt.err || !strings.Contains(text, tt.want) {
				t.Errorf("the result is %.600s (error: %v), want it with %s", text, r.IsError, tt.want)
			}
		})
	}
}
