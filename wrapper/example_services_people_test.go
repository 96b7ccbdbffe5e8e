package wrapper_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/gen"
)

func ExamplePeopleService_CombinedCredits() {
	client, stop := exampleClient()
	defer stop()
	credits, err := client.People.CombinedCredits(context.Background(), 33, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, credit := range credits.Cast {
		switch part := credit.Value().(type) {
		case gen.PersonMovieCastCredit:
			fmt.Println(part.Title, part.Character)
		case gen.PersonTVCastCredit:
			fmt.Println(part.Name, part.Character)
		}
	}
	// Output:
	// Forrest Gump Lt. Dan Taylor
	// Apollo 13 Ken Mattingly
}

func ExamplePeopleListsService_Popular() {
	client, stop := exampleClient()
	defer stop()
	page, err := client.PeopleLists.Popular(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, person := range page.Results[:3] {
		fmt.Println(person.Name, person.KnownForDepartment)
	}
	// Output:
	// Ana de Armas Acting
	// Jenna Ortega Acting
	// Keanu Reeves Acting
}

func ExampleCreditsService_Details() {
	client, stop := exampleClient()
	defer stop()

	// The id is that of one part of one person, as it stands in all credits.
	credit, err := client.Credits.Details(context.Background(), "52fe4250c3a36847f80149f3", nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(credit.Person.Name, credit.Department, credit.CreditType)
	if movie, ok := credit.Media.Value().(gen.CreditMovie); ok {
		fmt.Println(movie.Title, movie.Character)
	}
	// Output:
	// Edward Norton Acting cast
	// Fight Club The Narrator
}
