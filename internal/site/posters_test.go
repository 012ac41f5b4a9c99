package site

import (
	"bytes"
	"strings"
	"testing"

	"zscape/exhibit/gallery"
	"zscape/export"
	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/svg"
)

func TestPosters(t *testing.T) {
	files, err := posters()
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string][]byte{}
	for _, f := range files {
		drawn[f.name] = f.data
		n := imagetest.Elements(t, f.data)
		if n["image"] > 3 || n["path"] < 3 { // heat maps are images
			t.Errorf("%s has the elements %v", f.name, n)
		}
		if len(f.data) > 200_000 {
			t.Errorf("%s has %d bytes: it is the first thing to be downloaded", f.name, len(f.data))
		}
	}
	for _, e := range gallery.All {
		light, dark := drawn["posters/"+e.Name+".svg"], drawn["posters/"+e.Name+"-dark.svg"]
		if light == nil || dark == nil || bytes.Equal(light, dark) {
			t.Errorf("%s: posters of %d and %d bytes", e.Name, len(light), len(dark))
		}
	}
	if len(files) != 2*len(posterSizes)*len(gallery.All) {
		t.Errorf("%d files", len(files))
	}
}

// The box stands in the poster where it stands in the live picture of the
// same size: the same axes, at the same places.
func TestPosterPlace(t *testing.T) {
	for _, e := range gallery.All {
		session := e.New(gallery.Open)
		if err := session.Update(e.Default()); err != nil {
			t.Fatal(err)
		}
		if err := compute(session); err != nil {
			t.Fatal(err)
		}
		for _, size := range posterSizes {
			if err := session.Update(e.Default()); err != nil {
				t.Fatal(err)
			}
			f := session.Figure()
			f.Theme, f.Samples = &scene.Light, 0
			var live bytes.Buffer
			if err := svg.Write(&live, export.Vectors(f, size.width, size.height), svg.Options{}); err != nil {
				t.Fatal(err)
			}
			data, err := poster(session, e, "light", size.width, size.height)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.SplitAfterSeq(string(data), "\n") {
				if strings.Contains(line, "<text") && !strings.Contains(live.String(), line) {
					t.Errorf("%s: the live picture has no %s", e.Name, line)
				}
			}
		}
	}
}
