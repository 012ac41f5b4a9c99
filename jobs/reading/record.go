package reading

import (
	"encoding/binary"
	"math"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// record is a sequence of values as bytes: whole numbers of varying length, texts
// with their length before them, numbers in eight bytes. What they mean, and how many
// there are, who writes and who reads them agree on.
type record struct{ data []byte }

func (r *record) int(v int) { r.data = binary.AppendVarint(r.data, int64(v)) }
func (r *record) float(v float64) {
	r.data = binary.LittleEndian.AppendUint64(r.data, math.Float64bits(v))
}

func (r *record) bool(v bool) {
	n := 0
	if v {
		n = 1
	}
	r.int(n)
}

func (r *record) text(s string) {
	r.int(len(s))
	r.data = append(r.data, s...)
}

func (r *record) both(t lang.Text) {
	r.text(t.En)
	r.text(t.Ja)
}

func (r *record) faults(l faults.List) {
	r.int(l.Skipped)
	r.int(len(l.Examples))
	for _, f := range l.Examples {
		r.int(f.Line)
		r.both(f.Reason)
	}
}

// reader reads what is in a record. Of one that is damaged it reads nothing, and has
// failed. Texts share the memory of the record.
type reader struct {
	rest   string
	failed bool
}

func read(data []byte) *reader { return &reader{rest: string(data)} }

func (r *reader) fail() { r.rest, r.failed = "", true }

// ended reports whether all was read, and nothing else was there.
func (r *reader) ended() bool { return !r.failed && r.rest == "" }

func (r *reader) int() int {
	var u uint64
	for k := 0; k < len(r.rest) && k < binary.MaxVarintLen64; k++ {
		c := r.rest[k]
		u |= uint64(c&0x7f) << (7 * k)
		if c < 0x80 {
			r.rest = r.rest[k+1:]
			return int(int64(u>>1) ^ -int64(u&1))
		}
	}
	r.fail()
	return 0
}

// count reads how many things follow, each of size bytes at least.
func (r *reader) count(size int) int {
	n := r.int()
	if n < 0 || n > len(r.rest)/size {
		r.fail()
		return 0
	}
	return n
}

func (r *reader) bool() bool { return r.int() != 0 }

func (r *reader) text() string {
	n := r.count(1)
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) both() lang.Text { return lang.Text{En: r.text(), Ja: r.text()} }

func (r *reader) float() float64 {
	if len(r.rest) < 8 {
		r.fail()
		return 0
	}
	b := [8]byte([]byte(r.rest[:8]))
	r.rest = r.rest[8:]
	return math.Float64frombits(binary.LittleEndian.Uint64(b[:]))
}

func (r *reader) faults() (l faults.List) {
	l.Skipped = r.int()
	for range r.count(3) {
		l.Examples = append(l.Examples, faults.Fault{Line: r.int(), Reason: r.both()})
	}
	return l
}
