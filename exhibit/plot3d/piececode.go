package plot3d

import (
	"fmt"
	"strings"

	"zscape/exhibit"
)

// PieceCoder is a Gatherer whose pieces can be written in another language.
type PieceCoder interface {
	PieceCodes(language string, st exhibit.State) []PieceCode
}

// PieceCode is how one piece is computed: lines that leave its points in the
// arrays X, Y and Z.
type PieceCode struct {
	Lines []string
	Curve bool // X, Y and Z are lists
	Field bool // z = f(x, y)
}

// codeOfPieces returns a program that draws all pieces in the view that is shown,
// or the contour plot of the first height field.
func (s *Session) codeOfPieces(language string, pieces []PieceCode) string {
	st, cam := s.State, s.State.Camera()
	var b strings.Builder
	put := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	faces := strings.HasPrefix(st.Text("mode"), "s")
	flat := s.Flat() && !s.body.noField()
	octave := language == "octave"
	if !octave {
		put("import numpy as np")
		put("import matplotlib.pyplot as plt")
		put("")
		if !flat {
			put("ax = plt.figure().add_subplot(projection=\"3d\")")
		}
	}
	drawn := false
	for k, p := range pieces {
		if flat && (drawn || !p.Field) {
			continue
		}
		drawn = true
		if !octave {
			put("")
		}
		for _, line := range p.Lines {
			put("%s", line)
		}
		switch {
		case flat && octave:
			put("%s(X, Y, Z, %s); colorbar;", s.contourFunction(), s.levelArgument(language))
		case flat:
			put("plt.%s(X, Y, Z, %s, cmap=%q)", s.contourFunction(), s.levelArgument(language), st.Text("cmap"))
			put("plt.colorbar()")
		case octave && p.Curve:
			put("plot3(X, Y, Z, \"linewidth\", 2); hold on;")
		case octave && faces:
			put("surf(X, Y, Z); hold on;")
		case octave:
			put("mesh(X, Y, Z); hold on;")
		case p.Curve:
			put("ax.plot(X, Y, Z, color=\"C%d\")", k%10)
		case faces:
			put("ax.plot_surface(X, Y, Z, color=\"C%d\")", k%10)
		default:
			put("ax.plot_wireframe(X, Y, Z, rstride=1, cstride=1, color=\"C%d\")", k%10)
		}
	}
	if octave {
		if !flat {
			if s.body.shaped() {
				put("axis equal;")
			}
			// Octave counts azimuth from the negative y axis.
			put("view(%g, %g);", cam.Azimuth+90, cam.Elevation)
		}
		put("xlabel(\"x\"); ylabel(\"y\"); zlabel(\"z\");")
		return b.String()
	}
	if !flat {
		if s.body.shaped() {
			put("ax.set_aspect(\"equal\")")
		}
		put("ax.view_init(elev=%g, azim=%g, roll=%g)", cam.Elevation, cam.Azimuth, cam.Roll)
	}
	put("plt.xlabel(\"x\"); plt.ylabel(\"y\")")
	put("plt.show()")
	return b.String()
}
