package plot_test

import (
	"path/filepath"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/raster"
)

// The picture of ExampleMark, and of its mark hidden.
func TestGoldenMark(t *testing.T) {
	hidden := measurements()
	hidden.Hide("measured", true)
	zoomed := measurements()
	zoomed.SetLimits(plot.Limits{X0: 2.2, X1: 7, Y0: 1.1, Y1: 2.6}) // bars reach out of it
	for name, p := range map[string]*plot.Plot{"mark": measurements(), "mark-hidden": hidden, "mark-zoomed": zoomed} {
		t.Run(name, func(t *testing.T) {
			var l scene.DisplayList
			f := scene.Figure{Panels: []scene.Panel{p}}
			f.Draw(&l, 420, 300)
			if err := scene.Check(&l, 500); err != nil {
				t.Error(err)
			}
			imagetest.Equal(t, raster.Draw(&l, 1), filepath.Join("testdata", name+".png"))
		})
	}
}

// A mark of one's own is found as others are.
func TestNearestMark(t *testing.T) {
	p := measurements()
	r := scene.Rect{Max: scene.Point{X: 420, Y: 300}}
	q, _ := p.Layout(r, scene.Look{}).ToScreen(6, 2.5)
	if h, ok := p.Nearest(r, scene.Look{}, q, 5); !ok || h.Mark != 1 || h.Index != 3 || h.Text != "± 0.3" || h.Name != "measured" {
		t.Errorf("%+v, %v", h, ok)
	}
	if got := p.Select(plot.Limits{X0: 0, X1: 5, Y0: 0, Y1: 5}); len(got[1]) != 3 {
		t.Errorf("%v", got)
	}
}
