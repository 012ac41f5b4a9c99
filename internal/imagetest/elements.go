package imagetest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"
)

// Elements parses an XML document, such as an SVG file, and counts its elements by name.
func Elements(t testing.TB, data []byte) map[string]int {
	t.Helper()
	n := map[string]int{}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			n[start.Name.Local]++
		}
	}
}
