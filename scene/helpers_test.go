package scene

import "math/rand/v2"

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func uniform(r *rand.Rand, lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

// randomCamera looks from anywhere; one time in three exactly along an axis,
// level, or from straight above or below.
func randomCamera(r *rand.Rand) Camera {
	c := Camera{
		Azimuth: uniform(r, -180, 180), Elevation: uniform(r, -90, 90), Roll: uniform(r, -180, 180),
		Zoom: uniform(r, 0.5, 4), Pan: Point{uniform(r, -0.5, 0.5), uniform(r, -0.5, 0.5)},
		Perspective: r.IntN(2) == 0, Distance: uniform(r, MinDistance, 3),
	}
	if r.IntN(3) == 0 {
		c.Oblique, c.Receding = uniform(r, 0, 1.2), uniform(r, -180, 180)
	}
	if r.IntN(3) == 0 {
		c.Azimuth = 90 * float64(r.IntN(4))
	}
	switch r.IntN(6) {
	case 0:
		c.Elevation = 0
	case 1:
		c.Elevation = 90 * float64(2*r.IntN(2)-1)
	}
	return c
}

// coordinate is where coordinate k of v is: 0, 1, 2 are x, y, z.
func coordinate(v *Vec, k int) *float64 { return [3]*float64{&v.X, &v.Y, &v.Z}[k] }

// texts returns the texts that l holds.
func texts(l *DisplayList) (all []*Text) {
	for _, op := range l.Ops() {
		if t, ok := op.(*Text); ok {
			all = append(all, t)
		}
	}
	return all
}
