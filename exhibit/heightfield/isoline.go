package heightfield

import (
	"zscape/compute/contour"
	"zscape/scene"
	"zscape/scene/space"
)

// isoline is the contour line at the height of the probe, on the surface and on
// the map beside it.
type isoline struct {
	version  uint64
	level    float64
	lines    [][]scene.Vec
	on, flat space.Curve
}

// isolineSamples is how many samples along an axis it is traced on: it follows the
// pointer.
const isolineSamples = 200

// isoline brings the line to the probe; ok is false if there is none, or nothing
// in the picture that it would be read with.
func (s *Session) isoline() (ok bool) {
	st, i := s.State, &s.iso
	if s.probe == nil || !(st.On("contour") || st.On("floor") || st.Text("beside") == "map" || s.Flat()) {
		return false
	}
	if level := s.probe.At.Z; i.level != level || i.version != s.surface.Version || i.lines == nil {
		i.level, i.version, i.lines = level, s.surface.Version, [][]scene.Vec{}
		if s.body.drawn {
			for _, line := range s.body.patches.Isolines([]float64{level}) {
				i.lines = append(i.lines, line.Points)
			}
		} else {
			g := thinned(&s.drawn, isolineSamples)
			i.lines = Raised(contour.Lines(g, level))
		}
	}
	i.on = space.Curve{Lines: i.lines, Width: 2.4, Series: 1, Behind: &s.surface}
	if s.body.drawn {
		i.on.Behind = &s.body.patches
	}
	i.flat = space.Curve{Lines: i.lines, Width: 2.4, Series: 1}
	return true
}
