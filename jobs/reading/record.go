package reading

import (
	"encoding/binary"
	"math"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// record is a sequence of values as bytes: whole numbers of varying length, texts
// with their length before them, numbers in eight bytes. What they mean, and how many
// there are, who writes and who reads them agree on, since one function does both: each
// method writes the value that is there or, of a record that is read, sets it.
//
// Of a record that is damaged zeros are read, and it has failed. Texts that are read share
// its memory.
type record struct {
	data    []byte // what was written
	reading bool
	rest    string // what is still to be read
	failed  bool
}

// written returns what write puts into a record.
func written(write func(r *record)) []byte {
	var r record
	write(&r)
	return r.data
}

// read reads a record, and reports whether it is all there, and nothing else.
func read(data []byte, read func(r *record)) (ok bool) {
	r := record{reading: true, rest: string(data)}
	read(&r)
	return !r.failed && r.rest == ""
}

func (r *record) fail() { r.rest, r.failed = "", true }

func (r *record) int(v *int) {
	if !r.reading {
		r.data = binary.AppendVarint(r.data, int64(*v))
		return
	}
	*v = 0
	var u uint64
	for k := 0; k < len(r.rest) && k < binary.MaxVarintLen64; k++ {
		c := r.rest[k]
		u |= uint64(c&0x7f) << (7 * k)
		if c < 0x80 {
			r.rest = r.rest[k+1:]
			*v = int(int64(u>>1) ^ -int64(u&1))
			return
		}
	}
	r.fail()
}

// whole is int for values of other types.
func whole[T ~int | ~int32 | ~uint8 | ~uint32](r *record, v *T) {
	n := int(*v)
	r.int(&n)
	*v = T(n)
}

// count writes how many things follow, n, or reads that: each takes size bytes at least.
func (r *record) count(n, size int) int {
	r.int(&n)
	if r.reading && (n < 0 || n > len(r.rest)/size) {
		r.fail()
		return 0
	}
	return n
}

// list is a list whose items take size bytes at least.
func list[T any](r *record, size int, v *[]T, item func(v *T)) {
	n := r.count(len(*v), size)
	if r.reading {
		if *v = nil; n > 0 {
			*v = make([]T, n)
		}
	}
	for k := range *v {
		item(&(*v)[k])
	}
}

func (r *record) bool(v *bool) {
	n := 0
	if *v {
		n = 1
	}
	r.int(&n)
	*v = n != 0
}

func (r *record) text(s *string) {
	n := r.count(len(*s), 1)
	if !r.reading {
		r.data = append(r.data, *s...)
		return
	}
	*s, r.rest = r.rest[:n], r.rest[n:]
}

func (r *record) both(t *lang.Text) {
	r.text(&t.En)
	r.text(&t.Ja)
}

func (r *record) float(v *float64) {
	if !r.reading {
		r.data = binary.LittleEndian.AppendUint64(r.data, math.Float64bits(*v))
		return
	}
	if *v = 0; len(r.rest) < 8 {
		r.fail()
		return
	}
	b := [8]byte([]byte(r.rest[:8]))
	r.rest = r.rest[8:]
	*v = math.Float64frombits(binary.LittleEndian.Uint64(b[:]))
}

func (r *record) faults(l *faults.List) {
	r.int(&l.Skipped)
	list(r, 3, &l.Examples, func(f *faults.Fault) {
		r.int(&f.Line)
		r.both(&f.Reason)
	})
}
