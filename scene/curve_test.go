package scene

import (
	"math"
	"testing"
)

// wall hides what is at x < 0.
type wall struct{}

func (wall) Hides(p Vec, v *View) bool { return p.X < 0 }

// A curve is in parts: seen on a halo, hidden fainter or not at all, and broken
// where it has no place.
func TestCurve(t *testing.T) {
	line := []Vec{}
	for k := range 201 {
		line = append(line, Vec{float64(k)/100 - 1, 0, 0})
	}
	line[150].Z = math.NaN()
	long := [][]Vec{{{-1, 0, 0}, {1, 0, 0}}}
	for _, tt := range []struct {
		curve        Curve
		seen, hidden int
	}{
		{Curve{Lines: [][]Vec{line}}, 2, 0},
		{Curve{Lines: [][]Vec{line}, Behind: wall{}}, 2, 1},
		{Curve{Lines: [][]Vec{line}, Behind: wall{}, Gone: true}, 2, 0},
		{Curve{Lines: [][]Vec{line}, Color: func(p Vec) Color { return Color{float32(math.Abs(math.Round(p.X))), 0, 0, 1} }}, 3, 0},
		{Curve{Lines: long, Behind: wall{}}, 1, 1},
		{Curve{Lines: long, Color: func(p Vec) Color { return Color{float32(math.Abs(math.Round(p.X))), 0, 0, 1} }}, 3, 0},
	} {
		space := &Space{Camera: Camera{Azimuth: -90, Elevation: 90, Zoom: 1}, Box: Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}, Axes: Axes{Hidden: true}, Marks: []Mark{&tt.curve}}
		var l DisplayList
		(&Figure{Panels: []Panel{space}}).Draw(&l, 400, 400)
		if err := Check(&l, 1e4); err != nil {
			t.Error(err)
		}
		var lines []*Polylines
		for _, op := range l.Ops() {
			if p, ok := op.(*Polylines); ok && len(p.World) == 0 && p.Stroke.Width >= 2 {
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
