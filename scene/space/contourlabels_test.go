package space

import (
	"math"
	"strconv"
	"testing"

	"zscape/scene"
)

// circles returns rings about the origin, of radius 0.1 to 1.
func circles(n int) *Contours {
	c := &Contours{}
	for k := range n {
		var ring []scene.Vec
		for a := 0; a <= 90; a++ {
			s, cos := math.Sincos(2 * math.Pi * float64(a) / 90)
			ring = append(ring, scene.Vec{X: float64(k+1) / float64(n) * cos, Y: float64(k+1) / float64(n) * s})
		}
		c.Lines = append(c.Lines, ring)
		c.Labels = append(c.Labels, strconv.Itoa(100*k))
	}
	return c
}

func flatSpace(marks ...Mark) *Space {
	return &Space{Camera: scene.DefaultCamera, Flat: true, Box: scene.Box{Min: scene.Vec{X: -1.1, Y: -1.1}, Max: scene.Vec{X: 1.1, Y: 1.1, Z: 1}}, Axes: Axes{Hidden: true}, Marks: marks}
}

// Labels stand on their lines, off each other and off other lines, and their
// own line leaves room for them.
func TestContourLabels(t *testing.T) {
	for _, size := range []scene.Point{{X: 700, Y: 700}, {X: 390, Y: 300}, {X: 300, Y: 500}} {
		c := circles(6)
		var l scene.DisplayList
		flatSpace(c).DrawIn(&l, scene.Rect{Max: size}, scene.Look{})
		if err := scene.Check(&l, 0); err != nil {
			t.Fatal(err)
		}
		if len(c.placed) < 4 {
			t.Errorf("%v: %d labels", size, len(c.placed))
		}
		checkLabels(t, c, &l)
	}
}

// checkLabels checks that no labels overlap, and that no line runs through one.
func checkLabels(t *testing.T, c *Contours, l *scene.DisplayList) {
	t.Helper()
	for k, p := range c.placed {
		for _, q := range c.placed[:k] {
			if p.box.Overlaps(q.box) {
				t.Errorf("labels of lines %d and %d overlap", p.line, q.line)
			}
		}
	}
	texts := 0
	for _, op := range l.Ops() {
		switch op := op.(type) {
		case *scene.Text:
			texts++
		case *scene.Polylines:
			for k := range op.Len() {
				line := op.At(k)
				for n := 1; n < len(line); n++ {
					for _, p := range c.placed {
						if from, to := p.box.Inset(0.01).Clip(line[n-1], line[n]); from < to {
							t.Fatalf("a line runs through the label of line %d", p.line)
						}
					}
				}
			}
		}
	}
	if texts != len(c.placed) {
		t.Errorf("%d texts for %d labels", texts, len(c.placed))
	}
}

// Where lines are close there is room for few labels; each then interrupts all
// lines that it stands on.
func TestContourLabelsCrowded(t *testing.T) {
	c := circles(120)
	var l scene.DisplayList
	flatSpace(c).DrawIn(&l, scene.Rect{Max: scene.Point{X: 300, Y: 300}}, scene.Look{})
	if n := len(c.placed); n < 3 || n > 40 {
		t.Errorf("%d labels on lines a unit apart", n)
	}
	checkLabels(t, c, &l)
}

// Places are kept while nothing changes.
func TestContourLabelsKept(t *testing.T) {
	c := circles(5)
	f := flatSpace(c)
	var l scene.DisplayList
	r := scene.Rect{Max: scene.Point{X: 500, Y: 500}}
	f.DrawIn(&l, r, scene.Look{})
	first := &c.placed[0]
	f.DrawIn(&l, r, scene.Look{})
	if &c.placed[0] != first {
		t.Error("the same view has other places")
	}
	c.Version++
	f.DrawIn(&l, r, scene.Look{})
	if &c.placed[0] == first {
		t.Error("other lines keep the places")
	}
}

// Labels keep to the ground on which lines are drawn, and read on it.
func TestContourLabelsOnGround(t *testing.T) {
	c := circles(6)
	c.Ground = func(line int, x, y float64) scene.Color {
		switch {
		case y > 0.2:
			return scene.Color{} // a gap
		case x < 0:
			return scene.Hex(0x440154)
		}
		return scene.Hex(0xfde725)
	}
	var l scene.DisplayList
	f := flatSpace(c)
	r := scene.Rect{Max: scene.Point{X: 700, Y: 700}}
	f.DrawIn(&l, r, scene.Look{})
	checkLabels(t, c, &l)
	if len(c.placed) < 4 {
		t.Errorf("%d labels", len(c.placed))
	}
	v := f.View(r, scene.Look{})
	for _, op := range l.Ops() {
		text, ok := op.(*scene.Text)
		if !ok {
			continue
		}
		at, _ := v.Ray(text.At)
		want := scene.Light.Ink
		if at.X < 0 {
			want = scene.Light.Background
		}
		if at.Y > 0.2 || text.Color != want {
			t.Errorf("%s stands at %v, %v in %v", text.String, at.X, at.Y, text.Color)
		}
	}
}

func TestInkOn(t *testing.T) {
	if inkOn(scene.Hex(0xfde725)) != scene.Light.Ink || inkOn(scene.Hex(0x440154)) != scene.Light.Background {
		t.Error("the ends of viridis")
	}
}
