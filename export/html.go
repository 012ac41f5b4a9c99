package export

import (
	"bytes"
	"slices"

	"zscape/exhibit"
	"zscape/export/document"
	"zscape/scene"
	"zscape/scene/svg"
)

// HTML makes the picture a page of its own, with what is said of it: light and dark
// unless the State is one of them.
func HTML(p Picture) Work {
	return p.work(func(pause Pause) (File, error) {
		d := document.Document{State: p.State, Lang: p.Lang, Link: p.Link}
		if r, ok := p.Session.(exhibit.Readouter); ok {
			d.Readouts = slices.Clone(r.Readouts())
		}
		type look struct {
			name  string
			theme *scene.Theme
			to    *[]byte
		}
		looks := []look{{"light", &scene.Light, &d.Light}, {"dark", &scene.Dark, &d.Dark}}
		if _, ok := p.State.Exhibit().Control(exhibit.ThemeKey); ok && p.State.Text(exhibit.ThemeKey) != "auto" {
			looks = slices.DeleteFunc(looks, func(l look) bool { return l.name != p.State.Text(exhibit.ThemeKey) })
		}
		for k, l := range looks {
			end := float64(k+1) / float64(len(looks))
			drawing := vectors(p.figure(l.theme), p.W, p.H, pause.part(float64(k)/float64(len(looks)), end))
			*l.to = printed(drawing, svg.Options{Title: p.State.Exhibit().Title.In(p.Lang), Transparent: true, IDs: l.name + "-", Pause: pause.at(end)})
		}
		var b bytes.Buffer
		b.Grow(len(d.Light) + len(d.Dark) + 1<<16)
		if err := d.Write(&b); err != nil {
			panic("export: " + err.Error())
		}
		return File{Suffix: ".html", Type: "text/html", Data: b.Bytes()}, nil
	})
}
