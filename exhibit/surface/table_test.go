package surface

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"zscape/compute/field"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
	"zscape/scene/space"
)

func csvOf(t testing.TB, s *heightfield.Session) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Small tables are exactly these.
func TestTables(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=x*y&nx=2&ny=2&ymin=0&ymax=1":                                   "x,y,z\n-5,0,-0\n5,0,0\n-5,1,-5\n5,1,5\n",
		"surface?f=x;y%2B1;if(x>0,2)&nx=2&ny=2&ymin=0&ymax=1":                     "x,y,z,z2,z3\n-5,0,-5,1,NaN\n5,0,5,1,2\n-5,1,-5,2,NaN\n5,1,5,2,2\n",
		"surface?f=r%2B1&domain=polar&nx=2&ny=2&rmin=1&rmax=2&thmax=0.5":          "part,u,v,x,y,z\n1,1,0,1,0,2\n1,2,0,2,0,3\n1,1,0.5,0.87758256189037276,0.47942553860420301,2\n1,2,0.5,1.7551651237807455,0.95885107720840601,3\n",
		"surface?f=(u,v,u*v);x-y&us=2&vs=2&umax=1&vmax=2&nx=2&ny=2&xmin=0&ymin=0": "part,u,v,x,y,z\n1,0,0,0,0,0\n1,1,0,1,0,0\n1,0,2,0,2,0\n1,1,2,1,2,2\n2,0,0,0,0,0\n2,5,0,5,0,5\n2,0,5,0,5,-5\n2,5,5,5,5,0\n",
		"surface?f=x;(u,v,2);y&us=2&vs=2&umax=1&vmax=1&nx=2&ny=2&xmin=0&ymin=0":   "part,u,v,x,y,z\n1,0,0,0,0,0\n1,5,0,5,0,5\n1,0,5,0,5,0\n1,5,5,5,5,5\n2,0,0,0,0,2\n2,1,0,1,0,2\n2,0,1,0,1,2\n2,1,1,1,1,2\n3,0,0,0,0,0\n3,5,0,5,0,0\n3,0,5,0,5,5\n3,5,5,5,5,5\n",
	} {
		if got := csvOf(t, show(t, text)); got != want {
			t.Errorf("%s:\n%swant\n%s", text, got, want)
		}
	}
}

// A curve has no v, and its points are where its formula says.
func TestCurveTable(t *testing.T) {
	for text, at := range map[string]func(u float64) scene.Vec{
		"surface?f=1%2Bx;(cos(u),sin(u),u)&nx=2&ny=2":   func(u float64) scene.Vec { return scene.Vec{X: math.Cos(u), Y: math.Sin(u), Z: u} },
		"surface?f=x;(v,2,1-v)&vmin=1&vmax=2&nx=2&ny=2": func(u float64) scene.Vec { return scene.Vec{X: u, Y: 2, Z: 1 - u} },
	} {
		lines := strings.Split(csvOf(t, show(t, text)), "\n")
		if len(lines) != 1+4+1201+1 {
			t.Fatalf("%s: %d lines", text, len(lines))
		}
		for _, line := range lines[5 : len(lines)-1] {
			f := strings.Split(line, ",")
			var v [6]float64
			for k := range v {
				v[k], _ = strconv.ParseFloat(f[k], 64)
			}
			if p := at(v[1]); f[0] != "2" || f[2] != "" || p.Sub(scene.Vec{X: v[3], Y: v[4], Z: v[5]}).Norm() > 1e-12 {
				t.Fatalf("%s: %s, want %v", text, line, p)
			}
		}
	}
}

// What is written is read back: a field over a rectangle exactly, the first of
// several, a field over a sector at its points; nothing else is taken for heights.
func TestTableRoundTrip(t *testing.T) {
	for text, reason := range map[string]string{
		"surface?f=sin(x*y)/3&nx=11&ny=7":                                    "",
		"surface?f=sin(x*y)/3;2x&nx=11&ny=7":                                 "",
		"surface?f=r*cos(3theta)&domain=polar&nx=9&ny=17":                    "",
		"surface?f=r*cos(3theta);1&domain=polar&nx=9&ny=17":                  "line 155: a second surface or curve",
		"surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmax=pi&us=9&vs=9":   "line 3: a point of a surface of u and v",
		"surface?f=(cos(u),sin(u),u)":                                        "line 2: a point of a curve",
		"surface?f=if(x>0,x);(u,v,u)&us=2&vs=2&umax=1&vmax=1&nx=11&ny=7":     "line 79: a second surface or curve",
		"surface?f=if(r>2,r)&domain=polar&nx=9&ny=17&rmin=1&thmin=1&thmax=4": "",
	} {
		table := csvOf(t, show(t, text))
		f, _, err := field.Read(field.Options{}, field.File{Name: "a.csv", Data: []byte(table)})
		if reason != "" {
			if err == nil || !strings.Contains(err.Error(), reason) {
				t.Errorf("%s: %v, want %s", text, err, reason)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		_, _, lattice := f.Lattice()
		for _, line := range strings.Split(strings.TrimSpace(table), "\n")[1:] {
			var p [3]float64
			from := strings.Count(line, ",") / 5 * 3 // of the long form
			for k := range p {
				p[k], _ = strconv.ParseFloat(strings.Split(line, ",")[from+k], 64)
			}
			z := f.At(p[0], p[1])
			if lattice && z != p[2] || !lattice && math.Abs(z-p[2]) > 1e-9 {
				t.Fatalf("%s: %s is read as %v", text, line, z)
			}
		}
		if lattice == strings.Contains(text, "polar") {
			t.Errorf("%s: on a lattice: %v", text, lattice)
		}
	}
}

// The readouts say how many samples there are of what is there.
func TestSamples(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=x&nx=5&ny=4":                                       "nx=5 ny=4 zmin=-5 zmax=5",
		"surface?f=x;2x&nx=5&ny=4":                                    "parts=2 nx=5 ny=4 zmin=-10 zmax=10",
		"surface?f=x;2x;(u,v,20)&nx=5&ny=4":                           "parts=3 nx=5 ny=4 us=81 vs=41 zmin=-10 zmax=20",
		"surface?f=r&domain=polar&nx=5&ny=4":                          "nx=5 ny=4 zmin=0 zmax=5",
		"surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmax=pi&us=9": "us=9 vs=41 zmin=-1 zmax=1",
		"surface?f=(u,1,u)&umax=1":                                    "points=1201 zmin=0 zmax=1",
		"surface?f=(u,1,u);(u,2,3u)&umax=1":                           "parts=2 points=1201 zmin=0 zmax=3",
		"surface?f=(0/0,v,u)":                                         "us=81 vs=41 zmin=no value zmax=no value",
		"surface?f=0/0&nx=2&ny=2":                                     "nx=2 ny=2 zmin=no value zmax=no value",
	} {
		var got []string
		for _, r := range show(t, text).Readouts() {
			if none, ok := r.Value.(exhibit.Text); ok {
				got = append(got, r.Key+"="+none.En)
			} else if r.Key != "formula" {
				got = append(got, fmt.Sprintf("%s=%.6g", r.Key, r.Value))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", text, strings.Join(got, " "), want)
		}
	}
}

// The axes reach as far as a field over a sector does, whose tips are at no
// sample of x and y.
func TestSectorReach(t *testing.T) {
	s := show(t, "surface?f=r*sin(3theta);1-r*sin(3theta)&domain=polar&nx=21&ny=73")
	if z := spaceOf(t, s).Box; math.Abs(z.Max.Z-6) > 1e-9 || math.Abs(z.Min.Z+5) > 1e-9 {
		t.Errorf("the box is from %v to %v", z.Min.Z, z.Max.Z)
	}
	for _, q := range mark[*space.Patches](t, s).List {
		for _, p := range q.Points {
			if !p.Finite() {
				t.Fatal("a sample is cut off")
			}
		}
	}
}
