package leastsquares

import (
	"bufio"
	"io"
	"strconv"

	"zscape/compute/leastsquares"
)

// WriteCSV writes the patterns, the discriminants and the steps of the
// descents, with 17 significant digits:
//
//	kind,name,step,x1,x2,w0,w1,w2,J
//
// A pattern's name is its class, J of a discriminant its sum of squares; what
// a row has not is empty.
func (s *session) WriteCSV(w io.Writer) error {
	t := table{Writer: bufio.NewWriter(w)}
	t.WriteString("kind,name,step,x1,x2,w0,w1,w2,J\n")
	for _, p := range s.patterns.list {
		t.row("pattern", strconv.Itoa(p.Class+1), "", p.Features, nil, nil)
	}
	for k, j := range s.fit.ClassSumSquares {
		t.row("discriminant", strconv.Itoa(k+1), "", nil, leastsquares.Column(s.fit.W, k), []float64{j})
	}
	for _, i := range s.running {
		trail := &s.trails[i]
		for n, j := range trail.j() {
			t.row("step", rules[i].name, strconv.Itoa(int(trail.steps()[n])), nil, trail.at(n), []float64{j})
		}
	}
	return t.Flush()
}

// table writes rows of one form.
type table struct {
	*bufio.Writer
	line []byte
}

func (t *table) row(kind, name, step string, x, w, j []float64) {
	t.line = append(t.line[:0], kind+","+name+","+step...)
	t.numbers(x, 2)
	t.numbers(w, 3)
	t.numbers(j, 1)
	t.Write(append(t.line, '\n'))
}

// numbers appends v in the given number of columns.
func (t *table) numbers(v []float64, columns int) {
	for i := range columns {
		t.line = append(t.line, ',')
		if i < len(v) {
			t.line = strconv.AppendFloat(t.line, v[i], 'g', 17, 64)
		}
	}
}
