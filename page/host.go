package page

import (
	"zscape/exhibit"
	"zscape/task"
)

// Host is what the page asks of the browser, a part for each subject. What an
// event changes is shown at its end, each thing once.
type Host interface {
	Panel
	Picture
	Readouts
	Speaker
	Runs
	Files
	Exports
	Address
	task.Clock // calls back between other events
}

// Panel is the exhibit's texts and controls.
type Panel interface {
	// ShowExhibit lays out the panel of an exhibit: texts and controls.
	ShowExhibit(e *exhibit.Exhibit, lang string)
	// ShowMore lays out the controls that follow from the values of others.
	ShowMore(controls []exhibit.Control, lang string)
	// ShowState brings the controls to the values of s.
	ShowState(s exhibit.State)
}

// Picture is where the picture is seen.
type Picture interface {
	// ShowViews says whether there is something that can be turned to a view.
	ShowViews(camera bool)
	// ShowCursor says what the pointer looks like on the picture, by its name
	// in CSS; empty is that of a picture to be turned.
	ShowCursor(name string)
	// Redraw asks for a call of Frame soon.
	Redraw()
}

// Readouts shows the summary, the values and the table of the picture.
type Readouts interface {
	// ShowSummary shows another summary than the exhibit's.
	ShowSummary(text string)
	// ShowReadouts shows the computed values.
	ShowReadouts(r []exhibit.Readout, lang string)
	// ShowTable shows the table below the picture; nil takes it away.
	ShowTable(b *exhibit.Table, lang string)
}

// Speaker is what is said to the visitor.
type Speaker interface {
	// ShowProblem says beside a control what is wrong with what was typed
	// there, or over the picture if there is no such control, also to those who
	// do not see it. An empty message takes that back.
	ShowProblem(p Problem)
	// ShowNotices says what there is to notice, beside controls and below the
	// picture, also to those who do not see it.
	ShowNotices(n []Notice)
	// Announce says something to those who do not see the picture.
	Announce(text string)
}

// Runs is what goes on by itself: playing, and long computations.
type Runs interface {
	// ShowTransport shows where playing is.
	ShowTransport(t Transport)
	// ShowSliders shows which sliders play by themselves, and how they would.
	ShowSliders(s []Slider)
	// ShowRun shows the progress of the exhibit's jobs.
	ShowRun(r Run)
}

// Work is what takes long with a file. There is one of each at most at a time.
type Work int

const (
	Reading   Work = iota // files of the visitor's own
	Exporting             // one for the visitor
)

// Files is what comes into the page.
type Files interface {
	// ShowIntake says which files of the visitor's own are taken; nil: none.
	ShowIntake(in *exhibit.Intake, lang string)
	// ShowWork shows the progress of a work on a file, 0..1; 1 ends it.
	ShowWork(w Work, name string, fraction float64)
	// ShowReport says what has been read of them.
	ShowReport(text string)
	// Fetch reads a file of the page's own site, and calls done later.
	Fetch(path string, done func(data []byte, err error))
}

// Exports gives files and texts to the visitor.
type Exports interface {
	// ShowExports says which kinds of Export there are.
	ShowExports(kinds []string)
	// Save gives the visitor a file, Copy a text in the clipboard. Both say so,
	// also to those who do not see it.
	Save(name, mime string, data []byte)
	Copy(text string)
}

// Address is the address bar, and the way back and forth.
type Address interface {
	// SetAddress puts the State into the address bar; with push as a new
	// entry of the browser's history.
	SetAddress(fragment string, push bool)
	// Address returns the address at which the page opens relative to its own
	// folder: "#waves", "?embed=1#waves".
	Address(relative string) string
	// ShowHistory says whether there is something to undo or redo.
	ShowHistory(undo, redo bool)
}
