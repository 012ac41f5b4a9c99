package surface

import (
	"strings"

	"zscape/exhibit"
)

// GoFunction writes the field as a function in Go; nothing if it is of data.
func (f *surface) GoFunction() (code, args string) {
	if f.field == nil || len(f.field.items[0].given.names) > 0 {
		return "", ""
	}
	return f.field.items[0].tree.Go("f"), f.field.items[0].args()
}

// args returns the data and the parameters as what follows the variables in a
// call.
func (i *item) args() string {
	var b strings.Builder
	b.WriteString(i.given.args())
	for _, v := range i.params {
		b.WriteString(", " + exhibit.FormatNumber(v))
	}
	return b.String()
}

// Code writes the field as a function, and its values.
func (f *surface) Code(language string) []string {
	i := &f.field.items[0]
	function := i.tree.Python
	call := "Z = f(X, Y" + i.args() + ")"
	if language == "octave" {
		function, call = i.tree.Octave, call+";"
	}
	lines := strings.Split(strings.TrimRight(function("f"), "\n"), "\n")
	return append(append(lines, i.given.loading(language)...), call)
}
