package spectral

import (
	"zscape/compute/embed"
	"zscape/compute/linalg"
)

// Picture is points of many dimensions, as nodes by their eigenvectors, along their
// first principal components.
type Picture struct {
	At              linalg.Array // n x dims; a component that there is not is 0
	Variance, Ratio []float64    // dims; see embed.PCA

	// Degenerate says that the variances of some of these components, or of the last
	// and the next, are equal: then the axes among them are arbitrary, though
	// distances are not. It is so with eigenvectors of a symmetric matrix that have
	// mean 0: orthonormal columns vary alike in all directions.
	Degenerate bool
}

// NewPicture draws the rows of x, n x d, in so many dimensions. It panics if embed.NewPCA
// refuses x: numbers must be finite, n at least 1, and d from 1 to embed.MaxColumns.
func NewPicture(x linalg.Array, dims int) *Picture {
	const same = 1e-8 // of the largest variance
	n, d := x.Dims()
	pca, err := embed.NewPCA(x, min(dims+1, d))
	if err != nil {
		panic("spectral: " + err.Error())
	}
	p := &Picture{At: linalg.Zeros(n, dims), Variance: make([]float64, dims), Ratio: make([]float64, dims)}
	found := len(pca.Variance)
	at := pca.TransformTo(make([]float64, n*found), x)
	for c := range min(dims, found) {
		p.Variance[c], p.Ratio[c] = pca.Variance[c], pca.Ratio[c]
		for i := range n {
			p.At.Data[i*dims+c] = at[i*found+c]
		}
		if c+1 < found && pca.Variance[c]-pca.Variance[c+1] <= same*pca.Variance[0] {
			p.Degenerate = true
		}
	}
	return p
}
