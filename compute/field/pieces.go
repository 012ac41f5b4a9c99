package field

import (
	"fmt"
	"math"
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

// check returns what else line n is of.
func (p *pieces) check(t *table, n int, fields []string, at [3]float64) error {
	if !p.wanted {
		return nil
	}
	const want = "want one field of heights z over x and y"
	part, _ := t.number(fields[0])
	if !p.begun {
		p.begun, p.part = true, part
	}
	if part != p.part {
		return fmt.Errorf("line %d: a second surface or curve: %s", n, want)
	}
	u, okU := t.number(fields[1])
	v, okV := t.number(fields[2])
	if !okU || !okV || u != u || v != v {
		return fmt.Errorf("line %d: a point of a curve: %s", n, want)
	}
	const slack = 1e-9
	sin, cos := math.Sincos(v)
	near := func(x, y float64) bool {
		return math.Hypot(at[0]-x, at[1]-y) <= slack*math.Hypot(x, y)
	}
	if !near(u, v) && !near(u*cos, u*sin) {
		return fmt.Errorf("line %d: a point of a surface of u and v: %s", n, want)
	}
	return nil
}
