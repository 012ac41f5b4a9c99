package raster

import (
	"math"
	"testing"

	"zscape/scene"
)

func TestPolygonArea(t *testing.T) {
	area := func(corners []scene.Point) float64 {
		sum := 0.0
		p := corners[len(corners)-1]
		for _, q := range corners {
			sum += (p.X*q.Y - p.Y*q.X) / 2
			p = q
		}
		return math.Abs(sum)
	}
	for _, c := range []struct {
		name    string
		corners []scene.Point
	}{
		{"rectangle", []scene.Point{pt(10.3, 5.77), pt(44.1, 5.77), pt(44.1, 30.21), pt(10.3, 30.21)}},
		{"thin rectangle", []scene.Point{pt(10.3, 5.1), pt(10.4, 5.1), pt(10.4, 38), pt(10.3, 38)}},
		{"flat rectangle", []scene.Point{pt(10.3, 5.1), pt(50, 5.1), pt(50, 5.2), pt(10.3, 5.2)}},
		{"needle", []scene.Point{pt(2, 3), pt(55, 38), pt(54.8, 38.3)}},
		{"disc", disc(pt(30, 20), 15.3, 60)},
		{"other way round", []scene.Point{pt(20, 5), pt(10, 30), pt(50, 20)}},
	} {
		l := list(60, 40, none)
		l.NewPolygons().Add(black, c.corners...)
		for _, scale := range []float64{1, 2} {
			want := scale * scale * area(c.corners)
			near(t, c.name, alpha(Draw(l, scale)), want, 0.01*want+0.2)
		}
	}
}

// TestPolygonRow checks exact coverage of the pixels of an upright rectangle.
func TestPolygonRow(t *testing.T) {
	l := list(8, 4, none)
	l.NewPolygons().Add(black, pt(1.25, 1.5), pt(5.1, 1.5), pt(5.1, 3), pt(1.25, 3))
	m := Draw(l, 1)
	for x, want := range []float64{0, 0.75, 1, 1, 1, 0.1, 0, 0} {
		near(t, "half covered row", float64(m.RGBAAt(x, 1).A)/255, want/2, 0.003)
		near(t, "covered row", float64(m.RGBAAt(x, 2).A)/255, want, 0.003)
		near(t, "row below", float64(m.RGBAAt(x, 3).A)/255, 0, 0)
	}
}

func TestPolygonClipped(t *testing.T) {
	l := list(30, 20, none)
	l.NewPolygons().Add(red.Opacity(0.5), pt(-1e9, -1e9), pt(1e9, -1e9), pt(1e9, 1e9), pt(-1e9, 1e9))
	near(t, "ink", alpha(Draw(l, 1)), 30*20*128./255, 0)
}
