package heightfield

import (
	"math"

	"zscape/compute/grid"
)

// Pieces is what stands in the box besides, or in place of, a height field over
// a rectangle.
type Pieces struct {
	FieldName string // of the Source's height field
	FieldPart int    // its Part
	// NoField says that there is no height field z = f(x, y) at all.
	NoField bool
	// Domain is where height fields are; nil is the rectangle of the lattice.
	Domain *Domain

	Fields   []Field      // more height fields
	Surfaces []Parametric // of u and v
	Curves   []Curve
}

// Field is a height field besides that of the Source.
type Field struct {
	Name string
	Part int // which of what is typed it is, from 1; 0 if that is not known
	Function
}

// Parametric is a surface (x, y, z) of u and v, at len(V) rows of len(U) points.
type Parametric struct {
	Name string
	Part int
	U, V []float64
	Of   [3]Function // x, y and z, of u and v
	Keys [4]string   // of the controls of its ranges: u from, u to, v from, v to
}

// Curve is a curve in space; a point that is not finite interrupts it.
type Curve struct {
	Name string
	Part int
	U    []float64   // parameters of the points
	Of   [3]Function // x, y and z, of the parameter; their second argument does not matter
	Keys [2]string   // of the controls of its range: from, to
}

// Domain is a lattice of other coordinates than x and y.
type Domain struct {
	U, V  []float64
	Place func(u, v float64) (x, y float64)
	// Inside reports whether (x, y) is in it.
	Inside func(x, y float64) bool
}

// mask leaves out of g what is beyond the domain.
func (d *Domain) mask(g *grid.Grid) {
	for j, y := range g.Y {
		for i, x := range g.X {
			if !d.Inside(x, y) {
				g.Z[j*len(g.X)+i] = math.NaN()
			}
		}
	}
}
