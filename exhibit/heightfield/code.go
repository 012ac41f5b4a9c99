package heightfield

import (
	"fmt"
	"math"
	"strings"

	"zscape/exhibit"
)

// Programmer is a Source whose function can be written in Go: functions that
// define f of x, y and the values of args; code is empty if that cannot be.
type Programmer interface {
	GoFunction() (code, args string)
}

// Languages returns what Code can write.
func (s *Session) Languages() []string {
	if s.body.pieces != nil {
		if _, ok := s.Source.(Scripter); !ok {
			return nil
		}
		return []string{"python", "octave"}
	}
	if p, ok := s.Source.(Programmer); ok {
		if code, _ := p.GoFunction(); code != "" {
			return []string{"python", "octave", "go"}
		}
	}
	return []string{"python", "octave"}
}

// Code returns a program that draws the start surface in the view that is shown.
func (s *Session) Code(language string) string {
	if s.body.pieces != nil {
		return s.script(language)
	}
	st := s.State
	n := func(key string) string { return st.Text(key) }
	cam := st.Camera()
	var b strings.Builder
	put := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	nx, ny := s.start.Nx(), s.start.Ny()
	switch language {
	case "python":
		put("import numpy as np")
		put("import matplotlib.pyplot as plt")
		put("")
		s.putAxes(put, language)
		for _, line := range s.Source.Code(language) {
			put("%s", line)
		}
		put("")
		if s.Flat() {
			put("plt.%s(X, Y, Z, %s, cmap=%q)", s.contourFunction(), s.levelArgument(language), n(exhibit.ColormapKey))
			put("plt.colorbar()")
		} else {
			put("ax = plt.figure().add_subplot(projection=\"3d\")")
			if strings.HasPrefix(n(exhibit.ModeKey), "s") {
				put("ax.plot_surface(X, Y, Z, cmap=%q)", n(exhibit.ColormapKey))
			} else {
				put("ax.plot_wireframe(X, Y, Z, rstride=1, cstride=1)")
			}
			put("ax.view_init(elev=%g, azim=%g, roll=%g)", cam.Elevation, cam.Azimuth, cam.Roll)
		}
		put("plt.xlabel(\"x\"); plt.ylabel(\"y\")")
		put("plt.show()")
	case "octave":
		s.putAxes(put, language)
		for _, line := range s.Source.Code(language) {
			put("%s", line)
		}
		if s.Flat() {
			put("%s(x, y, Z, %s); colorbar;", s.contourFunction(), s.levelArgument(language))
		} else {
			draw := "mesh"
			if strings.HasPrefix(n(exhibit.ModeKey), "s") {
				draw = "surf"
			}
			put("%s(x, y, Z);", draw)
			// Octave counts azimuth from the negative y axis.
			put("view(%g, %g);", cam.Azimuth+90, cam.Elevation)
		}
		put("xlabel(\"x\"); ylabel(\"y\"); zlabel(\"z\");")
	case "go":
		code, args := s.Source.(Programmer).GoFunction()
		put("// Prints x, y and z of the surface, as comma-separated values.")
		put("package main")
		put("")
		put("import \"fmt\"")
		put("%s", code)
		put("func main() {")
		put("\tconst nx, ny = %d, %d", nx, ny)
		put("\tfmt.Println(\"x,y,z\")")
		put("\tfor j := range ny {")
		put("\t\ty := %s + (%s - %s)*float64(j)/(ny-1)", goNumber(n("ymin")), goNumber(n("ymax")), goNumber(n("ymin")))
		put("\t\tfor i := range nx {")
		put("\t\t\tx := %s + (%s - %s)*float64(i)/(nx-1)", goNumber(n("xmin")), goNumber(n("xmax")), goNumber(n("xmin")))
		put("\t\t\tfmt.Printf(\"%%v,%%v,%%v\\n\", x, y, f(x, y%s))", args)
		put("\t\t}")
		put("\t}")
		put("}")
	default:
		panic("heightfield: no language " + language)
	}
	return b.String()
}

// putAxes writes the lattice of x and y.
func (s *Session) putAxes(put func(format string, args ...any), language string) {
	s.putAxis(put, language, "x", s.start.X)
	s.putAxis(put, language, "y", s.start.Y)
	if language == "python" {
		put("X, Y = np.meshgrid(x, y)")
	} else {
		put("[X, Y] = meshgrid(x, y);")
	}
}

// putAxis writes the places of samples along an axis.
func (s *Session) putAxis(put func(format string, args ...any), language, name string, at []float64) {
	from, to, step, n := s.State.Text(name+"min"), s.State.Text(name+"max"), "", len(at)
	counted := byCount(s.State)
	if !counted {
		step = s.State.Text("step")
	}
	switch {
	case counted && !even(at) && language == "python":
		put("%s = np.array([%s])", name, numbers(at))
	case counted && !even(at):
		put("%s = [%s];", name, numbers(at))
	case counted && language == "python":
		put("%s = np.linspace(%s, %s, %d)", name, from, to, n)
	case counted:
		put("%s = linspace(%s, %s, %d);", name, from, to, n)
	case language == "python":
		put("%s = %s + %s * np.arange(%d)", name, from, step, n)
	default:
		put("%s = %s + %s * (0:%d);", name, from, step, n-1)
	}
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

// contourFunction returns the name of what draws contours, the same in both languages.
func (s *Session) contourFunction() string {
	if s.filled() {
		return "contourf"
	}
	return "contour"
}

// levelArgument writes a list of the levels or, where Octave would choose the
// same ones, their number.
func (s *Session) levelArgument(language string) string {
	l := s.level()
	counted := s.State.Text("at") == "" && s.State.Text("spacing") == "count" && !s.log && language == "octave"
	if counted || len(l.values) == 0 {
		return s.State.Text("levels")
	}
	if len(l.values) == 1 { // Octave takes a single number for a count
		l.values = append(l.values, l.values[0])
		if language == "python" {
			l.values = l.values[:1]
		}
	}
	var b strings.Builder
	for k, v := range l.values {
		if k > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%v", v)
	}
	return "[" + b.String() + "]"
}
