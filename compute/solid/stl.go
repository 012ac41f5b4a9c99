package solid

import (
	"encoding/binary"
	"io"
	"math"
	"unicode/utf8"
)

// A binary STL file is a header of 80 bytes, the number of triangles, and 50
// bytes for each: the normal and three corners as float32, little-endian, and
// two bytes of which the format makes no use. After the StereoLithography
// Interface Specification, 3D Systems, 1989, as M. Burns gives it in "Automated
// Fabrication", Prentice Hall 1993, section 6.5.
const (
	stlHeader   = 80
	stlTriangle = 50
)

// stlPrefix begins the header, which must not begin with "solid": that would
// make it a text file.
const stlPrefix = "binary STL, mm: "

// WriteSTL writes m as a binary STL file: an STL Writer, run to its end.
func (m *Mesh) WriteSTL(w io.Writer, title string) error { return NewSTL(w, m, title).finish() }

// STLSize returns the number of bytes that the STL file of m has.
func (m *Mesh) STLSize() int64 { return stlHeader + 4 + stlTriangle*int64(len(m.Triangles)) }

// NewSTL begins to write m to w as a binary STL file, with as much of the title
// in its header as there is room for. Normals are those of the corners as
// rounded to float32, and zero for a triangle without area. m must not change
// meanwhile.
func NewSTL(w io.Writer, m *Mesh, title string) *Writer {
	return newWriter(w,
		section{1, func(b []byte, _ int) []byte {
			b = append(b, header(title)...)
			return binary.LittleEndian.AppendUint32(b, uint32(len(m.Triangles)))
		}},
		section{len(m.Triangles), func(b []byte, k int) []byte { return appendFacet(b, m, k) }})
}

// header returns the prefix and the title, cut and filled up with spaces.
func header(title string) []byte {
	h := make([]byte, 0, stlHeader)
	for _, r := range stlPrefix + oneLine(title) {
		if len(h)+utf8.RuneLen(r) > stlHeader {
			break
		}
		h = utf8.AppendRune(h, r)
	}
	for len(h) < stlHeader {
		h = append(h, ' ')
	}
	return h
}

func appendFacet(b []byte, m *Mesh, k int) []byte {
	var corners [3][3]float64
	for c, v := range m.Triangles[k] {
		for a, x := range m.Vertices[v] {
			corners[c][a] = float64(float32(x))
		}
	}
	var facet [stlTriangle]byte
	putVector(facet[:12], normal(corners[0], corners[1], corners[2]))
	putVector(facet[12:24], corners[0])
	putVector(facet[24:36], corners[1])
	putVector(facet[36:48], corners[2])
	return append(b, facet[:]...)
}

func putVector(b []byte, v [3]float64) {
	binary.LittleEndian.PutUint32(b, math.Float32bits(float32(v[0])))
	binary.LittleEndian.PutUint32(b[4:], math.Float32bits(float32(v[1])))
	binary.LittleEndian.PutUint32(b[8:], math.Float32bits(float32(v[2])))
}

// normal returns the unit normal of a triangle that is anticlockwise seen from
// its tip, zero if it has no area.
func normal(a, b, c [3]float64) [3]float64 { return unit(cross(sub(b, a), sub(c, a))) }
