// Package values writes a State and what is computed in it as JSON, for scripts. It is
// for the command: what writes JSON by itself would make the page's program larger.
package values

import (
	"encoding/json"
	"io"
	"math"

	"zscape/exhibit"
)

// Write writes what session shows in the State s: what is set, the computed values and
// what there is to notice, in English. The error is that of w.
func Write(w io.Writer, session exhibit.Session, s exhibit.State) error {
	doc := struct {
		Exhibit  string         `json:"exhibit"`
		State    string         `json:"state"`
		Values   map[string]any `json:"values"`
		Readouts map[string]any `json:"readouts"`
		Notices  []string       `json:"notices,omitempty"`
	}{s.Exhibit().Name, s.String(), map[string]any{}, map[string]any{}, nil}
	for _, c := range s.Controls() {
		switch c.Kind {
		case exhibit.Number:
			doc.Values[c.Key] = s.Number(c.Key)
		case exhibit.Toggle:
			doc.Values[c.Key] = s.On(c.Key)
		case exhibit.Matrix:
			doc.Values[c.Key] = s.Matrix(c.Key)
			if c.MaxRows == 1 {
				doc.Values[c.Key] = s.Matrix(c.Key)[0]
			}
		case exhibit.Choice, exhibit.Word, exhibit.Formula:
			doc.Values[c.Key] = s.Text(c.Key)
		}
	}
	if reader, ok := session.(exhibit.Readouter); ok {
		for _, v := range reader.Readouts() {
			doc.Readouts[v.Key] = plain(v.Value)
		}
	}
	if noticer, ok := session.(exhibit.Noticer); ok {
		for _, n := range noticer.Notices() {
			doc.Notices = append(doc.Notices, n.Text.En)
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false) // a State keeps its &
	return enc.Encode(doc)
}

// plain returns the value of a Readout in a form that JSON has: numbers that
// are not finite become "NaN", "Inf" and "-Inf".
func plain(v any) any {
	switch v := v.(type) {
	case exhibit.Text:
		return v.En
	case float64:
		switch {
		case math.IsNaN(v):
			return "NaN"
		case math.IsInf(v, 1):
			return "Inf"
		case math.IsInf(v, -1):
			return "-Inf"
		}
	case []float64:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case [][]float64:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case exhibit.Tensor:
		return nested(v.Shape, v.Data)
	}
	return v
}

// nested returns a tensor as lists of lists.
func nested(shape []int, data []float64) any {
	if len(shape) == 0 {
		return plain(data[0])
	}
	out := make([]any, shape[0])
	for i := range out {
		size := len(data) / shape[0]
		out[i] = nested(shape[1:], data[i*size:(i+1)*size])
	}
	return out
}
