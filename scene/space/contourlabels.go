package space

import (
	"math"

	"zscape/scene"
	"zscape/scene/typeface"
)

// placedLabel is a label on a line.
type placedLabel struct {
	line int
	box  scene.Rect
}

// labelView is what the places of labels depend on, beside the lines.
type labelView struct {
	version  uint64
	lines    int
	px, py   [4]float64
	center   scene.Point
	plot     scene.Rect
	textSize float64
}

const (
	labelSize  = 0.86 // of the theme's text
	mostLabels = 200
	labelPad   = 5.0 // screen units at both sides of a label that stay free: a line must not look like a minus sign
)

// placeLabels finds places for the labels: upright, on a part of the line that
// is straight and as level as can be, apart from each other and from other
// lines. A line without such a place goes without, unless no line has its
// label: then one has it where others, which are interrupted too, run through.
// The places are kept until the lines change (see Version), or the view.
func (c *Contours) placeLabels(v *scene.View) []placedLabel {
	px, py, _ := v.Rows()
	key := labelView{c.Version, len(c.Lines), px, py, v.Center, v.Plot, v.Theme.TextSize}
	if c.placedIn == key && c.placed != nil {
		return c.placed
	}
	c.placedIn = key
	c.placed = append(c.placed[:0:0], placedLabel{line: -1})[:0] // never nil
	c.gaps = make([][]placedLabel, len(c.Lines))
	p, _ := v.Project(v.Box.Min)
	q, _ := v.Project(v.Box.Max)
	room := scene.Rect{Min: scene.Point{X: max(min(p.X, q.X), v.Plot.Min.X), Y: max(min(p.Y, q.Y), v.Plot.Min.Y)},
		Max: scene.Point{X: min(max(p.X, q.X), v.Plot.Max.X), Y: min(max(p.Y, q.Y), v.Plot.Max.Y)}}.Inset(2)
	if !(room.W() > 0 && room.H() > 0 && room.W()*room.H() < 1e8) {
		return c.placed
	}
	paper := newTraffic(room)
	screen := make([][]scene.Point, len(c.Lines))
	for k, line := range c.Lines {
		for _, w := range line {
			if at, ok := v.Project(w); ok {
				screen[k] = append(screen[k], at)
			}
		}
		paper.add(screen[k], k)
	}
	size := labelSize * v.Theme.TextSize
	said := map[string]bool{}
	for _, crossing := range []bool{false, true} {
		for k, line := range screen {
			if k >= len(c.Labels) || c.Labels[k] == "" || crossing && said[c.Labels[k]] {
				continue
			}
			w, ascent, descent := typeface.Measure(c.Labels[k], size)
			half := scene.Point{X: w/2 + labelPad, Y: 0.42*(ascent+descent) + 0.5}
			n := len(c.placed)
			if c.placeOn(v, line, k, half, room, paper, crossing); len(c.placed) > n {
				said[c.Labels[k]] = true
			}
			if len(c.placed) > mostLabels {
				break
			}
		}
	}
	for k, line := range screen {
		c.gaps[k] = interrupting(line, c.placed)
	}
	return c.placed
}

// interrupting returns those of the labels that line runs into.
func interrupting(line []scene.Point, labels []placedLabel) []placedLabel {
	inf := math.Inf(1)
	around := scene.Rect{Min: scene.Point{X: inf, Y: inf}, Max: scene.Point{X: -inf, Y: -inf}}
	for _, p := range line {
		around.Min.X, around.Min.Y = min(around.Min.X, p.X), min(around.Min.Y, p.Y)
		around.Max.X, around.Max.Y = max(around.Max.X, p.X), max(around.Max.Y, p.Y)
	}
	around = around.Inset(-1)
	var hit []placedLabel
	for _, label := range labels {
		if !label.box.Overlaps(around) {
			continue
		}
		for n := 1; n < len(line); n++ {
			if from, to := label.box.Clip(line[n-1], line[n]); from <= to {
				hit = append(hit, label)
				break
			}
		}
	}
	return hit
}

// placeOn finds places on one line, more than one if it is long, for labels
// that reach half to either side. If others are crossed, there is one at most,
// and farther from the rest.
func (c *Contours) placeOn(v *scene.View, line []scene.Point, k int, half scene.Point, room scene.Rect, paper *traffic, crossing bool) {
	const step, between = 5.0, 520.0 // screen units: of places tried; of the line for each label
	length := 0.0
	for n := 1; n < len(line); n++ {
		length += line[n].Sub(line[n-1]).Norm()
	}
	if length < 5*half.X {
		return
	}
	count, apart := int(hold(length/between, 1, 4)), 5.0
	if crossing {
		count, apart = 1, 16
	}
	for range count {
		best, found := math.Inf(1), scene.Rect{}
		done, next := 0.0, step
		for n := 1; n < len(line); n++ {
			a, b := line[n-1], line[n]
			d := b.Sub(a).Norm()
			for ; next <= done+d && d > 0; next += step {
				at := a.Add(b.Sub(a).Scale((next - done) / d))
				box := scene.Rect{Min: at.Sub(half), Max: at.Add(half)}
				if !room.Contains(box.Min) || !room.Contains(box.Max) || c.crowded(box, k, apart) {
					continue
				}
				cost := unevenness(line, n, at, half.X) + 0.15*math.Abs(next/length-0.5)
				if cost < best && (crossing || !paper.others(box, k)) && c.grounded(v, box, k) {
					best, found = cost, box
				}
			}
			done += d
		}
		if math.IsInf(best, 1) {
			return
		}
		c.placed = append(c.placed, placedLabel{k, found})
	}
}

// grounded reports whether all of box, the label of line k, lies on the ground
// that lines are drawn on, if there is one.
func (c *Contours) grounded(v *scene.View, box scene.Rect, k int) bool {
	if c.Ground == nil {
		return true
	}
	for _, q := range [4]scene.Point{box.Min, {X: box.Max.X, Y: box.Min.Y}, box.Max, {X: box.Min.X, Y: box.Max.Y}} {
		if at, _ := v.Ray(q); !(c.Ground(k, at.X, at.Y).A > 0) {
			return false
		}
	}
	return true
}

// crowded reports whether box is too near to a label that has its place,
// above all to one of the same line.
func (c *Contours) crowded(box scene.Rect, k int, apart float64) bool {
	for _, o := range c.placed {
		d := apart
		if o.line == k {
			d = 180
		}
		if box.Inset(-d).Overlaps(o.box) {
			return true
		}
	}
	return false
}

// unevenness says how little the line around at, on its segment that ends with
// point n, is like the line of a text that reaches half to either side: 0 if
// it is straight and level, 1 if it is upright.
func unevenness(line []scene.Point, n int, at scene.Point, half float64) float64 {
	walk := func(n, step int) scene.Point {
		from, left := at, half
		for ; n >= 0 && n < len(line); n += step {
			d := line[n].Sub(from)
			if l := d.Norm(); l >= left && l > 0 {
				return from.Add(d.Scale(left / l))
			} else {
				left -= l
			}
			from = line[n]
		}
		return from
	}
	p, q := walk(n-1, -1), walk(n, 1)
	chord := q.Sub(p)
	if chord.Norm() < half { // it turns round, or ends
		return 3
	}
	bow := at.Sub(p.Add(q).Scale(0.5)).Norm() / half
	return math.Abs(chord.Y)/chord.Norm() + bow
}

// traffic knows which lines run through each small square of the paper.
type traffic struct {
	room    scene.Rect
	w, h    int
	squares []int32 // 0: none, k+1: line k, -1: several
}

const trafficSquare = 3.0 // screen units

func newTraffic(room scene.Rect) *traffic {
	t := &traffic{room: room, w: int(room.W()/trafficSquare) + 1, h: int(room.H()/trafficSquare) + 1}
	t.squares = make([]int32, t.w*t.h)
	return t
}

func (t *traffic) add(line []scene.Point, k int) {
	for n := 1; n < len(line); n++ {
		a, b := line[n-1], line[n]
		from, to := t.room.Clip(a, b)
		if from > to {
			continue
		}
		d := b.Sub(a)
		steps := int((to-from)*d.Norm()/(trafficSquare/2)) + 1
		for s := 0; s <= steps; s++ {
			at := a.Add(d.Scale(from + (to-from)*float64(s)/float64(steps))).Sub(t.room.Min)
			x, y := int(at.X/trafficSquare), int(at.Y/trafficSquare)
			if x < 0 || y < 0 || x >= t.w || y >= t.h {
				continue
			}
			switch q := &t.squares[y*t.w+x]; *q {
			case 0, int32(k + 1):
				*q = int32(k + 1)
			default:
				*q = -1
			}
		}
	}
}

// others reports whether another line than k runs through r.
func (t *traffic) others(r scene.Rect, k int) bool {
	x0, x1 := int((r.Min.X-t.room.Min.X)/trafficSquare), int((r.Max.X-t.room.Min.X)/trafficSquare)
	y0, y1 := int((r.Min.Y-t.room.Min.Y)/trafficSquare), int((r.Max.Y-t.room.Min.Y)/trafficSquare)
	for y := max(y0, 0); y <= min(y1, t.h-1); y++ {
		for x := max(x0, 0); x <= min(x1, t.w-1); x++ {
			if q := t.squares[y*t.w+x]; q != 0 && q != int32(k+1) {
				return true
			}
		}
	}
	return false
}

// drawLabeled records the lines, with gaps in which their labels stand.
func (c *Contours) drawLabeled(l *scene.DisplayList, v *scene.View, s scene.Stroke) {
	placed := c.placeLabels(v)
	lines := l.NewPolylines(s)
	for k, line := range c.Lines {
		near := c.gaps[k]
		end := func() {
			n := lines.Len()
			lines.End()
			if len(c.Colors) > 0 && lines.Len() > n {
				lines.Colors = append(lines.Colors, v.Theme.OnPaper(c.Colors[k]))
			}
		}
		for n, w := range line {
			q, ok := v.Project(w)
			if !ok {
				end()
				continue
			}
			if n > 0 {
				if p, ok := v.Project(line[n-1]); ok {
					c.around(lines, near, p, q, line[n-1], w, end)
				}
			}
			if !inAny(near, q) {
				lines.AddWorld(q, w)
			}
		}
		end()
	}
	size := labelSize * v.Theme.TextSize
	for _, p := range placed {
		color := v.Theme.Ink
		if c.Ground != nil {
			at, _ := v.Ray(p.box.Center())
			color = inkOn(c.Ground(p.line, at.X, at.Y))
		}
		l.Text(&scene.Text{String: c.Labels[p.line], At: p.box.Center(), Size: size, Color: color, AlignX: 0.5, AlignY: 0.5})
	}
}

// around adds where the way from p to q goes into a label, and where it comes
// out again.
func (c *Contours) around(lines *scene.Polylines, labels []placedLabel, p, q scene.Point, wp, wq scene.Vec, end func()) {
	for _, label := range labels {
		from, to := label.box.Clip(p, q)
		if from > to {
			continue
		}
		add := func(t float64) { lines.AddWorld(p.Add(q.Sub(p).Scale(t)), wp.Lerp(wq, t)) }
		if from > 0 {
			add(from)
		}
		end()
		if to < 1 {
			add(to)
		}
	}
}

func inAny(labels []placedLabel, q scene.Point) bool {
	for _, label := range labels {
		if label.box.Contains(q) {
			return true
		}
	}
	return false
}

// inkOn returns the ink that reads on ground, black or white.
func inkOn(ground scene.Color) scene.Color {
	if 0.299*ground.R+0.587*ground.G+0.114*ground.B > 0.52 {
		return scene.Light.Ink
	}
	return scene.Light.Background
}
