package plotter

import (
	"math"
	"math/rand/v2"
	"strconv"
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
		drawn := func(q scene.Point) bool { return drawnAt(lines, q) }
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

// drawnAt reports whether a line goes through q.
func drawnAt(lines []line, q scene.Point) bool {
	for _, x := range lines {
		for k := 1; k < len(x.points); k++ {
			a, v := x.points[k-1], x.points[k].Sub(x.points[k-1])
			w := q.Sub(a)
			t := max(0, min((w.X*v.X+w.Y*v.Y)/(v.X*v.X+v.Y*v.Y), 1))
			if w.Sub(v.Scale(t)).Norm() < 1e-3 {
				return true
			}
		}
	}
	return false
}

// Polygons hide what was drawn before them where they are drawn, and their outlines are
// hidden by later ones.
func TestPolygonsCover(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	within := func(lo, hi float64) float64 { return lo + (hi-lo)*r.Float64() }
	picture := scene.Rect{Max: scene.Point{X: 300, Y: 200}}
	for range 60 {
		l := blank(300, 200)
		type face struct {
			corners []scene.Point
			clip    scene.Rect
			turn    float64
		}
		type seen struct {
			a, b  scene.Point
			clip  scene.Rect
			under int
		}
		var faces []face
		var segments []seen
		clip := picture
		for range 40 {
			switch r.IntN(8) {
			case 0:
				clip = picture
				l.Clip(scene.Rect{})
			case 1:
				clip.Min = scene.Point{X: within(0, 150), Y: within(0, 100)}
				clip.Max = clip.Min.Add(scene.Point{X: within(50, 150), Y: within(50, 100)})
				l.Clip(clip)
			case 2, 3, 4:
				a, b := scene.Point{X: within(0, 300), Y: within(0, 200)}, scene.Point{X: within(0, 300), Y: within(0, 200)}
				l.NewPolylines(black).Segment(a, b)
				segments = append(segments, seen{a, b, clip, len(faces)})
			default:
				p := l.NewPolygons()
				for range 1 + r.IntN(3) {
					at, size, n, turn := scene.Point{X: within(-10, 310), Y: within(-10, 210)}, within(2, 90), 3+r.IntN(4), 1.0
					if r.IntN(2) == 0 {
						turn = -1
					}
					var corners []scene.Point
					for k := range n {
						sin, cos := math.Sincos(turn * 2 * math.Pi * (float64(k) + 0.1) / float64(n))
						corners = append(corners, at.Add(scene.Point{X: size * cos, Y: size * sin}))
					}
					color := black.Color
					if clear := r.IntN(4) == 0; clear {
						color = color.Opacity(0.3)
					} else {
						faces = append(faces, face{corners, clip, turn})
						for k, q := range corners {
							segments = append(segments, seen{q, corners[(k+1)%n], clip, len(faces)})
						}
					}
					p.Add(color, corners...)
				}
			}
		}
		lines := collect(l, func() {})
		count := 0
		for _, s := range segments {
			q := s.a.Add(s.b.Sub(s.a).Scale(within(0.05, 0.95)))
			if !s.clip.Inset(0.1).Contains(q) {
				continue
			}
			hidden, sure := false, true
			for _, f := range faces[s.under:] {
				least := min(q.X-f.clip.Min.X, f.clip.Max.X-q.X, q.Y-f.clip.Min.Y, f.clip.Max.Y-q.Y)
				for k, p := range f.corners {
					e := f.corners[(k+1)%len(f.corners)].Sub(p)
					least = min(least, f.turn*cross(e, q.Sub(p))/e.Norm())
				}
				hidden = hidden || least > 0.05
				sure = sure && math.Abs(least) > 0.05
			}
			if !sure && !hidden {
				continue
			}
			count++
			if drawnAt(lines, q) == hidden {
				t.Fatalf("at %v of %v: hidden %v, drawn %v", q, s, hidden, !hidden)
			}
		}
		if count < 3 {
			t.Fatalf("%d places", count)
		}
	}
}

// A long line under a row of faces side by side is all gone, and none of it is left
// between them.
func TestCoversInARow(t *testing.T) {
	l := blank(300, 200)
	l.NewPolylines(black).Segment(scene.Point{X: 10, Y: 100.3}, scene.Point{X: 290, Y: 100.7})
	p := l.NewPolygons()
	for k := range 70 {
		x := 20 + 3.7*float64(k)
		p.AddRect(l.Background, scene.Rect{Min: scene.Point{X: x, Y: 90}, Max: scene.Point{X: x + 3.7, Y: 110}})
	}
	lines := collect(l, func() {})
	if len(lines) != 2 || math.Abs(length(lines[0].points)+length(lines[1].points)-(280-70*3.7)) > 0.01 {
		t.Errorf("%d lines: %v", len(lines), lines)
	}
}

// The time is in proportion to how many faces there are.
func BenchmarkCovers(b *testing.B) {
	for _, n := range []int{1000, 4000, 16000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(6, 6))
			l := blank(1000, 700)
			for range n {
				at := scene.Point{X: 1000 * r.Float64(), Y: 700 * r.Float64()}
				l.NewPolygons().AddRect(black.Color, scene.Rect{Min: at, Max: at.Add(scene.Point{X: 1000 / math.Sqrt(float64(n)), Y: 700 / math.Sqrt(float64(n))})})
			}
			for b.Loop() {
				collect(l, func() {})
			}
		})
	}
}
