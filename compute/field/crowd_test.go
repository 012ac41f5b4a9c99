package field

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// written writes n lines of points.
func written(n int, point func(k int) (x, y, z float64)) []byte {
	var b strings.Builder
	for k := range n {
		x, y, z := point(k)
		fmt.Fprintln(&b, x, y, z)
	}
	return []byte(b.String())
}

// A table of more than can be shown is refused as soon as that is sure, however much
// follows.
func TestReadTooMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 5 * MaxPoints
	for _, c := range []struct {
		name, want string
		text       []byte
		upto       float64 // part of the file that is read, at most
	}{
		{"scattered points", errCrowd.Error(),
			written(n, func(int) (x, y, z float64) { return rng.Float64(), rng.Float64(), 1 }), 0.25},
		{"whole coordinates", errCrowd.Error(),
			written(n, func(int) (x, y, z float64) { return float64(rng.IntN(3000)), float64(rng.IntN(3000)), 1 }), 0.3},
		{"points, each of them twice", errCrowd.Error(),
			written(n, func(k int) (x, y, z float64) { return float64(k / 2), float64(k * 7919 / 2 % 99_991), 1 }), 0.55},
		{"points, and half of them gaps", errCrowd.Error(),
			written(n, func(k int) (x, y, z float64) { return rng.Float64(), rng.Float64(), []float64{1, -9999}[k%2] }), 0.55},
		{"lines", "more than 4200000 points", []byte(strings.Repeat("0 0 0\n", 2*MaxSamples)), 0.55},
		{"rows", "more than 4200000 samples", []byte(strings.Repeat(strings.Repeat("0 ", 2000)+"\n", MaxSamples/1000)), 0.55},
	} {
		last := 0.0
		_, _, err := ReadWith(func(part float64) { last = part }, Options{}, File{Name: "f", Data: c.text})
		if err == nil || !strings.HasPrefix(err.Error(), "f: "+c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if last /= beforeMesh; last == 0 || last > c.upto {
			t.Errorf("%s: refused after %.2f of the file, want at most %.2f", c.name, last, c.upto)
		}
	}
}

// Where it is not sure, all of a table is read: there may be a lattice of more points
// than can be triangulated, in any order and with coordinates that are rounded, and
// there may be fewer places than points.
func TestReadNotTooMany(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const side = 600
	cells := rng.Perm(side * side)
	steps := func(k int) float64 { return 4e6 + 0.1*float64(k)*(1+float64(rng.IntN(2))*0x1p-52) }
	for _, c := range []struct {
		name   string
		text   []byte
		nx     int
		points int
	}{
		{"a lattice", written(side*side, func(k int) (x, y, z float64) {
			return steps(cells[k] % side), steps(cells[k] / side), 1
		}), side, side * side},
		{"a lattice by rows", written(side*side, func(k int) (x, y, z float64) { return steps(k % side), steps(k / side), 1 }), side, side * side},
		{"points, each of them four times", written(320_000, func(k int) (x, y, z float64) {
			return float64(k / 4), float64(k / 4 * 7919 % 99_991), 1
		}), 0, 80_000},
		{"points, and half of them gaps", written(320_000, func(k int) (x, y, z float64) {
			return rng.Float64(), rng.Float64(), []float64{1, -9999}[k%2]
		}), 0, 160_000},
	} {
		f, r, err := Read(Options{}, File{Name: "f", Data: c.text})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if r.NX != c.nx || f.Points() != c.points {
			t.Errorf("%s: %d points, %d along x, want %d and %d", c.name, f.Points(), r.NX, c.points, c.nx)
		}
	}
}
