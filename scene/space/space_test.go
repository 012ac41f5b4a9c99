package space

import (
	"math"
	"slices"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
)

// square is sin x + cos y on n x n samples.
func square(n int) *grid.Grid {
	a := make([]float64, n)
	for i := range a {
		a[i] = -3 + 6*float64(i)/float64(n-1)
	}
	g := grid.New(a, slices.Clone(a))
	g.Fill(func(x, y float64) float64 { return math.Sin(x) + math.Cos(y) })
	return g
}

// TestEverythingDrawnIsFinite draws senseless figures of all kinds: whatever
// reaches the canvas has to be finite.
func TestEverythingDrawnIsFinite(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	axis := func(n int) []float64 { return slices.Clone(square(6).X[:n]) }
	all := func(nx, ny int, z ...float64) *grid.Grid {
		g := grid.New(axis(nx), axis(ny))
		for k := range g.Z {
			g.Z[k] = z[k%len(z)]
		}
		return g
	}
	grids := map[string]*grid.Grid{
		"none": grid.New(nil, nil), "one sample": all(1, 1, 1), "one row": all(5, 1, 1, 2), "one column": all(1, 5, 1, 2),
		"all NaN": all(5, 5, nan), "all Inf": all(5, 5, inf, -inf), "flat": all(5, 5, 7), "some": all(6, 5, 1, nan, 2, inf, 3, -inf, 4),
		"tiny": all(5, 5, 5e-324, 0), "huge": all(5, 5, 1e30, -1e30, 1), "2x2": all(2, 2, 1, 2, 3, 4),
	}
	ends := []float64{0, 1, -1, nan, inf, -inf, 1e300, 5e-324, 1e-9}
	r := newRand(19)
	for name, g := range grids {
		for range 300 {
			s := &Surface{Grid: g, Mode: SurfaceMode(r.IntN(5)), Color: gray, ColorLines: r.IntN(2) == 0, Levels: r.IntN(3), LevelStep: 1}
			f := Space{Camera: randomCamera(r), Box: s.Bounds(), Axes: Axes{X: "x", Y: "y", Z: "z"}, Flat: r.IntN(4) == 0}
			if name != "huge" && name != "some" && r.IntN(2) == 0 {
				end := func() float64 { return ends[r.IntN(len(ends))] }
				f.Box = scene.Box{Min: scene.Vec{X: end(), Y: end(), Z: end()}, Max: scene.Vec{X: end(), Y: end(), Z: end()}}
			}
			if name == "huge" && r.IntN(2) == 0 {
				f.Box.Min.Z, f.Box.Max.Z = -1, 1 // which they exceed by far
			}
			for _, v := range []*float64{&f.Camera.Azimuth, &f.Camera.Elevation, &f.Camera.Zoom, &f.Camera.Distance, &f.Camera.Pan.X} {
				if r.IntN(6) == 0 {
					*v = ends[r.IntN(len(ends))]
				}
			}
			bad := []float64{nan, inf, -inf, 0, 1}[r.IntN(5)]
			f.Marks = []Mark{
				s,
				&Contours{Lines: [][]scene.Vec{nil, {{}}, {{Z: bad}, {X: 1, Y: 1, Z: 1}, {X: 2, Y: bad, Z: 2}, {X: 2, Y: 1, Z: 2}, {X: 2, Y: 2, Z: 2}}}, Floor: r.IntN(2) == 0},
				&Contours{},
				&ColorBar{Min: 0, Max: bad, Color: gray, Title: "t"}, &ColorBar{Min: bad, Max: 2, Color: gray, Levels: []float64{1, bad}},
				&ProgressBar{Fraction: bad}, &Probe{At: scene.Vec{Z: bad}, Grid: g, Label: "l"},
			}
			if r.IntN(4) == 0 {
				f.Marks = f.Marks[:r.IntN(2)]
			}
			w, h := []float64{640, 1, 0, 100}[r.IntN(4)], []float64{480, 1, 0, 2000}[r.IntN(4)]
			var l scene.DisplayList
			f.Draw(&l, w, h)
			if err := scene.Check(&l, 0); err != nil {
				t.Errorf("%s, %vx%v, flat %v, mode %v, bad %v, box %v, %+v: %v", name, w, h, f.Flat, s.Mode, bad, f.Box, f.Camera, err)
			}
			if t.Failed() {
				break
			}
		}
	}
}

func TestLayers(t *testing.T) {
	s := &Surface{Grid: grid81x61(), Mode: Hidden}
	floor := &Contours{Lines: [][]scene.Vec{{{X: -3, Y: -4}, {X: 3, Y: 4}}}, Floor: true, Stroke: scene.Stroke{Color: scene.Hex(1), Width: 3.25}}
	above := &Contours{Lines: [][]scene.Vec{{{X: -3, Y: -4, Z: 1}, {X: 3, Y: 4, Z: 1}}}, Stroke: scene.Stroke{Color: scene.Hex(1), Width: 3.5}}
	f := Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Marks: []Mark{above, s, floor}}
	for _, perspective := range []bool{false, true} {
		for _, c := range []struct {
			elevation float64
			below     bool
		}{{30, false}, {90, false}, {0, false}, {-30, true}, {-90, true}} {
			f.Camera.Elevation, f.Camera.Perspective, f.Camera.Distance = c.elevation, perspective, 3
			var l scene.DisplayList
			f.Draw(&l, 640, 480)
			at := map[string]int{}
			for k, op := range l.Ops() {
				switch op := op.(type) {
				case *scene.Mesh:
					at["mesh"] = k + 1
				case *scene.Polylines:
					switch op.Stroke.Width {
					case 3.25:
						at["floor"] = k + 1
					case 3.5:
						at["above"] = k + 1
					}
				}
			}
			if len(at) != 3 || (at["floor"] > at["mesh"]) != c.below || at["above"] < at["mesh"] {
				t.Errorf("elevation %v, perspective %v: drawn in the order %v", c.elevation, perspective, at)
			}
		}
	}
	if f.Marks[0] != Mark(above) {
		t.Error("Draw sorted the caller's marks")
	}
}

// TestFlat is a plot on paper: it fills the picture less its margins, x to the
// right and y up.
func TestFlat(t *testing.T) {
	f := Space{Flat: true, Box: scene.Box{Max: scene.Vec{X: 10, Y: 1, Z: 1}}, Camera: scene.Camera{Azimuth: 17, Elevation: 5, Roll: 3, Zoom: 1}}
	v := f.View(scene.Rect{Max: scene.Point{X: 640, Y: 480}}, scene.Look{})
	margin := 3.4 * scene.Light.TextSize
	a, _ := v.Project(scene.Vec{Z: 0.5})
	b, _ := v.Project(scene.Vec{X: 10, Y: 1, Z: 0.5})
	want := scene.Rect{Max: scene.Point{X: 640, Y: 480}}.Inset(margin)
	if d := a.Sub(scene.Point{X: want.Min.X, Y: want.Max.Y}).Norm() + b.Sub(scene.Point{X: want.Max.X, Y: want.Min.Y}).Norm(); d > 0.01 {
		t.Errorf("corners at %v and %v, want %v", a, b, want)
	}
}
