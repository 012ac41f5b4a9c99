package plotter

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/lineart"
	"zscape/scene/space"
)

var black = scene.Stroke{Color: scene.Hex(0), Width: 1}

// noPause is a pause that is none.
func noPause() {}

func blank(w, h float64) *scene.DisplayList {
	l := new(scene.DisplayList)
	l.Reset(w, h, scene.Hex(0xffffff))
	return l
}

// pictures are drawings of a figure in several modes, without hidden lines.
func pictures(t testing.TB) map[string]*scene.DisplayList {
	t.Helper()
	g := grid.New(grid.Linspace(-3, 3, 41), grid.Linspace(-3, 3, 41))
	g.Fill(func(x, y float64) float64 { return math.Sin(x) + math.Cos(y) })
	color := func(z float64) scene.Color { return scene.Color{R: float32(z+2) / 5, G: 0.3, B: 0.6, A: 1} }
	all := map[string]*scene.DisplayList{}
	draw := func(name string, mode space.SurfaceMode, stereo float64) {
		s := &space.Surface{Grid: g, Mode: mode, Color: color, ColorLines: true, Levels: 5, LevelMin: -1.5, LevelStep: 0.7}
		s.Trace = func() [][]scene.Vec { return [][]scene.Vec{{{X: -2, Y: -3}, {X: 2, Y: 3, Z: 1}}} }
		panel := &space.Space{Camera: scene.DefaultCamera, Box: s.Bounds(), Axes: space.Axes{X: "x", Y: "y", Z: "z"}, Marks: []space.Mark{
			s, &space.ColorBar{Min: -2, Max: 2, Color: color, Title: "z"}, &space.Dots{Points: []scene.Vec{{Z: 2}, {X: 1, Y: 1, Z: 2}}, Label: "here"},
		}}
		panel.Camera.Stereo = stereo
		f := scene.Figure{Panels: []scene.Panel{panel}}
		l := new(scene.DisplayList)
		f.Draw(l, 600, 450)
		all[name] = lineart.Resolve(l)
	}
	draw("wireframe", space.Wireframe, 0)
	draw("hidden", space.Hidden, 0)
	draw("dimmed", space.Dimmed, 0)
	draw("faces", space.Faces, 0)
	draw("stereo", space.Hidden, 6)
	return all
}

// No line of a picture runs along another: seen from the middle of any piece,
// nothing else is nearer than half of what counts as one line, but what crosses.
func TestNothingTwice(t *testing.T) {
	for name, l := range pictures(t) {
		if name == "stereo" { // each eye has its own
			continue
		}
		p := New(l, Options{Pens: 4})
		scale := (p.Width - 20) / l.W
		scale = min(scale, (p.Height-20)/l.H)
		type piece struct {
			a, b scene.Point
		}
		var all []piece
		for _, layer := range p.Layers {
			for _, line := range layer.Lines {
				for k := 1; k < len(line); k++ {
					all = append(all, piece{line[k-1].Scale(1 / scale), line[k].Scale(1 / scale)})
				}
			}
		}
		r := rand.New(rand.NewPCG(1, 2))
		asked := 0
		for range 3000 {
			n := r.IntN(len(all))
			x := all[n]
			d := x.b.Sub(x.a)
			if d.Norm() < 1 {
				continue
			}
			asked++
			mid := x.a.Add(x.b).Scale(0.5)
			for k, y := range all {
				e := y.b.Sub(y.a)
				if k == n || e.Norm() < 1 || math.Abs(cross(d, e)) > turn/2*d.Norm()*e.Norm() {
					continue
				}
				f := mid.Sub(y.a)
				along := (f.X*e.X + f.Y*e.Y) / e.Norm()
				if along > 0.3 && along < e.Norm()-0.3 && math.Abs(cross(f, e))/e.Norm() < same/2 {
					t.Fatalf("%s: %v-%v runs along %v-%v", name, x.a, x.b, y.a, y.b)
				}
			}
		}
		if asked < 1000 {
			t.Errorf("%s: only %d pieces", name, asked)
		}
	}
}

// Lines that could go on into each other do: no two of a layer end at one place.
func TestAllIsJoined(t *testing.T) {
	for name, l := range pictures(t) {
		for k, layer := range New(l, Options{}).Layers {
			var ends []scene.Point
			for _, line := range layer.Lines {
				if a, b := line[0], line[len(line)-1]; a != b {
					ends = append(ends, a, b)
				}
			}
			for i, a := range ends {
				for _, b := range ends[i+1:] {
					if a == b {
						t.Errorf("%s: two lines of layer %d end at %v", name, k, a)
					}
				}
			}
		}
	}
}

// Joining and ordering lose nothing: lines that share no stretch come out as long
// as they go in, and repeated ones once.
func TestLengthIsKept(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	l := blank(1000, 700)
	want := 0.0
	// A lattice in random pieces, in random order and direction, some twice.
	type piece struct{ a, b scene.Point }
	var all []piece
	for i := range 12 {
		for j := range 9 {
			at := scene.Point{X: 50 + 70*float64(i), Y: 40 + 60*float64(j)}
			if i < 11 {
				all = append(all, piece{at, at.Add(scene.Point{X: 70})})
				want += 70
			}
			if j < 8 {
				all = append(all, piece{at, at.Add(scene.Point{Y: 60})})
				want += 60
			}
		}
	}
	for k := range 60 {
		all = append(all, all[k])
		// The middle of another, the other way round.
		p := all[100+k]
		d := p.b.Sub(p.a)
		all = append(all, piece{p.a.Add(d.Scale(0.7)), p.a.Add(d.Scale(0.2))})
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	lines := l.NewPolylines(black)
	for _, p := range all {
		if r.IntN(2) == 0 {
			p.a, p.b = p.b, p.a
		}
		lines.Segment(p.a, p.b)
	}
	p := New(l, Options{Width: 1020, Height: 720})
	if math.Abs(p.Down-want) > 1e-6*want {
		t.Errorf("%v drawn, want %v", p.Down, want)
	}
	// Lines go straight on where they cross: 10 columns and 7 rows, and the rim
	// as one closed line. 34 places where three meet make 17 the least.
	if n := len(p.Layers[0].Lines); len(p.Layers) != 1 || n != 12+9-4+1 {
		t.Errorf("%d lines on %d layers", n, len(p.Layers))
	}
}

func TestOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		var lines [][]scene.Point
		for range 1 + r.IntN(400) {
			a := scene.Point{X: 200 * r.Float64(), Y: 150 * r.Float64()}
			b := a.Add(scene.Point{X: 10 * r.Float64(), Y: 10 * r.Float64()})
			line := []scene.Point{a, b}
			if r.IntN(4) == 0 {
				line = append(line, a.Add(scene.Point{X: 5}), a)
			}
			lines = append(lines, line)
		}
		down, up := travel(lines)
		sorted := order(lines, noPause)
		down2, up2 := travel(sorted)
		if math.Abs(down-down2) > 1e-9*down {
			t.Fatalf("%v drawn, %v in order", down, down2)
		}
		if n := len(lines); n > 50 && up2 > 0.3*up {
			t.Errorf("%d lines: the way between them is %v, was %v", n, up2, up)
		}
		// Each goes to the nearest: no end of a later line is nearer than the next one.
		at := scene.Point{}
		for k, line := range sorted {
			d := line[0].Sub(at).Norm()
			for _, later := range sorted[k+1:] {
				if e := min(later[0].Sub(at).Norm(), later[len(later)-1].Sub(at).Norm()); e < d-1e-9 {
					t.Fatalf("line %d begins %v away, another one %v", k, d, e)
				}
			}
			at = line[len(line)-1]
		}
	}
}

// What would be no stroke of a pen is not there; what is, is as large as it should be.
func TestStrokes(t *testing.T) {
	half := scene.Stroke{Color: scene.Hex(0xffffff), Width: 4}
	for _, tt := range []struct {
		name string
		draw func(l *scene.DisplayList)
		want float64 // length in screen units
	}{
		{"a line", func(l *scene.DisplayList) { l.NewPolylines(black).Segment(scene.Point{}, scene.Point{X: 80}) }, 80},
		{"a hint", func(l *scene.DisplayList) {
			p := l.NewPolylines(black)
			p.Hint = true
			p.Segment(scene.Point{}, scene.Point{X: 80})
		}, 0},
		{"a halo", func(l *scene.DisplayList) { l.NewPolylines(half).Segment(scene.Point{}, scene.Point{X: 80}) }, 0},
		{"a clear line", func(l *scene.DisplayList) {
			l.NewPolylines(scene.Stroke{Color: scene.Color{}, Width: 1}).Segment(scene.Point{}, scene.Point{X: 80})
		}, 0},
		{"a point", func(l *scene.DisplayList) {
			at := scene.Point{X: 40, Y: 30}
			l.NewPolylines(scene.Stroke{Color: black.Color, Width: 10}).Segment(at, at)
		}, 24 * 10 * math.Sin(math.Pi/24)},
		{"points that cover", func(l *scene.DisplayList) {
			p := l.NewPolylines(scene.Stroke{})
			p.Segment(scene.Point{X: 10, Y: 30}, scene.Point{X: 90, Y: 30})
			p.Segment(scene.Point{X: 40, Y: 30}, scene.Point{X: 40, Y: 30}) // of the background's colour
			p.Segment(scene.Point{X: 70, Y: 30}, scene.Point{X: 70, Y: 30})
			p.Widths, p.Colors = []float64{1, 20, 10}, []scene.Color{black.Color, half.Color, black.Color}
		}, 80 - 20 - 10 + 24*10*math.Sin(math.Pi/24)},
		{"dashes", func(l *scene.DisplayList) {
			l.NewPolylines(scene.Stroke{Color: black.Color, Width: 1, Dash: 5}).Segment(scene.Point{}, scene.Point{X: 72})
		}, 37},
		{"a clipped line", func(l *scene.DisplayList) {
			l.Clip(scene.Rect{Min: scene.Point{X: 20}, Max: scene.Point{X: 50, Y: 50}})
			l.NewPolylines(black).Segment(scene.Point{Y: 10}, scene.Point{X: 80, Y: 10})
			l.Clip(scene.Rect{})
			l.NewPolylines(black).Segment(scene.Point{X: 0, Y: 40}, scene.Point{X: 200, Y: 40})
		}, 130},
		{"a face", func(l *scene.DisplayList) {
			l.NewPolygons().Add(scene.Hex(0x0000ff), scene.Point{X: 10, Y: 10}, scene.Point{X: 30, Y: 10}, scene.Point{X: 30, Y: 20}, scene.Point{X: 10, Y: 20})
		}, 60},
		{"faces side by side", func(l *scene.DisplayList) {
			p := l.NewPolygons()
			for _, x := range []float64{10, 20, 30} {
				p.Add(scene.Hex(0x0000ff), scene.Point{X: x, Y: 10}, scene.Point{X: x + 10, Y: 10}, scene.Point{X: x + 10, Y: 20}, scene.Point{X: x, Y: 20})
			}
		}, 80},
		{"under a label", func(l *scene.DisplayList) {
			l.NewPolylines(black).Segment(scene.Point{Y: 15}, scene.Point{X: 90, Y: 15})
			l.NewPolygons().Add(l.Background.Opacity(0.8), scene.Point{X: 10, Y: 10}, scene.Point{X: 10, Y: 20}, scene.Point{X: 30, Y: 20}, scene.Point{X: 30, Y: 10})
		}, 70},
		{"one letter", func(l *scene.DisplayList) {
			l.Text(&scene.Text{String: "l", At: scene.Point{X: 50, Y: 30}, Size: 12.8, Color: black.Color})
		}, 9},
		{"other letters", func(l *scene.DisplayList) {
			l.Text(&scene.Text{String: "漢", At: scene.Point{X: 50, Y: 30}, Size: 12, Color: black.Color})
		}, 0},
		{"not a number", func(l *scene.DisplayList) {
			p := l.NewPolylines(black)
			for _, x := range []float64{0, 10, math.NaN(), 30, 40, math.Inf(1)} {
				p.Add(scene.Point{X: x, Y: 20})
			}
			p.End()
		}, 20},
		{"there and back", func(l *scene.DisplayList) {
			p := l.NewPolylines(black)
			for _, x := range []float64{10, 60, 20, 70} {
				p.Add(scene.Point{X: x, Y: 20})
			}
			p.End()
		}, 60},
		{"a crossing", func(l *scene.DisplayList) {
			p := l.NewPolylines(black)
			p.Segment(scene.Point{X: 10, Y: 10}, scene.Point{X: 40, Y: 10})
			p.Segment(scene.Point{X: 20, Y: 0}, scene.Point{X: 20, Y: 40})
		}, 70},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := blank(100, 60)
			tt.draw(l)
			p := New(l, Options{Width: 120, Height: 80})
			if math.Abs(p.Down-tt.want) > 1e-6*(1+tt.want) {
				t.Errorf("%v drawn, want %v", p.Down, tt.want)
			}
		})
	}
}

// Each eye's lines have a pen of the colour that the other's glass lets through
// unseen, also where both fall on one place.
func TestEyes(t *testing.T) {
	l := blank(100, 60)
	for _, eye := range []scene.Channels{scene.RedChannel, scene.CyanChannels} {
		l.Channels(eye)
		l.NewPolylines(black).Segment(scene.Point{Y: 10}, scene.Point{X: 50, Y: 10})
	}
	l.Channels(scene.AllChannels)
	p := New(l, Options{Width: 120, Height: 80})
	if len(p.Layers) != 2 || hex(p.Layers[0].Color) != "#00ffff" || hex(p.Layers[1].Color) != "#ff0000" || math.Abs(p.Down-100) > 1e-9 {
		t.Errorf("%d layers, %v drawn: %+v", len(p.Layers), p.Down, p.Layers)
	}
}

// Few colours are kept; many become as many as there are pens, none far from
// what it stands for.
func TestPens(t *testing.T) {
	var lines []line
	for k := range 200 {
		v := float32(k) / 199
		lines = append(lines, line{points: []scene.Point{{}, {X: 1}}, color: scene.Color{R: v, G: 0.8 - v/2, B: 0.2, A: 1}})
	}
	three := []line{lines[0], lines[100], lines[199]}
	few := pens(three, 8, noPause)
	if len(few) != 3 {
		t.Errorf("%d pens for 3 colours", len(few))
	}
	for _, x := range three {
		if few[x.pen] != x.color {
			t.Errorf("%v is drawn in %v", x.color, few[x.pen])
		}
	}
	many := pens(lines, 8, noPause)
	if len(many) != 8 {
		t.Errorf("%d pens", len(many))
	}
	for _, x := range lines {
		if d := distance(many[x.pen], x.color); d > 0.09 {
			t.Errorf("%v is drawn in %v", x.color, many[x.pen])
		}
	}
	for k := 1; k < len(many); k++ {
		if distance(many[k], scene.Color{}) > distance(many[k-1], scene.Color{}) {
			t.Error("a paler pen comes after a darker one")
		}
	}
}

// Colours that can hardly be told apart are one pen, that of the one that is used
// most; those of a theme are as many.
func TestPensAlike(t *testing.T) {
	stroke := func(hex uint32, length float64) line {
		return line{points: []scene.Point{{}, {X: length}}, color: scene.Hex(hex)}
	}
	lines := []line{stroke(0x1f5587, 3), stroke(0x205386, 5), stroke(0xc8401f, 1), stroke(0x1f5587, 1)}
	got := pens(lines, 8, noPause)
	if len(got) != 2 || !slices.Contains(got, scene.Hex(0x205386)) || lines[0].pen != lines[1].pen || lines[3].pen != lines[1].pen || lines[2].pen == lines[1].pen {
		t.Errorf("pens %v", got)
	}
	for _, theme := range []scene.Theme{scene.Light, scene.Dark} {
		lines := []line{}
		for _, c := range append(theme.Series[:], theme.Ink, theme.Muted, theme.Line) {
			lines = append(lines, line{points: []scene.Point{{}, {X: 1}}, color: c})
		}
		want := len(lines) - 1 // Line is the first of the series
		if got := pens(lines, 20, noPause); len(got) != want {
			t.Errorf("%d pens for %d colours", len(got), want)
		}
	}
	// Neighbours of a colormap in eight steps stay apart.
	for _, name := range colormap.Names() {
		m, _ := colormap.Named(name)
		var lines []line
		for k := range 8 {
			r, g, b := m.At(float64(k) / 7)
			lines = append(lines, line{points: []scene.Point{{}, {X: 1}}, color: scene.Color{R: float32(r), G: float32(g), B: float32(b), A: 1}})
		}
		if got := pens(lines, 8, noPause); len(got) != 8 {
			t.Errorf("%s: %d pens", name, len(got))
		}
	}
}

// Reference: Ottosson's table, and white and black.
func TestOklab(t *testing.T) {
	for hex, want := range map[uint32][3]float64{
		0xffffff: {1, 0, 0}, 0x000000: {0, 0, 0}, 0xff0000: {0.628, 0.225, 0.126}, 0x00ff00: {0.866, -0.234, 0.179}, 0x0000ff: {0.452, -0.032, -0.312},
	} {
		for k, v := range oklab(scene.Hex(hex)) {
			if math.Abs(v-want[k]) > 6e-4 {
				t.Errorf("%06x is %v, want %v", hex, oklab(scene.Hex(hex)), want)
				break
			}
		}
	}
}

// The file is well formed, in millimetres, within the margins, with a group for
// each pen; nothing in it is filled or a text.
func TestWrite(t *testing.T) {
	inside := regexp.MustCompile(`^M[-0-9. ]+(L[-0-9. ]+)+$`)
	for name, l := range pictures(t) {
		p := New(l, Options{})
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		layers, paths := 0, 0
		d := xml.NewDecoder(bytes.NewReader(b.Bytes()))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			e, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			get := func(name string) string {
				for _, a := range e.Attr {
					if a.Name.Local == name {
						return a.Value
					}
				}
				return ""
			}
			switch e.Name.Local {
			case "svg":
				if get("width") != "297mm" || get("height") != "210mm" || get("viewBox") != "0 0 297 210" || get("fill") != "none" {
					t.Errorf("%s: %v", name, e.Attr)
				}
			case "g":
				layers++
				if get("groupmode") != "layer" || !regexp.MustCompile(`^\d #[0-9a-f]{6}$`).MatchString(get("label")) {
					t.Errorf("%s: %v", name, e.Attr)
				}
			case "path":
				paths++
				if !inside.MatchString(get("d")) {
					t.Errorf("%s: path %s", name, get("d"))
				}
			case "desc":
			default:
				t.Errorf("%s: element %s", name, e.Name.Local)
			}
		}
		lines := 0
		for _, layer := range p.Layers {
			lines += len(layer.Lines)
			for _, line := range layer.Lines {
				for _, q := range line {
					if q.X < 10-1e-9 || q.Y < 10-1e-9 || q.X > 287+1e-9 || q.Y > 200+1e-9 {
						t.Fatalf("%s: %v is beyond the margin", name, q)
					}
				}
			}
		}
		if layers != len(p.Layers) || layers < 2 || layers > 8 || paths != lines {
			t.Errorf("%s: %d layers of %d, %d paths of %d", name, layers, len(p.Layers), paths, lines)
		}
		if !strings.Contains(b.String(), p.Summary()) {
			t.Errorf("%s: no summary %q", name, p.Summary())
		}
	}
}

func TestEmpty(t *testing.T) {
	p := New(blank(100, 200), Options{})
	if p.Width != 210 || p.Height != 297 || len(p.Layers) != 0 || p.Down != 0 {
		t.Errorf("%+v", p)
	}
}

func BenchmarkNew(b *testing.B) {
	l := pictures(b)["hidden"]
	for b.Loop() {
		New(l, Options{})
	}
}
