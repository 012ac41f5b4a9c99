package exhibit

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseState(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"trial", "trial"},
		{"trial?", "trial"},
		{"trial?&&", "trial"},
		{"trial?a=5", "trial?a=5"},
		{"trial?a=2", "trial"}, // the default
		{"trial?a=2.0&n=3", "trial"},
		{"trial?mode=y+z&a=1e3", "trial?a=1000&mode=y+z"}, // the controls' order
		{"trial?mode=y%20z", "trial?mode=y+z"},
		{"trial?az=10&on=1&a=7", "trial?a=7&on=1&az=10"},
		{"trial?a=5&a=6", "trial?a=6"},
		{"trial?a=5&a=2", "trial"},
		{"trial?to=", "trial?to="},
		{"trial?to", "trial?to="},
		{"trial?to=waves%3Fax%3D2%26ay%3D3", "trial?to=waves%3Fax%3D2%26ay%3D3"},
		{"trial?to=waves?ax=2", "trial?to=waves%3Fax%3D2"},
		{"trial?to=%E6%9B%B2%E9%9D%A2", "trial?to=%E6%9B%B2%E9%9D%A2"},
		{"trial?to=曲面", "trial?to=%E6%9B%B2%E9%9D%A2"},
		{"trial?to=a%2Cb:c;(d)*/@", "trial?to=a,b:c;(d)*/@"},
		{"trial?to=%23%25", "trial?to=%23%25"},
		{"trial?%61=5", "trial?a=5"},
	} {
		s, problems, err := Parse(tt.text, openTrial)
		if err != nil || problems != nil || s.String() != tt.want {
			t.Errorf("%s is read as %s, %v, %v, want %s", tt.text, s, problems, err, tt.want)
		}
		back, problems, err := Parse(s.String(), openTrial)
		if err != nil || problems != nil || !back.Equal(s) || back.String() != s.String() {
			t.Errorf("%s is read back as %s, %v, %v", s, back, problems, err)
		}
	}
}

func TestParseStateProblems(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		keys       []string
	}{
		{"trial?a=x&n=5", "trial?n=5", []string{"a"}},
		{"trial?a=5&a=x", "trial?a=5", []string{"a"}},
		{"trial?size=3&a=1e9&on=yes&v=2", "trial?v=2", []string{"size", "a", "on"}},
		{"trial?a=%zz", "trial", []string{"a"}},
		{"trial?%zz=1", "trial", []string{""}},
		{"trial?go=1", "trial", []string{"go"}},
		{"trial?=1", "trial", []string{""}},
		{"trial?to=%FF", "trial", []string{"to"}},
		{"trial?A=5", "trial", []string{"A"}},
	} {
		s, problems, err := Parse(tt.text, openTrial)
		var keys []string
		for _, err := range problems {
			if p := (*Problem)(nil); errors.As(err, &p) {
				keys = append(keys, p.Key)
			}
		}
		if err != nil || !slices.Equal(keys, tt.keys) || s.String() != tt.want {
			t.Errorf("%s is read as %s, %v, %v, want %s with problems at %q", tt.text, s, problems, err, tt.want, tt.keys)
		}
	}
	for text, want := range map[string]string{
		"":                                     `there is no exhibit ""`,
		"?a=1":                                 `there is no exhibit ""`,
		"Trial":                                `there is no exhibit "Trial"`,
		"trial&a=1":                            `there is no exhibit "trial&a=1"`,
		"trial?to=" + strings.Repeat("a", 2e4): "the state is 20009 bytes long; at most 16384 are read",
	} {
		s, problems, err := Parse(text, openTrial)
		if err == nil || err.Error() != want || problems != nil || s.Exhibit() != nil || s.String() != "" {
			t.Errorf("%.40q gives %v, %v, %v, want %s", text, s, problems, err, want)
		}
	}
}

// The longest name of an exhibit that an error may repeat.
func TestParseStateLongName(t *testing.T) {
	_, _, err := Parse(strings.Repeat("a", 10_000), openTrial)
	if err == nil || len(err.Error()) > 200 {
		t.Errorf("the error has %d bytes", len(err.Error()))
	}
}

func TestStateIsImmutable(t *testing.T) {
	a, _ := trial.Default().Set("a", "5")
	b, _ := a.Set("a", "6")
	c, _ := a.Set("on", "1")
	d, _ := a.Set("a", "2")
	if a.String() != "trial?a=5" || b.String() != "trial?a=6" || c.String() != "trial?a=5&on=1" || d.String() != "trial" {
		t.Errorf("%s, %s, %s, %s", a, b, c, d)
	}
	if !d.Equal(trial.Default()) || a.Equal(b) || a.Equal(State{}) || !(State{}).Equal(State{}) {
		t.Error("Equal is wrong")
	}
	if bad, err := a.Set("a", "x"); err == nil || !bad.Equal(a) {
		t.Errorf("a bad value gives %s, %v", bad, err)
	}
	if bad, err := a.Set("nothing", "x"); err == nil || !bad.Equal(a) {
		t.Errorf("an unknown key gives %s, %v", bad, err)
	}
}

func TestStateValues(t *testing.T) {
	s, problems, err := Parse("trial?a=2.5&n=7&on=1&mode=y+z", openTrial)
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	if s.Number("a") != 2.5 || s.Int("n") != 7 || !s.On("on") || s.Text("mode") != "y z" || s.Text("to") != "waves" || s.Number("v") != 1 {
		t.Errorf("%s has other values", s)
	}
	if s.Default("a") != "2" || s.Default("on") != "0" {
		t.Error("other defaults")
	}
	if d := trial.Default(); !s.Changed(d, "v", "n") || s.Changed(d, "v", "to") || s.Changed(s, "a", "n", "on") {
		t.Error("Changed is wrong")
	}
	for _, f := range []func(){func() { s.Text("b") }, func() { s.Number("mode") }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		}()
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"trial", "trial?a=5&n=3&mode=y+z", "trial?to=%E6%9B%B2&on=1", "trial?a=%zz&&=&to", "trial?az=-0&zoom=1e1", "x?y=z"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, problems, err := Parse(text, openTrial)
		if err != nil {
			if s.Exhibit() != nil || problems != nil {
				t.Fatalf("%q gives an error and %v", text, s)
			}
			return
		}
		for _, err := range problems {
			if p := (*Problem)(nil); !errors.As(err, &p) || p.Reason.En == "" || utf8.ValidString(text) && !utf8.ValidString(p.Error()) {
				t.Fatalf("%q has the problem %v", text, err)
			}
		}
		printed := s.String()
		back, problems, err := Parse(printed, openTrial)
		if len(printed) > maxState {
			return // only escapes make it that long
		}
		if err != nil || problems != nil || !back.Equal(s) || back.String() != printed {
			t.Fatalf("%q is printed as %q, which is read as %q, %v, %v", text, printed, back, problems, err)
		}
		// Set brings the defaults to the same State in any order.
		again := trial.Default()
		for _, key := range slices.Sorted(maps.Keys(s.values)) {
			if again, err = again.Set(key, s.Text(key)); err != nil {
				t.Fatal(err)
			}
		}
		if !again.Equal(s) {
			t.Fatalf("%q is set as %q", s, again)
		}
		s.Camera()
	})
}
