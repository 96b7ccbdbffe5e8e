package tmdbtest

import (
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// world is a small data set, for tests of what does not depend on the data: two movies, a series of
// two episodes, and the users ada and bob.
var world = fstest.MapFS{
	"configuration.json": file(`{"path":"/3/configuration","body":{"images":{"base_url":"http://image.tmdb.org/t/p/","secure_base_url":"https://image.tmdb.org/t/p/","backdrop_sizes":["original"],"logo_sizes":["original"],"poster_sizes":["original"],"profile_sizes":["original"],"still_sizes":["original"]},"change_keys":["title"]}}`),
	"vocabularies.json": file(`[
		{"path":"/3/configuration/countries","body":[{"iso_3166_1":"DE","english_name":"Germany","native_name":"Germany"},{"iso_3166_1":"US","english_name":"United States of America","native_name":"United States"}]},
		{"path":"/3/configuration/languages","body":[{"iso_639_1":"en","english_name":"English","name":"English"},{"iso_639_1":"de","english_name":"German","name":"Deutsch"}]},
		{"path":"/3/configuration/primary_translations","body":["en-US"]},
		{"path":"/3/configuration/timezones","body":[{"iso_3166_1":"US","zones":["America/New_York"]}]},
		{"path":"/3/genre/movie/list","body":{"genres":[{"id":18,"name":"Drama"}]}},
		{"path":"/3/genre/tv/list","body":{"genres":[{"id":18,"name":"Drama"}]}}]`),
	"movies/550.json": file(`{"path":"/3/movie/550","body":{"id":550,"adult":false,"title":"Fight Club","original_title":"Fight Club","original_language":"en","overview":"Two men start a club.","tagline":"","status":"Released","release_date":"1999-10-15","runtime":139,"revenue":100853753,"popularity":61,"video":false,"vote_average":8.4,"vote_count":26280,"genres":[{"id":18,"name":"Drama"}],"poster_path":"/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg","backdrop_path":null}}`),
	"movies/11.json":  file(`{"path":"/3/movie/11","body":{"id":11,"adult":false,"title":"Star Wars","original_title":"Star Wars","original_language":"en","overview":"A farm boy leaves home.","tagline":"","status":"Released","release_date":"1977-05-25","runtime":121,"revenue":775398007,"popularity":70,"video":false,"vote_average":8.2,"vote_count":19000,"genres":[{"id":18,"name":"Drama"}],"poster_path":null,"backdrop_path":null}}`),
	"tv/1396.json": file(`{"path":"/3/tv/1396","body":{"id":1396,"adult":false,"name":"Breaking Bad","original_name":"Breaking Bad","original_language":"en","origin_country":["US"],"overview":"A teacher needs money.","tagline":"","status":"Ended","type":"Scripted","first_air_date":"2008-01-20","popularity":300,"vote_average":8.9,"vote_count":12000,"genres":[{"id":18,"name":"Drama"}],"number_of_seasons":1,"number_of_episodes":2,
		"seasons":[{"id":3572,"name":"Season 1","overview":"","air_date":"2008-01-20","episode_count":2,"season_number":1,"poster_path":null,"vote_average":0}],"poster_path":null,"backdrop_path":null,"last_episode_to_air":null,"next_episode_to_air":null,
		"season/1":{"id":3572,"name":"Season 1","overview":"","air_date":"2008-01-20","season_number":1,"poster_path":null,"vote_average":0,"episodes":[
			{"id":62085,"episode_number":1,"season_number":1,"show_id":1396,"name":"Pilot","overview":"","air_date":"2008-01-20","runtime":59,"episode_type":"standard","production_code":"","still_path":null,"vote_average":0,"vote_count":0,"crew":[],"guest_stars":[]},
			{"id":62086,"episode_number":2,"season_number":1,"show_id":1396,"name":"Cat's in the Bag...","overview":"","air_date":"2008-01-27","runtime":49,"episode_type":"standard","production_code":"","still_path":null,"vote_average":0,"vote_count":0,"crew":[],"guest_stars":[]}]}}}`),
	"users.json": file(`[
		{"id":1,"object_id":"4bc8892a017a3c0092001001","username":"ada","password":"correct horse","name":"Ada","language":"en","country":"US","gravatar_hash":"c9e9fc152ee756a900db85757c29815d"},
		{"id":2,"object_id":"4bc8892a017a3c0092001002","username":"bob","password":"battery staple","language":"de","country":"DE","gravatar_hash":"c9e9fc152ee756a900db85757c29815e"}]`),
}

func file(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

// onlyData puts other data in the place of that of the module.
func onlyData(fsys fs.FS) Option {
	return func(c *config) error {
		set, err := dataset.Load(fsys)
		c.only = set
		return err
	}
}

// worldDay is when it is in the small world.
func worldDay() time.Time { return time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC) }

// newWorld returns a server of the small world whose responses are held to the spec.
func newWorld(t testing.TB, opts ...Option) *Server {
	t.Helper()
	return newChecked(t, append([]Option{onlyData(world), WithClock(worldDay)}, opts...)...)
}

// newClient returns the wrapper's client of a server, with the token of the application.
func newClient(t testing.TB, s *Server, opts ...tmdb.Option) *tmdb.Client {
	t.Helper()
	return newClientWith(t, s, s.Token, opts...)
}

// newClientWith is newClient with another token, such as that of a user.
func newClientWith(t testing.TB, s *Server, token string, opts ...tmdb.Option) *tmdb.Client {
	t.Helper()
	c, err := tmdb.New(token, append([]tmdb.Option{
		tmdb.WithBaseURL(s.URL), tmdb.WithHTTPClient(s.Client()),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// world2 has a mistake, world3 has a movie more.
var (
	world2 = fstest.MapFS{"movies/1.json": file(`{"path":"/3/movie/1","body":{"id":1,"title":7}}`)}
	world3 = fstest.MapFS{"movies/1.json": file(`{"path":"/3/movie/1","body":{"id":1,"title":"New","original_title":"New","original_language":"en","status":"Planned","release_date":"","popularity":1,"genres":[{"id":18,"name":"Drama"}],"poster_path":null,"backdrop_path":null}}`)}
)
