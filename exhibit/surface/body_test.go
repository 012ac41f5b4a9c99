package surface

import (
	"errors"
	"math"
	"strings"
	"testing"

	"zscape/compute/lang"
	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
)

// printed returns the body of what a session shows.
func printed(s *heightfield.Session) (*solid.Mesh, error) {
	m, _, err := s.Model(func() {})
	if err != nil {
		return nil, err
	}
	job, err := m.Body()
	if err != nil {
		return nil, err
	}
	return solid.Finish(job)
}

// notices returns what the body leaves out.
func notices(s *heightfield.Session) []exhibit.Notice {
	_, n, _ := s.Model(func() {})
	return n
}

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
		s := showScript(t, "surface?"+c.text)
		body, err := printed(s)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		m, _, _ := s.Model(func() {})
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
	_, err := printed(show(t, "surface?f=(0/0,u,v)"))
	if none := new(solid.EmptyError); !errors.As(err, &none) {
		t.Errorf("of nothing: %v", err)
	}
}

// byPlace returns a body as files have it that know corners by their places only.
func byPlace(m *solid.Mesh) *solid.Mesh {
	p := new(solid.Mesh)
	at := map[[3]float32]uint32{}
	for _, c := range m.Triangles {
		var t [3]uint32
		for k, v := range c {
			q := m.Vertices[v]
			place := [3]float32{float32(q[0]), float32(q[1]), float32(q[2])}
			id, ok := at[place]
			if !ok {
				id = uint32(len(p.Vertices))
				at[place] = id
				p.Vertices = append(p.Vertices, q)
			}
			t[k] = id
		}
		p.Triangles = append(p.Triangles, t)
	}
	return p
}

// What lies upon itself is printed once, which is said; each edge of it belongs to
// two triangles, also by place.
func TestBodiesOnce(t *testing.T) {
	torus := "f=((3+cos(v))*cos(u),(3+cos(v))*sin(u),sin(v))"
	moebius := "f=((3+v*cos(u/2))*cos(u),(3+v*cos(u/2))*sin(u),v*sin(u/2))&vmin=-1&vmax=1"
	ball, ring := 4./3*math.Pi*50*50*50, 2*math.Pi*math.Pi*37.5*12.5*12.5
	for _, c := range []struct {
		text   string
		euler  int
		volume float64 // mm^3; 0 if that is not known
		en, ja string  // what the notice says; empty if there is none
	}{
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))", 2, ball, "with v from 0 to π.", "vを0からπまで"},
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&us=120&vs=62", 2, ball, "with v from 0 to π.", "vを0からπまで"},
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmin=-3.141592653589793&vmax=3.141592653589793", 2, ball, "with v from 0 to π.", "vを0からπまで"},
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmax=3.141592653589793", 2, ball, "", ""},
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&umax=6.2832&vmax=3.1416", 2, ball, "with u from 0 to 2π.", "uを0から2πまで"},
		{"f=(sin(u)*sin(v)/2,cos(u)*sin(v)/2,cos(v)/2)&zmin=-9&zmax=9", 2, 0, "with v from 0 to π.", "vを0からπまで"},
		{torus, 0, ring, "", ""},
		{torus + "&umax=12.566370614359172", 0, ring, "with u from 0 to 2π.", "uを0から2πまで"},
		{torus + "&umax=9.42477796076938", 0, ring, "with u from 0 to 2π.", "uを0から2πまで"},
		{torus + "&umax=12.566370614359172&vmax=12.566370614359172", 0, 0, "with u from 0 to 2π, v from 0 to 2π.", "uを0から2πまで、vを0から2πまで"},
		{torus + "&umin=1&umax=14", 0, ring, "with u from 1 to 7.28319.", "uを1から7.28319まで"},
		{torus + "&umax=6.3", 0, ring, "with u from 0 to 2π.", "uを0から2πまで"},
		{"f=(cos(u),sin(u),v)&umax=12.566370614359172", 0, 0, "with u from 0 to 2π.", "uを0から2πまで"},
		{moebius, 0, 0, "", ""},
		{moebius + "&umax=12.566370614359172", 0, 0, "with u from 0 to 2π.", "uを0から2πまで"},
		{"f=(v*cos(u),v*sin(u),v)&vmin=-1&vmax=1", 4, 0, "", ""}, // two cones
		{"f=(v*cos(u),v*sin(u),abs(v))&vmin=-1&vmax=1", 2, 0, "with v from 0 to 1.", "vを0から1まで"},
		{"f=(v*cos(u),v*sin(u),v)&vmin=-1&vmax=1&umax=12.566370614359172", 4, 0, "with u from 0 to 2π.", "uを0から2πまで"},
		{"f=(u*cos(v),u*sin(v),0)&umax=2&vmax=12.566370614359172", 2, math.Pi * 2500 * 3, "with v from 0 to 2π.", "vを0から2πまで"},
		{"f=(u*cos(v),u*sin(v),0)&umin=-2&umax=2", 2, math.Pi * 2500 * 3, "with u from 0 to 2.", "uを0から2まで"},
		{"f=(cos(u)*(3+cos(u/2)*sin(v)-sin(u/2)*sin(2v)),sin(u)*(3+cos(u/2)*sin(v)-sin(u/2)*sin(2v)),sin(u/2)*sin(v)+cos(u/2)*sin(2v))", 0, 0, "", ""},
		{"f=(sin(u)-0.2*cos(v)*cos(2u)/hypot(cos(u),cos(2u)),sin(u)*cos(u)+0.2*cos(v)*cos(u)/hypot(cos(u),cos(2u)),0.2*sin(v))", 0, 0, "", ""},
		{"f=((1+0.3cos(v))*cos(3u),(1+0.3cos(v))*sin(2u),sin(v)*0.3)", 0, 0, "", ""}, // it touches itself
		{"f=((0.5+cos(v))*cos(u),(0.5+cos(v))*sin(u),sin(v))", 0, 0, "", ""},         // a spindle torus
		{"f=(u*cos(v),u*sin(v),v)&umin=-1&umax=1&vmax=12.566370614359172", 2, 0, "", ""},
		{"f=(cos(u),sin(u),u/3)&umax=20", 2, 0, "", ""},
		{"f=(cos(u),sin(u),0)", 0, 0, "", ""},
		{"f=(cos(u),sin(u),0)&umax=12.566370614359172", 0, 0, "with u from 0 to 2π.", "uを0から2πまで"},
		{"f=(0,cos(v),1)", 2, 0, "with v from 0 to π.", "vを0からπまで"},
		{"f=(u,v,0);(u,v,0)", 2, 100 * 100 * 3, "one of each", "それぞれ1つだけ"},
		{"f=x;x;y", 4, 0, "one of each", "それぞれ1つだけ"},
		{"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v));x", 4, 0, "with v from 0 to π.", "vを0からπまで"},
	} {
		s := showScript(t, "surface?"+c.text)
		body, err := printed(s)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		p := byPlace(body)
		if err := errors.Join(body.Closed(), p.Closed()); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		if e := len(p.Vertices) - len(p.Triangles)/2; e != c.euler {
			t.Errorf("%s: V - E + F is %d, want %d", c.text, e, c.euler)
		}
		if v := body.Volume(); !(v > 0) || c.volume > 0 && math.Abs(v/c.volume-1) > 0.03 {
			t.Errorf("%s: %v mm^3, want %v", c.text, v, c.volume)
		}
		var said exhibit.Text
		for _, n := range notices(s) {
			said.En += n.Text.En
			said.Ja += n.Text.Ja
		}
		if !strings.Contains(said.En, c.en) || !strings.Contains(said.Ja, c.ja) || c.en == "" && said.En != "" {
			t.Errorf("%s: %q", c.text, said)
		}
	}
}

// The change that is offered makes the picture the one that is printed.
func TestBodyFix(t *testing.T) {
	for text, want := range map[string]string{
		"f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))":                                         "vmin=0&vmax=3.141592653589793",
		"f=((3+cos(v))*cos(u),(3+cos(v))*sin(u),sin(v))&umax=12.566370614359172&vmax=13": "umin=0&umax=6.283185307179586&vmin=0&vmax=6.283185307179586",
		"f=(0,cos(v),1)": "vmin=0&vmax=3.141592653589793",
	} {
		s := showScript(t, "surface?"+text)
		n := notices(s)
		if len(n) != 1 || len(n[0].Fixes) != 1 || n[0].Fixes[0].Query() != want || n[0].Fixes[0].Label.Ja == n[0].Fixes[0].Label.En {
			t.Errorf("%s: %+v", text, n)
			continue
		}
		st := s.State
		for _, set := range n[0].Fixes[0].Set {
			st, _ = st.Set(set.Key, set.Value)
		}
		if err := s.Update(st); err != nil || len(notices(s)) != 0 {
			t.Errorf("%s: %v, %+v", st, err, notices(s))
		}
	}
	// The ranges are those of both.
	if n := notices(showScript(t, "surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v));(u,v,0)")); len(n) != 1 || n[0].Fixes != nil {
		t.Errorf("%+v", n)
	}
}

// What lies upon itself askew is no body, in both languages.
func TestBodyRefused(t *testing.T) {
	for _, text := range []string{"f=(u*v,u+v,0)&umin=-1&umax=1&vmin=-1&vmax=1", "f=(cos(sqrt(u)),sin(sqrt(u)),0)&umax=200"} {
		_, err := printed(showScript(t, "surface?"+text))
		if cover := new(solid.CoverError); !errors.As(err, &cover) || lang.Of(err).En == lang.Of(err).Ja {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func BenchmarkBody(b *testing.B) {
	s := show(b, "surface?f=((3%2Bcos(v))*cos(u),(3%2Bcos(v))*sin(u),sin(v));x;r&us=401&vs=201&nx=201&ny=201")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := printed(s); err != nil {
			b.Fatal(err)
		}
	}
}
