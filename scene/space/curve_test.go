package space

import (
	"math"
	"testing"

	"zscape/scene"
)

// wall hides what is at x < 0.
type wall struct{}

func (wall) Hides(p scene.Vec, v *scene.View) bool { return p.X < 0 }

// A curve is in parts: seen on a halo, hidden fainter or not at all, and broken
// where it has no place.
func TestCurve(t *testing.T) {
	line := []scene.Vec{}
	for k := range 201 {
		line = append(line, scene.Vec{X: float64(k)/100 - 1})
	}
	line[150].Z = math.NaN()
	long := [][]scene.Vec{{{X: -1}, {X: 1}}}
	for _, tt := range []struct {
		curve        Curve
		seen, hidden int
	}{
		{Curve{Lines: [][]scene.Vec{line}}, 2, 0},
		{Curve{Lines: [][]scene.Vec{line}, Behind: wall{}}, 2, 1},
		{Curve{Lines: [][]scene.Vec{line}, Behind: wall{}, Gone: true}, 2, 0},
		{Curve{Lines: [][]scene.Vec{line}, Color: func(p scene.Vec) scene.Color { return scene.Color{R: float32(math.Abs(math.Round(p.X))), A: 1} }}, 3, 0},
		{Curve{Lines: long, Behind: wall{}}, 1, 1},
		{Curve{Lines: long, Color: func(p scene.Vec) scene.Color { return scene.Color{R: float32(math.Abs(math.Round(p.X))), A: 1} }}, 3, 0},
	} {
		space := &Space{Camera: scene.Camera{Azimuth: -90, Elevation: 90, Zoom: 1}, Box: scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}, Axes: Axes{Hidden: true}, Marks: []Mark{&tt.curve}}
		var l scene.DisplayList
		(&scene.Figure{Panels: []scene.Panel{space}}).Draw(&l, 400, 400)
		if err := scene.Check(&l, 1e4); err != nil {
			t.Error(err)
		}
		var lines []*scene.Polylines
		for _, op := range l.Ops() {
			if p, ok := op.(*scene.Polylines); ok && len(p.World) == 0 && p.Stroke.Width >= 2 {
				lines = append(lines, p)
			}
		}
		hidden, halo, seen := lines[len(lines)-3], lines[len(lines)-2], lines[len(lines)-1]
		if seen.Len() != tt.seen || hidden.Len() != tt.hidden || halo.Len() != seen.Len() {
			t.Errorf("%d parts seen on %d halos and %d hidden, want %d and %d", seen.Len(), halo.Len(), hidden.Len(), tt.seen, tt.hidden)
		}
		if len(seen.Colors) != seen.Len() || len(hidden.Colors) != hidden.Len() {
			t.Error("not each part has a colour")
		}
		if tt.hidden > 0 && hidden.Colors[0].A >= seen.Colors[0].A {
			t.Error("what is hidden is not fainter")
		}
	}
}
