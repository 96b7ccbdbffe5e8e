package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
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

// A Korean film for somebody who reads Spanish, else English; and what it is called in Korea.
func ExampleMoviesService_DetailsIn_original() {
	client, stop := exampleClient()
	defer stop()
	for _, languages := range [][]string{{"es-ES", "en-US"}, {tmdb.OriginalLanguage}} {
		_, texts, err := client.Movies.DetailsIn(context.Background(), 496243, languages, nil)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(texts.Title.Language, texts.Title.Text)
	}
	// Output:
	// en-US Parasite
	// ko 기생충
}

// Images and videos come in the languages of the texts, too, and images without text.
func ExampleMoviesService_DetailsIn_images() {
	client, stop := exampleClient()
	defer stop()
	languages := []string{"pl-PL", "fr-FR", tmdb.OriginalLanguage}
	movie, _, err := client.Movies.DetailsIn(context.Background(), 603, languages, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendImages, gen.MovieAppendVideos},
	})
	if err != nil {
		log.Fatal(err)
	}
	poster, _ := images.BestOf(movie.OriginalLanguage, movie.Images.Posters, languages...)
	logo, _ := images.BestOf(movie.OriginalLanguage, movie.Images.Logos, languages...)
	backdrop, _ := images.Best(movie.Images.Backdrops, tmdb.NoLanguage)
	fmt.Println(poster.LanguageCode, images.URL(poster.FilePath, images.PosterW342))
	fmt.Println(logo.LanguageCode, images.URL(logo.FilePath, images.LogoW92))
	fmt.Println(images.URL(backdrop.FilePath, images.BackdropW780))
	fmt.Println(len(movie.Videos.Results), "videos")
	// Output:
	// fr https://image.tmdb.org/t/p/w342/pEoqbqtLc4CcwDUDqxmEDSWpWTZ.jpg
	// en https://image.tmdb.org/t/p/w92/diwwHcWgTMdb7hXbWVwrRluuoBL.png
	// https://image.tmdb.org/t/p/w780/ncEsesgOJDNrTUED89hYbA117wo.jpg
	// 4 videos
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
