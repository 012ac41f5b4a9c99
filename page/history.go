package page

import "zscape/exhibit"

// history is the States that undo and redo walk.
type history struct {
	states []exhibit.State
	at     int // index of the present one
}

// historyLimit is how many States are kept.
const historyLimit = 500

// add makes s the newest State; what could be redone is gone.
func (h *history) add(s exhibit.State) {
	if len(h.states) > 0 {
		if h.states[h.at].Equal(s) {
			return
		}
		h.states = h.states[:h.at+1]
	}
	h.states = append(h.states, s)
	if n := len(h.states) - historyLimit; n > 0 {
		h.states = append(h.states[:0], h.states[n:]...)
	}
	h.at = len(h.states) - 1
}

func (h *history) canUndo() bool { return h.at > 0 }
func (h *history) canRedo() bool { return h.at < len(h.states)-1 }

func (h *history) undo() (s exhibit.State, ok bool) {
	if !h.canUndo() {
		return s, false
	}
	h.at--
	return h.states[h.at], true
}

func (h *history) redo() (s exhibit.State, ok bool) {
	if !h.canRedo() {
		return s, false
	}
	h.at++
	return h.states[h.at], true
}
