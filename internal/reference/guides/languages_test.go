package guides_test

import (
	"context"
	"fmt"
	"log"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example_languages() {
	client, err := tmdb.FromEnv(tmdb.WithDefaults(tmdb.Language("pt-BR"), tmdb.Region("BR")))
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	movie, err := client.Movies.Details(ctx, 550, nil) // by the default
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title)

	movie, err = client.Movies.Details(ctx, 550, nil, tmdb.Language("es-ES")) // for one call
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title)

	// Each text in the first language that has it, in one request.
	movie, texts, err := client.Movies.DetailsIn(ctx, 550, []string{"pl", "fr", tmdb.OriginalLanguage}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(texts.Title.Language, movie.Title)
	fmt.Println(texts.Tagline.Language, movie.Tagline)
	// Output:
	// Clube da Luta
	// El club de la lucha
	// pl-PL Podziemny krąg
	// fr-FR Tout perdre pour y voir clair.
}
