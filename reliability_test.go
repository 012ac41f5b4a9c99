package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReliability reads the table of docs/reliability.md: each row names tests, and they
// are there.
func TestReliability(t *testing.T) {
	tests := testNames(t)
	text, err := os.ReadFile("docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile("`([^`]+)`")
	rows := 0
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "| fault |") || strings.HasPrefix(line, "| ---") {
			continue
		}
		rows++
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		if len(cells) != 3 {
			t.Errorf("%d cells, want 3: %s", len(cells), line)
			continue
		}
		list := name.FindAllStringSubmatch(cells[2], -1)
		if len(list) == 0 {
			t.Errorf("no test is named: %s", line)
		}
		for _, m := range list {
			test := m[1]
			if !strings.Contains(test, ".") {
				test = "e2e." + test
			}
			if !tests[test] {
				t.Errorf("%s: there is no test %s", cells[0], test)
			}
		}
	}
	if rows < 20 {
		t.Errorf("%d rows", rows)
	}
}
