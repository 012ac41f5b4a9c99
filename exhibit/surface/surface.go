// Package surface is the exhibit of any surface z = f(x, y) that a person can
// type. Names in the formula that mean nothing yet become sliders.
package surface

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"zscape/compute/expr"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/exhibit/plot3d"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "surface",
	Title: exhibit.Text{En: "Function studio", Ja: "関数スタジオ"},
	Summary: exhibit.Text{
		En: "Type any z = f(x, y). Names that mean nothing yet become sliders; t runs from 0 to 1 when you press play; r and theta are the polar coordinates of (x, y). Poles and places without a value are gaps. While a formula is not complete the last good picture stays, and what is missing is said under the character.",
		Ja: "z = f(x, y) を自由に入力する。未知の名前はスライダーになり、t は再生すると0から1へ動き、r と theta は (x, y) の極座標。極や値のない点は隙間になる。書きかけの式では最後の図が残り、足りないものがその文字の下に示される。"},
	Formula: `<math display="block"><mi>z</mi><mo>=</mo><mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo></math>`,
	Sources: []exhibit.Source{
		{Title: "D. M. Himmelblau: Applied Nonlinear Programming, McGraw-Hill 1972"},
		{Title: "matplotlib, sample data: elevations around the Jacksboro fault, Tennessee (dem)", URL: "https://matplotlib.org"},
		{Title: "MATLAB: peaks", URL: "https://www.mathworks.com/help/matlab/ref/peaks.html"},
	},
	Controls: controls,
	ExtendBy: "f",
}

func init() {
	// Not in the literal: these refer to Exhibit.
	Exhibit.Extend, Exhibit.Intake = parameters, intake
	Exhibit.Surface = func() exhibit.Surface { return new(surface) }
	Exhibit.New = func(open exhibit.Opener) exhibit.Session { return plot3d.New(Exhibit, new(surface), own, open) }
}

// Common surfaces, as suggestions.
var suggestions = []string{
	"a*cos(2r)*exp(-r^2/8)",
	"sin(a*x)*cos(b*y)",
	"3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3",
	"(x^2+y-11)^2 + (x+y^2-7)^2",
	"x^2 - y^2",
	"x^3 - 3x*y^2",
	"sin(r - 2pi*t)/(1+r)",
	"1/(x*y)",
	"if(r < 3, sqrt(9-r^2), 0)",
	"mvn(x, y)",
	"floor(x) + floor(y)",
	"dem",
}

var (
	reads = exhibit.Text{En: "Reading", Ja: "読み取り"}
	own   = []exhibit.Control{{
		Key: "f", Kind: exhibit.Formula, Group: exhibit.Text{En: "Formula", Ja: "式"}, Label: exhibit.Text{En: "z =", Ja: "z ="},
		Default: suggestions[0], Options: options(), Complete: complete,
		Hint: exhibit.Text{En: "+ − * / ^, comparisons, if(c, a, b), sin exp sqrt abs ... as you would write them.", Ja: "+ − * / ^、比較、if(c, a, b)、sin exp sqrt abs など。"},
	}, {
		Key: exhibit.FileKey, Kind: exhibit.Note, Label: exhibit.Text{En: "file of data", Ja: "データのファイル"},
	}, {
		Key: "critical", Kind: exhibit.Toggle, Group: reads, Label: exhibit.Text{En: "Minima, maxima and saddles", Ja: "極小・極大・鞍点"}, Default: "0",
	}, {
		Key: "shape", Kind: exhibit.Toggle, Group: reads, Label: exhibit.Text{En: "Gradient and tangent plane at the pointer", Ja: "ポインタの勾配と接平面"}, Default: "0",
	}, {
		Key: "steepest", Kind: exhibit.Toggle, Group: reads, Label: exhibit.Text{En: "Steepest paths through the pointer", Ja: "ポインタを通る最急経路"}, Default: "0",
	}}
	controls = plot3d.Controls(own, plot3d.Lattice{XMin: -5, XMax: 5, YMin: -5, YMax: 5, NX: 81, NY: 81}, "")
)

func options() []exhibit.Option {
	var list []exhibit.Option
	for _, s := range suggestions {
		list = append(list, exhibit.Option{Value: s})
	}
	return list
}

// complete returns the names of the formula language that begin as what is typed.
func complete(text string, pos int) (from, to int, list []exhibit.Completion) {
	from, to, found := expr.Complete(text, pos, slices.Concat([]string{"x", "y"}, dataNames)...)
	for _, c := range found {
		meaning, ok := dataMeanings[c.Name]
		if !ok {
			meaning = exhibit.Text{En: c.English, Ja: c.Japanese}
		}
		list = append(list, exhibit.Completion{Name: c.Name, Insert: c.Insert, Meaning: meaning})
	}
	return from, to, list
}

// mostParameters is how many parameters a formula may have.
const mostParameters = 24

// clock is the parameter that is the player's position.
const clock = "t"

// parameters returns a slider for each parameter of the formula; none if it
// cannot be read.
func parameters(s exhibit.State) []exhibit.Control {
	tree, err := read(s.Text("f"))
	if err != nil {
		return nil
	}
	names := tree.Params()
	if reserved(names) != "" || len(names) > mostParameters {
		return nil
	}
	var list []exhibit.Control
	for _, name := range names {
		if name == clock {
			continue
		}
		list = append(list, exhibit.Control{Key: name, Kind: exhibit.Number, Group: exhibit.Text{En: "Parameters", Ja: "パラメータ"},
			Label: exhibit.Text{En: name, Ja: name}, Default: "1", Min: -1e6, Max: 1e6, SlideMin: -5, SlideMax: 5, Step: 0.05})
	}
	return append(list, placed(s, tree)...)
}

// reserved returns the one of the names that is a control's, if there is one.
func reserved(names []string) string {
	for _, name := range names {
		if _, taken := Exhibit.Control(name); taken && name != clock {
			return name
		}
	}
	return ""
}

// surface is a formula with the values of its parameters.
type surface struct {
	text    string
	tree    *expr.Expr
	program *expr.Program
	params  []float64
	moves   bool // it has the parameter t
	given
	reading reading
}

// Update reads the formula and its parameters.
func (f *surface) Update(s exhibit.State) error {
	text := s.Text("f")
	tree, program := f.tree, f.program
	if program == nil || text != f.text {
		var err error
		if tree, err = read(text); err != nil {
			return problem(text, err)
		}
		program = tree.Compile()
	}
	names := tree.Params()
	if name := reserved(names); name != "" {
		at := strings.Index(text, name)
		return &exhibit.Problem{Key: "f", Value: text, From: at, To: at + len(name), Reason: fmt.Sprintf("uses the name of another control, %s: choose another name", name)}
	}
	if len(names) > mostParameters {
		return &exhibit.Problem{Key: "f", Value: text, Reason: fmt.Sprintf("has %d parameters, at most %d do", len(names), mostParameters)}
	}
	if err := f.given.update(text, tree, s); err != nil {
		return err
	}
	f.text, f.tree, f.program, f.params, f.moves = text, tree, program, f.params[:0], false
	for _, name := range names {
		f.params = append(f.params, s.Number(name))
		f.moves = f.moves || name == clock
	}
	r := &f.reading
	r.critical, r.steepest, r.found, r.through = s.On("critical"), s.On("steepest"), false, false
	r.box = terrain.Box{XMin: s.Number("xmin"), XMax: s.Number("xmax"), YMin: s.Number("ymin"), YMax: s.Number("ymax")}
	return nil
}

// problem says where a formula is wrong, and how.
func problem(text string, err error) error {
	p := &exhibit.Problem{Key: "f", Value: text, Reason: "is no formula: " + err.Error()}
	if e := (*expr.Error)(nil); errors.As(err, &e) {
		p.From, p.To = e.Pos, e.End
		p.Reason = fmt.Sprintf("cannot be read at %d: %s", e.Pos, e.Message)
	}
	return p
}

// Moves reports whether the surface depends on t.
func (f *surface) Moves() bool { return f.moves }

// FillTo evaluates the formula over the lattice.
func (f *surface) FillTo(dst, x, y []float64) { f.fillTo(f.program, dst, x, y, f.params) }

// At returns f(x, y).
func (f *surface) At(x, y float64) float64 { return f.at(f.program, x, y, f.params) }

// Readouts returns the formula as it is understood.
func (f *surface) Readouts() []exhibit.Readout {
	formula := exhibit.Readout{Key: "formula", Label: exhibit.Text{En: "z, as understood", Ja: "解釈した式"}, Value: f.tree.String()}
	return slices.Concat([]exhibit.Readout{formula}, f.given.readouts(), f.critical())
}

// GoFunction writes the formula as a function in Go.
func (f *surface) GoFunction() (code, args string) {
	if len(f.names) > 0 {
		return "", ""
	}
	return f.tree.Go("f"), f.args()
}

// args returns the parameters as what follows x and y in a call.
func (f *surface) args() string {
	var b strings.Builder
	b.WriteString(f.given.args())
	for _, v := range f.params {
		b.WriteString(", " + exhibit.FormatNumber(v))
	}
	return b.String()
}

// Code writes the formula as a function, and its values.
func (f *surface) Code(language string) []string {
	if language == "octave" {
		return append(append(strings.Split(strings.TrimRight(f.tree.Octave("f"), "\n"), "\n"), f.loading(language)...), "Z = f(X, Y"+f.args()+");")
	}
	return append(append(strings.Split(strings.TrimRight(f.tree.Python("f"), "\n"), "\n"), f.loading(language)...), "Z = f(X, Y"+f.args()+")")
}
