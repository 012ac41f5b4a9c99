package svg

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/compute/grid"
	"zscape/scene"
	"zscape/scene/lineart"
	"zscape/scene/space"
	"zscape/scene/typeface"
)

var (
	red  = scene.Color{R: 1, A: 1}
	blue = scene.Color{B: 1, A: 1}
)

// element is an element of the file with its attributes and its own text.
type element struct {
	name, text string
	attributes map[string]string
}

// parse writes l and reads all elements back.
func parse(t testing.TB, l *scene.DisplayList, opt Options) []element {
	t.Helper()
	var file bytes.Buffer
	if err := Write(&file, l, opt); err != nil {
		t.Fatal(err)
	}
	var all []element
	var open []int
	for d := xml.NewDecoder(&file); ; {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
				if strings.ContainsAny(a.Value, "NI+") && a.Name.Local != "href" {
					t.Errorf("%s of %s is %q", a.Name.Local, e.name, a.Value) // NaN, Inf or an exponent
				}
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].text += string(token)
			}
		}
	}
}

// named returns the elements of that name.
func named(all []element, name string) []element {
	var some []element
	for _, e := range all {
		if e.name == name {
			some = append(some, e)
		}
	}
	return some
}

func picture() *scene.DisplayList {
	l := new(scene.DisplayList)
	l.Reset(300, 200, scene.Hex(0xfdfdfb))
	return l
}

func TestFrame(t *testing.T) {
	const title, link = `<"Ridge"> & 谷`, "https://example.org/#a=1&b=<2>"
	all := parse(t, picture(), Options{Title: title, Description: "what\x00 it \xff shows", Link: link})
	svg := all[0].attributes
	if svg["width"] != "300" || svg["height"] != "200" || svg["viewBox"] != "0 0 300 200" || svg["role"] != "img" {
		t.Errorf("root has %v", svg)
	}
	for _, tt := range []struct{ name, want string }{{"title", title}, {"desc", "what\ufffd it \ufffd shows"}, {"metadata", link}} {
		if e := named(all, tt.name); len(e) != 1 || e[0].text != tt.want {
			t.Errorf("%s: %v, want %q", tt.name, e, tt.want)
		}
	}
	if all[1].name != "title" {
		t.Errorf("%s comes before the title", all[1].name)
	}
	rect := named(all, "rect")
	if len(rect) != 1 || rect[0].attributes["class"] != "background" || rect[0].attributes["fill"] != "#fdfdfb" {
		t.Errorf("background is %v", rect)
	}
	if all := parse(t, picture(), Options{Transparent: true}); len(all) != 1 {
		t.Errorf("an empty, transparent picture has %v", all)
	}
}

func TestPolylines(t *testing.T) {
	nan := math.NaN()
	l := picture()
	p := l.NewPolylines(scene.Stroke{Color: red.Opacity(0.25), Width: 1.25, Dash: 4})
	for _, line := range [][]scene.Point{
		{{X: 1, Y: 2}, {X: 1.504, Y: 1}, {X: 0.5, Y: 1.25}},
		{{X: 0, Y: 0}, {X: nan, Y: 1}, {X: 5, Y: 5}, {X: 6, Y: 6}},
		{{X: nan, Y: nan}, {X: 1, Y: 1}},
	} {
		p.Points = append(p.Points, line...)
		p.Ends = append(p.Ends, len(p.Points))
	}
	c := l.NewPolylines(scene.Stroke{Color: red, Width: 1, Dash: 1})
	for k, color := range []scene.Color{red, blue, red, {}} {
		c.Segment(scene.Point{X: float64(k)}, scene.Point{X: float64(k), Y: -1})
		c.Colors = append(c.Colors, color)
	}
	l.NewPolylines(scene.Stroke{Color: red}).Segment(scene.Point{}, scene.Point{X: 1})

	all := parse(t, l, Options{})
	groups, paths := named(all, "g"), named(all, "path")
	if len(groups) != 2 || len(paths) != 3 {
		t.Fatalf("%d groups of %d paths, want 2 of 3", len(groups), len(paths))
	}
	g := groups[0].attributes
	if g["stroke-width"] != "1.25" || g["stroke-dasharray"] != "4" || g["stroke-linecap"] != "round" || g["fill"] != "none" {
		t.Errorf("group has %v", g)
	}
	if groups[1].attributes["stroke-dasharray"] != "" {
		t.Error("dashes whose gaps the caps close")
	}
	for k, want := range []map[string]string{
		{"stroke": "#ff0000", "stroke-opacity": "0.25", "d": "M1 2l.5-1-1 .25M5 5l1 1"},
		{"stroke": "#ff0000", "d": "M0 0l0-1M2 0l0-1"},
		{"stroke": "#0000ff", "d": "M1 0l0-1"},
	} {
		for name, v := range want {
			if got := paths[k].attributes[name]; got != v {
				t.Errorf("path %d has %s %q, want %q", k, name, got, v)
			}
		}
		if len(paths[k].attributes) != len(want) {
			t.Errorf("path %d has %v", k, paths[k].attributes)
		}
	}
}

// Relative positions do not add up rounding errors.
func TestLongPath(t *testing.T) {
	var d path
	var line []scene.Point
	for k := range 1000 {
		line = append(line, scene.Point{X: float64(k) / 3, Y: math.Sqrt(float64(k))})
	}
	d.polyline(line)
	s := strings.NewReplacer("M", " ", "l", " ", "-", " -").Replace(string(d.data))
	f := strings.Fields(s)
	if len(f) != 2*len(line) {
		t.Fatalf("%d numbers", len(f))
	}
	var x, y float64
	for k, p := range line {
		dx, errX := strconv.ParseFloat(f[2*k], 64)
		dy, errY := strconv.ParseFloat(f[2*k+1], 64)
		x, y = x+dx, y+dy
		if errX != nil || errY != nil || math.Abs(x-p.X) > 0.00501 || math.Abs(y-p.Y) > 0.00501 {
			t.Fatalf("point %d is at %v, %v, want %v", k, x, y, p)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {-0.004, "0"}, {0.005, ".01"}, {-0.5, "-.5"}, {12.3456, "12.35"}, {-7, "-7"}, {1.05, "1.05"}, {1.1, "1.1"},
		{1e300, "10000000"}, {math.Inf(-1), "-10000000"},
	} {
		if got := number(tt.v); got != tt.want {
			t.Errorf("%v is written %q, want %q", tt.v, got, tt.want)
		}
	}
}

func TestPolygons(t *testing.T) {
	l := picture()
	p := l.NewPolygons()
	p.Add(red.Opacity(0.5), scene.Point{}, scene.Point{X: 3}, scene.Point{X: 3, Y: 4})
	p.Add(blue, scene.Point{}, scene.Point{X: 3}, scene.Point{X: 3, Y: 4}, scene.Point{Y: 4})
	p.Add(scene.Color{}, scene.Point{}, scene.Point{X: 3}, scene.Point{X: 3, Y: 4})
	p.Add(red, scene.Point{}, scene.Point{X: math.Inf(1)}, scene.Point{X: 3, Y: 4})
	paths := named(parse(t, l, Options{}), "path")
	if len(paths) != 2 {
		t.Fatalf("%d paths, want 2", len(paths))
	}
	a, b := paths[0].attributes, paths[1].attributes
	if a["d"] != "M0 0l3 0 0 4z" || a["fill"] != "#ff0000" || a["fill-opacity"] != "0.5" || a["shape-rendering"] != "" {
		t.Errorf("triangle has %v", a)
	}
	if b["d"] != "M0 0l3 0 0 4-3 0z" || b["fill-opacity"] != "" || b["shape-rendering"] != "crispEdges" {
		t.Errorf("rectangle has %v", b)
	}
}

// cells is a row of two cells with faces: samples 0 1 2 below 3 4 5.
func cells(index ...uint32) *scene.Mesh {
	return &scene.Mesh{
		X: []float32{0, 10, 20, 0, 10, 20}, Y: []float32{10, 10, 10, 0, 0, 0},
		Index: index, Face: scene.FaceColors,
		MeshData: &scene.MeshData{Colors: []scene.Color{red, red, blue, blue, blue, blue}},
		Source:   scene.MeshSource{Cols: []int{0, 1, 2}},
	}
}

func TestMesh(t *testing.T) {
	upper, lower := []uint32{0, 4, 3}, []uint32{0, 1, 4}
	next := []uint32{1, 5, 4} // upper triangle of the second cell
	join := func(t ...[]uint32) []uint32 {
		var all []uint32
		for _, t := range t {
			all = append(all, t...)
		}
		return all
	}
	folded := cells(join(lower, upper)...)
	folded.X[3], folded.Y[3] = 10, 9 // over the lower triangle
	see := cells(upper...)
	see.Colors = make([]scene.Color, 6)
	for k := range see.Colors {
		see.Colors[k] = red.Opacity(0.5)
	}
	for _, tt := range []struct {
		name string
		mesh *scene.Mesh
		want []string // path data
		fill string
	}{
		{"quad", cells(join(upper, lower)...), []string{"M10 10l0-10-10 0 0 10z"}, "#800080"},
		{"the other way round", cells(join(lower, upper)...), []string{"M10 10l0-10-10 0 0 10z"}, "#800080"},
		{"triangle", cells(upper...), []string{"M0 10l10-10-10 0z"}, "#5500aa"},
		{"neighbours of two cells", cells(join(lower, next, upper)...),
			[]string{"M0 10l10 0 0-10z", "M10 10l10-10-10 0z", "M0 10l10-10-10 0z"}, "#aa0055"},
		{"folded", folded, []string{"M0 10l10 0 0-10z", "M0 10l10-10 0 9z"}, "#aa0055"},
		{"translucent", see, []string{"M0 10l10-10-10 0z"}, "#ff0000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := picture()
			l.Mesh(tt.mesh)
			paths := named(parse(t, l, Options{}), "path")
			if len(paths) != len(tt.want) {
				t.Fatalf("%d faces, want %d", len(paths), len(tt.want))
			}
			for k, want := range tt.want {
				if got := paths[k].attributes["d"]; !sameOutline(got, want) {
					t.Errorf("face %d is %q, want %q", k, got, want)
				}
			}
			a := paths[0].attributes
			if a["fill"] != tt.fill || (a["stroke"] == tt.fill) != (a["fill-opacity"] == "") {
				t.Errorf("face has %v", a)
			}
		})
	}
}

// sameOutline reports whether two paths go through the same corners, in either
// sense from any of them.
func sameOutline(a, b string) bool {
	p, q := outline(a), outline(b)
	if len(p) != len(q) {
		return false
	}
	for first := range p {
		forth, back := true, true
		for k := range p {
			forth = forth && p[(first+k)%len(p)] == q[k]
			back = back && p[(first+len(p)-k)%len(p)] == q[k]
		}
		if forth || back {
			return true
		}
	}
	return false
}

func outline(d string) []scene.Point {
	f := strings.Fields(strings.NewReplacer("M", " ", "l", " ", "z", " ", "-", " -").Replace(d))
	var at scene.Point
	var all []scene.Point
	for k := 0; k+1 < len(f); k += 2 {
		dx, _ := strconv.ParseFloat(f[k], 64)
		dy, _ := strconv.ParseFloat(f[k+1], 64)
		at = at.Add(scene.Point{X: dx, Y: dy})
		all = append(all, at)
	}
	return all
}

func TestUnresolvedMesh(t *testing.T) {
	tint, lines := cells(0, 4, 3), cells(0, 4, 3)
	tint.Face = scene.FaceTint
	lines.Grid = scene.Stroke{Color: red, Width: 1}
	for name, m := range map[string]*scene.Mesh{"tint": tint, "lines": lines} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if s, _ := recover().(string); !strings.HasPrefix(s, "svg: ") {
					t.Errorf("recovered %q, want svg: ...", s)
				}
			}()
			l := picture()
			l.Mesh(m)
			Write(io.Discard, l, Options{})
		})
	}
}

func TestText(t *testing.T) {
	const size = 20
	width, ascent, descent := typeface.Measure("a<b", size)
	for _, tt := range []struct {
		alignX, alignY float64
		anchor         string
		x, y           float64
	}{
		{0, 0, "", 50, 60 + ascent},
		{0.5, 0.5, "middle", 50, 60 + (ascent-descent)/2},
		{1, 1, "end", 50, 60 - descent},
		{0.25, 1, "", 50 - width/4, 60 - descent},
	} {
		l := picture()
		l.Text(&scene.Text{String: "a<b", At: scene.Point{X: 50, Y: 60}, Size: size, Color: red, AlignX: tt.alignX, AlignY: tt.alignY})
		e := named(parse(t, l, Options{}), "text")
		if len(e) != 1 || e[0].text != "a<b" {
			t.Fatalf("got %v", e)
		}
		a := e[0].attributes
		if a["x"] != number(tt.x) || a["y"] != number(tt.y) || a["text-anchor"] != tt.anchor || a["font-size"] != "20" || a["fill"] != "#ff0000" {
			t.Errorf("aligned %v, %v: %v; want anchor %q at %v, %v", tt.alignX, tt.alignY, a, tt.anchor, tt.x, tt.y)
		}
	}
	l := picture()
	l.Text(&scene.Text{String: "lost", At: scene.Point{X: math.NaN()}, Size: size, Color: red})
	l.Text(&scene.Text{String: "", Size: size, Color: red})
	if e := named(parse(t, l, Options{}), "text"); len(e) != 0 {
		t.Errorf("got %v, want none", e)
	}
}

func TestImage(t *testing.T) {
	l := picture()
	pix := []uint8{255, 0, 0, 255, 0, 0, 255, 128}
	l.Image(&scene.Image{Bitmap: &scene.Bitmap{W: 2, H: 1, Pix: pix}, Dst: scene.Rect{Min: scene.Point{X: 10, Y: 20}, Max: scene.Point{X: 40, Y: 30}}})
	e := named(parse(t, l, Options{}), "image")
	if len(e) != 1 {
		t.Fatalf("%d images", len(e))
	}
	a := e[0].attributes
	if a["x"] != "10" || a["y"] != "20" || a["width"] != "30" || a["height"] != "10" || a["preserveAspectRatio"] != "none" {
		t.Errorf("image has %v", a)
	}
	data, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(a["href"], "data:image/png;base64,"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, alpha := m.At(1, 0).RGBA(); m.Bounds().Dx() != 2 || r != 0 || g != 0 || b != 0x8080 || alpha != 0x8080 {
		t.Errorf("second pixel is %v %v %v %v", r, g, b, alpha)
	}
}

type broken struct{}

var errBroken = errors.New("broken")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestError(t *testing.T) {
	if err := Write(broken{}, picture(), Options{}); err != errBroken {
		t.Errorf("got %v", err)
	}
}

// figure draws a surface in its box.
func figure(mode space.SurfaceMode) *scene.DisplayList {
	g := grid.New(grid.Linspace(-3, 3, 31), grid.Linspace(-4, 4, 41))
	g.Fill(func(x, y float64) float64 { return math.Exp(-(x*x - x*y + y*y) / 3) })
	gray := func(z float64) scene.Color { return scene.Color{R: float32(z), G: float32(z), B: float32(z), A: 1} }
	s := &space.Surface{Grid: g, Mode: mode, Color: gray}
	f := space.Space{
		Camera: scene.DefaultCamera, Box: s.Bounds(), Axes: space.Axes{X: "x", Y: "y", Z: "z"},
		Marks: []space.Mark{s, &space.ColorBar{Max: 1, Color: gray}},
	}
	l := new(scene.DisplayList)
	figure := scene.Figure{Panels: []scene.Panel{&f}}
	figure.Draw(l, 900, 700)
	return l
}

// A whole figure in every mode: vectors only, the same each time, of a
// moderate size, with as many faces as cells.
func TestFigure(t *testing.T) {
	for _, tt := range []struct {
		mode  space.SurfaceMode
		faces int
		most  int // bytes
	}{
		{space.Wireframe, 0, 60e3},
		{space.Hidden, 0, 60e3},
		{space.Dimmed, 0, 60e3},
		{space.Faces, 30 * 40, 200e3},
		{space.Smooth, 30 * 40, 200e3},
	} {
		var a, b bytes.Buffer
		Write(&a, lineart.Resolve(figure(tt.mode)), Options{})
		Write(&b, lineart.Resolve(figure(tt.mode)), Options{})
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("mode %d: two files differ", tt.mode)
		}
		if a.Len() > tt.most {
			t.Errorf("mode %d: %d bytes, want at most %d", tt.mode, a.Len(), tt.most)
		}
		faces := 0
		for _, e := range parse(t, lineart.Resolve(figure(tt.mode)), Options{}) {
			switch {
			case e.name == "image":
				t.Errorf("mode %d: a bitmap", tt.mode)
			case e.attributes["fill"] != "" && e.attributes["fill"] == e.attributes["stroke"]:
				faces++
			}
		}
		// A few cells at the outline are folded and count twice.
		if faces < tt.faces || faces > tt.faces*11/10 {
			t.Errorf("mode %d: %d faces, want %d", tt.mode, faces, tt.faces)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", `<&>"'`, "\x00\x1f\ufffe\xff", "]]>", "\r\n\t 谷"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l := picture()
		l.Text(&scene.Text{String: s, Size: 12, Color: red})
		e := named(parse(t, l, Options{Title: s}), "text")
		if (len(e) == 1) != (s != "") {
			t.Errorf("%q became %v", s, e)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	l := lineart.Resolve(figure(space.Hidden))
	for b.Loop() {
		Write(io.Discard, l, Options{})
	}
}

// Clipped groups follow each other, and end before what is not clipped.
func TestClip(t *testing.T) {
	var l scene.DisplayList
	l.Reset(100, 80, red)
	word := func(s string) { l.Text(&scene.Text{String: s, Size: 12, Color: red}) }
	word("before")
	l.Clip(scene.Rect{Min: scene.Point{X: 10, Y: 20}, Max: scene.Point{X: 40, Y: 60}})
	word("first")
	l.Clip(scene.Rect{Max: scene.Point{X: 5, Y: 6}})
	word("second")
	l.Clip(scene.Rect{})
	word("after")
	var b bytes.Buffer
	if err := Write(&b, &l, Options{}); err != nil {
		t.Fatal(err)
	}
	parse(t, &l, Options{}) // it is well-formed
	var order []string
	for _, s := range []string{">before<", `<rect x="10" y="20" width="30" height="40"/>`, `clip-path="url(#clip1)"`, ">first<", "</g>",
		`clip-path="url(#clip2)"`, ">second<", "</g>", ">after<"} {
		i := strings.Index(b.String(), s)
		if i < 0 {
			t.Fatalf("no %s after %q in\n%s", s, order, b.String())
		}
		b.Next(i + len(s))
		order = append(order, s)
	}
}

// Lines of several widths stay in their order: a path for neighbours that are alike.
func TestWidths(t *testing.T) {
	l := picture()
	p := l.NewPolylines(scene.Stroke{})
	for k, width := range []float64{4, 4, 2, 4, 0, 1, 1} {
		p.Segment(scene.Point{X: float64(k)}, scene.Point{X: float64(k)})
		p.Widths, p.Colors = append(p.Widths, width), append(p.Colors, red)
	}
	p.Colors[5], p.Colors[6] = blue.Opacity(0.5), blue.Opacity(0.5)
	var got []string
	for _, e := range named(parse(t, l, Options{}), "path") {
		got = append(got, e.attributes["stroke"]+" "+e.attributes["stroke-width"]+" "+e.attributes["d"])
	}
	want := []string{"#ff0000 4 M0 0l0 0M1 0l0 0", "#ff0000 2 M2 0l0 0", "#ff0000 4 M3 0l0 0", "#0000ff 1 M5 0l0 0", "#0000ff 1 M6 0l0 0"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
