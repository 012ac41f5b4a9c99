package links

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"zscape/compute/sparse"
	"zscape/task"
)

func graph(values bool) *sparse.Matrix {
	a := sparse.New(4, 4, slices.Values([]sparse.Entry{{Row: 0, Col: 3, Value: 2}, {Row: 3, Col: 0, Value: -1}, {Row: 1, Col: 1, Value: 5}}), sparse.Sum)
	if !values {
		return a.Pattern()
	}
	return a
}

// What comes out is what went in, also by way of bytes.
func TestData(t *testing.T) {
	empty := sparse.New(0, 0, slices.Values([]sparse.Entry(nil)), sparse.Sum).Pattern()
	for _, want := range []*sparse.Matrix{graph(true), graph(false), empty} {
		d := Data(want)
		m, err := task.DecodeMessage(d.Append(nil))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Of(task.NewData(m))
		if err != nil || got.Rows != want.Rows || !reflect.DeepEqual(got.Start, want.Start) || !slices.Equal(got.Column, want.Column) || !slices.Equal(got.Value, want.Value) {
			t.Errorf("%+v, %v, want %+v", got, err, want)
		}
	}
	if !Data(graph(true)).Equal(Data(graph(true))) || Data(graph(true)).Equal(Data(graph(false))) {
		t.Error("names of data do not tell")
	}
}

func TestRefused(t *testing.T) {
	for what, change := range map[string]func(m *task.Message){
		"no shape":      func(m *task.Message) { delete(m.Arrays, "shape") },
		"not square":    func(m *task.Message) { m.Arrays["shape"][1] = 5 },
		"large":         func(m *task.Message) { m.Arrays["shape"] = []float64{1e9, 1e9} },
		"negative":      func(m *task.Message) { m.Arrays["shape"] = []float64{-1, -1} },
		"no start":      func(m *task.Message) { delete(m.Bytes, "start") },
		"no column":     func(m *task.Message) { delete(m.Bytes, "column") },
		"fewer values":  func(m *task.Message) { m.Arrays["value"] = m.Arrays["value"][1:] },
		"other columns": func(m *task.Message) { m.Bytes["column"] = task.Integers([]int32{3, 1, 4}) },
		"too many":      func(m *task.Message) { m.Bytes["column"] = make([]byte, 4*(MaxLinks+1)) },
	} {
		m := Data(graph(true)).Message
		m.Arrays = map[string][]float64{"shape": slices.Clone(m.Arrays["shape"]), "value": m.Arrays["value"]}
		change(&m)
		_, err := Of(task.NewData(m))
		var e *task.SpecError
		if !errors.As(err, &e) || e.Key != "links" || e.Reason.Ja == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := Of(nil); err == nil {
		t.Error("no data are taken")
	}
}
