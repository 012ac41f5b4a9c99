package raster

import (
	"math"
	"testing"

	"zscape/scene"
)

// bell returns a bivariate Gaussian of nx x ny samples as a mesh seen from
// azimuth -60, elevation 30, in a picture of w x h.
func bell(nx, ny int, w, h float64) *scene.Mesh {
	m := &scene.Mesh{
		MeshData: new(scene.MeshData),
		Face:     scene.FaceColors,
		Grid:     scene.Stroke{Color: scene.Hex(0x1f2937).Opacity(0.6), Width: 0.8},
		Contour:  scene.Stroke{Color: scene.Hex(0xffffff), Width: 1.5},
		Levels:   9,
	}
	sin, cos := math.Sincos(-60 * math.Pi / 180)
	lift, tilt := math.Sincos(30 * math.Pi / 180)
	low, high := scene.Hex(0x35275e), scene.Hex(0xf0d543)
	for j := range ny {
		for i := range nx {
			x, y := 2*float64(i)/float64(nx-1)-1, 2*float64(j)/float64(ny-1)-1
			z := math.Exp(-4 * (x*x - x*y + y*y))
			right, away := -sin*x+cos*y, -cos*x-sin*y
			m.X = append(m.X, float32(w/2+0.33*w*right))
			m.Y = append(m.Y, float32(0.6*h-0.33*w*(lift*away+tilt*(z-0.3))))
			m.U = append(m.U, float32(i))
			m.V = append(m.V, float32(j))
			m.Level = append(m.Level, float32(10*z-1))
			m.Colors = append(m.Colors, low.Mix(high, float32(z)))
		}
	}
	// From there, large y and small x are at the back.
	for j := ny - 2; j >= 0; j-- {
		for i := range nx - 1 {
			a := uint32(j*nx + i)
			b, c, d := a+1, a+uint32(nx), a+uint32(nx)+1
			m.Index = append(m.Index, a, b, d, a, d, c)
		}
	}
	return m
}

func BenchmarkMesh(b *testing.B) {
	for _, c := range []struct {
		name   string
		nx, ny int
	}{{"81x61", 81, 61}, {"500x500", 500, 500}} {
		b.Run(c.name, func(b *testing.B) {
			l := list(960, 720, white)
			l.Mesh(bell(c.nx, c.ny, 960, 720))
			b.ReportAllocs()
			for b.Loop() {
				Draw(l, 1)
			}
		})
	}
}

// BenchmarkPolylines draws the grid lines of the same mesh as polylines.
func BenchmarkPolylines(b *testing.B) {
	const nx, ny = 81, 61
	l := list(960, 720, white)
	m := bell(nx, ny, 960, 720)
	p := l.NewPolylines(scene.Stroke{Color: scene.Hex(0x1f5f99).Opacity(0.7), Width: 1})
	at := func(k int) scene.Point { return scene.Point{X: float64(m.X[k]), Y: float64(m.Y[k])} }
	for j := range ny {
		for i := range nx {
			p.Add(at(j*nx + i))
		}
		p.End()
	}
	for i := range nx {
		for j := range ny {
			p.Add(at(j*nx + i))
		}
		p.End()
	}
	b.ReportAllocs()
	for b.Loop() {
		Draw(l, 1)
	}
}

func BenchmarkEmpty(b *testing.B) {
	l := list(960, 720, white)
	for b.Loop() {
		Draw(l, 1)
	}
}
