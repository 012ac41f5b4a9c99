package solid

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"zscape/compute/grid"
)

func TestSTL(t *testing.T) {
	g := wave(20)
	g.Z[150], g.Z[152] = nan, nan
	m := must(t, g, 3, Options{})
	var b bytes.Buffer
	if err := m.WriteSTL(&b, "sin x\n+ cos y"); err != nil {
		t.Fatal(err)
	}
	if got, want := string(b.Bytes()[:stlHeader]), fmt.Sprintf("%-80s", "binary STL, mm: sin x + cos y"); got != want {
		t.Errorf("header %q, want %q", got, want)
	}
	read, normals, err := parseSTL(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Triangles) != len(m.Triangles) || len(read.Vertices) != len(m.Vertices) {
		t.Fatalf("%d triangles and %d vertices, want %d and %d",
			len(read.Triangles), len(read.Vertices), len(m.Triangles), len(m.Vertices))
	}
	if a, b := read.Volume(), m.Volume(); !near(a, b, 1e-6) {
		t.Errorf("volume %v, want %v", a, b)
	}
	for k, tri := range read.Triangles {
		want := normal(read.Vertices[tri[0]], read.Vertices[tri[1]], read.Vertices[tri[2]])
		if d := sub(normals[k], want); dot(d, d) > 1e-12 || !near(dot(want, want), 1, 1e-12) {
			t.Fatalf("triangle %d has normal %v, want %v", k, normals[k], want)
		}
	}
}

// The bytes of a facet, put together by hand from the format's description.
func TestSTLBytes(t *testing.T) {
	m := &Mesh{Vertices: [][3]float64{{1, 0, 0}, {3, 0, 0}, {1, 2, 0}}, Triangles: [][3]uint32{{0, 1, 2}, {0, 0, 1}}}
	var got bytes.Buffer
	if err := m.WriteSTL(&got, ""); err != nil {
		t.Fatal(err)
	}
	want := []byte(fmt.Sprintf("%-80s", "binary STL, mm: ") + "\x02\x00\x00\x00")
	for _, facet := range [][12]float32{{0, 0, 1, 1, 0, 0, 3, 0, 0, 1, 2, 0}, {0, 0, 0, 1, 0, 0, 1, 0, 0, 3, 0, 0}} {
		for _, v := range facet {
			want = binary.LittleEndian.AppendUint32(want, math.Float32bits(v))
		}
		want = append(want, 0, 0)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("got\n%q, want\n%q", got.Bytes(), want)
	}
}

func FuzzHeader(f *testing.F) {
	f.Add("solid")
	f.Add(strings.Repeat("\u66f2", 50))
	f.Add("\xff\x00\n")
	f.Fuzz(func(t *testing.T, title string) {
		h := header(title)
		if len(h) != stlHeader || !utf8.Valid(h) || !bytes.HasPrefix(h, []byte(stlPrefix)) {
			t.Errorf("%q", h)
		}
	})
}

// objFile is what parseOBJ found.
type objFile struct {
	comments []string
	v, vn    [][3]float64
	faces    [][][2]int // corners: indices from 0 of v and vn
}

func parseOBJ(s string) (o objFile, err error) {
	for line := range strings.Lines(s) {
		word, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		fields := strings.Fields(rest)
		switch word {
		case "#":
			o.comments = append(o.comments, rest)
		case "v", "vn":
			var v [3]float64
			for a, f := range fields {
				if v[a], err = strconv.ParseFloat(f, 64); err != nil {
					return o, err
				}
			}
			if word == "v" {
				o.v = append(o.v, v)
			} else {
				o.vn = append(o.vn, v)
			}
		case "f":
			var face [][2]int
			for _, f := range fields {
				var v, n int
				if _, err := fmt.Sscanf(f, "%d//%d", &v, &n); err != nil {
					return o, err
				}
				if v < 1 || v > len(o.v) || n < 1 || n > len(o.vn) {
					return o, fmt.Errorf("%q: there are %d vertices and %d normals", line, len(o.v), len(o.vn))
				}
				face = append(face, [2]int{v - 1, n - 1})
			}
			o.faces = append(o.faces, face)
		default:
			return o, fmt.Errorf("line %q", line)
		}
	}
	return o, nil
}

// mesh returns the faces, cut into triangles.
func (o *objFile) mesh() *Mesh {
	m := &Mesh{Vertices: o.v}
	for _, f := range o.faces {
		for k := 2; k < len(f); k++ {
			m.Triangles = append(m.Triangles, [3]uint32{uint32(f[0][0]), uint32(f[k-1][0]), uint32(f[k][0])})
		}
	}
	return m
}

func writeOBJ(t *testing.T, m *Mesh, title string, part Part) objFile {
	t.Helper()
	var b strings.Builder
	if err := m.WriteOBJ(&b, title, part); err != nil {
		t.Fatal(err)
	}
	o, err := parseOBJ(b.String())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOBJ(t *testing.T) {
	g := wave(20)
	g.Z[150], g.Z[152] = nan, nan // takes 12 triangles, and splits the vertex between
	m := must(t, g, 3, Options{})
	o := writeOBJ(t, m, "a\nv 1 2 3", Whole)
	if want := "a v 1 2 3"; o.comments[0] != want {
		t.Errorf("comment %q, want %q", o.comments[0], want)
	}
	body := o.mesh()
	if len(body.Triangles) != len(m.Triangles) || len(body.Vertices) != len(m.Vertices) {
		t.Fatalf("%d triangles, %d vertices", len(body.Triangles), len(body.Vertices))
	}
	for k, tri := range body.Triangles { // quadrilaterals were cut where m has an edge
		if !sameCycle(tri, m.Triangles[k]) {
			t.Fatalf("triangle %d is %v, want %v", k, tri, m.Triangles[k])
		}
	}
	if err := body.Closed(); err != nil {
		t.Error(err)
	}
	if a, b := body.Volume(), m.Volume(); !near(a, b, 1e-6) {
		t.Errorf("volume %v, want %v", a, b)
	}
	for k, f := range o.faces {
		flat := normal(o.v[f[0][0]], o.v[f[1][0]], o.v[f[2][0]])
		for _, c := range f {
			if n := o.vn[c[1]]; !near(dot(n, n), 1, 1e-6) || dot(n, flat) < 0.7 {
				t.Fatalf("face %d has normal %v, a corner %v", k, flat, n)
			}
		}
	}

	open := writeOBJ(t, m, "", Surface)
	if n := len(m.Vertices) / 2; len(open.v) != n || len(open.vn) != n || len(open.mesh().Triangles) != m.Surface {
		t.Errorf("surface: %d vertices, %d normals, %d triangles", len(open.v), len(open.vn), len(open.mesh().Triangles))
	}
	if len(open.faces) >= m.Surface*11/20 {
		t.Errorf("surface: %d faces of %d triangles", len(open.faces), m.Surface)
	}
}

func sameCycle(a, b [3]uint32) bool {
	return a == b || a == [3]uint32{b[1], b[2], b[0]} || a == [3]uint32{b[2], b[0], b[1]}
}

// A cube is six quadrilaterals; its upper and lower corners are smooth, its
// sides sharp.
func TestOBJCube(t *testing.T) {
	m := must(t, plate(2, 2, 5), 2, Options{Size: 2})
	var b strings.Builder
	if err := m.WriteOBJ(&b, "cube", Whole); err != nil {
		t.Fatal(err)
	}
	const want = `# cube
# in mm, z upwards
v 0 0 2
v 2 0 2
v 0 2 2
v 2 2 2
v 0 0 0
v 2 0 0
v 0 2 0
v 2 2 0
vn 0 0 1
vn 0 0 1
vn 0 0 1
vn 0 0 1
vn 0 0 -1
vn 0 0 -1
vn 0 0 -1
vn 0 0 -1
f 1//1 2//2 4//4 3//3
f 8//8 6//6 5//5 7//7
vn 0 -1 0
f 2//9 1//9 5//9 6//9
vn -1 0 0
f 1//10 3//10 7//10 5//10
vn 1 0 0
f 4//11 2//11 6//11 8//11
vn 0 1 0
f 3//12 4//12 8//12 7//12
`
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}

// The normals of a fine sphere point away from its centre.
func TestOBJNormalsAreSmooth(t *testing.T) {
	g := grid.New(grid.Linspace(-0.6, 0.6, 121), grid.Linspace(-0.6, 0.6, 121))
	g.Fill(func(x, y float64) float64 { return math.Sqrt(1 - x*x - y*y) })
	o := writeOBJ(t, must(t, g, 1, Options{Size: 1.2}), "", Surface)
	low := math.Sqrt(1 - 2*0.36)
	for k, p := range o.v {
		want := [3]float64{p[0] - 0.6, p[1] - 0.6, p[2] - 1 + low}
		if i, j := k%121, k/121; i > 0 && i < 120 && j > 0 && j < 120 && dot(o.vn[k], want) < 1-1e-4 {
			t.Fatalf("vertex %d at %v has normal %v, want %v", k, p, o.vn[k], want)
		}
	}
}

func TestWriterSteps(t *testing.T) {
	m := must(t, wave(120), 3, Options{})
	for _, c := range []struct {
		name  string
		begin func(io.Writer) *Writer
		whole func(io.Writer) error
	}{
		{"STL", func(w io.Writer) *Writer { return NewSTL(w, m, "x") }, func(w io.Writer) error { return m.WriteSTL(w, "x") }},
		{"OBJ", func(w io.Writer) *Writer { return NewOBJ(w, m, "x", Whole) }, func(w io.Writer) error { return m.WriteOBJ(w, "x", Whole) }},
	} {
		var got, want bytes.Buffer
		if err := c.whole(&want); err != nil {
			t.Fatal(err)
		}
		w := c.begin(&got)
		last, steps := 0.0, 0
		for done := false; !done; steps++ {
			size := got.Len()
			var err error
			if done, err = w.Step(); err != nil {
				t.Fatal(err)
			}
			if n := got.Len() - size; n > stepBytes+1024 {
				t.Fatalf("%s: a step of %d bytes", c.name, n)
			}
			p := w.Progress()
			if !(p >= last && p <= 1) || done != (p == 1) {
				t.Fatalf("%s: progress %v after %v, done is %t", c.name, p, last, done)
			}
			last = p
		}
		if steps < 10 || !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("%s: %d steps, %d bytes, want %d", c.name, steps, got.Len(), want.Len())
		}
		if done, err := w.Step(); !done || err != nil {
			t.Errorf("%s: one more step: %t, %v", c.name, done, err)
		}

		w = c.begin(io.Discard)
		if n := testing.AllocsPerRun(5, func() { w.Step() }); n != 0 {
			t.Errorf("%s: %v allocations a step", c.name, n)
		}
	}
}

// full is a disk with room for so many bytes.
type full int

var errFull = errors.New("no room")

func (f *full) Write(p []byte) (int, error) {
	if *f -= full(len(p)); *f < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	m := must(t, wave(120), 3, Options{})
	for _, room := range []full{0, 1000, 500_000} {
		f := room
		if err := m.WriteSTL(&f, ""); err != errFull {
			t.Errorf("STL with room for %d bytes: %v", room, err)
		}
		f = room
		if err := m.WriteOBJ(&f, "", Whole); err != errFull {
			t.Errorf("OBJ with room for %d bytes: %v", room, err)
		}
	}
}

func BenchmarkWriteSTL500(b *testing.B) {
	m := must(b, wave(500), 3, Options{})
	b.SetBytes(m.STLSize())
	for b.Loop() {
		m.WriteSTL(io.Discard, "")
	}
}

func BenchmarkWriteOBJ500(b *testing.B) {
	m := must(b, wave(500), 3, Options{})
	for b.Loop() {
		m.WriteOBJ(io.Discard, "", Whole)
	}
}
