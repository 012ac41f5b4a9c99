package space

import (
	"math"

	"zscape/compute/grid"
	"zscape/scene"
)

// Lighting says how the faces of surfaces are lit. It is fixed to the box, so that
// turning it changes no colour: a face has its colour times Ambient plus
// Diffuse times the cosine of the angle at which the light falls on it.
type Lighting struct {
	Azimuth, Elevation float64 // of where it comes from, degrees
	Ambient, Diffuse   float64 // 0..1

	// Gloss is how white the face becomes that would throw the light straight
	// up, 0..1.
	Gloss float64
}

// DefaultLighting is soft light from above on the side of smaller x and y.
var DefaultLighting = Lighting{Azimuth: -127, Elevation: 53, Ambient: 0.70, Diffuse: 0.36}

// lamp is a Lighting made ready.
type lamp struct {
	Lighting
	to, half scene.Vec // towards the light; between it and the zenith
}

func newLamp(l *Lighting) lamp {
	if l == nil {
		l = &DefaultLighting
	}
	az, el := l.Azimuth*math.Pi/180, l.Elevation*math.Pi/180
	to := scene.Vec{X: math.Cos(el) * math.Cos(az), Y: math.Cos(el) * math.Sin(az), Z: math.Sin(el)}
	half := to.Add(scene.Vec{Z: 1})
	if n := half.Norm(); n > 1e-9 {
		half = half.Scale(1 / n)
	}
	return lamp{Lighting: *l, to: to, half: half}
}

// lit is how a sample is lit: its colour is to be multiplied by shade, and
// then moved towards white by gloss.
type lit struct{ shade, gloss float32 }

// on returns c as it is lit.
func (l lit) on(c scene.Color) scene.Color {
	c.R, c.G, c.B = min(c.R*l.shade, 1), min(c.G*l.shade, 1), min(c.B*l.shade, 1)
	if l.gloss > 0 {
		a := c.A
		c = c.Mix(scene.Color{R: 1, G: 1, B: 1, A: 1}, l.gloss)
		c.A = a
	}
	return c
}

func (l lit) mix(m lit, t float32) lit {
	return lit{l.shade + t*(m.shade-l.shade), l.gloss + t*(m.gloss-l.gloss)}
}

// relief is the samples on which the light falls, in box coordinates: x of the
// columns, y of the rows, and z of all.
type relief struct {
	x, y, z []float64
	light   Lighting
	moved   []bool // rows with another z than when they were lit last
	all     bool   // all rows are to be lit anew
	lit     bool   // they are lit
}

// lift brings the relief to the used samples of g, and notes what of it has changed.
func (d *detail) lift(g *grid.Grid, v *scene.View, light Lighting) {
	r, nx := &d.relief, len(d.cols)
	r.all = !r.lit || d.torn != nil || light != r.light || len(r.z) != len(d.rows)*nx || len(r.x) != nx
	r.light, r.lit = light, false
	r.x, r.y, r.z, r.moved = resize(r.x, nx), resize(r.y, len(d.rows)), resize(r.z, len(d.rows)*nx), resize(r.moved, len(d.rows))
	for b, i := range d.cols {
		x := v.ToBox(scene.Vec{X: g.X[i]}).X
		r.all = r.all || x != r.x[b]
		r.x[b] = x
	}
	for a, j := range d.rows {
		y := v.ToBox(scene.Vec{Y: g.Y[j]}).Y
		r.all = r.all || y != r.y[a]
		pause(v)
		r.y[a], r.moved[a] = y, false
		from, to := g.Z[j*g.Nx():(j+1)*g.Nx()], r.z[a*nx:(a+1)*nx]
		for b, i := range d.cols {
			z := v.ToBox(scene.Vec{Z: from[i]}).Z
			if z != to[b] { // or there is none
				to[b], r.moved[a] = z, true
			}
		}
	}
}

// light computes how the samples are lit, as far as that is not known.
func (d *detail) light(p *lamp, v *scene.View) {
	r := &d.relief
	last := len(d.rows) - 1
	for a := range d.rows {
		pause(v)
		if r.all || r.moved[a] || r.moved[max(a-1, 0)] || r.moved[min(a+1, last)] {
			for b := range d.cols {
				d.cuts.lit[a*len(d.cols)+b] = d.lightAt(p, a, b)
			}
		}
	}
	r.lit = true
	if d.torn != nil { // it may be whole when it is lit next
		r.z = r.z[:0]
	}
}

// lightAt returns how the surface is lit at sample (a, b) of those that are used.
func (d *detail) lightAt(p *lamp, a, b int) lit {
	west, east, south, north := max(b-1, 0), min(b+1, len(d.cols)-1), max(a-1, 0), min(a+1, len(d.rows)-1)
	if t := d.torn; t != nil { // what lies beyond a tear has another slope
		if t.TornBetween(west, a, b, a) {
			west = b
		}
		if t.TornBetween(b, a, east, a) {
			east = b
		}
		if t.TornBetween(b, south, b, a) {
			south = a
		}
		if t.TornBetween(b, a, b, north) {
			north = a
		}
	}
	r, nx := &d.relief, len(d.cols)
	n := scene.Vec{
		X: -(r.z[a*nx+east] - r.z[a*nx+west]) / (r.x[east] - r.x[west]),
		Y: -(r.z[north*nx+b] - r.z[south*nx+b]) / (r.y[north] - r.y[south]),
		Z: 1,
	}
	if !n.Finite() {
		return lit{shade: 1}
	}
	return p.on(n.Scale(1 / n.Norm()))
}

// on returns how a face with the unit normal n is lit.
func (p *lamp) on(n scene.Vec) lit {
	light := lit{shade: float32(p.Ambient + p.Diffuse*max(0, n.Dot(p.to)))}
	if p.Gloss > 0 {
		const sharpness = 60
		light.gloss = float32(0.8 * p.Gloss * math.Pow(max(0, n.Dot(p.half)), sharpness))
	}
	return light
}
