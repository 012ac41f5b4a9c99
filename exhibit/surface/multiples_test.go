package surface

import (
	"math"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// Which display style each picture has is also said in Japanese, beside the picture.
func TestMultiplesNamed(t *testing.T) {
	named := func(text string) string {
		said := ""
		for _, r := range show(t, text).Readouts() {
			if strings.HasPrefix(r.Key, "picture") {
				said += r.Label.Ja + " " + r.Value.(exhibit.Text).Ja + ";"
			}
		}
		return said
	}
	const want = "図1 ワイヤーフレーム(陰線消去);図2 曲面と格子線;図3 滑らかな曲面;図4 ワイヤーフレーム(陰線を薄く);"
	if got := named("surface?f=x&panels=modes"); got != want {
		t.Errorf("%q", got)
	}
	for _, text := range []string{"surface?f=x", "surface?f=x&panels=times", "surface?f=x&mode=contour&panels=modes"} {
		if got := named(text); got != "" {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// Small multiples have one camera, one scale, and differ in what they say.
func TestMultiples(t *testing.T) {
	for _, tt := range []struct {
		text, titles string
		at           func(k int) float64 // the height over (1, 2)
	}{
		{"surface?f=a*x%2By&panels=sweep&az=20&el=40", "a = −5|a = −1.6667|a = 1.6667|a = 5", func(k int) float64 { return []float64{-5, -1.6667, 1.6667, 5}[k] + 2 }},
		{"surface?f=t*x*y&panels=times", "t = 0|t = 0.3333|t = 0.6667|t = 1", func(k int) float64 { return []float64{0, 0.3333, 0.6667, 1}[k] * 2 }},
		{"surface?f=x;y;x*y&panels=parts", "x|y|x*y", func(k int) float64 { return []float64{1, 2, 2}[k] }},
		{"surface?f=x%2B3y&panels=modes", "wireframe, hidden lines removed|surface with grid lines|smooth surface|wireframe, hidden lines dimmed", func(int) float64 { return 7 }},
	} {
		s := show(t, tt.text)
		f := s.Figure()
		var titles []string
		var spaces []*space.Space
		for _, p := range f.Panels {
			if panel := p.(*space.Space); panel.Title != "" {
				titles, spaces = append(titles, panel.Title), append(spaces, panel)
			}
		}
		if got := strings.Join(titles, "|"); got != tt.titles {
			t.Errorf("%s: titles %s", tt.text, got)
			continue
		}
		st := parse(t, tt.text)
		for k, panel := range spaces {
			if panel.Camera != st.Camera() || panel.Box != spaces[0].Box {
				t.Errorf("%s: panel %d has the camera %v and the box %v", tt.text, k, panel.Camera, panel.Box)
			}
			m := panel.Marks[0].(*space.Surface)
			if z := m.Grid.Sample(1, 2); math.Abs(z-tt.at(k)) > 0.02 {
				t.Errorf("%s: panel %d is %v high, want %v", tt.text, k, z, tt.at(k))
			}
		}
		for _, size := range [][2]float64{{1200, 800}, {380, 700}} {
			var l scene.DisplayList
			f.Draw(&l, size[0], size[1])
			if err := scene.Check(&l, 1e4); err != nil {
				t.Errorf("%s: %v", tt.text, err)
			}
		}
		// A point in one panel is marked in all.
		if _, ok := s.Pick(f.Rects(1200, 800)[1].Center(), 1200, 800); ok {
			for k, panel := range spaces {
				if _, marked := panel.Marks[len(panel.Marks)-1].(*space.Probe); marked != true {
					s.Figure()
					if _, marked = panel.Marks[len(panel.Marks)-1].(*space.Probe); !marked {
						t.Errorf("%s: nothing is marked in panel %d", tt.text, k)
					}
				}
			}
		}
	}
	// Where there is nothing to compare there is one picture.
	for _, text := range []string{"surface?f=x&panels=sweep", "surface?f=x&panels=times", "surface?f=x&panels=parts", "surface?f=a*x&panels=sweep&mode=contour"} {
		if n := len(show(t, text).Figure().Panels); n != 1 {
			t.Errorf("%s: %d panels", text, n)
		}
	}
}
