package page

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"zscape/compute/lang"
	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/export/document"
	"zscape/export/recording"
	"zscape/scene"
	"zscape/scene/lineart"
	"zscape/scene/movie"
	"zscape/scene/plotter"
	"zscape/scene/pngfile"
	"zscape/scene/raster"
	"zscape/scene/svg"
)

// exports returns the kinds of Export that the session has something for.
func (p *Page) exports() []string {
	kinds := []string{"png1", "png2", "png4", "svg", "plotter", "html", "link", "embed"}
	if _, ok := p.session.(exhibit.CSVWriter); ok {
		kinds = append(kinds, "csv")
	}
	if _, ok := p.session.(exhibit.Modeler); ok {
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

// Export makes something to take away: "png1", "png2", "png4" (the picture,
// so many pixels a screen unit), "svg", "plotter" (the SVG for pens), "html"
// (one file with the picture and what is said of it), "csv", "stl" and "obj" (a
// body to be printed), "gif" and "zip" (a recording), or in the clipboard "link",
// "embed" (HTML for another page), "python", "octave". What takes long is done
// between events.
func (p *Page) Export(kind string) {
	defer p.event()()
	if p.session == nil || !slices.Contains(p.exports(), kind) {
		return
	}
	switch kind {
	case "png1", "png2", "png4":
		p.exportPNG(float64(kind[3] - '0'))
	case "svg":
		p.exportSVG()
	case "html":
		p.exportHTML()
	case "plotter":
		p.exportPlot()
	case "csv":
		p.exportCSV()
	case "stl", "obj":
		p.exportBody(kind)
	case "gif", "zip":
		p.exportMovie(kind)
	case "link":
		p.settle(false)
		p.host.Copy("#" + p.state.String())
	case "embed":
		p.host.Copy(p.embedCode())
	default:
		p.host.Copy(p.session.(exhibit.Coder).Code(kind))
	}
}

// largest is how many pixels wide or high a PNG may be.
const largest = 12000

func (p *Page) exportPNG(scale float64) {
	l := p.still(p.theme(), 0)
	scale = math.Min(scale, largest/max(l.W, l.H))
	job, name := raster.New(l, scale), p.fileName("png")
	p.stage(name, 0, 0.7, job, func() {
		m := job.Image()
		file := pngfile.New(m.Rect.Size())
		file.Begin(m)
		p.stage(name, 0.7, 0.99, file, func() { p.save(name, "image/png", file.Bytes()) })
	})
}

// job is something that is made in short steps.
type job interface {
	Step() (done bool)
	Progress() float64
}

// stage works on j, a part of the making of a file that goes from one fraction
// of the whole to another, and then calls end.
func (p *Page) stage(name string, from, to float64, j job, end func()) {
	p.host.ShowWork(name, from)
	p.work(func() bool {
		done := j.Step()
		p.host.ShowWork(name, from+(to-from)*j.Progress())
		return done
	}, end)
}

// save gives the visitor the file that was worked on.
func (p *Page) save(name, mime string, data []byte) {
	p.host.Save(name, mime, data)
	p.host.ShowWork(name, 1)
}

func (p *Page) exportSVG() {
	l := p.still(p.theme(), lineart.FilledSamples)
	job, name := lineart.New(l), p.fileName("svg")
	link := "#" + p.state.String()
	title := p.state.Exhibit().Title.In(p.lang)
	p.stage(name, 0, 0.95, job, func() {
		var b bytes.Buffer
		if err := svg.Write(&b, job.List(), svg.Options{Title: title, Link: link}); err != nil {
			panic("page: " + err.Error())
		}
		p.save(name, "image/svg+xml", b.Bytes())
	})
}

// exportHTML makes the picture a page of its own, light and dark unless the
// State is one of them.
func (p *Page) exportHTML() {
	p.unhover()
	name, state := p.fileName("html"), p.state
	s := &document.Document{State: state, Lang: p.lang, Link: p.host.Address("#" + state.String())}
	if r, ok := p.session.(exhibit.Readouter); ok {
		s.Readouts = slices.Clone(r.Readouts())
	}
	type look struct {
		theme *scene.Theme
		name  string
		to    *[]byte
	}
	looks := []look{{&scene.Light, "light", &s.Light}, {&scene.Dark, "dark", &s.Dark}}
	if _, ok := state.Exhibit().Control(exhibit.ThemeKey); ok && state.Text(exhibit.ThemeKey) != "auto" {
		looks = slices.DeleteFunc(looks, func(l look) bool { return l.name != state.Text(exhibit.ThemeKey) })
	}
	w := math.Min(p.w, document.Width)
	h := math.Round(w * math.Max(0.5, math.Min(p.h/p.w, 1)))
	var draw func(k int)
	draw = func(k int) {
		if k == len(looks) {
			var b bytes.Buffer
			if err := s.Write(&b); err != nil {
				panic("page: " + err.Error())
			}
			p.save(name, "text/html", b.Bytes())
			return
		}
		l, part := looks[k], 0.95/float64(len(looks))
		job := lineart.New(p.picture(state, lineart.FilledSamples, w, h, l.theme))
		p.stage(name, part*float64(k), part*float64(k+1), job, func() {
			var b bytes.Buffer
			if err := svg.Write(&b, job.List(), svg.Options{Title: state.Exhibit().Title.In(p.lang), Transparent: true, IDs: l.name + "-"}); err != nil {
				panic("page: " + err.Error())
			}
			*l.to = b.Bytes()
			draw(k + 1)
		})
	}
	draw(0)
}

// exportPlot makes the SVG for pens, which write on white paper whatever the theme.
func (p *Page) exportPlot() {
	job, name := lineart.New(p.still(&scene.Light, lineart.FilledSamples)), p.fileName("plotter.svg")
	p.stage(name, 0, 0.9, job, func() {
		var b bytes.Buffer
		plot := plotter.New(job.List(), plotter.Options{})
		if err := plot.Write(&b); err != nil {
			panic("page: " + err.Error())
		}
		p.save(name, "image/svg+xml", b.Bytes())
		p.host.Announce(lang.Sprintf("%v, %.1f m drawn and %.1f m lifted", "ペン%v本、描線%.1f m、移動%.1f m",
			lang.Count(len(plot.Layers), "pen", "pens"), plot.Down/1000, plot.Up/1000).In(p.lang))
	})
}

func (p *Page) exportCSV() {
	var b bytes.Buffer
	if err := p.session.(exhibit.CSVWriter).WriteCSV(&b); err != nil {
		panic("page: " + err.Error())
	}
	p.host.Save(p.fileName("csv"), "text/csv", b.Bytes())
}

// exportBody makes the surface a closed body, and writes it.
func (p *Page) exportBody(kind string) {
	name, title := p.fileName(kind), "Zscape #"+p.state.String()
	about, model := p.entries, p.session.(exhibit.Modeler).Model()
	body, err := model.Body()
	if err != nil {
		p.fail(err)
		return
	}
	making := &failing{progresser: body, step: body.Step}
	p.stage(name, 0, 0.5, making, func() {
		if making.err != nil { // there is nothing
			p.host.ShowWork(name, 1)
			p.fail(making.err)
			return
		}
		var b bytes.Buffer
		w := solid.NewSTL(&b, body.Mesh(), title)
		if kind == "obj" {
			w = solid.NewOBJ(&b, body.Mesh(), title, solid.Whole)
		}
		writing := &failing{progresser: w, step: w.Step} // it does not fail: a buffer takes all
		p.stage(name, 0.5, 0.99, writing, func() {
			p.save(name, "model/"+kind, b.Bytes())
			p.remark(about, model.Notices)
		})
	})
}

// progresser says how much of its work is done.
type progresser interface{ Progress() float64 }

// failing is a job that may fail, which ends it.
type failing struct {
	progresser
	step func() (done bool, err error)
	err  error
}

func (f *failing) Step() (done bool) {
	done, f.err = f.step()
	return done || f.err != nil
}

// fail says why there is nothing to save.
func (p *Page) fail(err error) {
	p.reject("export", err)
}

// movieSize is how many pixels wide or high a recording is at most.
const movieSize = 800

// exportMovie records what plays, or a full turn.
func (p *Page) exportMovie(kind string) {
	name := p.fileName(kind)
	f, ok := recording.New(p.state, p.open, p.views(), p.theme(), p.w, p.h)
	if !ok {
		return
	}
	format, mime := movie.GIF, "image/gif"
	if kind == "zip" {
		format, mime = movie.Zip, "application/zip"
		if rate := f.Rate(); rate != "" { // pictures do not say it
			name = strings.TrimSuffix(name, ".zip") + "-" + rate + "fps.zip"
		}
	}
	job := movie.New(format, f.Frames(), f.Draw, math.Min(1, movieSize/max(p.w, p.h)), f.Delay())
	p.stage(name, 0, 0.99, job, func() { p.save(name, mime, job.Bytes()) })
}

// CancelWork gives up what is being made.
func (p *Page) CancelWork() {
	defer p.event()()
	p.works++
	p.host.ShowWork("", 1)
}

// still returns the picture at rest, without what only the moment shows, in a
// list of its own.
func (p *Page) still(theme *scene.Theme, samples int) *scene.DisplayList {
	p.unhover()
	return p.drawing(samples, p.w, p.h, theme)
}

// drawing returns the picture of the State, w x h large.
func (p *Page) drawing(samples int, w, h float64, theme *scene.Theme) *scene.DisplayList {
	return p.picture(p.state, samples, w, h, theme)
}

// picture returns the picture of a State that is or was on the screen.
func (p *Page) picture(s exhibit.State, samples int, w, h float64, theme *scene.Theme) *scene.DisplayList {
	f := s.Exhibit().New(p.open)
	if err := f.Update(s); err != nil {
		panic("page: " + err.Error()) // the same State is on the screen
	}
	if t, ok := f.(exhibit.Tasker); ok {
		if views := p.views(); s.Exhibit() == p.state.Exhibit() && len(views) == len(t.Jobs()) {
			t.Watch(views)
		}
	}
	figure := f.Figure()
	figure.Theme = theme
	figure.Samples = samples
	l := new(scene.DisplayList)
	figure.Draw(l, w, h)
	return l
}

func (p *Page) fileName(extension string) string {
	return fmt.Sprintf("zscape-%s-%s.%s", p.state.Exhibit().Name, p.now().Format(time.DateOnly), extension)
}
