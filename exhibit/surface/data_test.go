package surface

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/compute/expr"
	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene/space"
)

// file returns a table x,y,z of f on a lattice of 11 x 7 samples.
func file(name string, f func(x, y float64) float64) exhibit.File {
	var b strings.Builder
	b.WriteString("x,y,z\n")
	for j := range 7 {
		for i := range 11 {
			x, y := 100+float64(i)/10, -2+float64(j)/2
			fmt.Fprintf(&b, "%.17g,%.17g,%.17g\n", x, y, f(x, y))
		}
	}
	return exhibit.File{Name: name, Data: []byte(b.String())}
}

func paraboloid(x, y float64) float64 { return (x-100.5)*(x-100.5) + y*y }

// load opens the surface of a text with files.
func load(t testing.TB, text string, files ...exhibit.File) *heightfield.Session {
	t.Helper()
	s, _, problems, err := exhibit.Load(text, open, nil, files)
	if err != nil || problems != nil {
		t.Fatal(err, problems)
	}
	session := Exhibit.New(open).(*heightfield.Session)
	if err := session.Update(s); err != nil {
		t.Fatal(err)
	}
	return session
}

// Data are shown where and as finely as they are.
func TestTake(t *testing.T) {
	s, report, err := intake.Open([]exhibit.File{file("bumps.csv", paraboloid)}, parse(t, "surface?f=sin(x)&nx=5&xmin=-1"))
	if err != nil || report.En != "bumps.csv: 11 × 7 values" || report.Ja == "" {
		t.Fatalf("%v, %v", report, err)
	}
	if s.String() != "surface?f=data&file=bumps.csv" || s.Number("xmin") != 100 || s.Number("xmax") != 101 || s.Number("ymin") != -2 || s.Number("ymax") != 1 || s.Int("nx") != 11 || s.Int("ny") != 7 {
		t.Errorf("%s: from %s to %s, %s x %s", s, s.Text("xmin"), s.Text("xmax"), s.Text("nx"), s.Text("ny"))
	}
	session := Exhibit.New(open).(*heightfield.Session)
	if err := session.Update(s); err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := session.WriteCSV(&table); err != nil || table.String() != string(file("", paraboloid).Data) {
		t.Errorf("what is written is not what was read: %v\n%.200s", err, table.String())
	}
	// A formula of data stays, and the limits follow the formula.
	s, _ = s.Set("f", "a*data - x")
	s, _, err = intake.Open([]exhibit.File{file("two.csv", paraboloid)}, s)
	if err != nil || s.String() != "surface?f=a*data+-+x&file=two.csv" {
		t.Errorf("%s, %v", s, err)
	}
	if s, _ = s.Set("f", "x"); s.Text("xmin") != "-5" || s.Int("nx") != 81 {
		t.Errorf("%s: from %s, %s samples", s, s.Text("xmin"), s.Text("nx"))
	}
	// Both files are there, whichever is named.
	for _, name := range []string{"bumps.csv", "two.csv"} {
		next, _ := s.Set("file", name)
		if next, _ = next.Set("f", "data"); session.Update(next) != nil {
			t.Errorf("%s is gone", name)
		}
	}
}

// Data mean the same in any formula, and have derivatives.
func TestDataFormula(t *testing.T) {
	s := load(t, "surface?f=2data%2Bx*c&c=3&nx=23&critical=1", file("b.csv", paraboloid))
	if x, _ := s.Lattice(); len(x) != 23 || s.State.Number("c") != 3 {
		t.Errorf("%s", s.State)
	}
	src := s.Source.(*surface)
	for _, p := range [][2]float64{{100, -2}, {100.3, 0.5}, {101, 1}} {
		if z, want := src.At(p[0], p[1]), 2*paraboloid(p[0], p[1])+3*p[0]; !(math.Abs(z-want) < 1e-9) {
			t.Errorf("at %v: %v, want %v", p, z, want)
		}
		shape := src.Shape(p[0], p[1])
		if !(math.Abs(shape.Gradient[0]-4*(p[0]-100.5)-3) < 1e-6 && math.Abs(shape.Gradient[1]-4*p[1]) < 1e-6) {
			t.Errorf("at %v: gradient %v", p, shape.Gradient)
		}
	}
	s = load(t, "surface?f=data&critical=1", file("b.csv", paraboloid))
	minima, _ := readout(t, s, "minima").([][]float64)
	if len(minima) != 1 || math.Hypot(minima[0][0]-100.5, minima[0][1]) > 1e-9 {
		t.Errorf("minima %v", minima)
	}
	// Outside is nothing.
	s = load(t, "surface?f=data&xmin=99", file("b.csv", paraboloid))
	if src := s.Source.(*surface); src.At(99.5, 0) == src.At(99.5, 0) {
		t.Error("there are data beyond their limits")
	}
	// As the end of a flow, too.
	s = load(t, "surface?f=data&to="+"surface?f%3D3-data"+"&t=1", file("b.csv", paraboloid))
	var b bytes.Buffer
	s.WriteCSV(&b)
	if want := string(file("", func(x, y float64) float64 { return 3 - paraboloid(x, y) }).Data); b.String() != want {
		t.Errorf("the flow ends at\n%.100s, want\n%.100s", b.String(), want)
	}
}

// Without the file the formula is refused, with the file's name, and takes
// nothing away.
func TestDataMissing(t *testing.T) {
	session := show(t, "surface?f=x&nx=3&ny=3")
	for text, missing := range map[string]string{"surface?f=2data&file=bumps.csv": "bumps.csv", "surface?f=2data": exhibit.AnyFile} {
		err := session.Update(parse(t, text))
		var p *exhibit.Problem
		if !errors.As(err, &p) || p.Key != "f" || p.Missing != missing || p.Value[p.From:p.To] != "data" || missing != exhibit.AnyFile && !strings.Contains(p.Reason.En, missing) {
			t.Errorf("%s: %v", text, err)
		}
	}
	for text, at := range map[string]int{"data": 0, "2data": 1, "mydata*data": 7, "data1+sin(data)": 10, "database": -1, "": -1} {
		if got := wordIn(text, "data"); got != at {
			t.Errorf("in %q at %d, want %d", text, got, at)
		}
	}
	if session.State.Text("f") != "x" {
		t.Error("the session is changed")
	}
	err := session.Update(parse(t, "surface?to=surface?f%3Ddata%26file%3Db.csv"))
	if p := (*exhibit.Problem)(nil); !errors.As(err, &p) || p.Key != "to" || p.Missing != "b.csv" {
		t.Errorf("%v", err)
	}
}

func TestTakeRefused(t *testing.T) {
	before := parse(t, "surface?f=x")
	for _, files := range [][]exhibit.File{{{Name: "a.csv", Data: []byte("once")}}, {file("a", paraboloid), file("b", paraboloid)}} {
		s, _, err := intake.Open(files, before)
		if err == nil || !s.Equal(before) || s.Shelf() != nil {
			t.Errorf("%s, %v", s, err)
		}
	}
	_, report, err := intake.Open([]exhibit.File{{Name: `C:\data\` + strings.Repeat("long", 50) + ".csv", Data: append(file("", paraboloid).Data, "oops\n1,2\n"...)}}, before)
	if err != nil || !strings.Contains(report.En, "2 lines skipped: line 79: ") || !strings.Contains(report.En, "; line 80: ") || len(report.En) > 250 {
		t.Errorf("%q, %v", report.En, err)
	}
}

// Only so many files are kept.
func TestKept(t *testing.T) {
	s := parse(t, "surface")
	for k := range kept.Files + 3 {
		var err error
		if s, _, err = intake.Open([]exhibit.File{file(fmt.Sprint(k, ".csv"), paraboloid)}, s); err != nil {
			t.Fatal(err)
		}
	}
	s, _, _ = intake.Open([]exhibit.File{file("10 .csv", paraboloid)}, s) // once more
	for k := range kept.Files + 3 {
		next, err := s.Set(exhibit.FileKey, fmt.Sprint(k, ".csv"))
		if _, ok := kept.Of(next); err != nil || ok != (k > 3) {
			t.Errorf("file %d is here: %v", k, ok)
		}
	}
	if l, ok := kept.Of(s); !ok || l.name != "10 .csv" {
		t.Errorf("the last is %+v", l)
	}
}

// The sample elevations: they are waited for, and then as they were published
// (matplotlib 3.6.3, sample_data/jacksboro_fault_dem.npz: 344 x 403 values from
// 236 to 1076 m).
func TestElevation(t *testing.T) {
	s := show(t, "surface?f=dem")
	if s.State.Text("mode") != "smooth" || s.State.Int("nx") != 403 || s.State.Int("ny") != 344 || s.State.Number("xmax") != 14.9745 {
		t.Errorf("%s x %s to %s", s.State.Text("nx"), s.State.Text("ny"), s.State.Text("xmax"))
	}
	if readout(t, s, "dem") != "…" || len(s.Needs()) != 1 {
		t.Fatalf("%v, %v", readout(t, s, "dem"), s.Needs())
	}
	if c := mark[*space.Caption](t, s); c.Text != "dem …" {
		t.Error("the picture does not say that it waits")
	}
	data, err := os.ReadFile("../../web/" + s.Needs()[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	shelf, err := s.Needs()[0].Put(nil, data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Needs()[0].Put(nil, data[:100]); err == nil {
		t.Error("half a file is taken")
	}
	if err := s.Update(s.State.WithShelf(shelf)); err != nil || len(s.Needs()) != 0 {
		t.Fatalf("%v, %v", err, s.Needs())
	}
	if lo, hi := readout(t, s, "zmin"), readout(t, s, "zmax"); lo != 236. || hi != 1076. {
		t.Errorf("from %v to %v", lo, hi)
	}
	src := s.Source.(*surface)
	for _, v := range []struct{ x, y, z float64 }{
		// The corners, as the published array has them: north-west, north-east, south-west.
		{-14.9745, 15.86375, 483}, {14.9745, 15.86375, 444}, {-14.9745, -15.86375, 545},
	} {
		if z := src.At(v.x, v.y); z != v.z {
			t.Errorf("at (%v, %v): %v, want %v", v.x, v.y, z, v.z)
		}
	}
	if z := src.At(-15, 0); z == z {
		t.Error("there is something in the west")
	}
	// The end of a flow waits, too.
	if s := show(t, "surface?to=surface?f%3Ddem"); len(s.Needs()) != 1 {
		t.Errorf("%v", s.Needs())
	}
}

func TestDataCompletion(t *testing.T) {
	_, _, list := complete("2+da", 4)
	if len(list) != 1 || list[0].Name != "data" || list[0].Meaning != dataMeanings[ownData] {
		t.Errorf("%v", list)
	}
	if _, _, list := complete("de", 2); len(list) != 1 || list[0].Insert != "dem" {
		t.Errorf("%v", list)
	}
}

// Code of data says where these come from; in Go there is none.
func TestDataCode(t *testing.T) {
	s := load(t, "surface?f=a*data%2Bx", file("b.csv", paraboloid))
	if got := s.Languages(); !slices.Equal(got, []string{"python", "octave", "latex"}) {
		t.Errorf("%v", got)
	}
	for language, want := range map[string][]string{
		"python": {"# data.csv: show f = data", `data = np.loadtxt("data.csv", delimiter=",", skiprows=1)[:, 2].reshape(y.size, x.size)`, "def f(x, y, data, a):", "Z = f(X, Y, data, 1)"},
		"octave": {"% data.csv: show f = data", "data = reshape(dlmread(", "Z = f(X, Y, data, 1);"},
	} {
		code := s.Code(language)
		for _, line := range want {
			if !strings.Contains(code, line) {
				t.Errorf("%s lacks %q:\n%s", language, line, code)
			}
		}
	}
	// Several formulas load them once; over a sector they are in another column.
	several := load(t, "surface?f=data;2data", file("b.csv", paraboloid)).Code("python")
	if strings.Count(several, "np.loadtxt") != 1 || !strings.Contains(several, "Z2 = f2(X, Y, data)\n") {
		t.Error(several)
	}
	sector := load(t, "surface?f=data&domain=polar", file("b.csv", paraboloid))
	for language, want := range map[string]string{
		"python": `data = np.loadtxt("data.csv", delimiter=",", skiprows=1)[:, 5].reshape(theta.size, r.size)`,
		"octave": `data = reshape(dlmread("data.csv", ",", 1, 0)(:, 6), numel(r), numel(theta))';`,
	} {
		if code := sector.Code(language); !strings.Contains(code, want) {
			t.Errorf("%s lacks %q:\n%s", language, want, code)
		}
	}
	// What Octave makes of it are the values that are shown.
	if octave, err := exec.LookPath("octave-cli"); err == nil {
		dir := t.TempDir()
		var data, want bytes.Buffer
		holed := file("b.csv", func(x, y float64) float64 {
			if y == 0 {
				return math.NaN()
			}
			return paraboloid(x, y)
		})
		load(t, "surface?f=data&nx=5", holed).WriteCSV(&data)
		s := load(t, "surface?f=a*data%2Bx&nx=5", holed)
		s.WriteCSV(&want)
		code, _, _ := strings.Cut(s.Code("octave"), "\nmesh(")
		code += "\nA = [X'(:), Y'(:), Z'(:)]; printf('%.15g,%.15g,%.15g\\n', A');"
		if err := os.WriteFile(filepath.Join(dir, "data.csv"), data.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(octave, "--no-init-file", "--eval", code)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v: %s\n%s", err, out, code)
		}
		a, b := strings.Fields(string(out)), strings.Fields(want.String())[1:]
		if len(a) != len(b) {
			t.Fatalf("%d lines, want %d: %s", len(a), len(b), out)
		}
		for k := range a {
			var p, q [3]float64
			for i := range p {
				p[i], _ = strconv.ParseFloat(strings.Split(a[k], ",")[i], 64)
				q[i], _ = strconv.ParseFloat(strings.Split(b[k], ",")[i], 64)
				if !(math.Abs(p[i]-q[i]) <= 1e-12*math.Abs(q[i]) || p[i] != p[i] && q[i] != q[i]) {
					t.Errorf("line %d is %s, want %s", k+1, a[k], b[k])
				}
			}
		}
	}
	if got := show(t, "surface?f=x").Languages(); !slices.Contains(got, "go") {
		t.Errorf("%v", got)
	}
}

// Formulas without data are those they were.
func TestNoData(t *testing.T) {
	for _, text := range suggestions {
		list, err := read(text)
		if err != nil {
			t.Fatal(err)
		}
		if text == "dem" || len(list) != 1 || !list[0].isField() {
			continue
		}
		tree := list[0].items[0].tree
		want, err := expr.Parse(text)
		if err != nil || len(tree.Vars()) != 2 || !tree.Equal(want) {
			t.Errorf("%s: %v of %v, %v", text, tree, tree.Vars(), err)
		}
	}
}

// States of data can be written and read, wherever their controls stand.
func TestDataStates(t *testing.T) {
	start := load(t, "surface?f=a*data", file("b.csv", paraboloid)).State
	for _, c := range start.Controls() {
		var values []string
		switch c.Kind {
		case exhibit.Number:
			lo, hi := c.Slide()
			values = []string{exhibit.FormatNumber(c.Min), exhibit.FormatNumber(c.Max), exhibit.FormatNumber(lo), exhibit.FormatNumber(hi)}
			if own, ok := Exhibit.Control(c.Key); ok {
				values = append(values, own.Default)
			}
		case exhibit.Choice:
			for _, o := range c.Options {
				values = append(values, o.Value)
			}
		case exhibit.Toggle:
			values = []string{"0", "1"}
		case exhibit.Formula:
			values = []string{"x", "data", "dem", "dem - data", "zoom", "data("}
		}
		for _, v := range values {
			if c.Kind == exhibit.Number && (c.Key == "nx" || c.Key == "ny") && v == "4000" {
				continue // slow
			}
			s, err := chosenAs(start, c.Key, v)
			if err != nil {
				continue
			}
			back, problems, err := exhibit.ParseWith(s.String(), open, start.Shelf())
			if err != nil || problems != nil || !back.Equal(s) || back.String() != s.String() {
				t.Errorf("%s is read as %s, %v, %v", s, back, problems, err)
			}
			session := Exhibit.New(open).(*heightfield.Session)
			if session.Update(s) == nil {
				session.Figure()
				session.Readouts()
			}
		}
	}
}
