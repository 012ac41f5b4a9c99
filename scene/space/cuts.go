package space

import (
	"slices"
	"sort"

	"zscape/compute/grid"
	"zscape/scene"
)

// cuts are the pieces of triangles that level planes cut through: a surface is
// cut at the limits of its Clip, between bands of colour, and at contour levels
// that are not evenly spaced. The pieces of a triangle take its place in the
// order, which stays exact, and two triangles are cut at their common edge in
// the same points, so that no seam opens.
type cuts struct {
	active  bool
	corners []uint32    // three a piece
	from    []uint32    // pieces of triangle t: corners[from[t]:from[t+1]]
	extra   []scene.Vec // vertices beyond the samples, data coordinates
	values  []float64
	lit     []lit   // of all vertices, if they are lit
	band    []int32 // of all vertices, if there are bands; see kind
	region  []int32 // of the samples, see cut
	index   []uint32
}

// mostExtra is how many vertices cutting may add: some 100 MB with all that
// belongs to them. Beyond that, triangles are cut at the limits only.
const mostExtra = 600_000

// planes returns the heights at which s is cut, ascending, and those of them
// that are limits.
func (s *Surface) planes(shaded bool) (all, limits []float64) {
	if s.Clip != nil {
		limits = []float64{s.Clip.Min, s.Clip.Max}
	}
	all = slices.Clone(limits)
	if shaded && s.Bands != nil {
		all = append(all, s.BandsAt...)
	}
	if s.Levels > 0 && s.LevelsAt != nil {
		all = append(all, s.LevelsAt...)
	}
	slices.Sort(all)
	return slices.Compact(all), limits
}

// cut brings the pieces up to date with the samples. The vertices are appended
// to the data of the mesh.
func (s *Surface) cut(d *detail, v *scene.View, shaded, colored bool) {
	c := &d.cuts
	all, limits := s.planes(shaded)
	c.active = len(all) > 0
	c.corners, c.from, c.extra, c.values = c.corners[:0], c.from[:0], c.extra[:0], c.values[:0]
	if !c.active {
		return
	}
	k := knife{s: s, d: d, g: s.Grid, v: v, colored: colored, shaded: shaded, banded: colored && shaded && (s.Bands != nil || s.Unheld != nil)}
	lamp := newLamp(s.Lighting)
	k.flat = lamp.on(scene.Vec{Z: 1})
	nx, width := s.Grid.Nx(), len(d.cols)
	height := s.Grid.Z
	if s.Unheld != nil {
		height = s.Unheld
	}
	// The planes divide space into regions. A triangle with all its corners in
	// one, the usual case, is a piece; it is left out beyond the limits.
	c.region = resize(c.region, len(d.rows)*width)
	if k.banded {
		c.band = resize(c.band, len(d.rows)*width)
	}
	const unsure = -1
	for a, j := range d.rows {
		for b, i := range d.cols {
			z := height[j*nx+i]
			n := a*width + b
			c.region[n] = unsure
			if z-z == 0 && (s.Clip == nil || s.Unheld != nil || s.Clip.Min < z && z < s.Clip.Max) {
				c.region[n] = int32(bandOf(all, z))
			}
			if k.banded {
				c.band[n] = s.kind(z)
			}
		}
	}
	vertex := func(a, b int) spike {
		return spike{uint32(a*width + b), height[d.rows[a]*nx+d.cols[b]]}
	}
	for a := range d.rows {
		pause(v)
		for b := range d.cols {
			last := a == len(d.rows)-1 || b == width-1
			for upper := range 2 {
				c.from = append(c.from, uint32(len(c.corners)))
				if last || d.torn != nil && d.torn.Lost(b, a)>>upper&1 != 0 {
					continue
				}
				p := a*width + b
				q, r := p+1, p+width+1
				if upper == 1 {
					q, r = r, p+width
				}
				if n := c.region[p]; n != unsure && n == c.region[q] && n == c.region[r] {
					c.corners = append(c.corners, uint32(p), uint32(q), uint32(r))
					continue
				}
				tri := [3]spike{vertex(a, b), vertex(a+1, b+1), vertex(a+1, b)}
				if upper == 0 {
					tri = [3]spike{tri[0], vertex(a, b+1), tri[1]}
				}
				planes := all
				if len(c.extra) > mostExtra {
					planes = limits
				}
				k.triangle(tri, planes)
			}
		}
	}
	c.from = append(c.from, uint32(len(c.corners)))
}

// knife cuts triangles.
type knife struct {
	s *Surface
	d *detail
	g *grid.Grid
	v *scene.View

	shaded, colored, banded bool

	flat lit // how a level face is lit

	poly, below, above []spike
}

// spike is a vertex and its height.
type spike struct {
	i uint32
	z float64
}

// triangle appends the pieces of a triangle.
func (k *knife) triangle(t [3]spike, planes []float64) {
	lo, hi := min(t[0].z, t[1].z, t[2].z), max(t[0].z, t[1].z, t[2].z)
	clip := k.s.Clip
	if s := t[0].z + t[1].z + t[2].z; s-s != 0 {
		return
	}
	if clip != nil && k.s.Unheld == nil && (hi < clip.Min || lo > clip.Max) {
		return
	}
	k.poly = append(k.poly[:0], t[:]...)
	first := sort.Search(len(planes), func(n int) bool { return planes[n] > lo })
	bottom := lo
	for _, at := range planes[first:] {
		if at >= hi {
			break
		}
		k.split(at)
		k.piece(k.below, (bottom+at)/2)
		k.poly, k.above = k.above, k.poly
		bottom = at
	}
	k.piece(k.poly, (bottom+hi)/2)
}

// split divides poly at a height into what is below and what is above.
func (k *knife) split(at float64) {
	k.below, k.above = k.below[:0], k.above[:0]
	for n, p := range k.poly {
		q := k.poly[(n+1)%len(k.poly)]
		if p.z <= at {
			k.below = append(k.below, p)
		}
		if p.z >= at {
			k.above = append(k.above, p)
		}
		if p.z < at && at < q.z || q.z < at && at < p.z {
			m := k.between(p, q, at)
			k.below, k.above = append(k.below, m), append(k.above, m)
		}
	}
}

// piece appends a convex piece around height z, if that is to be seen.
func (k *knife) piece(p []spike, z float64) {
	if len(p) < 3 || k.s.Unheld == nil && !k.s.Clip.Contains(z) {
		return
	}
	c := &k.d.cuts
	var corner [8]uint32
	for n, q := range p {
		corner[n] = q.i
		if k.banded {
			corner[n] = k.inBand(q.i, k.s.kind(z))
		}
	}
	for n := 2; n < len(p); n++ {
		c.corners = append(c.corners, corner[0], corner[n-1], corner[n])
	}
}

// at returns the place of a vertex in data coordinates.
func (d *detail) at(g *grid.Grid, i uint32) scene.Vec {
	n := len(d.rows) * len(d.cols)
	if int(i) >= n {
		return d.cuts.extra[int(i)-n]
	}
	row, col := d.rows[int(i)/len(d.cols)], d.cols[int(i)%len(d.cols)]
	return scene.Vec{X: g.X[col], Y: g.Y[row], Z: g.Z[row*g.Nx()+col]}
}

// value returns what the colour of a vertex stands for.
func (k *knife) value(i uint32) float64 {
	if k.s.Values == nil {
		return k.d.at(k.g, i).Z
	}
	d := k.d
	n := len(d.rows) * len(d.cols)
	if int(i) >= n {
		return d.cuts.values[int(i)-n]
	}
	return k.s.Values[d.rows[int(i)/len(d.cols)]*k.g.Nx()+d.cols[int(i)%len(d.cols)]]
}

// between adds the vertex at the given height of the edge from p to q. The
// lower end comes first, so that both triangles at an edge find the same.
func (k *knife) between(p, q spike, z float64) spike {
	if p.z > q.z {
		p, q = q, p
	}
	t := (z - p.z) / (q.z - p.z)
	at := k.d.at(k.g, p.i).Lerp(k.d.at(k.g, q.i), t)
	at.Z = z
	value := z
	if k.s.Values != nil {
		a, b := k.value(p.i), k.value(q.i)
		value = a + t*(b-a)
	}
	d, m, c := k.d, &k.d.data, &k.d.cuts
	mix := func(a []float32) []float32 { return append(a, a[p.i]+float32(t)*(a[q.i]-a[p.i])) }
	m.U, m.V = mix(m.U), mix(m.V)
	m.Level = append(m.Level, narrow(k.s.level(z)))
	c.extra, c.values = append(c.extra, at), append(c.values, value)
	if k.shaded && k.colored {
		c.lit = append(c.lit, c.lit[p.i].mix(c.lit[q.i], float32(t)))
	}
	if k.banded {
		c.band = append(c.band, k.s.kind(z))
	}
	i := uint32(len(d.rows)*len(d.cols) + len(c.extra) - 1)
	if k.colored {
		m.Colors = append(m.Colors, scene.Color{})
		k.paint(i)
	}
	return spike{i, z}
}

// inBand returns vertex i with the colour of a band: itself, or a copy.
func (k *knife) inBand(i uint32, band int32) uint32 {
	d, m, c := k.d, &k.d.data, &k.d.cuts
	if c.band[i] == band {
		return i
	}
	c.extra, c.values = append(c.extra, d.at(k.g, i)), append(c.values, k.value(i))
	m.U, m.V, m.Level = append(m.U, m.U[i]), append(m.V, m.V[i]), append(m.Level, m.Level[i])
	m.Colors = append(m.Colors, scene.Color{})
	c.lit, c.band = append(c.lit, c.lit[i]), append(c.band, band)
	j := uint32(len(m.U) - 1)
	k.paint(j)
	return j
}

// paint gives a vertex its colour.
func (k *knife) paint(i uint32) {
	s, m, c := k.s, &k.d.data, &k.d.cuts
	if !k.shaded {
		m.Colors[i] = k.v.Theme.OnPaper(s.Color(k.value(i)))
		return
	}
	kind := int32(0)
	if k.banded {
		kind = c.band[i]
	}
	m.Colors[i] = s.face(k.value(i), kind, c.lit[i], k.flat)
}

// flatTop marks, in a kind, what is held at a limit.
const flatTop = 1 << 20

// kind returns what decides on the colour of a face around height z: its band
// between levels, and whether it is held at a limit, and flat.
func (s *Surface) kind(z float64) int32 {
	kind := int32(0)
	if s.Bands != nil {
		kind = int32(bandOf(s.BandsAt, z))
	}
	if s.Unheld != nil && !s.Clip.Contains(z) {
		kind += flatTop
	}
	return kind
}

// face returns the colour of a vertex of a face of the given kind. Flat is how
// a level face is lit.
func (s *Surface) face(value float64, kind int32, light, flat lit) scene.Color {
	var c scene.Color
	if s.Bands != nil {
		c = s.Bands[min(int(kind%flatTop), len(s.Bands)-1)]
	} else {
		c = s.Color(value)
	}
	if kind >= flatTop {
		light = flat
	}
	c = light.on(c)
	if s.Opacity > 0 {
		c.A *= s.Opacity
	}
	return c
}

// expand returns the triangles of index, back to front, in pieces.
func (c *cuts) expand(index []uint32) []uint32 {
	if !c.active {
		return index
	}
	c.index = c.index[:0]
	for k := 0; k < len(index); k += 3 {
		t := 2 * index[k] // the lower triangle of the cell, whose second corner is beside the first
		if index[k+1] != index[k]+1 {
			t++
		}
		c.index = append(c.index, c.corners[c.from[t]:c.from[t+1]]...)
	}
	return c.index
}
