package dataset

import "github.com/tmdb-go/tmdb/types"

// Video is a trailer, clip or the like on a video site.
type Video struct {
	// ID is 24 hex digits.
	ID string `json:"id"`
	// Site is YouTube or Vimeo, Key the id of the video there.
	Site string `json:"site"`
	Key  string `json:"key"`
	Name string `json:"name"`
	// Type is Trailer, Teaser, Clip, Featurette, Behind the Scenes, Bloopers,
	// Opening Credits or Recap.
	Type string `json:"type"`
	// Size is the number of lines: 360, 480, 720, 1080 or 2160.
	Size        int             `json:"size"`
	Official    bool            `json:"official,omitzero"`
	Language    string          `json:"language"`
	Country     string          `json:"country"`
	PublishedAt types.Timestamp `json:"published_at"`
}

func checkVideos(c *checker, videos []*Video) {
	for i, v := range videos {
		at := place{"videos", i}
		if v.ID == "" {
			c.failf(at, "id", "is missing")
		}
		c.hexID(at, "id", v.ID)
		c.oneOf(at, "site", v.Site, "YouTube", "Vimeo")
		c.required(at, "key", v.Key)
		c.required(at, "name", v.Name)
		c.required(at, "type", v.Type)
		c.language(at, "language", v.Language)
		c.country(at, "country", v.Country)
		c.timestamp(at, "published_at", v.PublishedAt)
	}
}
