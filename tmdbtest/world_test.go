package tmdbtest

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// world is a small data set, for tests of what does not depend on the data: two movies, a series of
// two episodes, and the users ada and bob.
var world = fstest.MapFS{
	"configuration.json":  file(`{"reference_day":"2026-06-01","images":{"base_url":"http://image.tmdb.org/t/p/","secure_base_url":"https://image.tmdb.org/t/p/","backdrop_sizes":["original"],"logo_sizes":["original"],"poster_sizes":["original"],"profile_sizes":["original"],"still_sizes":["original"]},"change_keys":["title"],"primary_translations":["en-US"]}`),
	"countries.json":      file(`[{"code":"US","english_name":"United States of America","timezones":["America/New_York"]},{"code":"DE","english_name":"Germany"}]`),
	"languages.json":      file(`[{"code":"en","english_name":"English","name":"English"},{"code":"de","english_name":"German","name":"Deutsch"}]`),
	"genres.json":         file(`[{"id":18,"name":"Drama","movie":true,"tv":true}]`),
	"movies/550.json":     file(`{"id":550,"title":"Fight Club","original_language":"en","overview":"Two men start a club.","status":"Released","release_date":"1999-10-15","runtime":139,"revenue":100853753,"popularity":61,"vote_average":8.4,"vote_count":26280,"genres":[18],"poster_path":"/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg","backdrop_path":null}`),
	"movies/11.json":      file(`{"id":11,"title":"Star Wars","original_language":"en","overview":"A farm boy leaves home.","status":"Released","release_date":"1977-05-25","runtime":121,"revenue":775398007,"popularity":70,"vote_average":8.2,"vote_count":19000,"genres":[18],"poster_path":null,"backdrop_path":null}`),
	"tv/1396/series.json": file(`{"id":1396,"name":"Breaking Bad","original_language":"en","overview":"A teacher needs money.","status":"Ended","type":"Scripted","first_air_date":"2008-01-20","popularity":300,"vote_average":8.9,"vote_count":12000,"genres":[18],"poster_path":null,"backdrop_path":null}`),
	"tv/1396/season-1.json": file(`{"series":1396,"id":3572,"number":1,"episodes":[
		{"id":62085,"number":1,"name":"Pilot","air_date":"2008-01-20","runtime":59},
		{"id":62086,"number":2,"name":"Cat's in the Bag...","air_date":"2008-01-27","runtime":49}]}`),
	"users.json": file(`[
		{"id":1,"object_id":"4bc8892a017a3c0092001001","username":"ada","password":"correct horse","name":"Ada","language":"en","country":"US","gravatar_hash":"c9e9fc152ee756a900db85757c29815d"},
		{"id":2,"object_id":"4bc8892a017a3c0092001002","username":"bob","password":"battery staple","language":"de","country":"DE","gravatar_hash":"c9e9fc152ee756a900db85757c29815e"}]`),
}

func file(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }

// onlyData puts other data in the place of that of the module.
func onlyData(fsys fs.FS) Option {
	return func(c *config) error {
		set, err := dataset.Load(fsys)
		c.set = set
		return err
	}
}

// newWorld returns a server of the small world whose answers are held to the spec.
func newWorld(t testing.TB, opts ...Option) *Server {
	t.Helper()
	return newChecked(t, append([]Option{onlyData(world)}, opts...)...)
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
	world2 = fstest.MapFS{"movies/1.json": file(`{"id":1,"titel":"Typo"}`)}
	world3 = fstest.MapFS{"movies/1.json": file(`{"id":1,"title":"New","original_language":"en","status":"Planned","release_date":"","popularity":1,"vote_average":0,"vote_count":0,"genres":[18],"poster_path":null,"backdrop_path":null}`)}
)
