// Package page is the web page without the browser: which exhibit is open,
// what the visitor's gestures, keys and fields do to its State, undo and redo,
// playing, and exports. What it needs from the browser is a [Host]; tests
// give it one of their own.
//
// A Page lives on one thread: its methods, and the functions it gives to
// Host.After, must not run at the same time.
package page

import (
	"errors"
	"slices"
	"strings"
	"time"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/task"
)

// Page is what is open.
type Page struct {
	host    Host
	gallery exhibit.Gallery
	open    exhibit.Opener
	pool    *task.Pool

	lang string
	dark bool // the system's preference
	calm bool // nothing is to move by itself
	w, h float64

	session exhibit.Session
	state   exhibit.State

	events  events
	panel   panel
	typed   map[string]string // rejected texts, by key
	wrong   problems
	notices notices
	history history
	address addressBar

	gesture gesture
	hover   hover
	canvas  canvas
	camera  bool // there is a space to be turned

	player  player
	spinner spinner
	sliders sliders

	settling  settling
	runs      runs
	files     opened
	reading   *reading // nil if nothing is read
	embedding embedding

	// Counts, by which what comes later knows whether it is still wanted.
	entries    int // of another State, but for its view
	nudges     int // calls of commitSoon
	keystrokes int // of a formula
	works      int // of a session's actions, that were begun
	exported   int // files that were begun or given up
}

// New returns a page that shows nothing yet of a gallery, which has one exhibit at
// least. Its jobs run in pool.
func New(host Host, gallery exhibit.Gallery, pool *task.Pool) *Page {
	return &Page{host: host, gallery: gallery, open: gallery.Open, pool: pool, w: 800, h: 600,
		typed: map[string]string{}, wrong: problems{of: map[string]error{}}}
}

// Start opens the page at an address.
func (p *Page) Start(fragment, lang string, dark bool) {
	defer p.event()()
	p.lang, p.dark = lang, dark
	p.Navigate(fragment)
}

// Navigate opens the State of an address, or the first exhibit if it says nothing.
// What is wrong with it is said; the rest is shown.
func (p *Page) Navigate(fragment string) {
	defer p.event()()
	fragment = strings.TrimPrefix(fragment, "#")
	if p.session != nil && fragment == p.state.String() {
		return
	}
	if fragment == "" {
		fragment = p.gallery[0].Name
	}
	s, problems, err := exhibit.ParseWith(fragment, p.open, p.files.shelf)
	if err != nil {
		problems = []error{&exhibit.Problem{Key: address, Value: fragment, Reason: lang.Sprintf("cannot be opened: %v", "開けません: %v", err)}}
		if p.session != nil {
			p.complain(problems)
			return
		}
		s = p.gallery[0].Default()
	}
	if p.awaits(s, "", func() { p.Navigate(fragment) }) {
		return
	}
	refused := p.show(s)
	problems = append(known(problems, refused, s), refused...)
	p.want(fragment, problems)
	p.complainOfLink(problems)
	p.history.add(p.state)
	p.settle(false)
}

// known returns problems without those of keys that s does not have, if a value is
// refused from which such keys would follow: parameters of a formula that cannot be
// read are no mistake.
func known(problems, refused []error, s exhibit.State) []error {
	keyOf := func(err error) string {
		if problem := (*exhibit.Problem)(nil); errors.As(err, &problem) {
			return problem.Key
		}
		return ""
	}
	if !slices.ContainsFunc(refused, func(err error) bool { return slices.Contains(s.Exhibit().ExtendBy, keyOf(err)) }) {
		return problems
	}
	return slices.DeleteFunc(problems, func(err error) bool {
		_, ok := s.Control(keyOf(err))
		return !ok
	})
}

// Open changes to another exhibit, keeping how pictures are shown.
func (p *Page) Open(name string) {
	defer p.event()()
	e, ok := p.open(name)
	if !ok || p.session == nil || e == p.state.Exhibit() {
		return
	}
	p.complain(p.show(p.begun(e)))
	p.history.add(p.state)
	p.settle(true)
}

// begun returns the State in which another exhibit opens: pictures are shown as
// before.
func (p *Page) begun(e *exhibit.Exhibit) exhibit.State {
	s := e.Default()
	for _, c := range p.state.Exhibit().Controls {
		if same, ok := e.Control(c.Key); ok && c.Carry && same.Carry {
			s = s.Try(c.Key, p.state.Text(c.Key))
		}
	}
	return s
}

// show makes s the picture, beginning a new session if it is another
// exhibit's. Where the session refuses a value, the default takes its place.
func (p *Page) show(s exhibit.State) (problems []error) {
	p.player.playing = false
	if p.reading.changes() || p.session != nil && s.Exhibit() != p.state.Exhibit() {
		p.stopReading() // another change comes instead, or the visitor has gone elsewhere
	}
	p.dropPostponed()
	s = s.WithShelf(p.files.shelf)
	if p.session == nil || p.state.Exhibit() != s.Exhibit() {
		p.session = p.newSession(s.Exhibit())
		p.files.wanted = ""
		p.state = s.Exhibit().Default()
		p.gesture, p.hover.pointed, p.sliders = gesture{}, false, sliders{}
		p.canvas.turning, p.canvas.movedAt, p.canvas.slow = false, time.Time{}, false
		p.mark(dirtyPanel)
	}
	clear(p.typed)
	p.forget()
	for err := p.session.Update(s); err != nil; err = p.session.Update(s) {
		problems = append(problems, err)
		s = p.without(s, err).WithShelf(p.files.shelf)
	}
	p.unhover()
	p.state, p.settling.fresh = s, true
	p.calmSliders()
	p.syncJobs()
	p.touch(dirtyState)
	return problems
}

// newSession begins a session that leaves for later what it can.
func (p *Page) newSession(e *exhibit.Exhibit) exhibit.Session {
	s := e.New(p.open)
	if d, ok := s.(exhibit.Deferrer); ok {
		d.Defer()
	}
	return s
}

// without returns s with the value at its default that the session refuses
// with err: the one that err names or, if that is the default already, one
// without which the session takes s; and if there is none, with all of them.
func (p *Page) without(s exhibit.State, err error) exhibit.State {
	var problem *exhibit.Problem
	if errors.As(err, &problem) && s.Text(problem.Key) != s.Default(problem.Key) {
		s, _ = s.Set(problem.Key, s.Default(problem.Key))
		return s
	}
	for _, c := range s.Controls() {
		if next, err := s.Set(c.Key, c.Default); err == nil && !next.Equal(s) && p.session.Update(next) == nil {
			return next
		}
	}
	return s.Exhibit().Default()
}

// Set is what a visitor enters in a control. While a slider moves, final is
// false. A text that is not accepted is kept and tried again together with the
// next one: the lower bound of a range may have to wait for the upper.
func (p *Page) Set(key, text string, final bool) {
	defer p.event()()
	p.keystrokes++ // what was typed before does not count any more
	if p.session == nil || !final && p.postpone(key, func() { p.Set(key, text, false) }) {
		return
	}
	if p.reading.changes() && p.reading.key == key {
		p.stopReading()
	}
	next, err := p.state.Set(key, text)
	if err != nil {
		p.typed[key] = text
		p.reject(key, err)
		return
	}
	if p.awaits(next, key, func() { p.Set(key, text, final) }) {
		return
	}
	delete(p.typed, key)
	if err := p.admit(next); err != nil {
		p.typed[key] = text
		p.reject(key, err)
		return
	}
	p.accepted()
	p.holdSlider(key, final)
	if !final {
		p.moved()
		p.addressSoon()
		return
	}
	p.commit()
	p.announceChange(key)
}

// typeAfter is how long a visitor rests in typing before the text is tried:
// what is only on the way to a word is not shown. A text that brings a new
// control, which may be a word that is half typed, waits until nameAfter.
const (
	typeAfter = 200 * time.Millisecond
	nameAfter = 400 * time.Millisecond
)

// Type is what stands in the field of a formula while the visitor types.
func (p *Page) Type(key, text string) {
	p.keystrokes++
	mine := p.keystrokes
	try := func() {
		if p.keystrokes == mine {
			p.Set(key, text, false)
		}
	}
	p.after(typeAfter, func() {
		if p.keystrokes == mine && p.bringsControl(key, text) {
			p.after(nameAfter-typeAfter, try)
		} else {
			try()
		}
	})
}

// bringsControl reports whether the State would have a control that it has not
// now.
func (p *Page) bringsControl(key, text string) bool {
	if p.session == nil {
		return false
	}
	next, err := p.state.Set(key, text)
	if err != nil {
		return false
	}
	more := next.More()
	for k := range more {
		if _, known := p.state.Control(more[k].Key); !known {
			return true
		}
	}
	return false
}

// admit makes s the picture, and with it those waiting texts that now do: if
// it can be all of them, else one without which s itself is not accepted, and any
// others one by one.
func (p *Page) admit(s exhibit.State) error {
	p.forget()
	p.dropPostponed()
	all := s
	for key, text := range p.typed {
		if next, err := all.Set(key, text); err == nil {
			all = next
		}
	}
	err := p.update(s)
	if !all.Equal(s) && p.update(all) == nil {
		err = nil
	}
	for key, text := range p.typed {
		from := p.state
		if err != nil {
			from = s
		}
		if next, bad := from.Set(key, text); bad == nil && (next.Equal(p.state) || p.update(next) == nil) {
			delete(p.typed, key)
			err = nil
		}
	}
	return err
}

// update makes s the picture of the open session, or leaves all as it is.
func (p *Page) update(s exhibit.State) error { return p.change(s, dirtyState) }

// turn is update for a State with another camera only.
func (p *Page) turn(s exhibit.State) error { return p.change(s, dirtyCamera) }

func (p *Page) change(s exhibit.State, d dirt) error {
	if err := p.session.Update(s); err != nil {
		return err
	}
	p.state, p.settling.fresh = s, true
	p.syncJobs()
	p.events.aim = p.hover.hit != nil
	p.touch(d)
	return nil
}

// commit ends a change: it becomes an entry of the history and of the address.
func (p *Page) commit() {
	p.history.add(p.state)
	p.settle(false)
}

// settle lets the address and the history follow the State.
func (p *Page) settle(push bool) {
	p.events.push = p.events.push || push
	p.mark(dirtyAddress | dirtyHistory | dirtyPicture)
}

// addressBar is what the address bar shows.
type addressBar struct {
	shown   string
	waiting bool // it will be brought up to the State
}

// showAddress writes the State into the address bar.
func (p *Page) showAddress(push bool) {
	p.address.shown = p.state.String()
	p.host.SetAddress(p.address.shown, push)
}

// addressEvery is how often the address follows a change that goes on:
// browsers refuse more than some 100 changes in 30 seconds.
const addressEvery = 400 * time.Millisecond

// addressSoon lets the address follow the State before long.
func (p *Page) addressSoon() {
	if p.address.waiting || p.events.dirty&dirtyAddress != 0 || p.address.shown == p.state.String() {
		return
	}
	p.address.waiting = true
	p.after(addressEvery, func() {
		p.address.waiting = false
		if p.address.shown != p.state.String() {
			p.mark(dirtyAddress)
		}
	})
}

// Press is a click on a button.
func (p *Page) Press(key string) {
	defer p.event()()
	if p.session == nil {
		return
	}
	if presser, ok := p.session.(exhibit.Presser); ok {
		if next, ok := presser.Press(key, p.state); ok {
			p.complain(p.show(next))
			p.commit()
			return
		}
	}
	if actor, ok := p.session.(exhibit.Actor); ok {
		if step, ok := actor.Act(key); ok {
			p.work(step, func() { p.mark(dirtyReadouts) })
		}
	}
}

// work calls step between events until it is done, then end; unless another work is
// begun.
func (p *Page) work(step func() (done bool), end func()) {
	p.works++
	mine := p.works
	var turn func()
	turn = func() {
		switch {
		case p.works != mine:
		case step():
			end()
		default:
			p.after(0, turn)
		}
	}
	p.after(0, turn)
}

// Undo and Redo walk the history.
func (p *Page) Undo() { p.revisit(p.history.undo()) }
func (p *Page) Redo() { p.revisit(p.history.redo()) }

func (p *Page) revisit(s exhibit.State, ok bool) {
	if !ok {
		return
	}
	defer p.event()()
	if p.awaits(s.WithShelf(p.files.shelf), "", func() { p.revisit(s, true) }) {
		return
	}
	p.complain(p.show(s))
	p.settle(false)
}

// SetDark says whether the system prefers dark pages.
func (p *Page) SetDark(dark bool) {
	defer p.event()()
	p.dark = dark
	p.redraw()
	p.mark(dirtyPicture)
}

// Dark reports whether the page is to be dark now.
func (p *Page) Dark() bool {
	if p.session != nil {
		if _, ok := p.state.Exhibit().Control(exhibit.ThemeKey); ok {
			switch p.state.Text(exhibit.ThemeKey) {
			case "light":
				return false
			case "dark":
				return true
			}
		}
	}
	return p.dark
}

// SetLanguage changes the language, "en" or "ja".
func (p *Page) SetLanguage(lang string) {
	defer p.event()()
	p.lang = lang
	p.mark(dirtyPanel | dirtyState | dirtyHistory)
}

// Resize says how large the picture is, in screen units.
func (p *Page) Resize(w, h float64) {
	defer p.event()()
	p.w, p.h = max(w, 50), max(h, 50)
	p.redraw()
	p.mark(dirtyPicture)
}
