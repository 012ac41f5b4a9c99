package space

import (
	"zscape/scene"
	"zscape/scene/bsp"
)

// MeetingLines returns the lines in which two patches run through each other, as
// they were drawn last; none if they were not wanted.
func (s *Patches) MeetingLines() [][]scene.Vec { return s.meet.curve.Lines }

// crossings returns the lines in which two patches run through each other.
func (m *model) crossings() [][]scene.Vec {
	of := make([][]uint32, len(m.lattices))
	if m.stack == nil {
		for k, o := range m.owner {
			of[o] = append(of[o], m.triangles[3*k:3*k+3]...)
		}
	}
	var lines [][]scene.Vec
	for a := range m.lattices {
		for b := range a {
			if m.stack != nil {
				of[a], of[b] = m.meeting(a, b)
			}
			if len(of[a]) == 0 || len(of[b]) == 0 {
				continue
			}
			m.pause()
			for _, line := range bsp.Crossings(m.points, of[a], of[b]) {
				w := make([]scene.Vec, len(line))
				for k, p := range line {
					w[k] = scene.Vec{X: p[0], Y: p[1], Z: p[2]}
				}
				lines = append(lines, w)
			}
		}
	}
	return lines
}

// meeting returns the triangles of lattices a and b of a stack that may meet: those of
// halves of cells in which not all of the one lies above the other.
func (m *model) meeting(a, b int) (ofA, ofB []uint32) {
	for half := range m.halfCells() {
		above, below := true, true
		p, q := m.corners3(a, half), m.corners3(b, half)
		for n := range p {
			d := m.points[p[n]][2] - m.points[q[n]][2]
			above, below = above && d > 0, below && d < 0
		}
		if !above && !below { // or there are gaps
			ofA, ofB = append(ofA, m.group(a, half)...), append(ofB, m.group(b, half)...)
		}
	}
	return ofA, ofB
}
