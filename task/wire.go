package task

import (
	"encoding/binary"
	"math"
	"strconv"
)

// FormatError is the byte of the data, from 0, at which decoding failed.
type FormatError int

func (e FormatError) Error() string {
	return "task: malformed message at byte " + strconv.Itoa(int(e))
}

func appendUint32(dst []byte, n int) []byte {
	if n < 0 || n > math.MaxUint32 {
		panic("task: " + strconv.Itoa(n) + " is too many for a message")
	}
	return binary.LittleEndian.AppendUint32(dst, uint32(n))
}

func appendUint64(dst []byte, n uint64) []byte { return binary.LittleEndian.AppendUint64(dst, n) }

func appendNumber(dst []byte, x float64) []byte { return appendUint64(dst, math.Float64bits(x)) }

func appendText(dst []byte, s string) []byte { return append(appendUint32(dst, len(s)), s...) }

func appendArray(dst []byte, a []float64) []byte {
	dst = appendUint32(dst, len(a))
	dst = append(dst, make([]byte, padding(len(dst)))...)
	at := len(dst)
	dst = append(dst, make([]byte, 8*len(a))...)
	for i, x := range a {
		binary.LittleEndian.PutUint64(dst[at+8*i:], math.Float64bits(x))
	}
	return dst
}

func appendFloats(dst []byte, a []float32) []byte {
	dst = appendUint32(dst, len(a))
	dst = append(dst, make([]byte, padding(len(dst)))...)
	at := len(dst)
	dst = append(dst, make([]byte, 4*len(a))...)
	for i, x := range a {
		binary.LittleEndian.PutUint32(dst[at+4*i:], math.Float32bits(x))
	}
	return dst
}

func appendBytes(dst, b []byte) []byte { return append(appendUint32(dst, len(b)), b...) }

// padding is what is missing to a multiple of 8.
func padding(n int) int { return -n & 7 }

// reader reads what the functions above wrote. After the first failure it
// reads zeros.
type reader struct {
	data   []byte
	at     int
	failed bool
	where  int // it failed
}

func (r *reader) fail() {
	if !r.failed {
		r.failed, r.where = true, r.at
	}
}

// end returns what went wrong; that something is left over, too.
func (r *reader) end() error {
	if !r.failed && r.at < len(r.data) {
		r.fail()
	}
	if r.failed {
		return FormatError(r.where)
	}
	return nil
}

// take returns the next n bytes, nil if there are fewer.
func (r *reader) take(n int) []byte {
	if r.failed || n > len(r.data)-r.at {
		r.fail()
		return nil
	}
	b := r.data[r.at : r.at+n]
	r.at += n
	return b
}

func (r *reader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *reader) number() float64 { return math.Float64frombits(r.uint64()) }

// count reads how many things of at least size bytes follow. More than there
// is room for are a failure.
func (r *reader) count(size int) int {
	n := int64(r.uint32())
	if n*int64(size) > int64(len(r.data)-r.at) {
		r.fail()
	}
	if r.failed {
		return 0
	}
	return int(n)
}

func (r *reader) text() string { return string(r.take(r.count(1))) }

// pad reads the zeros up to a multiple of 8.
func (r *reader) pad() {
	for _, zero := range r.take(padding(r.at)) {
		if zero != 0 {
			r.fail()
		}
	}
}

func (r *reader) bytes() []byte {
	b := r.take(r.count(1))
	if r.failed {
		return nil
	}
	return append(make([]byte, 0, len(b)), b...)
}

func (r *reader) floats() []float32 {
	n := r.count(4)
	r.pad()
	b := r.take(4 * n)
	if r.failed {
		return nil
	}
	a := make([]float32, n)
	for i := range a {
		a[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return a
}

func (r *reader) array() []float64 {
	n := r.count(8)
	r.pad()
	b := r.take(8 * n)
	if r.failed {
		return nil
	}
	a := make([]float64, n)
	for i := range a {
		a[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return a
}

// maxStep is the last step that a run can come to: up to it, a float64 can
// count.
const maxStep = 1 << 53

// isStep reports whether x counts steps.
func isStep(x float64) bool { return x >= 0 && x <= maxStep && x == math.Trunc(x) }

// natural reads a number of steps.
func (r *reader) natural() int {
	n := r.uint64()
	if n > maxStep {
		r.fail()
	}
	if r.failed {
		return 0
	}
	return int(n)
}
