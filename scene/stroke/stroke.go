// Package stroke writes text in single strokes, for pens: each letter is a few
// lines that are drawn once, without a width of their own.
package stroke

import (
	"strings"

	"zscape/scene"
)

const (
	em      = 1 / 12.8 // of a unit of the letters' lattice: capitals are 0.7 em high
	between = 2        // units, from a letter to the next
	blank   = 4        // units that a space is wide
)

// Measure returns the width of s in ems; ok is false if it has a character
// whose strokes are not known.
func Measure(s string) (width float64, ok bool) {
	n := 0
	for _, r := range s {
		w, known := advance(r)
		if !known {
			return 0, false
		}
		n += w
	}
	return em * float64(max(n-between, 0)), true
}

func advance(r rune) (units int, known bool) {
	if r == ' ' {
		return blank, true
	}
	letter, known := strokes(r)
	for _, stroke := range strings.Fields(letter) {
		points, _ := lattice(stroke)
		for _, p := range points {
			units = max(units, int(p.X))
		}
	}
	return units + between, known
}

// Lines returns the strokes of s, whose characters must all be known, with its
// baseline beginning at at, size screen units an em.
func Lines(s string, at scene.Point, size float64) [][]scene.Point {
	var lines [][]scene.Point
	unit := em * size
	for _, r := range s {
		letter, _ := strokes(r)
		for _, stroke := range strings.Fields(letter) {
			points, smooth := lattice(stroke)
			if smooth {
				points = spline(points)
			}
			for k, p := range points {
				points[k] = scene.Point{X: at.X + unit*p.X, Y: at.Y - unit*p.Y}
			}
			lines = append(lines, points)
		}
		w, _ := advance(r)
		at.X += unit * float64(w)
	}
	return lines
}

// strokes returns the strokes of a character as letters has them.
func strokes(r rune) (letter string, known bool) {
	_, rest, known := strings.Cut(letters, "\n"+string(r)+" ")
	letter, _, _ = strings.Cut(rest, "\n")
	return letter, known && r > ' '
}

// lattice reads a stroke: pairs of a digit, x, and a letter, y, which counts
// from "d", the baseline, over "j", the height of small letters, to "m", that of
// capitals. A stroke that begins with ~ is a smooth one.
func lattice(stroke string) (points []scene.Point, smooth bool) {
	stroke, smooth = strings.CutPrefix(stroke, "~")
	for k := 0; k+1 < len(stroke); k += 2 {
		points = append(points, scene.Point{X: float64(stroke[k] - '0'), Y: float64(stroke[k+1]) - 'd'})
	}
	return points, smooth
}

// spline returns the uniform quadratic B-spline of the control points: it
// touches the lines between them in their middles. It goes from the first to the
// last or, if that is the same point, round without an end.
func spline(control []scene.Point) []scene.Point {
	const parts = 6 // of each piece
	mid := func(a, b scene.Point) scene.Point { return a.Add(b).Scale(0.5) }
	n := len(control)
	from, to := control[0], control[n-1]
	inner := control[1 : n-1]
	if from == to {
		from = mid(control[0], control[1])
		to = from
		inner = append(append([]scene.Point(nil), inner...), control[0])
	}
	curve := []scene.Point{from}
	for k, c := range inner {
		end := to
		if k < len(inner)-1 {
			end = mid(c, inner[k+1])
		}
		for i := 1; i <= parts; i++ {
			t := float64(i) / parts
			p := from.Scale((1 - t) * (1 - t)).Add(c.Scale(2 * t * (1 - t))).Add(end.Scale(t * t))
			curve = append(curve, p)
		}
		from = end
	}
	return curve
}
