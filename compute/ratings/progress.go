package ratings

// progress tells how much of the work is done, every few milliseconds. The zero progress
// tells nothing.
type progress struct {
	tell   func(part float64) // may be nil
	part   float64
	untold int
}

const (
	// untoldMost is after how many pieces of work, each about as much as an entry of a
	// table that is copied, it is time to tell: in a browser, a few milliseconds' worth.
	untoldMost = 1 << 17

	perByte, perLine, perID = 1, 128, 256 // pieces

	beforeTable = 0.8 // is how much is done when all lines of ratings are read
)

// at notes how much is done.
func (p *progress) at(part float64) { p.part = part }

// spend lets the time of n pieces of work pass.
func (p *progress) spend(n int) {
	if p.untold += n; p.untold >= untoldMost && p.tell != nil {
		p.untold = 0
		p.tell(p.part)
	}
}

// bytes is told how many bytes of a file are gone through.
func (p *progress) bytes(n int) { p.spend(perByte * n) }
