package plot

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/colormap"
	"zscape/scene/raster"
)

// shuffled returns an order of n rows that takes none to its own place.
func shuffled(n int) (order []int) {
	for k := range n {
		order = append(order, (k*37+5)%n)
	}
	return order
}

// At both ends rows are where the orders have them, and half way in the middle.
func TestBetween(t *testing.T) {
	a, b := newRand(1).Perm(50), newRand(2).Perm(50)
	for _, c := range []struct {
		from, to []int
		way      float64
	}{{a, b, 0}, {a, b, 1}, {nil, b, 0.5}, {a, nil, 0.25}, {nil, nil, 0.3}} {
		at := Between(nil, 50, c.from, c.to, c.way)
		for i, p := range at {
			place := func(order []int) float64 {
				if order == nil {
					return float64(i)
				}
				return float64(slices.Index(order, i))
			}
			if want := place(c.from) + c.way*(place(c.to)-place(c.from)); math.Abs(p-want) > 1e-12 {
				t.Errorf("%v of the way row %d is at %v, want %v", c.way, i, p, want)
			}
		}
	}
}

// Half way rows are between their places, and lines of the new order fade in.
func TestGoldenMatrixMoving(t *testing.T) {
	for name, way := range map[string]float64{"early": 0.1, "half": 0.5, "late": 0.93} {
		p, m := banded100()
		m.RowAt, m.ColAt = Between(nil, 100, shuffled(100), nil, way), Between(nil, 120, shuffled(120), nil, way)
		m.LinesFade = 1 - way
		t.Run(name, func(t *testing.T) {
			l := picture(p, &scene.Light, 420, 380)
			inspect(t, name, l)
			imagetest.Equal(t, raster.Draw(l, 1), filepath.Join("testdata", "matrix-"+name+".png"))
		})
	}
}

// A matrix whose rows have come to whole places looks as one at rest: each cell has its
// colour, whichever axis is reversed, and whatever part is seen.
func TestMatrixArrives(t *testing.T) {
	r := newRand(5)
	for n := range 40 {
		rows, cols := 1+r.IntN(40), 1+r.IntN(40)
		if n%10 == 9 {
			rows, cols = 500+r.IntN(300), 600 // in blocks
		}
		order, across := r.Perm(rows), r.Perm(cols)
		src := &banded{rows: rows, cols: cols, group: 1 + r.IntN(9)}
		p := &Plot{X: Axis{Reversed: r.IntN(2) == 0}, Y: Axis{Reversed: r.IntN(2) == 0}}
		if r.IntN(2) == 0 {
			x, y := uniform(r, -3, 20), uniform(r, -3, 20)
			p.SetLimits(Limits{x, x + uniform(r, 1, 30), y, y + uniform(r, 1, 30)})
		}
		still := &Matrix{Cells: src, RowOrder: order, ColOrder: across}
		still.Norm = colormap.Linear{Min: 0, Max: 4}
		moved := &Matrix{Cells: src, RowAt: Between(nil, rows, nil, order, 1), ColAt: Between(nil, cols, nil, across, 1), Norm: still.Norm}
		if n%3 == 0 {
			moved.ColOrder, moved.ColAt = across, nil
		}
		p.Marks = []Mark{still}
		a := raster.Draw(draw(p, 300, 250), 1)
		f := *p.Layout(rectOf(0, 0, 300, 250), scene.Look{})
		p.Marks = []Mark{moved}
		b := raster.Draw(draw(p, 300, 250), 1)
		for range 300 {
			row, col := r.IntN(rows), r.IntN(cols)
			q, ok := f.ToScreen(float64(col), float64(row))
			if math.Abs(f.y.k) >= 12 { // values are written in the middle
				q, ok = f.ToScreen(float64(col)+0.1, float64(row)+0.38)
			}
			if !ok || !f.Area.Contains(q) || rows > 100 && (row%10 != 0) {
				continue
			}
			if got, want := b.At(int(q.X), int(q.Y)), a.At(int(q.X), int(q.Y)); got != want {
				t.Fatalf("%d x %d: at row %d and column %d is %v, at rest %v", rows, cols, row, col, got, want)
			}
		}
		if _, ok := p.Nearest(rectOf(0, 0, 300, 250), scene.Look{}, scene.Point{X: 150, Y: 120}, 5); ok {
			t.Fatal("a cell is hit that moves")
		}
	}
}

func BenchmarkMatrixMoving(b *testing.B) {
	for name, n := range map[string]int{"110": 110, "500": 500, "1000": 1000} {
		b.Run(name, func(b *testing.B) {
			m := &Matrix{Cells: &banded{rows: n, cols: n, group: 30}, Norm: colormap.Linear{Min: 0, Max: 4}}
			p := &Plot{Marks: []Mark{m}}
			order := shuffled(n)
			var l scene.DisplayList
			figure := scene.Figure{Panels: []scene.Panel{p}}
			b.ReportAllocs()
			for k := range b.N {
				m.RowAt = Between(m.RowAt, n, nil, order, float64(k%100)/100)
				m.ColAt = m.RowAt
				figure.Draw(&l, 800, 700)
			}
		})
	}
}
