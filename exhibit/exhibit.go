package exhibit

import (
	"io"
	"slices"
	"time"

	"zscape/compute/lang"
	"zscape/scene"
	"zscape/task"
)

// Exhibit is one entry of the gallery.
type Exhibit struct {
	Name    string // key in URLs and files: lower case, one word
	Title   Text
	Label   Text   // in the menu: HTML, and plain text where the Japanese one is another
	Summary Text   // a paragraph: what there is to see and to try
	Formula string // MathML
	Sources []Source

	Controls []Control

	// Extend, if not nil, returns further controls for a State, which follow
	// from the values of the controls ExtendBy, and from the shelf: the parameters
	// of a formula. One with the key of one of Controls takes its place: it may
	// have another range, and another default.
	Extend   func(s State) []Control
	ExtendBy []string

	// Intake says which files of the visitor's own the exhibit takes; nil if none.
	Intake *Intake

	// New begins a session in the default State. open finds other exhibits,
	// for those that show one within another.
	New func(open Opener) Session
}

// Gallery is all exhibits, in the order of the menu.
type Gallery []*Exhibit

// Open finds an exhibit by its name. It is an Opener.
func (g Gallery) Open(name string) (*Exhibit, bool) {
	for _, e := range g {
		if e.Name == name {
			return e, true
		}
	}
	return nil, false
}

// Opener finds an exhibit by its name.
type Opener func(name string) (*Exhibit, bool)

// Text is a text in the languages of the page.
type Text = lang.Text

// Source is where an exhibit comes from.
type Source struct {
	Title string
	URL   string // may be empty
}

// Session is an exhibit that is being looked at.
type Session interface {
	// Update brings the session to s. An error is about the visitor's input:
	// a *Problem names the control; the session stays as it was.
	Update(s State) error

	// Figure returns the picture now. It belongs to the session and is valid
	// until the next call.
	Figure() *scene.Figure
}

// Summarizer is a Session whose summary follows from its State, as it does from
// data of the visitor's own; it takes the place of the exhibit's.
type Summarizer interface{ Summary() Text }

// Readouter is a Session with values to read beside the picture. They do not
// depend on the camera.
type Readouter interface{ Readouts() []Readout }

// Readout is a computed value: Value is a float64, a string, a Text, a
// []float64, for a matrix a [][]float64, or a Tensor.
type Readout struct {
	Key   string // stable, as in a State
	Label Text
	Value any

	// Fine, if not nil, has for each number of Value, or each column of it, a
	// difference that should be seen in it. Otherwise it is enough to tell the
	// numbers from each other.
	Fine []float64

	// Aside keeps a value out of the panel: it is there for files and scripts.
	Aside bool
}

// Tensor is a value with any number of axes, row-major.
type Tensor struct {
	Shape []int
	Data  []float64
}

// Picker is a Session whose picture can be pointed at.
type Picker interface {
	// Pick returns the point of the picture that is seen at the screen point
	// q of the figure drawn w x h large, and marks it in the figure. Unpick
	// takes the mark away.
	Pick(q scene.Point, w, h float64) (scene.Vec, bool)
	Unpick()
}

// Handler is a Session whose picture answers to the pointer itself, where
// there is something else to do than to turn, move and zoom the camera. All
// points are screen points of the figure drawn w x h large; s is the State now.
type Handler interface {
	// Grab begins a drag at q, or a click there. ok is false if nothing is
	// there to be held.
	Grab(q scene.Point, w, h float64, grip Grip) (d Drag, ok bool)
	// Zoom magnifies what is at q by factor.
	Zoom(q scene.Point, w, h, factor float64, s State) (next State, ok bool)
	// Reset returns what is at q to its first view.
	Reset(q scene.Point, w, h float64, s State) (next State, ok bool)
}

// Viewer is a Session whose boxes of axes are not all seen by the State's one camera.
type Viewer interface {
	// Camera returns the name of the camera that panel k of the figure is seen by, as
	// State.CameraOf knows it; ok is false if the panel cannot be turned.
	Camera(k int) (name string, ok bool)
}

// Cameras returns the names of the cameras by which the figure of a session is seen, each
// once: that without a name unless the session is a Viewer.
func Cameras(s Session) (names []string) {
	v, ok := s.(Viewer)
	if !ok {
		return []string{""}
	}
	for k := range s.Figure().Panels {
		if name, ok := v.Camera(k); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Grip says how the pointer was put down.
type Grip struct {
	Shift bool // with the Shift key, or another button than the first
	Touch bool // by a finger, which is less exact
	Pinch bool // by two fingers, or by keys: only what moves the whole view is wanted
}

// Drag is something that the pointer holds. Each function returns the next
// State from the one now; nil functions do nothing.
type Drag struct {
	Move func(q scene.Point, s State) State
	// Drop ends the drag; moved is false after a click.
	Drop func(s State, moved bool) State
	// Cursor is what the pointer looks like, a CSS name such as "grabbing".
	Cursor string
}

// Tasker is a Session with long computations, which others run for it.
type Tasker interface {
	// Jobs returns the computations that belong to the session's State: equal
	// ones for equal States. A change of the State that changes a job ends it, but
	// for what is Live.
	Jobs() []Job
	// Watch brings the picture to what the jobs, in the same order, have come
	// to: the frames and the log of each, up to the moment that is looked at;
	// none if it was not begun. It is called often: what was there at the last
	// call (see [task.Log.Common]) need not be gone through again. The frames may
	// not be changed or kept beyond the next call; logs may be kept.
	Watch(views []task.View)
}

// Player is a Session that goes from a start (0) to an end (1) as the State's
// PositionKey does. RepeatKey and SpeedKey say how.
type Player interface {
	// Playable reports whether there is something to play.
	Playable() bool
}

// Duration is how long playing once from start to end takes at speed 1.
const Duration = 4 * time.Second

// Presser is a Session with buttons that change the State.
type Presser interface {
	// Press returns the State after the Action control key is pressed; ok is
	// false if the button does something else.
	Press(key string, s State) (next State, ok bool)
}

// Flat is a Session whose picture, at times, is a flat plot that cannot be rotated.
type Flat interface{ Flat() bool }

// CSVWriter is a Session that gives its numbers as comma-separated values, with a header.
type CSVWriter interface{ WriteCSV(w io.Writer) error }

// Coder is a Session that can write the program that makes its picture in
// another language.
type Coder interface {
	Languages() []string
	Code(language string) string
}

// Actor is a Session with buttons: Act begins the work of the Action control
// key, which the caller carries out by calling step until it reports done.
// Each step takes a few milliseconds at most for ordinary input.
type Actor interface {
	Act(key string) (step func() (done bool), ok bool)
}
