package plot

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/raster"
)

// banded is a matrix of four groups: values are high within a group, there is
// none for some pairs of groups, and all entries differ a little. It counts how
// often it is looked at.
type banded struct {
	rows, cols, group int
	looks             int
}

func (b *banded) at(i, j int) float64 {
	g, h := i/b.group, j/b.group
	switch {
	case g == h:
		return 3 + math.Sin(float64(i))
	case (g+h)%3 == 0:
		return math.NaN()
	}
	return 1 + 0.5*math.Cos(float64(i*j))
}

func (b *banded) Dims() (rows, cols int) { return b.rows, b.cols }

func (b *banded) BlocksTo(value []float64, count []int32, in *Blocks) {
	b.looks++
	clear(value)
	clear(count)
	for i := range b.rows {
		for j := range b.cols {
			v := b.at(i, j)
			if in.Row[i] < 0 || in.Col[j] < 0 || v != v {
				continue
			}
			k := int(in.Row[i])*in.Cols + int(in.Col[j])
			value[k] += v
			count[k]++
		}
	}
	for k, n := range count {
		value[k] /= float64(n)
	}
}

// banded100 is a plot of 100 x 120 entries with lines between the groups.
func banded100() (*Plot, *Matrix) {
	m := &Matrix{Cells: &banded{rows: 100, cols: 120, group: 30}, RowLines: []int{30, 60, 90}, ColLines: []int{30, 60, 90}, Gap: scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 0.2}}
	return &Plot{X: Axis{Label: "column", Plain: true}, Y: Axis{Label: "row", Plain: true, Reversed: true}, Marks: []Mark{m}}, m
}

// From afar blocks are seen, from near entries with their values; rows that are
// reordered take their lines, names and gaps with them.
func TestGoldenMatrix(t *testing.T) {
	far, _ := banded100()
	near, _ := banded100()
	near.SetLimits(Limits{54.5, 65.5, 23.5, 36.5})
	turned, m := banded100()
	for k := range 100 {
		m.RowOrder = append(m.RowOrder, (k*37)%100)
	}
	slices.SortStableFunc(m.RowOrder, func(a, b int) int { return b/30 - a/30 })
	m.RowLines = []int{10, 40, 70}
	beyond, _ := banded100()
	beyond.SetLimits(Limits{-40, 160, -50, 150})
	for name, p := range map[string]*Plot{"matrix-far": far, "matrix-near": near, "matrix-turned": turned, "matrix-beyond": beyond} {
		t.Run(name, func(t *testing.T) {
			l := picture(p, &scene.Light, 420, 380)
			inspect(t, name, l)
			imagetest.Equal(t, raster.Draw(l, 1), filepath.Join("testdata", name+".png"))
		})
	}
}

// Whatever is seen, in whatever order, a block is the mean of its entries, and
// pointing at one says which it is.
func TestMatrixBlocks(t *testing.T) {
	r := newRand(4)
	for n := range 200 {
		src := &banded{rows: 1 + r.IntN(40), cols: 1 + r.IntN(40), group: 1 + r.IntN(9)}
		m := &Matrix{Cells: src, Finest: r.IntN(12)}
		if n%2 == 0 {
			m.RowOrder, m.ColOrder = r.Perm(src.rows), r.Perm(src.cols)[:1+r.IntN(src.cols)]
		}
		at := func(p, q int) float64 {
			if m.RowOrder != nil {
				p, q = m.RowOrder[p], m.ColOrder[q]
			}
			return src.at(p, q)
		}
		p := &Plot{X: Axis{Reversed: r.IntN(2) == 0}, Y: Axis{Reversed: r.IntN(2) == 0}, Marks: []Mark{m}}
		if r.IntN(2) == 0 {
			x, y := uniform(r, -5, 40), uniform(r, -5, 40)
			p.SetLimits(Limits{x, x + uniform(r, 0.5, 30), y, y + uniform(r, 0.5, 30)})
		}
		w, h := uniform(r, 60, 300), uniform(r, 60, 300)
		inspect(t, "matrix", draw(p, w, h))
		rows, cols := m.Dims()
		panel := rectOf(0, 0, w, h)
		for range 20 {
			q := scene.Point{X: uniform(r, 0, w), Y: uniform(r, 0, h)}
			hit, ok := p.Nearest(panel, scene.Look{}, q, 5)
			f := p.Layout(panel, scene.Look{})
			x, y := f.ToData(q)
			if !m.Whole().Contains(x, y) || !f.Area.Contains(q) {
				continue
			}
			tall, wide := m.made.tall, m.made.wide
			row, col := int(math.Round(y))/tall*tall, int(math.Round(x))/wide*wide
			sum, count := 0.0, 0
			for i := row; i < min(row+tall, rows); i++ {
				for j := col; j < min(col+wide, cols); j++ {
					if v := at(i, j); v == v {
						sum += v
						count++
					}
				}
			}
			if ok != (count > 0) {
				t.Fatalf("block %d, %d of %d: hit is %v", row, col, count, ok)
			}
			if !ok {
				continue
			}
			k, _ := m.blockOf(hit.Index)
			if hit.Index != row*cols+col || math.Abs(m.seen.Values[k]-sum/float64(count)) > 1e-9 || int(m.count[k]) != count {
				t.Fatalf("block %d, %d: %v of %d, want %v of %d", row, col, m.seen.Values[k], m.count[k], sum/float64(count), count)
			}
			if !(math.Abs(hit.X-float64(col)) <= float64(wide)/2 && math.Abs(hit.Y-float64(row)) <= float64(tall)/2) {
				t.Fatalf("block %d, %d is at %v, %v", row, col, hit.Y, hit.X)
			}
		}
	}
}

// No block is smaller than the screen can show, and each keeps its place while
// the matrix is moved.
func TestMatrixBlocksStay(t *testing.T) {
	m := &Matrix{Cells: &banded{rows: 1000, cols: 1000, group: 100}}
	p := &Plot{Marks: []Mark{m}}
	for k := range 100 {
		at := float64(k) * 0.7
		p.SetLimits(Limits{at, at + 900, at, at + 900})
		draw(p, 400, 300)
		w, area := m.made.window, p.frame.Area
		if w.row%w.tall != 0 || w.col%w.wide != 0 || w.wide != m.made.wide {
			t.Fatalf("%+v", w)
		}
		if side := area.W() / 900 * float64(w.wide); side < 1.9 || side > 5 {
			t.Fatalf("blocks are %v wide", side)
		}
	}
}

// The means are NumPy 1.24.2's: 1.06118, 1.00148, and the entry 1.34975.
func TestMatrixSays(t *testing.T) {
	p, m := banded100()
	say := func() string {
		q, _ := p.Layout(rectOf(0, 0, 420, 380), scene.Look{}).ToScreen(90, 50)
		hit, ok := p.Nearest(rectOf(0, 0, 420, 380), scene.Look{}, q, 5)
		return fmt.Sprint(hit.AtY, "; ", hit.AtX, "; ", hit.Text, "; ", ok)
	}
	m.Finest = 10
	if got := say(); got != "50\u201359; 84\u201395; 1.061, mean of 60; true" {
		t.Error(got)
	}
	m.RowOrder = make([]int, 100)
	for k := range m.RowOrder {
		m.RowOrder[k] = 99 - k
	}
	if got := say(); got != "49 … 40; 84\u201395; 1.001, mean of 60; true" {
		t.Error(got)
	}
	m.RowName = func(i int) string { return fmt.Sprint("row ", i) }
	p.SetLimits(Limits{88, 92, 48, 52})
	if got := say(); got != "row 49; 90; 1.3498; true" {
		t.Error(got)
	}
}

// No digit of a whole number is replaced by a zero, however large the others are.
func TestMatrixNumber(t *testing.T) {
	for _, c := range []struct {
		v, fine float64
		want    string
	}{{1234, 50, "1234"}, {123456, 5000, "123456"}, {3.14159, 0.04, "3.14"}, {-7, 1e9, "−7"}, {1.5e9, 1e7, "1.5×10⁹"}, {0, 1, "0"}, {2.5, math.NaN(), "2.5"}} {
		if got := number(c.v, c.fine); got != c.want {
			t.Errorf("%v to %v is %q, want %q", c.v, c.fine, got, c.want)
		}
	}
}

// A picture that has not changed is not computed again.
func TestMatrixLooks(t *testing.T) {
	p, m := banded100()
	src := m.Cells.(*banded)
	var l scene.DisplayList
	f := scene.Figure{Panels: []scene.Panel{p}}
	for range 3 {
		f.Draw(&l, 400, 300)
	}
	if src.looks != 1 {
		t.Errorf("looked at %d times", src.looks)
	}
	m.RowOrder = make([]int, 100)
	f.Draw(&l, 400, 300)
	m.RowOrder[3] = 7
	f.Draw(&l, 400, 300)
	m.Cells = &banded{rows: 100, cols: 120, group: 25}
	f.Draw(&l, 400, 300)
	if src.looks != 3 || m.Cells.(*banded).looks != 1 {
		t.Errorf("looked at %d and %d times", src.looks, m.Cells.(*banded).looks)
	}
}

// What there is nothing of can be drawn and pointed at.
func TestMatrixOfNothing(t *testing.T) {
	for _, m := range []*Matrix{{}, {Cells: &banded{}}, {Cells: &banded{rows: 3}}, {Cells: &banded{rows: 2, cols: 2, group: 1}, RowOrder: []int{}}} {
		p := &Plot{Marks: []Mark{m}}
		inspect(t, "nothing", draw(p, 200, 100))
		if _, ok := p.Nearest(rectOf(0, 0, 200, 100), scene.Look{}, scene.Point{X: 100, Y: 50}, 5); ok {
			t.Error("nothing is hit")
		}
		if lo, hi := m.Range(Limits{0, 1, 0, 1}); lo == lo || hi == hi {
			t.Error("nothing has a range")
		}
	}
}
