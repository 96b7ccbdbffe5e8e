package tables

import "testing"

func TestSchema(t *testing.T) {
	t.Parallel()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range all {
		t.Log(table.Name, table.Key, table.Kind, table.Columns)
	}
}
