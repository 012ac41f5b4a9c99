package svg

import "zscape/scene"

// spot is a place on the screen: vertices at one place are one corner.
type spot struct{ x, y float32 }

// areas returns the areas of one colour that the faces of m make up, each as
// closed outlines, and their colours in order of appearance. ok is false unless
// all faces show the same side, so that none covers another, and each is
// opaque and of one colour.
//
// Walking round each triangle of an area in the same sense, an edge that is
// passed in both directions lies inside; the others are the outline.
func areas(m *scene.Mesh, pause func()) (colors []scene.Color, outlines [][][]spot, ok bool) {
	side := 0
	for k := 0; k+3 <= len(m.Index); k += 3 {
		t := [3]uint32(m.Index[k:])
		c := m.Colors[t[0]]
		if c.A < 1 || m.Colors[t[1]] != c || m.Colors[t[2]] != c {
			return nil, nil, false
		}
		a := area(m, t)
		switch {
		case a > 0 && side >= 0:
			side = 1
		case a < 0 && side <= 0:
			side = -1
		case a != 0:
			return nil, nil, false
		}
	}
	at := map[scene.Color]int{}
	var borders []*border
	for k := 0; k+3 <= len(m.Index); k += 3 {
		pause()
		t := [3]uint32(m.Index[k:])
		c := m.Colors[t[0]]
		n, known := at[c]
		if !known {
			n = len(colors)
			at[c], colors, borders = n, append(colors, c), append(borders, &border{open: map[[2]spot]int{}})
		}
		for j := range t {
			p, q := t[j], t[(j+1)%3]
			borders[n].add(spot{m.X[p], m.Y[p]}, spot{m.X[q], m.Y[q]})
		}
	}
	for _, b := range borders {
		outlines = append(outlines, b.outlines(pause))
	}
	return colors, outlines, true
}

// border is the edges around the triangles of an area.
type border struct {
	edges [][2]spot       // in order of appearance,
	open  map[[2]spot]int // and how many of each are not passed backwards
}

func (b *border) add(p, q spot) {
	if p == q {
		return
	}
	if back := [2]spot{q, p}; b.open[back] > 0 {
		b.open[back]--
		return
	}
	e := [2]spot{p, q}
	b.open[e]++
	b.edges = append(b.edges, e)
}

// outlines joins the edges to closed lines.
func (b *border) outlines(pause func()) [][]spot {
	next := map[spot][]spot{}
	for _, e := range b.edges {
		pause()
		if b.open[e] > 0 {
			b.open[e]--
			next[e[0]] = append(next[e[0]], e[1])
		}
	}
	var all [][]spot
	for _, e := range b.edges {
		for len(next[e[0]]) > 0 {
			var line []spot
			for p := e[0]; len(next[p]) > 0; {
				pause()
				line = append(line, p)
				out := next[p]
				next[p] = out[1:]
				p = out[0]
			}
			if line = straightened(line); len(line) >= 3 {
				all = append(all, line)
			}
		}
	}
	return all
}

// straightened leaves out the corners of a closed line at which it goes straight on.
func straightened(line []spot) []spot {
	const slack = 1e-3 // screen units off the straight line
	out := line[:0:0]
	for k, p := range line {
		a, b := line[(k+len(line)-1)%len(line)], line[(k+1)%len(line)]
		ux, uy := float64(p.x-a.x), float64(p.y-a.y)
		vx, vy := float64(b.x-p.x), float64(b.y-p.y)
		cross := ux*vy - uy*vx
		if dot := ux*vx + uy*vy; dot > 0 && cross*cross < slack*slack*min(ux*ux+uy*uy, vx*vx+vy*vy) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// areas prints the areas of a mesh that lies flat before the eye, if it does.
func (c canvas) areas(m *scene.Mesh) (done bool) {
	colors, outlines, ok := areas(m, c.pause)
	if !ok {
		return false
	}
	for k, color := range colors {
		var d path
		for _, line := range outlines[k] {
			c.pause()
			points := make([]scene.Point, len(line))
			for n, p := range line {
				points[n] = scene.Point{X: float64(p.x), Y: float64(p.y)}
			}
			d.polygon(points)
		}
		c.path(&d, append(fill(color), paint("stroke", color)...)...)
	}
	return true
}
