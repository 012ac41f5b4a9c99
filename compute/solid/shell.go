package solid

import (
	"fmt"
	"math"
)

// A Maker makes a body in steps, so that a page with a single thread stays alive
// meanwhile.
type Maker interface {
	// Step works on and reports whether all is done. After an error the Maker is
	// of no more use.
	Step() (done bool, err error)
	Progress() float64 // 0 to 1; it never falls
	Mesh() *Mesh       // nil until all is done
}

// Finish takes all steps of m and returns the body.
func Finish(m Maker) (*Mesh, error) {
	for {
		if done, err := m.Step(); err != nil {
			return nil, err
		} else if done {
			return m.Mesh(), nil
		}
	}
}

// ShellConstruction gives a Sheet a thickness.
//
// A surface that is closed and has an inside, as a sphere or a torus, bounds its
// body itself. Any other is thickened by half the thickness to both sides, along
// the normals of its vertices, and walls stand along its border. A surface with
// one side, as a Möbius band, becomes one with all around it. Curves become
// tubes as thick as that, with flat ends or, if they are closed, none.
//
// Edges of a surface that lie at one place are joined: seams, and the spokes of
// poles. The thickness is not held where a surface bends more sharply than it, and
// bodies that run through each other are left so, as slicers want them. A surface that
// lies upon itself is none: see FundamentalDomain.
type ShellConstruction struct {
	sheet     *Sheet
	thickness float64
	options   Options

	lo, hi [3]float64
	unit   [3]float64
	fabric fabric
	corner joints // the corners of triangles, above and below

	smooth, sharp [][3]uint32
	vertices      [][3]float64

	step int
	mesh *Mesh
}

// NewShell begins the body of s, whose surfaces and curves become thickness mm
// thick. Options.Base does not matter; Options.Size is the longest side of the
// box around s, as of a grid. The least x, y and z of the body are at zero.
//
// s must not change until it is done. NewShell returns a *RangeError, and
// panics if s.Part has not as many elements as there are triangles.
func NewShell(s *Sheet, thickness float64, o Options) (*ShellConstruction, error) {
	if s.Part != nil && len(s.Part) != len(s.Triangles) {
		panic(fmt.Sprintf("solid: %d triangles and %d parts", len(s.Triangles), len(s.Part)))
	}
	if o.Size == 0 {
		o.Size = defaultSize
	}
	if o.Scale == [3]float64{} {
		o.Scale = [3]float64{1, 1, 1}
	}
	if err := check(len(s.Points)+3*len(s.Triangles), thickness, o); err != nil {
		return nil, err
	}
	j := &ShellConstruction{sheet: s, thickness: thickness, options: o}
	j.fabric.pause = o.Pause
	if o.Pause == nil {
		j.fabric.pause = func() {}
	}
	return j, nil
}

// Mesh returns the body, nil until it is done.
func (j *ShellConstruction) Mesh() *Mesh { return j.mesh }

// stages are what a construction does, in about equal times.
var stages = []func(j *ShellConstruction) error{
	(*ShellConstruction).measure,
	func(j *ShellConstruction) error { j.fabric.keep(j.sheet, least*j.options.Size); return nil },
	func(j *ShellConstruction) error { j.fabric.link(); return nil },
	func(j *ShellConstruction) error { j.fabric.sew(least * j.options.Size); return nil },
	func(j *ShellConstruction) error { j.corner.join(&j.fabric); return nil },
	(*ShellConstruction).thicken,
	(*ShellConstruction).complete,
}

// Step goes on and reports whether all is done: with 100 000 triangles it takes
// some 50 ms at most, with Options.Pause called in between. It returns an
// *EmptyError if there is neither a triangle nor a curve, and a *RangeError if
// scales are so extreme that they do not fit the data.
func (j *ShellConstruction) Step() (done bool, err error) {
	if j.mesh != nil {
		return true, nil
	}
	if err := stages[j.step](j); err != nil {
		return false, err
	}
	j.step++
	return j.mesh != nil, nil
}

// Progress returns how much of the work is done, 0 to 1.
func (j *ShellConstruction) Progress() float64 { return float64(j.step) / float64(len(stages)) }

// measure brings the points to mm.
func (j *ShellConstruction) measure() error {
	s := j.sheet
	for a := range j.lo {
		j.lo[a], j.hi[a] = math.Inf(1), math.Inf(-1)
	}
	hold := func(p [3]float64) {
		if !finite(p[0] + p[1] + p[2]) {
			return
		}
		for a, v := range p {
			j.lo[a], j.hi[a] = min(j.lo[a], v), max(j.hi[a], v)
		}
	}
	for _, t := range s.Triangles {
		for _, v := range t {
			hold(s.Points[v])
		}
	}
	for _, c := range s.Curves {
		for _, p := range c {
			hold(p)
		}
	}
	longest := 0.0
	for a, scale := range j.options.Scale {
		longest = max(longest, scale*(j.hi[a]-j.lo[a]))
	}
	if !(longest > 0) {
		return &EmptyError{}
	}
	for a, scale := range j.options.Scale {
		j.unit[a] = scale * (j.options.Size / longest)
		if !(0 < j.unit[a] && j.unit[a] <= math.MaxFloat64) {
			return &RangeError{"scale " + string("xyz"[a]), scale, fitting}
		}
	}
	j.fabric.points = make([][3]float64, len(s.Points))
	for k, p := range s.Points {
		j.fabric.points[k] = j.place(p)
	}
	return nil
}

// place returns a point in mm.
func (j *ShellConstruction) place(p [3]float64) [3]float64 {
	for a := range p {
		p[a] = (p[a] - j.lo[a]) * j.unit[a]
	}
	return p
}

// joints are sets of corners that are one vertex. Every triangle has six, three
// above and three below: of side s, the corner that it runs from is 2s above and
// 2s+1 below.
type joints struct{ root []uint32 }

func (c *joints) of(k uint32) uint32 {
	for c.root[k] != k {
		c.root[k] = c.root[c.root[k]]
		k = c.root[k]
	}
	return k
}

func (c *joints) unite(a, b uint32) {
	if a, b = c.of(a), c.of(b); a != b {
		c.root[max(a, b)] = min(a, b)
	}
}

// join makes corners one that meet along the sides of neighbours. What is above
// goes on below where neighbours do not face the same way.
func (c *joints) join(f *fabric) {
	c.root = make([]uint32, 2*len(f.mate))
	for k := range c.root {
		c.root[k] = uint32(k)
	}
	for k, m := range f.mate {
		f.pause()
		s := side(k)
		if m == alone || m < s {
			continue
		}
		from, to, swap := following(m), m, uint32(0)
		if f.crossed[s] {
			from, to, swap = to, from, 1
		}
		for below := range uint32(2) {
			c.unite(2*s+below, 2*from+below^swap)
			c.unite(2*following(s)+below, 2*to+below^swap)
		}
	}
}

// thicken makes the body of the surfaces.
func (j *ShellConstruction) thicken() error {
	f := &j.fabric
	list, of, turned := f.pieces()
	// Normals of the vertices, by joint.
	normals := make([][3]float64, len(j.corner.root))
	for k, t := range f.triangles {
		f.pause()
		n := cross(sub(f.points[t[1]], f.points[t[0]]), sub(f.points[t[2]], f.points[t[0]]))
		for s := 3 * side(k); s < 3*side(k)+3; s++ {
			up, down := j.corner.of(2*s), j.corner.of(2*s+1)
			for a := range n {
				normals[up][a] += n[a]
				normals[down][a] -= n[a]
			}
		}
	}
	ids := make([]uint32, len(j.corner.root)) // of a joint: its vertex + 1
	vertex := func(s side, below uint32, half float64) uint32 {
		root := j.corner.of(2*s + below)
		if ids[root] == 0 {
			p, _ := f.ends(root / 2)
			at, n := f.points[p], unit(normals[root])
			for a := range at {
				at[a] += half * n[a]
			}
			j.vertices = append(j.vertices, at)
			ids[root] = uint32(len(j.vertices))
		}
		return ids[root] - 1
	}
	half := j.thickness / 2
	for k := range f.triangles {
		f.pause()
		a, p := 3*side(k), &list[of[k]]
		b, c := a+1, a+2
		if p.massive() {
			if turned[k] != (p.volume < 0) {
				j.smooth = append(j.smooth, [3]uint32{vertex(c, 1, 0), vertex(b, 1, 0), vertex(a, 1, 0)})
			} else {
				j.smooth = append(j.smooth, [3]uint32{vertex(a, 0, 0), vertex(b, 0, 0), vertex(c, 0, 0)})
			}
			continue
		}
		j.smooth = append(j.smooth,
			[3]uint32{vertex(a, 0, half), vertex(b, 0, half), vertex(c, 0, half)},
			[3]uint32{vertex(c, 1, half), vertex(b, 1, half), vertex(a, 1, half)})
		for s := a; s <= c; s++ {
			if f.mate[s] != alone {
				continue
			}
			t := following(s)
			up, down := [2]uint32{vertex(s, 0, half), vertex(t, 0, half)}, [2]uint32{vertex(s, 1, half), vertex(t, 1, half)}
			j.sharp = append(j.sharp, [3]uint32{up[1], up[0], down[0]}, [3]uint32{down[0], down[1], up[1]})
		}
	}
	return nil
}

// complete checks the surfaces' body, adds the curves, and moves all to its place.
func (j *ShellConstruction) complete() error {
	build := func() *Mesh {
		return &Mesh{Vertices: j.vertices, Triangles: append(j.smooth, j.sharp...), Smooth: len(j.smooth)}
	}
	pause := j.fabric.pause
	m := build()
	if m.closed(pause) != nil {
		// Too few samples around: two edges have the same ends. Without seams
		// there are none of these.
		j.fabric.rip()
		j.corner.join(&j.fabric)
		j.smooth, j.sharp, j.vertices = nil, nil, nil
		j.thicken()
	}
	for _, c := range j.sheet.Curves {
		j.tubes(c)
	}
	m = build()
	if len(m.Triangles) == 0 {
		return &EmptyError{}
	}
	if err := m.closed(pause); err != nil {
		return err
	}
	for range 3 { // what is moved may meet another
		lo, _ := m.Bounds()
		for k := range m.Vertices {
			m.Vertices[k] = sub(m.Vertices[k], lo)
		}
		if m.separate(pause) == 0 {
			break
		}
	}
	j.mesh, j.fabric, j.corner = m, fabric{}, joints{}
	return nil
}
