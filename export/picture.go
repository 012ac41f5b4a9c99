package export

import (
	"slices"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/lineart"
)

// Picture is what files are made of: a State as it is looked at.
type Picture struct {
	// Session is in State, and has heard what there is to hear of its jobs. It may have
	// left something for later. It belongs to the work, until that has ended.
	Session exhibit.Session
	State   exhibit.State

	Theme *scene.Theme // nil: scene.Light
	W, H  float64      // screen units
	Scale float64      // pixels of a bitmap for each of them

	Lang string // of titles, "en" or "ja"
	Link string // to the live picture, as HTML has it: an address of http or https, or a relative one
}

// work is New for a picture, which is settled first.
func (p *Picture) work(do func(pause Pause) (File, error)) Work {
	return New(func(pause Pause) (File, error) {
		exhibit.Settle(p.Session, pause.at(0))
		return do(pause)
	})
}

// fragment is the State as it stands behind an address.
func (p *Picture) fragment() string { return "#" + p.State.String() }

// figure returns the picture in a theme.
func (p *Picture) figure(theme *scene.Theme) *scene.Figure {
	f := p.Session.Figure()
	f.Look, f.Note = scene.Look{Theme: theme}, ""
	return f
}

// Vectors returns the drawing of f without hidden lines, w x h screen units large.
// Surfaces that are filled are drawn no finer than is worth a polygon for each cell.
func Vectors(f *scene.Figure, w, h float64) *scene.DisplayList {
	return vectors(f, w, h, func(float64) {})
}

func vectors(f *scene.Figure, w, h float64, pause Pause) *scene.DisplayList {
	// What is filled is known from a coarse drawing as from a fine one.
	l := new(scene.DisplayList)
	f.Samples, f.Pause = lineart.FilledSamples, pause.at(0)
	f.Draw(l, w, h)
	pause(0)
	if !slices.ContainsFunc(l.Ops(), filled) {
		f.Samples = 0
		f.Draw(l, w, h)
		pause(0)
	}
	removal := lineart.New(l)
	pause.run(removal)
	return removal.List()
}

// filled reports whether op is a surface whose faces have colours.
func filled(op any) bool {
	m, ok := op.(*scene.Mesh)
	return ok && m.Face == scene.FaceColors
}
