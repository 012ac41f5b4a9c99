package render

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zscape/exhibit/gallery"
)

// What is written as CSV and read as data is the same, gaps too.
func TestRenderFile(t *testing.T) {
	dir := t.TempDir()
	first := draw(t, "s.csv", "surface?f=sqrt(x)*sin(y)&nx=13&ny=9&ymin=0.1")
	path := filepath.Join(dir, "s.csv")
	if err := os.WriteFile(path, first, 0o666); err != nil {
		t.Fatal(err)
	}
	render := func(state, name string) (data []byte, said string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		out := filepath.Join(dir, name)
		if code := run([]string{"render", state, "-file", path, "-o", out}, &stdout, &stderr); code != 0 {
			t.Fatalf("%s: %d, %s", state, code, &stderr)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return data, stderr.String()
	}
	for _, state := range []string{"surface", "surface?f=data", "surface?f=2*data/2"} {
		if second, said := render(state, "second.csv"); !bytes.Equal(first, second) || !strings.HasPrefix(said, "s.csv: 13 × 9 values, 54 without a value") {
			t.Errorf("%s: says %s", state, said)
		}
	}
	var doc struct {
		State  string
		Values map[string]any
	}
	data, _ := render("surface?f=a*data&a=3&xmin=1&theme=dark", "a.json")
	if err := json.Unmarshal(data, &doc); err != nil || doc.State != "surface?f=a*data&file=s.csv&theme=dark&xmin=1&a=3" || doc.Values["nx"] != 13. || doc.Values["ymin"] != 0.1 {
		t.Errorf("%s, %v", data, err)
	}
}

// The sample elevations are shipped with their licence, and shown.
func TestRenderElevation(t *testing.T) {
	a, b := draw(t, "dem.png", "surface?f=dem", "-size", "300x240"), draw(t, "no.png", "surface?f=x%2B0*dem", "-size", "300x240")
	if _, err := png.Decode(bytes.NewReader(a)); err != nil || bytes.Equal(a, b) {
		t.Errorf("%v", err)
	}
	draw(t, "to.svg", "waves?to=surface?f%3Ddem&t=1", "-size", "300x240")
	licence, err := os.ReadFile(filepath.Join(root, "web/data/jacksboro-dem.LICENSE.txt"))
	if err != nil || !bytes.Contains(licence, []byte("Matplotlib Development Team")) {
		t.Errorf("%v", err)
	}
	// All that exhibits may need is there.
	for _, e := range gallery.All {
		if e.Intake != nil && (e.Intake.Accept == "" || e.Intake.Bytes == 0 || e.Intake.Label.Ja == "") {
			t.Errorf("%s: %+v", e.Name, e.Intake)
		}
	}
}

// A grid of elevations is reported, and shown where it says, as the State has it
// read.
func TestRenderGrid(t *testing.T) {
	out := filepath.Join(t.TempDir(), "a.csv")
	for state, want := range map[string]string{
		"surface":             "hill.asc: ESRI grid, 4 × 3 values, 1 value of -9999 read as a gap",
		"surface?nodata=none": "hill.asc: ESRI grid, 4 × 3 values",
	} {
		var stdout, stderr bytes.Buffer
		if code := run([]string{"render", state, "-file", "../../compute/field/testdata/hill.asc", "-o", out}, &stdout, &stderr); code != 0 || strings.TrimSpace(stderr.String()) != want {
			t.Errorf("%s: %d, %q, want %q", state, code, &stderr, want)
		}
		data, err := os.ReadFile(out)
		if err != nil || !strings.HasPrefix(string(data), "x,y,z\n105,205,9\n") || strings.Contains(string(data), "115,215,NaN") != (state == "surface") {
			t.Errorf("%s: %v\n%s", state, err, data)
		}
	}
}
