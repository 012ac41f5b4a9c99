package factor

// FoldIn says how the factors of a new user are found.
type FoldIn struct {
	Reg float64

	// Zeros takes what is not rated for ratings of 0, as the methods of that
	// name do.
	Zeros bool

	// NonNegative finds the best factors of which none is negative. A bias may be.
	NonNegative bool
}

// FoldInTo sets u, of length R, to the factors of a new user who gave the values to
// the items, and returns the bias: the ridge solution, V and the biases of items
// being fixed. Without ratings, or without any solution, they are 0. No item may be
// there twice.
func (m *Model) FoldInTo(u []float64, items []int32, values []float64, s FoldIn) (bias float64) {
	checkLen("u", len(u), m.R)
	checkLen("values", len(values), len(items))
	clear(u)
	n := m.R
	if m.UserBias != nil {
		n++
	}
	if n == 0 || len(items) == 0 {
		return 0
	}
	g, b, f := make([]float64, n*n), make([]float64, n), make([]float64, n)
	f[n-1] = 1 // of the bias, or of the last factor, which is then replaced
	add := func(j int, e float64, gram bool) {
		copy(f, m.V[j*m.R:(j+1)*m.R])
		if gram {
			addGram(g, f)
		}
		for k, v := range f {
			b[k] += e * v
		}
	}
	offset := func(j int) float64 {
		if m.ItemBias == nil {
			return 0
		}
		return m.Mean + m.ItemBias[j]
	}
	for k, j := range items {
		e := values[k]
		if !s.Zeros {
			e -= offset(int(j)) // else that of all items is taken off below
		}
		add(int(j), e, !s.Zeros)
	}
	if s.Zeros {
		for j := range m.Items {
			add(j, -offset(j), true)
		}
	}
	reflect(g, n)
	if s.NonNegative {
		nonNegative(b, g, s.Reg, m.R)
	} else {
		solver := newSolver(n)
		if !solver.prepare(g, n, s.Reg) {
			return 0
		}
		solver.solve(b)
	}
	copy(u, b)
	if n > m.R {
		bias = b[m.R]
	}
	return bias
}

// nonNegative replaces b by the y that minimises y(G + reg I)y/2 - b y, the first r
// of its numbers being 0 at least, by coordinate descent: what is least along one
// coordinate is known, and the minimum of all is where no coordinate can do better.
func nonNegative(b, g []float64, reg float64, r int) {
	n := len(b)
	y := make([]float64, n)
	for range 10_000 {
		var change, size float64
		for k := range y {
			d := g[k*n+k] + reg
			if !(d > 0) {
				continue
			}
			v := y[k] + (b[k]-dot(g[k*n:(k+1)*n], y)-reg*y[k])/d
			if k < r {
				v = max(v, 0)
			}
			change = max(change, max(v-y[k], y[k]-v))
			size = max(size, max(v, -v))
			y[k] = v
		}
		if !(change > 1e-13*size) {
			break
		}
	}
	copy(b, y)
}
