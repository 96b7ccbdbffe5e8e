package dataset

// Translation is the text of an entity in another language. The English text
// stands on the entity itself and has no Translation.
type Translation struct {
	Language string `json:"language"`
	Country  string `json:"country"`
	// Title is the title of a movie or collection and the name of anything else.
	Title string `json:"title,omitzero"`
	// Overview is the biography of a person.
	Overview string `json:"overview,omitzero"`
	Tagline  string `json:"tagline,omitzero"`
	Homepage string `json:"homepage,omitzero"`
	// Runtime is in minutes, of a movie only; 0 if it is the same.
	Runtime int `json:"runtime,omitzero"`
}

func checkTranslations(c *checker, list []*Translation) {
	seen := make(map[string]bool, len(list))
	for i, t := range list {
		at := place{"translations", i}
		c.required(at, "language", t.Language)
		c.language(at, "language", t.Language)
		c.required(at, "country", t.Country)
		c.country(at, "country", t.Country)
		tag := t.Language + "-" + t.Country
		if tag == "en-US" {
			c.failf(at, "", "is en-US, which stands on the entity itself")
		}
		if seen[tag] {
			c.failf(at, "", "%s is there twice", tag)
		}
		seen[tag] = true
	}
}

// AlternativeTitle is another title under which an entity is known.
type AlternativeTitle struct {
	Country string `json:"country"`
	Title   string `json:"title"`
	// Type says what sort of title it is, such as "working title"; mostly empty.
	Type string `json:"type,omitzero"`
}

func checkAlternativeTitles(c *checker, list []*AlternativeTitle) {
	for i, t := range list {
		at := place{"alternative_titles", i}
		c.required(at, "country", t.Country)
		c.country(at, "country", t.Country)
		c.required(at, "title", t.Title)
	}
}
