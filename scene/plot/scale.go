package plot

import (
	"math"

	"zscape/scene"
)

// Scale is how the numbers of an axis are spread along it.
type Scale int

const (
	Linear Scale = iota // evenly
	Log                 // by their logarithms; values that are not positive are gaps
	Date                // evenly, as seconds since 1970 UTC; ticks follow the calendar
)

const (
	huge   = scene.Farthest // no limit lies farther from zero
	narrow = 1e-12          // least width of a range, relative to its numbers,
	finest = 1e-300         // and in all
	far    = 1e12           // no screen coordinate lies farther from zero
)

// forward takes a value to the axis's own space, in which it is linear. ok is
// false if the axis has no place for v.
func (s Scale) forward(v float64) (u float64, ok bool) {
	if s == Log {
		u = math.Log10(v) // NaN or infinite unless v is positive and finite
	} else {
		u = v
	}
	return u, u-u == 0
}

// inverse is the inverse of forward, held within what limits may be.
func (s Scale) inverse(u float64) float64 {
	if s == Log {
		return hold(math.Pow(10, u), 1/huge, huge)
	}
	return hold(u, -huge, huge)
}

// sane returns limits that an axis can have: finite, ascending, not too close
// to be told apart.
func (s Scale) sane(lo, hi float64) (float64, float64) {
	if math.IsNaN(lo) || math.IsNaN(hi) || s == Log && max(lo, hi) <= 0 {
		return s.blank()
	}
	if lo > hi {
		lo, hi = hi, lo
	}
	nearest := -huge
	if s == Log {
		nearest = 1 / huge
		if lo <= 0 {
			lo = hi / 1000
		}
	}
	lo, hi = hold(lo, nearest, huge), hold(hi, nearest, huge)
	if tooNarrow(lo, hi) {
		lo, hi = s.around(lo/2 + hi/2)
	}
	return lo, hi
}

func tooNarrow(lo, hi float64) bool {
	return !(hi-lo >= narrow*max(math.Abs(lo), math.Abs(hi)) && hi-lo >= finest)
}

// around returns limits that show the single value v.
func (s Scale) around(v float64) (lo, hi float64) {
	switch {
	case s == Log:
		u := hold(math.Log10(v), -299, 299)
		return math.Pow(10, u-0.5), math.Pow(10, u+0.5)
	case s == Date:
		const halfDay = 43200
		half := max(halfDay, 1e-9*math.Abs(v))
		return hold(v, -huge/2, huge/2) - half, hold(v, -huge/2, huge/2) + half
	case math.Abs(v) < 1e-290:
		return -1, 1
	}
	v = hold(v, -huge/2, huge/2)
	half := 0.1 * math.Abs(v)
	return v - half, v + half
}

// blank returns the limits of an axis that has nothing to show.
func (s Scale) blank() (lo, hi float64) {
	switch s {
	case Log:
		return 1, 10
	case Date:
		return 0, 86400
	}
	return 0, 1
}

func hold(v, lo, hi float64) float64 { return max(lo, min(v, hi)) }

// mapping takes the values of one axis to one coordinate of the screen.
type mapping struct {
	scale  Scale
	u0, u1 float64 // limits in the axis's own space
	p0, k  float64 // where u0 is, and screen units for each unit of u
}

func newMapping(s Scale, lo, hi, p0, p1 float64) mapping {
	u0, _ := s.forward(lo)
	u1, _ := s.forward(hi)
	return mapping{s, u0, u1, p0, (p1 - p0) / (u1 - u0)}
}

// toScreen is called for every point of every frame.
func (m *mapping) toScreen(v float64) (p float64, ok bool) {
	if m.scale == Log {
		v = math.Log10(v)
	}
	p = m.p0 + (v-m.u0)*m.k
	switch {
	case p > far:
		p = far
	case p < -far:
		p = -far
	}
	return p, v-v == 0
}

func (m *mapping) toSpace(p float64) (u float64) { return m.u0 + (p-m.p0)/m.k }

func (m *mapping) toData(p float64) float64 { return m.scale.inverse(m.toSpace(p)) }

// limits returns the values at u0 and u1, or those shown now if the space
// cannot be cut that finely or reach that far.
func (m *mapping) limits(u0, u1 float64) (lo, hi float64) {
	lo, hi = m.scale.inverse(min(u0, u1)), m.scale.inverse(max(u0, u1))
	reach, least := huge, 0.0
	if m.scale == Log {
		reach, least = 300, narrow
	}
	if !(max(math.Abs(u0), math.Abs(u1)) <= reach) || tooNarrow(lo, hi) || math.Abs(u1-u0) < least {
		return m.scale.inverse(m.u0), m.scale.inverse(m.u1)
	}
	return lo, hi
}

// pan returns the limits after what is shown has moved by d on the screen.
func (m *mapping) pan(d float64) (lo, hi float64) {
	du := d / m.k
	return m.limits(m.u0-du, m.u1-du)
}

// zoom returns the limits when all is stretched by factor about p.
func (m *mapping) zoom(p, factor float64) (lo, hi float64) {
	if !(factor > 0) {
		return m.limits(m.u0, m.u1)
	}
	u := m.toSpace(p)
	return m.limits(u-(u-m.u0)/factor, u+(m.u1-u)/factor)
}

// between returns the limits from p to q.
func (m *mapping) between(p, q float64) (lo, hi float64) {
	return m.limits(m.toSpace(p), m.toSpace(q))
}
