package scene

import (
	"math"
	"testing"
)

// What is parallel to the picture is true to shape, and what runs away from
// the reader appears at the given scale in the given direction (I. Carlbom and
// J. Paciorek, "Planar Geometric Projections and Viewing Transformations",
// Computing Surveys 10(4), 1978, section 2.2: cavalier and cabinet).
func TestObliqueFaces(t *testing.T) {
	box := Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}
	for _, tt := range []struct {
		preset      string
		right, up   Vec // as they appear
		away        Vec
		scale, turn float64
	}{
		{"xz", Vec{X: 1}, Vec{Z: 1}, Vec{Y: 1}, 1, 45},
		{"xz", Vec{X: 1}, Vec{Z: 1}, Vec{Y: 1}, 0.5, 45},
		{"yz", Vec{Y: 1}, Vec{Z: 1}, Vec{X: -1}, 0.5, 30},
		{"xy", Vec{X: 1}, Vec{Y: 1}, Vec{Z: -1}, 0.7, -120},
	} {
		c := Camera{Zoom: 1.3, Oblique: tt.scale, Receding: tt.turn}
		for _, p := range Presets {
			if p.Name == tt.preset {
				c.Azimuth, c.Elevation = p.Azimuth, p.Elevation
			}
		}
		v := NewView(c, box, Vec{1, 1, 1}, Rect{Max: Point{640, 480}}, 40)
		unit := v.Radius / math.Sqrt(3)
		sin, cos := math.Sincos(tt.turn * math.Pi / 180)
		for _, from := range []Vec{{}, {1, -1, 0.5}} {
			for _, step := range []struct {
				d    Vec
				want Point
			}{
				{tt.right, Point{unit, 0}}, {tt.up, Point{0, -unit}}, {tt.away, Point{cos, -sin}.Scale(tt.scale * unit)},
			} {
				p, _ := v.Project(from)
				q, _ := v.Project(from.Add(step.d))
				if q.Sub(p).Sub(step.want).Norm() > 1e-9*unit {
					t.Errorf("%s: %v appears as %v, want %v", tt.preset, step.d, q.Sub(p), step.want)
				}
			}
		}
	}
}

// The sides of a box in oblique projection are turned to the eye if their
// projected corners go round the other way than those of hidden sides do.
func TestObliqueSides(t *testing.T) {
	r := newRand(21)
	for range 2000 {
		v := randomView(r)
		if v.Camera.Oblique == 0 || v.Camera.Perspective {
			continue
		}
		for k := range 3 {
			m, n := (k+1)%3, (k+2)%3
			for side := range 2 {
				a := v.Box.Corner(side << k)
				b, c := a, a
				*coordinate(&b, m) = *coordinate(&v.Box.Max, m)
				*coordinate(&c, n) = *coordinate(&v.Box.Max, n)
				p, _ := v.Project(a)
				q, _ := v.Project(b)
				s, _ := v.Project(c)
				d, e := q.Sub(p), s.Sub(p)
				turn := -(d.X*e.Y - d.Y*e.X) // counter-clockwise from outside of Max: towards the eye
				if side == 0 {
					turn = -turn
				}
				if math.Abs(turn) < 1e-6*v.Radius*v.Radius {
					continue
				}
				atMin, atMax := v.Faces(k)
				if front := [2]bool{atMin, atMax}[side]; front != (turn > 0) {
					t.Fatalf("%+v: side %d of axis %d is in front: %v, area %v", v.Camera, side, k, front, turn)
				}
			}
		}
	}
}

// Perspective pays no attention to Oblique.
func TestObliqueIsParallel(t *testing.T) {
	c := Camera{Azimuth: 20, Elevation: 30, Zoom: 1, Perspective: true, Distance: 3}
	box := Box{Vec{-1, -1, -1}, Vec{1, 1, 1}}
	a := NewView(c, box, Vec{}, Rect{Max: Point{640, 480}}, 40)
	c.Oblique = 0.5
	b := NewView(c, box, Vec{}, Rect{Max: Point{640, 480}}, 40)
	if a.px != b.px || a.py != b.py || a.Radius != b.Radius {
		t.Error("the picture differs")
	}
}
