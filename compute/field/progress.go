package field

// progress tells how much of the work is done, every so often. The zero progress
// tells nothing.
type progress struct {
	tell     func(part float64) // may be nil
	from, to float64            // parts of the whole, before and after
	total    int                // pieces of work, about
	done     int
	untold   int
}

// untoldMost is after how many pieces, each about as much as a number in a text, it
// is time to tell: in a browser, after a few milliseconds.
const untoldMost = 4096

// add counts n pieces of work.
func (p *progress) add(n int) {
	p.done += n
	p.spend(n)
}

// spend lets the time of n pieces pass, of work that is not counted.
func (p *progress) spend(n int) {
	if p.untold += n; p.untold >= untoldMost && p.tell != nil {
		p.untold = 0
		p.tell(p.from + (p.to-p.from)*min(float64(p.done)/float64(max(p.total, 1)), 1))
	}
}

// reading is the progress of the reading of so many numbers: of texts, most of the work.
func (o Options) reading(total int) progress {
	return progress{tell: o.progress, to: beforeMesh, total: total}
}

// beforeMesh is how much of the work is done when points are to be joined.
const beforeMesh = 0.6

// joining is the progress of the work with n points that follows, of which each
// is worth as much as several numbers.
func joining(tell func(part float64), n int) progress {
	return progress{tell: tell, from: beforeMesh, to: 1, total: perPoint * n}
}

const perPoint = 16

// passing is told how many bytes of a file are gone through, where it is not known how much
// there is to do.
func (o Options) passing() func(bytes int) {
	const perNumber = 8 // bytes
	p := progress{tell: o.progress}
	return func(bytes int) { p.spend(bytes / perNumber) }
}
