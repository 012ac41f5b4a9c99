// Package singular finds where a function of two variables is not what a surface
// through its samples makes of it: poles, at which it grows without bound, steps,
// over which it jumps, and points without a value at which it has a limit.
//
// Samples alone do not tell these apart. Between two neighbours of different sign
// there may be a pole, a step or a plain zero, and a high sample may be beside a
// pole or on a peak. Where samples raise the question, the function is looked at
// between them, ever closer: near a pole its values go apart without end, at a step
// they stay apart, and elsewhere they come together. Constants that are added, and
// factors, change nothing.
package singular

import (
	"math"

	"zscape/compute/grid"
)

// Breaks is where a function does not go on from sample to sample.
type Breaks struct {
	Poles, Steps []Place

	// Up and Down say that z grows without bound upwards, and downwards.
	Up, Down bool
}

// Place is beside sample (I, J) of a grid: along one of the edges from it, within
// the cell between them or, if Beside is 0, at the sample itself.
type Place struct {
	I, J   int
	Beside grid.Tear
}

// Options say what is looked for.
type Options struct {
	Steps bool   // not only poles
	Pause func() // is called after each row of samples, so that others can go on; may be nil
}

// Find looks for the breaks of the function at, whose samples g has. The work is
// bounded: some 20 000 values of the function, and one more for every 32 samples, or
// four times as many if steps are wanted; beyond that, samples decide.
//
// If at is nil, there are only samples. Then what counts as a pole is an infinite
// one, and an edge towards which z grows from both sides, to opposite ones, as the
// powers of a distance do; steps are not told from slopes, and none are found.
//
// Where the function is narrower than the lattice is fine, a break may be missed,
// as anything else there.
func Find(g *grid.Grid, at func(x, y float64) float64, o Options) *Breaks {
	nx, ny := g.Nx(), g.Ny()
	f := finder{
		g: g, nx: nx, ny: ny, steps: o.Steps, breaks: new(Breaks), left: 20_000 + len(g.Z)/32,
		known: make([]trait, nx+2), above: make([]trait, nx+2),
	}
	if f.at = at; at == nil {
		f.left = 0
	}
	f.visible = math.Inf(1)
	if o.Steps && at != nil {
		f.left *= 4
		if lo, hi, ok := g.Range(); ok {
			f.visible = max((hi-lo)/50, noise*max(math.Abs(lo), math.Abs(hi)))
		}
	}
	for j := range ny {
		f.known, f.above = f.above, f.known
		clear(f.known)
		f.row(j)
		if o.Pause != nil {
			o.Pause()
		}
	}
	return f.breaks
}

// Tear tears g, with the samples that b was found in, at its poles and, if they are
// wanted, at its steps.
func (b *Breaks) Tear(g *grid.Grid, poles, steps bool) {
	for _, list := range [2][]Place{b.Poles, b.Steps} {
		if poles {
			for _, p := range list {
				if p.Beside != 0 {
					g.Tear(p.I, p.J, p.Beside)
				}
			}
		}
		poles = steps
	}
}

// trait is what is known of the neighbourhood of a sample.
type trait uint8

const (
	poleX   trait = 1 << iota // a pole along the edge to the next sample of the row,
	poleY                     // or of the column,
	evenX                     // one on both sides of which z goes the same way,
	evenY                     //
	stepX                     // or a step;
	stepY                     //
	poleAt                    // a pole at the sample,
	poleEnd                   // or where values end next to it
)

// finder goes over the samples row by row.
type finder struct {
	g      *grid.Grid
	at     func(x, y float64) float64
	nx, ny int
	steps  bool
	left   int // values of the function that may still be asked for
	breaks *Breaks

	visible float64 // the least jump that is looked at for a step, whatever is beside it

	points     int // poles within cells that were looked for,
	brinksSeen int // and edges of the domain without a pole

	// By column, from 1: of this row, and of the one before.
	known, above []trait
}

// row looks at the samples of a row, and at the edges from them. Most are plain: the
// differences to their neighbours go on evenly.
func (f *finder) row(j int) {
	z, nx := f.g.Z[j*f.nx:], f.nx
	if nx < 4 || j == 0 || j > f.ny-3 {
		for i := range nx {
			f.look(i, j)
		}
		return
	}
	south, north, beyond := f.g.Z[(j-1)*nx:j*nx], z[nx:2*nx], z[2*nx:3*nx]
	z = z[:nx]
	f.look(0, j)
	before, next := z[1]-z[0], z[2]-z[1]
	for i := 1; i < nx-2; i++ {
		after := z[i+2] - z[i+1]
		v := north[i]
		if !plain(before, next, after) || !plain(z[i]-south[i], v-z[i], beyond[i]-v) || f.large(next) || f.large(v-z[i]) {
			f.look(i, j)
		}
		before, next = next, after
	}
	f.look(nx-2, j)
	f.look(nx-1, j)
}

// large reports whether a difference is large enough to be looked at for a step,
// even among others like it.
func (f *finder) large(d float64) bool { d = math.Abs(d); return d > f.visible && d-d == 0 }

// plain reports whether the second of three differences neither stands out nor has
// another sign than the first, so that a closer look may be spared.
func plain(a, b, c float64) bool {
	size := math.Abs(b)
	return a*b > 0 && size <= out*math.Abs(a) && size <= out*math.Abs(c) || a == 0 && b == 0 && c == 0
}

// look looks at a sample, and at the edges from it.
func (f *finder) look(i, j int) {
	z, nx, ny := f.g.Z, f.nx, f.ny
	k := j*nx + i
	v := z[k]
	if v-v != 0 {
		f.sample(i, j)
		return
	}
	gap := func(k int) bool { return z[k] != z[k] }
	if f.at != nil && (i > 0 && gap(k-1) || i < nx-1 && gap(k+1) || j > 0 && gap(k-nx) || j < ny-1 && gap(k+nx)) {
		f.brinks(i, j)
	}
	if i < nx-1 && (jumps(z, k, 1, i, nx) || f.large(z[k+1]-v)) {
		f.jump(i, j, grid.AlongX)
	}
	if j < ny-1 && (jumps(z, k, nx, j, ny) || f.large(z[k+nx]-v)) {
		f.jump(i, j, grid.AlongY)
	}
	if f.at != nil {
		f.summit(i, j)
	}
}

// summit looks for a pole beside a sample that is higher or lower than its
// neighbours.
func (f *finder) summit(i, j int) {
	k := j*f.nx + i
	x, sharpX := peaks(f.g.Z, k, 1, i, f.nx)
	y, sharpY := peaks(f.g.Z, k, f.nx, j, f.ny)
	found := sharpX && f.peak(i, j, grid.AlongX, x)
	if sharpY && f.peak(i, j, grid.AlongY, y) {
		found = true
	}
	if !found && (sharpX || sharpY) && x*y > 0 {
		f.point(i, j, x)
	}
}
