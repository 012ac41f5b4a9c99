package surface

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// GoFunction writes the field as a function in Go; nothing if it is of data, or
// there is none.
func (f *surface) GoFunction() (code, args string) {
	if f.field == nil || len(f.field.items[0].given.names) > 0 {
		return "", ""
	}
	return f.field.items[0].tree.Go("f"), f.field.items[0].args()
}

// LaTeX returns the formulas, each on a line of its own.
func (f *surface) LaTeX() string {
	lines := make([]string, len(f.formulas))
	for k := range f.formulas {
		lines[k] = f.formulas[k].laTeX()
	}
	return strings.Join(lines, "\n")
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

// call returns the call of a function of this name for arrays a and b. A formula
// that depends on neither is spread over a.
func (i *item) call(name, a, b string) string {
	call := name + "(" + a + ", " + b + i.args() + ")"
	if !slices.ContainsFunc(i.tree.Vars(), i.tree.Uses) {
		call += " + 0*" + a
	}
	return call
}

// Code writes the field as a function, and its values.
func (f *surface) Code(language string) []string {
	w := writer{language: language}
	w.field(&f.field.items[0], "")
	return w.lines
}

// Script writes all formulas, each with the lattice that it is over. Those after
// the first are told apart by their numbers.
func (f *surface) Script(language string, s exhibit.State) (lines []string, shapes []heightfield.Shape) {
	w := writer{language: language}
	n := func(key string) string { return s.Text(key) }
	if _, polar := s.Control("rmin"); polar {
		w.polar = true
		w.axis("r", n("rmin"), n("rmax"), n("nx"))
		w.axis("theta", n("thmin"), n("thmax"), n("ny"))
		w.mesh("R", "Theta", "r", "theta")
		if language == "python" {
			w.put("X, Y = R*np.cos(Theta), R*np.sin(Theta)")
		} else {
			w.put("X = R.*cos(Theta);")
			w.put("Y = R.*sin(Theta);")
		}
	}
	if f.pieces != nil && len(f.pieces.Surfaces) > 0 {
		w.axis("u", n("umin"), n("umax"), n("us"))
		w.axis("v", n("vmin"), n("vmax"), n("vs"))
		w.mesh("U", "V", "u", "v")
	}
	for k := range f.formulas {
		g, number := &f.formulas[k], strconv.Itoa(k+1)
		if g.isField() {
			if k == 0 {
				number = ""
			}
			w.field(&g.items[0], number)
			shapes = append(shapes, heightfield.Shape{X: "X", Y: "Y", Z: "Z" + number, Field: true})
			continue
		}
		a, b := "U", "V"
		if g.isCurve() {
			from, to := g.along()
			a, b = "s"+number, "s"+number
			w.axis(a, n(from), n(to), strconv.Itoa(curveSamples))
		}
		for i, axis := range []string{"x", "y", "z"} {
			w.function(&g.items[i], "f"+axis+number)
		}
		for i, axis := range []string{"x", "y", "z"} {
			w.put("%s = %s", strings.ToUpper(axis)+number, g.items[i].call("f"+axis+number, a, b))
		}
		shapes = append(shapes, heightfield.Shape{X: "X" + number, Y: "Y" + number, Z: "Z" + number, Curve: g.isCurve()})
	}
	return w.lines, shapes
}

// writer writes lines of code, definitions that several formulas need only once.
type writer struct {
	language string
	polar    bool
	lines    []string
	blocks   []string // that are written
	loaded   []string // data
}

func (w *writer) put(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if w.language == "octave" && !strings.HasSuffix(line, ";") {
		line += ";"
	}
	w.lines = append(w.lines, line)
}

// axis writes count numbers from one to another.
func (w *writer) axis(name, from, to, count string) {
	prefix := ""
	if w.language == "python" {
		prefix = "np."
	}
	w.put("%s = %slinspace(%s, %s, %s)", name, prefix, from, to, count)
}

// mesh writes the coordinates A, B of the lattice of axes a, b.
func (w *writer) mesh(A, B, a, b string) {
	if w.language == "python" {
		w.put("%s, %s = np.meshgrid(%s, %s)", A, B, a, b)
	} else {
		w.put("[%s, %s] = meshgrid(%s, %s)", A, B, a, b)
	}
}

// field writes a formula of X and Y as a function, its data, and its values.
func (w *writer) field(i *item, number string) {
	w.function(i, "f"+number)
	for _, line := range i.given.loading(w.language, w.polar) {
		if !slices.Contains(w.loaded, line) {
			w.loaded = append(w.loaded, line)
			w.lines = append(w.lines, line)
		}
	}
	w.put("Z%s = %s", number, i.call("f"+number, "X", "Y"))
}

// function writes a formula as a function.
func (w *writer) function(i *item, name string) {
	if w.language == "octave" {
		w.define(i.tree.Octave(name))
	} else {
		// Imports, of which NumPy's is there, helpers and the function.
		code := strings.TrimPrefix(i.tree.Python(name), "import numpy as np\n")
		for _, block := range strings.Split(code, "\n\n\n") {
			w.define(block)
		}
	}
}

// define writes a block, unless it is there already. Python's definitions have
// two empty lines before and behind them.
func (w *writer) define(block string) {
	block = strings.Trim(block, "\n")
	if block == "" || slices.Contains(w.blocks, block) {
		return
	}
	w.blocks = append(w.blocks, block)
	apart := w.language == "python" && strings.HasPrefix(block, "def ")
	if n := len(w.lines); apart && (n < 2 || w.lines[n-1] != "") {
		w.lines = append(w.lines, "", "")
	}
	w.lines = append(w.lines, strings.Split(block, "\n")...)
	if apart {
		w.lines = append(w.lines, "", "")
	}
}
