package singular

import "math"

// sample looks at a sample that is infinite, or has no value though there are
// values on both sides of it: next to it the function may grow without bound.
func (f *finder) sample(i, j int) {
	z := f.g.At(i, j)
	if math.IsInf(z, 0) {
		f.breaks.Poles = append(f.breaks.Poles, Place{I: i, J: j})
		f.known[i+1] |= poleAt
		const most = 20 // that are looked at: of others the sign says enough
		if b := f.breaks; b.Up && b.Down || len(b.Poles) <= most && f.around(i, j) {
			return
		}
		f.goes(math.Copysign(1, z))
		return
	}
	if f.at == nil || f.left <= 0 || !f.between(i, j) {
		return
	}
	if f.nearby(i, poleAt) || f.around(i, j) {
		f.breaks.Poles = append(f.breaks.Poles, Place{I: i, J: j})
		f.known[i+1] |= poleAt
	}
}

// between reports whether there are values on two opposite sides of sample (i, j).
func (f *finder) between(i, j int) bool {
	there := func(i, j int) bool { z := f.g.At(i, j); return z-z == 0 }
	return i > 0 && i < f.nx-1 && there(i-1, j) && there(i+1, j) || j > 0 && j < f.ny-1 && there(i, j-1) && there(i, j+1)
}

// around notes in which directions z grows without bound towards sample (i, j) from
// its neighbours, and reports whether there is one.
func (f *finder) around(i, j int) (ok bool) {
	k := j*f.nx + i
	look := func(i2, j2, s, samples int) {
		if i2 < 0 || j2 < 0 || i2 >= f.nx || j2 >= f.ny {
			return
		}
		var side float64
		if f.at != nil && f.left > 0 {
			g := f.g
			side = f.end(way{x: g.X[i], y: g.Y[j], dx: g.X[i2] - g.X[i], dy: g.Y[j2] - g.Y[j]}, 0, 1)
		} else {
			side, _, _ = trend(f.g.Z, k-s, s, samples)
		}
		f.goes(side)
		ok = ok || side != 0
	}
	look(i-1, j, 1, i)
	look(i+1, j, -1, f.nx-1-i)
	look(i, j-1, f.nx, j)
	look(i, j+1, -f.nx, f.ny-1-j)
	return ok
}

// brinks looks from a sample to neighbours that have no value: up to the edge of its
// domain, the function may grow without bound.
func (f *finder) brinks(i, j int) {
	const most = 100 // that are looked at before the first pole
	z, k := f.g.Z, j*f.nx+i
	look := func(i2, j2, s, samples int) {
		if i2 < 0 || j2 < 0 || i2 >= f.nx || j2 >= f.ny || z[k+s] == z[k+s] {
			return
		}
		const faster = 1.25 // than before it
		if samples > 1 && !(math.Abs(z[k]-z[k-s]) > faster*math.Abs(z[k-s]-z[k-2*s])) {
			return
		}
		side := 0.0
		if f.nearby(i, poleEnd) {
			if samples > 0 {
				side = math.Copysign(1, z[k]-z[k-s])
			}
		} else {
			if f.left <= 0 || f.brinksSeen >= most {
				return
			}
			g := f.g
			w := way{x: g.X[i], y: g.Y[j], dx: g.X[i2] - g.X[i], dy: g.Y[j2] - g.Y[j]}
			if side = f.brink(w, z[k]); side == 0 {
				f.brinksSeen++
				return
			}
		}
		f.breaks.Poles = append(f.breaks.Poles, Place{I: i, J: j})
		f.known[i+1] |= poleEnd
		f.goes(side)
	}
	look(i-1, j, -1, f.nx-1-i)
	look(i+1, j, 1, i)
	look(i, j-1, -f.nx, f.ny-1-j)
	look(i, j+1, f.nx, j)
}

// brink returns in which direction z grows without bound on w up to where it ceases
// to have values, 0 if in none. It has the value z at the beginning.
func (f *finder) brink(w way, z float64) float64 {
	const patience = 3
	in, out := side{z: z}, 1.0
	most := w.depth()
	for n := range most {
		m := (in.t + out) / 2
		switch z := f.value(w, m); {
		case math.IsInf(z, 0):
			return math.Copysign(1, z)
		case z != z:
			out = m
		default:
			if in.move(m, z, z-in.z, 2*n/most); in.calm >= patience {
				return 0
			}
		}
	}
	return in.goes()
}
