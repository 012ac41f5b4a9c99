package task

import (
	"bytes"
	"maps"
	"math"
	"slices"
)

// Message is named texts, named arrays of numbers and named bytes: what a task takes
// as arguments and gives as snapshots. The zero Message is empty.
type Message struct {
	Texts  map[string]string
	Arrays map[string][]float64
	Floats map[string][]float32 // where half the bytes do, as for weights and pictures
	Bytes  map[string][]byte
}

// Text returns the text of a name, "" if there is none.
func (m Message) Text(key string) string { return m.Texts[key] }

// Array returns the array of a name, nil if there is none. It is not a copy.
func (m Message) Array(key string) []float64 { return m.Arrays[key] }

// Number returns the first number of an array, NaN if there is none.
func (m Message) Number(key string) float64 {
	if a := m.Arrays[key]; len(a) > 0 {
		return a[0]
	}
	return math.NaN()
}

// Equal reports whether the two have the same names, texts, numbers and bytes; NaN
// is the same as NaN, and 0 as -0.
func (m Message) Equal(n Message) bool {
	return maps.Equal(m.Texts, n.Texts) && maps.EqualFunc(m.Arrays, n.Arrays, sameNumbers) &&
		maps.EqualFunc(m.Floats, n.Floats, sameNumbers) && maps.EqualFunc(m.Bytes, n.Bytes, bytes.Equal)
}

// sameNumbers compares as Equal says; what lies in the same place is not read.
func sameNumbers[T float32 | float64](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	return slices.EqualFunc(a, b, func(x, y T) bool { return x == y || x != x && y != y })
}

// Size returns how many bytes Append adds, at most; it is too large by less
// than 8 bytes an array.
func (m Message) Size() int {
	size := 16 // how many there are of each kind
	for key, text := range m.Texts {
		size += 4 + len(key) + 4 + len(text)
	}
	for key, array := range m.Arrays {
		size += 4 + len(key) + 4 + 7 + 8*len(array)
	}
	for key, array := range m.Floats {
		size += 4 + len(key) + 4 + 7 + 4*len(array)
	}
	for key, b := range m.Bytes {
		size += 4 + len(key) + 4 + len(b)
	}
	return size
}

// Append appends the binary form of m to dst and returns the longer slice.
//
// It is little endian: four times, for texts, arrays, floats and bytes, a uint32
// that counts them, and then each in the order of their names, name and value. Names,
// texts and bytes are a uint32 that counts bytes, and the bytes; arrays and floats a
// uint32 that counts numbers, zeros up to a multiple of 8 bytes from the start of dst,
// and the numbers, so that they can be viewed where they are. There is one form only
// of every Message.
func (m Message) Append(dst []byte) []byte {
	dst = appendNamed(dst, m.Texts, appendText)
	dst = appendNamed(dst, m.Arrays, appendArray)
	dst = appendNamed(dst, m.Floats, appendFloats)
	return appendNamed(dst, m.Bytes, appendBytes)
}

func appendNamed[T any](dst []byte, values map[string]T, appendValue func([]byte, T) []byte) []byte {
	dst = appendUint32(dst, len(values))
	for _, key := range slices.Sorted(maps.Keys(values)) {
		dst = appendValue(appendText(dst, key), values[key])
	}
	return dst
}

// Integers returns whole numbers as Bytes of a message, four of them each, low byte first,
// and IntegersOf what is in such Bytes; less than four at the end are left out. Where the
// machine allows it, both share the memory of what they are given.
func Integers(a []int32) []byte {
	if bigEndian {
		a = slices.Clone(a)
		flip[int32](bytesOf(a))
	}
	return bytesOf(a)
}

// IntegersOf reverses Integers.
func IntegersOf(b []byte) []int32 { return numbersOf[int32](b) }

// DecodeMessage reads what Append wrote to an empty buffer. It copies: the
// Message does not share memory with data. Anything else than one Message's
// binary form is a FormatError.
func DecodeMessage(data []byte) (Message, error) {
	r := reader{data: data}
	m := r.message()
	return m, r.end()
}

// message reads a Message; it has no maps that would be empty.
func (r *reader) message() Message {
	m := Message{Texts: readNamed(r, r.text), Arrays: readNamed(r, r.array), Floats: readNamed(r, r.floats), Bytes: readNamed(r, r.bytes)}
	if r.failed {
		return Message{}
	}
	return m
}

func readNamed[T any](r *reader, value func() T) (values map[string]T) {
	previous := ""
	for i := range r.count(8) {
		key, v := r.text(), value()
		if i > 0 && key <= previous {
			r.fail()
		}
		if r.failed {
			return nil
		}
		if values == nil {
			values = map[string]T{}
		}
		values[key], previous = v, key
	}
	return values
}
