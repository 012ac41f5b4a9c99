package exhibit

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"zscape/scene"
)

// trial is an exhibit with a control of every kind.
var trial = &Exhibit{
	Name: "trial",
	Controls: append([]Control{
		{Key: "a", Kind: Number, Default: "2", Min: -10, Max: 1e6},
		{Key: "n", Kind: Number, Default: "3", Min: 1, Max: 60, Whole: true},
		{Key: "v", Kind: Number, Default: "1", Min: 0, Max: 4, ExclusiveMinimum: true},
		{Key: "mode", Kind: Choice, Default: "x", Options: []Option{{Value: "x"}, {Value: "y z"}}},
		{Key: "on", Kind: Toggle, Default: "0"},
		{Key: "to", Kind: Word, Default: "waves"},
		{Key: "go", Kind: Action},
		{Key: "t", Kind: Number, Hidden: true, Default: "0", Min: 0, Max: 1},
	}, CameraControls()...),
}

func openTrial(name string) (*Exhibit, bool) { return trial, name == trial.Name }

func TestParse(t *testing.T) {
	for _, tt := range []struct{ key, text, want, problem string }{
		{"a", "3", "3", ""},
		{"a", " 3.50\t", "3.5", ""},
		{"a", "+3", "3", ""},
		{"a", "-0", "0", ""},
		{"a", "-1e-400", "0", ""},
		{"a", "1e3", "1000", ""},
		{"a", "1E-3", "0.001", ""},
		{"a", ".5", "0.5", ""},
		{"a", "5.", "5", ""},
		{"a", "\u22123", "-3", ""},
		{"a", "1e\u22122", "0.01", ""},
		{"a", "-10", "-10", ""},
		{"a", "1000000", "1000000", ""},
		{"a", "0.1", "0.1", ""},
		{"a", "0.1000000000000000055", "0.1", ""},
		{"a", "1e-7", "1e-07", ""},
		{"a", "", "", "is empty: enter a number"},
		{"a", "  ", "", "is empty: enter a number"},
		{"a", "abc", "", "is not a number"},
		{"a", "1,5", "", "is not a number"},
		{"a", "1 2", "", "is not a number"},
		{"a", "--1", "", "is not a number"},
		{"a", "\u2212\u22121", "", "is not a number"},
		{"a", "0x10", "", "is not a number"},
		{"a", "0X1p4", "", "is not a number"},
		{"a", "1_000", "", "is not a number"},
		{"a", "NaN", "", "is not finite"},
		{"a", "Inf", "", "is not finite"},
		{"a", "-infinity", "", "is not finite"},
		{"a", "1e999", "", "is not finite"},
		{"a", "-10.0001", "", "must be at least -10"},
		{"a", "1000000.1", "", "must be at most 1000000"},
		{"n", "60", "60", ""},
		{"n", "6e1", "60", ""},
		{"n", "2.5", "", "must be a whole number"},
		{"n", "0", "", "must be at least 1"},
		{"v", "1e-300", "1e-300", ""},
		{"v", "0", "", "must be greater than 0"},
		{"v", "-1", "", "must be greater than 0"},
		{"v", "1e-400", "", "must be greater than 0"},
		{"mode", "y z", "y z", ""},
		{"mode", " x ", "x", ""},
		{"mode", "X", "", "must be one of x, y z"},
		{"mode", "", "", "must be one of x, y z"},
		{"on", "1", "1", ""},
		{"on", "true", "", "must be 0 or 1"},
		{"to", "", "", ""},
		{"to", " a=b&c ", "a=b&c", ""},
		{"to", strings.Repeat("a", maxWord), strings.Repeat("a", maxWord), ""},
		{"to", strings.Repeat("a", maxWord+1), "", "is longer than 2000 bytes"},
		{"to", "a\xffb", "", "is not valid UTF-8"},
		{"go", "1", "", "is a button and has no value"},
		{"go", "", "", "is a button and has no value"},
	} {
		c, _ := trial.Control(tt.key)
		got, err := c.Parse(tt.text)
		if tt.problem == "" {
			if got != tt.want || err != nil {
				t.Errorf("%s = %.40q gives %.40q, %v, want %.40q", tt.key, tt.text, got, err, tt.want)
			}
			if again, err := c.Parse(got); again != got || err != nil {
				t.Errorf("%s = %.40q gives %.40q, which gives %.40q, %v", tt.key, tt.text, got, again, err)
			}
			continue
		}
		var p *Problem
		if !errors.As(err, &p) || p.Key != tt.key || p.Reason.En != tt.problem || got != "" {
			t.Errorf("%s = %.40q gives %q, %v, want %s", tt.key, tt.text, got, err, tt.problem)
		}
	}
}

func TestProblem(t *testing.T) {
	for _, tt := range []struct {
		p    Problem
		want string
	}{
		{Problem{Key: "vx", Value: "-1", Reason: Text{En: "must be greater than 0"}}, `vx = "-1" must be greater than 0`},
		{Problem{Key: "to", Value: strings.Repeat("a", 61), Reason: Text{En: "is bad"}}, `to = "` + strings.Repeat("a", 60) + `..." is bad`},
		{Problem{Key: "to", Value: strings.Repeat("界", 30), Reason: Text{En: "is bad"}}, `to = "` + strings.Repeat("界", 20) + `..." is bad`},
		{Problem{Key: "to", Value: "a" + strings.Repeat("界", 30), Reason: Text{En: "is bad"}}, `to = "a` + strings.Repeat("界", 19) + `..." is bad`},
	} {
		if got := tt.p.Error(); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {0.1, "0.1"}, {1e6, "1000000"}, {-0.00001, "-0.00001"},
		{0.000001, "1e-06"}, {1e15, "1e+15"}, {123456789012345, "123456789012345"}, {1. / 3, "0.3333333333333333"},
	} {
		got := FormatNumber(tt.v)
		if back, err := strconv.ParseFloat(got, 64); got != tt.want || back != tt.v || err != nil {
			t.Errorf("%v: %s, want %s", tt.v, got, tt.want)
		}
	}
}

func TestAbout(t *testing.T) {
	for want, v := range map[string]float64{
		"0": 0, "1e18": 1e18, "1.8e16": 1.8014e16, "450": 452, "-0.02": -0.0204, "4.4e-7": 4.44e-7, "-1e100": -9.99e99, "1000000": 999999, "1e6": 1e6, "990000": 990001, "3": 3.04, "NaN": math.NaN(), "+Inf": math.Inf(1),
	} {
		if got := About(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestRange(t *testing.T) {
	for key, want := range map[string]string{
		"a": ">= -10 and <= 1000000", "n": "whole, >= 1 and <= 60", "v": "> 0 and <= 4",
		"mode": "one of x, y z", "on": "0 or 1", "to": "text", "t": ">= 0 and <= 1",
	} {
		if c, _ := trial.Control(key); c.Range() != want {
			t.Errorf("%s: %s, want %s", key, c.Range(), want)
		}
	}
}

func TestSlide(t *testing.T) {
	c := Control{Min: -1, Max: 8}
	if lo, hi := c.Slide(); lo != -1 || hi != 8 {
		t.Errorf("%v to %v, want the whole range", lo, hi)
	}
	c.SlideMin, c.SlideMax = 0, 2
	if lo, hi := c.Slide(); lo != 0 || hi != 2 {
		t.Errorf("%v to %v, want 0 to 2", lo, hi)
	}
}

func TestTextIn(t *testing.T) {
	both, english := Text{En: "hill", Ja: "丘"}, Text{En: "hill"}
	for _, tt := range []struct {
		text       Text
		lang, want string
	}{{both, "en", "hill"}, {both, "ja", "丘"}, {both, "", "hill"}, {both, "de", "hill"}, {english, "ja", "hill"}} {
		if got := tt.text.In(tt.lang); got != tt.want {
			t.Errorf("%q in %q: %q, want %q", tt.text, tt.lang, got, tt.want)
		}
	}
}

func TestCamera(t *testing.T) {
	s := trial.Default()
	if got := s.Camera(); got != scene.DefaultCamera {
		t.Errorf("default: %+v, want %+v", got, scene.DefaultCamera)
	}
	c := scene.Camera{Azimuth: 12.346, Elevation: -45.678, Roll: 5, Zoom: 1.23456, Pan: scene.Point{X: 0.12345, Y: -0.5}, Distance: 4}
	s = s.WithCamera(c)
	if want := "trial?az=12.35&el=-45.68&roll=5&zoom=1.2346&panx=0.1235&pany=-0.5"; s.String() != want && s.String() != strings.Replace(want, "0.1235", "0.1234", 1) {
		t.Errorf("%s, want %s", s, want)
	}
	if again := s.WithCamera(s.Camera()); !again.Equal(s) {
		t.Errorf("%s becomes %s", s, again)
	}
	// Whatever a camera holds, the State can be read back.
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 179.999, -179.999, 180, -180, 540, 1e-9} {
		s := trial.Default().WithCamera(scene.Camera{Azimuth: v, Elevation: v, Roll: v, Zoom: v, Pan: scene.Point{X: v, Y: v}, Distance: v})
		back, problems, err := Parse(s.String(), openTrial)
		if err != nil || problems != nil || !back.Equal(s) {
			t.Errorf("%v: %s is read as %s, %v, %v", v, s, back, problems, err)
		}
	}
}

func TestParseNumberOfPi(t *testing.T) {
	for text, want := range map[string]float64{
		"pi": math.Pi, "2pi": 2 * math.Pi, "-pi/2": -math.Pi / 2, "3*pi/4": 3 * math.Pi / 4, "0.5 pi": math.Pi / 2, "π": math.Pi, "\u2212pi": -math.Pi,
	} {
		if v, reason := ParseNumber(text); reason != nil || v != want {
			t.Errorf("%s: %v, %v, want %v", text, v, reason, want)
		}
	}
	for _, text := range []string{"pipi", "pi/0", "pi2", "xpi", "pi/", "pi/pi/0", "1e308pi"} {
		if v, reason := ParseNumber(text); reason == nil {
			t.Errorf("%s is read as %v", text, v)
		}
	}
}
