package exhibit

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// glider has a slider that plays, one that does not, and those that follow
// from its word.
var glider = &Exhibit{Name: "glider", ExtendBy: []string{"f"}, Controls: []Control{
	{Key: "f", Kind: Word, Default: "b"},
	PlayControl(),
	{Key: "a", Kind: Number, Default: "1", Min: -10, Max: 10, SlideMin: 0, SlideMax: 4, Step: 0.1, Plays: true},
	{Key: "n", Kind: Number, Default: "1", Min: 0, Max: 10, Step: 1, Whole: true, Plays: true},
	{Key: "fixed", Kind: Number, Default: "1", Min: 0, Max: 10, Step: 1},
}}

func init() {
	glider.Extend = func(s State) (list []Control) {
		for _, name := range strings.Fields(s.Text("f")) {
			list = append(list, Control{Key: name, Kind: Number, Default: "1", Min: -5, Max: 5, Step: 0.1, Plays: true})
		}
		return list
	}
}

func openGlider(name string) (*Exhibit, bool) { return glider, name == glider.Name }

func TestMotions(t *testing.T) {
	for _, tt := range []struct{ text, want, reason string }{
		{"", "", ""},
		{"a", "a:1:bounce", ""},
		{"a:2", "a:2:bounce", ""},
		{" a:1:bounce , b:0.50:loop", "a:1:bounce,b:0.5:loop", ""},
		{"b:1:down,n:10:once", "b:1:down,n:10:once", ""},
		{"a,a", "", "plays a twice"},
		{"a,", "", `has ""`},
		{":1", "", `has ":1"`},
		{"a:1:loop:2", "", `has "a:1:loop:2"`},
		{"a:0", "", `speed "0"`},
		{"a:1000", "", `speed "1000"`},
		{"a:fast", "", `speed "fast"`},
		{"a:NaN", "", `speed "NaN"`},
		{"a:1:swing", "", `mode "swing"`},
		{"fixed", "", "names fixed"},
		{"f", "", "names f"},
		{"c", "", "names c"},
		{strings.Repeat("a,", 100), "", "twice"},
	} {
		s, err := glider.Default().Set(PlayKey, tt.text)
		var p *Problem
		switch {
		case tt.reason == "":
			if err != nil || s.Text(PlayKey) != tt.want || FormatMotions(s.Motions()) != tt.want {
				t.Errorf("%q is %q, %v", tt.text, s.Text(PlayKey), err)
			}
		case !errors.As(err, &p) || p.Key != PlayKey || !strings.Contains(p.Reason.En, tt.reason):
			t.Errorf("%q: %v, want something that %s", tt.text, err, tt.reason)
		}
	}
}

// A link may name sliders before the formula that makes them; one that goes
// takes its motion with it.
func TestMotionsFollowControls(t *testing.T) {
	s, problems, err := Parse("glider?play=c:2:loop,a&f=c+d", openGlider)
	if err != nil || problems != nil || s.String() != "glider?f=c+d&play=c:2:loop,a:1:bounce" {
		t.Fatalf("%s, %v, %v", s, problems, err)
	}
	if s = s.Try("f", "d"); s.String() != "glider?f=d&play=a:1:bounce" {
		t.Errorf("without c: %s", s)
	}
	_, problems, _ = Parse("glider?play=zz", openGlider)
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "zz") {
		t.Errorf("a slider that is not there: %v", problems)
	}
	if keys := strings.Join(s.Sliders(), " "); keys != "a n d" {
		t.Errorf("%s may play", keys)
	}
	if s = s.WithMotion(Motion{"d", 3, "once"}).WithMotion(Motion{"a", 0.5, "down"}); s.Text(PlayKey) != "a:0.5:down,d:3:once" {
		t.Errorf("%s", s)
	}
	if s = s.WithoutMotion("a").WithoutMotion("d"); s.String() != "glider?f=d" {
		t.Errorf("at rest: %s", s)
	}
}

func TestAdvance(t *testing.T) {
	for _, tt := range []struct {
		mode    string
		speed   float64
		at      Course
		seconds float64
		want    Course
		done    bool
	}{
		{"bounce", 1, Course{At: 0.25}, 5, Course{At: 0.75}, false},
		{"bounce", 1, Course{At: 0.75}, 5, Course{At: 0.75, Back: true}, false},
		{"bounce", 1, Course{At: 0.75, Back: true}, 5, Course{At: 0.25, Back: true}, false},
		{"bounce", 1, Course{At: 0.25, Back: true}, 5, Course{At: 0.25}, false},
		{"bounce", 2, Course{At: 0.5}, 1000 * 10, Course{At: 0.5}, false},
		{"loop", 1, Course{At: 0.75}, 5, Course{At: 0.25}, false},
		{"loop", 0.5, Course{At: 0}, 5, Course{At: 0.25}, false},
		{"down", 1, Course{At: 0.25}, 5, Course{At: 0.75, Back: true}, false},
		{"once", 1, Course{At: 0.25}, 5, Course{At: 0.75}, false},
		{"once", 1, Course{At: 0.25}, 50, Course{At: 1}, true},
	} {
		got, done := Motion{"a", tt.speed, tt.mode}.Advance(tt.at, tt.seconds)
		if math.Abs(got.At-tt.want.At) > 1e-9 || got.Back != tt.want.Back || done != tt.done {
			t.Errorf("%s at speed %v, %v s from %v: %v, %v; want %v, %v", tt.mode, tt.speed, tt.seconds, tt.at, got, done, tt.want, tt.done)
		}
	}
	// Many small steps come to where one large step does, and a period leads back.
	for _, mode := range []string{"bounce", "loop", "down"} {
		m := Motion{"a", 0.7, mode}
		c := Course{At: 0.3, Back: mode == "down"}
		small := c
		for range 1000 {
			small, _ = m.Advance(small, 0.031)
		}
		large, _ := m.Advance(c, 31)
		round, _ := m.Advance(c, m.Period())
		if math.Abs(small.At-large.At) > 1e-9 || small.Back != large.Back {
			t.Errorf("%s: in steps %v, at once %v", mode, small, large)
		}
		if math.Abs(round.At-c.At) > 1e-9 || round.Back != c.Back {
			t.Errorf("%s: after a period %v, before %v", mode, round, c)
		}
	}
}

func TestWithCourse(t *testing.T) {
	for _, tt := range []struct {
		key  string
		at   float64
		want string
	}{{"a", 0.333333, "1.333"}, {"a", 1, "4"}, {"a", 0, "0"}, {"n", 0.333333, "3"}, {"b", 0.5, "0"}} {
		if got := glider.Default().WithCourse(tt.key, Course{At: tt.at}).Text(tt.key); got != tt.want {
			t.Errorf("%s at %v of its range is %s, want %s", tt.key, tt.at, got, tt.want)
		}
	}
	c, _ := glider.Control("a")
	for v, want := range map[float64]float64{-7: 0, 1: 0.25, 9: 1} {
		if got := CourseOf(c, v); got != (Course{At: want}) {
			t.Errorf("%v is at %v", v, got)
		}
	}
}

func FuzzMotions(f *testing.F) {
	f.Add("a:1:bounce,b:0.5:loop")
	f.Add("n::,")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := glider.Default().Set(PlayKey, text)
		if err != nil {
			return
		}
		if back, err := glider.Default().Set(PlayKey, s.Text(PlayKey)); err != nil || !back.Equal(s) {
			t.Errorf("%q is %s, which is read as %s, %v", text, s, back, err)
		}
		for _, m := range s.Motions() {
			if next := s.WithCourse(m.Key, Course{At: 0.5}); next.Text(PlayKey) != s.Text(PlayKey) || !(m.Period() > 0) {
				t.Errorf("%q: %v", text, m)
			}
		}
	})
}
