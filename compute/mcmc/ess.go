package mcmc

import (
	"math"
	"math/bits"
	"slices"
)

// ess returns the effective sample size of the halves, each of so many draws: their
// number divided by the autocorrelation time, which C. J. Geyer's initial monotone
// sequence estimates ("Practical Markov chain Monte Carlo", Statistical Science 7, 1992).
func (m *Meter) ess(half int) float64 {
	n, count := float64(half), float64(len(m.split)/half)
	m.means = m.means[:0]
	for c := 0; c < len(m.split); c += half {
		mean, _ := spread(m.split[c : c+half])
		m.means = append(m.means, mean)
		for t := c; t < c+half; t++ {
			m.split[t] -= mean
		}
	}
	m.acov.begin(m.split, half)
	defer func() { // as it was
		for c, mean := range m.means {
			for t := c * half; t < (c+1)*half; t++ {
				m.split[t] += mean
			}
		}
	}()
	within := m.acov.at(0) * n / (n - 1)
	_, between := spread(m.means)
	all := within*(n-1)/n + between/(count-1)
	rho := func(lag int) float64 { return 1 - (within-m.acov.at(lag))/all }

	// The sums of neighbours, as long as they are positive.
	even, odd := 1.0, rho(1)
	m.rho = append(m.rho[:0], even, odd)
	last := 0
	for last < half-5 && even+odd > 0 {
		last += 2
		even, odd = rho(last), rho(last+1)
		if even+odd < 0 {
			m.rho = append(m.rho, 0, 0)
		} else {
			m.rho = append(m.rho, even, odd)
		}
	}
	if even > 0 {
		m.rho[last] = even
	}
	// They do not rise.
	for t := 2; t <= last-2; t += 2 {
		if before := m.rho[t-2] + m.rho[t-1]; m.rho[t]+m.rho[t+1] > before {
			m.rho[t], m.rho[t+1] = before/2, before/2
		}
	}
	tau := -1 + m.rho[last]
	for _, r := range m.rho[:last] {
		tau += 2 * r
	}
	size := n * count
	return size / max(tau, 1/math.Log10(size))
}

// directLags is how many lags are summed up one by one before all are computed.
const directLags = 48

// autocovariance is the mean autocovariance of rows of n numbers about 0, whose sums
// of products are divided by n. It is computed as far as it is asked for: by
// products, and from many lags on by Fourier transforms.
type autocovariance struct {
	rows []float64
	n    int
	all  []complex128 // of every lag, once there are many; empty before
	row  []complex128
	turn []complex128 // the roots of 1
}

// begin takes other rows, which it keeps.
func (a *autocovariance) begin(rows []float64, n int) {
	a.rows, a.n, a.all = rows, n, a.all[:0]
}

func (a *autocovariance) at(lag int) float64 {
	scale := float64(len(a.rows))
	if lag < directLags {
		sum := 0.0
		for r := 0; r < len(a.rows); r += a.n {
			row := a.rows[r : r+a.n]
			sum += products(row[:a.n-lag], row[lag:])
		}
		return sum / scale
	}
	if len(a.all) == 0 {
		a.transform()
	}
	return real(a.all[lag]) / scale
}

// products returns the sum of products of two rows.
func products(x, y []float64) float64 {
	var s0, s1, s2, s3 float64
	y = y[:len(x)]
	t := 0
	for ; t+4 <= len(x); t += 4 {
		p, q := (*[4]float64)(x[t:]), (*[4]float64)(y[t:])
		s0 += p[0] * q[0]
		s1 += p[1] * q[1]
		s2 += p[2] * q[2]
		s3 += p[3] * q[3]
	}
	for ; t < len(x); t++ {
		s0 += x[t] * y[t]
	}
	return (s0 + s1) + (s2 + s3)
}

// transform computes all lags: the transform of the rows' power (N. Wiener, A.
// Khinchin). Two rows make one complex one, whose autocovariance has the sum of
// theirs for its real part.
func (a *autocovariance) transform() {
	size := 1 << bits.Len(uint(2*a.n-1))
	a.all = slices.Grow(a.all[:0], size)[:size]
	a.row = slices.Grow(a.row[:0], size)[:size]
	if len(a.turn) != size/2 {
		a.turn = slices.Grow(a.turn[:0], size/2)[:size/2]
		for k := range a.turn {
			sin, cos := math.Sincos(-2 * math.Pi * float64(k) / float64(size))
			a.turn[k] = complex(cos, sin)
		}
	}
	clear(a.all)
	for r := 0; r < len(a.rows); r += 2 * a.n {
		clear(a.row)
		for t := range a.n {
			a.row[t] = complex(a.rows[r+t], a.rows[r+a.n+t])
		}
		fourier(a.row, a.turn)
		for k, v := range a.row {
			a.all[k] += complex((real(v)*real(v)+imag(v)*imag(v))/float64(size), 0)
		}
	}
	fourier(a.all, a.turn) // of real numbers: the inverse has the same real part
}

// fourier replaces x, whose length is a power of 2, by its discrete Fourier
// transform, with half of the roots of 1 of that order (J. Cooley, J. Tukey, 1965).
func fourier(x, turn []complex128) {
	shift := 64 - bits.Len(uint(len(x)-1))
	for k := range x {
		if j := int(bits.Reverse64(uint64(k)) >> shift); k < j {
			x[k], x[j] = x[j], x[k]
		}
	}
	for width := 1; width < len(x); width *= 2 {
		stride := len(turn) / width
		for at := 0; at < len(x); at += 2 * width {
			butterflies(x[at:at+width], x[at+width:at+2*width], turn, stride)
		}
	}
}

// butterflies joins the transforms of every other number to that of all.
func butterflies(even, odd, turn []complex128, stride int) {
	odd = odd[:len(even)]
	for k, u := range even {
		v := odd[k] * turn[k*stride]
		even[k], odd[k] = u+v, u-v
	}
}
