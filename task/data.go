package task

import "zscape/compute/lang"

// Data is bulk that several runs work on, such as a visitor's table: it is encoded
// once, given once to each worker that needs it, and after that only named. It is
// not to be changed.
type Data struct {
	Message
	id   dataID
	form []byte // its binary form, once it was asked for
}

// dataID is the name of Data.
type dataID [16]byte

// NewData returns the message as Data. It takes time in proportion to its size, and
// keeps the message, which must not be changed afterwards.
func NewData(m Message) *Data {
	d := &Data{Message: m, form: m.Append(make([]byte, 0, m.Size()))}
	d.id = hash(d.form)
	return d
}

// NamedData returns the message as the Data of a name, at once: that which NewData gives
// the same message, found out elsewhere, or another one that is no other message's. It
// keeps the message, as NewData does.
func NamedData(m Message, name [16]byte) *Data { return &Data{Message: m, id: name} }

// Name returns the name of the Data: of those of NewData, a hash of what they are.
func (d *Data) Name() [16]byte { return d.id }

// Equal reports whether the two are the same; nil is the same as nil only.
func (d *Data) Equal(other *Data) bool {
	return d == other || d != nil && other != nil && d.id == other.id
}

// supply gives the worker the data that a run needs, if it has not got them.
func (w *worker) supply(d *Data) {
	if d == nil || w.has[d.id] {
		return
	}
	w.has[d.id] = true
	if d.form == nil {
		d.form = d.Append(make([]byte, 0, d.Size()))
	}
	w.port.Post(command{verb: supply, data: d.id, form: d.form}.encode())
}

// tidy lets the worker forget the data that no run of its needs. It is called when
// a run comes, not when one goes: often the next one needs the same.
func (w *worker) tidy() {
	for id := range w.has {
		needed := false
		for _, r := range w.runs {
			needed = needed || r.spec.Data != nil && r.spec.Data.id == id
		}
		if !needed {
			delete(w.has, id)
			w.port.Post(command{verb: forget, data: id}.encode())
		}
	}
}

// resolve returns the Spec with the data that it names.
func (s *Server) resolve(spec Spec) (Spec, error) {
	if spec.Data == nil {
		return spec, nil
	}
	d, ok := s.data[spec.Data.id]
	if !ok {
		return spec, &SpecError{Key: "data", Reason: lang.Text{En: "is missing", Ja: "データがありません"}}
	}
	spec.Data = d
	return spec, nil
}
