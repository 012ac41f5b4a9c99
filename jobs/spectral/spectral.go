// Package spectral is a long computation of the exhibit graph: groups of nodes by
// eigenvectors.
package spectral

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/compute/partition"
	"zscape/compute/sparse"
	"zscape/compute/spectral"
	"zscape/jobs/links"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "spectral"

// The matrices.
const (
	None  = "none"  // spectral.Unnormalised
	Sym   = "sym"   // spectral.Symmetric
	RW    = "rw"    // spectral.RandomWalk
	Bethe = "bethe" // spectral.BetheHessian
	DISIM = "disim" // spectral.Directed
)

// How links in both directions become one.
const (
	Or  = "or"
	And = "and"
	Sum = "sum"
)

// The r of a Bethe Hessian.
const (
	Degree    = "degree"    // spectral.SqrtDegree
	Branching = "branching" // spectral.SqrtBranching
)

// How groups are made of eigenvectors.
const (
	KMeans = "kmeans"
	Rows   = "rows" // k-means after rows were scaled to length 1
	QR     = "qr"   // cluster_qr
)

// What becomes of nodes without links.
const (
	Drop = "drop" // they are left out, and in no group
	Own  = "own"  // they are left out, and a group beside the others
	Keep = "keep" // they are as any others, which makes sense if degrees are regularised
)

const (
	// MaxGroups is the most groups, and the most eigenpairs.
	MaxGroups = 50

	maxStarts = 1000
)

// Run is what there is to say about one run.
type Run struct {
	Links    *task.Data // see links.Data
	Symmetry string     // for DISIM only of "components" and "negative"
	Matrix   string
	Tau      float64 // is added to degrees; a negative one stands for the mean degree
	R        string  // Degree or Branching
	K        int     // groups, from 1
	Pairs    int     // eigenpairs that are to be seen; K, if that is more
	Assign   string
	Starts   int // of k-means
	Isolated string
	Plane    bool // asks for the eigenvalues of the non-backtracking matrix
	Seed     uint64
}

// Spec asks for the run.
func Spec(r Run) task.Spec {
	plane := 0.0
	if r.Plane {
		plane = 1
	}
	return task.Spec{
		Name: Name, Data: r.Links, Seed: r.Seed, Record: 1,
		Args: task.Message{
			Texts: map[string]string{"symmetry": r.Symmetry, "matrix": r.Matrix, "r": r.R, "assign": r.Assign, "isolated": r.Isolated},
			Arrays: map[string][]float64{
				"tau": {r.Tau}, "k": {float64(r.K)}, "pairs": {float64(r.Pairs)}, "starts": {float64(r.Starts)}, "plane": {plane},
			},
		},
	}
}

// New returns the task of a Spec, a task.Slicer of four steps: eigenpairs, groups, how
// many groups are suggested, and the non-backtracking matrix. Its progress follows the
// pairs that converge. Its snapshots have from the first step on
//
//	values        eigenvalues, ascending; of DISIM singular values, descending
//	residuals     of each, as parts of the norm, and "converged", how many are good
//	copies        how many of the values are the same as each
//	next          the value after the last, NaN if there is none or it was not found
//	vectors       n x pairs; of DISIM the left ones, and "right"
//	components    how many the undirected graph has, with nodes without links
//	isolated      how many nodes have no links, and "left out" how many of them are;
//	              the bytes "alone" (task.Integers) are which
//	tau, r        that are used; r of a Bethe Hessian only
//	gap           after how many values there is the largest gap, from 2 on, and the gap
//	picture       n x 3, the first K vectors along their principal components, with
//	              their "variance" and "ratio"; "degenerate" says by 0 and 1 whether
//	              axes are arbitrary in two dimensions, and in three; of DISIM all four
//	              are of the left vectors, and "picture receivers" and so on of the right
//
// from the second on
//
//	inertia       of the groups; of DISIM of senders, and "inertia receivers"
//	empty         numbers of groups that nobody is in; and "empty receivers"
//
// with the bytes "labels" (task.Integers), the group of each node, named by size from
// 0, -1 of those that are left out, K of isolated nodes in a group of their own; of
// DISIM of each sender, and "receivers". Nodes that are left out have rows of zeros.
// From the third on there is
//
//	negative      of the Bethe Hessians of r and of -r, how many eigenvalues are
//	              negative, and 1 if that is all of them, 0 if there may be more
//
// and from the fourth on, if the Run has Plane and there are not more than
// spectral.MaxNonBacktracking nodes that are not left out,
//
//	plane         the eigenvalues of the non-backtracking matrix, real and imaginary
//	              part of each
//
// The text "method" is "dense" or "lanczos", and "phase" says what is done next:
// "pairs", "groups", "number", "plane", "ended".
func New(s task.Spec) (task.Task, error) {
	a, err := links.Of(s.Data)
	if err != nil {
		return nil, err
	}
	c := &state{spec: s, links: a, phase: "pairs", come: task.Message{Texts: map[string]string{}, Arrays: map[string][]float64{}, Bytes: map[string][]byte{}}}
	for _, w := range []struct {
		key  string
		list []string
	}{
		{"symmetry", []string{Or, And, Sum}},
		{"matrix", []string{None, Sym, RW, Bethe, DISIM}},
		{"r", []string{Degree, Branching}},
		{"assign", []string{KMeans, Rows, QR}},
		{"isolated", []string{Drop, Own, Keep}},
	} {
		if v := s.Args.Text(w.key); !slices.Contains(w.list, v) {
			return nil, &task.SpecError{Key: w.key, Value: v, Reason: lang.Text{En: "is not one of the choices", Ja: "選択肢にありません"}}
		}
	}
	for _, w := range []struct {
		key         string
		least, most float64
		to          *int
	}{
		{"k", 1, MaxGroups, &c.k}, {"pairs", 0, MaxGroups, &c.pairs}, {"starts", 1, maxStarts, &c.starts},
	} {
		v := s.Args.Number(w.key)
		if !(v >= w.least && v <= w.most && v == math.Trunc(v)) {
			return nil, bad(w.key, v, lang.Sprintf("must be a whole number from %.0f to %.0f", "%.0fから%.0fまでの整数にしてください", w.least, w.most))
		}
		*w.to = int(v)
	}
	c.pairs = max(c.pairs, c.k)
	if c.tau = s.Args.Number("tau"); !(c.tau <= 1e100) {
		return nil, bad("tau", c.tau, lang.Text{En: "must be a number", Ja: "数にしてください"})
	}
	t := &finder{state: c, routine: task.NewRoutine(c.compute)}
	task.StopWith(t, t.routine)
	return t, nil
}

func bad(key string, value float64, reason lang.Text) error {
	return &task.SpecError{Key: key, Value: strconv.FormatFloat(value, 'g', -1, 64), Reason: reason}
}

// finder is a run as a task. What it comes to is the state, which its routine knows; it
// must not know the task, so that it can be given up with that.
type finder struct {
	*state
	routine *task.Routine
}

func (f *finder) Step() (done bool, err error) {
	done = f.routine.Step(task.AtOnce)
	return done && f.err == nil, f.err
}

// state is where a run is.
type state struct {
	spec             task.Spec
	links            *sparse.Matrix
	k, pairs, starts int
	tau              float64

	phase  string
	within bool
	found  int     // pairs
	spent  float64 // multiplications, of the pairs
	come   task.Message
	err    error

	undirected *sparse.Matrix // of the rows
	rows       []int          // the nodes that are not left out
	vectors    []linalg.Array // one; of DISIM left and right
	used       [2][]bool      // of these, which nodes of rows have a group by them; nil is all
	n          int            // nodes
}

// entriesPerPause is how much work is done between two pauses: in a browser, a
// millisecond or two.
const entriesPerPause = 1 << 18

// Within reports whether a step has begun and not ended.
func (c *state) Within() bool { return c.within }

// compute is the routine: the four steps, with a pause after each.
func (c *state) compute(pause func()) {
	done := 0
	work := func(n int) {
		c.spent += float64(n)
		if done += n; done >= entriesPerPause {
			done = 0
			pause()
		}
	}
	for _, step := range []struct {
		do   func(work func(int)) error
		next string
	}{{c.decompose, "groups"}, {c.divide, "number"}, {c.count, "plane"}, {c.plane, "ended"}} {
		c.within = true
		if c.err = step.do(work); c.err != nil {
			return
		}
		c.phase, c.within = step.next, false
		if c.phase != "ended" {
			pause()
		}
	}
}

// decompose finds the eigenpairs.
func (c *state) decompose(work func(int)) error {
	args := c.spec.Args
	symmetry := map[string]sparse.Symmetry{Or: sparse.Or, And: sparse.And, Sum: sparse.Add}[args.Text("symmetry")]
	c.n = c.links.Rows
	undirected := c.links.Symmetric(symmetry)
	work(entriesPerPause)
	whole, err := spectral.NewLaplacian(undirected, spectral.Unnormalised, 0)
	if err != nil {
		return c.wrong(err)
	}
	directed := args.Text("matrix") == DISIM
	out, in := sums(c.links)
	var isolated []int32
	c.rows = []int{} // not nil, which would be all
	for i, d := range whole.Degree {
		alone := d == 0
		if directed {
			alone = out[i] == 0 && in[i] == 0
		}
		if alone {
			isolated = append(isolated, int32(i))
		}
		if !alone || args.Text("isolated") == Keep {
			c.rows = append(c.rows, i)
		}
	}
	work(entriesPerPause)
	c.undirected = c.kept(undirected)
	work(entriesPerPause)
	c.put("components", float64(whole.Components))
	c.put("isolated", float64(len(isolated)))
	c.come.Bytes["alone"] = task.Integers(isolated)
	c.put("left out", float64(c.n-len(c.rows)))
	solver := &spectral.Solver{Random: c.random(1), Work: work, Found: func(pairs int) { c.found = pairs }}
	if directed {
		err = c.directed(solver, out, in)
	} else {
		err = c.symmetric(solver)
	}
	if err != nil {
		return c.wrong(err)
	}
	for side := range c.vectors {
		c.draw(side)
	}
	return nil
}

// kept returns the links of the nodes that are not left out.
func (c *state) kept(a *sparse.Matrix) *sparse.Matrix {
	if len(c.rows) == c.n {
		return a
	}
	return a.Submatrix(c.rows, c.rows)
}

// sums returns the degrees out and in.
func sums(a *sparse.Matrix) (out, in []float64) {
	out, in = make([]float64, a.Rows), make([]float64, a.Cols)
	a.RowSumsTo(out)
	a.ColSumsTo(in)
	return out, in
}

func (c *state) random(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(c.spec.Seed, stream)) }

func (c *state) put(key string, v ...float64) { c.come.Arrays[key] = v }

// wrong says in terms of the Spec what is wrong with the links.
func (c *state) wrong(err error) error {
	return &task.SpecError{Key: "links", Reason: lang.Of(err)}
}

// regular returns tau for links, and reports it.
func (c *state) regular(a *sparse.Matrix) float64 {
	tau := c.tau
	if tau < 0 {
		tau = spectral.MeanDegree(a)
	}
	c.put("tau", tau)
	return tau
}

// r returns that of a Bethe Hessian.
func (c *state) r(a *sparse.Matrix) float64 {
	if c.spec.Args.Text("r") == Branching {
		return spectral.SqrtBranching(a)
	}
	return spectral.SqrtDegree(a)
}

func (c *state) symmetric(solver *spectral.Solver) error {
	a := c.undirected
	var m *spectral.Matrix
	var err error
	switch c.spec.Args.Text("matrix") {
	case None:
		m, err = spectral.NewLaplacian(a, spectral.Unnormalised, 0)
		c.put("tau", 0)
	case Sym:
		m, err = spectral.NewLaplacian(a, spectral.Symmetric, c.regular(a))
	case RW:
		m, err = spectral.NewLaplacian(a, spectral.RandomWalk, c.regular(a))
	default:
		m = spectral.NewBetheHessian(a, c.r(a))
		c.put("tau", 0)
		c.put("r", m.R)
	}
	if err != nil {
		return err
	}
	p := solver.Eigenpairs(m, c.pairs)
	c.tell(p.Values, p.Residuals, p.Multiplicities(), p.Next, p.Method)
	k, gap := spectral.Gap(append(slices.Clone(p.Values), p.Next), 2)
	c.put("gap", float64(k), gap)
	c.vectors = []linalg.Array{p.Vectors}
	c.come.Arrays["vectors"] = c.spread(p.Vectors)
	return nil
}

func (c *state) directed(solver *spectral.Solver, out, in []float64) error {
	a := c.kept(c.links)
	m, err := spectral.NewDirected(a, c.regular(a))
	if err != nil {
		return err
	}
	p := solver.Singular(m, c.pairs)
	falling := append(slices.Clone(p.Values), p.Next)
	for i, v := range falling {
		falling[i] = -v
	}
	c.tell(p.Values, p.Residuals, p.Multiplicities(), p.Next, p.Method)
	k, gap := spectral.Gap(falling, 2)
	c.put("gap", float64(k), gap)
	c.vectors = []linalg.Array{p.Left, p.Right}
	c.come.Arrays["vectors"], c.come.Arrays["right"] = c.spread(p.Left), c.spread(p.Right)
	if c.spec.Args.Text("isolated") != Keep {
		for side, degree := range [][]float64{out, in} { // who sends to nobody is in no group of senders
			c.used[side] = make([]bool, len(c.rows))
			for r, i := range c.rows {
				c.used[side][r] = degree[i] > 0
			}
		}
	}
	return nil
}

// tell reports values and how good they are.
func (c *state) tell(values, residuals []float64, copies []int, next float64, method spectral.Method) {
	numbers, good := make([]float64, len(copies)), 0
	for k, n := range copies {
		numbers[k] = float64(n)
		if residuals[k] <= spectral.Tolerance {
			good++
		}
	}
	c.put("values", values...)
	c.put("residuals", residuals...)
	c.put("copies", numbers...)
	c.put("next", next)
	c.put("converged", float64(good))
	c.come.Texts["method"] = "dense"
	if method == spectral.Lanczos {
		c.come.Texts["method"] = "lanczos"
	}
}

// spread returns vectors of all nodes, with zeros where they are left out.
func (c *state) spread(v linalg.Array) []float64 {
	_, k := v.Dims()
	all := make([]float64, c.n*k)
	for r, i := range c.rows {
		copy(all[i*k:(i+1)*k], v.Data[r*k:(r+1)*k])
	}
	return all
}

// first returns the first k columns of a matrix, or all if there are fewer.
func first(v linalg.Array, k int) linalg.Array {
	n, d := v.Dims()
	k = min(k, d)
	f := linalg.Zeros(n, k)
	for i := range n {
		copy(f.Data[i*k:(i+1)*k], v.Data[i*d:])
	}
	return f
}

// ofSide ends the keys of what there is of senders, side 0, and of receivers.
var ofSide = [2]string{"", " receivers"}

// draw makes the picture of one side.
func (c *state) draw(side int) {
	x, of := first(c.vectors[side], c.k), ofSide[side]
	c.come.Arrays["picture"+of] = make([]float64, 3*c.n)
	n, d := x.Dims()
	if n == 0 || d == 0 {
		c.put("variance"+of, 0, 0, 0)
		c.put("ratio"+of, 0, 0, 0)
		c.put("degenerate"+of, 1, 1)
		return
	}
	degenerate := make([]float64, 2)
	for at, dims := range []int{2, 3} {
		p := spectral.NewPicture(x, dims)
		if p.Degenerate {
			degenerate[at] = 1
		}
		if dims == 3 {
			c.come.Arrays["picture"+of] = c.spread(p.At)
			c.put("variance"+of, p.Variance...)
			c.put("ratio"+of, p.Ratio...)
		}
	}
	c.put("degenerate"+of, degenerate...)
}

// divide makes the groups.
func (c *state) divide(work func(int)) error {
	for side, v := range c.vectors {
		labels, empty, inertia := c.groups(first(v, c.k), c.used[side], c.random(2+uint64(side)), work)
		c.come.Bytes[[2]string{"labels", "receivers"}[side]] = task.Integers(labels)
		c.come.Arrays["empty"+ofSide[side]] = empty
		c.put("inertia"+ofSide[side], inertia)
	}
	return nil
}

// groups returns the group of each node by its vectors, the numbers of those groups
// that are empty, and the inertia.
func (c *state) groups(x linalg.Array, used []bool, random *rand.Rand, work func(int)) (labels []int32, empty []float64, inertia float64) {
	_, d := x.Dims()
	var nodes []int // of the rows that are used
	chosen := linalg.Array{Shape: []int{0, d}}
	for r, i := range c.rows {
		if used == nil || used[r] {
			nodes = append(nodes, i)
			chosen.Data = append(chosen.Data, x.Data[r*d:(r+1)*d]...)
		}
	}
	chosen.Shape[0] = len(nodes)
	assign := c.spec.Args.Text("assign")
	if assign == Rows {
		spectral.NormaliseRows(chosen)
	}
	var found *spectral.Clusters
	if assign == QR && d > 0 && d <= len(nodes) {
		found = spectral.ClusterQR(chosen, work)
	} else {
		found = spectral.KMeans(chosen, c.k, c.starts, random, work)
	}
	labels = make([]int32, c.n)
	for i := range labels {
		labels[i] = -1
		if c.spec.Args.Text("isolated") == Own {
			labels[i] = int32(c.k)
		}
	}
	bySize := partition.BySize(found.Labels)
	for at, i := range nodes {
		labels[i] = bySize[at]
	}
	empty = []float64{}
	for g := partition.Occupied(bySize); g < c.k; g++ {
		empty = append(empty, float64(g))
	}
	return labels, empty, found.Inertia
}

// count asks the Bethe Hessians how many groups there are.
func (c *state) count(work func(int)) error {
	solver := &spectral.Solver{Random: c.random(4), Work: work}
	r := c.r(c.undirected)
	counts := make([]float64, 3)
	all := true
	for side, r := range []float64{r, -r} {
		n, every := solver.Negative(spectral.NewBetheHessian(c.undirected, r))
		counts[side] = float64(n)
		all = all && every
	}
	if all {
		counts[2] = 1
	}
	c.put("negative", counts...)
	return nil
}

// plane finds the eigenvalues of the non-backtracking matrix, if they are asked for.
func (c *state) plane(work func(int)) error {
	if c.spec.Args.Number("plane") != 1 || len(c.rows) > spectral.MaxNonBacktracking {
		return nil
	}
	var plane []float64
	for _, v := range spectral.NonBacktracking(c.undirected, work) {
		plane = append(plane, real(v), imag(v))
	}
	c.put("plane", plane...)
	return nil
}

// Progress is how many of the pairs have converged or, where they come all at once, how
// much of the work is done; and then the other steps.
func (c *state) Progress() float64 {
	const first, second, third = 0.7, 0.8, 0.9 // of the time
	switch c.phase {
	case "pairs":
		n := float64(c.links.Rows)
		part := float64(c.found) / float64(c.pairs+1)
		if n <= spectral.MaxDense && n > 0 {
			part = max(part, c.spent/(5*n*n*n))
		}
		return first * min(part, 1)
	case "groups":
		return first
	case "number":
		return second
	case "plane":
		return third
	}
	return 1
}

func (c *state) Snapshot() task.Message {
	m := task.Message{Texts: map[string]string{"phase": c.phase}, Arrays: map[string][]float64{}, Bytes: map[string][]byte{}}
	for key, text := range c.come.Texts {
		m.Texts[key] = text
	}
	for key, array := range c.come.Arrays {
		m.Arrays[key] = slices.Clone(array)
	}
	for key, b := range c.come.Bytes {
		m.Bytes[key] = slices.Clone(b)
	}
	return m
}
