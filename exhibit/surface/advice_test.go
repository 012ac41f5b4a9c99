package surface

import (
	"errors"
	"strings"
	"testing"

	"zscape/exhibit"
)

// A power without values where its base is negative is remarked on where the base
// is negative, and only there.
func TestNegativeBase(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=x^(1/3)":                                           "x^(1/3): cbrt(x)",
		"surface?f=x^(1/3)&xmin=0":                                    "",
		"surface?f=(-8)^(1/3)":                                        "(-8)^(1/3): cbrt(-8)",
		"surface?f=(x%2Ba)^(1/3)&a=5":                                 "",
		"surface?f=(x%2Ba)^(1/3)&a=4.5":                               "(x+a)^(1/3): cbrt(x+a)",
		"surface?f=x;y%2B(2x%2By)^(3/5)":                              "(2x+y)^(3/5): x;y+root(2x+y, 5)^3",
		"surface?f=(u-1,v,u^(1/3))":                                   "",
		"surface?f=(u,v,(u-1)^(1/3))":                                 "(u-1)^(1/3): (u,v,cbrt(u-1))",
		"surface?f=(u,1,(u-1)^(1/3))&umin=1":                          "",
		"surface?f=r^(1/3)&domain=polar":                              "",
		"surface?f=x^2":                                               "",
		"surface?f=dem^(1/3)":                                         "",
		"surface?f=x&color=formula&colorf=(z-1)^(1/3)":                "(z-1)^(1/3): cbrt(z-1)",
		"surface?f=a*abs(x)&a=-1&color=formula&colorf=z^(1/3)":        "z^(1/3): cbrt(z)",
		"surface?f=a*abs(x)&color=formula&colorf=z^(1/3)&mode=smooth": "",
	} {
		s := show(t, text)
		got := ""
		for _, n := range s.Notices() {
			if strings.HasPrefix(n.Text.En, "undefined where the base is negative: ") {
				value := s.State.Text(n.Key)
				got += value[n.From:n.To] + ": " + n.Fixes[0].Set[0].Value
			}
		}
		if got != want {
			t.Errorf("%s: noticed %q, want %q", text, got, want)
		}
	}
}

// What the formula was read as is said beside it, if it may have been meant
// otherwise.
func TestReadings(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=sin(ax)":            "ax: read as the name of a slider; did you mean a*x?",
		"surface?f=y=x^2":              "y = ... is plotted as the height z",
		"surface?f=(cos(t),sin(t),t)":  "without u and v, it is a single point: did you mean u in place of t?",
		"surface?f=x;(s,t,a)":          "without u and v, it is a single point: did you mean u, v in place of s, t?",
		"surface?f=(cos(t),sin(t),u)":  "",
		"surface?f=(1,a,2)":            "",
		"surface?f=x;phi*y":            "phi is the golden ratio, 1.618...; write phi_ for a slider",
		"surface?f=sin(k*x)":           "",
		"surface?f=X^2%2BY^2":          "",
		"surface?f=z=x%0Az=x*y":        "",
		"surface?f=(cos(u),sinc(u),u)": "sinc(x) is sin(x)/x here; for sinc(x) as in NumPy and Octave, write sinc(pi*x)",
	} {
		s := show(t, text)
		got := ""
		for _, n := range s.Notices() {
			if n.Text.Ja == n.Text.En {
				t.Errorf("%s: %+v", text, n)
			}
			if n.Key == "f" { // others are of the picture
				got += n.Text.En
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Each offered change is a State that the session takes.
func TestOffered(t *testing.T) {
	for text, want := range map[string]string{
		"x*sinx":            "surface?f=x*sin(x)",
		"1; cosx+y":         "surface?f=1;+cos(x)%2By",
		"(sinu, cos(u), u)": "surface?f=(sin(u),+cos(u),+u)",
		"zoom*x+zoom":       "surface?f=zoom_*x%2Bzoom_",
		"x^2+y^2=z":         "surface?f=z+%3D+x^2%2By^2",
		"1/2x":              "surface?f=(1/2)*x",
		"a = 2pi; a*x; y":   "surface?f=a*x;+y&a=6.283185307179586",
	} {
		session := show(t, "surface?f=x&nx=3&ny=3")
		st, err := session.State.Set("f", text)
		if err == nil {
			err = session.Update(st)
		}
		var p *exhibit.Problem
		if !errors.As(err, &p) || len(p.Fixes) == 0 {
			t.Errorf("%s: %v", text, err)
			continue
		}
		st, err = Exhibit.Default(), nil
		for _, set := range p.Fixes[0].Set {
			if err == nil {
				st, err = st.Set(set.Key, set.Value)
			}
		}
		if err != nil || strings.ReplaceAll(st.String(), "%5E", "^") != want {
			t.Errorf("%s: fixed to %s, %v, want %s", text, st, err, want)
		}
	}
}

// Formulas in lines of their own are in one line in the State, as in their field.
func TestLines(t *testing.T) {
	for text, want := range map[string]string{
		"surface?f=x%0Ay":                     "surface?f=x;+y",
		"surface?f=x^2%0D%0A%2B+y^2%0D%0A":    "surface?f=x^2+%2B+y^2",
		"surface?f=z+=+(x%0A%2By)%0A%0Aw=a*x": "surface?f=z+%3D+(x+%2By);+w%3Da*x",
	} {
		s := show(t, text)
		if got := strings.ReplaceAll(s.State.String(), "%5E", "^"); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}
