package page

import (
	"maps"
	"slices"

	"zscape/exhibit"
)

// panel is what the panel shows besides values.
type panel struct {
	more    []exhibit.Control // besides the exhibit's own
	views   bool              // there are buttons of views, or it is known that there are to be none
	summary string            // in place of the exhibit's
	exports []string          // kinds that are offered
}

// showPanel lays out the panel of the exhibit. All that stands in it is new.
func (p *Page) showPanel() {
	e := p.state.Exhibit()
	p.host.ShowExhibit(e, p.lang)
	p.host.ShowIntake(e.Intake, p.lang)
	p.showMore()
	p.panel.summary = ""
	p.panel.views = false
	if _, ok := p.session.(exhibit.Tabler); !ok {
		p.host.ShowTable(nil, p.lang)
	}
	for _, key := range slices.Sorted(maps.Keys(p.wrong.of)) {
		p.wrong.mark(key)
	}
}

// showControls brings the controls to the State.
func (p *Page) showControls() {
	if !sameControls(p.state.More(), p.panel.more) {
		p.showMore()
	}
	p.host.ShowState(p.state)
}

// showMore lays out the controls that follow from the State, which are new.
func (p *Page) showMore() {
	p.panel.more = p.state.More()
	p.host.ShowMore(p.panel.more, p.lang)
	p.sliders.shown = nil
	p.notices.stale = true
	for _, c := range p.panel.more {
		if p.wrong.of[c.Key] != nil {
			p.wrong.mark(c.Key)
		}
	}
}

// sameControls reports whether two lists have the same keys, with the same to
// choose from.
func sameControls(a, b []exhibit.Control) bool {
	return slices.EqualFunc(a, b, func(a, b exhibit.Control) bool { return a.Key == b.Key && slices.Equal(a.Options, b.Options) })
}

func (p *Page) showViews() {
	if camera := p.space() >= 0; camera != p.camera || !p.panel.views {
		p.camera, p.panel.views = camera, true
		p.host.ShowViews(camera)
	}
}

func (p *Page) showExports() {
	if kinds := p.exports(); !slices.Equal(kinds, p.panel.exports) {
		p.panel.exports = kinds
		p.host.ShowExports(kinds)
	}
}

func (p *Page) showSummary() {
	s, ok := p.session.(exhibit.Summarizer)
	if !ok {
		return
	}
	if text := s.Summary().In(p.lang); text != p.panel.summary {
		p.panel.summary = text
		p.host.ShowSummary(text)
	}
}

func (p *Page) showReadouts() {
	if r, ok := p.session.(exhibit.Readouter); ok {
		var shown []exhibit.Readout
		for _, v := range r.Readouts() {
			if !v.Aside {
				shown = append(shown, v)
			}
		}
		p.host.ShowReadouts(shown, p.lang)
	}
	if b, ok := p.session.(exhibit.Tabler); ok {
		p.host.ShowTable(b.Table(), p.lang)
	}
}
