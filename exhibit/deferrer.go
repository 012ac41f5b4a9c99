package exhibit

// Deferrer is a Session that can leave what takes long of an Update for later, so that a
// page with a single thread stays alive meanwhile.
type Deferrer interface {
	// Defer lets Update, from now on, only find out whether the session takes a State.
	Defer()

	// Settle does what Updates have left, until due, which it asks every millisecond or
	// more often, reports true. It returns true when nothing is left: the picture,
	// and all that is said of it, is that of the last State. Whatever else is asked of
	// the session does at once all that is left.
	//
	// A State that changes only how the picture is looked at lets what is left go on,
	// another one begins it anew.
	Settle(due func() bool) (done bool)
}
