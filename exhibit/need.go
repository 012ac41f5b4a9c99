package exhibit

import (
	"zscape/compute/lang"
	"zscape/task"
)

// Needer is a Session whose State may need files that come with the program,
// but not before they are needed.
type Needer interface {
	// Needs returns those that are not on the shelf of the session's State.
	// What depends on them is not to be seen until they are.
	Needs() []Need
}

// Need is what a State needs on its shelf: a file that comes with the program, or what
// a task comes to.
type Need struct {
	Path string // of a file within the site, such as data/x.png; else empty
	// Put returns f with the file on it. An error says why data is not accepted.
	Put func(f *Shelf, data []byte) (*Shelf, error)

	Reading Reading // else
	// Keep returns what puts the result on a shelf. It may take as long as a frame, what
	// it returns may not.
	Keep func(result task.Message) func(f *Shelf) *Shelf
}

// Reading is a task that reads: what it comes to is its last snapshot.
type Reading struct {
	File string // what is read, for the visitor
	task.Spec
	New func(task.Spec) (task.Task, error)
}

// Size returns how many bytes are read.
func (r Reading) Size() (bytes int) {
	for _, b := range r.Args.Bytes {
		bytes += len(b)
	}
	return bytes
}

// Do reads at once, and returns what that comes to.
func (r Reading) Do() (result task.Message, err error) {
	h, err := task.Do(task.Library{r.Name: r.New}, r.Spec, nil)
	if err != nil {
		return result, err
	}
	last, _ := h.Last()
	return last.Snapshot, nil
}

// Unread returns what s needs that was not read yet of the visitor's own files: for
// itself or, if open is not nil, for a surface into which it flows; nil if nothing.
// See Intake.
func (s State) Unread(open Opener) *Need {
	if s.exhibit == nil {
		return nil
	}
	if need := s.unread(); need != nil {
		return need
	}
	if c, ok := s.Control(GoalKey); !ok || open == nil || s.Text(GoalKey) == c.Default {
		return nil
	}
	goal, _, err := ParseWith(s.Text(GoalKey), open, s.shelf)
	if err != nil {
		return nil
	}
	return goal.unread()
}

func (s State) unread() *Need {
	if in := s.exhibit.Intake; in != nil && in.Unread != nil {
		return in.Unread(s)
	}
	return nil
}

// Reach returns the State that next makes with a shelf, f or more than f: what it needs
// is read at once, and next called again, since controls may follow from that.
func Reach(f *Shelf, open Opener, next func(f *Shelf) (State, error)) (State, error) {
	for {
		s, wrong := next(f)
		need := s.Unread(open)
		if need == nil {
			return s, wrong
		}
		result, err := need.Reading.Do()
		if err != nil {
			return s, lang.Errorf("%s: %v", "%s: %v", need.Reading.File, err)
		}
		f = need.Keep(result)(s.Shelf())
	}
}
