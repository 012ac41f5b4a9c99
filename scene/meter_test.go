package scene

import (
	"math"
	"testing"
)

func TestMeter(t *testing.T) {
	for _, tt := range []struct {
		fraction, filled float64
		label            string
	}{
		{0, 0, "0 %"}, {0.42, 0.42, "42 %"}, {0.999, 0.999, "99 %"}, {1, 1, "100 %"},
		{-3, 0, "0 %"}, {7, 1, "100 %"}, {math.NaN(), 0, "0 %"}, {math.Inf(1), 0, "0 %"},
	} {
		f := Figure{Panels: []Panel{&Meter{Title: "steps", Fraction: tt.fraction, Note: "so far"}}}
		var l DisplayList
		f.Draw(&l, 500, 120)
		var bars *Polygons
		for _, op := range l.Ops() {
			if p, ok := op.(*Polygons); ok {
				bars = p
			}
		}
		width := func(k int) float64 { return bars.At(k)[1].X - bars.At(k)[0].X }
		filled := 0.0
		if bars.Len() == 2 {
			filled = width(1) / width(0)
		}
		if math.Abs(filled-tt.filled) > 1e-12 {
			t.Errorf("at %v, %v is filled", tt.fraction, filled)
		}
		if s := texts(&l); len(s) != 3 || s[1].String != tt.label {
			t.Errorf("at %v: %d texts, the second %q, want %q", tt.fraction, len(s), s[1].String, tt.label)
		}
	}
}

// Panels in rows fill the figure, without overlap, whatever their number.
func TestTile(t *testing.T) {
	for _, size := range []Point{{1100, 840}, {390, 600}, {2000, 100}, {50, 900}} {
		whole := Rect{Max: size}
		for n := 1; n <= 12; n++ {
			rects := Tile(whole, n)
			area := 0.0
			for i, r := range rects {
				area += r.W() * r.H()
				if !whole.Inset(-1e-9).Contains(r.Min) || !whole.Inset(-1e-9).Contains(r.Max) {
					t.Errorf("%v: %v of %d sticks out", size, r, n)
				}
				for _, o := range rects[:i] {
					if r.Inset(1e-9).Overlaps(o) {
						t.Errorf("%v: %v and %v overlap", size, r, o)
					}
				}
			}
			if area < 0.6*size.X*size.Y {
				t.Errorf("%v: %d panels fill %.0f %%", size, n, 100*area/(size.X*size.Y))
			}
		}
	}
	if r := Tile(Rect{Max: Point{800, 600}}, 4); r[3].Min != (Point{400, 300}) {
		t.Errorf("four panels of 800 x 600: the last begins at %v", r[3].Min)
	}
}

// Each panel is drawn within its rectangle, and what comes after is not.
func TestPanelsAreClipped(t *testing.T) {
	a, b := &Meter{Title: "a"}, &Meter{Title: "b"}
	f := Figure{Panels: []Panel{a, b}, Note: "note", Arrange: func(r Rect) []Rect { return TileColumns(r, 2, 2) }}
	var l DisplayList
	f.Draw(&l, 600, 200)
	var clip Rect
	clips := map[string]Rect{}
	for _, op := range l.Ops() {
		switch op := op.(type) {
		case *Rect:
			clip = *op
		case *Text:
			clips[op.String] = clip
		}
	}
	for text, want := range map[string]Rect{"a": {Max: Point{300, 200}}, "b": {Point{300, 0}, Point{600, 200}}, "note": {}} {
		if clips[text] != want {
			t.Errorf("%s is clipped to %v, want %v", text, clips[text], want)
		}
	}
	if p, k, _ := f.PanelAt(Point{350, 20}, 600, 200); p != b || k != 1 {
		t.Errorf("at the right is panel %d", k)
	}
	if _, k, _ := f.PanelAt(Point{350, 220}, 600, 200); k != -1 {
		t.Errorf("outside is panel %d", k)
	}
	f.Arrange = func(r Rect) []Rect { return []Rect{r, {}} }
	l = DisplayList{}
	f.Draw(&l, 600, 200)
	for _, s := range texts(&l) {
		if s.String == "b" {
			t.Error("a panel without a rectangle is drawn")
		}
	}
}
