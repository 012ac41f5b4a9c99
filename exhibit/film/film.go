// Package film plans the frames of a recording of an exhibit: sliders that
// play, over a full period; or else what is played, from its start to its end;
// and of a picture that only stands, a full turn.
package film

import (
	"math"
	"time"

	"zscape/exhibit"
	"zscape/scene"
	"zscape/task"
)

// Delay is how long each frame is shown.
const Delay = 50 * time.Millisecond

// turn is how many frames a full turn has.
const turn = 72

// most is how many frames a recording has at most.
const most = 400

// Film is a recording of a State.
type Film struct {
	session exhibit.Session
	state   exhibit.State
	theme   *scene.Theme
	w, h    float64
	frames  int
	plays   bool
	glides  *glides // sliders that play; nil if none does
	list    scene.DisplayList
}

// New plans the recording of s, w x h screen units large; ok is false if
// nothing in it can move. Heard is what the session's jobs have come to.
func New(s exhibit.State, open exhibit.Opener, heard [][]task.Frame, theme *scene.Theme, w, h float64) (f *Film, ok bool) {
	f = &Film{session: s.Exhibit().New(open), state: s, theme: theme, w: w, h: h}
	if err := f.session.Update(s); err != nil {
		panic("film: " + err.Error()) // the State is one that is shown
	}
	if t, ok := f.session.(exhibit.Tasker); ok && heard != nil {
		t.Watch(heard)
	}
	if f.glides = newGlides(s); f.glides != nil {
		f.frames = f.glides.frames
		return f, true
	}
	if p, ok := f.session.(exhibit.Player); ok && p.Playable() {
		f.plays = true
		seconds := exhibit.Duration.Seconds() / s.Number("speed")
		f.frames = int(max(2, min(math.Round(seconds/Delay.Seconds()), most)))
		if s.Text("repeat") == "bounce" {
			f.frames = min(2*f.frames, most)
		}
		return f, true
	}
	if _, ok := s.Exhibit().Control("az"); !ok || f.session.Figure().Space(w, h) < 0 {
		return nil, false
	}
	f.frames = turn
	return f, true
}

// Frames returns how many frames there are.
func (f *Film) Frames() int { return f.frames }

// Draw returns the drawing of frame k. It is valid until the next call.
func (f *Film) Draw(k int) *scene.DisplayList {
	// A State that a slider passes may be refused: then the picture before it stays.
	if err := f.session.Update(f.at(k)); err != nil && f.glides == nil {
		panic("film: " + err.Error())
	}
	figure := f.session.Figure()
	figure.Theme = f.theme
	figure.Draw(&f.list, f.w, f.h)
	return &f.list
}

// at returns the State of frame k.
func (f *Film) at(k int) exhibit.State {
	if f.glides != nil {
		return f.glides.at(k)
	}
	if !f.plays {
		c := f.state.Camera()
		c.Azimuth += 360 * float64(k) / turn
		return f.state.WithCamera(c)
	}
	t := float64(k) / float64(f.frames-1)
	switch f.state.Text("repeat") {
	case "loop": // the end is the start of the next round
		t = float64(k) / float64(f.frames)
	case "bounce":
		t = 1 - math.Abs(1-2*float64(k)/float64(f.frames))
	}
	next, err := f.state.Set("t", exhibit.FormatNumber(math.Round(t*1e6)/1e6))
	if err != nil {
		panic("film: " + err.Error())
	}
	return next
}
