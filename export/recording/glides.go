package recording

import (
	"math"

	"zscape/exhibit"
)

// glides are the sliders of a State that play, each from where it is; the
// cameras turn with them if the State lets them turn by themselves.
type glides struct {
	state   exhibit.State
	cameras []string
	motions []exhibit.Motion
	from    []exhibit.Course
	seconds float64 // after which all are where they were
	frames  int
	turns   float64 // of the cameras, a whole number, so that it is where it was, too
	once    bool    // nothing comes back: the last frame shows the end
}

// longest is how many seconds a recording shows as smoothly as the page.
var longest = most * Usual.Seconds()

// newGlides returns nil if no slider of s plays.
func newGlides(s exhibit.State, cameras []string) *glides {
	g := &glides{state: s, cameras: cameras, motions: s.Motions(), once: true}
	if len(g.motions) == 0 {
		return nil
	}
	for _, m := range g.motions {
		c, _ := s.Control(m.Key)
		from := exhibit.CourseOf(c, s.Number(m.Key))
		if m.Mode == "once" { // from end to end
			from.At = 0
		} else {
			g.once = false
		}
		g.from = append(g.from, from)
	}
	g.seconds = period(g.motions)
	if speed := spin(s); speed != 0 {
		// A turn that is slower than the sliders takes several rounds of them, but
		// not so many that a round has too few frames.
		const mostRounds = 20
		full := 360 / math.Abs(speed)
		g.seconds *= max(1, min(math.Round(full/g.seconds), mostRounds))
		g.turns = whole(speed * g.seconds / 360)
		g.once = false
	}
	return g
}

// period returns the shortest time, in seconds, that is a whole number of
// periods of each motion, if a recording has place for it; else the longest of
// the periods.
func period(motions []exhibit.Motion) float64 {
	slowest := 0.0
	for _, m := range motions {
		slowest = max(slowest, m.Period())
	}
	for n := 1.0; n == 1 || n*slowest <= longest; n++ {
		fits := true
		for _, m := range motions {
			rounds := n * slowest / m.Period()
			fits = fits && (m.Mode == "once" || math.Abs(rounds-math.Round(rounds)) < 1e-9*rounds)
		}
		if fits {
			return n * slowest
		}
	}
	return slowest
}

// at returns the State of frame k.
func (g *glides) at(k int) exhibit.State {
	fraction := float64(k) / float64(g.frames)
	if g.once {
		fraction = float64(k) / float64(g.frames-1)
	}
	s := g.state
	for i, m := range g.motions {
		course, _ := m.Advance(g.from[i], fraction*g.seconds)
		s = s.WithCourse(m.Key, course)
	}
	if g.turns != 0 {
		s = s.Turned(360*g.turns*fraction, g.cameras...)
	}
	return s
}
