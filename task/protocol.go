package task

import (
	"time"

	"zscape/compute/lang"
)

// verb is what a command tells a Server to do.
type verb uint32

const (
	start verb = iota
	startPaused
	pause
	resume
	step
	cancel
	set
	extend
	save
	supply
	forget
	ping
	verbs // how many there are
)

// command is what a Pool says to a Server.
type command struct {
	verb verb
	run  uint64
	spec Spec    // of start, startPaused and extend
	set  uint64  // of set and extend: its number, from 1
	args Message // of set and supply
	data dataID  // of supply and forget
	form []byte  // of supply: the binary form of args, if it is known
}

func (c command) starts() bool { return c.verb == start || c.verb == startPaused }

func (c command) encode() []byte {
	size := 128 + c.spec.Args.Size() + c.args.Size() + len(c.form)
	if c.spec.From != nil {
		size += c.spec.From.State.Size()
	}
	b := appendUint64(appendUint32(make([]byte, 0, size), int(c.verb)), c.run)
	if c.starts() || c.verb == extend {
		b = c.spec.append(b)
	}
	switch c.verb {
	case extend:
		b = appendUint64(b, c.set)
	case set:
		b = c.args.Append(appendUint64(b, c.set))
	case supply, forget:
		b = append(b, make([]byte, padding(len(b)))...) // what follows is aligned
		b = append(b, c.data[:]...)
		if c.form != nil {
			b = append(b, c.form...)
		} else if c.verb == supply {
			b = c.args.Append(b)
		}
	}
	return b
}

// decodeCommand reads what encode wrote. What is in the command shares the memory of
// data, which nobody else may change then.
func decodeCommand(data []byte) (command, error) {
	r := reader{data: data, shared: true}
	c := command{verb: verb(r.uint32()), run: r.uint64()}
	if c.verb >= verbs {
		r.fail()
	}
	if c.starts() || c.verb == extend {
		c.spec = r.spec()
	}
	switch c.verb {
	case extend:
		c.set = r.uint64()
	case set:
		c.set, c.args = r.uint64(), r.message()
	case supply, forget:
		r.pad()
		copy(c.data[:], r.take(len(c.data)))
		if c.verb == supply {
			r.data, r.at = r.data[r.at:], 0
			c.args = r.message()
		}
	}
	return c, r.end()
}

// append appends the binary form of a Spec: of Data only the name; of From, all but
// the log, which stays where it is.
func (s Spec) append(b []byte) []byte {
	b = appendText(b, s.Name)
	b = appendUint64(appendUint64(b, s.Seed), s.Chain)
	b = appendNumber(b, s.Pace)
	b = appendUint64(b, uint64(s.Record))
	b = s.Args.Append(b)
	if s.Data == nil {
		b = appendUint32(b, 0)
	} else {
		b = append(appendUint32(b, 1), s.Data.id[:]...)
	}
	if s.From == nil {
		return appendUint32(b, 0)
	}
	return s.From.append(appendUint32(b, 1))
}

func (r *reader) spec() Spec {
	s := Spec{Name: r.text(), Seed: r.uint64(), Chain: r.uint64(), Pace: r.number(), Record: int(r.uint64()), Args: r.message()}
	switch r.uint32() {
	case 0:
	case 1:
		s.Data = &Data{}
		copy(s.Data.id[:], r.take(len(s.Data.id)))
	default:
		r.fail()
	}
	switch r.uint32() {
	case 0:
	case 1:
		s.From = r.checkpoint()
	default:
		r.fail()
	}
	return s
}

func (c *Checkpoint) append(b []byte) []byte {
	b = appendUint64(b, uint64(c.Step))
	b = appendUint64(b, uint64(c.Elapsed))
	return c.State.Append(b)
}

func (r *reader) checkpoint() *Checkpoint {
	c := &Checkpoint{Step: r.natural(), Elapsed: time.Duration(r.uint64()), State: r.message()}
	if c.Elapsed < 0 {
		r.fail()
	}
	return c
}

// news is what an event tells a Pool.
type news uint32

const (
	hello  news = iota // the Server is there
	update             // of a run: its Status, frames and records since the last update
	gone               // a run is, as it was told to be
	saved              // of a run: a checkpoint, or why there is none
	kept               // of a run: a checkpoint that nobody asked for
	newses             // how many there are
)

// event is what a Server says to a Pool.
type event struct {
	news   news
	run    uint64      // of update and gone
	status Status      // of update
	frames []Frame     // of update
	sets   uint64      // of update: number of the last set or extend that was heard, 0 for none
	saved  *Checkpoint // of saved and kept; nil if there is none
	reason lang.Text   // of saved, then
	log    *book       // of update: records since the last one; nil if there is no log
}

func (e event) encode() []byte {
	size := 128 + e.log.size() + len(e.status.Err.En) + len(e.status.Err.Ja)
	for _, f := range e.frames {
		size += f.Snapshot.Size() + 32
	}
	b := make([]byte, 0, size)
	b = appendUint64(appendUint32(b, int(e.news)), e.run)
	if e.news == saved || e.news == kept {
		b = appendText(appendText(b, e.reason.En), e.reason.Ja)
		if e.saved == nil {
			return appendUint32(b, 0)
		}
		return e.saved.append(appendUint32(b, 1))
	}
	if e.news != update {
		return b
	}
	b = appendUint32(b, int(e.status.Phase))
	b = appendUint64(b, uint64(e.status.Step))
	b = appendNumber(b, e.status.Progress)
	b = appendUint64(b, uint64(e.status.Elapsed))
	b = appendUint64(b, uint64(e.status.Remaining))
	b = appendNumber(b, e.status.Rate)
	b = appendText(appendText(b, e.status.Err.En), e.status.Err.Ja)
	resident := 0
	if e.status.Resident {
		resident = 1
	}
	b = appendUint32(b, resident)
	refused := e.status.Refused
	b = appendText(appendText(b, refused.Key), refused.Value)
	b = appendText(appendText(b, refused.Reason.En), refused.Reason.Ja)
	b = appendUint64(b, e.sets)
	b = appendUint32(b, len(e.frames))
	for _, f := range e.frames {
		b = appendUint64(b, uint64(f.Step))
		b = appendNumber(b, f.Progress)
		b = f.Snapshot.Append(b)
	}
	return e.log.append(b)
}

// decodeEvent reads what encode wrote. A single frame shares the memory of data, which
// nobody else may change then; of several each has its own, as they are not kept equally long.
func decodeEvent(data []byte) (event, error) {
	r := reader{data: data}
	e := event{news: news(r.uint32()), run: r.uint64()}
	if e.news >= newses {
		r.fail()
	}
	if e.news == saved || e.news == kept {
		e.reason = lang.Text{En: r.text(), Ja: r.text()}
		switch r.uint32() {
		case 0:
		case 1:
			e.saved = r.checkpoint()
		default:
			r.fail()
		}
		if e.news == kept && e.saved == nil {
			r.fail()
		}
	}
	if e.news == update {
		e.status = r.status()
		e.sets = r.uint64()
		n := r.count(24)
		r.shared = n == 1
		for range n {
			f := Frame{Step: r.natural(), Progress: r.portion(), Snapshot: r.message()}
			if r.failed {
				break
			}
			e.frames = append(e.frames, f)
		}
		r.shared = false
		e.log = r.book()
	}
	return e, r.end()
}

func (r *reader) status() Status {
	s := Status{
		Phase:     Phase(r.uint32()),
		Step:      r.natural(),
		Progress:  r.portion(),
		Elapsed:   time.Duration(r.uint64()),
		Remaining: time.Duration(r.uint64()),
		Rate:      r.number(),
		Err:       lang.Text{En: r.text(), Ja: r.text()},
	}
	resident := r.uint32()
	s.Resident = resident == 1
	s.Refused = SpecError{Key: r.text(), Value: r.text(), Reason: lang.Text{En: r.text(), Ja: r.text()}}
	// The others are for the Pool to say.
	if s.Phase < Running || s.Phase > Failed || s.Elapsed < 0 || !(s.Rate >= 0) || (s.Phase == Done) != (s.Progress == 1) ||
		resident > 1 || s.Resident && s.Phase != Done {
		r.fail()
	}
	return s
}

// portion reads a number from 0 to 1.
func (r *reader) portion() float64 {
	x := r.number()
	if !(x >= 0 && x <= 1) {
		r.fail()
	}
	return x
}
