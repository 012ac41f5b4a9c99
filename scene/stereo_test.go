package scene

import (
	"math"
	"testing"
)

// The two eyes are the given angle apart, level with the picture; what lies in
// the plane of the paper falls on one point for both, what lies in front is
// farther to the right for the left eye, and nothing is displaced vertically.
func TestEyes(t *testing.T) {
	r := newRand(31)
	for range 3000 {
		c := randomCamera(r)
		c.Stereo = uniform(r, 0.5, MaxStereo)
		box := Box{Vec{-1, -2, 0}, Vec{3, 1, 4}}
		v := NewView(c, box, Vec{1, 1, 1}, Rect{Max: Point{640, 480}}, 40)
		var eyes [2]View
		for side := range eyes {
			v.ForEye(side, &eyes[side])
		}
		// Seen from the middle of the box.
		place := func(v *View) Vec {
			e, parallel := v.Eye()
			if parallel {
				return v.ToBox(v.Box.Min.Add(e)).Sub(v.ToBox(v.Box.Min))
			}
			return v.ToBox(e)
		}
		a, b := place(&eyes[0]), place(&eyes[1])
		if v.Camera.Oblique == 0 || v.Camera.Perspective {
			angle := math.Acos(a.Dot(b)/a.Norm()/b.Norm()) * 180 / math.Pi
			if math.Abs(angle-c.Stereo) > 1e-6 {
				t.Fatalf("%+v: the eyes are %v degrees apart", c, angle)
			}
		}
		if d := b.Sub(a); d.Dot(v.right) <= 0 || math.Abs(d.Dot(v.up)) > 1e-9 || math.Abs(d.Dot(v.out)) > 1e-9 {
			t.Fatalf("%+v: from eye to eye %v", c, d)
		}
		p := somewhere(r, box)
		depth := v.ToBox(p).Dot(v.out)
		q, ok := eyes[0].Project(p)
		s, ok2 := eyes[1].Project(p)
		if !ok || !ok2 || v.Depth(p) < 0.01 {
			continue
		}
		d := q.Sub(s)
		want := 2 * math.Tan(c.Stereo/2*math.Pi/180) * depth * v.Radius / v.Depth(p)
		if math.Abs(d.X-want) > 1e-7*(1+math.Abs(want))*v.Radius || math.Abs(d.Y) > 1e-9*v.Radius/v.Depth(p) {
			t.Fatalf("%+v: at depth %v the eyes are %v apart, want %v", c, depth, d, want)
		}
		whole, _ := v.Project(p)
		if got := eyes[0].Disparity(p); got.Sub(q.Sub(whole)).Norm() > 0 {
			t.Fatalf("disparity %v, want %v", got, q.Sub(whole))
		}
	}
}

// Tones mix as colours do.
func TestTone(t *testing.T) {
	r := newRand(32)
	color := func() Color {
		f := func() float32 { return float32(uniform(r, 0.1, 0.9)) }
		return Color{f(), f(), f(), 1}
	}
	for range 1000 {
		ground, p, q := color(), color(), color()
		ground.R, ground.B = ground.G+0.03, ground.G-0.03
		a := float32(r.Float64())
		for _, c := range []Channels{RedChannel, CyanChannels} {
			got, want := c.Tone(p, ground).Mix(c.Tone(q, ground), a), c.Tone(p.Mix(q, a), ground)
			if math.Abs(float64(got.R-want.R))+math.Abs(float64(got.G-want.G))+math.Abs(float64(got.B-want.B)) > 1e-5 {
				t.Fatalf("%v, want %v", got, want)
			}
		}
		red, cyan := RedChannel.Tone(ground, ground), CyanChannels.Tone(ground, ground)
		if red.R != ground.R || cyan.G != ground.G || cyan.B != ground.B || red.G+red.B+cyan.R != 0 {
			t.Fatalf("the background %v becomes %v and %v", ground, red, cyan)
		}
		if AllChannels.Tone(p, ground) != p {
			t.Fatal("all channels change a colour")
		}
	}
}

func TestClipWithinAnEye(t *testing.T) {
	var l DisplayList
	l.Channels(RedChannel)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	l.Clip(Rect{})
}
