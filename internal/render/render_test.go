package render

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"image/gif"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/exhibit/heightfield"
	"zscape/internal/imagetest"
)

// run runs render with the files of the project's page.
func run(args []string, stdout, stderr io.Writer) int {
	return Run(os.DirFS(filepath.Join(root, "web")), args[1:], stdout, stderr)
}

// root is the project's folder.
var root = func() string {
	path, err := filepath.Abs("../..")
	if err != nil {
		panic(err)
	}
	return path
}()

// draw runs render with the given arguments, -o NAME among them, in a folder
// of its own and returns what it wrote to NAME.
func draw(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"render", "-o", path}, args...), &stdout, &stderr); code != 0 {
		t.Fatalf("render %q: exit code %d: %s", args, code, &stderr)
	}
	// A graph has something to notice as it opens.
	noticed := slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "graph") })
	if stdout.Len() > 0 || stderr.Len() > 0 && !noticed {
		t.Errorf("render %q says %q %q", args, &stdout, &stderr)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("render %q leaves %v", args, left)
	}
	return data
}

func TestRenderSVG(t *testing.T) {
	for _, e := range gallery.All {
		modes := []string{"", "?mode=wireframe", "?mode=dimmed", "?mode=surface", "?mode=contour", "?t=0.5&floor=1&contour=1"}
		_, isSurface := heightfield.NewSource(e)
		if !isSurface {
			modes = modes[:1]
		}
		for _, mode := range modes {
			data := draw(t, "a.svg", e.Name+mode, "-size", "300x240")
			elements := imagetest.Elements(t, data)
			if elements["image"] > 0 && isSurface || elements["path"] < 3 || elements["text"] < 6 {
				t.Errorf("%s%s has the elements %v", e.Name, mode, elements)
			}
			if !bytes.Contains(data, []byte(`width="300" height="240"`)) {
				t.Errorf("%s%s is not 300 x 240: %.300s", e.Name, mode, data)
			}
			if isSurface && mode == "?mode=surface" != (elements["polygon"]+elements["path"] > 200) {
				t.Errorf("%s%s: %v", e.Name, mode, elements)
			}
		}
	}
}

// Every exhibit can be drawn with pens: groups and paths of real size, and word
// of how far the pens go.
func TestRenderPlotter(t *testing.T) {
	for _, e := range gallery.All {
		path := filepath.Join(t.TempDir(), "a.svg")
		var stdout, stderr bytes.Buffer
		code := run([]string{"render", "-plotter", "-o", path, e.Name}, &stdout, &stderr)
		if code != 0 || stdout.Len() > 0 || !strings.Contains(stderr.String(), "m drawn") {
			t.Fatalf("%s: exit code %d, says %q, %q", e.Name, code, &stdout, &stderr)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n := imagetest.Elements(t, data)
		if n["g"] < 2 || n["g"] > 8 || n["path"] < 20 || len(n) != 4 { // and svg, desc
			t.Errorf("%s has the elements %v", e.Name, n)
		}
		if !bytes.Contains(data, []byte(`width="297mm" height="210mm"`)) {
			t.Errorf("%s: %.300s", e.Name, data)
		}
	}
}

// A fine surface must not become a polygon a sample.
func TestRenderSVGSize(t *testing.T) {
	data := draw(t, "a.svg", "waves?mode=smooth&step=0.01")
	if n := imagetest.Elements(t, data); n["polygon"]+n["path"] > 210*210 {
		t.Errorf("%v", n)
	}
}

func TestRenderPNG(t *testing.T) {
	for _, e := range gallery.All {
		for _, tt := range []struct {
			args []string
			w, h int
		}{
			{[]string{"-size", "120x80"}, 120, 80},
			{[]string{"-size", "120x80", "-scale", "2"}, 240, 160},
			{[]string{"-size", "101x81", "-scale", "1.5"}, 152, 122},
		} {
			img, err := png.Decode(bytes.NewReader(draw(t, "a.PNG", append(tt.args, e.Name)...)))
			if err != nil {
				t.Fatal(err)
			}
			if size := img.Bounds().Size(); size.X != tt.w || size.Y != tt.h {
				t.Errorf("%s %q: %v", e.Name, tt.args, size)
			}
			colors := map[[4]uint32]bool{}
			for y := range tt.h {
				for x := range tt.w {
					r, g, b, a := img.At(x, y).RGBA()
					colors[[4]uint32{r, g, b, a}] = true
				}
			}
			if len(colors) < 100 {
				t.Errorf("%s %q: only %d colours", e.Name, tt.args, len(colors))
			}
		}
	}
}

// Every exhibit's State and all of its values are there to be read.
func TestRenderJSONOfAll(t *testing.T) {
	for _, e := range gallery.All {
		var got struct {
			Exhibit, State   string
			Values, Readouts map[string]any
		}
		if err := json.Unmarshal(draw(t, "a.json", e.Name), &got); err != nil {
			t.Fatal(err)
		}
		if got.Exhibit != e.Name || got.State != e.Name || len(got.Readouts) == 0 {
			t.Errorf("%+v", got)
		}
		for _, c := range e.Controls {
			if _, ok := got.Values[c.Key]; ok == (c.Kind == exhibit.Action) {
				t.Errorf("%s: the value of %s is there: %v", e.Name, c.Key, ok)
			}
		}
	}
}

// Every edge of a printed body belongs to two triangles, which run along it in
// opposite directions.
func TestRenderSTL(t *testing.T) {
	for _, state := range []string{
		"surface?f=sqrt(9-r^2)+a*sin(3x)&nx=31&ny=25",
		"surface?f=(cos(u)*sin(v),sin(u)*sin(v),cos(v))&vmax=pi",
		"surface?f=((3+v*cos(u/2))*cos(u),(3+v*cos(u/2))*sin(u),v*sin(u/2))&vmin=-1&vmax=1&thick=1",
		"surface?f=if(r<2,sqrt(5-r^2));x/3&nx=31&ny=31",
		"surface?f=r*cos(3theta)&domain=polar",
		"surface?f=((2+cos(3u))*cos(2u),(2+cos(3u))*sin(2u),sin(3u))",
	} {
		checkEdges(t, state, draw(t, "a.stl", strings.ReplaceAll(state, "+", "%2B")))
	}
	for _, state := range []string{"waves", "surface?f=(u,v,u*v);(0,0,u);9"} {
		if obj := draw(t, "a.obj", state); !bytes.Contains(obj, []byte("\nf ")) {
			t.Errorf("%s: %.200s", state, obj)
		}
	}
}

// checkEdges reads a binary STL file.
func checkEdges(t *testing.T, state string, data []byte) {
	t.Helper()
	n := int(binary.LittleEndian.Uint32(data[80:]))
	if n < 500 || len(data) != 84+50*n {
		t.Fatalf("%s: %d triangles in %d bytes", state, n, len(data))
	}
	type corner [3]float32
	edges := map[[2]corner]int{}
	for k := range n {
		var c [3]corner
		for j := range c {
			for i := range 3 {
				c[j][i] = math.Float32frombits(binary.LittleEndian.Uint32(data[84+50*k+12+12*j+4*i:]))
			}
		}
		for j := range c {
			edges[[2]corner{c[j], c[(j+1)%3]}]++
		}
	}
	for e, count := range edges {
		if count != 1 || edges[[2]corner{e[1], e[0]}] != 1 {
			t.Fatalf("%s: the edge from %v to %v is there %d times, and %d times back", state, e[0], e[1], count, edges[[2]corner{e[1], e[0]}])
		}
	}
}

func TestRenderGIF(t *testing.T) {
	g, err := gif.DecodeAll(bytes.NewReader(draw(t, "a.gif", "waves?speed=8", "-size", "160x120")))
	if err != nil || len(g.Image) != 10 || g.Config.Width != 160 || g.Config.Height != 120 {
		t.Fatalf("%v, %d frames", err, len(g.Image))
	}
}

// A recording shows what the jobs have come to.
func TestRenderGIFOfJobs(t *testing.T) {
	few := draw(t, "a.gif", "leastsquares?steps=5", "-size", "160x120")
	if many := draw(t, "a.gif", "leastsquares?steps=300", "-size", "160x120"); bytes.Equal(few, many) {
		t.Error("300 steps look like 5")
	}
}

func TestRenderTheme(t *testing.T) {
	for _, tt := range []struct {
		args []string
		dark bool
	}{
		{[]string{"waves"}, false},
		{[]string{"waves?theme=light"}, false},
		{[]string{"waves?theme=dark"}, true},
		{[]string{"waves?theme=dark", "-theme", "light"}, false},
		{[]string{"waves", "-theme=dark"}, true},
	} {
		img, err := png.Decode(bytes.NewReader(draw(t, "a.png", append(tt.args, "-size=100x100")...)))
		if err != nil {
			t.Fatal(err)
		}
		if r, _, _, _ := img.At(0, 0).RGBA(); (r < 0x8000) != tt.dark {
			t.Errorf("%q: the corner has red %x", tt.args, r)
		}
	}
}

// table reads a CSV file of x, y, z.
func table(t *testing.T, data []byte) (rows [][3]float64) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(records[0], []string{"x", "y", "z"}) {
		t.Errorf("header %q", records[0])
	}
	for _, r := range records[1:] {
		var row [3]float64
		for k, text := range r {
			if row[k], err = strconv.ParseFloat(text, 64); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// The files are what the tests of the packages use: computed with NumPy 1.24.
func TestRenderCSVReference(t *testing.T) {
	var ref struct {
		Cases []struct{ X, Y, Z []float64 }
	}
	readJSON(t, "../../compute/gaussian/testdata/gaussian.json", &ref)
	want := ref.Cases[0]
	got := table(t, draw(t, "a.csv", "gaussian"))
	if len(got) != 61*81 || len(want.Z) != len(got) {
		t.Fatalf("%d rows, reference %d", len(got), len(want.Z))
	}
	for k, row := range got {
		x, y, z := want.X[k%61], want.Y[k/61], want.Z[k]
		if row[0] != x || row[1] != y || math.Abs(row[2]-z) > 1e-12*z {
			t.Errorf("row %d: %v, want %v %v %v", k, row, x, y, z)
		}
	}

	var waves struct{ Z []float64 }
	readJSON(t, "../../compute/waves/testdata/waves.json", &waves)
	got = table(t, draw(t, "a.csv", "waves"))
	if len(got) != 24*24 || len(waves.Z) != len(got) {
		t.Fatalf("%d rows, reference %d", len(got), len(waves.Z))
	}
	for k, row := range got {
		x, y := -3+0.25*float64(k%24), -3+0.25*float64(k/24)
		if row[0] != x || row[1] != y || math.Abs(row[2]-waves.Z[k]) > 1e-15 {
			t.Errorf("row %d: %v, want %v %v %v", k, row, x, y, waves.Z[k])
		}
	}
}

func readJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// At the end of the flow the numbers are those of the end surface, to the bit.
func TestRenderCSVEnd(t *testing.T) {
	end := draw(t, "a.csv", "gaussian?t=1&to=waves?ax=2")
	direct := draw(t, "a.csv", "waves?ax=2&xmin=-3&xmax=3&ymin=-4&ymax=4&step=0.1")
	if !bytes.Equal(end, direct) {
		t.Error("the end of the flow is not the end surface")
	}
}

func TestRenderJSON(t *testing.T) {
	for _, e := range gallery.All {
		var got struct {
			Exhibit, State   string
			Values, Readouts map[string]any
		}
		if _, ok := heightfield.NewSource(e); !ok {
			continue
		}
		data := draw(t, "a.json", e.Name+"?rstride=2&bar=0&az=-12.5")
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if got.Exhibit != e.Name || got.State != e.Name+"?rstride=2&bar=0&az=-12.5" {
			t.Errorf("exhibit %q, state %q", got.Exhibit, got.State)
		}
		for key, want := range map[string]any{"rstride": 2., "bar": false, "az": -12.5, "floor": false, "mode": "hidden", "zoom": 1., "t": 0.} {
			if got.Values[key] != want {
				t.Errorf("%s: %s is %v, want %v", e.Name, key, got.Values[key], want)
			}
		}
		for _, c := range e.Controls {
			if _, ok := got.Values[c.Key]; ok == (c.Kind == exhibit.Action) {
				t.Errorf("%s: the value of %s is there: %v", e.Name, c.Key, ok)
			}
		}
		for _, key := range []string{"nx", "ny", "zmin", "zmax"} {
			if _, ok := got.Readouts[key].(float64); !ok {
				t.Errorf("%s: %s is %v", e.Name, key, got.Readouts[key])
			}
		}
		if again := draw(t, "a.json", e.Name+"?rstride=2&bar=0&az=-12.5"); !bytes.Equal(data, again) {
			t.Errorf("%s: the order changes", e.Name)
		}
	}
	var g struct {
		Readouts struct {
			Sigma, Inverse [][]float64
			Det, Peak      float64
		}
	}
	if err := json.Unmarshal(draw(t, "a.json", "gaussian?vx=4&vy=1&rho=-0.5"), &g); err != nil {
		t.Fatal(err)
	}
	if r := g.Readouts; !reflect.DeepEqual(r.Sigma, [][]float64{{4, -1}, {-1, 1}}) || r.Det != 3 || r.Inverse[0][0] != 1./3 {
		t.Errorf("%+v", g.Readouts)
	}
}

// A matrix whose scales differ has its inverse, and what seems to contradict that
// is explained, on stderr and in the file.
func TestRenderMatrices(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"render", "matrices?A=[[1e-9, 0], [0, 1e9]]", "-o", "-", "-format", "json"}, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	var got struct {
		State    string
		Readouts struct {
			Det, Rank, Cond2 float64
			Inv              [][]float64
			Singular         string
		}
		Notices []string
	}
	if err := json.Unmarshal(stdout.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	r := got.Readouts
	if got.State != "matrices?A=1e-09,0;0,1000000000" || r.Det != 1 || r.Rank != 1 || r.Cond2 != 1e18 || r.Singular != "no" || !reflect.DeepEqual(r.Inv, [][]float64{{1e9, 0}, {0, 1e-9}}) {
		t.Errorf("%+v", got)
	}
	if len(got.Notices) != 1 || !strings.Contains(got.Notices[0], "The exact rank is 2.") || !strings.Contains(stderr.String(), got.Notices[0]) {
		t.Errorf("noticed: %q, %q", got.Notices, &stderr)
	}
}

func TestRenderStdout(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"render", "waves", "-o", "-", "-format", "csv"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	if !strings.HasPrefix(stdout.String(), "x,y,z\n-3,-3,") {
		t.Errorf("%.40q", &stdout)
	}
}

func TestRenderErrors(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("folder.svg", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("bad.csv", []byte("x,y,z\n1,2\nfoo\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args string
		code int
		want string // all of what is said; with ... at its end, its beginning
	}{
		{"", 2, `render needs one STATE, such as gaussian?rho=0.9, got []`},
		{"waves gaussian -o a.svg", 2, `render needs one STATE, such as gaussian?rho=0.9, got ["waves" "gaussian"]`},
		{"-list waves", 2, `render -list takes no argument, got ["waves"]`},
		{"waves", 2, "render needs -o FILE, the file to write"},
		{"waves -o a.jpg", 2, `-o "a.jpg" is not a format: expected svg, png, html, csv, json, graphml, stl, obj, gif or zip`},
		{"waves -o a", 2, `-o "a" is not a format: expected svg, png, html, csv, json, graphml, stl, obj, gif or zip`},
		{"waves -o a.png -format pdf", 2, `-format "pdf" is not a format: expected svg, png, html, csv, json, graphml, stl, obj, gif or zip`},
		{"waves -o a.png -size 10000x10000 -scale 4", 2, "-size 10000x10000 at -scale 4 is a PNG of more than 200000000 pixels"},
		{"waves -plotter -o a.png", 2, "-plotter writes svg, not png"},
		{"wavs -o a.svg", 2, `there is no exhibit "wavs": expected one of ` + strings.Join(names(), ", ")},
		{"?rho=1 -o a.svg", 2, `there is no exhibit "": expected one of ` + strings.Join(names(), ", ")},
		{"gaussian?vx=-1 -o a.svg", 2, `gaussian: vx = "-1" must be greater than 0`},
		{"gaussian?vx=2&colour=red -o a.svg", 2, `gaussian: colour = "red" is not a control of gaussian`},
		{"waves?step=x&mode=wire&ax=1e9&time=1 -o a.svg", 2, `waves: step = "x" is not a number
waves: mode = "wire" must be one of hidden, dimmed, wireframe, surface, smooth, contour
waves: ax = "1e9" must be at most 1000
waves: time = "1" is not a control of waves`},
		{"gaussian?rho=1 -o a.csv", 2, `gaussian: rho = "1" makes the covariance matrix singular: its determinant vx*vy*(1 - rho^2) = 2*2*(1 - 1) = 0 must be positive`},
		{"gaussian?step=0.0001 -o a.csv", 2, `gaussian: step = "0.0001" is too small: it gives 60001 x 80001 points; at most 4200000 are allowed in total`},
		{"gaussian?xmin=5 -o a.csv", 2, `gaussian: xmax = "3" must be greater than xmin = 5`},
		{"gaussian?to=nothing -o a.csv", 2, `gaussian: to = "nothing" cannot be read as a surface: there is no exhibit "nothing"`},
		{"waves?keep=1 -o a.csv", 2, `waves: keep = "1" is a button and has no value`},
		{"matrices?A=1,2,3;4,5,6 -o a.gif", 2, `matrices has nothing that moves: choose a format other than GIF or ZIP`},
		{"surface -file none.csv -o a.csv", 2, `-file: stat none.csv...`},
		{"waves -file bad.csv -o a.csv", 2, `-file: waves does not accept files`},
		{"surface -file bad.csv -o a.csv", 2, `-file: bad.csv: line 2: 2 fields, expected 3; no line can be read as x, y, z`},
		{"surface -file folder.svg -o a.csv", 2, `-file: folder.svg: not a file of at most 268435456 bytes`},
		{"surface -file bad.csv -file bad.csv -o a.csv", 2, `-file: 2 files: open one at a time, or raw samples together with their JSON description`},
		{"surface?f=data&file=b.csv -o a.csv", 2, `surface: f = "data" needs the data of the file b.csv: open it or drop it here`},
		{"surface?f=(0/0,u,v) -o a.stl", 1, `(0/0,u,v) has no value anywhere in this range.
there is no surface or curve to make a solid from`},
		{"waves -o nowhere/a.csv", 1, `write nowhere/a.csv: no such file...`},
		{"waves -o folder.svg", 1, `write folder.svg: not a regular file`},
	} {
		var stdout, stderr bytes.Buffer
		code := run(append([]string{"render"}, strings.Fields(tt.args)...), &stdout, &stderr)
		if code != tt.code || stdout.Len() > 0 {
			t.Errorf("%s: exit code %d, want %d; says %q", tt.args, code, tt.code, &stdout)
		}
		got := strings.ReplaceAll(strings.TrimSuffix(stderr.String(), "\n"), "zscape: ", "")
		if lead, cut := strings.CutSuffix(tt.want, "..."); got != tt.want && !(cut && strings.HasPrefix(got, lead)) {
			t.Errorf("%s says\n%s, want\n%s", tt.args, got, tt.want)
		}
	}
	// Flags say what is wrong with them by themselves, before the usage.
	for args, want := range map[string]string{
		"waves -o a.svg -size 900":     `invalid value "900" for flag -size: expected WxH, each from 50 to 10000, such as 900x700`,
		"waves -o a.svg -size 0x700":   `invalid value "0x700" for flag -size`,
		"waves -o a.svg -size 90x70x2": `invalid value "90x70x2" for flag -size`,
		"waves -o a.svg -scale 0":      `invalid value "0" for flag -scale: expected a number from 0.1 to 16`,
		"waves -o a.svg -scale NaN":    `invalid value "NaN" for flag -scale`,
		"waves -o a.svg -theme blue":   `invalid value "blue" for flag -theme: expected light or dark`,
		"waves -o a.html -site x:y":    `invalid value "x:y" for flag -site: expected an address of http or https`,
		"waves -o a.svg -quality 3":    `flag provided but not defined: -quality`,
	} {
		var stdout, stderr bytes.Buffer
		if code := run(append([]string{"render"}, strings.Fields(args)...), &stdout, &stderr); code != 2 || !strings.HasPrefix(stderr.String(), want) {
			t.Errorf("%s: exit code %d, says %s, want %s", args, code, &stderr, want)
		}
	}
	left, err := os.ReadDir(".")
	if err != nil || len(left) != 2 {
		t.Errorf("files are left: %v, %v", left, err)
	}
}

// A file that is there stays as it was if the new one cannot be written.
func TestRenderKeepsOld(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.csv", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := run([]string{"render", "gaussian?rho=1", "-o", "a.csv"}, &out, &out); code != 2 {
		t.Errorf("exit code %d", code)
	}
	if data, err := os.ReadFile("a.csv"); err != nil || string(data) != "old" {
		t.Errorf("a.csv holds %q, %v", data, err)
	}
}

func TestRenderList(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"render", "-list"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	text := stdout.String()
	for _, e := range gallery.All {
		_, part, ok := strings.Cut("\n"+text, "\n"+e.Name+": "+e.Title.En+"\n")
		if !ok {
			t.Fatalf("%s is missing", e.Name)
		}
		part, _, _ = strings.Cut(part, "\n\n")
		lines := strings.Split(strings.TrimSuffix(part, "\n"), "\n")
		if len(lines) != len(e.Controls) {
			t.Fatalf("%s has %d lines for %d controls", e.Name, len(lines), len(e.Controls))
		}
		for i, c := range e.Controls {
			fields := strings.Fields(lines[i])
			if fields[0] != c.Key || !strings.Contains(lines[i], c.Label.En) ||
				c.Kind != exhibit.Action && (fields[2] != cmp.Or(c.Default, "-") || !strings.HasSuffix(lines[i], c.Range())) {
				t.Errorf("%s: %s has the line %q", e.Name, c.Key, lines[i])
			}
		}
	}
}
