package terrain

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Values worked out by hand.
func TestAt(t *testing.T) {
	r2 := math.Sqrt2 / 2
	for _, tt := range []struct {
		text          string
		x, y          float64
		z             float64
		gradient      [2]float64
		slope, aspect float64
		normal        [3]float64
		eigen         [2]float64
		axes          [2][2]float64
		mean, gauss   float64
	}{
		{"5", 1, 2, 5, [2]float64{}, 0, nan, [3]float64{0, 0, 1}, [2]float64{}, [2][2]float64{{0, 1}, {1, 0}}, 0, 0},
		{"x", 3, 0, 3, [2]float64{1, 0}, 45, 0, [3]float64{-r2, 0, r2}, [2]float64{}, [2][2]float64{{0, 1}, {1, 0}}, 0, 0},
		{"-2x + 2y", 0, 0, 0, [2]float64{-2, 2}, 70.52877936550931, 135, [3]float64{2. / 3, -2. / 3, 1. / 3}, [2]float64{}, [2][2]float64{{0, 1}, {1, 0}}, 0, 0},
		{"x^2 + 3y^2", 0, 0, 0, [2]float64{}, 0, nan, [3]float64{0, 0, 1}, [2]float64{2, 6}, [2][2]float64{{1, 0}, {0, 1}}, 4, 12},
		{"x*y", 0, 0, 0, [2]float64{}, 0, nan, [3]float64{0, 0, 1}, [2]float64{-1, 1}, [2][2]float64{{-r2, r2}, {r2, r2}}, 0, -1},
		// Spheres of radius 3: the dome and the bowl.
		{"sqrt(9 - x^2 - y^2)", 1, 2, 2, [2]float64{-0.5, -1}, 48.189685104221404, -116.56505117707799,
			[3]float64{1. / 3, 2. / 3, 2. / 3}, [2]float64{-1.125, -0.5}, [2][2]float64{{1 / math.Sqrt(5), 2 / math.Sqrt(5)}, {-2 / math.Sqrt(5), 1 / math.Sqrt(5)}}, -1. / 3, 1. / 9},
		{"-sqrt(9 - x^2 - y^2)", -2, -2, -1, [2]float64{-2, -2}, 70.52877936550931, -135,
			[3]float64{2. / 3, 2. / 3, 1. / 3}, [2]float64{1, 9}, [2][2]float64{{-r2, r2}, {r2, r2}}, 1. / 3, 1. / 9},
		// A cylinder of radius 5, and a cone.
		{"sqrt(25 - x^2)", 3, 7, 4, [2]float64{-0.75, 0}, 36.86989764584402, 180, [3]float64{0.6, 0, 0.8},
			[2]float64{-0.390625, 0}, [2][2]float64{{1, 0}, {0, 1}}, -0.1, 0},
		{"hypot(x, y)", 3, 4, 5, [2]float64{0.6, 0.8}, 45, 53.13010235415598, [3]float64{-0.6 * r2, -0.8 * r2, r2},
			[2]float64{0, 0.2}, [2][2]float64{{0.6, 0.8}, {-0.8, 0.6}}, 0.1 * r2, 0},
		// A helicoid and Scherk's surface are minimal: their mean curvature is 0.
		{"atan2(y, x)", 1, 0, 0, [2]float64{0, 1}, 45, 90, [3]float64{0, -r2, r2}, [2]float64{-1, 1}, [2][2]float64{{r2, r2}, {-r2, r2}}, 0, -0.25},
		{"log(cos(y)/cos(x))", 0, 0, 0, [2]float64{}, 0, nan, [3]float64{0, 0, 1}, [2]float64{-1, 1}, [2][2]float64{{0, 1}, {1, 0}}, 0, -1},
	} {
		p := At(formula(t, tt.text), tt.x, tt.y)
		for _, c := range []struct {
			name      string
			got, want []float64
		}{
			{"place", []float64{p.X, p.Y, p.Z}, []float64{tt.x, tt.y, tt.z}},
			{"gradient", p.Gradient[:], tt.gradient[:]},
			{"slope, aspect", []float64{p.Slope, p.Aspect}, []float64{tt.slope, tt.aspect}},
			{"normal", p.Normal[:], tt.normal[:]},
			{"eigenvalues", p.Eigen[:], tt.eigen[:]},
			{"first axis", p.Axes[0][:], tt.axes[0][:]},
			{"second axis", p.Axes[1][:], tt.axes[1][:]},
			{"mean, Gaussian curvature", []float64{p.Mean, p.Gauss}, []float64{tt.mean, tt.gauss}},
		} {
			for i := range c.want {
				if !close(c.got[i], c.want[i], 4e-15) {
					t.Errorf("%s at (%v, %v): %s %v, want %v", tt.text, tt.x, tt.y, c.name, c.got, c.want)
					break
				}
			}
		}
	}
}

// The axes are unit eigenvectors at a right angle, and the smaller eigenvalue has
// all its digits.
func TestEigen(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 1000 {
		xx, xy, yy := r.NormFloat64(), r.NormFloat64()*math.Exp(5*r.NormFloat64()), r.NormFloat64()
		values, axes := eigen(xx, xy, yy)
		size := max(math.Abs(values[0]), math.Abs(values[1]))
		if values[0] > values[1] {
			t.Errorf("eigenvalues %v", values)
		}
		for i, l := range values {
			a := axes[i]
			if !close(math.Hypot(a[0], a[1]), 1, 1e-15) || a[1] < 0 || !close(axes[0][0]*axes[1][0]+axes[0][1]*axes[1][1], 0, 1e-15) {
				t.Errorf("axes %v", axes)
			}
			if e := math.Hypot(xx*a[0]+xy*a[1]-l*a[0], xy*a[0]+yy*a[1]-l*a[1]); e > 1e-15*size {
				t.Errorf("(%v, %v, %v): A a - l a is %v", xx, xy, yy, e)
			}
		}
	}
	for _, tt := range []struct{ xx, xy, yy, lo, hi float64 }{
		// (1, a; a, a^2 + d) has the determinant d.
		{1, 0x1p-20, 0x1p-40 + 0x1p-80, 0x1p-80 / (1 + 0x1p-40), 1 + 0x1p-40},
		{1 + 0x1p-30, 1, 1 - 0x1p-30, -0x1p-61, 2},
		{1e300, 0, 1e300, 1e300, 1e300},
		{0, 1e-300, 0, -1e-300, 1e-300},
		{-4, 2, -1, -5, 0},
	} {
		values, _ := eigen(tt.xx, tt.xy, tt.yy)
		if math.Abs(values[0]-tt.lo) > 1e-15*math.Abs(tt.lo) || math.Abs(values[1]-tt.hi) > 1e-15*math.Abs(tt.hi) {
			t.Errorf("(%v, %v, %v): eigenvalues %v, want %v, %v", tt.xx, tt.xy, tt.yy, values, tt.lo, tt.hi)
		}
	}
}

// The tangent plane touches: it errs by the square of the distance.
func TestPlane(t *testing.T) {
	f := formula(t, peaks)
	p := At(f, 0.3, -0.4)
	if z := p.Plane(0.3, -0.4); z != p.Z {
		t.Errorf("height of the plane is %v, of the point %v", z, p.Z)
	}
	const d = 1e-5
	for _, v := range [][2]float64{{d, 0}, {0, d}, {-d, d}} {
		x, y := p.X+v[0], p.Y+v[1]
		if e := math.Abs(p.Plane(x, y) - f.Height(x, y)); e > 50*d*d {
			t.Errorf("the plane is %v off at (%v, %v)", e, x, y)
		}
	}
}

// Steep places neither overflow nor lose what can be known.
func TestAtExtreme(t *testing.T) {
	field := func(j Jet) Field { return func(x, y float64) Jet { return j } }
	p := At(field(Jet{X: 1e200, Y: -1e200, XX: 1e200, YY: 1e200}), 0, 0)
	if p.Slope != 90 || p.Aspect != -45 || !close(p.Normal[0], -math.Sqrt2/2, 1e-15) || math.IsNaN(p.Mean+p.Gauss) {
		t.Errorf("steep: %+v", p)
	}
	p = At(field(Jet{X: math.Inf(1), Y: 1}), 0, 0)
	if p.Slope != 90 || p.Aspect != 0 {
		t.Errorf("vertical: %+v", p)
	}
	p = At(field(Jet{nan, nan, nan, nan, nan, nan}), 0, 0)
	if !math.IsNaN(p.Slope) || !math.IsNaN(p.Aspect) || !math.IsNaN(p.Mean) || !math.IsNaN(p.Eigen[0]) || !math.IsNaN(p.Axes[1][0]) {
		t.Errorf("gap: %+v", p)
	}
}

func TestAtAllocs(t *testing.T) {
	f := Field(func(x, y float64) Jet { return Jet{x * y, y, x, 0, 1, 0} })
	if n := testing.AllocsPerRun(100, func() { At(f, 1, 2) }); n != 0 {
		t.Errorf("At allocates %v times", n)
	}
}

func BenchmarkAt(b *testing.B) {
	for _, c := range []struct{ name, text string }{{"x*y", "x*y"}, {"peaks", peaks}} {
		f := formula(b, c.text)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				At(f, 0.3, 0.4)
			}
		})
		b.Run(c.name+"/field alone", func(b *testing.B) {
			for b.Loop() {
				f(0.3, 0.4)
			}
		})
	}
}
