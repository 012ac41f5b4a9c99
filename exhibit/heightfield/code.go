package heightfield

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"zscape/exhibit"
)

// Languages returns what Code can write.
func (s *Session) Languages() []string {
	s.settle()
	var list []string
	if _, ok := s.Source.(Scripter); ok || s.samples.pieces == nil {
		list = append(list, "python", "octave")
	}
	if p, ok := s.Source.(GoCoder); ok && s.samples.pieces == nil {
		if code, _ := p.GoFunction(); code != "" {
			list = append(list, "go")
		}
	}
	if _, ok := s.Source.(Typesetter); ok {
		list = append(list, "latex")
	}
	return list
}

// Code returns a program that draws what is shown in the same view, all pieces or the
// start surface; in "latex" the formula alone.
func (s *Session) Code(language string) string {
	if !slices.Contains(s.Languages(), language) {
		panic("heightfield: no language " + language)
	}
	if language == "latex" {
		return s.Source.(Typesetter).LaTeX()
	}
	s.Figure()
	x, y := s.samples.lattice()
	p := program{language: language, state: s.State, x: x, y: y,
		levels: s.picture.style.levels, filled: filled(s.State, &s.coloring)}
	switch {
	case s.samples.pieces != nil:
		p.pieces(s.Source.(Scripter), s.samples.pieces, s.patches.ownColors(s.State, &s.samples), s.picture.space.Aspect)
	case language == "python":
		p.python(s.Source)
	case language == "octave":
		p.octave(s.Source)
	case language == "go":
		p.golang(s.Source.(GoCoder))
	}
	return p.text.String()
}

// program is a program that draws a surface.
type program struct {
	language string
	state    exhibit.State
	x, y     []float64
	levels   levels // of contours
	filled   bool   // between them

	text strings.Builder
}

func (p *program) put(format string, args ...any) { fmt.Fprintf(&p.text, format+"\n", args...) }

// shaded reports whether faces are drawn, and not lines alone.
func (p *program) shaded() bool { return strings.HasPrefix(p.state.Text(exhibit.ModeKey), "s") }

func (p *program) imports() {
	p.put("import numpy as np")
	p.put("import matplotlib.pyplot as plt")
	p.put("")
}

func (p *program) python(src Source) {
	p.imports()
	p.axes()
	for _, line := range src.Code(p.language) {
		p.put("%s", line)
	}
	p.put("")
	cmap, cam := p.state.Text(exhibit.ColormapKey), p.state.Camera()
	if isFlat(p.state) {
		p.put("plt.%s(X, Y, Z, %s, cmap=%q)", p.contourFunction(), p.levelArgument(), cmap)
		p.put("plt.colorbar()")
	} else {
		p.put("ax = plt.figure().add_subplot(projection=\"3d\")")
		if p.shaded() {
			p.put("ax.plot_surface(X, Y, Z, cmap=%q)", cmap)
		} else {
			p.put("ax.plot_wireframe(X, Y, Z, rstride=1, cstride=1)")
		}
		p.put("ax.view_init(elev=%g, azim=%g, roll=%g)", cam.Elevation, cam.Azimuth, cam.Roll)
	}
	p.put("plt.xlabel(\"x\"); plt.ylabel(\"y\")")
	p.put("plt.show()")
}

func (p *program) octave(src Source) {
	p.axes()
	for _, line := range src.Code(p.language) {
		p.put("%s", line)
	}
	if isFlat(p.state) {
		p.put("%s(x, y, Z, %s); colorbar;", p.contourFunction(), p.levelArgument())
	} else {
		draw := "mesh"
		if p.shaded() {
			draw = "surf"
		}
		p.put("%s(x, y, Z);", draw)
		p.octaveView()
	}
	p.put("xlabel(\"x\"); ylabel(\"y\"); zlabel(\"z\");")
}

// octaveView writes the view, whose azimuth Octave counts from the negative y axis.
func (p *program) octaveView() {
	cam := p.state.Camera()
	p.put("view(%g, %g);", cam.Azimuth+90, cam.Elevation)
}

func (p *program) golang(src GoCoder) {
	code, args := src.GoFunction()
	n := func(key string) string { return goNumber(p.state.Text(key)) }
	p.put("// Prints x, y and z of the surface, as comma-separated values.")
	p.put("package main")
	p.put("")
	p.put("import \"fmt\"")
	p.put("%s", code)
	p.put("func main() {")
	p.put("\tconst nx, ny = %d, %d", len(p.x), len(p.y))
	p.put("\tfmt.Println(\"x,y,z\")")
	p.put("\tfor j := range ny {")
	p.put("\t\ty := %s + (%s - %s)*float64(j)/(ny-1)", n("ymin"), n("ymax"), n("ymin"))
	p.put("\t\tfor i := range nx {")
	p.put("\t\t\tx := %s + (%s - %s)*float64(i)/(nx-1)", n("xmin"), n("xmax"), n("xmin"))
	p.put("\t\t\tfmt.Printf(\"%%v,%%v,%%v\\n\", x, y, f(x, y%s))", args)
	p.put("\t\t}")
	p.put("\t}")
	p.put("}")
}

// axes writes the lattice of x and y.
func (p *program) axes() {
	p.axis("x", p.x)
	p.axis("y", p.y)
	if p.language == "python" {
		p.put("X, Y = np.meshgrid(x, y)")
	} else {
		p.put("[X, Y] = meshgrid(x, y);")
	}
}

// axis writes the places of samples along an axis.
func (p *program) axis(name string, at []float64) {
	st, n := p.state, len(at)
	from, to, step, python := st.Text(name+"min"), st.Text(name+"max"), "", p.language == "python"
	counted := byCount(st)
	if !counted {
		step = st.Text("step")
	}
	switch {
	case counted && !even(at) && python:
		p.put("%s = np.array([%s])", name, numbers(at))
	case counted && !even(at):
		p.put("%s = [%s];", name, numbers(at))
	case counted && python:
		p.put("%s = np.linspace(%s, %s, %d)", name, from, to, n)
	case counted:
		p.put("%s = linspace(%s, %s, %d);", name, from, to, n)
	case python:
		p.put("%s = %s + %s * np.arange(%d)", name, from, step, n)
	default:
		p.put("%s = %s + %s * (0:%d);", name, from, step, n-1)
	}
}

// contourFunction returns the name of what draws contours, the same in both languages.
func (p *program) contourFunction() string {
	if p.filled {
		return "contourf"
	}
	return "contour"
}

// levelArgument writes a list of the levels or, where Octave would choose the
// same ones, their number.
func (p *program) levelArgument() string {
	st, octave := p.state, p.language == "octave"
	counted := st.Text("at") == "" && st.Text("spacing") == "count" && !p.levels.log && octave
	list := p.levels.values
	if counted || len(list) == 0 {
		return st.Text("levels")
	}
	if len(list) == 1 && octave { // which takes a single number for a count
		list = []float64{list[0], list[0]}
	}
	texts := make([]string, len(list))
	for k, v := range list {
		texts[k] = fmt.Sprint(v)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// even reports whether numbers are equal steps apart, but for rounding.
func even(at []float64) bool {
	lo, hi, n := at[0], at[len(at)-1], float64(len(at)-1)
	for k, v := range at {
		if math.Abs(v-(lo+(hi-lo)*float64(k)/n)) > 1e-9*(hi-lo)/n {
			return false
		}
	}
	return true
}

// numbers writes a list of them.
func numbers(list []float64) string {
	texts := make([]string, len(list))
	for k, v := range list {
		texts[k] = exhibit.FormatNumber(v)
	}
	return strings.Join(texts, ", ")
}

// goNumber writes a number such that Go takes it for a float64, in parentheses
// if it is negative.
func goNumber(text string) string {
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	if strings.HasPrefix(text, "-") {
		return "(" + text + ")"
	}
	return text
}
