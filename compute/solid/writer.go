package solid

import (
	"io"
	"strings"
	"unicode"
)

// A Writer writes a mesh in short steps. It keeps little of the file in memory.
type Writer struct {
	w        io.Writer
	buf      []byte
	sections []section
	item     int // next item of the first section

	done, total int // items of all sections
}

// A section is a part of a file that consists of n like items. Emit appends
// item k, for k ascending, to b.
type section struct {
	n    int
	emit func(b []byte, k int) []byte
}

// text is a section of fixed text.
func text(s string) section {
	return section{1, func(b []byte, _ int) []byte { return append(b, s...) }}
}

const (
	stepItems = 1 << 11
	stepBytes = 1 << 17
)

func newWriter(w io.Writer, sections ...section) *Writer {
	wr := &Writer{w: w, buf: make([]byte, 0, stepBytes+1024), sections: sections}
	for _, s := range sections {
		wr.total += s.n
	}
	return wr
}

// Step writes for about a millisecond and reports whether all is written. Its
// error is that of the underlying writer, after which the Writer is of no more
// use.
func (w *Writer) Step() (done bool, err error) {
	w.buf = w.buf[:0]
	for n := 0; n < stepItems && len(w.buf) < stepBytes && len(w.sections) > 0; {
		s := w.sections[0]
		if w.item == s.n {
			w.sections, w.item = w.sections[1:], 0
			continue
		}
		w.buf = s.emit(w.buf, w.item)
		w.item++
		w.done++
		n++
	}
	if len(w.buf) > 0 {
		if _, err := w.w.Write(w.buf); err != nil {
			return false, err
		}
	}
	return w.done == w.total, nil
}

// Progress returns how much is written, 0 to 1. It never falls.
func (w *Writer) Progress() float64 { return float64(w.done) / float64(w.total) }

// finish takes all steps.
func (w *Writer) finish() error {
	for {
		if done, err := w.Step(); done || err != nil {
			return err
		}
	}
}

// oneLine returns s with every run of spaces and control characters as one
// space.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
}
