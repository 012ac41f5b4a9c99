package matrices

import (
	"bufio"
	"io"
	"strings"

	"zscape/compute/lang"
	"zscape/exhibit"
)

// inPanel are the read-outs that stand beside the picture; the others are in
// the table, and in files.
var inPanel = map[string]bool{"det": true, "rank": true, "cond2": true, "eigenvalues": true}

// Readouts returns the result of every operation by its key, and its shape
// under that key with "_shape". What has no value is the reason as a text.
func (s *Session) Readouts() []exhibit.Readout { return s.readouts }

func newReadouts(results []outcome) []exhibit.Readout {
	var list []exhibit.Readout
	for i := range results {
		p := &results[i]
		r := exhibit.Readout{Key: p.key, Label: p.name, Aside: !inPanel[p.key]}
		shape := ""
		switch {
		case p.value.err != nil:
			r.Value = lang.Of(p.value.err)
		case p.value.text != (exhibit.Text{}):
			r.Value = p.value.text
		default:
			r.Value, shape = valueOf(p.value.value), p.value.shape()
		}
		if p.value.pairs {
			r.Label = exhibit.Text{En: p.name.En + " (real, imaginary)", Ja: p.name.Ja + "(実部・虚部)"}
		}
		list = append(list, r)
		if shape != "" {
			list = append(list, exhibit.Readout{Key: p.key + "_shape", Value: shape, Aside: true,
				Label: exhibit.Text{En: p.name.En + ": shape", Ja: p.name.Ja + "の形"}})
		}
	}
	return list
}

// WriteCSV writes all results: a header, then name, shape and values, which are
// separated by blanks, row-major, with as many digits as read back to the same;
// complex ones as real and imaginary part. What has no value has no shape, and
// the reason in the last column.
func (s *Session) WriteCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteString("name,shape,values\n")
	for i := range s.outcomes {
		p := &s.outcomes[i]
		shape, values := "", ""
		switch r := &p.value; {
		case r.err != nil:
			values = r.err.Error()
		case r.text != (exhibit.Text{}):
			values = r.text.En
		default:
			shape, values = r.shape(), join(r.value.Data, " ")
		}
		b.WriteString(p.key + "," + field(shape) + "," + field(values) + "\n")
	}
	return b.Flush()
}

// field quotes a text that holds a comma.
func field(text string) string {
	if strings.Contains(text, ",") {
		return `"` + text + `"`
	}
	return text
}
