package surface

import (
	"math"
	"strings"

	"zscape/compute/field"
	"zscape/exhibit"
)

// manySamples are so many that lines would hide the surface.
const manySamples = 10_000

// mostAlong is about how many samples along an axis data are shown with.
const mostAlong = 401

// placed returns the controls of the lattice and the look as they are for a
// formula of data: at first, all of it is seen.
func placed(s exhibit.State, formulas []formula) []exhibit.Control {
	x0, x1, y0, y1 := demBounds()
	nx, ny := demAcross, demAlong
	wide := 1.0
	if r := ownTaking(s, formulas); r.field != nil {
		x0, x1, y0, y1 = r.field.Bounds()
		nx, ny = counts(r.field)
		wide = r.across()
	} else if !use(formulas, elevation) {
		return nil
	}
	var list []exhibit.Control
	put := func(key, value string) {
		c, _ := Exhibit.Control(key)
		own := *c
		own.Default = value
		if strings.HasSuffix(key, "min") || strings.HasSuffix(key, "max") {
			lo, hi := x0, x1
			if key[0] == 'y' {
				lo, hi = y0, y1
			}
			own.Min, own.Max, own.SlideMin, own.SlideMax = -1e16, 1e16, lo, hi
			own.Step = math.Pow(10, math.Floor(math.Log10((hi-lo)/100)))
		}
		list = append(list, own)
	}
	for _, limit := range []struct {
		key string
		v   float64
	}{{"xmin", x0}, {"xmax", x1}, {"ymin", y0}, {"ymax", y1}, {"nx", float64(nx)}, {"ny", float64(ny)}} {
		put(limit.key, exhibit.FormatNumber(limit.v))
	}
	if ratio := wide * (x1 - x0) / (y1 - y0); 0.25 <= ratio && ratio <= 4 {
		put("aspect", "data")
	}
	if nx*ny > manySamples {
		put(exhibit.ModeKey, "smooth")
	}
	return list
}

// ownTaking returns the first of the visitor's data that the formulas use, without
// a field if there are none.
func ownTaking(s exhibit.State, formulas []formula) taking {
	l, n := mine(s), firstOwn(formulas)
	if l == nil || n == 0 {
		return taking{}
	}
	return l.column(s, n)
}

// counts returns how many samples show f as it is: its own, as thinned leaves
// them; or of scattered points about twice as many.
func counts(f *field.Field) (nx, ny int) {
	x, y, ok := f.Lattice()
	if !ok {
		n := int(max(41, min(math.Round(1.5*math.Sqrt(float64(f.Points()))), 201)))
		return n, n
	}
	return len(thinned(x)), len(thinned(y))
}

// thinned returns the places of samples: all, every second one, every third one
// or so on, and the last.
func thinned(axis []float64) []float64 {
	stride := (len(axis) - 1 + mostAlong*9/8 - 2) / (mostAlong*9/8 - 1)
	if stride == 1 {
		return axis
	}
	var list []float64
	for k := 0; k < len(axis)-1; k += stride {
		list = append(list, axis[k])
	}
	return append(list, axis[len(axis)-1])
}

// latticeKeys are those of the lattice of x and y.
var latticeKeys = []string{"xmin", "xmax", "ymin", "ymax", "nx", "ny"}

// ownAxes returns the places of the visitor's samples, if formulas are of data on
// a lattice that are shown as they are; else nil.
func ownAxes(s exhibit.State, formulas []formula) (x, y []float64) {
	for _, key := range latticeKeys {
		if s.Text(key) != s.Default(key) {
			return nil, nil
		}
	}
	if f := ownTaking(s, formulas).field; f != nil {
		if x, y, ok := f.Lattice(); ok {
			return thinned(x), thinned(y)
		}
	}
	return nil, nil
}
