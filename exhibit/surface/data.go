package surface

import (
	"errors"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"zscape/compute/expr"
	"zscape/compute/field"
	"zscape/compute/grid"
	"zscape/compute/lang"
	"zscape/compute/terrain"
	"zscape/exhibit"
	"zscape/exhibit/files"
	"zscape/scene/space"
	"zscape/task"
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

// demPath is where the sample elevations are in the site: a PNG of 16 bits, the
// grey of a pixel being its height in m, with the north on top. They are those
// around the Jacksboro fault in Tennessee, from matplotlib's sample data.
const demPath = "data/jacksboro-dem.png"

// There are so many samples along x, to the east, and y, to the north. They are
// 1/1200 of a degree apart, which at their latitude of 36.59 degrees is, on the
// WGS 84 ellipsoid and to half a metre, 74.5 m and 92.5 m. Here they are in km,
// with the middle at (0, 0).
const (
	demAcross, demAlong = 403, 344
	demEast, demNorth   = 0.0745, 0.0925
)

func demBounds() (x0, x1, y0, y1 float64) {
	const x, y = demEast * (demAcross - 1) / 2, demNorth * (demAlong - 1) / 2
	return -x, x, -y, y
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
					p.Missing = "*"
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

// needs returns the file of the sample elevations, if it is to be awaited.
func (g *given) needs() []exhibit.Need {
	if k := slices.Index(g.names, elevation); k < 0 || g.fields[k] != nil {
		return nil
	}
	return []exhibit.Need{{Path: demPath, Put: func(f *exhibit.Shelf, data []byte) (*exhibit.Shelf, error) {
		picture, _, err := field.ReadPNG(data)
		if err != nil {
			return f, err
		}
		px, py, _ := picture.Lattice()
		z := make([]float64, len(px)*len(py))
		picture.GridTo(z, px, py)
		x0, x1, y0, y1 := demBounds()
		dem, err := field.NewGrid(grid.Linspace(x0, x1, len(px)), grid.Linspace(y0, y1, len(py)), z)
		if err != nil {
			return f, err
		}
		return f.With(elevation, dem), nil
	}}}
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

// waiting says in the picture that data are still to come.
func (f *surface) waiting() []space.Mark {
	if len(f.Needs()) == 0 {
		return nil
	}
	return []space.Mark{&space.Caption{Text: elevation + " …"}}
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

// Needs returns the files that are to be awaited.
func (f *surface) Needs() []exhibit.Need {
	for k := range f.formulas {
		if n := f.formulas[k].items[0].given.needs(); n != nil {
			return n
		}
	}
	return nil
}

// manySamples are so many that lines would hide the surface.
const manySamples = 10_000

// mostAlong is about how many samples along an axis data are shown with.
const mostAlong = 401

// placed returns the controls of the lattice and the look as they are for a
// formula of data: at first, all of it is seen.
func placed(s exhibit.State, formulas []formula) []exhibit.Control {
	x0, x1, y0, y1 := demBounds()
	nx, ny := demAcross, demAlong
	wide := 1.0
	if r := ownTaking(s, formulas); r.field != nil {
		x0, x1, y0, y1 = r.field.Bounds()
		nx, ny = counts(r.field)
		wide = r.across()
	} else if !use(formulas, elevation) {
		return nil
	}
	var list []exhibit.Control
	put := func(key, value string) {
		c, _ := Exhibit.Control(key)
		own := *c
		own.Default = value
		if strings.HasSuffix(key, "min") || strings.HasSuffix(key, "max") {
			lo, hi := x0, x1
			if key[0] == 'y' {
				lo, hi = y0, y1
			}
			own.Min, own.Max, own.SlideMin, own.SlideMax = -1e16, 1e16, lo, hi
			own.Step = math.Pow(10, math.Floor(math.Log10((hi-lo)/100)))
		}
		list = append(list, own)
	}
	for _, limit := range []struct {
		key string
		v   float64
	}{{"xmin", x0}, {"xmax", x1}, {"ymin", y0}, {"ymax", y1}, {"nx", float64(nx)}, {"ny", float64(ny)}} {
		put(limit.key, exhibit.FormatNumber(limit.v))
	}
	if ratio := wide * (x1 - x0) / (y1 - y0); 0.25 <= ratio && ratio <= 4 {
		put("aspect", "data")
	}
	if nx*ny > manySamples {
		put(exhibit.ModeKey, "smooth")
	}
	return list
}

// ownTaking returns the first of the visitor's data that the formulas use, without
// a field if there are none.
func ownTaking(s exhibit.State, formulas []formula) taking {
	l, n := mine(s), firstOwn(formulas)
	if l == nil || n == 0 {
		return taking{}
	}
	return l.column(s, n)
}

// counts returns how many samples show f as it is: its own, as thinned leaves
// them; or of scattered points about twice as many.
func counts(f *field.Field) (nx, ny int) {
	x, y, ok := f.Lattice()
	if !ok {
		n := int(max(41, min(math.Round(1.5*math.Sqrt(float64(f.Points()))), 201)))
		return n, n
	}
	return len(thinned(x)), len(thinned(y))
}

// thinned returns the places of samples: all, every second one, every third one
// or so on, and the last.
func thinned(axis []float64) []float64 {
	stride := (len(axis) - 1 + mostAlong*9/8 - 2) / (mostAlong*9/8 - 1)
	if stride == 1 {
		return axis
	}
	var list []float64
	for k := 0; k < len(axis)-1; k += stride {
		list = append(list, axis[k])
	}
	return append(list, axis[len(axis)-1])
}

// latticeKeys are those of the lattice of x and y.
var latticeKeys = []string{"xmin", "xmax", "ymin", "ymax", "nx", "ny"}

// ownAxes returns the places of the visitor's samples, if formulas are of data on
// a lattice that are shown as they are; else nil.
func ownAxes(s exhibit.State, formulas []formula) (x, y []float64) {
	for _, key := range latticeKeys {
		if s.Text(key) != s.Default(key) {
			return nil, nil
		}
	}
	if f := ownTaking(s, formulas).field; f != nil {
		if x, y, ok := f.Lattice(); ok {
			return thinned(x), thinned(y)
		}
	}
	return nil, nil
}

// intake is what the exhibit does with files.
var intake = &exhibit.Intake{
	Label: exhibit.Text{En: "Open data…", Ja: "データを開く…"},
	Hint: exhibit.Text{
		En: "A table x,y,z or rows of z (CSV, TSV, spaces), an elevation grid (ESRI .asc, Surfer .grd, SRTM .hgt) or a height map (PNG). You can also drop it anywhere. In formulas it is called data. It never leaves this tab.",
		Ja: "x,y,z の表、z の行列(CSV・TSV・空白区切り)、標高グリッド(ESRI .asc・Surfer .grd・SRTM .hgt)、または高さを表すPNG画像。ドロップしてもよい。式の中では data と書く。ファイルはこのタブの外に出ない。"},
	Accept:     ".csv,.tsv,.txt,.dat,.xyz,.asc,.grd,.hgt,.xml,.png,.json,.bin",
	Bytes:      256 << 20,
	Recognizes: recognizes,
	Read:       asFound,
	Take:       take,
	Unread:     unread,
	Report:     reported,
}

// kept are the visitor's data, in samples.
var kept = files.Kept[*loaded]{Shelf: ownData, Files: 8, Room: 4 * field.MaxSamples, Size: (*loaded).size}

func recognizes(given []exhibit.File) exhibit.Likeness {
	return files.Likeness(field.Glance(files.Named(files.Begin(given))...))
}

// asFound returns what reads data, as they are found.
func asFound(given []exhibit.File, _ exhibit.State) exhibit.Reading {
	return (&loaded{name: nameOf(given), files: files.Named(given)}).reading(field.Options{})
}

// take shows the data that were read: by the formula of a State if it is one of data.
func take(result task.Message, given []exhibit.File, _ exhibit.State) exhibit.Put {
	first := takingOf(result)
	l := &loaded{name: nameOf(given), files: files.Named(given)}
	if first.err == nil && first.report.As == field.AsFound && first.report.Format == (lang.Text{}) {
		l.files = nil // there is nothing to choose
	}
	l = l.with(field.Options{}, first)
	return func(s exhibit.State) (next exhibit.State, report exhibit.Text, err error) {
		if first.err != nil {
			return s, report, first.err
		}
		again := s.Text(exhibit.FileKey) == l.name
		if next, err = s.Set(exhibit.FileKey, l.name); err == nil && !l.is(mine(next)) {
			next, err = kept.Put(s, l.name, l)
		}
		if err != nil {
			return s, report, err
		}
		if list, err := read(next.Text("f")); err != nil || firstOwn(list) == 0 {
			next, _ = next.Set("f", formulaOf(first.report))
		}
		if !again { // choices are of another file
			for _, key := range fileKeys {
				if _, ok := next.Control(key); ok {
					next, _ = next.Set(key, next.Default(key))
				}
			}
		}
		for _, key := range append(slices.Clone(latticeKeys), exhibit.PositionKey) {
			next, _ = next.Set(key, next.Default(key))
		}
		return next, reported(next), nil
	}
}

// formulaOf returns the formula by which what was read is shown: data, or, of a
// table x, y, z, z2, z3 as it is written of several formulas, all of them.
func formulaOf(r *field.Report) string {
	f := ownData
	for k, c := range r.Columns {
		switch {
		case r.X == 0 || k < 3 && c.Name != "xyz"[k:k+1] || k > 2 && c.Name != "z"+strconv.Itoa(k-1) || k > field.MostData+1:
			return ownData
		case k > 2:
			f += "; " + dataName(k-1)
		}
	}
	return f
}

// nameOf returns the name under which files are kept: of two, that of the samples
// rather than of their description.
func nameOf(given []exhibit.File) string {
	if len(given) > 1 && strings.EqualFold(path.Ext(given[0].Name), ".json") {
		return files.Name(given, 1)
	}
	return files.Name(given, 0)
}
