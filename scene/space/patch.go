package space

import (
	"zscape/compute/grid"
	"zscape/scene"
)

// Patch is a piece of surface in space: a lattice of points, and a function for
// what is between them.
type Patch struct {
	U, V   []float64   // parameters of the columns and of the rows
	Points []scene.Vec // row-major, len(V) rows of len(U); one that is not finite makes a gap

	// Torn says where the patch does not go on from point to point though these are
	// finite, as in a grid.Grid; it may be nil.
	Torn []grid.Tear

	// At returns the point at (u, v). If not nil, the edge of a gap is where it
	// ceases to be finite, rather than at the samples next to it.
	At func(u, v float64) scene.Vec

	// RowStride and ColStride say that a grid line runs along every so many rows
	// and columns; 0 chooses as many as read well.
	RowStride, ColStride int

	// Field says that U and V are x and y: the patch is a height field.
	Field bool

	// Color is the colour at a point; nil is the colour of Series.
	Color  func(p scene.Vec) scene.Color
	Series int
}

// grid returns the heights of the points over the parameters, with what is torn.
func (p *Patch) grid() *grid.Grid {
	g := &grid.Grid{X: p.U, Y: p.V, Z: make([]float64, len(p.Points)), Torn: p.Torn}
	for k, q := range p.Points {
		g.Z[k] = q.Z
	}
	return g
}

// brink returns where on the way from the parameters in, where the surface is at
// last, to out the surface ends, and how far that is, 0..1.
func (p *Patch) brink(in, out [2]float64, last scene.Vec) (at scene.Vec, t float64) {
	if p.At == nil {
		return last, 0
	}
	const halvings = 16
	end := 1.0
	for range halvings {
		mid := (t + end) / 2
		if w := p.At(in[0]+mid*(out[0]-in[0]), in[1]+mid*(out[1]-in[1])); w.Finite() {
			last, t = w, mid
		} else {
			end = mid
		}
	}
	return last, t
}
