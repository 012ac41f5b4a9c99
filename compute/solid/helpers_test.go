package solid

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"zscape/compute/grid"
)

var nan = math.NaN()

// plate returns a grid of nx by ny samples at spacing 1, all at height z.
func plate(nx, ny int, z float64) *grid.Grid {
	g := grid.New(grid.Linspace(0, float64(nx-1), nx), grid.Linspace(0, float64(ny-1), ny))
	g.Fill(func(_, _ float64) float64 { return z })
	return g
}

// randomGrid returns a grid with uneven axes, random heights, and gaps where a
// random number is below gaps. Half of them are torn at random edges and cells, too.
func randomGrid(r *rand.Rand, nx, ny int, gaps float64) *grid.Grid {
	axis := func(n int) []float64 {
		a := make([]float64, n)
		at := 100 * r.NormFloat64()
		for i := range a {
			at += math.Exp(2 * r.NormFloat64())
			a[i] = at
		}
		return a
	}
	g := grid.New(axis(nx), axis(ny))
	height := math.Exp(3 * r.NormFloat64())
	g.Fill(func(_, _ float64) float64 {
		if r.Float64() < gaps {
			return []float64{nan, math.Inf(1), math.Inf(-1)}[r.IntN(3)]
		}
		return height * r.NormFloat64()
	})
	if r.IntN(2) == 0 {
		tear(r, g, gaps/2)
	}
	return g
}

// tear tears g at about a part of its edges and cells.
func tear(r *rand.Rand, g *grid.Grid, part float64) {
	for j := range g.Ny() {
		for i := range g.Nx() {
			for _, t := range []grid.Tear{grid.AlongX, grid.AlongY, grid.Within} {
				if r.Float64() < part {
					g.Tear(i, j, t)
				}
			}
		}
	}
}

func must(t testing.TB, g *grid.Grid, thickness float64, o Options) *Mesh {
	t.Helper()
	m, err := FromGrid(g, thickness, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// drawnArea returns the number and the area of the triangles of g's surface, and
// the volume below it down to z = 0, in data units, from grid.Grid's definition.
func drawnArea(g *grid.Grid) (n int, area, volume float64) {
	for j := range g.Ny() - 1 {
		for i := range g.Nx() - 1 {
			half := (g.X[i+1] - g.X[i]) * (g.Y[j+1] - g.Y[j]) / 2
			for upper, third := range []float64{g.At(i+1, j), g.At(i, j+1)} {
				torn := g.Lost(i, j)>>upper&1 != 0
				if z := g.At(i, j) + g.At(i+1, j+1) + third; z-z == 0 && !torn {
					n++
					area += half
					volume += half * z / 3
				}
			}
		}
	}
	return n, area, volume
}

// checkBody reports in which way m is not a proper body.
func checkBody(m *Mesh) error {
	if err := m.Closed(); err != nil {
		return err
	}
	if err := oneFan(m); err != nil {
		return err
	}
	for k, t := range m.Triangles {
		n := normal(m.Vertices[t[0]], m.Vertices[t[1]], m.Vertices[t[2]])
		switch {
		case k < m.Surface && !(n[2] > 0):
			return fmt.Errorf("surface triangle %d has normal %v", k, n)
		case k >= m.Surface && k < 2*m.Surface && !(n[2] < 0):
			return fmt.Errorf("bottom triangle %d has normal %v", k, n)
		case k >= 2*m.Surface && (math.Abs(n[2]) > 1e-9 || n == [3]float64{}):
			return fmt.Errorf("wall triangle %d has normal %v", k, n)
		}
	}
	// The outermost sample may be drawn apart, and its vertices a little inside.
	lo, hi := m.Bounds()
	for a := range lo {
		if !(lo[a] >= 0 && lo[a] <= hi[a]*slide) {
			return fmt.Errorf("body begins at %v", lo)
		}
	}
	return nil
}

// oneFan returns an error if the triangles around a vertex of a closed mesh are
// not one ring, or there are none.
func oneFan(m *Mesh) error {
	next := make([]map[uint32]uint32, len(m.Vertices))
	for _, t := range m.Triangles {
		for k, v := range t {
			if next[v] == nil {
				next[v] = map[uint32]uint32{}
			}
			next[v][t[(k+1)%3]] = t[(k+2)%3]
		}
	}
	for v, ring := range next {
		if len(ring) == 0 {
			return fmt.Errorf("vertex %d has no triangle", v)
		}
		var first uint32
		for first = range ring {
			break
		}
		n := 1
		for at := ring[first]; at != first; at = ring[at] {
			n++
		}
		if n != len(ring) {
			return fmt.Errorf("vertex %d: a fan of %d of its %d triangles", v, n, len(ring))
		}
	}
	return nil
}

// pieces returns the number of connected components.
func pieces(m *Mesh) int {
	root := make([]uint32, len(m.Vertices))
	for v := range root {
		root[v] = uint32(v)
	}
	find := func(v uint32) uint32 {
		for root[v] != v {
			root[v] = root[root[v]]
			v = root[v]
		}
		return v
	}
	for _, t := range m.Triangles {
		root[find(t[0])] = find(t[1])
		root[find(t[1])] = find(t[2])
	}
	n := 0
	for v := range root {
		if root[v] == uint32(v) {
			n++
		}
	}
	return n
}

// parseSTL reads a binary STL file. Corners at the same place become one
// vertex.
func parseSTL(b []byte) (m *Mesh, normals [][3]float64, err error) {
	if len(b) < stlHeader+4 {
		return nil, nil, fmt.Errorf("%d bytes", len(b))
	}
	if bytes.HasPrefix(b, []byte("solid")) {
		return nil, nil, fmt.Errorf("looks like a text file")
	}
	n := binary.LittleEndian.Uint32(b[stlHeader:])
	b = b[stlHeader+4:]
	if len(b) != stlTriangle*int(n) {
		return nil, nil, fmt.Errorf("%d bytes for %d triangles", len(b), n)
	}
	m = new(Mesh)
	at := map[[3]float32]uint32{}
	for c := range slices.Chunk(b, stlTriangle) {
		var v [4][3]float32
		if _, err := binary.Decode(c, binary.LittleEndian, &v); err != nil {
			return nil, nil, err
		}
		var t [3]uint32
		for k, p := range v[1:] {
			id, ok := at[p]
			if !ok {
				id = uint32(len(m.Vertices))
				at[p] = id
				m.Vertices = append(m.Vertices, wide(p))
			}
			t[k] = id
		}
		m.Triangles = append(m.Triangles, t)
		normals = append(normals, wide(v[0]))
	}
	return m, normals, nil
}

func wide(v [3]float32) [3]float64 {
	return [3]float64{float64(v[0]), float64(v[1]), float64(v[2])}
}

// throughSTL returns m as another program reads it.
func throughSTL(m *Mesh) (*Mesh, error) {
	var b bytes.Buffer
	if err := m.WriteSTL(&b, "test"); err != nil {
		return nil, err
	}
	if int64(b.Len()) != m.STLSize() {
		return nil, fmt.Errorf("%d bytes, STLSize is %d", b.Len(), m.STLSize())
	}
	read, _, err := parseSTL(b.Bytes())
	return read, err
}

func near(a, b, tol float64) bool { return math.Abs(a-b) <= tol*max(math.Abs(a), math.Abs(b)) }
