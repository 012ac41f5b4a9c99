package surface

import (
	"strings"

	"zscape/exhibit"
	"zscape/exhibit/plot3d"
)

// GoFunction writes the field as a function in Go; nothing if it is of data, or
// not all that is shown.
func (f *surface) GoFunction() (code, args string) {
	if f.field == nil || f.pieces != nil || len(f.field.items[0].given.names) > 0 {
		return "", ""
	}
	return f.field.items[0].tree.Go("f"), f.field.items[0].args()
}

// args returns the data and the parameters as what follows the variables in a
// call.
func (i *item) args() string {
	var b strings.Builder
	b.WriteString(i.given.args())
	for _, v := range i.params {
		b.WriteString(", " + exhibit.FormatNumber(v))
	}
	return b.String()
}

// Code writes the field as a function, and its values.
func (f *surface) Code(language string) []string {
	if f.field == nil {
		return nil
	}
	return f.field.items[0].code(language, "Z", "X", "Y")
}

// code writes the formula as a function, and its values at two arrays as those of
// the array called name.
func (i *item) code(language, name, a, b string) []string {
	function := i.tree.Python
	call := name + " = f(" + a + ", " + b + i.args() + ")"
	if !i.tree.Uses(strings.ToLower(a)) && !i.tree.Uses(strings.ToLower(b)) && len(i.given.names) == 0 {
		call += " + 0*" + a // an array too
	}
	if language == "octave" {
		function, call = i.tree.Octave, call+";"
	}
	lines := strings.Split(strings.TrimRight(function("f"), "\n"), "\n")
	return append(append(lines, i.given.loading(language)...), call)
}

// PieceCodes writes how all that is shown is computed.
func (f *surface) PieceCodes(language string, s exhibit.State) (list []plot3d.PieceCode) {
	// mesh writes the arrays a and b over a lattice.
	mesh := func(a, b, amin, amax, na, bmin, bmax, nb string) string {
		axis := func(lo, hi, n string) string {
			return "linspace(" + s.Text(lo) + ", " + s.Text(hi) + ", " + s.Text(n) + ")"
		}
		if language == "octave" {
			return "[" + a + ", " + b + "] = meshgrid(" + axis(amin, amax, na) + ", " + axis(bmin, bmax, nb) + ");"
		}
		return a + ", " + b + " = np.meshgrid(np." + axis(amin, amax, na) + ", np." + axis(bmin, bmax, nb) + ")"
	}
	for k := range f.formulas {
		g := &f.formulas[k]
		p := plot3d.PieceCode{Field: g.isField()}
		add := func(lines ...string) { p.Lines = append(p.Lines, lines...) }
		switch {
		case g.isField() && f.pieces != nil && f.pieces.Domain != nil:
			add(mesh("R", "T", "rmin", "rmax", "nx", "thmin", "thmax", "ny"))
			if language == "octave" {
				add("X = R .* cos(T);", "Y = R .* sin(T);")
			} else {
				add("X, Y = R*np.cos(T), R*np.sin(T)")
			}
		case g.isField():
			add(mesh("X", "Y", "xmin", "xmax", "nx", "ymin", "ymax", "ny"))
		case g.isCurve():
			p.Curve = true
			from, to := "umin", "umax"
			if g.uses("v") {
				from, to = "vmin", "vmax"
			}
			line := "linspace(" + s.Text(from) + ", " + s.Text(to) + ", 601)"
			if language == "octave" {
				add("U = "+line+";", "V = U;")
			} else {
				add("U = np."+line, "V = U")
			}
		default:
			add(mesh("U", "V", "umin", "umax", "us", "vmin", "vmax", "vs"))
		}
		if g.isField() {
			add(g.items[0].code(language, "Z", "X", "Y")...)
		} else {
			for k, name := range []string{"X", "Y", "Z"} {
				add(g.items[k].code(language, name, "U", "V")...)
			}
		}
		list = append(list, p)
	}
	return list
}
