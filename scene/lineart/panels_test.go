package lineart

import (
	"math"
	"slices"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/space"
)

// space is a panel with axes and a surface, if g is not nil, under a line that
// the surface hides in part when it is seen from above.
func spaceOf(azimuth, elevation float64, g *grid.Grid) *space.Space {
	s := &space.Space{Camera: camera(azimuth, elevation), Box: cube(1), Axes: space.Axes{X: "x"}}
	s.Marks = []space.Mark{&space.Wires{Lines: [][]scene.Vec{{{X: -1, Y: 0.3, Z: -0.9}, {X: 1, Y: 0.3, Z: -0.9}}}}}
	if g != nil {
		s.Marks = append(s.Marks, &space.Surface{Grid: g, Mode: space.Hidden, RowStride: 3, ColStride: 3})
	}
	return s
}

// shifted returns the lengths and the ends of all lines of the list, less by the given distance to the right.
func shifted(l *scene.DisplayList, by float64) [][5]float64 {
	var all [][5]float64
	for _, op := range l.Ops() {
		p, ok := op.(*scene.Polylines)
		if !ok {
			continue
		}
		for k := range p.Len() {
			q := p.At(k)
			a, b := q[0], q[len(q)-1]
			all = append(all, [5]float64{length(q), a.X - by, a.Y, b.X - by, b.Y})
		}
	}
	return all
}

// Panels side by side are what each of them is alone: their cameras differ,
// and what is in one hides nothing in another.
func TestPanels(t *testing.T) {
	hill := sample(cube(0.7), 25, 25, bumps)
	flat := sample(cube(0.7), 13, 13, func(x, y float64) float64 { return 0.2 * x })
	panels := []*space.Space{spaceOf(-60, 30, hill), spaceOf(130, 62, nil), spaceOf(20, -35, flat)}
	panels[2].Camera.Perspective = true
	const w, h = 400, 380
	f := scene.Figure{Arrange: func(r scene.Rect) []scene.Rect { return scene.TileColumns(r, len(panels), len(panels)) }}
	var apart [][5]float64
	for k, p := range panels {
		alone := scene.Figure{Panels: []scene.Panel{p}}
		l := new(scene.DisplayList)
		alone.Draw(l, w, h)
		lines := shifted(Resolve(l), 0)
		if p.Marks[len(p.Marks)-1] == p.Marks[0] {
			if got := len(shifted(l, 0)); got != len(lines) {
				t.Errorf("without a surface, %d lines became %d", got, len(lines))
			}
		}
		if len(lines) < 10 {
			t.Fatalf("panel %d has %d lines", k, len(lines))
		}
		apart = append(apart, lines...)
		f.Panels = append(f.Panels, p)
	}
	l := new(scene.DisplayList)
	f.Draw(l, w*float64(len(panels)), h)
	var together [][5]float64
	out := Resolve(l)
	part, n := new(scene.DisplayList), -1
	for k := 0; k <= len(out.Ops()); k++ { // by panels, which begin with a clip
		if k < len(out.Ops()) {
			if _, ok := out.Ops()[k].(*scene.Rect); !ok {
				if p, ok := out.Ops()[k].(*scene.Polylines); ok {
					part.Polylines(p)
				}
				continue
			}
		}
		together = append(together, shifted(part, w*float64(n))...)
		part.Reset(w, h, scene.Color{})
		n++
	}
	if len(together) != len(apart) {
		t.Fatalf("%d lines together, %d apart", len(together), len(apart))
	}
	for k, a := range apart {
		for i, v := range together[k] {
			if math.Abs(v-a[i]) > exact {
				t.Fatalf("line %d is %v together, %v apart", k, together[k], a)
			}
		}
	}
}

// Each eye of a stereo picture has its own hidden lines: the same as if the
// other were closed.
func TestEyes(t *testing.T) {
	hill := sample(cube(0.9), 25, 25, bumps)
	for _, perspective := range []bool{false, true} {
		p := spaceOf(-60, 25, hill)
		p.Camera.Stereo, p.Camera.Perspective, p.Camera.Distance = 12, perspective, 1.5
		f := scene.Figure{Panels: []scene.Panel{p}}
		l := new(scene.DisplayList)
		f.Draw(l, 500, 400)
		split := func(l *scene.DisplayList) (eyes [3]*scene.DisplayList) {
			for k := range eyes {
				eyes[k] = new(scene.DisplayList)
				eyes[k].Reset(l.W, l.H, l.Background)
			}
			now := scene.AllChannels
			for _, op := range l.Ops() {
				switch op := op.(type) {
				case scene.Channels:
					now = op
				case *scene.Polylines:
					eyes[now].Polylines(op)
				case *scene.Mesh:
					eyes[now].Mesh(op)
				}
			}
			return eyes
		}
		alone, both := split(l), split(Resolve(l))
		for _, eye := range []scene.Channels{scene.RedChannel, scene.CyanChannels} {
			want, got := shifted(Resolve(alone[eye]), 0), shifted(both[eye], 0)
			if !slices.Equal(got, want) || len(got) < 30 {
				t.Errorf("perspective %v, eye %v: %d lines, alone %d", perspective, eye, len(got), len(want))
			}
		}
		if slices.Equal(shifted(both[1], 0), shifted(both[2], 0)) {
			t.Error("both eyes see the same")
		}
	}
}
