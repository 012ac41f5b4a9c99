package export

import (
	"bytes"

	"zscape/compute/lang"
	"zscape/compute/solid"
	"zscape/exhibit"
)

// Modeler is a Session of something that can be made into a body.
type Modeler interface {
	// Model returns what the body is made of, which belongs to the session, and
	// what of the picture it leaves out. The error is why there is none. Pause is
	// called every few microseconds.
	Model(pause func()) (solid.Model, []exhibit.Notice, error)
}

// ErrNoBody is the error for a session that is not a Modeler.
var ErrNoBody = lang.Errorf("is not a surface: choose a format other than STL or OBJ", "曲面ではありません。STL・OBJ以外の形式を選んでください")

// STL makes the surface a closed body, to be printed.
func STL(p Picture) Work { return body(p, "stl") }

// OBJ makes the surface a closed body, for modelling.
func OBJ(p Picture) Work { return body(p, "obj") }

func body(p Picture, kind string) Work {
	return p.work(func(pause Pause) (File, error) {
		const made = 0.5
		m, ok := p.Session.(Modeler)
		if !ok {
			return File{}, ErrNoBody
		}
		model, notices, err := m.Model(pause.at(0))
		if err != nil {
			return File{}, err
		}
		model.Pause = pause.at(0)
		body, err := model.Body()
		if err == nil {
			err = runAll(body, pause.part(0, made))
		}
		if err != nil {
			return File{}, err
		}
		title := "Zscape " + p.fragment()
		mesh := body.Mesh()
		size := mesh.STLSize()
		if kind == "obj" {
			size = mesh.OBJSize()
		}
		b := bytes.NewBuffer(make([]byte, 0, size)) // to grow would take long
		w := solid.NewSTL(b, mesh, title)
		if kind == "obj" {
			w = solid.NewOBJ(b, mesh, title, solid.Whole)
		}
		if err := runAll(w, pause.part(made, 1)); err != nil {
			panic("export: " + err.Error()) // a buffer takes all
		}
		return File{Suffix: "." + kind, Type: "model/" + kind, Data: b.Bytes(), Notices: notices}, nil
	})
}

// runAll takes all steps of a part of the work that may fail.
func runAll(part interface {
	Step() (done bool, err error)
	Progress() float64
}, pause Pause) error {
	for {
		if done, err := part.Step(); done || err != nil {
			return err
		}
		pause(part.Progress())
	}
}
