package surface

import (
	"strings"

	"zscape/exhibit"
)

// GoFunction writes the field as a function in Go.
func (f *surface) GoFunction() (code, args string) {
	return f.field.items[0].tree.Go("f"), f.field.items[0].args()
}

// args returns the parameters as what follows the variables in a call.
func (i *item) args() string {
	var b strings.Builder
	for _, v := range i.params {
		b.WriteString(", " + exhibit.FormatNumber(v))
	}
	return b.String()
}

// Code writes the field as a function, and its values.
func (f *surface) Code(language string) []string {
	i := &f.field.items[0]
	if language == "octave" {
		return append(strings.Split(strings.TrimRight(i.tree.Octave("f"), "\n"), "\n"), "Z = f(X, Y"+i.args()+");")
	}
	return append(strings.Split(strings.TrimRight(i.tree.Python("f"), "\n"), "\n"), "Z = f(X, Y"+i.args()+")")
}
