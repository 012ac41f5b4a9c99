package plot

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/raster"
)

// towns are two series of points with names; the greater points are named first.
func towns(n int) *Plot {
	r := newRand(11)
	one, other := &Points{Name: "towns", Radius: 4}, &Points{Name: "hamlets", Radius: 2.5}
	for k := range n {
		m := one
		if k%3 > 0 {
			m = other
		}
		m.X, m.Y = append(m.X, r.NormFloat64()), append(m.Y, r.NormFloat64())
		m.Labels = append(m.Labels, fmt.Sprintf("%s %d", [...]string{"Ford", "Newbridge", "Ash", "Longmeadow"}[k%4], k))
		m.Weights = append(m.Weights, float64(n*(k%3+1)-k))
	}
	return &Plot{Legend: TopRight, X: Axis{Label: "east"}, Y: Axis{Label: "north"}, Marks: []Mark{one, other}}
}

// Labels stand where there is room, off the legend; far ones at the end of a line.
func TestGoldenBeside(t *testing.T) {
	for name, p := range map[string]*Plot{"beside": towns(40), "beside-crowd": towns(250)} {
		t.Run(name, func(t *testing.T) {
			l := picture(p, &scene.Light, 520, 400)
			inspect(t, name, l)
			imagetest.Equal(t, raster.Draw(l, 1), filepath.Join("testdata", name+".png"))
		})
	}
}

// placedTexts returns the labels beside the points.
func placedTexts(p *Plot, l *scene.DisplayList) (list []*scene.Text) {
	names := map[string]bool{}
	for _, m := range p.Marks {
		for _, s := range m.(*Points).Labels {
			names[s] = true
		}
	}
	for _, text := range ops[*scene.Text](l) {
		if names[text.String] {
			list = append(list, text)
		}
	}
	return list
}

// No label covers another, the legend or what is outside; what is hidden has
// none; what finds no room is said when it is pointed at.
func TestBeside(t *testing.T) {
	p := towns(250)
	l := draw(p, 520, 400)
	list := placedTexts(p, l)
	if len(list) < 20 || len(list) == 250 {
		t.Errorf("%d labels", len(list))
	}
	for k, a := range list {
		box := boxOf(*a)
		if !p.frame.Area.Contains(box.Min) || !p.frame.Area.Contains(box.Max) || box.Overlaps(p.frame.legend.box) {
			t.Errorf("%s is at %v", a.String, box)
		}
		for _, b := range list[:k] {
			if box.Overlaps(boxOf(*b)) {
				t.Errorf("%s and %s", a.String, b.String)
			}
		}
	}
	for k := range p.Marks[1].(*Points).X {
		if h, ok := p.HitAt(1, k); !ok || h.Text != p.Marks[1].(*Points).Labels[k] {
			t.Fatalf("point %d says %q", k, h.Text)
		}
	}
	p.Hide("towns", true)
	for _, a := range placedTexts(p, draw(p, 520, 400)) {
		if a.String[0] == 'F' && a.String == p.Marks[0].(*Points).Labels[0] {
			t.Errorf("%s is hidden", a.String)
		}
	}
	p.Hide("hamlets", true)
	if n := len(placedTexts(p, draw(p, 520, 400))); n != 0 {
		t.Errorf("%d labels of hidden points", n)
	}
	// A short list of labels, or weights, is one of the first points.
	m := &Points{X: []float64{1, 2, math.NaN()}, Y: []float64{1, 2, 3}, Labels: []string{"a"}, Text: []string{"", "b"}}
	q := &Plot{Marks: []Mark{m}}
	if n := len(placedTexts(q, draw(q, 300, 200))); n != 1 {
		t.Errorf("%d labels", n)
	}
	for k, want := range []string{"a", "b"} {
		if h, _ := q.HitAt(0, k); h.Text != want {
			t.Errorf("point %d says %q", k, h.Text)
		}
	}
}

func BenchmarkBeside1000(b *testing.B) {
	p := towns(1000)
	draw := redraw(p)
	b.ReportAllocs()
	at := 0.0
	for b.Loop() {
		p.SetLimits(Limits{at - 3, at + 3, -3, 3})
		at += 0.01
		if at > 1 {
			at = 0
		}
		draw()
	}
}
