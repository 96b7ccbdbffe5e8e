package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// runAxe is the call that findings reads the result of.
const runAxe = `axe.run(document, {resultTypes: ['violations']}).then((r) => JSON.stringify(r.violations.map((v) =>
	({id: v.id, impact: v.impact, help: v.help, where: v.nodes.map((n) => n.target.join(' '))}))))`

// findings are the violations that axe-core calls serious or critical.
func findings(result string) (faults []string, err error) {
	var all []struct {
		ID, Impact, Help string
		Where            []string
	}
	if err := json.Unmarshal([]byte(result), &all); err != nil {
		return nil, fmt.Errorf("the result of axe-core: %w", err)
	}
	for _, v := range all {
		if v.Impact == "serious" || v.Impact == "critical" {
			faults = append(faults, fmt.Sprintf("axe-core, %s: %s: %s: %s", v.Impact, v.ID, v.Help, some(v.Where, 3)))
		}
	}
	return faults, nil
}

// some joins the first n of a list and tells how many there are.
func some(list []string, n int) string {
	if len(list) <= n {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:n], ", "), len(list)-n)
}
