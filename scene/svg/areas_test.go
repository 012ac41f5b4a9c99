package svg

import (
	"math"
	"slices"
	"strings"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/space"
)

// flatMesh returns the mesh of filled contours of g from straight above, drawn
// in a square of size screen units.
func flatMesh(g *grid.Grid, at []float64, size float64) *scene.Mesh {
	bands := make([]scene.Color, len(at)+1)
	for k := range bands {
		bands[k] = scene.Color{R: float32(k) / 16, A: 1}
	}
	s := &space.Surface{Grid: g, Mode: space.Smooth, Bands: bands, BandsAt: at, Lighting: &space.Lighting{Ambient: 1},
		Color: func(float64) scene.Color { return scene.Color{A: 1} }}
	panel := &space.Space{Camera: scene.DefaultCamera, Flat: true, Box: s.Bounds(), Marks: []space.Mark{s}, Axes: space.Axes{Hidden: true}}
	l := new(scene.DisplayList)
	f := scene.Figure{Panels: []scene.Panel{panel}}
	f.Draw(l, size, size)
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			m.Grid, m.Contour = scene.Stroke{}, scene.Stroke{}
			return m
		}
	}
	return nil
}

// shoelace returns the area within closed lines; holes count negative.
func shoelace(lines [][]spot) float64 {
	sum := 0.0
	for _, line := range lines {
		for k, p := range line {
			q := line[(k+1)%len(line)]
			sum += float64(p.x)*float64(q.y) - float64(q.x)*float64(p.y)
		}
	}
	return math.Abs(sum) / 2
}

// The areas of a bowl are rings, of known size, each with one hole.
func TestAreas(t *testing.T) {
	axis := grid.Linspace(-1, 1, 121)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return x*x + y*y })
	at := []float64{0.09, 0.25, 0.81}
	m := flatMesh(g, at, 600)
	colors, outlines, ok := areas(m, func() {})
	if !ok || len(colors) != 4 {
		t.Fatalf("%d areas, %v", len(colors), ok)
	}
	lo, hi := slices.Min(m.X), slices.Max(m.X)
	unit := math.Pow(float64(hi-lo)/2, 2)
	for k, c := range colors {
		band := int(math.Round(float64(16 * c.R)))
		want := []float64{0.09 * math.Pi, 0.16 * math.Pi, 0.56 * math.Pi, 4 - 0.81*math.Pi}[band]
		if got := shoelace(outlines[k]) / unit; math.Abs(got-want) > 2e-3 {
			t.Errorf("band %d has area %v, want %v", band, got, want)
		}
		if n := len(outlines[k]); n != []int{1, 2, 2, 2}[band] {
			t.Errorf("band %d has %d outlines", band, n)
		}
	}
}

// Gaps are left out; together the areas are as large as the mesh.
func TestAreasWithGaps(t *testing.T) {
	axis := grid.Linspace(-1, 1, 21)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 {
		if math.Hypot(x-0.3, y) < 0.25 {
			return math.NaN()
		}
		return math.Sin(5*x) * math.Cos(4*y)
	})
	m := flatMesh(g, []float64{-0.5, 0, 0.1, 0.7}, 500)
	_, outlines, ok := areas(m, func() {})
	if !ok {
		t.Fatal("a flat mesh has no areas")
	}
	got, want := 0.0, 0.0
	for _, lines := range outlines {
		got += shoelace(lines)
	}
	for k := 0; k < len(m.Index); k += 3 {
		want += math.Abs(float64(area(m, [3]uint32(m.Index[k:])))) / 2
	}
	if math.Abs(got-want) > 1e-3*want {
		t.Errorf("areas of %v, the mesh has %v", got, want)
	}
}

// What may cover itself is drawn face by face.
func TestAreasOnlyIfFlat(t *testing.T) {
	axis := grid.Linspace(-2, 2, 21)
	g := grid.New(axis, axis)
	g.Fill(func(x, y float64) float64 { return math.Sin(3*x) + math.Cos(3*y) })
	m := flatMesh(g, []float64{0}, 300)
	m.X = slices.Clone(m.X)
	for k := range m.X {
		m.X[k] += 90 * float32(math.Sin(float64(m.Y[k])/8+float64(k))) // crumpled
	}
	if _, _, ok := areas(m, func() {}); ok {
		t.Error("a crumpled mesh has areas")
	}
	var b strings.Builder
	l := new(scene.DisplayList)
	l.Reset(300, 300, scene.Color{A: 1})
	l.Mesh(m)
	if err := Write(&b, l, Options{}); err != nil || strings.Count(b.String(), "<path") < 400 {
		t.Errorf("%d paths, %v", strings.Count(b.String(), "<path"), err)
	}
}
