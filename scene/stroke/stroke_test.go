package stroke

import (
	"math"
	"strings"
	"testing"

	"zscape/scene"
)

// Whatever the axes and legends of pictures hold can be written, and each letter
// stays within its line and its width.
func TestLetters(t *testing.T) {
	const wanted = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;!?-−–+=*/×·()[]|<>^_%°'²³⁰¹⁴⁵⁶⁷⁸⁹⁻πθρσμ"
	for _, r := range wanted {
		width, ok := Measure(string(r))
		if !ok {
			t.Errorf("%q is not known", r)
			continue
		}
		lines := Lines(string(r), scene.Point{}, 1)
		if (len(lines) == 0) != (r == ' ') {
			t.Errorf("%q has %d strokes", r, len(lines))
		}
		for _, line := range lines {
			if len(line) < 2 {
				t.Errorf("%q has a stroke of %d points", r, len(line))
			}
			for _, p := range line {
				if p.X < -1e-9 || p.X > width+1e-9 || p.Y < -0.75 || p.Y > 0.3 {
					t.Errorf("%q, %v wide, reaches %v", r, width, p)
				}
			}
		}
	}
}

// Every stroke reads as pairs of a digit and a letter.
func TestLattice(t *testing.T) {
	for line := range strings.SplitSeq(strings.Trim(letters, "\n"), "\n") {
		r, letter, _ := strings.Cut(line, " ")
		if len([]rune(r)) != 1 || strings.Count(letters, "\n"+r+" ") != 1 {
			t.Errorf("line %q", line)
		}
		for _, stroke := range strings.Fields(letter) {
			points, smooth := lattice(stroke)
			if strings.TrimPrefix(stroke, "~") == "" || len(strings.TrimPrefix(stroke, "~"))%2 != 0 {
				t.Errorf("%q: stroke %q", r, stroke)
			}
			if smooth && len(points) < 3 {
				t.Errorf("%q: stroke %q is smooth with %d points", r, stroke, len(points))
			}
			for _, p := range points {
				if p.X < 0 || p.X > 9 || p.Y < -3 || p.Y > 9 {
					t.Errorf("%q: stroke %q goes to %v", r, stroke, p)
				}
			}
		}
	}
}

func TestSpacing(t *testing.T) {
	a, _ := Measure("a")
	b, _ := Measure("b")
	ab, _ := Measure("ab")
	if math.Abs(ab-a-b-between*em) > 1e-12 {
		t.Errorf("a is %v wide, b %v, ab %v", a, b, ab)
	}
	if _, ok := Measure("漢"); ok {
		t.Error("what is not known is measured")
	}
	if w, ok := Measure(""); w != 0 || !ok {
		t.Errorf("nothing is %v wide, %v", w, ok)
	}
	one, two := Lines("A", scene.Point{X: 1, Y: 2}, 3), Lines("A", scene.Point{X: 11, Y: 22}, 3)
	if d := two[0][0].Sub(one[0][0]); d != (scene.Point{X: 10, Y: 20}) {
		t.Errorf("moved by %v", d)
	}
}

// A smooth stroke goes from its first point to its last, or round.
func TestSpline(t *testing.T) {
	p := []scene.Point{{X: 0}, {X: 1, Y: 2}, {X: 3, Y: 1}, {X: 4}}
	c := spline(p)
	if c[0] != p[0] || c[len(c)-1] != p[3] {
		t.Errorf("from %v to %v", c[0], c[len(c)-1])
	}
	p = append(p, p[0])
	c = spline(p)
	if c[0] != c[len(c)-1] || c[0] != (scene.Point{X: 0.5, Y: 1}) {
		t.Errorf("round from %v to %v", c[0], c[len(c)-1])
	}
}
