package field

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sinesOf returns the field through n points.
func sinesOf(t testing.TB, n int) *Field {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(n), 3))
	x, y, z := make([]float64, n), make([]float64, n), make([]float64, n)
	for k := range x {
		x[k], y[k] = random.Float64(), random.Float64()
		z[k] = math.Sin(5*x[k]) + y[k]
	}
	f, err := NewScattered(x, y, z)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// What is taken apart and put together is the same function.
func TestParts(t *testing.T) {
	lattice, err := NewGrid([]float64{3, 2, 0}, []float64{0, 1}, []float64{1, 2, math.NaN(), 4, 5, 6})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*Field{lattice, sinesOf(t, 3), sinesOf(t, 500)} {
		p := f.Parts()
		back, err := FromParts(Parts{slices.Clone(p.X), slices.Clone(p.Y), slices.Clone(p.Z), slices.Clone(p.Triangles), slices.Clone(p.Near)})
		if err != nil {
			t.Fatal(err)
		}
		x0, x1, y0, y1 := f.Bounds()
		if a, b, c, d := back.Bounds(); a != x0 || b != x1 || c != y0 || d != y1 || back.Points() != f.Points() {
			t.Errorf("bounds %v %v %v %v, %d points", a, b, c, d, back.Points())
		}
		for k := range 400 {
			x, y := x0+(x1-x0)*float64(k%20)/19, y0+(y1-y0)*float64(k/20)/19
			if a, b := f.At(x, y), back.At(x, y); a != b && (a == a || b == b) {
				t.Fatalf("at %v, %v: %v becomes %v", x, y, a, b)
			}
			if a, b := f.Jet(x, y), back.Jet(x, y); a != b && a.Z == a.Z {
				t.Fatalf("at %v, %v: %v becomes %v", x, y, a, b)
			}
		}
	}
}

// Whatever parts are made of, they are refused, or a function that returns.
func FuzzParts(f *testing.F) {
	f.Add(uint16(0), int32(1), uint8(0))
	f.Add(uint16(7), int32(-1), uint8(1))
	f.Fuzz(func(t *testing.T, at uint16, v int32, part uint8) {
		p := sinesOf(t, 40).Parts()
		switch part % 4 {
		case 0:
			p.Triangles[int(at)%len(p.Triangles)] = v
		case 1:
			p.Near[int(at)%len(p.Near)] = v
		case 2: // two corners or neighbours change places
			a, b := int(at)%len(p.Triangles), int(uint32(v))%len(p.Triangles)
			p.Triangles[a], p.Triangles[b] = p.Triangles[b], p.Triangles[a]
		case 3:
			p.X[int(at)%len(p.X)] = float64(v)
		}
		g, err := FromParts(p)
		if err != nil {
			return
		}
		for k := range 100 {
			x, y := float64(k%10)/9, float64(k/10)/9
			g.At(x, y)
			g.Jet(x, y)
		}
	})
}

// Parts that are too few, or are not of one field.
func TestPartsRefused(t *testing.T) {
	mesh := sinesOf(t, 20).Parts()
	for name, p := range map[string]Parts{
		"nothing":         {},
		"too few samples": {X: []float64{0, 1}, Y: []float64{0, 1}, Z: []float64{1, 2, 3}},
		"too few numbers": {X: mesh.X, Y: mesh.Y, Z: mesh.Z, Triangles: mesh.Triangles[1:], Near: mesh.Near},
		"too few squares": {X: mesh.X, Y: mesh.Y, Z: mesh.Z, Triangles: mesh.Triangles, Near: mesh.Near[1:]},
		"no neighbour":    {X: mesh.X, Y: mesh.Y, Z: mesh.Z, Triangles: mesh.Triangles[:len(mesh.Triangles)-6], Near: mesh.Near},
		"too few points":  {X: mesh.X[:9], Y: mesh.Y[:9], Z: mesh.Z[:9], Triangles: mesh.Triangles, Near: mesh.Near},
	} {
		if _, err := FromParts(p); err == nil {
			t.Errorf("%s: a field", name)
		}
	}
}

// Reading with progress reads the same, and tells of rising parts of the whole.
func TestReadWith(t *testing.T) {
	list := append(tableOf(20_000), '\n')
	for range 2 {
		var told []float64
		f, r, err := ReadWith(func(part float64) { told = append(told, part) }, Options{}, File{Name: "a.csv", Data: list})
		if err != nil || r.Points != 20_000 || f.Points() != r.Points {
			t.Fatal(r, err)
		}
		if len(told) < 20 || !slices.IsSorted(told) || told[0] < 0 || told[len(told)-1] > 1 || told[len(told)-1] < 0.9 {
			t.Errorf("%d parts: %v", len(told), told)
		}
	}
}

// tableOf returns a table of n points.
func tableOf(n int) []byte {
	random := rand.New(rand.NewPCG(1, 2))
	list := []byte("x,y,z\n")
	for range n {
		list = fmt.Appendf(list, "%.6f,%.6f,%.3f\n", random.Float64(), random.Float64(), random.Float64())
	}
	return list
}

func BenchmarkFromParts(b *testing.B) {
	p := sinesOf(b, MaxPoints).Parts()
	for b.Loop() {
		if _, err := FromParts(p); err != nil {
			b.Fatal(err)
		}
	}
}
