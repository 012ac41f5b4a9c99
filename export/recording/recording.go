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
)

// Usual is how long each frame is shown, unless there would be too many.
const Usual = 50 * time.Millisecond

// most is how many frames a recording has at most.
const most = 400

// turn is how many seconds a full turn takes, if the State does not say.
const turn = 3.6

// Recording is a recording of a State.
type Recording struct {
	// Pause, if not nil, is called while Draw takes long; see scene.View. What the
	// session has left for later is part of it.
	Pause func()

	session exhibit.Session
	state   exhibit.State
	theme   *scene.Theme
	w, h    float64
	frames  int
	seconds float64 // that it takes
	plays   bool
	cameras []string // that turn
	turns   float64  // of them
	glides  *glides  // sliders that play; nil if none does
	list    scene.DisplayList
}

// New plans the recording of s, w x h screen units large; ok is false if nothing
// in it can move. The session is in s, and belongs to the recording.
func New(s exhibit.State, session exhibit.Session, theme *scene.Theme, w, h float64) (r *Recording, ok bool) {
	r = &Recording{session: session, state: s, theme: theme, w: w, h: h}
	r.cameras = exhibit.Cameras(session)
	if r.glides = newGlides(s, r.cameras); r.glides != nil {
		r.last(r.glides.seconds)
		r.glides.frames = r.frames
		return r, true
	}
	if p, ok := r.session.(exhibit.Player); ok && p.Playable() {
		r.plays = true
		seconds := exhibit.Duration.Seconds() / s.Number(exhibit.SpeedKey)
		if s.Text(exhibit.RepeatKey) == "bounce" {
			seconds *= 2
		}
		r.last(seconds)
		r.turns = spin(s) * seconds / 360
		if s.Text(exhibit.RepeatKey) != "once" && r.turns != 0 {
			r.turns = whole(r.turns)
		}
		return r, true
	}
	if _, ok := s.Exhibit().Control(exhibit.AzimuthKey); !ok || len(r.cameras) == 0 || space.Index(r.session.Figure(), w, h) < 0 {
		return nil, false
	}
	r.turns = 1
	r.last(turn)
	if speed := spin(s); speed != 0 {
		r.turns = math.Copysign(1, speed)
		r.last(360 / math.Abs(speed))
	}
	return r, true
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
func (r *Recording) last(seconds float64) {
	r.seconds = seconds
	r.frames = int(max(2, min(math.Round(seconds/Usual.Seconds()), most)))
}

// Frames returns how many frames there are.
func (r *Recording) Frames() int { return r.frames }

// Delay returns how long each is shown, 10 minutes at most: about Usual, but
// longer if the motion is slow.
func (r *Recording) Delay() time.Duration {
	return time.Duration(min(r.seconds/float64(r.frames), 600) * float64(time.Second))
}

// Rate returns how many frames a second there are, to three digits; it is empty
// if they are about as many as usual.
func (r *Recording) Rate() string {
	rate := 1 / r.Delay().Seconds()
	if math.Round(rate) == 1/Usual.Seconds() {
		return ""
	}
	return strconv.FormatFloat(rate, 'g', 3, 64)
}

// Draw returns the drawing of frame k. It is valid until the next call.
func (r *Recording) Draw(k int) *scene.DisplayList {
	// A State that a slider passes may be refused: then the picture before it stays.
	if err := r.session.Update(r.at(k)); err != nil && r.glides == nil {
		panic("recording: " + err.Error())
	}
	exhibit.Settle(r.session, r.Pause)
	figure := r.session.Figure()
	figure.Theme, figure.Pause = r.theme, r.Pause
	figure.Draw(&r.list, r.w, r.h)
	return &r.list
}

// at returns the State of frame k.
func (r *Recording) at(k int) exhibit.State {
	if r.glides != nil {
		return r.glides.at(k)
	}
	fraction := float64(k) / float64(r.frames) // the end is the start of the next round
	next := r.state
	if r.plays {
		t := fraction
		switch r.state.Text(exhibit.RepeatKey) {
		case "once":
			fraction = float64(k) / float64(r.frames-1)
			t = fraction
		case "bounce":
			t = 1 - math.Abs(1-2*fraction)
		}
		var err error
		if next, err = next.Set(exhibit.PositionKey, exhibit.FormatNumber(math.Round(t*1e6)/1e6)); err != nil {
			panic("recording: " + err.Error())
		}
	}
	if r.turns != 0 {
		next = next.Turned(360*r.turns*fraction, r.cameras...)
	}
	return next
}
