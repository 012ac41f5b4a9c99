// Package field makes functions of two variables of data: of samples on a
// rectangular lattice, and of points that lie anywhere. It reads them from
// tables, pictures and raw files.
//
// A Field is exact at its samples. Between those of a lattice it is bilinear;
// between scattered points it is linear on the triangles of their Delaunay
// triangulation. It is NaN beyond the data, and wherever a sample that it
// would need is NaN.
//
// Derivatives are those of smoother interpolants, since the ones above have
// kinks: see Field.Jet.
package field

import (
	"fmt"
	"math"

	"zscape/compute/lang"
)

// Field is a function of x and y that is given by data. It is immutable.
type Field struct {
	xmin, xmax, ymin, ymax float64
	lattice                *lattice
	mesh                   *mesh
}

// Limits of what is read.
const (
	MaxSamples = 4_200_000 // of a lattice, and rows of a table
	MaxPoints  = 200_000   // that lie on no lattice
	farthest   = 1e15      // coordinates
	finest     = 0x1p-215  // coordinates of scattered points that are not 0, about 1e-65: see orient
)

// NewGrid returns the field of the samples z, row-major: z[j*len(x)+i] is the
// value at x[i], y[j], NaN for none. The axes must rise or fall strictly. The
// slices belong to the field from then on.
func NewGrid(x, y, z []float64) (*Field, error) {
	if len(x) < 2 || len(y) < 2 {
		return nil, lang.Errorf("a grid of %d x %d samples: at least 2 x 2 are needed", "%d×%dの格子です(2×2以上が必要です)", len(x), len(y))
	}
	if len(z) != len(x)*len(y) {
		panic(fmt.Sprintf("field: %d values for %d x %d samples", len(z), len(x), len(y)))
	}
	if len(z) > MaxSamples {
		return nil, tooMany(len(x), len(y))
	}
	for k, axis := range [][]float64{x, y} {
		if !monotonic(axis) {
			return nil, lang.Errorf("the values of %c neither increase nor decrease throughout", "%cの値が単調に増加も減少もしていません", "xy"[k])
		}
	}
	l := &lattice{x: axis{at: x}, y: axis{at: y}, z: z}
	l.ascend()
	valued := false
	for _, v := range z {
		valued = valued || v-v == 0
	}
	if !valued {
		return nil, lang.Errorf("all samples are missing values", "サンプルがすべて欠損値です")
	}
	return &Field{x[0], x[len(x)-1], y[0], y[len(y)-1], l, nil}, nil
}

func tooMany(nx, ny int) error {
	return lang.Errorf("%d x %d samples: at most %d can be shown", "%d×%d個のサンプルです(表示できるのは%d個までです)", nx, ny, MaxSamples)
}

// monotonic reports whether the values rise or fall strictly and are finite.
func monotonic(v []float64) bool {
	for i, a := range v {
		if !(math.Abs(a) <= farthest) || i > 0 && !(v[i-1] < a == (v[0] < v[1]) && v[i-1] != a) {
			return false
		}
	}
	return true
}

// Bounds returns the rectangle outside of which the field is NaN.
func (f *Field) Bounds() (xmin, xmax, ymin, ymax float64) { return f.xmin, f.xmax, f.ymin, f.ymax }

// Lattice returns the axes of the samples, rising; ok is false if they lie on
// no lattice. They belong to the field.
func (f *Field) Lattice() (x, y []float64, ok bool) {
	if f.lattice == nil {
		return nil, nil, false
	}
	return f.lattice.x.at, f.lattice.y.at, true
}

// Points returns how many samples there are.
func (f *Field) Points() int {
	if f.lattice != nil {
		return len(f.lattice.z)
	}
	return len(f.mesh.x)
}

// At returns the value at (x, y), NaN where there is none.
func (f *Field) At(x, y float64) float64 {
	if !(f.xmin-snap*(f.xmax-f.xmin) <= x && x <= f.xmax+snap*(f.xmax-f.xmin)) {
		return math.NaN()
	}
	if f.lattice != nil {
		return f.lattice.value(x, y)
	}
	z, _ := f.mesh.value(x, y, f.mesh.near(x, y))
	return z
}

// GridTo sets dst[j*len(x)+i] to At(x[i], y[j]). It panics if the lengths do
// not fit.
func (f *Field) GridTo(dst, x, y []float64) {
	if len(dst) != len(x)*len(y) {
		panic(fmt.Sprintf("field: dst has length %d, want %d rows of %d", len(dst), len(y), len(x)))
	}
	if len(dst) == 0 {
		return
	}
	if f.lattice != nil {
		f.lattice.gridTo(dst, x, y)
	} else {
		f.mesh.gridTo(dst, x, y)
	}
}

// Jet is a value with its first and second derivatives by x and y.
type Jet struct {
	Z          float64
	X, Y       float64 // gradient
	XX, XY, YY float64 // Hessian matrix
}

// Jet returns the value and the derivatives, at (x, y), of an interpolant that
// is smoother than At, and meets the same samples.
//
// On a lattice it is the product of cubic Hermite interpolants along x and y,
// with slopes from the parabola through three neighbours; for equal steps that
// is cubic convolution (R. G. Keys, Cubic Convolution Interpolation for Digital
// Image Processing, IEEE Trans. ASSP 29, 1981). Its gradient is continuous and
// exact for quadratic polynomials. Missing neighbours are extrapolated by
// parabolas; without one of the corners of its cell a point has no Jet.
//
// Of scattered points it is the mean, weighted by barycentric coordinates, of
// the quadratic polynomials that fit the surroundings of the three corners
// best and meet them (weights 1/distance^2); exact for quadratic polynomials.
func (f *Field) Jet(x, y float64) Jet {
	if f.lattice != nil {
		return f.lattice.jet(x, y)
	}
	return f.mesh.jet(x, y)
}

var nowhere = Jet{math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN(), math.NaN()}
