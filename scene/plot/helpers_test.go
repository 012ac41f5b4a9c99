package plot

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/scene"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

func uniform(r *rand.Rand, lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

func rectOf(x, y, w, h float64) scene.Rect {
	return scene.Rect{Min: scene.Point{X: x, Y: y}, Max: scene.Point{X: x + w, Y: y + h}}
}

// randomLimits suit a scale, and are anywhere on it.
func randomLimits(r *rand.Rand, s Scale) (lo, hi float64) {
	switch s {
	case Log:
		lo = math.Pow(10, uniform(r, -30, 30))
		return lo, lo * math.Pow(10, math.Exp(uniform(r, -3, 3)))
	case Date:
		lo = uniform(r, -3e9, 6e9)
		return lo, lo + math.Exp(uniform(r, -1, 24))
	}
	span := math.Pow(10, uniform(r, -8, 8))
	lo = uniform(r, -3, 2) * span
	return lo, lo + span
}

// randomFrame is a plot without marks, laid out somewhere.
func randomFrame(r *rand.Rand) (*Plot, *Frame) {
	p := &Plot{
		X: Axis{Label: "x", Scale: Scale(r.IntN(3)), Reversed: r.IntN(4) == 0},
		Y: Axis{Label: "a longer title", Scale: Scale(r.IntN(3)), Reversed: r.IntN(4) == 0},
	}
	if r.IntN(3) == 0 {
		p.Title = "Title"
	}
	p.X.Min, p.X.Max = randomLimits(r, p.X.Scale)
	p.Y.Min, p.Y.Max = randomLimits(r, p.Y.Scale)
	p.Equal = r.IntN(4) == 0
	w, h := 90*math.Exp(uniform(r, 0, 3)), 80*math.Exp(uniform(r, 0, 2.8))
	return p, p.Layout(rectOf(uniform(r, 0, 300), uniform(r, 0, 300), w, h), scene.Look{})
}

// inspect fails if the list holds what no canvas should be given, or a mesh.
func inspect(t *testing.T, what string, l *scene.DisplayList) {
	t.Helper()
	if err := scene.Check(l, 3*max(l.W, l.H)+100); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if n := len(ops[*scene.Mesh](l)); n > 0 {
		t.Errorf("%s: %d meshes", what, n)
	}
}

// ops returns the operations of one kind in l.
func ops[T any](l *scene.DisplayList) (all []T) {
	for _, op := range l.Ops() {
		if v, ok := op.(T); ok {
			all = append(all, v)
		}
	}
	return all
}

// draw records p alone.
func draw(p *Plot, w, h float64) *scene.DisplayList { return picture(p, &scene.Light, w, h) }
