package blockmodel

import "math"

const (
	// nearBits and farBits: a curve is a table up to 2^nearBits, and from there on
	// 2^farBits polynomials for each doubling.
	nearBits = 14
	farBits  = 8

	farShift = 52 - farBits
)

// curve is a function of whole numbers from 0, where it is 0.
type curve struct {
	near   []float64
	offset float64 // far is a function of n + offset
	first  int     // the exponent and first bits of where far begins
	far    []piece
}

// piece is a polynomial about its middle.
type piece struct{ middle, c0, c1, c2, c3, c4 float64 }

// at returns the value at n.
func (c *curve) at(n int) float64 {
	if n < len(c.near) {
		return c.near[n]
	}
	return c.beyond(n)
}

func (c *curve) beyond(n int) float64 {
	x := float64(n) + c.offset
	p := &c.far[int(math.Float64bits(x)>>farShift)-c.first]
	h := x - p.middle
	return p.c0 + h*(p.c1+h*(p.c2+h*(p.c3+h*p.c4)))
}

// newCurve tabulates a function of n + offset up to n = most, whose Taylor
// coefficients about large x are given.
func newCurve(offset float64, most int, f func(x float64) float64, taylor func(x float64) (c1, c2, c3, c4 float64)) curve {
	c := curve{near: make([]float64, min(most+1, 1<<nearBits)), offset: offset}
	for n := range c.near {
		c.near[n] = f(float64(n) + offset)
	}
	if most < len(c.near) {
		return c
	}
	c.first = int(math.Float64bits(float64(len(c.near))+offset) >> farShift)
	last := int(math.Float64bits(float64(most)+offset) >> farShift)
	c.far = make([]piece, last-c.first+1)
	for k := range c.far {
		from := math.Float64frombits(uint64(c.first+k) << farShift)
		to := math.Float64frombits(uint64(c.first+k+1) << farShift)
		x := (from + to) / 2
		p := piece{middle: x, c0: f(x)}
		p.c1, p.c2, p.c3, p.c4 = taylor(x)
		c.far[k] = p
	}
	return c
}

// logGammas returns ln Gamma(a + n) - ln Gamma(a) - slope n.
func logGammas(a float64, most int, slope float64) curve {
	start, _ := math.Lgamma(a)
	return newCurve(a, most, func(x float64) float64 {
		v, _ := math.Lgamma(x)
		return v - start - slope*(x-a)
	}, func(x float64) (c1, c2, c3, c4 float64) {
		// The polygamma functions by their asymptotic series (M. Abramowitz, I. Stegun,
		// 6.3.18 and 6.4.11).
		u := 1 / x
		return math.Log(x) - u/2 - u*u/12 - slope, (u + u*u/2 + u*u*u/6) / 2, -(u*u + u*u*u) / 6, (2*u*u*u + 3*u*u*u*u) / 24
	})
}

// logarithms returns ln((b + n) / b).
func logarithms(b float64, most int) curve {
	return newCurve(b, most, func(x float64) float64 { return math.Log(x / b) }, func(x float64) (c1, c2, c3, c4 float64) {
		u := 1 / x
		return u, -u * u / 2, u * u * u / 3, -u * u * u * u / 4
	})
}
