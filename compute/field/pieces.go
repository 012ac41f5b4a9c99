package field

import (
	"math"
	"slices"

	"zscape/compute/lang"
	"zscape/compute/table"
)

// piecesHeader is that of a table of surfaces and curves as this program writes
// it: which of them, the parameters of a point, and the point.
var piecesHeader = []string{"part", "u", "v", "x", "y", "z"}

// pieces checks that such a table is one height field over a rectangle or over
// polar coordinates.
type pieces struct {
	wanted bool
	begun  bool
	part   float64 // of the first line
}

// piecesOf tells whether a table is one.
func piecesOf(t *table.Table) pieces {
	return pieces{wanted: isPieces(t.Columns)}
}

func isPieces(columns []table.Column) bool {
	return slices.EqualFunc(columns, piecesHeader, func(c table.Column, name string) bool { return c.Name == name })
}

// check returns what else line n is of.
func (p *pieces) check(t *table.Table, n int, fields [][]byte, at [3]float64) error {
	if !p.wanted {
		return nil
	}
	other := func(en, ja string) error {
		return lang.Errorf("line %d: %s: expected a single surface z(x, y)", "%d行目: %sです(x, y に対する高さ z の表を1つだけ入れてください)", n, lang.Text{En: en, Ja: ja})
	}
	part, _ := t.Number(0, fields[0])
	if !p.begun {
		p.begun, p.part = true, part
	}
	if part != p.part {
		return other("a second surface or curve", "2つ目の曲面または曲線")
	}
	u, okU := t.Number(1, fields[1])
	v, okV := t.Number(2, fields[2])
	if !okU || !okV || u != u || v != v {
		return other("a point of a curve", "曲線上の点")
	}
	const slack = 1e-9
	sin, cos := math.Sincos(v)
	near := func(x, y float64) bool {
		return math.Hypot(at[0]-x, at[1]-y) <= slack*math.Hypot(x, y)
	}
	if !near(u, v) && !near(u*cos, u*sin) {
		return other("a point of a surface of u and v", "u, v で表された曲面上の点")
	}
	return nil
}
