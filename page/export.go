package page

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"slices"
	"time"

	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/exhibit/film"
	"zscape/scene"
	"zscape/scene/lineart"
	"zscape/scene/movie"
	"zscape/scene/raster"
	"zscape/scene/svg"
)

// exports returns the kinds of Export that the session has something for.
func (p *Page) exports() []string {
	kinds := []string{"png1", "png2", "png4", "svg", "link"}
	if _, ok := p.session.(exhibit.Tabler); ok {
		kinds = append(kinds, "csv")
	}
	if _, ok := p.session.(exhibit.Modeler); ok {
		kinds = append(kinds, "stl", "obj")
	}
	if p.playable() || p.space() >= 0 {
		kinds = append(kinds, "gif", "zip")
	}
	if c, ok := p.session.(exhibit.Coder); ok {
		kinds = append(kinds, c.Languages()...)
	}
	return kinds
}

// Export makes something to take away: "png1", "png2", "png4" (the picture,
// so many pixels a screen unit), "svg", "csv", "stl" and "obj" (a body to be
// printed), "gif" and "zip" (a recording), or in the clipboard "link",
// "python", "octave". What takes long is done between events.
func (p *Page) Export(kind string) {
	if p.session == nil || !slices.Contains(p.exports(), kind) {
		return
	}
	switch kind {
	case "png1", "png2", "png4":
		p.exportPNG(float64(kind[3] - '0'))
	case "svg":
		p.exportSVG()
	case "csv":
		p.exportCSV()
	case "stl", "obj":
		p.exportBody(kind)
	case "gif", "zip":
		p.exportMovie(kind)
	case "link":
		p.settle(false)
		p.host.Copy("#" + p.state.String())
		p.host.Announce(word(p.lang, "link copied", "リンクをコピーしました"))
	default:
		p.host.Copy(p.session.(exhibit.Coder).Code(kind))
		p.host.Announce(word(p.lang, "code copied", "コードをコピーしました"))
	}
}

// largest is how many pixels wide or high a PNG may be.
const largest = 12000

func (p *Page) exportPNG(scale float64) {
	l := p.still(0)
	scale = math.Min(scale, largest/max(l.W, l.H))
	job, name := raster.New(l, scale), p.fileName("png")
	p.host.ShowWork(name, 0)
	p.work(func() bool {
		done := job.Step()
		p.host.ShowWork(name, 0.7*job.Progress())
		return done
	}, func() {
		p.encode(job.Image(), func(progress float64) { p.host.ShowWork(name, 0.7+0.29*progress) }, func(data []byte) {
			p.host.Save(name, "image/png", data)
			p.host.ShowWork(name, 1)
		})
	})
}

// encode compresses m as a PNG without holding up the page: a goroutine of
// its own writes, and rests after every chunk.
func (p *Page) encode(m *image.RGBA, report func(float64), end func([]byte)) {
	w := &restingWriter{rest: make(chan bool)}
	go func() {
		encoder := png.Encoder{CompressionLevel: png.BestSpeed}
		w.err = encoder.Encode(w, m)
		close(w.rest)
	}()
	p.work(func() bool {
		_, more := <-w.rest
		report(min(float64(w.buffer.Len())/float64(len(m.Pix)/6+1), 1))
		return !more
	}, func() {
		if w.err != nil { // it writes to memory: only a picture without pixels is refused
			panic("page: " + w.err.Error())
		}
		end(w.buffer.Bytes())
	})
}

// restingWriter holds up its writer after each write until rest is received from.
type restingWriter struct {
	buffer bytes.Buffer
	rest   chan bool
	err    error
}

func (w *restingWriter) Write(b []byte) (int, error) {
	n, err := w.buffer.Write(b)
	w.rest <- true
	return n, err
}

// vectorSamples is how finely filled surfaces are drawn as polygons.
const vectorSamples = 200

func (p *Page) exportSVG() {
	l := p.still(vectorSamples)
	job, name := lineart.New(l), p.fileName("svg")
	link := "#" + p.state.String()
	title := p.state.Exhibit().Title.In(p.lang)
	p.host.ShowWork(name, 0)
	p.work(func() bool {
		done := job.Step()
		p.host.ShowWork(name, 0.95*job.Progress())
		return done
	}, func() {
		var b bytes.Buffer
		if err := svg.Write(&b, job.List(), svg.Options{Title: title, Link: link}); err != nil {
			panic("page: " + err.Error())
		}
		p.host.Save(name, "image/svg+xml", b.Bytes())
		p.host.ShowWork(name, 1)
	})
}

func (p *Page) exportCSV() {
	t, ok := p.session.(exhibit.Tabler)
	if !ok {
		return
	}
	var b bytes.Buffer
	if err := t.WriteCSV(&b); err != nil {
		panic("page: " + err.Error())
	}
	p.host.Save(p.fileName("csv"), "text/csv", b.Bytes())
}

// Of a body to be printed: its longest side, and what lies below its lowest point.
const bodySize, bodyBase = 100.0, 3.0 // mm

// exportBody makes the surface a closed body, and writes it.
func (p *Page) exportBody(kind string) {
	name := p.fileName(kind)
	g, scale := p.session.(exhibit.Modeler).Model()
	job, err := solid.New(g.Clone(), bodyBase, solid.Options{Size: bodySize, Scale: scale})
	if err != nil {
		p.fail(err)
		return
	}
	p.host.ShowWork(name, 0)
	p.work(func() bool {
		done, err2 := job.Step()
		err = err2
		p.host.ShowWork(name, 0.5*job.Progress())
		return done || err != nil
	}, func() {
		if err != nil { // there is no surface
			p.host.ShowWork(name, 1)
			p.fail(err)
			return
		}
		var b bytes.Buffer
		w := solid.NewSTL(&b, job.Mesh(), "Zscape #"+p.state.String())
		if kind == "obj" {
			w = solid.NewOBJ(&b, job.Mesh(), "Zscape #"+p.state.String(), solid.Whole)
		}
		p.work(func() bool {
			done, _ := w.Step() // a buffer takes all
			p.host.ShowWork(name, 0.5+0.49*w.Progress())
			return done
		}, func() {
			p.host.Save(name, "model/"+kind, b.Bytes())
			p.host.ShowWork(name, 1)
		})
	})
}

// fail says why there is nothing to save.
func (p *Page) fail(err error) {
	p.host.ShowProblem(Problem{Key: "export", Message: err.Error()})
	p.host.Announce(err.Error())
}

// movieSize is how many pixels wide or high a recording is at most.
const movieSize = 800

// exportMovie records what plays, or a full turn.
func (p *Page) exportMovie(kind string) {
	name := p.fileName(kind)
	f, ok := film.New(p.state, p.open, p.heard(), p.theme(), p.w, p.h)
	if !ok {
		return
	}
	format, mime := movie.GIF, "image/gif"
	if kind == "zip" {
		format, mime = movie.Zip, "application/zip"
	}
	job := movie.New(format, f.Frames(), f.Draw, math.Min(1, movieSize/max(p.w, p.h)), film.Delay)
	p.host.ShowWork(name, 0)
	p.work(func() bool {
		done := job.Step()
		p.host.ShowWork(name, 0.99*job.Progress())
		return done
	}, func() {
		p.host.Save(name, mime, job.Bytes())
		p.host.ShowWork(name, 1)
	})
}

// CancelWork gives up what is being made.
func (p *Page) CancelWork() {
	p.works++
	p.host.ShowWork("", 1)
}

// still returns the picture at rest, without what only the moment shows, in a
// list of its own.
func (p *Page) still(samples int) *scene.DisplayList {
	p.unhover()
	f := p.state.Exhibit().New(p.open)
	if err := f.Update(p.state); err != nil {
		panic("page: " + err.Error()) // the same State is on the screen
	}
	if t, ok := f.(exhibit.Tasker); ok {
		t.Watch(p.heard())
	}
	figure := f.Figure()
	figure.Theme = p.theme()
	figure.Samples = samples
	l := new(scene.DisplayList)
	figure.Draw(l, p.w, p.h)
	return l
}

func (p *Page) fileName(extension string) string {
	return fmt.Sprintf("zscape-%s-%s.%s", p.state.Exhibit().Name, p.now().Format(time.DateOnly), extension)
}
