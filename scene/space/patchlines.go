package space

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
)

// drawRim records the outlines that are seen, each with the half of its width that
// a mesh does not draw. It takes a while, and waits until the picture rests.
func (s *Patches) drawRim(l *scene.DisplayList, d *patchDetail, v *scene.View, stroke scene.Stroke) {
	rim := Curve{Behind: s, Bare: true, Gone: true, Hint: true, Width: stroke.Width, Color: func(scene.Vec) scene.Color { return stroke.Color }}
	owners := d.ownerOfVertex(d.corners)
	for _, chain := range d.outline() {
		if s.ColorLines && s.Mode != Faces {
			p := d.lattices[owners[chain[0]]].patch
			rim.Color = func(w scene.Vec) scene.Color { return s.color(p, w, v) }
		}
		line := make([]scene.Vec, len(chain))
		for k, n := range chain {
			line[k] = d.place(n)
		}
		rim.Lines = [][]scene.Vec{line}
		rim.Draw(l, v)
	}
}

// gridLines returns the grid lines as lines in space, broken at gaps and, if
// they are coloured, wherever the colour visibly changes.
func (s *Patches) gridLines(d *patchDetail, v *scene.View) (lines [][]scene.Vec, colors []scene.Color) {
	for k := range d.lattices {
		g := &d.lattices[k]
		t := gridTracer{patches: s, patch: g.patch, view: v}
		everyLine(len(g.patch.V), g.rs, func(j int) {
			pause(v)
			t.trace(g.cols, func(i int) (int, int) { return i, j })
		})
		everyLine(len(g.patch.U), g.cs, func(i int) {
			pause(v)
			t.trace(g.rows, func(j int) (int, int) { return i, j })
		})
		lines, colors = append(lines, t.lines...), append(colors, t.colors...)
	}
	return lines, colors
}

// gridTracer collects grid lines of a patch.
type gridTracer struct {
	patches *Patches
	patch   *Patch
	view    *scene.View
	lines   [][]scene.Vec
	colors  []scene.Color

	line []scene.Vec // that is being traced
	now  scene.Color // of line
}

// trace adds the line through the samples that at gives of the numbers along.
func (t *gridTracer) trace(along []int, at func(k int) (i, j int)) {
	p := t.patch
	g := grid.Grid{X: p.U, Y: p.V, Torn: p.Torn}
	parameters := func(k int) [2]float64 { i, j := at(k); return [2]float64{p.U[i], p.V[j]} }
	was := false // there was a sample before
	for n, k := range along {
		i, j := at(k)
		w := p.Points[j*len(p.U)+i]
		is := w.Finite()
		switch {
		case is && was:
			if i0, j0 := at(along[n-1]); g.LostBetween(i0, j0, i, j) {
				t.end()
			}
		case is && n > 0:
			end, _ := p.brink(parameters(k), parameters(along[n-1]), w)
			t.add(end)
		case !is && was:
			end, _ := p.brink(parameters(along[n-1]), parameters(k), t.line[len(t.line)-1])
			t.add(end)
			t.end()
		}
		if is {
			t.add(w)
		}
		was = is
	}
	t.end()
}

func (t *gridTracer) add(w scene.Vec) {
	c := t.view.Theme.Line
	if n := len(t.line); n > 0 {
		if t.patches.ColorLines {
			c = rounded(t.view.Theme.OnPaper(t.patches.color(t.patch, t.line[n-1].Lerp(w, 0.5), t.view)))
		}
		if last := t.line[n-1]; n > 1 && c != t.now {
			t.end()
			t.line = append(t.line, last)
		}
		t.now = c
	}
	t.line = append(t.line, w)
}

func (t *gridTracer) end() {
	if len(t.line) > 1 {
		t.lines, t.colors = append(t.lines, t.line), append(t.colors, t.now)
	}
	t.line = nil
}

// rounded returns c with few enough shades that lines need not be cut where
// nobody sees a change.
func rounded(c scene.Color) scene.Color {
	const shades = 40
	round := func(v float32) float32 { return float32(math.Round(float64(v)*shades)) / shades }
	return scene.Color{R: round(c.R), G: round(c.G), B: round(c.B), A: c.A}
}
