package scene

import "math"

// Camera says from where a picture is seen. Angles are in degrees, in
// matplotlib's sense: the eye is at azimuth Azimuth around the z axis, counted
// from the x axis towards the y axis, and Elevation above the xy plane; a
// positive Roll turns the picture counter-clockwise.
type Camera struct {
	Azimuth, Elevation, Roll float64

	// Zoom magnifies the picture; at 1 the box fits in its frame from every angle.
	Zoom float64

	// Pan moves the picture, in units of the radius of the sphere around the
	// box at Zoom 1: X to the right, Y up.
	Pan Point

	// Perspective is central projection, from an eye Distance away from the
	// middle of the box, in radii of the sphere around it (under 1, it may be
	// inside). Otherwise the projection is parallel.
	Perspective bool
	Distance    float64

	// Oblique, in parallel projection, draws depth as well: what is parallel to
	// the picture is true to shape, and lines that run away from the reader
	// appear at this scale, in the direction Receding on the screen,
	// counter-clockwise from the right. Seen along an axis, 1 at 45 degrees is
	// the cavalier projection of a box, 0.5 the cabinet one. 0 is orthographic.
	Oblique, Receding float64

	// Stereo, if not 0, makes two pictures, for eyes so many degrees apart as
	// seen from the middle of the box, which stays in the plane of the paper:
	// the grey of the left one in red, of the right one in green and blue.
	Stereo float64
}

// Ranges that Clamp keeps.
const (
	MinZoom, MaxZoom         = 0.2, 40.0
	MinDistance, MaxDistance = 0.4, 20.0
	MaxPan                   = 10.0
	MaxOblique               = 1.5
	MaxStereo                = 20.0
)

// DefaultCamera is matplotlib's first view, orthographic.
var DefaultCamera = Camera{Azimuth: -60, Elevation: 30, Zoom: 1, Distance: 4, Receding: 45}

// Preset is a named direction to look from.
type Preset struct {
	Name               string
	Azimuth, Elevation float64
}

// Presets are the views that have names. "octave" is view(45, 60) of Octave,
// which counts azimuth from the negative y axis.
var Presets = []Preset{
	{"default", -60, 30},
	{"xy", -90, 90},
	{"xz", -90, 0},
	{"yz", 0, 0},
	{"octave", -45, 60},
}

// Orbit returns c turned by the given degrees; elevation stays within -90..90.
func (c Camera) Orbit(azimuth, elevation float64) Camera {
	c.Azimuth += azimuth
	c.Elevation += elevation
	return c.Clamp()
}

// Clamp returns c with its angles wrapped to (-180, 180] (elevation held in
// -90..90) and everything else held in its range. What is not finite becomes
// the default.
func (c Camera) Clamp() Camera {
	d := DefaultCamera
	c.Azimuth = wrap(finite(c.Azimuth, d.Azimuth))
	c.Elevation = hold(finite(c.Elevation, d.Elevation), -90, 90)
	c.Roll = wrap(finite(c.Roll, 0))
	c.Zoom = hold(finite(c.Zoom, 1), MinZoom, MaxZoom)
	c.Distance = hold(finite(c.Distance, d.Distance), MinDistance, MaxDistance)
	c.Pan.X = hold(finite(c.Pan.X, 0), -MaxPan, MaxPan)
	c.Pan.Y = hold(finite(c.Pan.Y, 0), -MaxPan, MaxPan)
	c.Oblique = hold(finite(c.Oblique, 0), 0, MaxOblique)
	c.Receding = wrap(finite(c.Receding, d.Receding))
	c.Stereo = hold(finite(c.Stereo, 0), 0, MaxStereo)
	return c
}

// basis returns the unit vectors to the right, upwards, and towards the eye.
func (c Camera) basis() (right, up, eye Vec) {
	sa, ca := sincos(c.Azimuth)
	se, ce := sincos(c.Elevation)
	r, u := Vec{-sa, ca, 0}, Vec{-se * ca, -se * sa, ce}
	sr, cr := sincos(c.Roll)
	// The camera turns clockwise, so the scene turns counter-clockwise.
	right = r.Scale(cr).Sub(u.Scale(sr))
	up = r.Scale(sr).Add(u.Scale(cr))
	return right, up, Vec{ce * ca, ce * sa, se}
}

// shear returns how far, per unit of depth towards the reader, the picture is
// moved to the right and upwards.
func (c Camera) shear() Point {
	if c.Perspective || c.Oblique == 0 {
		return Point{}
	}
	s, k := sincos(c.Receding)
	return Point{-k, -s}.Scale(c.Oblique)
}

// sincos is exact at multiples of 90 degrees, so that the named views are
// exactly edge-on.
func sincos(degrees float64) (sin, cos float64) {
	switch math.Mod(degrees, 360) {
	case 0:
		return 0, 1
	case 90, -270:
		return 1, 0
	case 180, -180:
		return 0, -1
	case -90, 270:
		return -1, 0
	}
	return math.Sincos(degrees * math.Pi / 180)
}

func wrap(degrees float64) float64 {
	d := math.Mod(degrees, 360)
	if d > 180 {
		d -= 360
	} else if d <= -180 {
		d += 360
	}
	return d
}

func hold(v, lo, hi float64) float64 { return max(lo, min(v, hi)) }

func finite(v, otherwise float64) float64 {
	if v-v != 0 {
		return otherwise
	}
	return v
}
