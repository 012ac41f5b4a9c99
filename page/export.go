package page

import (
	"fmt"
	"math"
	"slices"
	"time"

	"zscape/exhibit"
	"zscape/export"
	"zscape/export/document"
)

// exports returns the kinds of Export that the session has something for.
func (p *Page) exports() []string {
	kinds := []string{"png1", "png2", "png4", "svg", "plotter", "html", "link", "embed"}
	if _, ok := p.session.(exhibit.CSVWriter); ok {
		kinds = append(kinds, "csv")
	}
	if _, ok := p.session.(export.Networker); ok {
		kinds = append(kinds, "graphml")
	}
	if _, ok := p.session.(export.Modeler); ok {
		kinds = append(kinds, "stl", "obj")
	}
	if p.playable() || p.camera {
		kinds = append(kinds, "gif", "zip")
	}
	if c, ok := p.session.(exhibit.Coder); ok {
		kinds = append(kinds, c.Languages()...)
	}
	return kinds
}

// Export makes a file for the visitor: "png1", "png2", "png4" (the picture, with so
// many pixels per screen unit), "svg", "plotter" (the SVG for pens), "html" (one
// file with the picture, its settings and values), "csv", "graphml" (a graph), "stl" and
// "obj" (a solid for 3-D printing), "gif" and "zip" (a recording), or in the clipboard
// "link", "embed" (HTML for another page), "python", "octave", "go", "latex". What takes
// long is done between events.
func (p *Page) Export(kind string) {
	defer p.event()()
	if p.session == nil || !slices.Contains(p.exports(), kind) {
		return
	}
	switch kind {
	case "link":
		p.settle(false)
		p.host.Copy("#" + p.state.String())
	case "embed":
		p.host.Copy(p.embedCode())
	case "python", "octave", "go", "latex":
		p.host.Copy(p.session.(exhibit.Coder).Code(kind))
	default:
		p.exportFile(kind)
	}
}

// fileKinds are the kinds of Export that make files, and how their names end, but
// for what the work finds.
var fileKinds = map[string]struct {
	begin  func(export.Picture) export.Work
	suffix string
}{
	"png1": {export.PNG, ".png"}, "png2": {export.PNG, ".png"}, "png4": {export.PNG, ".png"},
	"svg": {export.SVG, ".svg"}, "plotter": {export.Strokes, ".plotter.svg"}, "html": {export.HTML, ".html"},
	"csv": {export.CSV, ".csv"}, "graphml": {export.GraphML, ".graphml"}, "stl": {export.STL, ".stl"}, "obj": {export.OBJ, ".obj"},
	"gif": {export.GIF, ".gif"}, "zip": {export.Zip, ".zip"},
}

const (
	largest   = 12000 // pixels that a PNG is wide or high at most
	movieSize = 800   // and a recording
)

// exportFile makes a file of the picture at rest, and saves it.
func (p *Page) exportFile(kind string) {
	p.unhover()
	picture := p.picture(p.w, p.h)
	switch kind {
	case "png1", "png2", "png4":
		picture.Scale = math.Min(float64(kind[3]-'0'), largest/max(p.w, p.h))
	case "gif", "zip":
		picture.Scale = math.Min(1, movieSize/max(p.w, p.h))
	case "html":
		picture.W = math.Min(p.w, document.Width)
		picture.H = math.Round(picture.W * math.Max(0.5, math.Min(p.h/p.w, 1)))
	}
	name := p.fileName()
	shown, about := name+fileKinds[kind].suffix, p.entries
	p.exported++
	mine, w := p.exported, fileKinds[kind].begin(picture)
	p.host.ShowWork(Exporting, shown, 0)
	p.finish(w, func() (wanted bool) {
		if wanted = p.exported == mine; wanted {
			p.host.ShowWork(Exporting, shown, 0.99*w.Progress())
		}
		return wanted
	}, func(f export.File, err error) {
		if err == nil {
			p.host.Save(name+f.Suffix, f.Type, f.Data)
		}
		p.host.ShowWork(Exporting, shown, 1)
		if err != nil {
			p.reject("export", err)
			return
		}
		p.remark(about, f.Notices)
		if said := f.Said.In(p.lang); said != "" {
			p.host.Announce(said)
		}
	})
}

// fileName returns what a file of the picture is called, without its ending.
func (p *Page) fileName() string {
	return fmt.Sprintf("zscape-%s-%s", p.state.Exhibit().Name, p.now().Format(time.DateOnly))
}

// finish takes the steps of w between events as long as it is wanted, and then
// calls end.
func (p *Page) finish(w export.Work, wanted func() bool, end func(export.File, error)) {
	var turn func()
	turn = func() {
		switch {
		case !wanted():
			w.Stop()
		case w.Step():
			end(w.File())
		default:
			p.after(0, turn)
		}
	}
	p.after(0, turn)
}

// CancelWork gives up what is read or exported now.
func (p *Page) CancelWork(w Work) {
	defer p.event()()
	switch w {
	case Reading:
		p.stopReading()
		p.unsought()
	case Exporting:
		p.exported++
		p.host.ShowWork(Exporting, "", 1)
	}
}

// picture returns what is looked at, in a session of its own, w x h large.
func (p *Page) picture(w, h float64) export.Picture {
	session := p.newSession(p.state.Exhibit())
	if err := session.Update(p.state); err != nil {
		panic("page: " + err.Error()) // the same State is on the screen
	}
	if t, ok := session.(exhibit.Tasker); ok {
		if views := p.views(); len(views) == len(t.Jobs()) {
			t.Watch(views)
		}
	}
	return export.Picture{Session: session, State: p.state, Theme: p.theme(), W: w, H: h, Scale: 1,
		Lang: p.lang, Link: p.host.Address("#" + p.state.String())}
}
