// Package surface is the exhibit of any surface z = f(x, y) that a person can
// type. Names in the formula that mean nothing yet become sliders.
package surface

import (
	"math"
	"slices"
	"strings"

	"zscape/compute/expr"
	"zscape/compute/lang"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/exhibit/heightfield"
)

// Exhibit is the entry in the gallery.
var Exhibit = &exhibit.Exhibit{
	Name:  "surface",
	Title: exhibit.Text{En: "Function studio", Ja: "関数スタジオ"},
	Label: exhibit.Text{En: "Functions", Ja: "関数"},
	Summary: exhibit.Text{
		En: "Type any z = f(x, y). Unknown names become sliders, and t runs from 0 to 1 when you press play. A point (x, y, z) depending on u and v draws a surface, one depending on u alone a curve. Separate several formulas with semicolons: x^2 - y^2; 1. While a formula is incomplete, the last picture stays and a message marks the place to complete.",
		Ja: "z = f(x, y) を自由に入力する。未知の名前はスライダーになり、t は再生すると0から1へ動く。u と v の点 (x, y, z) は曲面、u だけなら曲線。セミコロンで区切れば複数を重ねる(x^2 - y^2; 1)。書きかけの間は最後の図が残り、足りないところが式の下に示される。"},
	Formula: `<math display="block"><mi>z</mi><mo>=</mo><mi>f</mi><mo stretchy="false">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy="false">)</mo></math>`,
	Sources: []exhibit.Source{
		{Title: "D. M. Himmelblau: Applied Nonlinear Programming, McGraw-Hill 1972"},
		{Title: "matplotlib, sample data: elevations around the Jacksboro fault, Tennessee (dem)", URL: "https://matplotlib.org"},
		{Title: "MATLAB: peaks", URL: "https://www.mathworks.com/help/matlab/ref/peaks.html"},
	},
	Controls: controls,
	ExtendBy: append([]string{"f", "domain"}, fileKeys...),
}

func init() {
	// Not in the literal: these refer to Exhibit.
	Exhibit.Extend, Exhibit.Intake = parameters, intake
	heightfield.Register(Exhibit, func() heightfield.Source { return new(surface) })
	Exhibit.New = func(open exhibit.Opener) exhibit.Session { return heightfield.New(Exhibit, new(surface), own, open) }
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
	"x^2 - y^2; 2sin(x); if(r < 3, 5 - r)",
	"((3+cos(v))*cos(u), (3+cos(v))*sin(u), sin(v))",
	"(cos(u)*(3 + v*cos(u/2)/pi - cos(u/2)), sin(u)*(3 + v*cos(u/2)/pi - cos(u/2)), sin(u/2)*(v/pi - 1))",
	"((2+cos(3u))*cos(2u), (2+cos(3u))*sin(2u), sin(3u))",
	"(2cos(u)*sin(v/2), 2sin(u)*sin(v/2), 2cos(v/2)); x*y/2",
	"dem",
}

var (
	reads  = exhibit.Text{En: "Analysis", Ja: "解析"}
	pieces = exhibit.Text{En: "Several formulas, polar coordinates", Ja: "複数の式・極座標"}
	own    = []exhibit.Control{{
		Key: "f", Kind: exhibit.Formula, Group: exhibit.Text{En: "Formula", Ja: "式"}, Label: exhibit.Text{En: "z =", Ja: "z ="},
		Default: suggestions[0], Options: options(), Complete: complete, Typeset: typeset, Check: heightfield.OneLine,
		Hint: exhibit.Text{En: "+ − * / ^, comparisons, if(c, a, b), x!, 30°, sin exp sqrt abs ... Write formulas as in mathematics or as in a program.", Ja: "+ − * / ^、比較、if(c, a, b)、x!、30°、sin exp sqrt abs など。数式の書き方でも、プログラムの書き方でもよい。"},
	}, {
		Key: "parts", Kind: exhibit.Choice, Group: pieces, Label: exhibit.Text{En: "Several formulas", Ja: "複数の式"}, Default: "own", Options: []exhibit.Option{
			{Value: "own", Label: exhibit.Text{En: "one colour each", Ja: "それぞれの色"}}, {Value: "z", Label: exhibit.Text{En: "coloured by height", Ja: "高さで色分け"}}},
	}, {
		Key: "meet", Kind: exhibit.Toggle, Group: pieces, Label: exhibit.Text{En: "Lines where surfaces meet", Ja: "曲面の交線"}, Default: "1",
	}, {
		Key: "domain", Kind: exhibit.Choice, Group: pieces, Label: exhibit.Text{En: "Domain of z", Ja: "z の定義域"}, Default: "rectangle", Options: []exhibit.Option{
			{Value: "rectangle", Label: exhibit.Text{En: "rectangle in x and y", Ja: "x と y の長方形"}}, {Value: "polar", Label: exhibit.Text{En: "sector in r and theta", Ja: "r と theta の扇形"}}},
	}, files.Control(exhibit.Text{En: "data file", Ja: "データファイル"}), {
		Key: "critical", Kind: exhibit.Toggle, Group: reads, Label: exhibit.Text{En: "Minima, maxima and saddles", Ja: "極小・極大・鞍点"}, Default: "0",
		Hint: exhibit.Text{En: "Where the slope is 0. Tips and creases have no defined slope and are left out.", Ja: "傾きが0になる点。傾きの定まらない尖った点や折れ目は含まない。"},
	}, {
		Key: "shape", Kind: exhibit.Toggle, Group: reads, Label: exhibit.Text{En: "Gradient and tangent plane at the pointer", Ja: "ポインタの勾配と接平面"}, Default: "0",
	}, {
		Key: "steepest", Kind: exhibit.Toggle, Group: reads, Label: exhibit.Text{En: "Steepest paths through the pointer", Ja: "ポインタを通る最急経路"}, Default: "0",
	}}
	controls = heightfield.Controls(own, heightfield.Lattice{XMin: -5, XMax: 5, YMin: -5, YMax: 5, NX: 81, NY: 81}, "")
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
	from, to, found := expr.Complete(text, pos, "x", "y", ownData, elevation)
	for _, c := range found {
		meaning, ok := dataMeanings[c.Name]
		if !ok {
			meaning = exhibit.Text{En: c.English, Ja: c.Japanese}
		}
		list = append(list, exhibit.Completion{Name: c.Name, Insert: c.Insert, Meaning: meaning})
	}
	return from, to, list
}

// mostParameters is how many parameters the formulas may have.
const mostParameters = 24

// clock is the parameter that is the player's position.
const clock = exhibit.PositionKey

// parameters returns a slider for each parameter of the formulas, and the ranges
// of what else they depend on; none if they cannot be read.
func parameters(s exhibit.State) []exhibit.Control {
	list, err := read(s.Text("f"))
	if err != nil {
		return nil
	}
	params := names(list)
	if reserved(params) != "" || len(params) > mostParameters {
		return nil
	}
	var controls []exhibit.Control
	for _, name := range params {
		if name == clock {
			continue
		}
		c := exhibit.Slider(name, exhibit.Text{En: "Parameters", Ja: "パラメータ"}, lang.Same(name), 1, -1e6, 1e6, -5, 5, 0.05)
		c.Plays = true
		controls = append(controls, c)
	}
	controls = append(controls, ranges(list, s.Text("domain") == "polar")...)
	if l := mine(s); l != nil && firstOwn(list) > 0 {
		controls = append(controls, l.controls(s)...)
	}
	return append(controls, placed(s, list)...)
}

// reserved returns the one of the names that is a control's, if there is one.
func reserved(names []string) string {
	for _, name := range names {
		if _, taken := Exhibit.Control(name); (taken || slices.Contains(rangeKeys, name) || slices.Contains(fileKeys, name)) && name != clock {
			return name
		}
	}
	return ""
}

// surface is formulas with the values of their parameters. The first z = f(x, y)
// among them is what is sampled, read and flows; the others stand beside it.
type surface struct {
	text     string
	formulas []formula
	field    *formula    // nil: none
	moves    bool        // they depend on t
	uv       terrain.Box // the range of u and v
	pieces   *heightfield.Pieces
	reading  reading
	guesses  []exhibit.Notice // how the visitor's file was read
	across   float64          // how long a unit of x is in units of y
}

// Update reads the formulas and their parameters.
func (f *surface) Update(s exhibit.State) error {
	text := s.Text("f")
	list := f.formulas
	if list == nil || text != f.text {
		var err error
		if list, err = read(text); err != nil {
			return heightfield.FormulaProblem("f", text, err)
		}
	}
	if err := assigned(text, list); err != nil {
		return err
	}
	params := names(list)
	if name := reserved(params); name != "" {
		from, to := expr.Find(text, name)
		other := name + "_"
		return &exhibit.Problem{Key: "f", Value: text, From: from, To: to,
			Reason: lang.Sprintf("uses the name of another control, %s: choose another name", "%sは別の項目の名前です。ほかの名前にしてください", name),
			Fixes:  []exhibit.Fix{{Label: lang.Same(other), Set: []exhibit.Setting{{Key: "f", Value: expr.Rename(text, name, other)}}}}}
	}
	if len(params) > mostParameters {
		return &exhibit.Problem{Key: "f", Value: text, Reason: lang.Sprintf("has %d parameters, at most %d are allowed", "パラメータが%d個あります。%d個までにしてください", len(params), mostParameters)}
	}
	if err := checkRanges(s); err != nil {
		return err
	}
	data, err := gatherData(text, list, s)
	if err != nil {
		return err
	}
	if text != f.text || f.formulas == nil {
		compile(list)
	}
	f.text, f.formulas, f.field = text, list, nil
	for k := range list {
		if list[k].isField() {
			f.field = &list[k]
			break
		}
	}
	set(list, data, s)
	f.guesses, f.across = nil, 1
	if r := ownTaking(s, list); r.field != nil {
		f.guesses, f.across = mine(s).guesses(s), r.across()
	}
	f.moves = slices.Contains(params, clock)
	f.uv = uvRange(s)
	f.pieces = f.gather(s)
	r := &f.reading
	r.tangent = s.On("shape") && f.field != nil
	r.critical, r.steepest, r.found, r.through = s.On("critical") && f.field != nil, s.On("steepest") && f.field != nil, false, false
	r.box = terrain.Box{XMin: s.Number("xmin"), XMax: s.Number("xmax"), YMin: s.Number("ymin"), YMax: s.Number("ymax")}
	if d := sector(s); d != nil {
		r.box = around(d)
	}
	return nil
}

// Moves reports whether something depends on t.
func (f *surface) Moves() bool { return f.moves }

// FillTo evaluates the field over the lattice; all is NaN if there is none.
func (f *surface) FillTo(dst, x, y []float64) {
	if f.field == nil {
		for k := range dst {
			dst[k] = math.NaN()
		}
		return
	}
	f.field.items[0].FillTo(dst, x, y)
}

// At returns the height of the field at (x, y).
func (f *surface) At(x, y float64) float64 {
	if f.field == nil {
		return math.NaN()
	}
	return f.field.items[0].At(x, y)
}

// Measured reports whether the field is of data.
func (f *surface) Measured() bool { return f.field != nil && f.field.items[0].Measured() }

// Explain returns why the field has no value at (x, y); see heightfield.Explainer.
func (f *surface) Explain(x, y float64) (part string, reason exhibit.Text, key string, chosen bool) {
	return f.field.items[0].Explain(x, y)
}

// Readouts returns the formulas as they are understood.
func (f *surface) Readouts() []exhibit.Readout {
	texts := make([]string, len(f.formulas))
	for k, g := range f.formulas {
		texts[k] = g.String()
	}
	formula := exhibit.Readout{Key: "formula", Label: exhibit.Text{En: "z, as interpreted", Ja: "解釈した式"}, Value: strings.Join(texts, "; ")}
	readouts := []exhibit.Readout{formula}
	for k := range f.formulas {
		for _, r := range f.formulas[k].items[0].given.readouts() {
			if !slices.ContainsFunc(readouts, func(o exhibit.Readout) bool { return o.Key == r.Key }) {
				readouts = append(readouts, r)
			}
		}
	}
	return append(readouts, f.critical()...)
}
