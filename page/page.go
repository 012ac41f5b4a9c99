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
	"zscape/scene"
	"zscape/task"
)

// Host is what the page asks of the browser.
type Host interface {
	// ShowExhibit lays out the panel of an exhibit: texts and controls.
	ShowExhibit(e *exhibit.Exhibit, lang string)

	// ShowSummary shows another summary than the exhibit's.
	ShowSummary(text string)
	// ShowState brings the controls to the values of s.
	ShowState(s exhibit.State)
	// ShowMore lays out the controls that follow from the values of others.
	ShowMore(controls []exhibit.Control, lang string)
	// ShowProblem says beside a control what is wrong with what was typed
	// there, or over the picture if there is no such control, also to those who
	// do not see it. An empty message takes that back.
	ShowProblem(p Problem)
	// ShowNotices says what there is to notice, beside controls and below the
	// picture, also to those who do not see it.
	ShowNotices(n []Notice)
	// ShowReadouts shows the computed values.
	ShowReadouts(r []exhibit.Readout, lang string)
	// ShowViews says whether there is something that can be turned to a view.
	ShowViews(camera bool)
	// ShowExports says which kinds of Export there are.
	ShowExports(kinds []string)
	// ShowTransport shows where playing is.
	ShowTransport(t Transport)
	// ShowSliders shows which sliders play by themselves, and how they would.
	ShowSliders(s []Slider)
	// ShowRun shows how the exhibit's jobs are coming on.
	ShowRun(r Run)
	// ShowTable shows the table below the picture; nil takes it away.
	ShowTable(b *exhibit.Table, lang string)
	// ShowHistory says whether there is something to undo or redo.
	ShowHistory(undo, redo bool)
	// ShowWork shows the progress of an export, 0..1; 1 ends it.
	ShowWork(name string, fraction float64)
	// ShowIntake says which files of the visitor's own are taken; nil: none.
	ShowIntake(in *exhibit.Intake, lang string)
	// ShowReport says what has been read of them.
	ShowReport(text string)
	// Fetch reads a file of the page's own site, and calls done later.
	Fetch(path string, done func(data []byte, err error))
	// SetAddress puts the State into the address bar; with push as a new
	// entry of the browser's history.
	SetAddress(fragment string, push bool)
	// Address returns the address at which the page opens relative to its own
	// folder: "#waves", "?embed=1#waves".
	Address(relative string) string
	// ShowCursor says what the pointer looks like on the picture, by its name
	// in CSS; empty is that of a picture to be turned.
	ShowCursor(name string)
	// Announce says something to those who do not see the picture.
	Announce(text string)
	// Save gives the visitor a file, Copy a text in the clipboard. Both say so,
	// also to those who do not see it.
	Save(name, mime string, data []byte)
	Copy(text string)
	// Redraw asks for a call of Frame soon.
	Redraw()
	// After calls f once, d from now, between other events.
	After(d time.Duration, f func())
}

// Transport is the state of playing.
type Transport struct {
	Playable, Playing bool
	Position          float64 // 0..1
}

// Page is what is open.
type Page struct {
	host    Host
	gallery exhibit.Gallery
	open    exhibit.Opener
	pool    *task.Pool
	now     func() time.Time

	lang    string
	dark    bool // the system's preference
	w, h    float64
	session exhibit.Session
	state   exhibit.State
	more    []exhibit.Control // that are shown, besides the exhibit's own
	typed   map[string]string // rejected texts, by key
	wrong   map[string]error  // the problems that are shown, by key
	notices []Notice          // that are shown
	summary string            // that is shown in place of the exhibit's
	remarks []exhibit.Notice  // what an export had to say
	entries int               // of another State, but for its view

	history    history
	nudges     int      // calls of commitSoon
	keystrokes int      // of a formula
	works      int      // that were begun or given up
	exported   []string // kinds that are offered
	address    struct {
		shown   string
		waiting bool // it will be brought up to the State
	}

	gesture gesture
	player  player
	spinner spinner
	sliders sliders

	embedding embedding
	calm      bool
	runs      runs
	files     opened

	movedAt time.Time // when the picture last moved
	turning bool      // the angles are shown
	hover   *scene.Vec
	pointer scene.Point // where it was last
	pointed bool        // it was somewhere
	cursor  string
	camera  bool // there is a space to be turned
	list    scene.DisplayList
	frames  int
}

// New returns a page that shows nothing yet. Its jobs run in pool.
func New(host Host, gallery exhibit.Gallery, pool *task.Pool) *Page {
	return &Page{host: host, gallery: gallery, open: gallery.Open, pool: pool, now: time.Now, w: 800, h: 600,
		typed: map[string]string{}, wrong: map[string]error{}}
}

// Default is what opens when the address says nothing.
const Default = "gaussian"

// Start opens the page at an address.
func (p *Page) Start(fragment, lang string, dark bool) {
	p.lang, p.dark = lang, dark
	p.Navigate(fragment)
}

// Navigate opens the State of an address. What is wrong with it is said; the
// rest is shown.
func (p *Page) Navigate(fragment string) {
	fragment = strings.TrimPrefix(fragment, "#")
	if p.session != nil && fragment == p.state.String() {
		return
	}
	if fragment == "" {
		fragment = Default
	}
	s, problems, err := exhibit.ParseWith(fragment, p.open, p.files.shelf)
	if err != nil {
		problems = []error{&exhibit.Problem{Key: address, Value: fragment, Reason: lang.Sprintf("cannot be opened: %v", "開けません: %v", err)}}
		if p.session != nil {
			p.complain(problems)
			return
		}
		s, _, _ = exhibit.Parse(Default, p.open)
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
	for _, key := range []string{"theme", "mode", "cmap", "lines", "bar", "proj", "eye", "az", "el"} {
		if _, ok := p.state.Exhibit().Control(key); ok {
			s = s.Try(key, p.state.Text(key))
		}
	}
	return s
}

// show makes s the picture, beginning a new session if it is another
// exhibit's. Where the session refuses a value, the default takes its place.
func (p *Page) show(s exhibit.State) (problems []error) {
	p.player.playing = false
	s = s.WithShelf(p.files.shelf)
	if p.session == nil || p.state.Exhibit() != s.Exhibit() {
		p.session = s.Exhibit().New(p.open)
		p.files.wanted = ""
		p.state = s.Exhibit().Default()
		p.gesture, p.pointed, p.sliders = gesture{}, false, sliders{}
		p.camera = p.space() >= 0
		p.host.ShowExhibit(s.Exhibit(), p.lang)
		p.host.ShowIntake(s.Exhibit().Intake, p.lang)
		p.showMore()
		p.clearNotices()
		p.summary = ""
		p.host.ShowViews(p.camera)
		if _, ok := p.session.(exhibit.Tabler); !ok {
			p.host.ShowTable(nil, p.lang)
		}
	}
	clear(p.typed)
	p.forget()
	for err := p.session.Update(s); err != nil; err = p.session.Update(s) {
		problems = append(problems, err)
		s = p.without(s, err).WithShelf(p.files.shelf)
	}
	p.unhover()
	p.state = s
	p.calmSliders()
	p.syncJobs()
	p.refresh()
	return problems
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
// false. A text that does not do is kept and tried again together with the
// next one: the lower bound of a range may have to wait for the upper.
func (p *Page) Set(key, text string, final bool) {
	p.keystrokes++ // what was typed before does not count any more
	if p.session == nil {
		return
	}
	next, err := p.state.Set(key, text)
	if err != nil {
		p.typed[key] = text
		p.reject(key, err)
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
	p.host.After(typeAfter, func() {
		if p.keystrokes == mine && p.bringsControl(key, text) {
			p.host.After(nameAfter-typeAfter, try)
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
// it can be all of them, else one without which s itself does not do, and any
// others one by one.
func (p *Page) admit(s exhibit.State) error {
	p.forget()
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
func (p *Page) update(s exhibit.State) error {
	if err := p.session.Update(s); err != nil {
		return err
	}
	p.state = s
	p.syncJobs()
	if p.hover != nil {
		p.aim(p.pointer) // something else may lie under it now
	}
	p.refresh()
	return nil
}

// refresh shows what depends on the State.
func (p *Page) refresh() {
	if !sameControls(p.state.More(), p.more) {
		p.showMore()
	}
	p.host.ShowState(p.state)
	if camera := p.space() >= 0; camera != p.camera {
		p.camera = camera
		p.host.ShowViews(camera)
	}
	if kinds := p.exports(); !slices.Equal(kinds, p.exported) {
		p.exported = kinds
		p.host.ShowExports(kinds)
	}
	p.showSummary()
	p.showReadouts()
	p.showReport()
	p.showNotices()
	p.showTransport()
	p.showSliders()
	p.tellSoon()
	p.host.Redraw()
	p.fetch()
}

// showMore lays out the controls that follow from the State.
func (p *Page) showMore() {
	p.more = p.state.More()
	p.host.ShowMore(p.more, p.lang)
	p.sliders.shown = nil
}

// sameControls reports whether two lists have the same keys, with the same to
// choose from.
func sameControls(a, b []exhibit.Control) bool {
	return slices.EqualFunc(a, b, func(a, b exhibit.Control) bool { return a.Key == b.Key && slices.Equal(a.Options, b.Options) })
}

func (p *Page) showSummary() {
	s, ok := p.session.(exhibit.Summarizer)
	if !ok {
		return
	}
	if text := s.Summary().In(p.lang); text != p.summary {
		p.summary = text
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

// commit ends a change: it becomes an entry of the history and of the address.
func (p *Page) commit() {
	p.history.add(p.state)
	p.settle(false)
}

func (p *Page) settle(push bool) {
	p.address.shown = p.state.String()
	p.host.SetAddress(p.address.shown, push)
	p.host.ShowHistory(p.history.canUndo(), p.history.canRedo())
	p.host.Redraw()
}

// addressEvery is how often the address follows a change that goes on:
// browsers refuse more than some 100 changes in 30 seconds.
const addressEvery = 400 * time.Millisecond

// addressSoon lets the address follow the State before long.
func (p *Page) addressSoon() {
	if p.address.waiting || p.address.shown == p.state.String() {
		return
	}
	p.address.waiting = true
	p.host.After(addressEvery, func() {
		p.address.waiting = false
		if s := p.state.String(); p.address.shown != s {
			p.address.shown = s
			p.host.SetAddress(s, false)
		}
	})
}

// Press is a click on a button.
func (p *Page) Press(key string) {
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
			p.work(step, p.showReadouts)
		}
	}
}

// work calls step between events until it is done, then end; unless the work
// is given up, or another begun.
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
			p.host.After(0, turn)
		}
	}
	p.host.After(0, turn)
}

// Undo and Redo walk the history.
func (p *Page) Undo() { p.revisit(p.history.undo()) }
func (p *Page) Redo() { p.revisit(p.history.redo()) }

func (p *Page) revisit(s exhibit.State, ok bool) {
	if !ok {
		return
	}
	p.complain(p.show(s))
	p.settle(false)
}

// SetDark says whether the system prefers dark pages.
func (p *Page) SetDark(dark bool) { p.dark = dark; p.host.Redraw() }

// Dark reports whether the page is to be dark now.
func (p *Page) Dark() bool {
	if p.session != nil {
		if _, ok := p.state.Exhibit().Control("theme"); ok {
			switch p.state.Text("theme") {
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
	p.lang = lang
	if p.session != nil {
		p.host.ShowExhibit(p.state.Exhibit(), lang)
		p.host.ShowIntake(p.state.Exhibit().Intake, lang)
		p.showMore()
		p.host.ShowViews(p.camera)
		p.clearNotices()
		p.summary = ""
		p.refresh()
		p.host.ShowHistory(p.history.canUndo(), p.history.canRedo())
		p.showProblems()
	}
}

// Resize says how large the picture is, in screen units.
func (p *Page) Resize(w, h float64) {
	p.w, p.h = max(w, 50), max(h, 50)
	p.host.Redraw()
}
