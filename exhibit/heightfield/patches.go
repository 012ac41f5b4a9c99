package heightfield

import (
	"math"

	"zscape/compute/contour"
	"zscape/compute/grid"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
)

// patches is what there is as space.Patches draws it: several surfaces, or one
// with gaps.
type patches struct {
	drawn   bool // in place of the mark of a height field alone
	mark    space.Patches
	names   []string
	heights []func(x, y float64) float64 // z of x and y; nil of what is no height field
	curves  []space.Curve
	key     space.Legend
}

// mostTrimmed is how many samples a height field with gaps may have to be drawn
// with the gaps' exact edges.
const mostTrimmed = 250_000

// needsPatches reports whether m is to be drawn as patches. Infinite samples of a
// surface that is cut off at poles are beyond its limits, as others are.
func needsPatches(m *samples, shown *grid.Grid, cut bool) bool {
	if m.pieces != nil {
		return true
	}
	if len(shown.Z) > mostTrimmed {
		return false
	}
	for _, z := range shown.Z {
		if z != z || !cut && math.IsInf(z, 0) {
			return true
		}
	}
	return false
}

// update brings the patches, if they are needed, to m, of whose fields that of the
// Source flows. Beyond the limits of a there is nothing or, with clamp, they are flat. It
// calls rest now and then.
func (p *patches) update(m *samples, shown *flow, a *zAxis, clamp bool, rest func()) {
	if p.drawn = needsPatches(m, &shown.grid, a.limits.cut()); !p.drawn {
		return
	}
	p.mark.List, p.names, p.heights = p.mark.List[:0], p.names[:0], p.heights[:0]
	b := patchMaker{axis: a, domain: m.domain(), clamp: clamp}
	if f := &m.field; !m.noField() {
		p.add(f.name, b.field(&shown.grid, f.sector, shown.at, shown.begun()), shown.at)
	}
	for k := range m.others {
		rest()
		f := &m.others[k]
		p.add(f.name, b.field(&f.grid, f.sector, f.At, false), f.At)
	}
	for k := range m.surfaces {
		rest()
		p.add(m.surfaces[k].name, b.surface(&m.surfaces[k]), nil)
	}
}

func (p *patches) add(name string, q space.Patch, height func(x, y float64) float64) {
	q.Series = len(p.mark.List)
	p.mark.List = append(p.mark.List, q)
	p.names, p.heights = append(p.names, name), append(p.heights, height)
}

// patchMaker makes patches of samples.
type patchMaker struct {
	axis   *zAxis
	domain *Domain // of fields
	clamp  bool    // at the limits
}

// height returns where z is drawn, NaN for nowhere.
func (b *patchMaker) height(z float64) float64 {
	const slack = 1e-9
	r := b.axis.box()
	if z = b.axis.height(z); b.clamp {
		return max(r.lo, min(z, r.hi)) // NaN stays
	}
	if d := slack * (r.hi - r.lo); !(r.lo-d <= z && z <= r.hi+d) {
		return math.NaN()
	}
	return z
}

func (b *patchMaker) torn(g *grid.Grid) []grid.Tear {
	if b.clamp {
		return tornWithin(g, b.axis.limits.zRange)
	}
	return g.Torn
}

// field returns the patch of a height field: over the sector, if there is a domain,
// or else over g. A field that flows into another is not what the samples of its
// sector are.
func (b *patchMaker) field(g, sector *grid.Grid, at func(x, y float64) float64, flows bool) space.Patch {
	if d := b.domain; d != nil {
		q := space.Patch{U: d.U, V: d.V, Torn: b.torn(sector), Points: make([]scene.Vec, 0, len(sector.Z))}
		q.At = func(u, v float64) scene.Vec {
			x, y := d.Place(u, v)
			return scene.Vec{X: x, Y: y, Z: b.height(at(x, y))}
		}
		for j, v := range q.V {
			for i, u := range q.U {
				x, y := d.Place(u, v)
				z := sector.At(i, j)
				if flows {
					z = at(x, y)
				}
				q.Points = append(q.Points, scene.Vec{X: x, Y: y, Z: b.height(z)})
			}
		}
		return q
	}
	g = coarse(g)
	q := space.Patch{U: g.X, V: g.Y, Field: true, Torn: b.torn(g), Points: make([]scene.Vec, len(g.Z))}
	q.At = func(x, y float64) scene.Vec { return scene.Vec{X: x, Y: y, Z: b.height(at(x, y))} }
	for j, y := range g.Y {
		for i, x := range g.X {
			k := j*len(g.X) + i
			q.Points[k] = scene.Vec{X: x, Y: y, Z: b.height(g.Z[k])}
		}
	}
	return q
}

// surface returns the patch of a surface of u and v. Towards a pole, it ends about
// where its samples do.
func (b *patchMaker) surface(q *shape) space.Patch {
	const more = 0.03
	around := grownBy(more, q.box)
	return space.Patch{U: q.u, V: q.v, Points: b.axis.place(q.shown()), Torn: q.torn, At: func(u, v float64) scene.Vec {
		p := q.at(u, v)
		if around.Union(scene.Box{Min: p, Max: p}) != around {
			p.Z = math.NaN()
		}
		p.Z = b.axis.height(p.Z)
		return p
	}}
}

// coarse returns g, or if it has more samples along an axis than are drawn of
// patches fewer of them, with the first and the last.
func coarse(g *grid.Grid) *grid.Grid {
	const most = 500
	every := func(n int) (list []int) {
		step := (n + most - 1) / most
		for k := 0; k < n-1; k += step {
			list = append(list, k)
		}
		return append(list, n-1)
	}
	if g.Nx() <= most && g.Ny() <= most {
		return g
	}
	return g.Thin(every(g.Nx()), every(g.Ny()))
}

// ownColors reports whether each of several pieces of m has a colour of its own, so
// that colours do not say heights.
func (p *patches) ownColors(st exhibit.State, m *samples) bool {
	return m.pieces != nil && len(p.mark.List)+len(m.curves) > 1 && st.Text("parts") == "own"
}

// marks returns the marks of the patches, and of the curves of m.
func (p *patches) marks(st exhibit.State, m *samples, c *coloring, style *style) []space.Mark {
	mark, own, color := &p.mark, p.ownColors(st, m), style.color
	mark.Version, mark.Mode, mark.ColorLines = style.version, style.mode, style.colorLines
	for k := range mark.List {
		q := &mark.List[k]
		q.RowStride, q.ColStride, q.Color = style.rowStride, style.colStride, nil
		if !own {
			height := p.heights[k]
			q.Color = func(p scene.Vec) scene.Color { return color(c.at(p, height)) }
		}
	}
	mark.Lighting, mark.Opacity = &style.light, style.opacity
	if mark.Bands, mark.BandsAt = style.bands, style.bandsAt; own {
		mark.Bands, mark.BandsAt = nil, nil
	}
	mark.LevelsAt = nil
	if style.contoured {
		mark.LevelsAt, mark.Trace = style.levels.drawn, style.trace
	}
	marks := []space.Mark{mark}
	if mark.Meet = m.pieces != nil && st.On("meet"); m.pieces == nil {
		return marks
	}
	p.curves = p.curves[:0]
	for k := range m.curves {
		curve := space.Curve{Lines: m.curves[k].lines(&c.axis), Width: 2.6, Behind: mark, Series: len(mark.List) + k}
		if !own {
			curve.Color = func(p scene.Vec) scene.Color { return color(p.Z) }
		}
		p.curves = append(p.curves, curve)
	}
	for k := range p.curves {
		marks = append(marks, &p.curves[k])
	}
	if own {
		p.key.Entries = p.key.Entries[:0]
		for k, name := range p.names {
			p.key.Entries = append(p.key.Entries, space.KeyEntry{Name: name, Series: k})
		}
		for k := range m.curves {
			p.key.Entries = append(p.key.Entries, space.KeyEntry{Name: m.curves[k].name, Series: len(p.names) + k})
		}
		marks = append(marks, &p.key)
	}
	return marks
}

// isolines returns the contour lines of all patches, at their heights, and on the
// ground those of the first, if it is the Source's height field.
func (p *patches) isolines(levels []float64, isField bool) (ground []contour.Line, raised [][]scene.Vec) {
	for _, line := range p.mark.Isolines(levels) {
		raised = append(raised, line.Points)
		if line.Patch > 0 || !isField {
			continue
		}
		points := make([][2]float64, len(line.Points))
		for k, p := range line.Points {
			points[k] = [2]float64{p.X, p.Y}
		}
		ground = append(ground, contour.Line{Level: line.Level, Points: points})
	}
	return ground, raised
}
