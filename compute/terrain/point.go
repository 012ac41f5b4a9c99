package terrain

import "math"

// Point is what a field looks like at a point.
//
// A NaN or infinite derivative makes NaN of all that depends on it, but for the
// Slope, which is 90 where the gradient is infinite.
type Point struct {
	X, Y, Z float64

	Gradient [2]float64 // the direction of steepest ascent, as long as it is steep
	Slope    float64    // angle of the tangent plane with the horizontal, degrees, 0 to 90
	Aspect   float64    // angle of the gradient from the x axis to the y axis, degrees, -180 to 180; NaN if it is 0

	Normal [3]float64 // unit normal of the tangent plane, upwards

	Hessian [3]float64    // second derivatives xx, xy, yy
	Eigen   [2]float64    // eigenvalues of the Hessian matrix, the lesser first
	Axes    [2][2]float64 // their directions, perpendicular unit vectors (x, y), y > 0 or (1, 0)

	// Mean curvature, 1 over a length, is positive where the surface opens
	// upwards on average. Gaussian curvature, 1 over a length squared, is
	// positive in bowls and on domes, negative on saddles.
	Mean, Gauss float64
}

// At returns the shape of f at (x, y). The curvatures are those of the surface
// with its upward normal: M. P. do Carmo, Differential Geometry of Curves and
// Surfaces, 1976, section 3-3, example 5.
func At(f Field, x, y float64) Point { return f(x, y).at(x, y) }

// at returns the shape that j says there is at (x, y).
func (j Jet) at(x, y float64) Point {
	p := Point{
		X: x, Y: y, Z: j.Z,
		Gradient: [2]float64{j.X, j.Y},
		Slope:    degrees(math.Atan(j.steepness())),
		Aspect:   math.NaN(),
		Hessian:  [3]float64{j.XX, j.XY, j.YY},
	}
	if j.X != 0 || j.Y != 0 {
		p.Aspect = degrees(math.Atan2(j.Y, j.X))
	}

	// With the normal (-a, -b, c), the formulas neither overflow nor divide by 0.
	w := math.Hypot(1, j.steepness())
	a, b, c := j.X/w, j.Y/w, 1/w
	p.Normal = [3]float64{0 - a, 0 - b, c} // no negative zeros
	p.Mean = ((c*c+b*b)*j.XX - 2*a*b*j.XY + (c*c+a*a)*j.YY) / (2 * w)
	xx, xy, yy := c*c*j.XX, c*c*j.XY, c*c*j.YY
	p.Gauss = diffOfProducts(xx, yy, xy, xy)

	p.Eigen, p.Axes = eigen(j.XX, j.XY, j.YY)
	return p
}

// Plane returns the height of the tangent plane over (x, y).
func (p *Point) Plane(x, y float64) float64 {
	return p.Z + p.Gradient[0]*(x-p.X) + p.Gradient[1]*(y-p.Y)
}

func degrees(radians float64) float64 { return radians * (180 / math.Pi) }

// eigen returns the eigenvalues of the matrix (xx, xy; xy, yy), the lesser first,
// and perpendicular unit eigenvectors. The eigenvalue of smaller magnitude is the
// determinant over the other one, which does not cancel.
func eigen(xx, xy, yy float64) (values [2]float64, axes [2][2]float64) {
	middle, d := xx/2+yy/2, xx/2-yy/2
	r := math.Hypot(d, xy)
	lo, hi := middle-r, middle+r
	switch {
	case middle > 0:
		lo = determinantOver(hi, xx, xy, yy)
	case middle < 0:
		hi = determinantOver(lo, xx, xy, yy)
	}

	x, y := r+d, xy // of the greater one, without cancellation
	if d < 0 {
		x, y = xy, r-d
	}
	if n := math.Hypot(x, y); n == 0 {
		x, y = 1, 0
	} else {
		x, y = x/n, y/n
	}
	return [2]float64{lo, hi}, [2][2]float64{upward(-y, x), upward(x, y)}
}

// determinantOver returns the determinant of (xx, xy; xy, yy), divided by its
// larger eigenvalue l. It is scaled by a power of 2, so that products neither
// overflow nor vanish.
func determinantOver(l, xx, xy, yy float64) float64 {
	_, e := math.Frexp(l)
	s := math.Ldexp(1, -max(e, -1000))
	xx, xy, yy = s*xx, s*xy, s*yy
	return diffOfProducts(xx, yy, xy, xy) / (s * l) / s
}

// upward returns that of the vectors (x, y) and (-x, -y) that has y > 0, or y = 0
// and x > 0.
func upward(x, y float64) [2]float64 {
	if y < 0 || y == 0 && x < 0 {
		x, y = -x, -y
	}
	return [2]float64{x + 0, y + 0}
}

// diffOfProducts returns ab - cd with an error below 2 units in the last place
// (C.-P. Jeannerod, N. Louvet, J.-M. Muller, "Further analysis of Kahan's
// algorithm for the accurate computation of 2 x 2 determinants", Mathematics of
// Computation 82, 2013).
func diffOfProducts(a, b, c, d float64) float64 {
	cd := c * d
	return math.FMA(a, b, -cd) + math.FMA(-c, d, cd)
}
