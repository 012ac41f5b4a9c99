package table

import (
	"bytes"
	"slices"
)

// pause is told how many bytes of a text were gone through, or will be in a moment, every
// few thousand of them: large texts take seconds, and others may have something to do
// meanwhile. It may be nil.
type pause func(bytes int)

// piece is after how many bytes it is told.
const piece = 1 << 15

func (p pause) took(bytes int) {
	if p != nil {
		p(bytes)
	}
}

// where returns what f, which finds a place in a part of a text, finds in the text, or -1;
// it looks at one piece after the other.
func (p pause) where(text []byte, f func(part []byte) int) int {
	at := 0
	for part := range slices.Chunk(text, piece) {
		if k := f(part); k >= 0 {
			return at + k
		}
		at += len(part)
		p.took(len(part))
	}
	return -1
}

// contains reports whether there are some bytes, one or a few, in a text.
func (p pause) contains(text []byte, what string) bool {
	for ; len(text) > 0; text = text[min(len(text), piece):] {
		if bytes.Contains(text[:min(len(text), piece+len(what)-1)], []byte(what)) {
			return true
		}
		p.took(piece)
	}
	return false
}

// firstWide returns where the first byte is that is not ASCII, -1 if there is none.
func (p pause) firstWide(text []byte) int {
	return p.where(text, func(part []byte) int {
		return slices.IndexFunc(part, func(c byte) bool { return c >= 0x80 })
	})
}

// lineEnd returns how much of a text is before the first line break, as lineEnd does.
func (p pause) lineEnd(text []byte) int {
	end := 0
	for part := range slices.Chunk(text, piece) {
		n := lineEnd(part)
		if end += n; n < len(part) {
			break
		}
		p.took(n)
	}
	return end
}

// meter counts how far a loop over a text has come.
type meter struct {
	pause
	told int
}

// at is called with where the loop is.
func (m *meter) at(k int) {
	if k-m.told >= piece {
		m.took(k - m.told)
		m.told = k
	}
}
