// Package links is the links of a graph as the data of its tasks: encoded once, and known by
// name to each worker that has them.
package links

import (
	"zscape/compute/lang"
	"zscape/compute/sparse"
	"zscape/task"
)

const (
	// MaxNodes is the most nodes that tasks take.
	MaxNodes = 20_000

	// MaxLinks is the most links.
	MaxLinks = 500_000
)

// Data returns the links of a graph, a square matrix, as data: its "shape", and by rows where
// their links "start" and of each link the "column" and, unless all are 1, the "value". It
// keeps the matrix.
func Data(a *sparse.Matrix) *task.Data {
	start := make([]int32, len(a.Start))
	for i, k := range a.Start {
		start[i] = int32(k)
	}
	m := task.Message{
		Arrays: map[string][]float64{"shape": {float64(a.Rows), float64(a.Cols)}},
		Bytes:  map[string][]byte{"start": task.Integers(start), "column": task.Integers(a.Column)},
	}
	if a.Value != nil {
		m.Arrays["value"] = a.Value
	}
	return task.NewData(m)
}

// Of returns the links that are in data. What is wrong with them is a *task.SpecError.
func Of(d *task.Data) (*sparse.Matrix, error) {
	bad := func(en, ja string, args ...any) (*sparse.Matrix, error) {
		return nil, &task.SpecError{Key: "links", Reason: lang.Sprintf(en, ja, args...)}
	}
	if d == nil {
		return bad("are missing", "リンクがありません")
	}
	shape := d.Array("shape")
	if len(shape) != 2 || shape[0] != shape[1] || !(shape[0] >= 0 && shape[0] <= MaxNodes) {
		return bad("must be those of at most %d nodes", "ノードは%d個までです", MaxNodes)
	}
	column, value := task.IntegersOf(d.Bytes["column"]), d.Array("value")
	if len(column) > MaxLinks {
		return bad("must be at most %d", "リンクは%d本までです", MaxLinks)
	}
	n := int(shape[0])
	a := &sparse.Matrix{Rows: n, Cols: n, Column: column, Value: value}
	for _, k := range task.IntegersOf(d.Bytes["start"]) {
		a.Start = append(a.Start, int(k))
	}
	if !a.Valid() {
		return bad("are not those of a graph", "グラフのリンクとして正しくありません")
	}
	return a, nil
}
