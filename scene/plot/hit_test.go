package plot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/scene"
)

// randomMarks are points and lines, with gaps, some of them hidden.
func randomMarks(r *rand.Rand) []Mark {
	var marks []Mark
	for range 1 + r.IntN(3) {
		var x, y []float64
		for k := range 1 + r.IntN(40) {
			v := uniform(r, 0, 10)
			if r.IntN(2) == 0 {
				v = float64(k) / 4
			}
			x, y = append(x, v), append(y, uniform(r, 0.1, 10))
			if r.IntN(10) == 0 {
				y[k] = []float64{math.NaN(), math.Inf(1), -1}[r.IntN(3)]
			}
		}
		hidden := r.IntN(5) == 0
		switch r.IntN(3) {
		case 0:
			marks = append(marks, &Line{X: x, Y: y, Hidden: hidden})
		case 1:
			marks = append(marks, &Line{X: x, Y: y, Hidden: hidden, Step: true})
		default:
			marks = append(marks, &Points{X: x, Y: y, Hidden: hidden})
		}
	}
	return marks
}

// distances returns how far a mark's points are from q, or infinity where
// there is none to be pointed at; and of a line, its pieces that end there.
func distances(f *Frame, m Mark, q scene.Point) (points, pieces []float64) {
	x, y := m.Data()
	line, joined := m.(*Line)
	for k := range x {
		points, pieces = append(points, math.Inf(1)), append(pieces, math.Inf(1))
		p, ok := f.ToScreen(x[k], y[k])
		if !ok {
			continue
		}
		if f.shows(p) {
			points[k] = p.Sub(q).Norm()
		}
		if k == 0 || !joined {
			continue
		}
		if a, ok := f.ToScreen(x[k-1], y[k-1]); ok {
			// By small steps, as far from the implementation as can be.
			const steps = 2000
			for i := range steps + 1 {
				t := float64(i) / steps
				at := a.Add(p.Sub(a).Scale(t))
				if line.Step {
					at = scene.Point{X: a.X + min(2*t, 1)*(p.X-a.X), Y: a.Y + max(2*t-1, 0)*(p.Y-a.Y)}
				}
				pieces[k] = min(pieces[k], at.Sub(q).Norm())
			}
		}
	}
	return points, pieces
}

func TestNearestIsNearest(t *testing.T) {
	r := newRand(9)
	found := 0
	for range 1500 {
		p := &Plot{Marks: randomMarks(r), Y: Axis{Scale: Scale(r.IntN(2)), Reversed: r.IntN(4) == 0}}
		if r.IntN(2) == 0 {
			p.SetLimits(Limits{2, 7, 2, 9})
		}
		rect, within := rectOf(10, 20, 300, 200), uniform(r, 3, 30)
		f := p.Layout(rect, scene.Look{})
		q := randomPoint(r, f.Area)
		best := math.Inf(1)
		for _, m := range p.Marks {
			if *m.Series().Hidden {
				continue
			}
			points, pieces := distances(f, m, q)
			for k, d := range points {
				best = min(best, d)
				// A piece counts if one of its ends can be pointed at.
				if k > 0 && min(points[k-1], points[k]) < math.Inf(1) {
					best = min(best, pieces[k])
				}
			}
		}
		h, ok := p.Nearest(rect, scene.Look{}, q, within)
		if math.Abs(best-within) < 0.2 {
			continue // the small steps cannot tell
		}
		if ok != (best < within) {
			t.Fatalf("nearest is %v away, within %v: found %v %v", best, within, ok, h)
		}
		if !ok {
			continue
		}
		found++
		points, pieces := distances(f, p.Marks[h.Mark], q)
		x, y := p.Marks[h.Mark].Data()
		if h.X != x[h.Index] || h.Y != y[h.Index] || points[h.Index] == math.Inf(1) {
			t.Fatalf("hit %v is not a point", h)
		}
		reach := min(points[h.Index], pieces[h.Index])
		if h.Index+1 < len(pieces) {
			reach = min(reach, pieces[h.Index+1])
		}
		if reach > best+0.2 {
			t.Fatalf("hit %v is %v away, the nearest %v", h, reach, best)
		}
	}
	if found < 300 {
		t.Errorf("only %d of 1500 are found", found)
	}
}

// Between two vertices of a line it is the one the pointer is nearer to.
func TestNearestOnLine(t *testing.T) {
	p := &Plot{Marks: []Mark{&Line{Name: "a", X: []float64{0, 1, 2}, Y: []float64{0, 0, 1}}}}
	r := rectOf(0, 0, 400, 300)
	f := p.Layout(r, scene.Look{})
	for _, c := range []struct {
		x, y, dy float64
		index    int
	}{{0.4, 0, 5, 0}, {0.6, 0, -5, 1}, {1.4, 0.4, 2, 1}, {1.6, 0.6, 0, 2}} {
		q, _ := f.ToScreen(c.x, c.y)
		q.Y += c.dy
		h, ok := p.Nearest(r, scene.Look{}, q, 10)
		if !ok || h.Index != c.index || h.Name != "a" {
			t.Errorf("at %v, %v: %v, %v; want point %d", c.x, c.y, h, ok, c.index)
		}
	}
	q, _ := f.ToScreen(0.5, 0.5)
	if h, ok := p.Nearest(r, scene.Look{}, q, 10); ok {
		t.Errorf("far from the line: %v", h)
	}
}

func TestHitsOfCells(t *testing.T) {
	bars := &Plot{Marks: []Mark{&Bars{Name: "n", X: []float64{1, 2, 3}, Y: []float64{4, math.NaN(), -2}}}}
	heat := &Plot{Y: Axis{Reversed: true}, Marks: []Mark{
		&Heatmap{Rows: 2, Cols: 3, Values: []float64{1, 2, 3, 4, 5, math.NaN()}},
		&Points{X: []float64{1}, Y: []float64{1}},
	}}
	under := &Plot{Marks: []Mark{&Points{X: []float64{1}, Y: []float64{2}}, bars.Marks[0]}}
	r := rectOf(0, 0, 400, 300)
	for _, c := range []struct {
		p       *Plot
		x, y    float64
		mark    int
		index   int
		text    string
		nothing bool
	}{
		{p: bars, x: 1.3, y: 3},
		{p: bars, x: 3, y: -1, index: 2},
		{p: bars, x: 2, y: 0.5, nothing: true},
		{p: bars, x: 1.5, y: 1, nothing: true},
		{p: heat, x: 0.1, y: 0.1, index: 0, text: "1"},
		{p: heat, x: 2.3, y: -0.3, index: 2, text: "3"},
		{p: heat, x: 0, y: 1.4, index: 3, text: "4"},
		{p: heat, x: 2, y: 1, nothing: true},
		{p: heat, x: 1.01, y: 1.01, mark: 1},
		{p: under, x: 1.01, y: 2.02, mark: 0},
		{p: under, x: 1.01, y: 1, mark: 1},
	} {
		f := c.p.Layout(r, scene.Look{})
		q, _ := f.ToScreen(c.x, c.y)
		h, ok := c.p.Nearest(r, scene.Look{}, q, 8)
		if ok == c.nothing || ok && (h.Mark != c.mark || h.Index != c.index || h.Text != c.text) {
			t.Errorf("at %v, %v: %+v, %v; want mark %d, point %d %q", c.x, c.y, h, ok, c.mark, c.index, c.text)
		}
	}
	for _, index := range []int{-1, 6, 5} {
		if h, ok := heat.HitAt(0, index); ok {
			t.Errorf("cell %d: %v", index, h)
		}
	}
	for _, mark := range []int{-1, 2} {
		if h, ok := heat.HitAt(mark, 0); ok {
			t.Errorf("mark %d: %v", mark, h)
		}
	}
	if h, ok := heat.HitAt(0, 4); !ok || h.X != 1 || h.Y != 1 {
		t.Errorf("cell 4 is %v; want its centre, 1, 1", h)
	}
}

func TestSelectIsAllInside(t *testing.T) {
	r := newRand(10)
	for range 300 {
		p := &Plot{Marks: append(randomMarks(r), &Rule{At: 3})}
		x0, y0 := uniform(r, 0, 10), uniform(r, 0, 10)
		l := Limits{x0, x0 + uniform(r, 0, 5), y0, y0 + uniform(r, 0, 5)}
		if r.IntN(4) == 0 {
			l.Y0, l.Y1 = math.Inf(-1), math.Inf(1)
		}
		got := p.Select(l)
		for j, m := range p.Marks {
			var want []int
			x, y := m.Data()
			for k := range x {
				inside := x[k] >= l.X0 && x[k] <= l.X1 && y[k] >= l.Y0 && y[k] <= l.Y1
				if inside && !math.IsInf(y[k], 0) && !*m.Series().Hidden {
					want = append(want, k)
				}
			}
			if !slices.Equal(got[j], want) {
				t.Fatalf("mark %d in %v: %v, want %v", j, l, got[j], want)
			}
		}
	}
}

func TestLegendAt(t *testing.T) {
	for _, place := range []Place{Auto, Above, TopRight, TopLeft, BottomRight, BottomLeft} {
		p := threeSeries()
		p.Legend = place
		p.Marks = append(p.Marks, &Points{Name: "two", X: []float64{1}, Y: []float64{1}}, &Rule{At: 1})
		r := rectOf(30, 40, 400, 300)
		var l scene.DisplayList
		l.Reset(500, 400, scene.Light.Background)
		p.DrawIn(&l, r, scene.Look{})
		n := 0
		for _, text := range ops[*scene.Text](&l) {
			want := slices.Index([]string{"one", "two", "three"}, text.String)
			if want < 0 {
				continue
			}
			n++
			if mark, ok := p.LegendAt(r, scene.Look{}, boxOf(*text).Center()); !ok || mark != want {
				t.Errorf("place %v: at %q is mark %d, %v", place, text.String, mark, ok)
			}
		}
		if n != 3 {
			t.Errorf("place %v: %d entries, want 3", place, n)
		}
		if mark, ok := p.LegendAt(r, scene.Look{}, scene.Point{X: 31, Y: 339}); ok {
			t.Errorf("place %v: mark %d in the corner of the panel", place, mark)
		}
	}
}

// Automatic legends go where there is nothing.
func TestLegendKeepsClear(t *testing.T) {
	for _, c := range []struct{ x0, y0, x1, y1 float64 }{{0, 0, 1, 1}, {0, 1, 1, 0}} {
		p := &Plot{Legend: Auto, Marks: []Mark{&Line{Name: "diagonal", X: []float64{c.x0, c.x1}, Y: []float64{c.y0, c.y1}}}}
		f := p.Layout(rectOf(0, 0, 400, 300), scene.Look{})
		if n := p.covered(f, f.legend.box); n > 0 || !(f.legend.box.W() > 0) {
			t.Errorf("from %v, %v: the legend at %v covers the line", c.x0, c.y0, f.legend.box)
		}
	}
}
