package solid

import (
	"fmt"
	"math"

	"zscape/compute/grid"
	"zscape/compute/lang"
)

// Base is the shape of the side that is not seen.
type Base int

const (
	// Flat is a plane below the lowest point of the surface.
	Flat Base = iota

	// Shell is the surface itself, moved down. Its thickness is measured along
	// z; where the surface is steep, the shell is thinner across.
	Shell
)

// Options say how to make a body. The zero value is a body 100 mm long in the
// proportions of the data, on a flat base.
type Options struct {
	// Size is the longest side of the box around the surface, whichever of x,
	// y and z that is, in mm; the thickness adds to it. It is from 0.001 to
	// 1e6; 0 stands for 100.
	Size float64

	// Scale is how far x, y and z are stretched before the body is brought to
	// its size. All three are positive; {0, 0, 0} stands for {1, 1, 1}.
	Scale [3]float64

	Base Base

	// Pause, if not nil, is called within the steps of a ShellJob every few
	// microseconds, so that a caller with a single thread can see to other things
	// meanwhile.
	Pause func()
}

const (
	defaultSize      = 100
	minSize, maxSize = 1e-3, 1e6

	// finest is the least spacing of samples and the least thickness, as parts
	// of the size. It leaves room for slide in the float32 numbers of an STL
	// file.
	finest = 1.0 / (1 << 15)

	// slide is how far triangles that touch in a point are drawn apart, each
	// shrinking by this part of the spacing of samples.
	slide = 1.0 / 64

	maxSamples = 1 << 28 // so that indices and counts fit in 32 bits
)

// FromGrid returns the body below the surface of g: a Job, run to its end.
func FromGrid(g *grid.Grid, thickness float64, o Options) (*Mesh, error) {
	j, err := New(g, thickness, o)
	if err != nil {
		return nil, err
	}
	return Finish(j)
}

// A Construction makes a body in short steps, so that a page with a single thread stays
// alive meanwhile.
type Construction struct {
	g         *grid.Grid
	thickness float64
	options   Options

	// By sample. Behind nx+1 zeros, so that every sample has neighbours to the
	// south and west; the last column and row have no cells, so that the
	// neighbours west of the first column are as good as none.
	sets  []sectorSet
	first []uint32 // its first vertex

	lo, hi              [3]float64 // of the surface, in data units
	vertices, triangles int        // of the surface
	borders             int        // edges of the surface with one triangle

	unit [3]float64 // mm in a data unit
	mesh *Mesh
	next counts // places of mesh that are to be filled next

	k    int // the sample that is next in the pass over all of them
	done bool
}

type counts struct{ surface, bottom, wall int }

// New begins the body of g with thickness mm of material below the surface: below
// its lowest point with a Flat base, below each point with a Shell. Samples that
// belong to no triangle with three finite corners are left out. The body may
// fall into several pieces; those that would touch in a corner only are drawn
// apart there, each by at most 1/64 of a cell. The least x, y and z of its
// samples are at zero.
//
// g must not change until it is done. New returns a *NoSurfaceError or a
// *RangeError, and panics if g.Z does not have len(g.X)*len(g.Y) elements.
func New(g *grid.Grid, thickness float64, o Options) (*Construction, error) {
	nx, ny := g.Nx(), g.Ny()
	if len(g.Z) != nx*ny {
		panic(fmt.Sprintf("solid: %d samples on a grid of %d x %d", len(g.Z), nx, ny))
	}
	if nx < 2 || ny < 2 {
		return nil, &NoSurfaceError{nx, ny}
	}
	if o.Size == 0 {
		o.Size = defaultSize
	}
	if o.Scale == [3]float64{} {
		o.Scale = [3]float64{1, 1, 1}
	}
	if err := check(len(g.Z), thickness, o); err != nil {
		return nil, err
	}
	return &Construction{
		g: g, thickness: thickness, options: o,
		sets:  make([]sectorSet, nx+1+len(g.Z)),
		first: make([]uint32, len(g.Z)),
		lo:    [3]float64{math.Inf(1), math.Inf(1), math.Inf(1)},
		hi:    [3]float64{math.Inf(-1), math.Inf(-1), math.Inf(-1)},
	}, nil
}

func check(samples int, thickness float64, o Options) error {
	within := func(v, lo, hi float64) bool { return lo <= v && v <= hi }
	if samples > maxSamples {
		return &RangeError{"samples", float64(samples), lang.Sprintf("at most %d", "%d以下", maxSamples)}
	}
	if !within(o.Size, minSize, maxSize) {
		return &RangeError{"size", o.Size, lang.Sprintf("from %g to %g mm", "%g〜%g mm", minSize, maxSize)}
	}
	if least := o.Size * finest; !within(thickness, least, maxSize) {
		return &RangeError{"thickness", thickness, lang.Sprintf("from %g to %g mm", "%g〜%g mm", least, maxSize)}
	}
	for a, v := range o.Scale {
		if !within(v, math.SmallestNonzeroFloat64, math.MaxFloat64) {
			return &RangeError{"scale " + string("xyz"[a]), v, lang.Text{En: "a positive number", Ja: "正の数"}}
		}
	}
	if o.Base != Flat && o.Base != Shell {
		return &RangeError{"base", float64(o.Base), lang.Text{En: "Flat or Shell", Ja: "FlatまたはShell"}}
	}
	return nil
}

// batch is how many samples a step works on.
const batch = 1 << 12

// Step works for about a millisecond and reports whether all is done. It returns
// a *NoSurfaceError if there turns out to be no surface, and a *RangeError if
// samples lie so close together, or scales are so extreme, that the numbers of
// an STL file cannot tell them apart. After an error it is over.
func (j *Construction) Step() (done bool, err error) {
	if j.done {
		return true, nil
	}
	work := j.survey
	if j.mesh != nil {
		work = j.build
	}
	end := min(j.k+batch, len(j.g.Z))
	for ; j.k < end; j.k++ {
		work(j.k)
	}
	switch {
	case j.k < len(j.g.Z):
	case j.mesh == nil:
		if err := j.measure(); err != nil {
			return false, err
		}
		j.allocate()
		j.k = 0
	default:
		j.done = true
		j.sets, j.first = nil, nil
	}
	return j.done, nil
}

// Progress returns how much of the work is done, 0 to 1. It never falls.
func (j *Construction) Progress() float64 {
	const survey = 0.25 // of the whole time
	done := float64(j.k) / float64(len(j.g.Z))
	if j.mesh == nil {
		return survey * done
	}
	return survey + (1-survey)*done
}

// Mesh returns the body, nil until it is done.
func (j *Construction) Mesh() *Mesh {
	if !j.done {
		return nil
	}
	return j.mesh
}

// set returns the sectors that are drawn around sample k.
func (j *Construction) set(k int) sectorSet { return j.sets[j.g.Nx()+1+k] }

// survey finds what is drawn around sample k, and counts it.
func (j *Construction) survey(k int) {
	nx := j.g.Nx()
	at := j.sets[k : k+nx+2] // from the sample to the southwest to k itself
	s := join(j.drawn(k), at[nx], at[0], at[1])
	at[nx+1] = s
	if s == 0 {
		return
	}
	j.first[k] = uint32(j.vertices)
	j.vertices += s.arcs()
	j.triangles += s.triangles()
	j.borders += s.borders()
	for a, v := range j.sample(k) {
		j.lo[a], j.hi[a] = min(j.lo[a], v), max(j.hi[a], v)
	}
}

// drawn returns which triangles are drawn of the cell to the NE of sample k.
func (j *Construction) drawn(k int) (s sectorSet) {
	nx := j.g.Nx()
	if k%nx == nx-1 || k+nx >= len(j.g.Z) {
		return 0
	}
	h := j.g.Halves(k%nx, k/nx)
	if h&grid.Lower != 0 {
		s |= lower
	}
	if h&grid.Upper != 0 {
		s |= upper
	}
	return s
}

// finite reports whether v is neither NaN nor infinite.
func finite(v float64) bool { return v-v == 0 }

// sample returns sample k, in data units.
func (j *Construction) sample(k int) [3]float64 {
	nx := j.g.Nx()
	return [3]float64{j.g.X[k%nx], j.g.Y[k/nx], j.g.Z[k]}
}

var fitting = lang.Text{En: "one suited to the data", Ja: "データに合う値"}

// measure finds the scales of the body.
func (j *Construction) measure() error {
	if j.triangles == 0 {
		return &NoSurfaceError{j.g.Nx(), j.g.Ny()}
	}
	longest := 0.0
	for a, scale := range j.options.Scale {
		longest = max(longest, scale*(j.hi[a]-j.lo[a]))
	}
	for a, scale := range j.options.Scale {
		j.unit[a] = scale * (j.options.Size / longest)
		if !(0 < j.unit[a] && j.unit[a] <= math.MaxFloat64) {
			return &RangeError{"scale " + string("xyz"[a]), scale, fitting}
		}
	}
	for a, axis := range [][]float64{j.g.X, j.g.Y} {
		for i, v := range axis[1:] {
			d := (v - axis[i]) * j.unit[a]
			if least := j.options.Size * finest; d < least {
				return &RangeError{"spacing of " + string("xy"[a]), d, lang.Sprintf("at least %g mm", "%g mm以上", least)}
			}
		}
	}
	return nil
}

// allocate makes room for the body.
func (j *Construction) allocate() {
	j.mesh = &Mesh{
		Vertices:  make([][3]float64, 2*j.vertices),
		Triangles: make([][3]uint32, 2*j.triangles+2*j.borders),
		Surface:   j.triangles, Smooth: 2 * j.triangles,
	}
	j.next = counts{surface: 0, bottom: j.triangles, wall: 2 * j.triangles}
}

// build makes the vertices of sample k, the triangles of the cell to its NE, and
// the walls under the edges to the E, NE and N.
func (j *Construction) build(k int) {
	s := j.set(k)
	if s == 0 {
		return
	}
	j.place(k, s)

	nx := j.g.Nx()
	if s&lower != 0 {
		j.triangle(j.vertex(k, 0), j.vertex(k+1, 2), j.vertex(k+nx+1, 4))
	}
	if s&upper != 0 {
		j.triangle(j.vertex(k+nx+1, 3), j.vertex(k+nx, 5), j.vertex(k, 1))
	}
	for m, far := range [3]int{k + 1, k + nx + 1, k + nx} {
		right := (m + sectors - 1) % sectors
		switch {
		case s.has(m) == s.has(right):
		case s.has(m):
			j.wall(j.vertex(k, m), j.vertex(far, m+2))
		default:
			j.wall(j.vertex(far, m+3), j.vertex(k, right))
		}
	}
}

// vertex returns the vertex of sample k to which the given sector belongs.
func (j *Construction) vertex(k, sector int) uint32 {
	return j.first[k] + j.set(k).vertex(sector)
}

// place sets the vertices of sample k.
func (j *Construction) place(k int, s sectorSet) {
	p := j.position(k)
	arcs := s.arcs()
	if arcs == 1 {
		j.setVertex(j.first[k], p)
		return
	}
	for n := range arcs {
		first, length := s.arc(n)
		j.setVertex(j.first[k]+uint32(n), j.inside(k, p, first, length))
	}
}

// inside returns p, the place of sample k, moved into an arc of sectors: by slide
// of the way to the middle of what is opposite to p in the middle of the arc, the
// far side of a triangle or the far end of an edge.
func (j *Construction) inside(k int, p [3]float64, first, length int) [3]float64 {
	nx := j.g.Nx()
	ring := [sectors]int{k + 1, k + nx + 1, k + nx, k - 1, k - nx - 1, k - nx}
	q, r := j.position(ring[(first+length/2)%sectors]), j.position(ring[(first+(length+1)/2)%sectors])
	for a := range p {
		p[a] += slide * ((q[a]+r[a])/2 - p[a])
	}
	return p
}

// position returns sample k in mm.
func (j *Construction) position(k int) [3]float64 {
	p := j.sample(k)
	for a := range p {
		p[a] = (p[a] - j.lo[a]) * j.unit[a]
	}
	p[2] += j.thickness
	return p
}

// setVertex puts a vertex of the surface at p, and one of the bottom below.
func (j *Construction) setVertex(id uint32, p [3]float64) {
	j.mesh.Vertices[id] = p
	if j.options.Base == Shell {
		p[2] -= j.thickness
	} else {
		p[2] = 0
	}
	j.mesh.Vertices[j.below(id)] = p
}

// below returns the vertex of the bottom under one of the surface.
func (j *Construction) below(id uint32) uint32 { return id + uint32(j.vertices) }

// triangle adds a triangle of the surface and its image at the bottom. Of a
// cell, as of a wall, the second triangle begins and ends where the first ends
// and begins.
func (j *Construction) triangle(a, b, c uint32) {
	j.mesh.Triangles[j.next.surface] = [3]uint32{a, b, c}
	j.mesh.Triangles[j.next.bottom] = [3]uint32{j.below(c), j.below(b), j.below(a)}
	j.next.surface++
	j.next.bottom++
}

// wall adds the wall under an edge along which a triangle of the surface, and
// none beside it, runs from a to b.
func (j *Construction) wall(a, b uint32) {
	j.mesh.Triangles[j.next.wall] = [3]uint32{b, a, j.below(a)}
	j.mesh.Triangles[j.next.wall+1] = [3]uint32{j.below(a), j.below(b), b}
	j.next.wall += 2
}
