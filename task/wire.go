package task

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"unsafe"
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

func appendArray(dst []byte, a []float64) []byte { return appendNumbers(dst, a) }

func appendFloats(dst []byte, a []float32) []byte { return appendNumbers(dst, a) }

// appendNumbers appends how many numbers there are, zeros up to a multiple of 8 bytes,
// and the numbers.
func appendNumbers[T number](dst []byte, a []T) []byte {
	dst = appendUint32(dst, len(a))
	dst = append(dst, make([]byte, padding(len(dst)))...)
	at := len(dst)
	dst = append(dst, bytesOf(a)...)
	flip[T](dst[at:])
	return dst
}

// number is what there are arrays of. All have the same layout in memory as in a
// message, but that a machine may have the high byte first.
type number interface{ ~float64 | ~float32 | ~int32 }

// bytesOf views numbers as the bytes that they take in memory.
func bytesOf[T number](a []T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(a))), len(a)*int(unsafe.Sizeof(*new(T))))
}

// numbersOf views bytes as numbers or, where they do not lie as these have to, copies
// them.
func numbersOf[T number](b []byte) []T {
	size := unsafe.Sizeof(*new(T))
	n := len(b) / int(size)
	at := unsafe.Pointer(unsafe.SliceData(b))
	if bigEndian || uintptr(at)%size != 0 || n == 0 {
		a := make([]T, n)
		copy(bytesOf(a), b)
		flip[T](bytesOf(a))
		return a
	}
	return unsafe.Slice((*T)(at), n)
}

// bigEndian says that the machine has the high byte of a number first.
var bigEndian = binary.NativeEndian.Uint16([]byte{0, 1}) == 1

// flip turns the bytes of each number round, where the machine has them otherwise than
// a message.
func flip[T number](b []byte) {
	if !bigEndian {
		return
	}
	for n := range slices.Chunk(b, int(unsafe.Sizeof(*new(T)))) {
		slices.Reverse(n)
	}
}

func appendBytes(dst, b []byte) []byte { return append(appendUint32(dst, len(b)), b...) }

// padding is what is missing to a multiple of 8.
func padding(n int) int { return -n & 7 }

// reader reads what the functions above wrote. After the first failure it
// reads zeros.
type reader struct {
	data   []byte
	at     int
	shared bool // what is read may be parts of data
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
	return r.own(b)
}

// own returns a copy of b, a part of the data, unless it may be shared.
func (r *reader) own(b []byte) []byte {
	if r.shared {
		return b[:len(b):len(b)]
	}
	return append(make([]byte, 0, len(b)), b...)
}

func (r *reader) floats() []float32 { return readNumbers[float32](r) }

func (r *reader) array() []float64 { return readNumbers[float64](r) }

func readNumbers[T number](r *reader) []T {
	size := int(unsafe.Sizeof(*new(T)))
	n := r.count(size)
	r.pad()
	b := r.take(size * n)
	if r.failed {
		return nil
	}
	return numbersOf[T](r.own(b))
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
