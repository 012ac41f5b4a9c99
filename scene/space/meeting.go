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
	for k, o := range m.owner {
		of[o] = append(of[o], m.triangles[3*k:3*k+3]...)
	}
	var lines [][]scene.Vec
	for a := range of {
		for b := range a {
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
