package heightfield

import (
	"fmt"
	"slices"
	"strings"

	"zscape/exhibit"
	"zscape/scene"
)

// Scripter is a Source that can write all of its Pieces in another language.
type Scripter interface {
	// Script returns lines that compute the arrays of all pieces of s, in "python"
	// (with NumPy as np) or "octave", and what these are called. If there are height
	// fields over a rectangle, X and Y are already their coordinates.
	Script(language string, s exhibit.State) (lines []string, shapes []Shape)
}

// Shape is a piece by the names of its arrays.
type Shape struct {
	X, Y, Z string
	Field   bool // they are of a height field
	Curve   bool
}

// script returns a program that draws all pieces in the view that is shown.
func (s *Session) script(language string) string {
	st, p := s.State, s.body.pieces
	var b strings.Builder
	put := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	if language != "python" && language != "octave" {
		panic("heightfield: no language " + language)
	}
	if language == "python" {
		put("import numpy as np")
		put("import matplotlib.pyplot as plt")
		put("")
	}
	if p.Domain == nil && !(p.NoField && len(p.Fields) == 0) {
		s.putAxes(put, language)
	}
	lines, shapes := s.Source.(Scripter).Script(language, st)
	for _, line := range lines {
		put("%s", line)
	}
	put("")
	d := drawing{shapes: shapes, put: put, filled: strings.HasPrefix(st.Text(exhibit.ModeKey), "s"), cmap: st.Text(exhibit.ColormapKey), camera: st.Camera(), proj: st.Text(exhibit.ProjectionKey)}
	for k, shape := range shapes {
		if shape.Field && s.Flat() {
			d.contour, d.shapes = s.contourFunction(), shapes[k:k+1]
			d.levels = s.levelArgument(language)
			break
		}
	}
	d.own = s.ownColors()
	s.Figure()
	d.aspect = s.space.Aspect
	if language == "python" {
		d.python()
	} else {
		d.octave()
	}
	return b.String()
}

// drawing is how shapes are drawn.
type drawing struct {
	put             func(format string, args ...any)
	shapes          []Shape
	contour, levels string // the function of a plot from above; empty: in space
	filled, own     bool   // faces are coloured; each shape has a colour of its own
	cmap, proj      string
	camera          scene.Camera
	aspect          scene.Vec
}

func (d *drawing) python() {
	put := d.put
	defer put("plt.show()")
	if d.contour != "" {
		v := d.shapes[0]
		put("plt.%s(%s, %s, %s, %s, cmap=%q)", d.contour, v.X, v.Y, v.Z, d.levels, d.cmap)
		put("plt.colorbar()")
		put("plt.xlabel(\"x\"); plt.ylabel(\"y\")")
		return
	}
	put("ax = plt.figure().add_subplot(projection=\"3d\")")
	for k, v := range d.shapes {
		color := fmt.Sprintf("color=\"C%d\"", k%10)
		switch {
		case v.Curve:
			put("ax.plot(%s, %s, %s, %s, linewidth=2)", v.X, v.Y, v.Z, color)
		case d.filled && d.own:
			put("ax.plot_surface(%s, %s, %s, %s)", v.X, v.Y, v.Z, color)
		case d.filled:
			put("ax.plot_surface(%s, %s, %s, cmap=%q)", v.X, v.Y, v.Z, d.cmap)
		default:
			put("ax.plot_wireframe(%s, %s, %s, rstride=1, cstride=1, %s)", v.X, v.Y, v.Z, color)
		}
	}
	if a := d.aspect; a != (scene.Vec{}) {
		put("ax.set_box_aspect((%.4g, %.4g, %.4g))", a.X, a.Y, a.Z)
	}
	if d.proj == "ortho" {
		put("ax.set_proj_type(\"ortho\")")
	}
	put("ax.view_init(elev=%g, azim=%g, roll=%g)", d.camera.Elevation, d.camera.Azimuth, d.camera.Roll)
	put("ax.set_xlabel(\"x\"); ax.set_ylabel(\"y\"); ax.set_zlabel(\"z\")")
}

func (d *drawing) octave() {
	put := d.put
	defer put("xlabel(\"x\"); ylabel(\"y\"); zlabel(\"z\");")
	if d.contour != "" {
		v := d.shapes[0]
		put("%s(%s, %s, %s, %s); colorbar;", d.contour, v.X, v.Y, v.Z, d.levels)
		return
	}
	put("figure; hold on;")
	if d.own || slices.ContainsFunc(d.shapes, func(v Shape) bool { return v.Curve }) {
		put("c = lines(%d);", len(d.shapes))
	}
	for k, v := range d.shapes {
		arrays, color := fmt.Sprintf("%s, %s, %s", v.X, v.Y, v.Z), fmt.Sprintf("c(%d, :)", k+1)
		switch {
		case v.Curve:
			put("plot3(%s, \"color\", %s, \"linewidth\", 2);", arrays, color)
		case d.filled && d.own:
			put("surf(%s, \"facecolor\", %s);", arrays, color)
		case d.filled:
			put("surf(%s);", arrays)
		case d.own:
			put("mesh(%s, \"edgecolor\", %s);", arrays, color)
		default:
			put("mesh(%s);", arrays)
		}
	}
	put("hold off; grid on;")
	if a := d.aspect; a != (scene.Vec{}) {
		put("pbaspect([%.4g, %.4g, %.4g]);", a.X, a.Y, a.Z)
	}
	// Octave counts azimuth from the negative y axis.
	put("view(%g, %g);", d.camera.Azimuth+90, d.camera.Elevation)
}
