package lineart

import (
	"math"
	"testing"

	"zscape/scene"
	"zscape/scene/space"
)

// Of a ball's grid lines those on the near side stay, and no others but for what
// its facets show beyond the outline.
func TestSolid(t *testing.T) {
	ball := space.Patch{}
	for i := range 49 {
		ball.U = append(ball.U, 2*math.Pi*float64(i)/48)
	}
	for j := range 25 {
		ball.V = append(ball.V, math.Pi*float64(j)/24)
	}
	for _, v := range ball.V {
		for _, u := range ball.U {
			ball.Points = append(ball.Points, scene.Vec{X: math.Sin(v) * math.Cos(u), Y: math.Sin(v) * math.Sin(u), Z: math.Cos(v)})
		}
	}
	ball.RowStride, ball.ColStride = 4, 4
	one := scene.Vec{X: 1, Y: 1, Z: 1}
	panel := &space.Space{Camera: scene.DefaultCamera, Box: scene.Box{Min: one.Scale(-1), Max: one}, Aspect: one, Axes: space.Axes{Hidden: true},
		Marks: []space.Mark{&space.Patches{List: []space.Patch{ball}, Mode: space.Hidden}}}
	var l scene.DisplayList
	(&scene.Figure{Panels: []scene.Panel{panel}}).Draw(&l, 600, 600)
	v := panel.View(scene.Rect{Max: scene.Point{X: 600, Y: 600}}, scene.Look{})
	eye, _ := v.Eye()

	// How long the lines are on the screen in all, and of that in front.
	all, near := 0.0, 0.0
	add := func(f func(s float64) scene.Vec) {
		const n = 2000
		for k := range n {
			p, q := f(float64(k)/n), f(float64(k+1)/n)
			a, _ := v.Project(p)
			b, _ := v.Project(q)
			d := b.Sub(a).Norm()
			all += d
			if p.Dot(eye) > 0 {
				near += d
			}
		}
	}
	for k := 0; k < 48; k += 4 {
		add(func(s float64) scene.Vec {
			return scene.Vec{X: math.Sin(math.Pi*s) * math.Cos(ball.U[k]), Y: math.Sin(math.Pi*s) * math.Sin(ball.U[k]), Z: math.Cos(math.Pi * s)}
		})
	}
	for k := 4; k < 24; k += 4 {
		add(func(s float64) scene.Vec {
			return scene.Vec{X: math.Sin(ball.V[k]) * math.Cos(2*math.Pi*s), Y: math.Sin(ball.V[k]) * math.Sin(2*math.Pi*s), Z: math.Cos(ball.V[k])}
		})
	}
	// The meridian where the ball closes is there twice.
	add(func(s float64) scene.Vec {
		return scene.Vec{X: math.Sin(math.Pi * s), Z: math.Cos(math.Pi * s)}
	})

	drawn := 0.0
	for _, op := range Resolve(&l).Ops() {
		if p, ok := op.(*scene.Polylines); ok {
			for k := range p.Len() {
				line := p.At(k)
				for n := 1; n < len(line); n++ {
					drawn += line[n].Sub(line[n-1]).Norm()
				}
			}
		}
	}
	if math.Abs(drawn-near) > 0.06*near || all < 1.5*near {
		t.Errorf("lines of length %v are drawn, want %v of %v", drawn, near, all)
	}
}
