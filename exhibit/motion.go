package exhibit

import (
	"math"
	"slices"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/plain"
)

// A Motion is how a slider plays.
type Motion struct {
	Key   string
	Speed float64 // 1 is a pass over the slider's range in SlideDuration
	Mode  string  // one of MotionModes
}

// SlideDuration is how many seconds a slider takes from end to end at speed 1.
const SlideDuration = 10

// MinSlideSpeed and MaxSlideSpeed bound the speed of a Motion.
const MinSlideSpeed, MaxSlideSpeed = 0.01, 100

// mostMotions is how many sliders may play at once.
const mostMotions = 32

// MotionModes are the ways to play a slider; the first is the default.
var MotionModes = []Option{
	{"bounce", Text{En: "back and forth", Ja: "往復"}},
	{"loop", Text{En: "upwards, repeated", Ja: "増加(繰り返し)"}},
	{"down", Text{En: "downwards, repeated", Ja: "減少(繰り返し)"}},
	{"once", Text{En: "upwards, once", Ja: "増加(1回)"}},
}

// NewMotion returns the Motion of a slider that was never played.
func NewMotion(key string) Motion { return Motion{Key: key, Speed: 1, Mode: MotionModes[0].Value} }

// PlayControl says which sliders play (key PlayKey).
func PlayControl() Control {
	return Control{Key: PlayKey, Kind: Word, Hidden: true, Label: Text{En: "sliders that play", Ja: "再生するスライダー"}, Check: func(text string) (string, error) {
		list, err := parseMotions(text)
		return FormatMotions(list), err
	}}
}

// FormatMotions writes motions as the value of PlayKey.
func FormatMotions(list []Motion) string {
	var parts []string
	for _, m := range list {
		parts = append(parts, m.Key+":"+FormatNumber(m.Speed)+":"+m.Mode)
	}
	return strings.Join(parts, ",")
}

// parseMotions reads the value of PlayKey. Speed and mode may be left
// out.
func parseMotions(text string) (list []Motion, reason error) {
	bad := func(en, ja string, args ...any) ([]Motion, error) { return nil, lang.Errorf(en, ja, args...) }
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(plain.String(text), ",") {
		part = strings.TrimSpace(part)
		fields := strings.Split(part, ":")
		m := NewMotion(fields[0])
		twice := slices.ContainsFunc(list, func(other Motion) bool { return other.Key == m.Key })
		switch {
		case m.Key == "" || len(fields) > 3:
			return bad("has %q instead of a slider, its speed and its mode, such as a:1:bounce", "%q の所には、スライダー、速さ、動き方を a:1:bounce のように書いてください", short(part))
		case twice:
			return bad("plays %s twice", "%sが2回あります", short(m.Key))
		case len(list) == mostMotions:
			return bad("plays more than %d sliders", "再生できるスライダーは%d本までです", mostMotions)
		}
		if len(fields) > 1 {
			var err error
			if m.Speed, err = ParseNumber(fields[1]); err != nil || m.Speed < MinSlideSpeed || m.Speed > MaxSlideSpeed {
				return bad("gives %s the speed %q: it must be a number from %v to %v", "%sの速さ %q は%vから%vまでの数にしてください", short(m.Key), short(fields[1]), MinSlideSpeed, float64(MaxSlideSpeed))
			}
		}
		if len(fields) > 2 {
			m.Mode = fields[2]
		}
		if !slices.ContainsFunc(MotionModes, func(o Option) bool { return o.Value == m.Mode }) {
			return bad("gives %s the mode %q: it must be bounce, loop, down or once", "%sの動き方 %q は bounce、loop、down、once のどれかにしてください", short(m.Key), short(m.Mode))
		}
		list = append(list, m)
	}
	return list, nil
}

// Motions returns the sliders of s that play, in the order in which they were begun.
func (s State) Motions() []Motion {
	if _, ok := s.values[PlayKey]; !ok { // most often
		return nil
	}
	list, _ := parseMotions(s.Text(PlayKey))
	return slices.DeleteFunc(list, func(m Motion) bool { return !s.Plays(m.Key) })
}

// Plays reports whether key is a slider of s that may play.
func (s State) Plays(key string) bool {
	c, ok := s.Control(key)
	return ok && c.Plays && c.Kind == Number
}

// Sliders returns the keys of the sliders of s that may play.
func (s State) Sliders() (keys []string) {
	for _, controls := range [2][]Control{s.exhibit.Controls, s.more} {
		for i := range controls {
			if c := &controls[i]; c.Plays && c.Kind == Number {
				keys = append(keys, c.Key)
			}
		}
	}
	return keys
}

// WithMotion returns s with the slider of m playing as m says.
func (s State) WithMotion(m Motion) State {
	list := s.Motions()
	if k := slices.IndexFunc(list, func(other Motion) bool { return other.Key == m.Key }); k >= 0 {
		list[k] = m
	} else {
		list = append(list, m)
	}
	return s.Try(PlayKey, FormatMotions(list))
}

// WithoutMotion returns s with the slider at rest.
func (s State) WithoutMotion(key string) State {
	list := s.Motions()
	return s.Try(PlayKey, FormatMotions(slices.DeleteFunc(list, func(m Motion) bool { return m.Key == key })))
}

// unplayable says which sliders a value of PlayKey names that s does not have.
func (s State) unplayable(text string) error {
	list, _ := parseMotions(text)
	for _, m := range list {
		if !s.Plays(m.Key) {
			return lang.Errorf("names %s, which is not a slider that can play", "%sは再生できるスライダーではありません", short(m.Key))
		}
	}
	return nil
}

// A Course is where a playing slider is.
type Course struct {
	At   float64 // 0 is the slider's lower end, 1 its upper
	Back bool    // it goes down
}

// CourseOf returns where the slider c is with value v.
func CourseOf(c *Control, v float64) Course {
	lo, hi := c.Slide()
	return Course{At: max(0, min((v-lo)/(hi-lo), 1))}
}

// Advance returns where the slider is so many seconds later; done says that it
// has reached its end and stays there.
func (m Motion) Advance(c Course, seconds float64) (next Course, done bool) {
	d := seconds * m.Speed / SlideDuration
	switch m.Mode {
	case "loop":
		at := c.At + d
		if at > 1 {
			at -= math.Floor(at)
		}
		return Course{At: at}, false
	case "down":
		at := c.At - d
		if at < 0 {
			at -= math.Floor(at)
		}
		return Course{At: at, Back: true}, false
	case "once":
		at := min(c.At+d, 1)
		return Course{At: at}, at >= 1
	}
	at := c.At // along the way up and down, which is 2 long
	if c.Back {
		at = 2 - at
	}
	at = math.Mod(at+d, 2)
	if at > 1 {
		return Course{At: 2 - at, Back: true}, false
	}
	return Course{At: at}, false
}

// Period returns after how many seconds the slider is where it was; of one
// that plays once, how long that takes from end to end.
func (m Motion) Period() float64 {
	if m.Mode == "bounce" {
		return 2 * SlideDuration / m.Speed
	}
	return SlideDuration / m.Speed
}

// WithCourse returns s with the slider key where c says, rounded to some
// thousandths of its range so that the value reads well.
func (s State) WithCourse(key string, c Course) State {
	control := s.control(key)
	lo, hi := control.Slide()
	v := lo + c.At*(hi-lo)
	digit := int(math.Floor(math.Log10((hi - lo) / 2000)))
	if control.Whole {
		digit = max(digit, 0)
	}
	return s.Try(key, FormatNumber(max(lo, min(Round(v, digit), hi))))
}
