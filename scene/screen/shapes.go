//go:build js

package screen

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"zscape/scene"
)

// shapes gathers lines and polygons as triangles.
type shapes struct {
	vertices []ebiten.Vertex
	indices  []uint32
}

// most is how many vertices are gathered before they are drawn.
const most = 1 << 18

func (s *shapes) flush(dst *ebiten.Image) {
	if len(s.indices) > 0 {
		dst.DrawTrianglesShader32(s.vertices, s.indices, shapesShader, nil)
	}
	s.vertices, s.indices = s.vertices[:0], s.indices[:0]
}

func (s *shapes) addPolylines(c *canvas, p *scene.Polylines) {
	for k := range p.Len() {
		if len(s.vertices) > most {
			s.flush(c.dst)
		}
		points, color := p.At(k), p.ColorAt(k)
		half := float32(p.WidthAt(k) * c.scale / 2)
		phase := 0.0 // along the line, in screen units
		for i := 1; i < len(points); i++ {
			a, b := points[i-1], points[i]
			if p.Stroke.Dash <= 0 {
				s.addSegment(c, a, b, half, color)
				continue
			}
			phase = s.addDashes(c, a, b, half, color, p.Stroke.Dash, phase)
		}
	}
}

// addDashes adds the segment from a to b with dashes and gaps dash long,
// phase into the pattern, and returns the phase at b.
func (s *shapes) addDashes(c *canvas, a, b scene.Point, half float32, color scene.Color, dash, phase float64) float64 {
	d := b.Sub(a)
	length := d.Norm()
	if !(length < 1e5) { // far off the screen, or not finite
		return 0
	}
	for at := 0.0; at < length; {
		in := math.Mod(phase+at, 2*dash)
		to := min(length, at+dash-math.Mod(in, dash))
		if in < dash {
			s.addSegment(c, a.Add(d.Scale(at/length)), a.Add(d.Scale(to/length)), half, color)
		}
		at = max(to, at+1e-3)
	}
	return math.Mod(phase+length, 2*dash)
}

func (s *shapes) addSegment(c *canvas, a, b scene.Point, half float32, color scene.Color) {
	ax, ay := c.device(a)
	bx, by := c.device(b)
	dx, dy := bx-ax, by-ay
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if length-length != 0 {
		return
	}
	ux, uy := float32(1), float32(0)
	if length > 0 {
		ux, uy = dx/length, dy/length
	}
	reach := max(half, 0.5) + 0.5 // beyond, the coverage is 0
	n := uint32(len(s.vertices))
	for _, corner := range [4][2]float32{{-reach, -reach}, {length + reach, -reach}, {length + reach, reach}, {-reach, reach}} {
		along, across := corner[0], corner[1]
		s.vertices = append(s.vertices, ebiten.Vertex{
			DstX: ax + ux*along - uy*across, DstY: ay + uy*along + ux*across,
			ColorR: color.R, ColorG: color.G, ColorB: color.B, ColorA: color.A,
			Custom0: along, Custom1: across, Custom2: length, Custom3: half,
		})
	}
	s.indices = append(s.indices, n, n+1, n+2, n, n+2, n+3)
}

// addPolygons adds each polygon as a fan that ends half a pixel inside its
// edges, and a rim a pixel wide over which the coverage falls to nothing.
func (s *shapes) addPolygons(c *canvas, p *scene.Polygons) {
	for k := range p.Len() {
		if len(s.vertices) > most {
			s.flush(c.dst)
		}
		points, color := p.At(k), p.Colors[k]
		n := len(points)
		if n < 3 {
			continue
		}
		side := float32(1)
		if area(points) < 0 {
			side = -1
		}
		first := uint32(len(s.vertices))
		for i := range points {
			px, py := c.device(points[(i+n-1)%n])
			x, y := c.device(points[i])
			qx, qy := c.device(points[(i+1)%n])
			ox, oy := outward(px, py, x, y, qx, qy)
			for _, rim := range [2]float32{-0.5, 0.5} {
				s.vertices = append(s.vertices, ebiten.Vertex{
					DstX: x + side*rim*ox, DstY: y + side*rim*oy,
					ColorR: color.R, ColorG: color.G, ColorB: color.B, ColorA: color.A,
					Custom0: 0.5 - rim, Custom3: -1,
				})
			}
		}
		for i := range uint32(n) {
			a, b := first+2*i, first+2*((i+1)%uint32(n))
			if i > 0 && i < uint32(n)-1 {
				s.indices = append(s.indices, first, a, b)
			}
			s.indices = append(s.indices, a, a+1, b+1, a, b+1, b)
		}
	}
}

// outward returns how far the corner (x, y) between its neighbours moves when
// both of its edges move out by one, for corners in clockwise order on the screen.
func outward(px, py, x, y, qx, qy float32) (ox, oy float32) {
	n1x, n1y := normal(px, py, x, y)
	n2x, n2y := normal(x, y, qx, qy)
	ox, oy = n1x+n2x, n1y+n2y
	scale := 2 / max(ox*ox+oy*oy, 0.5) // sharp corners are not drawn out to needles
	return ox * scale, oy * scale
}

func normal(ax, ay, bx, by float32) (nx, ny float32) {
	dx, dy := bx-ax, by-ay
	l := float32(math.Hypot(float64(dx), float64(dy)))
	if l == 0 {
		return 0, 0
	}
	return dy / l, -dx / l
}

func area(points []scene.Point) float64 {
	sum := 0.0
	for i, p := range points {
		q := points[(i+1)%len(points)]
		sum += p.X*q.Y - q.X*p.Y
	}
	return sum
}
