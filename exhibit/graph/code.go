package graph

import (
	"strconv"
	"strings"

	"zscape/exhibit"
	"zscape/jobs/spectral"
)

// Languages returns what Code can write: of spectral clustering, Python.
func (s *session) Languages() []string {
	if s.state.Text("show") == byBlocks {
		return nil
	}
	return []string{"python"}
}

// Code returns a program that finds the groups, with dense matrices. The starts of k-means
// are those of its own generator.
func (s *session) Code(string) string {
	st, d := s.state, s.source
	matrix, assign, isolated := st.Text("laplacian"), st.Text("assign"), st.Text("isolated")
	links, weights := d.rows()
	values := "1"
	if weights != "" {
		weights, values = "weights = [  # of these\n"+weights+"]\n", "weights[i]"
	}
	find := pythonEither + pythonMatrix[matrix] + pythonGroups[assign] + pythonOne
	if matrix == spectral.DISIM {
		find = pythonDirected + pythonGroups[assign] + pythonSides
	}
	keep, rest, used := "", "K", "A[linked].sum(axis=1) > 0, A[:, linked].sum(axis=0) > 0"
	switch isolated {
	case spectral.Drop:
		rest = "-1"
	case spectral.Keep:
		keep, used = "linked[:] = True  # all nodes alike\n", "linked, linked"
	}
	tau, scale := "0", ""
	if st.On("regular") {
		tau = "D.mean()"
	}
	if assign == spectral.Rows {
		scale = "    length = np.linalg.norm(X, axis=1, keepdims=True)\n    X = X / np.where(length > 0, length, 1)\n"
	}
	text := strings.NewReplacer(
		"{both}", map[string]string{spectral.Or: "np.maximum(A, A.T)", spectral.And: "np.minimum(A, A.T)", spectral.Sum: "A + A.T"}[st.Text("links")],
		"{keep}", keep, "{rest}", rest, "{used}", used, "{tau}", tau, "{scale}", scale, "{seed}", st.Text(exhibit.SeedKey),
	).Replace(find)
	// Names may have braces, so they come last.
	return pythonImports[assign] + "\nnames = [" + quoted(d.graph.Names) + "]\nlinks = [  # of each node: to which, from 0\n" + links + "]\n" + weights +
		"n, K = len(names), " + st.Text("K") + "\nA = np.zeros((n, n))\nfor i, j in enumerate(links):\n    A[i, j] = " + values + "\n" + text
}

// The parts of the program, with names in braces where something goes that follows from the
// State: X has eigenvectors in its columns.
const (
	pythonEither = `S = {both}
linked = S.sum(axis=1) > 0
{keep}S = S[np.ix_(linked, linked)]
D = S.sum(axis=1)
`
	pythonSym = `tau = {tau}
root = np.where(D + tau > 0, np.sqrt(D + tau), 1)
values, X = np.linalg.eigh(np.diag((D + tau > 0) * 1.0) - S / np.outer(root, root))
`
	pythonDirected = `linked = A.sum(axis=0) + A.sum(axis=1) > 0
{keep}B = A[np.ix_(linked, linked)]
tau = B.sum() / len(B)
B = B / np.sqrt(np.outer(B.sum(axis=1) + tau, B.sum(axis=0) + tau))
X, values, Y = np.linalg.svd(B)
`
	pythonKMeans = `
def groups(X):  # by k-means, the best of 10 starts
{scale}    best, least = None, np.inf
    np.random.seed({seed})
    for start in range(10):
        means, labels = kmeans2(X, K, minit="++")
        inertia = ((X - means[labels])**2).sum()
        if inertia < least:
            best, least = labels, inertia
    return best
`
	pythonOne = `
labels = np.full(n, {rest})  # of nodes without links
labels[linked] = groups(X[:, :K])
print("eigenvalues:", values[:20])
for g in np.unique(labels):
    print(g, [names[i] for i in np.flatnonzero(labels == g)])
`
	pythonSides = `
print("singular values:", values[:20])
for side, V, used in zip(("senders", "receivers"), (X, Y.T), ({used})):
    labels = np.full(n, {rest})  # of nodes without links
    labels[np.flatnonzero(linked)[used]] = groups(V[used, :K])
    print(side)
    for g in np.unique(labels):
        print(g, [names[i] for i in np.flatnonzero(labels == g)])
`
)

var (
	pythonImports = map[string]string{
		spectral.KMeans: "import numpy as np\nfrom scipy.cluster.vq import kmeans2\n",
		spectral.Rows:   "import numpy as np\nfrom scipy.cluster.vq import kmeans2\n",
		spectral.QR:     "import numpy as np\nfrom scipy.linalg import qr\n",
	}
	pythonMatrix = map[string]string{
		spectral.None: "values, X = np.linalg.eigh(np.diag(D) - S)\n",
		spectral.Sym:  pythonSym,
		spectral.RW:   pythonSym + "X = X / root[:, None]\nX /= np.linalg.norm(X, axis=0)\n",
		spectral.Bethe: `S = (S > 0) * 1.0
np.fill_diagonal(S, 0)
D = S.sum(axis=1)
r = max(1, np.sqrt(D.mean()))
values, X = np.linalg.eigh((r**2 - 1) * np.eye(len(D)) - r * S + np.diag(D))
`,
	}
	pythonGroups = map[string]string{
		spectral.KMeans: pythonKMeans,
		spectral.Rows:   pythonKMeans,
		spectral.QR: `
def groups(X):  # cluster_qr: A. Damle, V. Minden, L. Ying, 2019
    pivots = qr(X.T, pivoting=True)[2][:K]
    U, _, W = np.linalg.svd(X[pivots].T)
    return np.abs(X @ U @ W).argmax(axis=1)
`,
	}
)

// rows writes the links of each node, and their weights if there are any, a line each.
func (d *source) rows() (links, weights string) {
	var l, w []byte
	for i := range d.graph.N() {
		columns, values := d.graph.Links.Row(i)
		l, w = append(l, "    ["...), append(w, "    ["...)
		for k, j := range columns {
			if k > 0 {
				l, w = append(l, ", "...), append(w, ", "...)
			}
			l = strconv.AppendInt(l, int64(j), 10)
			if values != nil {
				w = append(w, exhibit.FormatNumber(values[k])...)
			}
		}
		l, w = append(l, "],\n"...), append(w, "],\n"...)
	}
	if !d.graph.Weighted() {
		w = nil
	}
	return string(l), string(w)
}

// quoted writes names as Python has them.
func quoted(names []string) string {
	var b []byte
	for k, name := range names {
		if k > 0 {
			b = append(b, ", "...)
		}
		b = strconv.AppendQuote(b, name)
	}
	return string(b)
}
