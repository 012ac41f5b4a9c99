// Package recording plans the frames of a recording of an exhibit: sliders that
// play, over a full period; or else what is played, from its start to its end;
// and of a picture that only stands, a full turn.
package recording

import (
	"math"
	"strconv"
	"time"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/task"
)

// Usual is how long each frame is shown, unless there would be too many.
const Usual = 50 * time.Millisecond

// most is how many frames a recording has at most.
const most = 400

// turn is how many seconds a full turn takes, if the State does not say.
const turn = 3.6

// Recording is a recording of a State.
type Recording struct {
	session exhibit.Session
	state   exhibit.State
	theme   *scene.Theme
	w, h    float64
	frames  int
	seconds float64 // that it takes
	plays   bool
	turns   float64 // of the camera
	glides  *glides // sliders that play; nil if none does
	list    scene.DisplayList
}

// New plans the recording of s, w x h screen units large; ok is false if
// nothing in it can move. Views are what the session's jobs have come to.
func New(s exhibit.State, open exhibit.Opener, views []task.View, theme *scene.Theme, w, h float64) (f *Recording, ok bool) {
	f = &Recording{session: s.Exhibit().New(open), state: s, theme: theme, w: w, h: h}
	if err := f.session.Update(s); err != nil {
		panic("recording: " + err.Error()) // the State is one that is shown
	}
	if t, ok := f.session.(exhibit.Tasker); ok && views != nil {
		t.Watch(views)
	}
	if f.glides = newGlides(s); f.glides != nil {
		f.last(f.glides.seconds)
		f.glides.frames = f.frames
		return f, true
	}
	if p, ok := f.session.(exhibit.Player); ok && p.Playable() {
		f.plays = true
		seconds := exhibit.Duration.Seconds() / s.Number(exhibit.SpeedKey)
		if s.Text(exhibit.RepeatKey) == "bounce" {
			seconds *= 2
		}
		f.last(seconds)
		f.turns = spin(s) * seconds / 360
		if s.Text(exhibit.RepeatKey) != "once" && f.turns != 0 {
			f.turns = whole(f.turns)
		}
		return f, true
	}
	if _, ok := s.Exhibit().Control(exhibit.AzimuthKey); !ok || space.Index(f.session.Figure(), w, h) < 0 {
		return nil, false
	}
	f.turns = 1
	f.last(turn)
	if speed := spin(s); speed != 0 {
		f.turns = math.Copysign(1, speed)
		f.last(360 / math.Abs(speed))
	}
	return f, true
}

// spin returns how many degrees a second the picture turns by itself.
func spin(s exhibit.State) float64 {
	if _, ok := s.Exhibit().Control(exhibit.SpinKey); !ok {
		return 0
	}
	return s.Number(exhibit.SpinKey)
}

// whole returns the whole number of turns that is nearest, but not none: what
// begins anew must not jump.
func whole(turns float64) float64 {
	return math.Copysign(max(1, math.Round(math.Abs(turns))), turns)
}

// last makes the recording as long as that: of more frames or, if there are as
// many as can be, of frames that are shown longer.
func (f *Recording) last(seconds float64) {
	f.seconds = seconds
	f.frames = int(max(2, min(math.Round(seconds/Usual.Seconds()), most)))
}

// Frames returns how many frames there are.
func (f *Recording) Frames() int { return f.frames }

// Delay returns how long each is shown, 10 minutes at most: about Usual, but
// longer if the motion is slow.
func (f *Recording) Delay() time.Duration {
	return time.Duration(min(f.seconds/float64(f.frames), 600) * float64(time.Second))
}

// Rate returns how many frames a second there are, to three digits; it is empty
// if they are about as many as usual.
func (f *Recording) Rate() string {
	rate := 1 / f.Delay().Seconds()
	if math.Round(rate) == 1/Usual.Seconds() {
		return ""
	}
	return strconv.FormatFloat(rate, 'g', 3, 64)
}

// Draw returns the drawing of frame k. It is valid until the next call.
func (f *Recording) Draw(k int) *scene.DisplayList {
	// A State that a slider passes may be refused: then the picture before it stays.
	if err := f.session.Update(f.at(k)); err != nil && f.glides == nil {
		panic("recording: " + err.Error())
	}
	figure := f.session.Figure()
	figure.Theme = f.theme
	figure.Draw(&f.list, f.w, f.h)
	return &f.list
}

// at returns the State of frame k.
func (f *Recording) at(k int) exhibit.State {
	if f.glides != nil {
		return f.glides.at(k)
	}
	fraction := float64(k) / float64(f.frames) // the end is the start of the next round
	next := f.state
	if f.plays {
		t := fraction
		switch f.state.Text(exhibit.RepeatKey) {
		case "once":
			fraction = float64(k) / float64(f.frames-1)
			t = fraction
		case "bounce":
			t = 1 - math.Abs(1-2*fraction)
		}
		var err error
		if next, err = next.Set(exhibit.PositionKey, exhibit.FormatNumber(math.Round(t*1e6)/1e6)); err != nil {
			panic("recording: " + err.Error())
		}
	}
	if f.turns != 0 {
		c := f.state.Camera()
		c.Azimuth += 360 * f.turns * fraction
		next = next.WithCamera(c)
	}
	return next
}
