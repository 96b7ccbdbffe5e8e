package tmdbtest

import (
	"slices"
	"testing"
)

func TestUsers(t *testing.T) {
	t.Parallel()
	eve := User{Username: "eve", Password: "p", Name: "Eve", Language: "de", Country: "DE", IncludeAdult: true}
	got := newWorld(t, WithUser(eve), WithUser(User{Username: "zoe"})).Users()
	want := []User{
		{Username: "ada", Password: "correct horse", Name: "Ada", Language: "en", Country: "US"},
		{Username: "bob", Password: "battery staple", Language: "de", Country: "DE"},
		eve,
		{Username: "zoe", Language: "en", Country: "US"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("users %v, want %v", got, want)
	}
}
