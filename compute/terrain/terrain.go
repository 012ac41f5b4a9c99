// Package terrain reads the shape of a smooth height field z = f(x, y): slope and
// curvature at a point, critical points in a rectangle, steepest paths, and
// profiles.
//
// All lengths are in data units, in which x, y and z count alike; angles are in
// degrees. Nothing here needs the field to be finite: where a value or a
// derivative is NaN or infinite, the field has a gap.
package terrain

import (
	"fmt"
	"math"
)

// Jet is the value of a field at a point with its first and second derivatives.
type Jet struct {
	Z          float64
	X, Y       float64 // gradient
	XX, XY, YY float64 // Hessian matrix
}

// Field is a height field with its exact derivatives. The same point must always
// give the same Jet.
type Field func(x, y float64) Jet

// Height returns z alone, as Profile wants it.
func (f Field) Height(x, y float64) float64 { return f(x, y).Z }

func (j Jet) finite() bool {
	return finite(j.Z) && finite(j.X) && finite(j.Y) && finite(j.XX) && finite(j.XY) && finite(j.YY)
}

// steepness returns the length of the gradient.
func (j Jet) steepness() float64 { return math.Hypot(j.X, j.Y) }

// scale returns the jet by coordinates in which w and h are units of x and y.
func (j Jet) scale(w, h float64) Jet {
	return Jet{Z: j.Z, X: w * j.X, Y: h * j.Y, XX: w * w * j.XX, XY: w * h * j.XY, YY: h * h * j.YY}
}

// bend returns the largest entry of the Hessian matrix, a norm of it.
func (j Jet) bend() float64 { return max(math.Abs(j.XX), math.Abs(j.XY), math.Abs(j.YY)) }

func finite(v float64) bool { return v-v == 0 }

// Box is a rectangle, its border included.
type Box struct{ XMin, XMax, YMin, YMax float64 }

func (b Box) check() {
	if !(b.XMin < b.XMax && b.YMin < b.YMax && finite(b.XMax-b.XMin) && finite(b.YMax-b.YMin)) {
		panic(fmt.Sprintf("terrain: box is [%v, %v] x [%v, %v]", b.XMin, b.XMax, b.YMin, b.YMax))
	}
}

func (b Box) contains(x, y float64) bool {
	return b.XMin <= x && x <= b.XMax && b.YMin <= y && y <= b.YMax
}

// size returns the lengths of the sides.
func (b Box) size() (w, h float64) { return b.XMax - b.XMin, b.YMax - b.YMin }

// place returns the point of the box at (u, v) of the unit square. What lies
// outside is brought back to the border.
func (b Box) place(u, v float64) (x, y float64) {
	w, h := b.size()
	return min(max(b.XMin+u*w, b.XMin), b.XMax), min(max(b.YMin+v*h, b.YMin), b.YMax)
}

// grain returns how far rounding moves places, at most, as a part of the box.
func (b Box) grain() float64 {
	w, h := b.size()
	const half = 1.0 / (1 << 53)
	return half * max(math.Abs(b.XMin)/w, math.Abs(b.XMax)/w, math.Abs(b.YMin)/h, math.Abs(b.YMax)/h)
}

// unit returns f as a field over the unit square. There all lengths are
// fractions of the box, so that tolerances need not know its units.
func (b Box) unit(f Field) Field {
	w, h := b.size()
	return func(u, v float64) Jet {
		return f(b.XMin+u*w, b.YMin+v*h).scale(w, h)
	}
}
