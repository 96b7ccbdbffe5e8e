package wrapper_test

import (
	"context"
	"fmt"
	"log"
)

func ExampleMoviesService_DetailsIn() {
	client, stop := exampleClient()
	defer stop()
	movie, texts, err := client.Movies.DetailsIn(context.Background(), 550, []string{"pl", "fr"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title, "|", movie.Tagline)
	fmt.Println(texts.Title.Language, "|", texts.Tagline.Language)
	// Output:
	// Podziemny krąg | Tout perdre pour y voir clair.
	// pl-PL | fr-FR
}

func ExamplePeopleService_DetailsIn() {
	client, stop := exampleClient()
	defer stop()
	person, texts, err := client.People.DetailsIn(context.Background(), 31, []string{"ko", "pt"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(person.Name, person.Biography, texts.Biography.Language)
	// Output: Tom Hanks Um dos atores mais queridos de sua geração, à vontade na comédia e no drama. pt-BR
}
