package page

import (
	"time"

	"zscape/scene"
)

// An event is anything that calls the page: a gesture, a key, a timer, a frame.
// It marks what of the page it has changed; at its end that is shown, each thing
// once however many changes there were, in the order of showDirty.

// dirt is what is shown and out of date.
type dirt uint

const (
	dirtyPanel    dirt = 1 << iota // all of an exhibit: another one, or in another language
	dirtyControls                  // their values, and which there are
	dirtyContent                   // what the State says of itself: summary, exports, report
	dirtyReadouts                  // and the table
	dirtyNotices
	dirtyTransport
	dirtySliders // which play
	dirtyRun     // of jobs
	dirtyAddress
	dirtyHistory // what can be undone
	dirtyPicture

	// What a change of the State may change, and one of the camera alone.
	dirtyState  = dirtyControls | dirtyContent | dirtyReadouts | dirtyNotices | dirtyTransport | dirtySliders | dirtyRun | dirtyPicture
	dirtyCamera = dirtyControls | dirtyPicture
)

// events is what has to be remembered of an event until its end.
type events struct {
	depth int       // of events that call each other
	begun time.Time // the outermost
	dirty dirt
	said  []string      // to be announced
	push  bool          // the address becomes a new entry of the browser's history
	aim   bool          // something else may lie under the pointer
	drawn *scene.Figure // the session's figure; nil: not asked for yet, or out of date
}

// event begins an event, and returns what ends it: defer p.event()().
func (p *Page) event() (end func()) {
	if p.events.depth == 0 {
		p.events.drawn, p.events.begun = nil, p.now()
	}
	p.events.depth++
	return p.end
}

// end ends an event; with the outermost, what is dirty is shown.
func (p *Page) end() {
	if p.events.depth--; p.events.depth == 0 {
		p.showDirty()
	}
}

// mark notes what is to be shown anew.
func (p *Page) mark(d dirt) { p.events.dirty |= d }

// touch marks what a change of the session has made dirty.
func (p *Page) touch(d dirt) {
	p.events.drawn = nil
	p.redraw()
	p.mark(d)
}

// say lets the host announce text.
func (p *Page) say(text string) { p.events.said = append(p.events.said, text) }

// after calls f as an event of its own, d from now.
func (p *Page) after(d time.Duration, f func()) {
	p.host.After(d, func() {
		defer p.event()()
		f()
	})
}

func (p *Page) now() time.Time { return p.host.Now() }

// figure returns the session's figure, which is put together once an event, or
// once more after a change. The session's mark at the pointer is up to date.
func (p *Page) figure() *scene.Figure {
	p.aimAgain()
	if p.events.drawn == nil {
		p.events.drawn = p.session.Figure()
	}
	return p.events.drawn
}

// showDirty shows what the event has changed.
func (p *Page) showDirty() {
	if p.session == nil {
		if p.events.dirty&dirtyPicture != 0 {
			p.host.Redraw()
		}
		p.events.dirty = 0
		return
	}
	if !p.settled() {
		p.hold()
	}
	p.aimAgain()
	dirty, said, push := p.events.dirty, p.events.said, p.events.push
	p.events.dirty, p.events.said, p.events.push = 0, nil, false
	is := func(d dirt) bool { return dirty&d != 0 }

	if is(dirtyPanel) {
		p.showPanel()
	}
	if is(dirtyControls) {
		p.showControls()
	}
	if is(dirtyContent) {
		p.showViews()
		p.showExports()
		p.showSummary()
	}
	if is(dirtyReadouts) {
		p.showReadouts()
	}
	if is(dirtyContent) {
		p.showReport()
	}
	if is(dirtyNotices) {
		p.showNotices()
	}
	p.showProblems()
	if is(dirtyTransport) {
		p.showTransport()
	}
	if is(dirtyTransport | dirtyRun) { // keys are the jobs' where nothing plays
		p.showRun()
	}
	if is(dirtySliders) {
		p.showSliders()
	}
	if is(dirtyAddress) {
		p.showAddress(push)
	}
	if is(dirtyHistory) {
		p.host.ShowHistory(p.history.canUndo(), p.history.canRedo())
	}
	for _, text := range said {
		p.host.Announce(text)
	}
	if is(dirtyControls) {
		p.tellSoon()
	}
	if is(dirtyPicture) {
		p.host.Redraw()
	}
	if is(dirtyContent) {
		p.fetch()
	}
}
