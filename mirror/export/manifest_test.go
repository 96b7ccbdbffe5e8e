package export

import (
	"path/filepath"
	"testing"
)

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(`{"producer": "` + producer + `", "version": 1, "files": [{"name": "movies/part-00001.parquet", "bytes": 4}]}`))
	f.Add([]byte(`{"producer": "` + producer + `", "version": 2}`))
	f.Add([]byte(`{"producer": "` + producer + `", "files": [{"name": "../../x"}]}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := parseManifest(text)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if !filepath.IsLocal(file.Name) || file.Name == manifestName {
				t.Errorf("it names %q, which is no part", file.Name)
			}
		}
		again, err := m.text()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseManifest(again); err != nil {
			t.Errorf("%s\nis written as %s\n%v", text, again, err)
		}
	})
}
