package terrain

import (
	"math"

	"zscape/compute/grid"
)

// SteepnessTo sets dst, one value a sample, to the length of the gradient of g by
// differences: at each sample that of the parabola through it and its neighbours,
// at borders and gaps that of the line to the one that there is.
func SteepnessTo(dst []float64, g *grid.Grid) {
	checkLength(dst, g)
	nx, ny := g.Nx(), g.Ny()
	for j := range ny {
		for i := range nx {
			zx, _ := alongX(g, i, j)
			zy, _ := alongY(g, i, j)
			dst[j*nx+i] = math.Hypot(zx, zy)
		}
	}
}

func checkLength(dst []float64, g *grid.Grid) {
	if len(dst) != len(g.Z) {
		panic("terrain: there is not one value for each sample")
	}
}

// alongX returns the derivatives of g with respect to x at a sample.
func alongX(g *grid.Grid, i, j int) (first, second float64) {
	back, on := i == 0 || g.TornBetween(i-1, j, i, j), i == g.Nx()-1 || g.TornBetween(i, j, i+1, j)
	return derivatives(g.X, g.Z, j*g.Nx()+i, 1, i, back, on)
}

// alongY returns the derivatives of g with respect to y at a sample.
func alongY(g *grid.Grid, i, j int) (first, second float64) {
	back, on := j == 0 || g.TornBetween(i, j-1, i, j), j == g.Ny()-1 || g.TornBetween(i, j, i, j+1)
	return derivatives(g.Y, g.Z, j*g.Nx()+i, g.Nx(), j, back, on)
}

// derivatives returns the first and the second derivative of z, at sample k,
// along the axis at whose place i it is; neighbours are stride samples apart.
// They are those of the parabola through the sample and its neighbours. Where
// one of these is missing, or said to have ended before, the first is that of the
// line to the other, and the second is NaN.
func derivatives(at, z []float64, k, stride, i int, noBack, noForward bool) (first, second float64) {
	back, forward := math.NaN(), math.NaN()
	if !noBack {
		back = (z[k] - z[k-stride]) / (at[i] - at[i-1])
	}
	if !noForward {
		forward = (z[k+stride] - z[k]) / (at[i+1] - at[i])
	}
	switch {
	case back-back != 0:
		return forward, math.NaN()
	case forward-forward != 0:
		return back, math.NaN()
	}
	b, f := at[i]-at[i-1], at[i+1]-at[i]
	return (back*f + forward*b) / (b + f), 2 * (forward - back) / (b + f)
}

// MeanCurvaturesTo sets dst, one value a sample, to the mean curvature of g by
// differences, with the sign of Point.Mean; at borders, where there are none, to
// that of the sample beside it.
func MeanCurvaturesTo(dst []float64, g *grid.Grid) {
	checkLength(dst, g)
	nx, ny := g.Nx(), g.Ny()
	clear(dst)
	for j := range ny {
		for i := range nx {
			p, q := max(1, min(i, nx-2)), max(1, min(j, ny-2))
			if nx < 3 || ny < 3 {
				continue
			}
			zx, zxx := alongX(g, p, q)
			zy, zyy := alongY(g, p, q)
			above, _ := alongX(g, p, q+1)
			below, _ := alongX(g, p, q-1)
			zxy := (above - below) / (g.Y[q+1] - g.Y[q-1])
			dst[j*nx+i] = meanCurvature(zx, zy, zxx, zxy, zyy)
		}
	}
}

// meanCurvature returns that of a surface with these derivatives.
func meanCurvature(zx, zy, zxx, zxy, zyy float64) float64 {
	return ((1+zy*zy)*zxx - 2*zx*zy*zxy + (1+zx*zx)*zyy) / (2 * math.Pow(1+zx*zx+zy*zy, 1.5))
}

// SteepnessOf returns the length of the gradient of f at (x, y), by differences
// over dx and dy.
func SteepnessOf(f func(x, y float64) float64, x, y, dx, dy float64) float64 {
	return math.Hypot((f(x+dx, y)-f(x-dx, y))/(2*dx), (f(x, y+dy)-f(x, y-dy))/(2*dy))
}

// MeanCurvatureOf returns the mean curvature of f at (x, y), by differences.
func MeanCurvatureOf(f func(x, y float64) float64, x, y, dx, dy float64) float64 {
	z, e, w, n, s := f(x, y), f(x+dx, y), f(x-dx, y), f(x, y+dy), f(x, y-dy)
	zxy := (f(x+dx, y+dy) - f(x-dx, y+dy) - f(x+dx, y-dy) + f(x-dx, y-dy)) / (4 * dx * dy)
	return meanCurvature((e-w)/(2*dx), (n-s)/(2*dy), (e-2*z+w)/(dx*dx), zxy, (n-2*z+s)/(dy*dy))
}

// Nearby returns what of, SteepnessOf or MeanCurvatureOf, says of f at (x, y) or, at
// the edge of a gap, at a place as near by as its differences reach.
func Nearby(f func(x, y float64) float64, x, y, dx, dy float64, of func(f func(x, y float64) float64, x, y, dx, dy float64) float64) float64 {
	const away = 1.5 // differences: beyond those, and the rounding of the edge
	v := math.NaN()
	for _, to := range [...][2]float64{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}} {
		if v = of(f, x+away*to[0]*dx, y+away*to[1]*dy, dx, dy); v-v == 0 {
			break
		}
	}
	return v
}
