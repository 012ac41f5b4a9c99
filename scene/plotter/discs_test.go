package plotter

import (
	"math"
	"math/rand/v2"
	"testing"

	"zscape/scene"
)

// Of lines and discs that cover each other there is what no later disc is over, and
// nothing else; so it is with what was there before.
func TestDiscsCover(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	within := func(lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }
	for range 40 {
		l := blank(300, 200)
		place := func() scene.Point { return scene.Point{X: within(-20, 320), Y: within(-20, 220)} }
		old := [2]scene.Point{place(), place()}
		l.NewPolylines(black).Segment(old[0], old[1])
		p := l.NewPolylines(black)
		for range 60 {
			a, width, color := place(), within(2, 24), black.Color
			switch r.IntN(4) {
			case 0, 1:
				p.Segment(a, place())
				width = 1
			case 2:
				color = l.Background
				p.Segment(a, a)
			default:
				p.Segment(a, a)
			}
			p.Widths, p.Colors = append(p.Widths, width), append(p.Colors, color)
		}
		lines := collect(l, func() {})
		drawn := func(q scene.Point) bool {
			for _, x := range lines {
				for k := 1; k < len(x.points); k++ {
					a, v := x.points[k-1], x.points[k].Sub(x.points[k-1])
					if (&disc{at: q, radius: 1e-3}).meets(a, v) {
						return true
					}
				}
			}
			return false
		}
		// hidden says whether a disc after number k is over q; sure is false near its edge,
		// which on the sheet is of straight pieces.
		hidden := func(q scene.Point, k int) (is, sure bool) {
			sure = true
			for n := k + 1; n < p.Len(); n++ {
				if !isDisc(p.At(n)) {
					continue
				}
				d := q.Sub(p.At(n)[0]).Norm() - p.Widths[n]/2
				is = is || d < -0.2
				sure = sure && math.Abs(d) > 0.2
			}
			return is, sure
		}
		look := func(points []scene.Point, k int) {
			for i := 1; i < len(points); i++ {
				q := points[i-1].Add(points[i].Sub(points[i-1]).Scale(within(0.1, 0.9)))
				is, sure := hidden(q, k)
				if !(scene.Rect{Max: scene.Point{X: 300, Y: 200}}).Inset(1).Contains(q) || !sure && !is {
					continue
				}
				if got := drawn(q); got && is || !got && !is {
					// Another line may run there, but hardly.
					t.Fatalf("number %d at %v: hidden %v, drawn %v", k, q, is, got)
				}
			}
		}
		look(old[:], -1)
		for k := range p.Len() {
			switch points := p.At(k); {
			case !isDisc(points):
				look(points, k)
			case p.Colors[k] == black.Color:
				look(circle(points[0], p.Widths[k]/2), k)
			}
		}
	}
}
