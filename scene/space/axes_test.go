package space

import (
	"fmt"
	"strings"
	"testing"

	"zscape/scene"
	"zscape/scene/typeface"
)

// rectOf is the box that t fills.
func rectOf(t *scene.Text) scene.Rect {
	w, ascent, descent := typeface.Measure(t.String, t.Size)
	h := ascent + descent
	x, y := t.At.X-t.AlignX*w, t.At.Y-t.AlignY*h
	return scene.Rect{Min: scene.Point{X: x, Y: y}, Max: scene.Point{X: x + w, Y: y + h}}
}

// TestTextsKeepApart turns the box all round: no tick label may touch another
// or a title, and at zoom 1 all of them stay in the picture.
func TestTextsKeepApart(t *testing.T) {
	sizes := []scene.Point{{X: 360, Y: 480}, {X: 800, Y: 600}, {X: 1400, Y: 900}}
	heights := []scene.Box{
		{Min: scene.Vec{X: -3, Y: -4}, Max: scene.Vec{X: 3, Y: 4, Z: 0.0919}},
		{Min: scene.Vec{X: -1e-7, Y: 100, Z: 123456.5}, Max: scene.Vec{X: 2e-7, Y: 100.001, Z: 123457}},
		{Min: scene.Vec{X: -12345678, Y: -1e-7, Z: -1e9}, Max: scene.Vec{X: 12345678, Y: 1e-7, Z: 1e9}},
	}
	step := 1
	if testing.Short() {
		step = 15
	}
	pictures, outside, few, untitled := 0, 0, 0, 0
	for _, size := range sizes {
		for n, box := range heights {
			for _, perspective := range []bool{false, true} {
				for elevation := -90.0; elevation <= 90; elevation += 15 {
					// Every degree where labels are usual, every seventh elsewhere.
					by := step
					if n > 0 {
						by = 7 * step
					}
					for azimuth := 0; azimuth < 360; azimuth += by {
						f := Space{Box: box, Axes: Axes{X: "x", Y: "y axis", Z: "probability density"}}
						if n == 1 {
							f.Axes = Axes{X: "x", Y: "y", Z: "z"}
						}
						f.Camera = scene.Camera{Azimuth: float64(azimuth), Elevation: elevation, Zoom: 1, Perspective: perspective, Distance: 3}
						var l scene.DisplayList
						f.Draw(&l, size.X, size.Y)
						pictures++
						where := fmt.Sprintf("%v, azimuth %v, elevation %v, perspective %v", size, azimuth, elevation, perspective)
						o, labels, titles := checkTexts(t, &l, where)
						outside += o
						if labels < 4 {
							few++
						}
						for k := range 3 {
							if _, ok := outlineEdge(&f.view, k); ok {
								titles--
							}
						}
						untitled -= titles
						if t.Failed() {
							return
						}
					}
				}
			}
		}
	}
	if outside > 0 {
		t.Errorf("%d texts of %d pictures are outside", outside, pictures)
	}
	if few > pictures/200 || untitled > 0 {
		t.Errorf("of %d pictures %d have fewer than 4 tick labels, %d axes have no title", pictures, few, untitled)
	}
}

// checkTexts returns how many texts of l reach out of the picture, and how many
// there are of the size of tick labels, and of that of titles.
func checkTexts(t *testing.T, l *scene.DisplayList, where string) (outside, labels, titles int) {
	t.Helper()
	all := texts(l)
	frame := scene.Rect{Max: scene.Point{X: l.W, Y: l.H}}
	for k, a := range all {
		r := rectOf(a)
		if !frame.Contains(r.Min) || !frame.Contains(r.Max) {
			outside++
			if outside == 1 {
				t.Logf("%s: %q at %v", where, a.String, r)
			}
		}
		if a.Size < scene.Light.TextSize {
			labels++
		} else {
			titles++
		}
		for _, b := range all[:k] {
			if r.Inset(1e-9).Overlaps(rectOf(b)) {
				t.Errorf("%s: %q overlaps %q", where, a.String, b.String)
			}
		}
	}
	return outside, labels, titles
}

// TestTextsAnywhere throws random cameras at the axes: zoomed in, panned, the
// eye in the box. Texts must keep apart there too.
func TestTextsAnywhere(t *testing.T) {
	r := newRand(17)
	for range 3000 {
		f := Space{Box: scene.Box{Min: scene.Vec{X: -3, Y: -4}, Max: scene.Vec{X: 3, Y: 4, Z: 0.0919}}, Axes: Axes{X: "x", Y: "y", Z: "probability density"}, Camera: randomCamera(r)}
		if r.IntN(4) == 0 {
			f.Camera.Zoom = uniform(r, scene.MinZoom, scene.MaxZoom)
		}
		f.Marks = []Mark{&ColorBar{Max: 0.0919, Color: gray, Title: "density"}}
		var l scene.DisplayList
		f.Draw(&l, uniform(r, 320, 1600), uniform(r, 320, 1000))
		if err := scene.Check(&l, 0); err != nil {
			t.Errorf("%+v: %v", f.Camera, err)
		}
		checkTexts(t, &l, fmt.Sprintf("%gx%g, %+v", l.W, l.H, f.Camera))
		if t.Failed() {
			return
		}
	}
}

// TestCommonIsSaid: what tick labels have in common stands beside the title, or
// else, where that has no place, each label says all.
func TestCommonIsSaid(t *testing.T) {
	r := newRand(21)
	brief, whole := 0, 0
	for range 3000 {
		f := Space{Box: scene.Box{Min: scene.Vec{X: -3, Y: -4, Z: 1e6 - 0.025}, Max: scene.Vec{X: 3, Y: 4, Z: 1e6 + 0.025}}, Axes: Axes{X: "x", Y: "y", Z: "z"}, Camera: randomCamera(r)}
		if r.IntN(3) == 0 {
			f.Camera.Zoom = uniform(r, scene.MinZoom, scene.MaxZoom)
		}
		if r.IntN(3) == 0 {
			f.Axes.Z = ""
		}
		var l scene.DisplayList
		f.Draw(&l, uniform(r, 320, 1600), uniform(r, 320, 1000))
		short, common, long := 0, 0, 0
		for _, s := range texts(&l) {
			switch {
			case s.String == "+1000000":
				common++
			case strings.HasPrefix(s.String, "1000000.") || strings.HasPrefix(s.String, "999999."):
				long++
			case strings.HasSuffix(s.String, "0.01") || strings.HasSuffix(s.String, "0.02"):
				short++
			}
		}
		if short > 0 && common != 1 || long > 0 && common+short > 0 {
			t.Fatalf("%gx%g, %+v: %d short labels, %d whole ones, in common %d times", l.W, l.H, f.Camera, short, long, common)
		}
		brief += short
		whole += long
		checkTexts(t, &l, fmt.Sprintf("%gx%g, %+v", l.W, l.H, f.Camera))
		if t.Failed() {
			return
		}
	}
	if brief < 1000 || whole < 10 {
		t.Errorf("%d short labels, %d whole ones", brief, whole)
	}
}

// TestNarrowPictures: where long labels have no room beside an axis, short ones
// do, and what these leave out is said.
func TestNarrowPictures(t *testing.T) {
	for _, tt := range []struct {
		w, h float64
		want string
	}{
		{900, 700, "101325.00"}, {320, 220, "+101325"}, {300, 380, "+101325"},
	} {
		f := Space{Box: scene.Box{Min: scene.Vec{X: -5, Y: -5, Z: 101324.95}, Max: scene.Vec{X: 5, Y: 5, Z: 101325.05}}, Axes: Axes{X: "x", Y: "y", Z: "z"}, Camera: scene.DefaultCamera}
		f.Marks = []Mark{&ColorBar{Min: 101324.95, Max: 101325.05, Color: gray, Title: "z"}}
		var l scene.DisplayList
		f.Draw(&l, tt.w, tt.h)
		found := 0
		for _, s := range texts(&l) {
			if s.String == tt.want {
				found++
			}
			if tt.want == "+101325" && (s.String == "0.05" || s.String == "\u22120.05") {
				found++
			}
		}
		if found < 2 {
			t.Errorf("%v x %v: %d of %q and what belongs to it", tt.w, tt.h, found, tt.want)
		}
		checkTexts(t, &l, fmt.Sprintf("%vx%v", tt.w, tt.h))
	}
}

// TestScalesAreOnTheOutline: labels keep out of the projected box.
func TestScalesAreOnTheOutline(t *testing.T) {
	r := newRand(18)
	for range 500 {
		f := Space{Box: scene.Box{Min: scene.Vec{X: -3, Y: -4}, Max: scene.Vec{X: 3, Y: 4, Z: 0.0919}}, Axes: Axes{X: "x", Y: "y", Z: "z"}, Camera: randomCamera(r)}
		f.Camera.Zoom, f.Camera.Pan, f.Camera.Distance = 1, scene.Point{}, uniform(r, 1.5, 5)
		var l scene.DisplayList
		f.Draw(&l, 800, 600)
		for _, text := range texts(&l) {
			// The middle of a text is outside the box if no face contains it.
			for k := range 3 {
				for side := range 2 {
					if onFace(&f.view, k, side, text.At) {
						t.Fatalf("%+v: %q lies over the box", f.Camera, text.String)
					}
				}
			}
		}
	}
}

// onFace reports whether q lies in the projection of a face of the box.
func onFace(v *scene.View, axis, side int, q scene.Point) bool {
	m, n := (axis+1)%3, (axis+2)%3
	var p [4]scene.Point
	for k := range p {
		c := v.Box.Min
		if side == 1 {
			set(&c, axis, component(v.Box.Max, axis))
		}
		if k == 1 || k == 2 {
			set(&c, m, component(v.Box.Max, m))
		}
		if k > 1 {
			set(&c, n, component(v.Box.Max, n))
		}
		p[k], _ = v.Project(c)
	}
	left, right := 0, 0
	for k := range p {
		a, b := p[k], p[(k+1)%4]
		d, e := b.Sub(a), q.Sub(a)
		if c := d.X*e.Y - d.Y*e.X; c > 1e-6 {
			left++
		} else if c < -1e-6 {
			right++
		}
	}
	return left == 4 || right == 4
}

// A small plot on paper has its titles and labels outside of what it shows.
func TestSmallPlots(t *testing.T) {
	for _, size := range []scene.Point{{X: 160, Y: 200}, {X: 172, Y: 320}, {X: 320, Y: 172}, {X: 388, Y: 240}, {X: 320, Y: 420}} {
		s := Space{Flat: true, Box: scene.Box{Min: scene.Vec{X: -5, Y: -5, Z: -1}, Max: scene.Vec{X: 5, Y: 5, Z: 1}}, Axes: Axes{X: "x", Y: "y", Z: "z"}}
		var l scene.DisplayList
		s.Draw(&l, size.X, size.Y)
		p, _ := s.view.Project(s.Box.Min)
		q, _ := s.view.Project(s.Box.Max)
		box := scene.Rect{Min: scene.Point{X: p.X, Y: q.Y}, Max: scene.Point{X: q.X, Y: p.Y}}
		titles, numbers := 0, 0
		for _, text := range texts(&l) {
			if text.String == "x" || text.String == "y" {
				titles++
			} else {
				numbers++
			}
			if rectOf(text).Overlaps(box) {
				t.Errorf("%v: %q lies in the plot", size, text.String)
			}
		}
		if titles != 2 || numbers < 4 {
			t.Errorf("%v: %d titles, %d numbers", size, titles, numbers)
		}
	}
}
