// Package plot2d is what exhibits with plots on two axes share: panning,
// zooming with the wheel, with two fingers or by dragging a box, the first
// view again, legends that hide series, brushing, and read-outs of the point
// that is nearest.
//
// What a visitor looks at is part of the State: the limits of a plot, its
// hidden series and its selection are each kept under a key of their own.
package plot2d

import (
	"errors"
	"slices"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/plot"
)

// Panel is a plot of a figure with the keys that hold what is seen of it.
// Each may be empty: then that cannot be changed.
type Panel struct {
	Plot   *plot.Plot
	Limits string // of a plot.Limits; "" in the State is all data
	Hide   string // of names of series, separated by semicolons
	Brush  string // of a plot.Limits, the selection; "" in the State is none

	// LinkX and LinkY name groups of panels that are panned and zoomed
	// together along an axis; "" is none.
	LinkX, LinkY string
}

// Plots is the plots of a figure. It is an exhibit.Handler and an
// exhibit.Picker, for sessions to embed.
type Plots struct {
	Figure *scene.Figure
	Panels []Panel

	box *plot.Limits // being dragged
	on  int          // in this panel
}

// Limits returns the controls that hold limits and selections under keys.
func Limits(keys ...string) []exhibit.Control {
	var controls []exhibit.Control
	for _, key := range keys {
		controls = append(controls, exhibit.Control{Key: key, Kind: exhibit.Word, Hidden: true,
			Label: exhibit.Text{En: "limits x0,x1,y0,y1 (" + key + ")", Ja: "範囲 x0,x1,y0,y1 (" + key + ")"}, Check: checkLimits})
	}
	return controls
}

func checkLimits(text string) (canonical string, reason error) {
	bad := func(text string, why any) (string, error) {
		return "", lang.Errorf("cannot be read as limits: %q %v", "範囲として読めません: %q は%v", text, why)
	}
	words := strings.Split(strings.TrimSpace(plain.String(text)), ",")
	if len(words) == 4 {
		for k, word := range words {
			v, err := exhibit.ParseNumber(word)
			if err != nil {
				return bad(strings.TrimSpace(word), err)
			}
			words[k] = exhibit.FormatNumber(v)
		}
	}
	l, err := plot.ParseLimits(strings.Join(words, ","))
	if wrong := (*plot.LimitsError)(nil); errors.As(err, &wrong) {
		return bad(wrong.Text, limitsProblems[wrong.Problem])
	}
	return l.String(), nil
}

// limitsProblems are what can be wrong with limits, after the text that is.
var limitsProblems = [...]exhibit.Text{
	plot.NotLimits:    {En: "is not of the form x0,x1,y0,y1", Ja: "x0,x1,y0,y1 の形ではありません"},
	plot.NotNumber:    {En: "is not a number", Ja: "数ではありません"},
	plot.TooFar:       {En: "is too far from zero", Ja: "0から離れすぎています"},
	plot.NotAscending: {En: "is not an ascending range", Ja: "小さい順になっていません"},
}

// Hidden returns the controls that hold names of hidden series under keys.
func Hidden(keys ...string) []exhibit.Control {
	var controls []exhibit.Control
	for _, key := range keys {
		controls = append(controls, exhibit.Control{Key: key, Kind: exhibit.Word, Hidden: true,
			Label: exhibit.Text{En: "hidden series, separated by ; (" + key + ")", Ja: "隠す系列、; 区切り (" + key + ")"}})
	}
	return controls
}

// Apply brings the plots to what s says of them.
func (p *Plots) Apply(s exhibit.State) {
	for k := range p.Panels {
		q := &p.Panels[k]
		if q.Limits != "" {
			q.Plot.SetLimits(limitsOf(s, q.Limits))
		}
		if q.Hide != "" {
			hidden := strings.Split(s.Text(q.Hide), ";")
			for _, name := range q.Plot.Names() {
				q.Plot.Hide(name, slices.Contains(hidden, name))
			}
		}
		q.Plot.Band = nil
		if q.Brush != "" && s.Text(q.Brush) != "" {
			l := limitsOf(s, q.Brush)
			q.Plot.Band = &l
		}
		if p.box != nil && k == p.on {
			q.Plot.Band = p.box
		}
	}
}

// Fit sets what q shows to fit, unless the visitor has chosen something else,
// which s holds under key and Apply has set. It returns what q shows.
func Fit(q *plot.Plot, s exhibit.State, key string, fit plot.Limits) plot.Limits {
	if s.Text(key) != "" {
		return q.GivenLimits()
	}
	q.SetLimits(fit)
	return fit
}

// limitsOf reads limits that the control has checked.
func limitsOf(s exhibit.State, key string) plot.Limits {
	l, err := plot.ParseLimits(s.Text(key))
	if err != nil {
		panic("plot2d: " + key + ": " + err.Error())
	}
	return l
}

// Brushed returns the selection of panel k, and whether there is one.
func (p *Plots) Brushed(k int) (l plot.Limits, ok bool) {
	if b := p.Panels[k].Plot.Band; b != nil {
		return *b, true
	}
	return l, false
}

// at returns the panel at the point q, and where it is; k is -1 if there is none.
func (p *Plots) at(q scene.Point, w, h float64) (k int, r scene.Rect) {
	panel, _, r := p.Figure.PanelAt(q, w, h)
	return slices.IndexFunc(p.Panels, func(o Panel) bool { return scene.Panel(o.Plot) == panel }), r
}

// layout returns panel k as it is seen in r.
func (p *Plots) layout(k int, r scene.Rect) *plot.Frame {
	return p.Panels[k].Plot.Layout(r, p.Figure.Look)
}

// Grab takes hold of the legend's entries, of the plot itself, or of an axis,
// which then moves alone. With Shift, a drag selects if the panel can be
// brushed, and otherwise zooms to a box.
func (p *Plots) Grab(at scene.Point, w, h float64, grip exhibit.Grip) (d exhibit.Drag, ok bool) {
	k, r := p.at(at, w, h)
	if k < 0 {
		return d, false
	}
	panel, f := p.Panels[k], p.layout(k, r)
	if panel.Hide != "" && !grip.Pinch {
		if m, ok := panel.Plot.LegendAt(r, p.Figure.Look, at); ok {
			return p.toggling(k, panel.Plot.Name(m)), true
		}
	}
	switch {
	case grip.Shift && panel.Brush != "" && f.Area.Contains(at):
		return p.boxing(k, *f, at, func(s exhibit.State, l plot.Limits) exhibit.State { return s.Try(panel.Brush, l.String()) }), true
	case panel.Limits == "":
		return d, false
	case grip.Shift && f.Area.Contains(at):
		zoom := func(s exhibit.State, l plot.Limits) exhibit.State {
			if l == (plot.Limits{}) {
				return s
			}
			return p.show(s, k, l, w, h)
		}
		return p.boxing(k, *f, at, zoom), true
	}
	start := *f
	x, y := parts(f, at)
	d.Cursor = "grab"
	d.Move = func(q scene.Point, s exhibit.State) exhibit.State {
		v := q.Sub(at)
		return p.show(s, k, start.Pan(scene.Point{X: v.X * x, Y: v.Y * y}), w, h)
	}
	return d, true
}

// parts tells which axes are meant at a point of the panel: 1 or 0 for each.
func parts(f *plot.Frame, at scene.Point) (x, y float64) {
	switch {
	case at.X < f.Area.Min.X && at.Y <= f.Area.Max.Y:
		return 0, 1
	case at.Y > f.Area.Max.Y && at.X >= f.Area.Min.X:
		return 1, 0
	}
	return 1, 1
}

// toggling hides or shows a series on a click at its entry of the legend.
func (p *Plots) toggling(k int, name string) exhibit.Drag {
	key := p.Panels[k].Hide
	return exhibit.Drag{Cursor: "pointer", Drop: func(s exhibit.State, moved bool) exhibit.State {
		if moved {
			return s
		}
		hidden := slices.DeleteFunc(strings.Split(s.Text(key), ";"), func(n string) bool { return n == "" })
		if i := slices.Index(hidden, name); i >= 0 {
			hidden = slices.Delete(hidden, i, i+1)
		} else {
			hidden = append(hidden, name)
		}
		return s.Try(key, strings.Join(hidden, ";"))
	}}
}

// boxing drags a box and gives its limits to done; a click gives the zero Limits.
func (p *Plots) boxing(k int, f plot.Frame, at scene.Point, done func(exhibit.State, plot.Limits) exhibit.State) exhibit.Drag {
	var l plot.Limits
	return exhibit.Drag{
		Cursor: "crosshair",
		Move: func(q scene.Point, s exhibit.State) exhibit.State {
			l = f.BoxZoom(at, q)
			p.box, p.on = &l, k
			p.Panels[k].Plot.Band = &l
			return s
		},
		Drop: func(s exhibit.State, moved bool) exhibit.State {
			p.box = nil
			p.Panels[k].Plot.Band = nil
			s = done(s, l)
			p.Apply(s) // s may be the State already
			return s
		},
	}
}

// Zoom magnifies the plot, or one of its axes, about the point.
func (p *Plots) Zoom(at scene.Point, w, h, factor float64, s exhibit.State) (exhibit.State, bool) {
	k, r := p.at(at, w, h)
	if k < 0 || p.Panels[k].Limits == "" {
		return s, false
	}
	f := p.layout(k, r)
	along := func(part float64) float64 {
		if part == 0 {
			return 1
		}
		return factor
	}
	x, y := parts(f, at)
	return p.show(s, k, f.Zoom(at, along(x), along(y)), w, h), true
}

// Reset shows all data of the plot at the point, and of those that are linked with it.
func (p *Plots) Reset(at scene.Point, w, h float64, s exhibit.State) (exhibit.State, bool) {
	k, _ := p.at(at, w, h)
	if k < 0 || p.Panels[k].Limits == "" {
		return s, false
	}
	for j := range p.Panels {
		if j == k || p.linkedX(j, k) || p.linkedY(j, k) {
			s = s.Try(p.Panels[j].Limits, s.Default(p.Panels[j].Limits))
		}
	}
	return s, true
}

// show sets the limits of panel k and of those that are linked with it.
func (p *Plots) show(s exhibit.State, k int, l plot.Limits, w, h float64) exhibit.State {
	for j := range p.Panels {
		x, y := p.linkedX(j, k), p.linkedY(j, k)
		if j == k || !x && !y {
			continue
		}
		i := slices.Index(p.Figure.Panels, scene.Panel(p.Panels[j].Plot))
		own := p.layout(j, p.Figure.Rects(w, h)[i]).Limits
		if x {
			own.X0, own.X1 = l.X0, l.X1
		}
		if y {
			own.Y0, own.Y1 = l.Y0, l.Y1
		}
		s = s.Try(p.Panels[j].Limits, own.String())
	}
	return s.Try(p.Panels[k].Limits, l.String())
}

func (p *Plots) linkedX(j, k int) bool {
	return p.Panels[j].Limits != "" && p.Panels[j].LinkX != "" && p.Panels[j].LinkX == p.Panels[k].LinkX
}

func (p *Plots) linkedY(j, k int) bool {
	return p.Panels[j].Limits != "" && p.Panels[j].LinkY != "" && p.Panels[j].LinkY == p.Panels[k].LinkY
}

// near is how far from a point its values are still shown, in screen units.
const near = 28

// Pick shows the values of the point that is nearest to q, and returns it.
func (p *Plots) Pick(q scene.Point, w, h float64) (scene.Vec, bool) {
	p.Unpick()
	k, r := p.at(q, w, h)
	if k < 0 {
		return scene.Vec{}, false
	}
	hit, ok := p.Panels[k].Plot.Nearest(r, p.Figure.Look, q, near)
	if !ok {
		return scene.Vec{}, false
	}
	p.Panels[k].Plot.Hover = &hit
	return scene.Vec{X: hit.X, Y: hit.Y}, true
}

// Unpick takes the values away.
func (p *Plots) Unpick() {
	for _, panel := range p.Panels {
		panel.Plot.Hover = nil
	}
}
