package main

import (
	"bytes"
	"os"
	"testing"

	"zscape/exhibit/gallery"
)

// The menu of the page is written by hand: an exhibit that is missing there cannot be found.
func TestMenu(t *testing.T) {
	page, err := os.ReadFile("web/index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range gallery.All {
		if !bytes.Contains(page, []byte(`<a href="#`+e.Name+`"`)) {
			t.Errorf("web/index.html: no link to #%s in nav", e.Name)
		}
	}
}
