package export

import (
	"bytes"

	"zscape/compute/lang"
	"zscape/scene"
	"zscape/scene/plotter"
	"zscape/scene/svg"
)

// SVG makes the picture vectors.
func SVG(p Picture) Work {
	return p.work(func(pause Pause) (File, error) {
		const drawn = 0.9
		e := p.State.Exhibit()
		l := vectors(p.figure(p.Theme), p.W, p.H, pause.part(0, drawn))
		data := printed(l, svg.Options{Title: e.Title.In(p.Lang), Description: e.Summary.In(p.Lang), Link: p.fragment(), Pause: pause.at(drawn)})
		return File{Suffix: ".svg", Type: "image/svg+xml", Data: data}, nil
	})
}

// printed returns l as SVG.
func printed(l *scene.DisplayList, o svg.Options) []byte {
	var b bytes.Buffer
	if err := svg.Write(&b, l, o); err != nil {
		panic("export: " + err.Error()) // a buffer takes all
	}
	return b.Bytes()
}

// Strokes makes the picture an SVG for pens, which write on white paper whatever
// the theme.
func Strokes(p Picture) Work {
	return p.work(func(pause Pause) (File, error) {
		const drawn = 0.8
		l := vectors(p.figure(&scene.Light), p.W, p.H, pause.part(0, drawn))
		plot := plotter.New(l, plotter.Options{Pause: pause.at(drawn)})
		var b bytes.Buffer
		if err := plot.Write(&b); err != nil {
			panic("export: " + err.Error())
		}
		return File{Suffix: ".plotter.svg", Type: "image/svg+xml", Data: b.Bytes(),
			Said: lang.Sprintf("%v, %.1f m drawn, %.1f m with the pen up", "ペン%v本、描線%.1f m、移動%.1f m",
				lang.Count(len(plot.Layers), "pen", "pens"), plot.Down/1000, plot.Up/1000)}, nil
	})
}
