package space

import (
	"math"

	"zscape/scene"
)

// Samples is the mark of the points at which surfaces are sampled: a small dot each,
// on those that are seen. Where lattices are so fine that dots would run together,
// it is every second one, every third one or so on.
type Samples struct {
	Lattices []Lattice
	Behind   Occluder // may be nil
}

// Lattice is points in rows.
type Lattice struct {
	Cols, Rows int
	At         func(i, j int) scene.Vec // not finite where there is none
}

const (
	sampleWidth = 2.6 // of a dot, screen units
	sampleApart = 3   // what is nearer to the next runs together

	mostDots   = 20_000 // in all
	movingDots = 1_500  // and while the picture moves: what hides them is looked for each time
)

// Bounds is empty: the points are of other marks.
func (s *Samples) Bounds() scene.Box { return scene.EmptyBox() }

// Layer is above the surfaces.
func (s *Samples) Layer(*scene.View) int { return 1 }

// Draw records the dots.
func (s *Samples) Draw(l *scene.DisplayList, v *scene.View) {
	dots := l.NewPolylines(scene.Stroke{Color: v.Theme.Ink, Width: sampleWidth})
	for _, g := range s.Lattices {
		stride := s.stride(g, v)
		for j := 0; j < g.Rows; j += stride {
			pause(v)
			for i := 0; i < g.Cols; i += stride {
				p := g.At(i, j)
				if !p.Finite() || !v.Box.Contains(p) || s.Behind != nil && s.Behind.Hides(p, v) {
					continue
				}
				if q, ok := v.Project(p); ok {
					dots.Segment(q, q)
				}
			}
		}
	}
}

// stride returns every how many of the samples of g have a dot, along both axes.
func (s *Samples) stride(g Lattice, v *scene.View) int {
	most := mostDots
	if v.Samples > 0 {
		most = movingDots
	}
	room := 2 * max(v.Half.X, v.Half.Y) * v.Unzoomed * v.Camera.Zoom / sampleApart
	stride := max(int(math.Ceil(float64(max(g.Cols, g.Rows))/room)), 1)
	for ((g.Cols-1)/stride+1)*((g.Rows-1)/stride+1)*len(s.Lattices) > most {
		stride++
	}
	return stride
}
