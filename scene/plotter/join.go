package plotter

import (
	"math"
	"slices"

	"zscape/scene"
)

// touching is how near ends of lines are that are taken for one place, screen units.
const touching = 0.15

// end is an end of a line: its first point or its last.
type end struct {
	line int
	last bool
}

// opposite returns the other end of the line.
func (e end) opposite() end { return end{e.line, !e.last} }

// number returns a number for the end: 2 line, and 1 more for the last.
func (e end) number() int {
	if e.last {
		return 2*e.line + 1
	}
	return 2 * e.line
}

// join makes long lines of those that touch at their ends. Where several do,
// those go on into each other that turn least. Afterwards no two lines have an
// end in common; a line may be closed.
func join(lines [][]scene.Point, pause func()) [][]scene.Point {
	next := partners(lines, pause)
	done := make([]bool, len(lines))
	var out [][]scene.Point
	// follow draws the lines from e on; e is where the first of them begins.
	follow := func(e end) {
		var path []scene.Point
		for !done[e.line] {
			pause()
			done[e.line] = true
			points := slices.Clone(lines[e.line])
			if e.last {
				slices.Reverse(points)
			}
			if len(path) > 0 {
				points = points[1:] // as good as where the path is
			}
			path = append(path, points...)
			n := next[e.opposite().number()]
			if n < 0 {
				break
			}
			e = end{n / 2, n%2 == 1}
			if done[e.line] { // closed
				path[len(path)-1] = path[0]
			}
		}
		if len(path) > 1 {
			out = append(out, path)
		}
	}
	for k := range lines { // first those that have an end
		for _, e := range [2]end{{k, false}, {k, true}} {
			if !done[k] && next[e.number()] < 0 {
				follow(e)
			}
		}
	}
	for k := range lines {
		if !done[k] {
			follow(end{k, false})
		}
	}
	return out
}

// partners returns for each end, by its number, that of the end into which the
// line goes on there, -1 if there is none.
func partners(lines [][]scene.Point, pause func()) []int {
	next := make([]int, 2*len(lines))
	for k := range next {
		next[k] = -1
	}
	type meeting struct {
		a, b end
		turn float64 // 0 straight on, 2 back
	}
	for _, ends := range places(lines, pause) {
		pause()
		var all []meeting
		for i, a := range ends {
			for _, b := range ends[i+1:] {
				u, v := leaving(lines[a.line], a.last), leaving(lines[b.line], b.last)
				all = append(all, meeting{a, b, 1 + u.X*v.X + u.Y*v.Y})
			}
		}
		for {
			var best *meeting // of ends that are free
			for k := range all {
				m := &all[k]
				if next[m.a.number()] < 0 && next[m.b.number()] < 0 && (best == nil || m.turn < best.turn) {
					best = m
				}
			}
			if best == nil {
				break
			}
			i, j := best.a.number(), best.b.number()
			next[i], next[j] = j, i
		}
	}
	return next
}

// leaving returns the unit direction in which a line leaves one of its ends.
func leaving(points []scene.Point, last bool) scene.Point {
	at := func(k int) scene.Point {
		if last {
			k = len(points) - 1 - k
		}
		return points[k]
	}
	for k := 1; k < len(points); k++ {
		if d := at(k).Sub(at(0)); d.Norm() > touching || k == len(points)-1 {
			return d.Scale(1 / max(d.Norm(), 1e-9))
		}
	}
	return scene.Point{}
}

// mostAtOnce is how many ends at one place are looked at together: all pairs are.
const mostAtOnce = 32

// places returns the ends of lines that are at one place, in the order in which
// they come.
func places(lines [][]scene.Point, pause func()) [][]end {
	var all [][]end
	var where []scene.Point
	cells := map[[2]int][]int{}
	for k, points := range lines {
		pause()
		for _, e := range [2]end{{k, false}, {k, true}} {
			p := points[0]
			if e.last {
				p = points[len(points)-1]
			}
			column, row := int(math.Floor(p.X/touching)), int(math.Floor(p.Y/touching))
			found := -1
			for i := column - 1; i <= column+1 && found < 0; i++ {
				for j := row - 1; j <= row+1 && found < 0; j++ {
					for _, n := range cells[[2]int{i, j}] {
						if where[n].Sub(p).Norm() <= touching && len(all[n]) < mostAtOnce {
							found = n
							break
						}
					}
				}
			}
			if found < 0 {
				found = len(all)
				all, where = append(all, nil), append(where, p)
				cell := [2]int{column, row}
				cells[cell] = append(cells[cell], found)
			}
			all[found] = append(all[found], e)
		}
	}
	return all
}
