package raster

import "math"

// ruler measures on one triangle how far a sample is from the nearest line of
// a family: the lines on which a coordinate is a whole number.
type ruler struct {
	on     bool    // some line may be seen
	plane  plane   // of the coordinate
	period float32 // distance between lines, in samples

	// Lines closer together than about two samples are painted as an even
	// tone: the coverage tends to mean as dense goes from 0 to 1.
	mean, dense float32
}

// set prepares r for a triangle whose corners have the coordinates values[c.i].
func (r *ruler) set(f *frame, p *pen, values []float32, c *[3]corner) {
	v0, v1, v2 := float64(values[c[0].i]), float64(values[c[1].i]), float64(values[c[2].i])
	plane := f.plane(v0, v1, v2)
	perSample := math.Sqrt(plane.dx*plane.dx + plane.dy*plane.dy)
	// On a plateau the place of a line is chance. (NaN ends here, too.)
	if !(perSample > 1e-5) {
		return
	}
	dense := smoothstep(0.3, 0.7, perSample)
	reach := p.radius * perSample
	if dense == 0 && math.Floor(max(v0, v1, v2)+reach) < math.Ceil(min(v0, v1, v2)-reach) {
		return
	}
	*r = ruler{
		on:     true,
		plane:  plane,
		period: float32(1 / perSample),
		mean:   float32(min(p.width*perSample, 1)) / p.fade,
		dense:  float32(dense),
	}
}

// start returns a mark at (x, y) from the first corner. It counts from base,
// the nearest whole number, so as to be exact there.
func (r *ruler) start(x, y float64) (m mark, base float64) {
	if !r.on {
		return mark{0.5, 0, math.MaxFloat32}, 0 // as far as can be from any line
	}
	value := r.plane.at + r.plane.dx*x + r.plane.dy*y
	base = math.Floor(value + 0.5)
	return mark{float32(value - base), float32(r.plane.dx), r.period}, base
}

// tone returns coverage c of a line, or the mean coverage where lines are dense.
func (r *ruler) tone(c float32) float32 { return c + r.dense*(r.mean-c) }

// mark is a place on a ruler that moves along a row, by step a sample.
type mark struct{ value, step, period float32 }

func (m *mark) move() { m.value += m.step }

// coverage returns how much of the sample is covered by a line drawn with a
// pen of the given radius.
func (m mark) coverage(radius float32) float32 {
	// At this size a float32 has no fraction: adding it rounds.
	const round = 3 << 22
	off := m.value - (float32(m.value+round) - round)
	off = math.Float32frombits(math.Float32bits(off) &^ (1 << 31)) // |off|, without a branch
	return unit(radius - off*m.period)
}

// smoothstep goes from 0 at lo to 1 at hi, flat at both ends.
func smoothstep(lo, hi, v float64) float64 {
	t := unit((v - lo) / (hi - lo))
	return t * t * (3 - 2*t)
}
