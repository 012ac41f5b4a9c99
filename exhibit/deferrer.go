package exhibit

// Deferrer is a Session that can leave what takes long of an Update for later, so that a
// page with a single thread stays alive meanwhile.
type Deferrer interface {
	// Defer lets Update, from now on, only find out whether the session takes a State.
	Defer()

	// Settle does what Updates have left, until due, which it asks every millisecond or
	// more often, reports true. The first that comes of it is the picture: when that
	// is of the last State, shown is true. Then there may still be something to find out
	// that is drawn and said besides; when that has been done, too, so is done. Until it
	// is, the session says nothing of it, or that it is not known yet.
	//
	// Whatever else is asked of the session first makes the picture, at once. A State
	// that changes only how the picture is looked at lets what is left go on, another
	// one begins it anew.
	Settle(due func() bool) (shown, done bool)
}

// Settle lets s do all that it has left for later, if it does that. It calls pause, which
// may be nil, every millisecond or more often.
func Settle(s Session, pause func()) {
	d, ok := s.(Deferrer)
	if !ok {
		return
	}
	due := func() bool { return pause != nil }
	for _, done := d.Settle(due); !done; _, done = d.Settle(due) {
		pause()
	}
}
