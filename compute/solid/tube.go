package solid

import "math"

// around is how many vertices a tube has around its curve.
const around = 16

// tubes adds the tubes of the runs of finite points of a curve.
func (j *ShellConstruction) tubes(curve [][3]float64) {
	var run [][3]float64
	for _, p := range curve {
		if !finite(p[0] + p[1] + p[2]) {
			j.tube(run)
			run = run[:0]
			continue
		}
		run = append(run, j.place(p))
	}
	j.tube(run)
}

// tube adds the tube around a line of points, in mm.
func (j *ShellConstruction) tube(points [][3]float64) {
	line, closed := spaced(points, j.thickness/4, least*j.options.Size)
	n := len(line)
	if n < 2 {
		return
	}
	// A frame is carried along the line, turning as little as can be (parallel
	// transport); around a closed line it comes back turned, which is made up for
	// evenly.
	tangents, across := make([][3]float64, n), make([][3]float64, n)
	for k := range line {
		before, after := max(k-1, 0), min(k+1, n-1)
		if closed {
			before, after = (k+n-1)%n, (k+1)%n
		}
		t := unit(sub(line[after], line[before]))
		if t == [3]float64{} { // it turns back
			t = unit(sub(line[k], line[before]))
		}
		tangents[k] = t
		if k == 0 {
			across[0] = square(t, [3]float64{})
		} else {
			across[k] = square(t, across[k-1])
		}
	}
	twist := 0.0
	if closed {
		back := square(tangents[0], across[n-1])
		twist = math.Atan2(dot(back, cross(tangents[0], across[0])), dot(back, across[0]))
	}
	first := uint32(len(j.vertices))
	for k, p := range line {
		u, v := across[k], cross(tangents[k], across[k])
		for i := range around {
			sin, cos := math.Sincos(2*math.Pi*float64(i)/around - twist*float64(k)/float64(n))
			q := p
			for a := range q {
				q[a] += j.thickness / 2 * (cos*u[a] + sin*v[a])
			}
			j.vertices = append(j.vertices, q)
		}
	}
	at := func(k, i int) uint32 { return first + uint32(k%n*around+i%around) }
	rings := n - 1
	if closed {
		rings = n
	}
	for k := range rings {
		for i := range around {
			a, b, c, d := at(k, i), at(k, i+1), at(k+1, i+1), at(k+1, i)
			j.smooth = append(j.smooth, [3]uint32{a, b, c}, [3]uint32{c, d, a})
		}
	}
	if closed {
		return
	}
	for i := 1; i < around-1; i++ {
		j.sharp = append(j.sharp, [3]uint32{at(0, 0), at(0, i+1), at(0, i)}, [3]uint32{at(n-1, 0), at(n-1, i), at(n-1, i+1)})
	}
}

// square returns a unit vector at a right angle to t, as near to v as can be.
func square(t, v [3]float64) [3]float64 {
	d := dot(v, t)
	for a := range v {
		v[a] -= d * t[a]
	}
	if dot(v, v) > 1e-6 {
		return unit(v)
	}
	axis := 0
	for a := range t {
		if math.Abs(t[a]) < math.Abs(t[axis]) {
			axis = a
		}
	}
	v = [3]float64{}
	v[axis] = 1
	d = t[axis]
	for a := range v {
		v[a] -= d * t[a]
	}
	return unit(v)
}

// spaced returns those of the points that are at least so far from the one
// before, and whether the line comes back to where it began, within near. The
// last point is kept, unless the line is closed, where it is the first.
func spaced(points [][3]float64, apart, near float64) (line [][3]float64, closed bool) {
	for _, p := range points {
		if len(line) == 0 || far(p, line[len(line)-1], apart) {
			line = append(line, p)
		}
	}
	n := len(line)
	if n == 0 {
		return nil, false
	}
	last := points[len(points)-1]
	if n > 3 && !far(last, line[0], near) {
		if !far(line[n-1], line[0], apart) {
			line = line[:n-1]
		}
		return line, len(line) > 2
	}
	switch {
	case line[n-1] == last:
	case n > 1:
		line[n-1] = last
	case far(last, line[0], near): // a short line
		line = append(line, last)
	}
	return line, false
}
