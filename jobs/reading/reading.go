// Package reading is the reading of files of the visitor's own: as long computations,
// so that a page stays alive meanwhile. Each comes to one message, its last snapshot,
// from which what was read is made without further work: nothing in it is sorted or
// joined again.
//
// What is wrong with a file is no failure of a task: it is part of the message, and
// what could be found out about the file stands beside it.
package reading

import (
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/table"
	"zscape/task"
)

// reading is a function that is called as a task, of one step.
type reading struct {
	routine *task.Routine
	state   *state // which the function knows
	within  bool
}

type state struct {
	part float64
	come task.Message // to; empty before the end
}

// begin returns read as a task; it is to call progress every few milliseconds, with
// how much of the work is done, 0 to 1.
func begin(read func(progress func(part float64)) task.Message) task.Task {
	s := new(state)
	r := &reading{state: s, routine: task.NewRoutine(func(pause func()) {
		s.come = read(func(part float64) {
			s.part = part
			pause()
		})
	})}
	task.StopWith(r, r.routine)
	return r
}

func (r *reading) Step() (done bool, err error) {
	done = r.routine.Step(task.AtOnce)
	r.within = !done
	return done, nil
}

func (r *reading) Within() bool { return r.within }

func (r *reading) Progress() float64 { return r.state.part }

// Snapshot is what was read; empty before the end.
func (r *reading) Snapshot() task.Message { return r.state.come }

// Names of what is in the messages.
const (
	nameKey    = "name "   // and a number from 0, of a file
	fileKey    = "file "   // its bytes
	errorKey   = "error"   // what is wrong, in English
	errorJaKey = "errorJa" // and in Japanese
)

// put adds files to a Spec's arguments, with their names and bytes.
func put(m *task.Message, files []table.File) {
	m.Texts, m.Bytes = map[string]string{}, map[string][]byte{}
	for k, f := range files {
		number := strconv.Itoa(k)
		m.Texts[nameKey+number], m.Bytes[fileKey+number] = f.Name, f.Data
	}
}

// filesOf returns the files among a Spec's arguments.
func filesOf(m task.Message) (files []table.File) {
	for {
		number := strconv.Itoa(len(files))
		name, ok := m.Texts[nameKey+number]
		if !ok {
			return files
		}
		files = append(files, table.File{Name: name, Data: m.Bytes[fileKey+number]})
	}
}

// putError adds what is wrong with the files, if anything is, to a message.
func putError(m *task.Message, err error) {
	if err != nil {
		text := lang.Of(err)
		m.Texts = map[string]string{errorKey: text.En, errorJaKey: text.Ja}
	}
}

// errorOf returns what is wrong with the files, nil if nothing is.
func errorOf(m task.Message) error {
	if m.Texts[errorKey] == "" {
		return nil
	}
	return lang.Errorf("%v", "%v", lang.Text{En: m.Texts[errorKey], Ja: m.Texts[errorJaKey]})
}

// errForm is for a message that no task of this package came to.
var errForm = lang.Errorf("what was read is damaged", "読み込んだ内容が壊れています")
