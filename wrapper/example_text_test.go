package wrapper_test

import (
	"context"
	"fmt"
	"log"
)

func ExampleMoviesService_DetailsIn() {
	client, stop := cannedExample("application/json", map[string]string{"/3/movie/550": `{
		"title":"Fight Club","original_title":"Fight Club","original_language":"en",
		"translations":{"translations":[
			{"iso_639_1":"en","iso_3166_1":"US","data":{"overview":"Soap.","tagline":"Mischief."}},
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"title":"Clube da Luta","overview":"Sabão."}}]}}`})
	defer stop()
	movie, texts, err := client.Movies.DetailsIn(context.Background(), 550, []string{"pt-BR", "en"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title, movie.Overview, movie.Tagline)
	fmt.Println(texts.Title.Language, texts.Overview.Language, texts.Tagline.Language)
	// Output:
	// Clube da Luta Sabão. Mischief.
	// pt-BR pt-BR en-US
}

func ExamplePeopleService_DetailsIn() {
	client, stop := cannedExample("application/json", map[string]string{"/3/person/31": `{"name":"Tom Hanks",
		"translations":{"translations":[{"iso_639_1":"en","iso_3166_1":"US","data":{"biography":"An actor."}}]}}`})
	defer stop()
	person, texts, err := client.People.DetailsIn(context.Background(), 31, []string{"pt", "en"}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(person.Name, person.Biography, texts.Biography.Language)
	// Output: Tom Hanks An actor. en-US
}
