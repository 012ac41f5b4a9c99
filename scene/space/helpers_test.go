package space

import (
	"math"
	"math/rand/v2"

	"zscape/compute/grid"
	"zscape/scene"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func uniform(r *rand.Rand, lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

// randomCamera looks from anywhere; one time in three exactly along an axis,
// level, or from straight above or below.
func randomCamera(r *rand.Rand) scene.Camera {
	c := scene.Camera{
		Azimuth: uniform(r, -180, 180), Elevation: uniform(r, -90, 90), Roll: uniform(r, -180, 180),
		Zoom: uniform(r, 0.5, 4), Pan: scene.Point{X: uniform(r, -0.5, 0.5), Y: uniform(r, -0.5, 0.5)},
		Perspective: r.IntN(2) == 0, Distance: uniform(r, scene.MinDistance, 3),
	}
	if r.IntN(3) == 0 {
		c.Oblique, c.Receding = uniform(r, 0, 1.2), uniform(r, -180, 180)
	}
	if r.IntN(3) == 0 {
		c.Azimuth = 90 * float64(r.IntN(4))
	}
	switch r.IntN(6) {
	case 0:
		c.Elevation = 0
	case 1:
		c.Elevation = 90 * float64(2*r.IntN(2)-1)
	}
	return c
}

// randomAxis returns n ascending numbers, evenly spaced or not at all so.
func randomAxis(r *rand.Rand, n int, even bool) []float64 {
	a := make([]float64, n)
	at, step := uniform(r, -5, 5), math.Exp(uniform(r, -2, 2))
	for i := range a {
		a[i] = at
		if even {
			at += step
		} else {
			at += step * math.Exp(uniform(r, -1.5, 1.5))
		}
	}
	return a
}

// randomGrid is rough or smooth, with or without gaps.
func randomGrid(r *rand.Rand, nx, ny int) *grid.Grid {
	even := r.IntN(2) == 0
	g := grid.New(randomAxis(r, nx, even), randomAxis(r, ny, even))
	size := math.Exp(uniform(r, -3, 3))
	switch r.IntN(3) {
	case 0:
		g.Fill(func(x, y float64) float64 { return size * r.Float64() })
	case 1:
		g.Fill(func(x, y float64) float64 { return size * (math.Sin(x) + math.Cos(y)) })
	case 2:
		g.Fill(func(x, y float64) float64 { return size * x * y })
	}
	if r.IntN(3) == 0 {
		for k := range g.Z {
			if r.IntN(8) == 0 {
				g.Z[k] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[r.IntN(3)]
			}
		}
	}
	return g
}

// tornGrid is a randomGrid that is, one time in three, torn here and there.
func tornGrid(r *rand.Rand, nx, ny int) *grid.Grid {
	g := randomGrid(r, nx, ny)
	if r.IntN(3) == 0 {
		for range r.IntN(nx + ny) {
			g.Tear(r.IntN(nx), r.IntN(ny), grid.Tear(1+r.IntN(7)))
		}
	}
	return g
}

// grid81x61 is the bivariate normal density with covariance [2 1; 1 2].
func grid81x61() *grid.Grid {
	x, y := make([]float64, 61), make([]float64, 81)
	for i := range x {
		x[i] = -3 + float64(i)/10
	}
	for j := range y {
		y[j] = -4 + float64(j)/10
	}
	g := grid.New(x, y)
	g.Fill(func(x, y float64) float64 { return 0.09188814923696535 * math.Exp(-(x*x-x*y+y*y)/3) })
	return g
}

// gray is a colour at any height, NaN too.
func gray(z float64) scene.Color {
	if z-z != 0 {
		z = 0
	}
	return scene.Color{R: float32(0.5 + math.Atan(z)/4), G: 0.5, B: 0.5, A: 1}
}

// meshes returns the meshes that l holds.
func meshes(l *scene.DisplayList) (all []*scene.Mesh) {
	for _, op := range l.Ops() {
		if m, ok := op.(*scene.Mesh); ok {
			all = append(all, m)
		}
	}
	return all
}

// polylines returns the sets of polylines that l holds.
func polylines(l *scene.DisplayList) (all []*scene.Polylines) {
	for _, op := range l.Ops() {
		if p, ok := op.(*scene.Polylines); ok {
			all = append(all, p)
		}
	}
	return all
}

// texts returns the texts that l holds.
func texts(l *scene.DisplayList) (all []*scene.Text) {
	for _, op := range l.Ops() {
		if t, ok := op.(*scene.Text); ok {
			all = append(all, t)
		}
	}
	return all
}

// Draw records s alone as a picture of w x h screen units.
func (s *Space) Draw(l *scene.DisplayList, w, h float64) {
	f := scene.Figure{Panels: []scene.Panel{s}}
	f.Draw(l, w, h)
}
