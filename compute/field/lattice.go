package field

import (
	"math"
	"slices"
)

// lattice is samples at all x and all y, which rise.
type lattice struct {
	x, y axis
	z    []float64
}

// axis is the places of samples along x or y.
type axis struct {
	at []float64
}

// snap is how near to a sample, in parts of the step, a place is the sample's:
// the rounding of the place must not make it need a neighbour that is missing.
const snap = 1e-9

// ascend turns axes that fall, and the samples with them.
func (l *lattice) ascend() {
	nx, ny := len(l.x.at), len(l.y.at)
	if l.x.at[0] > l.x.at[1] {
		slices.Reverse(l.x.at)
		for j := range ny {
			slices.Reverse(l.z[j*nx:][:nx])
		}
	}
	if l.y.at[0] > l.y.at[1] {
		slices.Reverse(l.y.at)
		for j, k := 0, ny-1; j < k; j, k = j+1, k-1 {
			a, b := l.z[j*nx:][:nx], l.z[k*nx:][:nx]
			for i := range a {
				a[i], b[i] = b[i], a[i]
			}
		}
	}
}

// find returns the step in which v lies, and how far on in it, 0..1; ok is
// false beyond the ends.
func (a axis) find(v float64) (i int, part float64, ok bool) {
	n := len(a.at)
	lo, hi := a.at[0], a.at[n-1]
	// Where equal steps would have it, or near.
	guess := (v - lo) / (hi - lo) * float64(n-1)
	if !(guess >= -snap && guess <= float64(n-1)+snap) && !(v >= lo && v <= hi) {
		return 0, 0, false
	}
	i = max(0, min(int(guess), n-2))
	if v < a.at[i] || v > a.at[i+1] {
		k, met := slices.BinarySearch(a.at, v)
		if !met {
			k--
		}
		i = max(0, min(k, n-2))
	}
	part = (v - a.at[i]) / (a.at[i+1] - a.at[i])
	switch {
	case part < snap:
		part = 0
	case part > 1-snap:
		part = 1
	}
	return i, part, true
}

func (l *lattice) value(x, y float64) float64 {
	i, u, okx := l.x.find(x)
	j, v, oky := l.y.find(y)
	if !okx || !oky {
		return math.NaN()
	}
	nx := len(l.x.at)
	return bilinear(l.z[j*nx+i:], nx, u, v)
}

// bilinear interpolates in the cell whose first corner is z[0]. A corner that
// has no weight may be NaN.
func bilinear(z []float64, nx int, u, v float64) float64 {
	switch {
	case v == 0:
		return along(z[0], z[1], u)
	case v == 1:
		return along(z[nx], z[nx+1], u)
	}
	return along(along(z[0], z[1], u), along(z[nx], z[nx+1], u), v)
}

func along(a, b, t float64) float64 {
	switch t {
	case 0:
		return a
	case 1:
		return b
	}
	return a*(1-t) + b*t
}

func (l *lattice) gridTo(dst, x, y []float64) {
	nx := len(l.x.at)
	cell, part := make([]int32, len(x)), make([]float64, len(x))
	for k, v := range x {
		i, u, ok := l.x.find(v)
		if cell[k], part[k] = int32(i), u; !ok {
			cell[k] = -1
		}
	}
	for m, v := range y {
		row := dst[m*len(x):][:len(x)]
		j, v, ok := l.y.find(v)
		z := l.z[j*nx:]
		for k, i := range cell {
			if row[k] = math.NaN(); ok && i >= 0 {
				row[k] = bilinear(z[i:], nx, part[k], v)
			}
		}
	}
}

// jet interpolates the 4 x 4 samples around the cell.
func (l *lattice) jet(x, y float64) Jet {
	i, u, okx := l.x.find(x)
	j, v, oky := l.y.find(y)
	if !okx || !oky {
		return nowhere
	}
	var patch [4][4]float64 // by y, then x; NaN where there is nothing
	nx, ny := len(l.x.at), len(l.y.at)
	for b := range patch {
		for a := range patch[b] {
			patch[b][a] = math.NaN()
			if p, q := i+a-1, j+b-1; 0 <= p && p < nx && 0 <= q && q < ny {
				patch[b][a] = l.z[q*nx+p]
			}
		}
	}
	px, py := l.x.around(i), l.y.around(j)
	for b := range patch {
		extend(&patch[b], px)
	}
	var lines [3][4]float64 // value, slope and curvature along x, of each row
	wx, wy := hermite(px, u), hermite(py, v)
	for k := range lines {
		for b := range patch {
			lines[k][b] = dot(&wx[k], &patch[b])
		}
		extend(&lines[k], py)
	}
	return Jet{
		Z: dot(&wy[0], &lines[0]), X: dot(&wy[0], &lines[1]), Y: dot(&wy[1], &lines[0]),
		XX: dot(&wy[0], &lines[2]), XY: dot(&wy[1], &lines[1]), YY: dot(&wy[2], &lines[0]),
	}
}

func dot(a, b *[4]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] + a[3]*b[3] }

// around returns the places i-1 to i+2, beyond the ends as far off as the last
// step is long.
func (a axis) around(i int) (p [4]float64) {
	p[1], p[2] = a.at[i], a.at[i+1]
	p[0], p[3] = 2*p[1]-p[2], 2*p[2]-p[1]
	if i > 0 {
		p[0] = a.at[i-1]
	}
	if i+2 < len(a.at) {
		p[3] = a.at[i+2]
	}
	return p
}

// extend puts the parabola through the other three, or the line through the
// middle two, in place of an outer value that is missing.
func extend(z *[4]float64, p [4]float64) {
	for _, o := range [2][4]int{{0, 1, 2, 3}, {3, 2, 1, 0}} {
		if z[o[0]] == z[o[0]] {
			continue
		}
		t, a, b, c := p[o[0]], p[o[1]], p[o[2]], p[o[3]]
		slope := (z[o[2]] - z[o[1]]) / (b - a)
		z[o[0]] = z[o[1]] + slope*(t-a)
		if z[o[3]] == z[o[3]] {
			bend := ((z[o[3]]-z[o[2]])/(c-b) - slope) / (c - a)
			z[o[0]] += bend * (t - a) * (t - b)
		}
	}
}

// hermite returns the weights of the values at p[0] to p[3] in the value, the
// slope and the curvature of the cubic between p[1] and p[2], at the part t of
// the way. Its slopes at both ends are those of parabolas.
func hermite(p [4]float64, t float64) (w [3][4]float64) {
	h := p[2] - p[1]
	// Values of the basis and its derivatives: of both ends, of both slopes.
	basis := [3][4]float64{
		{1 + t*t*(2*t-3), t * t * (3 - 2*t), t * (1 + t*(t-2)) * h, t * t * (t - 1) * h},
		{6 * t * (t - 1) / h, 6 * t * (1 - t) / h, 1 + t*(3*t-4), t * (3*t - 2)},
		{(12*t - 6) / (h * h), (6 - 12*t) / (h * h), (6*t - 4) / h, (6*t - 2) / h},
	}
	// The slope in the middle one of three places, a and b apart.
	slope := func(a, b float64) [3]float64 {
		return [3]float64{-b / (a * (a + b)), (b - a) / (a * b), a / (b * (a + b))}
	}
	first, last := slope(p[1]-p[0], h), slope(h, p[3]-p[2])
	for k, c := range basis {
		w[k] = [4]float64{c[2] * first[0], c[0] + c[2]*first[1] + c[3]*last[0], c[1] + c[2]*first[2] + c[3]*last[1], c[3] * last[2]}
	}
	return w
}
