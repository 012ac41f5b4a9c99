package surface

import (
	"errors"
	"math"
	"strings"
	"testing"

	"zscape/compute/solid"
)

// Bodies of all kinds are closed, and as large and as heavy as they must be.
func TestBodies(t *testing.T) {
	for _, c := range []struct {
		text   string
		volume float64 // mm^3; 0 if that is not known
		tol    float64
	}{
		{"f=x*0&nx=3&ny=3&thick=7", 100 * 100 * 7, 1e-12},
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmax=pi&us=121&vs=61", 4. / 3 * math.Pi * 50 * 50 * 50, 5e-3},
		{"f=((3+cos(v))*cos(u),(3+cos(v))*sin(u),sin(v))&us=121&vs=61", 2 * math.Pi * math.Pi * 37.5 * 12.5 * 12.5, 5e-3},
		{"f=(u*cos(v),u*sin(v),0)&umax=2&thick=2", math.Pi * 2500 * 2, 5e-3},
		// Of the disc, up to its edge, there is a shell; the plane is another.
		{"f=if(r<2,1);3&xmin=-2&xmax=2&ymin=-2&ymax=2&thick=2&nx=41&ny=41", math.Pi*2500*2 + 10000*2, 1e-3},
		{"f=2*x/5&domain=polar&thick=1&aspect=equal", math.Pi * 2500 * math.Sqrt(1+0.16), 1e-2},
		{"f=(u,0,0)&thick=4", 100 * 4 * math.Pi, 0.03},
		{"f=x^2-y^2;2sin(x);if(r<3,5-r)&xmin=-3&xmax=3&ymin=-3&ymax=3", 0, 0},
		{"f=(u,v,u*v);(u,v,3);x;(0,0,u);1/x", 0, 0},
		{"f=(u,v,log(u*v-1));exp(x)&zlog=1", 0, 0},
		{"f=x;y;(u,v,u*v)&panels=parts&beside=map", 0, 0},
		{"f=(u,v,1/u)", 0, 0}, // a pole at the border
		{"f=(1e300*u,v,1/u)", 0, 0},
		{"f=r;2r&domain=polar&mode=contour&floor=1&zmax=4", 0, 0},
	} {
		m := showScript(t, "surface?"+c.text).Model()
		job, err := m.Body()
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		body, err := solid.Finish(job)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		if err := body.Closed(); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		v := body.Volume()
		if !(v > 0) || c.volume > 0 && math.Abs(v/c.volume-1) > c.tol {
			t.Errorf("%s: %v mm^3, want %v", c.text, v, c.volume)
		}
		lo, hi := body.Bounds()
		if longest := max(hi[0], hi[1], hi[2]); lo != [3]float64{} || longest < 100-1e-6 || longest > 100+m.Thickness+1e-6 {
			t.Errorf("%s: from %v to %v", c.text, lo, hi)
		}
		if shell := m.Sheet != nil; shell == (strings.HasPrefix(c.text, "f=x*0")) {
			t.Errorf("%s: a sheet: %v", c.text, shell)
		}
	}
	job, err := show(t, "surface?f=(0/0,u,v)").Model().Body()
	if err == nil {
		_, err = solid.Finish(job)
	}
	if none := new(solid.EmptyError); !errors.As(err, &none) {
		t.Errorf("of nothing: %v", err)
	}
}

func BenchmarkBody(b *testing.B) {
	s := show(b, "surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v));x;r&us=401&vs=201&nx=201&ny=201")
	b.ReportAllocs()
	for b.Loop() {
		job, err := s.Model().Body()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := solid.Finish(job); err != nil {
			b.Fatal(err)
		}
	}
}
