package task

import (
	"maps"
	"math"
	"slices"
)

// Message is named texts and named arrays of numbers: what a task takes as
// arguments and gives as snapshots. The zero Message is empty.
type Message struct {
	Texts  map[string]string
	Arrays map[string][]float64
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

// Equal reports whether the two have the same names, texts and numbers; NaN
// is the same as NaN, and 0 as -0.
func (m Message) Equal(n Message) bool {
	return maps.Equal(m.Texts, n.Texts) && maps.EqualFunc(m.Arrays, n.Arrays, sameNumbers)
}

// sameNumbers compares as Equal says; what lies in the same place is not read.
func sameNumbers(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || x != x && y != y })
}

// Size returns how many bytes Append adds, at most; it is too large by less
// than 8 bytes an array.
func (m Message) Size() int {
	size := 8 // how many texts, how many arrays
	for key, text := range m.Texts {
		size += 4 + len(key) + 4 + len(text)
	}
	for key, array := range m.Arrays {
		size += 4 + len(key) + 4 + 7 + 8*len(array)
	}
	return size
}

// Append appends the binary form of m to dst and returns the longer slice.
//
// It is little endian: a uint32 that counts the texts, then for each, in the
// order of their names, name and text; a uint32 that counts the arrays, then
// for each its name, a uint32 that counts its numbers, zeros up to a multiple
// of 8 bytes from the start of dst, and the numbers, so that they can be
// viewed where they are. Names and texts are a uint32 that counts bytes, and
// the bytes. There is one form only of every Message.
func (m Message) Append(dst []byte) []byte {
	dst = appendUint32(dst, len(m.Texts))
	for _, key := range slices.Sorted(maps.Keys(m.Texts)) {
		dst = appendText(appendText(dst, key), m.Texts[key])
	}
	dst = appendUint32(dst, len(m.Arrays))
	for _, key := range slices.Sorted(maps.Keys(m.Arrays)) {
		dst = appendArray(appendText(dst, key), m.Arrays[key])
	}
	return dst
}

// DecodeMessage reads what Append wrote to an empty buffer. It copies: the
// Message does not share memory with data. Anything else than one Message's
// binary form is a FormatError.
func DecodeMessage(data []byte) (Message, error) {
	r := reader{data: data}
	m := r.message()
	return m, r.end()
}

// message reads a Message; it has no maps that would be empty.
func (r *reader) message() (m Message) {
	previous := ""
	for i := range r.count(8) {
		key, text := r.text(), r.text()
		if i > 0 && key <= previous {
			r.fail()
		}
		if r.failed {
			return Message{}
		}
		if m.Texts == nil {
			m.Texts = map[string]string{}
		}
		m.Texts[key], previous = text, key
	}
	for i := range r.count(8) {
		key, array := r.text(), r.array()
		if i > 0 && key <= previous {
			r.fail()
		}
		if r.failed {
			return Message{}
		}
		if m.Arrays == nil {
			m.Arrays = map[string][]float64{}
		}
		m.Arrays[key], previous = array, key
	}
	return m
}
