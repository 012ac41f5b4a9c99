package heightfield

import (
	"fmt"
	"slices"

	"zscape/exhibit"
	"zscape/scene"
)

// pieces writes the program that draws all pieces of src, each in a colour of its own
// or by height, in a box of these edges.
func (p *program) pieces(src Scripter, pieces *Pieces, own bool, aspect scene.Vec) {
	if p.language == "python" {
		p.imports()
	}
	if pieces.Domain == nil && !(pieces.NoField && len(pieces.Fields) == 0) {
		p.axes()
	}
	lines, shapes := src.Script(p.language, p.state)
	for _, line := range lines {
		p.put("%s", line)
	}
	p.put("")
	field := slices.IndexFunc(shapes, func(v Shape) bool { return v.Field })
	switch python, flat := p.language == "python", isFlat(p.state) && field >= 0; {
	case python && flat:
		p.pythonContours(shapes[field])
	case python:
		p.pythonShapes(shapes, own, aspect)
	case flat:
		p.octaveContours(shapes[field])
	default:
		p.octaveShapes(shapes, own, aspect)
	}
}

func (p *program) pythonContours(v Shape) {
	p.put("plt.%s(%s, %s, %s, %s, cmap=%q)", p.contourFunction(), v.X, v.Y, v.Z, p.levelArgument(), p.state.Text(exhibit.ColormapKey))
	p.put("plt.colorbar()")
	p.put("plt.xlabel(\"x\"); plt.ylabel(\"y\")")
	p.put("plt.show()")
}

func (p *program) pythonShapes(shapes []Shape, own bool, aspect scene.Vec) {
	p.put("ax = plt.figure().add_subplot(projection=\"3d\")")
	for k, v := range shapes {
		color := fmt.Sprintf("color=\"C%d\"", k%10)
		switch {
		case v.Curve:
			p.put("ax.plot(%s, %s, %s, %s, linewidth=2)", v.X, v.Y, v.Z, color)
		case p.shaded() && own:
			p.put("ax.plot_surface(%s, %s, %s, %s)", v.X, v.Y, v.Z, color)
		case p.shaded():
			p.put("ax.plot_surface(%s, %s, %s, cmap=%q)", v.X, v.Y, v.Z, p.state.Text(exhibit.ColormapKey))
		default:
			p.put("ax.plot_wireframe(%s, %s, %s, rstride=1, cstride=1, %s)", v.X, v.Y, v.Z, color)
		}
	}
	if a := aspect; a != (scene.Vec{}) {
		p.put("ax.set_box_aspect((%.4g, %.4g, %.4g))", a.X, a.Y, a.Z)
	}
	if p.state.Text(exhibit.ProjectionKey) == "ortho" {
		p.put("ax.set_proj_type(\"ortho\")")
	}
	cam := p.state.Camera()
	p.put("ax.view_init(elev=%g, azim=%g, roll=%g)", cam.Elevation, cam.Azimuth, cam.Roll)
	p.put("ax.set_xlabel(\"x\"); ax.set_ylabel(\"y\"); ax.set_zlabel(\"z\")")
	p.put("plt.show()")
}

func (p *program) octaveContours(v Shape) {
	p.put("%s(%s, %s, %s, %s); colorbar;", p.contourFunction(), v.X, v.Y, v.Z, p.levelArgument())
	p.put("xlabel(\"x\"); ylabel(\"y\"); zlabel(\"z\");")
}

func (p *program) octaveShapes(shapes []Shape, own bool, aspect scene.Vec) {
	p.put("figure; hold on;")
	if own || slices.ContainsFunc(shapes, func(v Shape) bool { return v.Curve }) {
		p.put("c = lines(%d);", len(shapes))
	}
	for k, v := range shapes {
		arrays, color := fmt.Sprintf("%s, %s, %s", v.X, v.Y, v.Z), fmt.Sprintf("c(%d, :)", k+1)
		switch {
		case v.Curve:
			p.put("plot3(%s, \"color\", %s, \"linewidth\", 2);", arrays, color)
		case p.shaded() && own:
			p.put("surf(%s, \"facecolor\", %s);", arrays, color)
		case p.shaded():
			p.put("surf(%s);", arrays)
		case own:
			p.put("mesh(%s, \"edgecolor\", %s);", arrays, color)
		default:
			p.put("mesh(%s);", arrays)
		}
	}
	p.put("hold off; grid on;")
	if a := aspect; a != (scene.Vec{}) {
		p.put("pbaspect([%.4g, %.4g, %.4g]);", a.X, a.Y, a.Z)
	}
	p.octaveView()
	p.put("xlabel(\"x\"); ylabel(\"y\"); zlabel(\"z\");")
}
