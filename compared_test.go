package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestCompared reads the table that README.md has in the section "Compared": all
// rows have their cells, what they say is one of four words, and each yes of
// ours names a test that is there.
func TestCompared(t *testing.T) {
	tests := testNames(t)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(readme), "\n## Compared\n")
	if !found {
		t.Fatal("README.md has no section Compared")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	const columns = 8 // feature, Zscape, the five, test
	says := []string{"yes", "partly", "no", "?"}
	rows, groups, yes := 0, 0, 0
	seen := map[string]bool{}
	for _, line := range strings.Split(section, "\n") {
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "| feature |") || strings.HasPrefix(line, "| ---") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for k := range cells {
			cells[k] = strings.TrimSpace(cells[k])
		}
		if len(cells) != columns {
			t.Errorf("%d cells, want %d: %s", len(cells), columns, line)
			continue
		}
		name, ours, theirs, test := cells[0], cells[1], cells[2:columns-1], strings.Trim(cells[columns-1], "`")
		if strings.HasPrefix(name, "**") {
			groups++
			if strings.Join(cells[1:], "") != "" {
				t.Errorf("a group has cells: %s", line)
			}
			continue
		}
		rows++
		if name == "" || seen[name] {
			t.Errorf("the feature %q is there twice, or has no name", name)
		}
		seen[name] = true
		if ours == "?" || !slices.Contains(says, ours) {
			t.Errorf("%s: we say %q", name, ours)
		}
		for _, cell := range theirs {
			if !slices.Contains(says, strings.Trim(cell, "*")) {
				t.Errorf("%s: %q is none of %q", name, cell, says)
			}
		}
		switch {
		case ours == "no" && test != "":
			t.Errorf("%s: what is not there is tested by %s", name, test)
		case ours == "no", ours == "partly" && test == "":
		case !tests[test]:
			t.Errorf("%s: there is no test %q", name, test)
		default:
			yes++
		}
	}
	if rows < 60 || groups < 5 || yes < 40 {
		t.Errorf("%d rows in %d groups, %d of them tested", rows, groups, yes)
	}
}

// testNames returns the tests and fuzz tests of the repository, each as package.TestName; the
// package is called as its folder is, or main.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	function := regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(\w+ \*testing\.[TF]\)`)
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		folder := filepath.Base(filepath.Dir(path))
		if folder == "." {
			folder = "main"
		}
		for _, m := range function.FindAllStringSubmatch(string(source), -1) {
			names[folder+"."+m[1]] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
