package network

// progress tells how much of the work is done, every few milliseconds. The zero progress
// tells nothing.
type progress struct {
	tell   func(part float64) // may be nil
	part   float64
	untold int
}

const (
	// untoldMost is after how many pieces of work, each about as much as a byte that is
	// read, it is time to tell: in a browser, a few milliseconds' worth.
	untoldMost = 1 << 17

	perLink, perName = 32, 256 // pieces

	beforeText, beforeGraph = 0.2, 0.95 // is how much is done when the text is decoded, and when it is read
)

// at notes how much is done.
func (p *progress) at(part float64) { p.part = max(p.part, part) }

// spend lets the time of n pieces of work pass.
func (p *progress) spend(n int) {
	if p.untold += n; p.untold >= untoldMost && p.tell != nil {
		p.untold = 0
		p.tell(p.part)
	}
}
