package plot

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/raster"
)

// nonsense returns n numbers of every kind.
// A label keeps to its width: it is written smaller, or as an ellipsis.
func TestLabelWithin(t *testing.T) {
	for _, tt := range []struct {
		w    float64
		text string
		full bool
	}{
		{600, "\u22120.000123", true}, {220, "\u22120.000123", false}, {130, "\u2026", false}, {600, "7", true}, {130, "7", true},
	} {
		text := tt.text
		if text == "\u2026" {
			text = "\u22120.000123"
		}
		m := &Label{X: 2, Y: 0.5, Text: text, AlignX: 0.5, AlignY: 0.5, Within: 0.9}
		p := &Plot{X: Axis{Min: 0, Max: 4, Hidden: true}, Y: Axis{Min: 0, Max: 1, Hidden: true}, Marks: []Mark{m}}
		l := draw(p, tt.w, 120)
		texts := ops[*scene.Text](l)
		if len(texts) != 1 || texts[0].String != tt.text || (texts[0].Size == scene.Light.TextSize) != tt.full {
			t.Errorf("%v wide: %+v, want %q", tt.w, texts, tt.text)
			continue
		}
		if room := 0.9 * p.frame.Area.W() / 4; boxOf(*texts[0]).W() > room+1e-9 {
			t.Errorf("%v wide: %q is %v wide, its place %v", tt.w, tt.text, boxOf(*texts[0]).W(), room)
		}
	}
}

func nonsense(r *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for k := range v {
		switch r.IntN(6) {
		case 0:
			v[k] = []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1)}[r.IntN(5)]
		case 1:
			v[k] = []float64{math.MaxFloat64, -math.MaxFloat64, 1e300, -1e300, 5e-324, 1e-300}[r.IntN(6)]
		case 2:
			v[k] = uniform(r, -1, 1) * math.Pow(10, uniform(r, -300, 300))
		default:
			v[k] = uniform(r, -10, 10)
		}
	}
	return v
}

// nonsensePlot holds every kind of mark.
func nonsensePlot(r *rand.Rand) *Plot {
	many := func() []float64 { return nonsense(r, r.IntN(12)) }
	one := func() float64 { return nonsense(r, 1)[0] }
	rows, cols := r.IntN(4), r.IntN(4)
	all := []Mark{
		&Line{Name: "line", X: many(), Y: many(), Width: one(), Dash: 5, Step: r.IntN(2) == 0},
		&Points{Name: "points", X: many(), Y: many(), Radius: one(), Radii: many(), Shape: Shape(r.IntN(7)), Class: []int{-1, 3, 12}},
		&Area{Name: "area", X: many(), Y: many(), Base: many(), Opacity: one(), Width: 1},
		&Bars{Name: "bars", X: many(), Y: many(), Base: many(), Width: one()},
		&Rule{Name: "rule", At: one(), Horizontal: r.IntN(2) == 0, Label: "here", Width: one()},
		&Segments{Name: "segments", X0: many(), Y0: many(), X1: many(), Y1: many(), Heads: r.IntN(2) == 0},
		&Arrow{Name: "arrow", X0: one(), Y0: one(), X1: one(), Y1: one(), Label: "a"},
		&Polygon{Name: "polygon", X: many(), Y: many(), Opacity: one(), Width: one()},
		&Label{Name: "label", X: one(), Y: one(), Text: "text", Size: one()},
		&Heatmap{Name: "heat", Rows: rows, Cols: cols, Values: nonsense(r, rows*cols), In: Limits{one(), one(), one(), one()}},
	}
	p := &Plot{
		Title: "Nonsense", Legend: Place(r.IntN(7)),
		X:     Axis{Label: "x", Scale: Scale(r.IntN(3)), Reversed: r.IntN(4) == 0},
		Y:     Axis{Label: "y", Scale: Scale(r.IntN(3)), Reversed: r.IntN(4) == 0, Hidden: r.IntN(9) == 0},
		Equal: r.IntN(4) == 0,
		Hover: &Hit{X: one(), Y: one(), Mark: r.IntN(20) - 5, Name: "somewhere"},
		Band:  &Limits{one(), one(), one(), one()},
	}
	for _, m := range all {
		if r.IntN(3) == 0 {
			p.Marks = append(p.Marks, m)
		}
	}
	if r.IntN(2) == 0 {
		p.SetLimits(Limits{one(), one(), one(), one()})
	}
	if r.IntN(9) == 0 {
		p.X.Ticks = []Tick{{At: one(), Label: "one"}, {At: one(), Label: "two"}, {At: 1, Minor: true}}
	}
	return p
}

// Whatever the data, a canvas gets only what it can draw.
func TestNonsenseIsDrawnSafely(t *testing.T) {
	r := newRand(11)
	for k := range 4000 {
		p := nonsensePlot(r)
		w, h := 90*math.Exp(uniform(r, -1, 2)), 80*math.Exp(uniform(r, -1, 2))
		l := draw(p, w, h)
		inspect(t, fmt.Sprintf("picture %d", k), l)
		if t.Failed() {
			t.Fatalf("%+v", p)
		}
		q := scene.Point{X: uniform(r, 0, w), Y: uniform(r, 0, h)}
		rect := rectOf(0, 0, w, h)
		if hit, ok := p.Nearest(rect, scene.Look{}, q, 20); ok && hit.X-hit.X+hit.Y-hit.Y != 0 {
			t.Fatalf("hit %v", hit)
		}
		p.LegendAt(rect, scene.Look{}, q)
		p.Select(Limits{0, 1, 0, 1})
	}
}

func TestSenselessRectangles(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, r := range []scene.Rect{{}, rectOf(5, 5, 0, 9), rectOf(5, 5, -10, 10), rectOf(nan, 0, 10, 10), rectOf(0, 0, inf, 10)} {
		var l scene.DisplayList
		l.Reset(100, 100, scene.Light.Background)
		fourPoints().DrawIn(&l, r, scene.Look{})
		if n := len(l.Ops()); n != 0 {
			t.Errorf("%v: %d operations", r, n)
		}
	}
}

// What follows a plot is clipped as if there were none.
func TestClipIsRestored(t *testing.T) {
	outer := rectOf(10, 10, 300, 200)
	for _, clip := range []scene.Rect{{}, outer} {
		var l scene.DisplayList
		l.Reset(400, 300, scene.Light.Background)
		if clip != (scene.Rect{}) {
			l.Clip(clip)
		}
		table().DrawIn(&l, outer, scene.Look{})
		if got := clipOf(&l); got != clip {
			t.Errorf("the clip is %v afterwards, want %v", got, clip)
		}
		if n := len(ops[*scene.Rect](&l)); n < 3 {
			t.Errorf("%d clips, want some", n)
		}
	}
}

// Zoomed in, lines end at the border of the plotting area.
func TestLinesEndAtTheBorder(t *testing.T) {
	p := waves()
	p.SetLimits(Limits{20, 20.01, -0.9, -0.7})
	p.Marks = append(p.Marks, &Line{X: []float64{-1e300, 1e300}, Y: []float64{-1e300, 1e300}},
		&Polygon{X: []float64{-1e9, 1e9, 0}, Y: []float64{-1e9, -1e9, 1e9}})
	l := draw(p, 400, 300)
	a := p.frame.Area.Inset(-1e-9)
	for _, line := range ops[*scene.Polylines](l) {
		if line.Stroke.Width <= 1 {
			continue
		}
		for _, q := range line.Points {
			if !a.Contains(q) {
				t.Fatalf("%v is outside %v", q, a)
			}
		}
	}
	inspect(t, "zoomed", l)
}

// A long line is drawn from few points, and looks the same.
func TestLongLinesAreThinned(t *testing.T) {
	p := longLine(40000)
	l := draw(p, 600, 300)
	n := 0
	for _, line := range ops[*scene.Polylines](l) {
		n += len(line.Points)
	}
	if most := 4*600 + 100; n > most {
		t.Errorf("%d points are drawn, want at most %d", n, most)
	}
	m := p.Marks[0].(*Line)
	full := draw(&Plot{Marks: []Mark{&Drawing{
		Color:  scene.Light.Series[0],
		Limits: p.Bounds(),
		Record: func(l *scene.DisplayList, f *Frame, _ *scene.Theme, c scene.Color) {
			line := l.NewPolylines(scene.Stroke{Color: c, Width: lineWidth})
			for k := range m.X {
				q, _ := p.frame.ToScreen(m.X[k], m.Y[k])
				line.Add(q)
			}
			line.End()
		},
	}}, X: Axis{Min: p.frame.Limits.X0, Max: p.frame.Limits.X1}, Y: Axis{Min: p.frame.Limits.Y0, Max: p.frame.Limits.Y1}}, 600, 300)
	d := imagetest.Compare(raster.Draw(l, 1), raster.Draw(full, 1))
	if d.Worst > 0.12 || d.Mean > 0.004 {
		t.Errorf("the thinned line differs by %.4f, at worst %.4f at %v", d.Mean, d.Worst, d.Where)
	}
}

func TestGapsInterruptLines(t *testing.T) {
	nan := math.NaN()
	p := &Plot{Marks: []Mark{&Line{
		X: []float64{0, 1, 2, 3, 4, 5, 6, 7},
		Y: []float64{1, 2, nan, 3, math.Inf(1), 4, 5, nan}, Width: 3}}}
	for _, line := range ops[*scene.Polylines](draw(p, 300, 200)) {
		if line.Stroke.Width != 3 {
			continue
		}
		if got := line.Len(); got != 3 {
			t.Fatalf("%d pieces, want 3: %v", got, line.Points)
		}
		if dot := line.At(1); dot[0] != dot[1] {
			t.Errorf("the point between gaps is drawn as %v, want a dot", dot)
		}
		return
	}
	t.Error("no line is drawn")
}

func TestStep(t *testing.T) {
	p := &Plot{Marks: []Mark{&Line{X: []float64{0, 1, 2}, Y: []float64{0, 1, 0}, Step: true, Width: 3}}}
	for _, line := range ops[*scene.Polylines](draw(p, 300, 200)) {
		if line.Stroke.Width != 3 {
			continue
		}
		if n := len(line.Points); n != 5 {
			t.Errorf("%d points, want 5", n)
		}
		for k := 1; k < len(line.Points); k++ {
			if d := line.Points[k].Sub(line.Points[k-1]); d.X != 0 && d.Y != 0 {
				t.Errorf("piece %d is slanted: %v", k, d)
			}
		}
	}
}

// Marks keep their colours when others are hidden, and share them by name.
func TestColors(t *testing.T) {
	own := scene.Hex(0x123456)
	p := &Plot{Marks: []Mark{
		&Line{Name: "a"}, &Rule{}, &Points{Name: "b"}, &Points{Name: "a"}, &Label{}, &Line{}, &Line{Name: "c", Color: own}, &Bars{Name: "c"}, &Area{Name: "d"},
	}}
	s := scene.Dark.Series
	want := []scene.Color{s[0], scene.Dark.Muted, s[1], s[0], scene.Dark.Ink, s[2], own, own, s[3]}
	for range 2 {
		for k, c := range want {
			if got := p.ColorOf(k, &scene.Dark); got != c {
				t.Errorf("mark %d has %v, want %v", k, got, c)
			}
		}
		p.Hide("a", true)
	}
	if !p.Marks[0].(*Line).Hidden || !p.Marks[3].(*Points).Hidden || p.Marks[2].(*Points).Hidden {
		t.Error("Hide does not hide exactly the marks of that name")
	}
}

func TestHiddenMarksAreNotDrawn(t *testing.T) {
	count := func(hidden bool) int {
		p := classes()
		p.Legend = NoLegend
		p.Hide("setosa", hidden)
		n := 0
		for _, faces := range ops[*scene.Polygons](draw(p, 400, 300)) {
			n += faces.Len()
		}
		return n
	}
	if all, rest := count(false), count(true); all-rest != 100 {
		t.Errorf("%d polygons, %d without 50 points of two each", all, rest)
	}
}

// painted returns how many pixels of colour c a picture of marks has, with
// partial coverage counted as such: its ink over that of a full pixel.
func painted(marks []Mark, l Limits) (ink float64, area scene.Rect) {
	p := &Plot{Marks: marks, X: Axis{Hidden: true}, Y: Axis{Hidden: true}}
	p.SetLimits(l)
	list := draw(p, 212, 152)
	m := raster.Draw(list, 1)
	ground := scene.Light.Background
	_, g, _, _ := ground.RGBA8()
	for i := 1; i < len(m.Pix); i += 4 {
		ink += float64(g) - float64(m.Pix[i])
	}
	return ink / float64(g), p.frame.Area
}

var black = scene.Hex(0)

// Areas and polygons fill what they should, without seams.
func TestFills(t *testing.T) {
	x, y := sampled(2001, 0, 10, func(t float64) float64 { return 2 + math.Sin(3*t) })
	zero := make([]float64, len(x))
	star := &Polygon{Color: black, Opacity: 1, Width: -1}
	area := 0.0
	for k := range 10 {
		r := []float64{4, 1.6}[k%2]
		s, c := math.Sincos(float64(k) * math.Pi / 5)
		star.X, star.Y = append(star.X, 5+r*c), append(star.Y, 5+r*s)
		area += 4 * 1.6 * math.Sin(math.Pi/5) / 2
	}
	for _, c := range []struct {
		name string
		mark Mark
		want float64 // fraction of a picture from 0 to 10 both ways
	}{
		{"area", &Area{Color: black, Opacity: 1, X: []float64{0, 5, 10}, Y: []float64{2, 8, 2}}, 0.5},
		{"area between curves that cross", &Area{Color: black, Opacity: 1, X: []float64{0, 10}, Y: []float64{0, 10}, Base: []float64{10, 0}}, 0.5},
		{"area of many points", &Area{Color: black, Opacity: 1, X: x, Y: y, Base: zero}, 0.2 + (1-math.Cos(30))/300},
		{"area beyond the limits", &Area{Color: black, Opacity: 1, X: []float64{-1000, 1000}, Y: []float64{-1000, 1000}}, 0.5},
		{"translucent area", &Area{Color: black, Opacity: 0.5, X: []float64{0, 3.3, 10}, Y: []float64{5, 5, 5}}, 0.25},
		{"square", &Polygon{Color: black, Opacity: 1, Width: -1, X: []float64{2, 2, 7, 7}, Y: []float64{2, 7, 7, 2}}, 0.25},
		{"star", star, area / 100},
		{"bars", &Bars{Color: black, X: []float64{2, 4, 6, 8}, Y: []float64{5, 10, 20, -3}, Width: 1}, 0.25},
	} {
		ink, a := painted([]Mark{c.mark}, Limits{0, 10, 0, 10})
		if got := ink / (a.W() * a.H()); math.Abs(got-c.want) > 0.006 {
			t.Errorf("%s: fills %.4f of the picture, want %.4f", c.name, got, c.want)
		}
	}
}

func TestHeatmapBitmap(t *testing.T) {
	m := &Heatmap{Rows: 2, Cols: 3, Values: []float64{0, 1, 2, 3, 4, 5}, Norm: colormap.Linear{Min: 0, Max: 5}}
	p := &Plot{Marks: []Mark{m}, X: Axis{Hidden: true}, Y: Axis{Hidden: true}}
	version := func() uint64 {
		images := ops[*scene.Image](draw(p, 300, 200))
		if len(images) != 1 {
			t.Fatalf("%d images, want 1", len(images))
		}
		return images[0].Bitmap.Version
	}
	first := version()
	p.SetLimits(Limits{0, 2, 0, 1})
	if got := version(); got != first {
		t.Errorf("a pan changes the version from %d to %d", first, got)
	}
	m.Values[2] = math.NaN()
	second := version()
	if second == first {
		t.Error("a new value does not change the version")
	}
	if version() != second {
		t.Error("a NaN changes the version again and again")
	}
	m.Norm = colormap.Linear{Min: 0, Max: 9}
	if version() == second {
		t.Error("a new norm does not change the version")
	}
	// Deep inside a cell it is a sample of what is seen.
	p.SetLimits(Limits{0.4999, 0.5001, 0, 1})
	l := draw(p, 300, 200)
	inspect(t, "deep zoom", l)
	image := ops[*scene.Image](l)[0]
	if image.Bitmap == &m.cells {
		t.Error("deep in a cell, all cells are drawn")
	}
	third := image.Bitmap.Version
	if version() != third {
		t.Error("the same sample has a new version")
	}
}

// Cells are where their values say, whichever way axes and rows run, and
// whether they are drawn whole or sampled.
func TestHeatmapCells(t *testing.T) {
	nan := math.NaN()
	for k := range 16 {
		m := &Heatmap{Rows: 2, Cols: 3, Values: []float64{nan, nan, 1, nan, nan, nan}, Norm: colormap.Linear{Min: 0, Max: 1}}
		m.In = Limits{1, 4, 1, 3}
		if k&1 != 0 {
			m.In.X0, m.In.X1 = m.In.X1, m.In.X0
		}
		if k&2 != 0 {
			m.In.Y0, m.In.Y1 = m.In.Y1, m.In.Y0
		}
		for _, s := range []Scale{Linear, Log} {
			p := &Plot{Marks: []Mark{m}, X: Axis{Scale: s, Reversed: k&4 != 0}, Y: Axis{Reversed: k&8 != 0}}
			p.X.Plain, p.Y.Plain = true, true
			h, ok := p.HitAt(0, 2)
			if !ok {
				t.Fatal("no hit")
			}
			picture := raster.Draw(draw(p, 300, 200), 1)
			q, _ := p.frame.ToScreen(h.X, h.Y)
			if c := picture.RGBAAt(int(q.X), int(q.Y)); c.B > 100 {
				t.Errorf("case %d, scale %v: no cell at %v, %v: %v", k, s, h.X, h.Y, c)
			}
			if n := yellow(picture, p.frame.Area); math.Abs(n-1./6) > 0.02 && s == Linear {
				t.Errorf("case %d: the cell fills %.3f, want a sixth", k, n)
			}
			if got, ok := p.Nearest(rectOf(0, 0, 300, 200), scene.Look{}, q, 5); !ok || got.Index != 2 {
				t.Errorf("case %d, scale %v: hit %v", k, s, got)
			}
		}
	}
}

// yellow returns the fraction of an area that is of the colour of the upper end of viridis.
func yellow(m *image.RGBA, a scene.Rect) float64 {
	n := 0
	for y := int(a.Min.Y); y < int(a.Max.Y); y++ {
		for x := int(a.Min.X); x < int(a.Max.X); x++ {
			if m.RGBAAt(x, y).B < 100 {
				n++
			}
		}
	}
	return float64(n) / (a.W() * a.H())
}

func TestHeatmapShapePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("five values for 2 x 3 cells do not panic")
		}
	}()
	draw(&Plot{Marks: []Mark{&Heatmap{Rows: 2, Cols: 3, Values: make([]float64, 5)}}}, 100, 100)
}

// Read-outs are inside the panel, whatever is pointed at.
func TestHoverStaysInside(t *testing.T) {
	r := newRand(12)
	for range 500 {
		p := classes()
		p.Hover = &Hit{Mark: r.IntN(3), X: uniform(r, 0, 7), Y: uniform(r, 0, 2), Name: "a name that is not at all short", Text: "and what is to be said"}
		w, h := uniform(r, 120, 900), uniform(r, 110, 600)
		whole := rectOf(0, 0, w, h)
		for _, text := range ops[*scene.Text](draw(p, w, h)) {
			if box := boxOf(*text); !whole.Contains(box.Min) || !whole.Contains(box.Max) {
				t.Fatalf("%v x %v: %q is at %v", w, h, text.String, box)
			}
		}
	}
}

func TestAlign(t *testing.T) {
	r := newRand(13)
	for range 200 {
		var plots []*Plot
		var data []*Line
		for range 4 {
			m := &Line{X: []float64{uniform(r, -9, 0), uniform(r, 0, 9)}, Y: []float64{0, math.Pow(10, uniform(r, -6, 6))}}
			data = append(data, m)
			plots = append(plots, &Plot{Marks: []Mark{m}, X: Axis{Label: "x"}, Y: Axis{Label: "y"}})
		}
		plots[2].Title = "Title"
		LinkX(plots...)
		LinkY(plots[0], plots[1])
		rects := scene.TileColumns(rectOf(0, 0, uniform(r, 300, 1200), uniform(r, 300, 900)), 4, 2)
		Align(scene.Look{}, rects, plots...)
		var f [4]*Frame
		for k, p := range plots {
			f[k] = p.Layout(rects[k], scene.Look{})
		}
		for _, pair := range [][2]int{{0, 2}, {1, 3}} {
			a, b := f[pair[0]].Area, f[pair[1]].Area
			if math.Abs(a.Min.X-b.Min.X) > 1e-9 || math.Abs(a.Max.X-b.Max.X) > 1e-9 {
				t.Fatalf("the areas of a column are %v and %v", a, b)
			}
		}
		for _, pair := range [][2]int{{0, 1}, {2, 3}} {
			a, b := f[pair[0]].Area, f[pair[1]].Area
			if math.Abs(a.Min.Y-b.Min.Y) > 1e-9 || math.Abs(a.Max.Y-b.Max.Y) > 1e-9 {
				t.Fatalf("the areas of a row are %v and %v", a, b)
			}
		}
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, m := range data {
			lo, hi = min(lo, m.X[0]), max(hi, m.X[1])
		}
		for k := range f {
			if l := f[k].Limits; l.X0 != lo || l.X1 != hi {
				t.Fatalf("plot %d shows x from %v to %v, want %v to %v", k, l.X0, l.X1, lo, hi)
			}
		}
		if f[0].Limits.Y1 != f[1].Limits.Y1 {
			t.Fatalf("linked y axes go to %v and %v", f[0].Limits.Y1, f[1].Limits.Y1)
		}
	}
}

// Drawing the same again allocates next to nothing.
func TestDrawHardlyAllocates(t *testing.T) {
	for name, p := range map[string]*Plot{"lines": threeSeries(), "scatter": classes(), "areas": ratings(), "bars": counts(), "heat map": table()} {
		draw := redraw(p)
		draw()
		if n := testing.AllocsPerRun(20, draw); n > 12 {
			t.Errorf("%s: %v allocations a frame", name, n)
		}
	}
}

func TestClip(t *testing.T) {
	r := newRand(14)
	area := rectOf(0, 0, 10, 10)
	for range 20000 {
		p := scene.Point{X: uniform(r, -20, 30), Y: uniform(r, -20, 30)}
		q := scene.Point{X: uniform(r, -20, 30), Y: uniform(r, -20, 30)}
		if r.IntN(4) == 0 {
			q.X = p.X
		}
		a, b, ok := clip(p, q, area)
		inside := 0
		const steps = 200
		for k := range steps + 1 {
			at := p.Add(q.Sub(p).Scale(float64(k) / steps))
			if !area.Contains(at) {
				continue
			}
			inside++
			if d, _ := toSegment(at, a, b); !ok || d > 1e-9 {
				t.Fatalf("%v to %v is clipped to %v to %v, %v; but %v is inside", p, q, a, b, ok, at)
			}
		}
		if ok && (!area.Contains(a) || !area.Contains(b)) {
			t.Fatalf("%v to %v is clipped to %v to %v", p, q, a, b)
		}
		if ok && b.Sub(a).Norm() > 2*q.Sub(p).Norm()/steps && inside == 0 {
			t.Fatalf("%v to %v is clipped to %v to %v, but is outside", p, q, a, b)
		}
	}
}
