package graph

import (
	"slices"

	"zscape/compute/sparse"
	"zscape/compute/spectral"
	"zscape/exhibit"
	"zscape/exhibit/plot2d"
	jobs "zscape/jobs/spectral"
	"zscape/scene/colormap"
)

// What the cells of the matrix show.
const (
	adjacencyCells = "adjacency"
	degreeCells    = "degree"
	eigenCells     = "eigen" // of the matrix whose eigenvectors are used
)

// cellKeys are the keys of the State by which that is chosen.
var cellKeys = []string{"cells", "laplacian", "links", "regular", "isolated", "side"}

// fill shows the matrix that st asks for.
func (m *matrix) fill(d *source, st exhibit.State) {
	m.cells.Map, _ = colormap.Named("Blues")
	m.what, m.directed = "adjacency matrix", d.graph.Directed
	entries := d.graph.Links
	switch st.Text("cells") {
	case degreeCells:
		m.what, entries = d.degrees(st)
		m.directed = false
		_, most := span(entries)
		m.cells.Norm = colormap.Linear{Min: -0.25 * most, Max: most} // the lightest is seen, too
	case eigenCells:
		m.what, entries = d.eigen(st)
		m.directed = st.Text("laplacian") == jobs.DISIM
		m.cells.Map, _ = colormap.Named("coolwarm")
		least, most := span(entries)
		m.cells.Norm = colormap.TwoSlope{Min: least, Max: most} // -1 beside degrees is seen, too
	default:
		m.cells.Norm = shades(d)
	}
	m.cells.Cells = &plot2d.Sparse{Matrix: entries}
}

// span returns between what the entries of a matrix are, and 0.
func span(a *sparse.Matrix) (least, most float64) {
	for e := range a.All() {
		least, most = min(least, e.Value), max(most, e.Value)
	}
	return least, most
}

// operators are the matrices that eigenvectors, or singular vectors, are of.
type operators struct {
	nodes     []int              // of their rows: those that are not left out
	laplacian *spectral.Matrix   // nil of DI-SIM
	directed  *spectral.Directed // of DI-SIM
}

// operators returns those of st, as the job makes them, too.
func (d *source) operators(st exhibit.State) (o operators) {
	links := d.undirected(d.rule(st))
	directed := st.Text("laplacian") == jobs.DISIM
	if directed {
		links = d.graph.Links
	}
	o.nodes = d.all()
	if st.Text("isolated") != jobs.Keep {
		out, in := make([]float64, links.Rows), make([]float64, links.Cols)
		links.RowSumsTo(out)
		links.ColSumsTo(in)
		o.nodes = slices.DeleteFunc(o.nodes, func(i int) bool { return out[i] == 0 && in[i] == 0 })
	}
	if len(o.nodes) < d.graph.N() {
		links = links.Submatrix(o.nodes, o.nodes)
	}
	tau := 0.0
	if st.On("regular") || directed {
		tau = spectral.MeanDegree(links)
	}
	// The weights of a graph are above 0, so that there are no errors.
	switch st.Text("laplacian") {
	case jobs.None:
		o.laplacian, _ = spectral.NewLaplacian(links, spectral.Unnormalised, 0)
	case jobs.Sym:
		o.laplacian, _ = spectral.NewLaplacian(links, spectral.Symmetric, tau)
	case jobs.RW:
		o.laplacian, _ = spectral.NewLaplacian(links, spectral.RandomWalk, tau)
	case jobs.Bethe:
		o.laplacian = spectral.NewBetheHessian(links, spectral.SqrtDegree(links))
	default:
		o.directed, _ = spectral.NewDirected(links, tau)
	}
	return o
}

// eigen returns the matrix whose eigenvectors are used, in the rows and columns of all
// nodes, and what it is called.
func (d *source) eigen(st exhibit.State) (name string, entries *sparse.Matrix) {
	o := d.operators(st)
	if o.directed != nil {
		return "DI-SIM" + added(o.directed.Tau), o.spread(d.graph.N(), o.directed.Sparse())
	}
	m := o.laplacian
	switch m.Kind {
	case spectral.Unnormalised:
		name = "Laplacian D \u2212 A"
	case spectral.Symmetric:
		name = "symmetric Laplacian" + added(m.Tau)
	case spectral.RandomWalk:
		name = "random-walk Laplacian" + added(m.Tau)
	default:
		name = "Bethe Hessian, r = " + exhibit.Brief(m.R, 3)
	}
	return name, o.spread(d.graph.N(), m.Sparse())
}

// degrees returns the diagonal matrix of the degrees by which that one is made.
func (d *source) degrees(st exhibit.State) (name string, entries *sparse.Matrix) {
	o := d.operators(st)
	name = "degree matrix"
	var degree []float64
	tau := 0.0
	switch {
	case o.directed == nil:
		degree, tau = o.laplacian.Degree, o.laplacian.Tau
	case st.Text("side") == receivers:
		name = "in-degree matrix"
		degree, tau = o.directed.In, o.directed.Tau
	default:
		name = "out-degree matrix"
		degree, tau = o.directed.Out, o.directed.Tau
	}
	diagonal := sparse.New(len(degree), len(degree), func(yield func(sparse.Entry) bool) {
		for i, v := range degree {
			if v += tau; v != 0 && !yield(sparse.Entry{Row: int32(i), Col: int32(i), Value: v}) {
				return
			}
		}
	}, sparse.Sum)
	return name + added(tau), o.spread(d.graph.N(), diagonal)
}

// added says what is added to degrees.
func added(tau float64) string {
	if tau == 0 {
		return ""
	}
	return ", \u03c4 = " + exhibit.Brief(tau, 3)
}

// spread returns a matrix with rows and columns of all n nodes: those that are left out
// have none.
func (o *operators) spread(n int, a *sparse.Matrix) *sparse.Matrix {
	if len(o.nodes) == n {
		return a
	}
	return sparse.New(n, n, func(yield func(sparse.Entry) bool) {
		for e := range a.All() {
			if !yield(sparse.Entry{Row: int32(o.nodes[e.Row]), Col: int32(o.nodes[e.Col]), Value: e.Value}) {
				return
			}
		}
	}, sparse.Sum)
}
