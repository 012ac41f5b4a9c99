package expr

import "sync"

// block is how many values an instruction computes at a time: so few that
// the registers of common formulas stay in the processor's first cache.
const block = 512

// frame is the memory in which code runs.
type frame struct {
	code    *code
	scalars []float64
	vectors [][]float64
	scratch []float64              // of temporary registers, a block each
	shared  [numSections][]float64 // what points take from columns and rows
	point   [maxVars + 1]float64   // variables and result of a single point
}

// frames hands out frames of one code.
type frames struct {
	code *code
	pool sync.Pool
}

// get returns a frame with the parameters set and the constant section run.
func (p *frames) get(params []float64) *frame {
	f, _ := p.pool.Get().(*frame)
	if f == nil {
		f = newFrame(p.code)
	}
	copy(f.scalars[len(p.code.literals):], params)
	for _, in := range p.code.body[constantly] {
		s := f.scalars
		s[in.dst] = evaluate(in.op, s[in.a], s[in.b], s[in.c])
	}
	return f
}

func (p *frames) put(f *frame) {
	clear(f.vectors) // they point to the caller's memory
	p.pool.Put(f)
}

func newFrame(c *code) *frame {
	most := max(c.vectors[columns], c.vectors[rows], c.vectors[points])
	f := &frame{
		code:    c,
		scalars: make([]float64, max(c.scalars, 1)),
		vectors: make([][]float64, most),
		scratch: make([]float64, most*block),
	}
	copy(f.scalars, c.literals)
	return f
}

// bind lets the registers of a section from first on be temporary ones of length
// n.
func (f *frame) bind(s section, first, n int) {
	for r := first; r < f.code.vectors[s]; r++ {
		f.vectors[r] = f.scratch[r*block:][:n:block]
	}
}

// bindShared lets registers be the elements lo to hi of what points take from
// section s, which has n elements each.
func (f *frame) bindShared(s section, n, lo, hi int) {
	for k := range f.code.shared[s] {
		f.vectors[f.code.inputs+k] = f.shared[s][k*n+lo : k*n+hi]
	}
}

// share computes what points take from section s at all values v of its variable.
func (f *frame) share(s section, v []float64) {
	c, n := f.code, len(v)
	if size := c.shared[s] * n; cap(f.shared[s]) < size {
		f.shared[s] = make([]float64, size)
	} else {
		f.shared[s] = f.shared[s][:size]
	}
	if c.shared[s] == 0 {
		return
	}
	for lo := 0; lo < n; lo += block {
		hi := min(lo+block, n)
		f.vectors[0] = v[lo:hi]
		f.bindShared(s, n, lo, hi)
		f.bind(s, c.inputs+c.shared[s], hi-lo)
		f.run(s)
	}
}

// gridTo computes the lattice x by y, with the values there of variables that
// are given.
func (f *frame) gridTo(dst, x, y []float64, given [][]float64) {
	c, nx, ny := f.code, len(x), len(y)
	f.share(columns, x)
	f.share(rows, y)
	out := int(c.output())
	for j := range ny {
		for k := range c.shared[rows] {
			f.scalars[c.rowFirst+k] = f.shared[rows][k*ny+j]
		}
		row := dst[j*nx:][:nx]
		for lo := 0; lo < nx; lo += block {
			hi := min(lo+block, nx)
			f.vectors[0] = x[lo:hi]
			for k, v := range given {
				if v != nil {
					f.vectors[1+k] = v[j*nx:][lo:hi]
				}
			}
			f.bindShared(columns, nx, lo, hi)
			f.vectors[out] = row[lo:hi]
			f.bind(points, out+1, hi-lo)
			f.run(points)
		}
	}
}

// listTo computes the points that have the given variables.
func (f *frame) listTo(dst []float64, variables [][]float64) {
	out := int(f.code.output())
	for lo := 0; lo < len(dst); lo += block {
		hi := min(lo+block, len(dst))
		for k, v := range variables {
			f.vectors[k] = v[lo:hi]
		}
		f.vectors[out] = dst[lo:hi]
		f.bind(points, out+1, hi-lo)
		f.run(points)
	}
}

// at computes one point.
func (f *frame) at(point []float64) float64 {
	n := copy(f.point[:], point)
	for k := range n {
		f.vectors[k] = f.point[k : k+1]
	}
	out := int(f.code.output())
	f.vectors[out] = f.point[n : n+1]
	f.bind(points, out+1, 1)
	f.run(points)
	return f.point[n]
}

// run runs a section on the vectors as bound.
func (f *frame) run(s section) {
	for _, in := range f.code.body[s] {
		dst := f.vectors[in.dst]
		switch {
		case takesScalars(in.op):
			f.arithmetic(in, dst)
		case in.op == opFill:
			fill(dst, f.scalars[^in.a])
		case in.op == opCopy:
			copy(dst, f.vectors[in.a])
		case in.op == opIf:
			chooseTo(dst, f.vectors[in.a], f.vectors[in.b], f.vectors[in.c])
		case kernels[in.op] != nil:
			kernels[in.op](dst, f.vectors[in.a])
		case kernels2[in.op] != nil:
			kernels2[in.op](dst, f.vectors[in.a], f.vectors[in.b])
		case unary[in.op] != nil:
			mapTo(dst, f.vectors[in.a], unary[in.op])
		default:
			map2To(dst, f.vectors[in.a], f.vectors[in.b], binary[in.op])
		}
	}
}

// arithmetic runs an instruction that takes a scalar or none.
func (f *frame) arithmetic(in instruction, dst []float64) {
	switch {
	case in.a < 0:
		c, b := f.scalars[^in.a], f.vectors[in.b]
		switch in.op {
		case opAdd:
			addConstTo(dst, b, c)
		case opSub:
			subFromConstTo(dst, c, b)
		case opMul:
			mulConstTo(dst, b, c)
		case opDiv:
			divFromConstTo(dst, c, b)
		}
	case in.b < 0:
		a, c := f.vectors[in.a], f.scalars[^in.b]
		switch in.op {
		case opAdd:
			addConstTo(dst, a, c)
		case opSub:
			addConstTo(dst, a, -c)
		case opMul:
			mulConstTo(dst, a, c)
		case opDiv:
			divConstTo(dst, a, c)
		}
	default:
		kernels2[in.op](dst, f.vectors[in.a], f.vectors[in.b])
	}
}
