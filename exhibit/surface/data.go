package surface

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/expr"
	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/compute/terrain"
	"zscape/exhibit"
)

// Names of formulas that are data: functions of x and y. The visitor's own are
// data, and where there are more columns of values data2, data3 and so on.
const (
	ownData   = "data"
	elevation = "dem" // that comes with the program
)

// dataNames are the variables of a formula beside x and y.
var dataNames = append([]string{ownData, elevation}, moreData()...)

func moreData() (list []string) {
	for n := 2; n <= field.MostData; n++ {
		list = append(list, dataName(n))
	}
	return list
}

// dataName returns the name of the n-th column of values, from 1.
func dataName(n int) string {
	if n == 1 {
		return ownData
	}
	return ownData + strconv.Itoa(n)
}

// dataNumber returns which column of values a name of the visitor's data is.
func dataNumber(name string) int {
	n, err := strconv.Atoi(name[len(ownData):])
	if err != nil {
		return 1
	}
	return n
}

var dataMeanings = map[string]exhibit.Text{
	ownData:   {En: "your own data: open or drop a file", Ja: "自分のデータ(ファイルを開くかドロップ)"},
	elevation: {En: "sample elevation, m; x, y in km", Ja: "標高の例(m、x, y は km)"},
}

// given is the data that a formula uses, in the order of its variables. Where
// the field is nil, it is not here yet.
type given struct {
	names  []string
	fields []*field.Field

	taken []sampling
	jets  []expr.Jet

	values [][]float64 // of taken
}

// sampling is the values of a field on the lattice that was filled last.
type sampling struct {
	field   *field.Field
	x, y, z []float64
}

// on brings the sampling to f on a lattice. It stays if it is that already, as
// when only parameters change.
func (s *sampling) on(f *field.Field, x, y []float64) {
	if s.field == f && slices.Equal(s.x, x) && slices.Equal(s.y, y) && s.z != nil {
		return
	}
	s.field, s.x, s.y = f, append(s.x[:0], x...), append(s.y[:0], y...)
	if n := len(x) * len(y); len(s.z) != n {
		s.z = make([]float64, n)
	}
	if f != nil {
		f.GridTo(s.z, x, y)
		return
	}
	for i := range s.z {
		s.z[i] = math.NaN()
	}
}

// give finds the data of tree, one of the formulas text of s. If they are not
// there, the error is a *exhibit.Problem.
func give(text string, tree *expr.Expr, s exhibit.State) (g given, err error) {
	for _, name := range tree.Vars()[2:] {
		f, err := lookup(name, s)
		if err != nil {
			at := max(0, wordIn(text, name))
			p := &exhibit.Problem{Key: "f", Value: text, From: at, To: at + len(name), Reason: lang.Of(err)}
			if mine(s) == nil {
				if p.Missing = s.Text(exhibit.FileKey); p.Missing == "" {
					p.Missing = exhibit.AnyFile
				}
			}
			if own := (*exhibit.Problem)(nil); errors.As(err, &own) {
				p = own
			}
			return g, p
		}
		g.names, g.fields = append(g.names, name), append(g.fields, f)
	}
	return g, nil
}

// after returns g with the samples that were taken for the same formula before.
func (g given) after(old given) given {
	g.taken, g.values, g.jets = old.taken, old.values, old.jets
	if n := len(g.names); len(g.taken) != n {
		g.taken, g.values, g.jets = make([]sampling, n), make([][]float64, n), make([]expr.Jet, n)
	}
	return g
}

// wordIn returns where a name first stands in text, -1 if it does not.
func wordIn(text, name string) int {
	letter := func(at int) bool {
		return 0 <= at && at < len(text) && (text[at] == '_' || 'a' <= text[at]|32 && text[at]|32 <= 'z')
	}
	for from := 0; ; {
		k := strings.Index(text[from:], name)
		if k < 0 {
			return -1
		}
		at := from + k
		from = at + len(name)
		if !letter(at-1) && !letter(from) && !(from < len(text) && '0' <= text[from] && text[from] <= '9') {
			return at
		}
	}
}

// lookup returns the data of a name: nil if they come with the program, but are
// not here yet.
func lookup(name string, s exhibit.State) (*field.Field, error) {
	if name == elevation {
		f, _ := s.Shelf().Get(elevation).(*field.Field)
		return f, nil
	}
	l := mine(s)
	switch file := s.Text(exhibit.FileKey); {
	case l == nil && file != "":
		return nil, lang.Errorf("needs the data of the file %s: open it or drop it here", "ファイル%sのデータが必要です。開くか、ここにドロップしてください", file)
	case l == nil:
		return nil, lang.Errorf("needs data of your own: open a file or drop it here", "自分のデータが必要です。ファイルを開くか、ここにドロップしてください")
	}
	r := l.column(s, dataNumber(name))
	if r.err != nil {
		return nil, r.err
	}
	return r.field, nil
}

// fillTo evaluates p over a lattice.
func (g *given) fillTo(p *expr.Program, dst, x, y, params []float64) {
	if len(g.names) == 0 {
		p.GridTo(dst, x, y, params...)
		return
	}
	for k, f := range g.fields {
		g.taken[k].on(f, x, y)
		g.values[k] = g.taken[k].z
	}
	p.FieldsTo(dst, x, y, g.values, params...)
}

// at evaluates p at a point.
func (g *given) at(p *expr.Program, x, y float64, params []float64) float64 {
	return p.At(g.point(make([]float64, 0, 4+mostParameters), x, y, params)...)
}

// point appends the arguments of a formula at a point to dst.
func (g *given) point(dst []float64, x, y float64, params []float64) []float64 {
	dst = append(dst, x, y)
	for _, f := range g.fields {
		z := math.NaN()
		if f != nil {
			z = f.At(x, y)
		}
		dst = append(dst, z)
	}
	return append(dst, params...)
}

// jet returns the value of p at a point, with the derivatives that it has for
// those of the data; see field.Field.Jet.
func (g *given) jet(p *expr.Program, x, y float64, params []float64) terrain.Jet {
	point := append(make([]float64, 0, 4+mostParameters), x, y)
	for k, f := range g.fields {
		nan := math.NaN()
		g.jets[k] = expr.Jet{Z: nan, X: nan, Y: nan, XX: nan, XY: nan, YY: nan}
		if f != nil {
			g.jets[k] = expr.Jet(f.Jet(x, y))
		}
		point = append(point, g.jets[k].Z)
	}
	return terrain.Jet(p.JetOf(g.jets, append(point, params...)...))
}

// relief returns the height of the box for data that are to scale.
func (g *given) relief() float64 {
	for k, name := range g.names {
		if name == elevation {
			return 0.14
		}
		if f := g.fields[k]; f != nil && f.Points() > manySamples {
			return 0.3
		}
	}
	return 0
}

// readouts says which data there are.
func (g *given) readouts() []exhibit.Readout {
	var list []exhibit.Readout
	for k, name := range g.names {
		r := exhibit.Readout{Key: name, Label: exhibit.Text{En: name + ", samples", Ja: name + " のサンプル数"}}
		if f := g.fields[k]; f == nil {
			r.Label, r.Value = exhibit.Text{En: name + " is loading", Ja: name + " を読み込み中"}, "…"
		} else if x, y, ok := f.Lattice(); ok {
			r.Value = fmt.Sprintf("%d × %d", len(x), len(y))
		} else {
			r.Value = float64(f.Points())
		}
		list = append(list, r)
	}
	return list
}

// loading returns the lines that read the data in another language: what this
// exhibit exports as CSV while its formula is nothing but their name, over the
// same lattice.
func (g *given) loading(language string, polar bool) (lines []string) {
	inner, outer, column := "x", "y", 2
	if polar {
		inner, outer, column = "r", "theta", 5
	}
	for _, name := range g.names {
		note := "%s " + name + ".csv: show f = " + name + " on the grid above, and save it as CSV"
		if language == "octave" {
			lines = append(lines, fmt.Sprintf(note, "%"), fmt.Sprintf(`%s = reshape(dlmread("%s.csv", ",", 1, 0)(:, %d), numel(%s), numel(%s))';`, name, name, column+1, inner, outer))
			continue
		}
		lines = append(lines, fmt.Sprintf(note, "#"), fmt.Sprintf(`%s = np.loadtxt("%s.csv", delimiter=",", skiprows=1)[:, %d].reshape(%s.size, %s.size)`, name, name, column, outer, inner))
	}
	return lines
}

// args returns the data as what follows x and y in a call.
func (g *given) args() string {
	var b strings.Builder
	for _, name := range g.names {
		b.WriteString(", " + name)
	}
	return b.String()
}

// use reports whether one of the formulas uses a name.
func use(list []formula, name string) bool {
	return slices.ContainsFunc(list, func(f formula) bool { return f.uses(name) })
}

// firstOwn returns the first of the visitor's data that formulas use, as a number
// of a column of values; 0 if they use none.
func firstOwn(list []formula) int {
	for n := 1; n <= field.MostData; n++ {
		if use(list, dataName(n)) {
			return n
		}
	}
	return 0
}

// Relief returns the height of the box for data that are to scale; 0 if there
// are none.
func (f *surface) Relief() float64 {
	for k := range f.formulas {
		if v := f.formulas[k].items[0].given.relief(); v > 0 {
			return v
		}
	}
	return 0
}

// Across returns how long a unit of x is in units of y, for data that are to scale.
func (f *surface) Across() float64 { return f.across }
