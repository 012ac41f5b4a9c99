package page

import (
	"strconv"
	"strings"
	"time"

	"zscape/exhibit"
)

// history is the States that undo and redo walk.
type history struct {
	moments []moment
	at      int  // index of the present one
	waiting bool // to be noted
}

// moment is a State of the history. After a reload it is a text, until it is shown again:
// what it is about may have to be read first.
type moment struct {
	state exhibit.State
	text  string // of a zero state
}

func (m moment) String() string {
	if m.state.Exhibit() == nil {
		return m.text
	}
	return m.state.String()
}

// is reports whether m is the State s.
func (m moment) is(s exhibit.State) bool {
	if m.state.Exhibit() == nil {
		return m.text == s.String()
	}
	return m.state.Equal(s)
}

// historyLimit is how many States are kept.
const historyLimit = 500

// add makes s the newest State; what could be redone is gone.
func (h *history) add(s exhibit.State) {
	if len(h.moments) > 0 {
		if h.moments[h.at].is(s) {
			return
		}
		h.moments = h.moments[:h.at+1]
	}
	h.moments = append(h.moments, moment{state: s})
	if n := len(h.moments) - historyLimit; n > 0 {
		h.moments = append(h.moments[:0], h.moments[n:]...)
	}
	h.at = len(h.moments) - 1
}

func (h *history) canUndo() bool { return h.at > 0 }
func (h *history) canRedo() bool { return h.at < len(h.moments)-1 }

func (h *history) undo() (m moment, ok bool) {
	if !h.canUndo() {
		return m, false
	}
	h.at--
	return h.moments[h.at], true
}

func (h *history) redo() (m moment, ok bool) {
	if !h.canRedo() {
		return m, false
	}
	h.at++
	return h.moments[h.at], true
}

const (
	historyNote = "history" // the name under which it is noted

	// noteAfter is how long the history rests before it is noted.
	noteAfter = 500 * time.Millisecond

	// noteLimit is how many bytes of it are noted: the States around the present one.
	noteLimit = 500_000
)

// note returns the history as a text: the number of the present State, and the States,
// each on a line of its own.
func (h *history) note() string {
	if len(h.moments) == 0 {
		return ""
	}
	first, last, room := h.at, h.at, noteLimit
	lines := make([]string, len(h.moments))
	take := func(i int) bool {
		if i < 0 || i >= len(lines) {
			return false
		}
		lines[i] = h.moments[i].String()
		room -= len(lines[i]) + 1
		return room >= 0
	}
	take(h.at)
	for take(first - 1) {
		first--
	}
	for take(last + 1) {
		last++
	}
	return strconv.Itoa(h.at-first) + "\n" + strings.Join(lines[first:last+1], "\n")
}

// historyOf reads a note, which may be anything.
func historyOf(note string) (h history) {
	number, rest, ok := strings.Cut(note, "\n")
	at, err := strconv.Atoi(number)
	if !ok || err != nil {
		return h
	}
	for line := range strings.SplitSeq(rest, "\n") {
		if line == "" {
			return history{}
		}
		h.moments = append(h.moments, moment{text: line})
	}
	if at < 0 || at >= len(h.moments) || len(h.moments) > historyLimit {
		return history{}
	}
	h.at = at
	return h
}

// noteHistory notes the history for this tab, before long.
func (p *Page) noteHistory() {
	if p.history.waiting {
		return
	}
	p.history.waiting = true
	p.after(noteAfter, func() {
		if p.history.waiting {
			p.noteNow()
		}
	})
}

// noteNow notes the history.
func (p *Page) noteNow() {
	p.history.waiting = false
	p.host.Note(historyNote, p.history.note())
}

// Undo and Redo walk the history.
func (p *Page) Undo() { p.revisit(p.history.undo()) }
func (p *Page) Redo() { p.revisit(p.history.redo()) }

func (p *Page) revisit(m moment, ok bool) {
	if ok {
		p.recall(m, nil)
	}
}

// recall shows a moment again; the browser has been asked already for the files sought.
func (p *Page) recall(m moment, sought []string) {
	defer p.event()()
	s, problems := m.state, []error(nil)
	if s.Exhibit() == nil {
		var err error
		if s, problems, err = exhibit.ParseWith(m.text, p.open, p.files.shelf); err != nil {
			p.complain([]error{err})
			p.mark(dirtyHistory)
			return
		}
	}
	if p.awaits(s.WithShelf(p.files.shelf), "", func() { p.recall(m, sought) }) {
		return
	}
	problems = append(problems, p.show(s)...)
	p.seek(s, problems, sought, func(sought []string) { p.recall(m, sought) }, func() {
		p.complain(problems)
		p.settle(false)
	})
}

// Leave is called when the page may go without another word: it is hidden, or the browser
// leaves it. What would be noted before long is noted now.
func (p *Page) Leave() {
	defer p.event()()
	if p.history.waiting {
		p.noteNow()
	}
	if p.condition().Phase == Running {
		p.keepRun(p.whereKept())
	}
}
