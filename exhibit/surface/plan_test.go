package surface

import (
	"math"
	"testing"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// What is no height field is seen from above as contour lines and curves; there
// are no profiles of it, no cut and no body.
func TestWithoutField(t *testing.T) {
	const ball = "surface?f=(2cos(u)*sin(v),2sin(u)*sin(v),2cos(v));(u,0,0)&vmax=pi&at=0,1"
	for _, text := range []string{ball + "&mode=contour", ball + "&beside=map"} {
		f := show(t, text).Figure()
		circles, curves := 0, 0
		for _, m := range f.Panels[len(f.Panels)-1].(*space.Space).Marks {
			switch m := m.(type) {
			case *space.Contours:
				for _, line := range m.Lines {
					for _, p := range line {
						if r := math.Hypot(p.X, p.Y); math.Abs(r-math.Sqrt(4-p.Z*p.Z)) > 0.01 {
							t.Fatalf("%s: %v is not on the ball", text, p)
						}
						circles++
					}
				}
			case *space.Curve:
				curves++
			}
		}
		if circles < 50 || curves != 1 {
			t.Errorf("%s: %d points of contour lines, %d curves", text, circles, curves)
		}
		var l scene.DisplayList
		f.Draw(&l, 700, 500)
		if err := scene.Check(&l, 1e4); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, beside := range []string{"profiles", "section"} {
		s := show(t, ball+"&beside="+beside)
		if n := len(s.Figure().Panels); n != 1 {
			t.Errorf("beside=%s: %d panels", beside, n)
		}
		if _, ok := s.Grab(scene.Point{X: 300, Y: 300}, 700, 500, exhibit.Grip{Touch: true}); ok {
			t.Errorf("beside=%s: something is held", beside)
		}
	}
	for _, by := range []string{"slope", "curvature"} {
		s := show(t, ball+"&mode=smooth&parts=z&color="+by)
		if b := mark[*space.ColorBar](t, s); b.Title != "z" || b.Min != -2 || b.Max != 2 {
			t.Errorf("color=%s: %s from %v to %v", by, b.Title, b.Min, b.Max)
		}
	}
}
