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

// light returns how the surface is lit at sample (a, b) of those that are used.
func (d *detail) light(g *grid.Grid, v *scene.View, p *lamp, a, b int) lit {
	at := func(a, b int) scene.Vec {
		j, i := d.rows[a], d.cols[b]
		return v.ToBox(scene.Vec{X: g.X[i], Y: g.Y[j], Z: g.Z[j*g.Nx()+i]})
	}
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
	dx, dy := at(a, east).Sub(at(a, west)), at(north, b).Sub(at(south, b))
	n := scene.Vec{X: -dx.Z / dx.X, Y: -dy.Z / dy.Y, Z: 1}
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
