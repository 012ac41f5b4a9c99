package solid

import (
	"io"
	"strconv"
)

// Part is what is written of a body.
type Part int

const (
	Whole   Part = iota // the closed body
	Surface             // the surface of a grid alone, open
)

// WriteOBJ writes m as a Wavefront OBJ file: an OBJ Writer, run to its end.
func (m *Mesh) WriteOBJ(w io.Writer, title string, part Part) error {
	return NewOBJ(w, m, title, part).finish()
}

// OBJSize returns about how many bytes the OBJ file of m has.
func (m *Mesh) OBJSize() int64 {
	const vertex, face = 60, 31 // with its normal; half a quadrilateral
	return vertex*int64(len(m.Vertices)) + face*int64(len(m.Triangles))
}

// NewOBJ begins to write a part of m to w as a Wavefront OBJ file (Advanced
// Visualizer manual, appendix B1, Wavefront Technologies), with the title in
// a comment. Coordinates are rounded to float32. Two triangles in a row that
// share an edge as halves of a cell or of a wall do are written as one
// quadrilateral. Normals of surface and bottom belong to the vertices, for
// smooth shading, and are the means of the triangles around, weighted by area;
// those of walls belong to the faces, so that the rim stays sharp.
//
// Beside the mesh, which must not change meanwhile, the Writer takes 12 bytes of
// memory a vertex for the normals.
func NewOBJ(w io.Writer, m *Mesh, title string, part Part) *Writer {
	vertices, smooth, faces := m.Vertices, m.Smooth, len(m.Triangles)
	if part == Surface {
		vertices, smooth, faces = m.Vertices[:len(m.Vertices)/2], m.Surface, m.Surface
	}
	o := &obj{m: m, smooth: smooth, faces: faces, normals: make([][3]float32, len(vertices)), written: len(vertices)}
	return newWriter(w,
		text("# "+oneLine(title)+"\n# in mm, z upwards\n"),
		section{len(vertices), func(b []byte, k int) []byte { return appendLine(b, "v", vertices[k]) }},
		section{smooth, o.addNormal},
		section{len(vertices), o.vertexNormal},
		section{faces, o.face})
}

// obj is what an OBJ file is made from.
type obj struct {
	m             *Mesh
	smooth, faces int // triangles that have normals at the vertices; all triangles

	normals [][3]float32 // by vertex: sums over the triangles around
	written int          // normals in the file so far
	quad    bool         // whether the triangle to come is in the file already
}

// addNormal adds the normal of triangle k to its vertices, and nothing to the
// file.
func (o *obj) addNormal(b []byte, k int) []byte {
	t := o.m.Triangles[k]
	p := o.m.Vertices[t[0]]
	n := cross(sub(o.m.Vertices[t[1]], p), sub(o.m.Vertices[t[2]], p))
	for _, v := range t {
		for a := range n {
			o.normals[v][a] += float32(n[a])
		}
	}
	return b
}

// vertexNormal appends the normal of vertex k.
func (o *obj) vertexNormal(b []byte, k int) []byte {
	var n [3]float64
	for a, x := range o.normals[k] {
		n[a] = float64(x)
	}
	return appendLine(b, "vn", unit(n))
}

// face appends the face that begins with triangle k.
func (o *obj) face(b []byte, k int) []byte {
	if o.quad {
		o.quad = false
		return b
	}
	t := o.m.Triangles[k]
	corners := append(make([]uint32, 0, 4), t[:]...)
	if k+1 < o.faces {
		if u := o.m.Triangles[k+1]; u[0] == t[2] && u[2] == t[0] {
			corners = append(corners, u[1])
			o.quad = true
		}
	}
	sharp := k >= o.smooth
	if sharp {
		v := o.m.Vertices
		b = appendLine(b, "vn", normal(v[t[0]], v[t[1]], v[t[2]]))
		o.written++
	}
	b = append(b, 'f')
	for _, c := range corners {
		n := int(c) + 1
		b = strconv.AppendInt(append(b, ' '), int64(n), 10)
		if sharp {
			n = o.written
		}
		b = strconv.AppendInt(append(b, "//"...), int64(n), 10)
	}
	return append(b, '\n')
}

// appendLine appends a line with a keyword and three numbers.
func appendLine(b []byte, word string, v [3]float64) []byte {
	b = append(b, word...)
	for _, x := range v {
		// Adding zero takes the sign off a zero.
		b = strconv.AppendFloat(append(b, ' '), x+0, 'g', -1, 32)
	}
	return append(b, '\n')
}
