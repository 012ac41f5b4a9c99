package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"zscape/compute/lang"
	"zscape/compute/solid"
	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/export/recording"
	"zscape/scene"
	"zscape/scene/lineart"
	"zscape/scene/movie"
	"zscape/scene/plotter"
	"zscape/scene/raster"
	"zscape/scene/svg"
	"zscape/task"
)

const renderUsage = "render [-size WxH] [-scale N] [-theme light|dark] [-plotter] [-site URL] [-file PATH] STATE -o FILE | render -list"

// A rendering is what the flags of render ask for.
type rendering struct {
	list   bool
	out    string // file name; - is the standard output
	format string
	theme  string // empty: as the State says
	w, h   float64
	scale  float64
	sized  bool   // the size was asked for
	site   string // address of the live page, for HTML

	plotter bool     // the SVG is for pens
	summary string   // of what was written; may be empty
	files   []string // of the visitor's own

	views []task.View // what the session's jobs have come to
}

// render is the command that draws one State.
func render(args []string, stdout, stderr io.Writer) int {
	r := rendering{w: 900, h: 700, scale: 1, site: "index.html"}
	flags := newFlags(renderUsage, stderr)
	r.define(flags)
	rest, code := parse(flags, args)
	if code >= 0 {
		return code
	}
	if r.list && len(rest) == 0 {
		listExhibits(stdout)
		return 0
	}
	if err := r.check(rest); err != nil {
		return fail(stderr, 2, err)
	}
	session, s, problems := openWith(rest[0], r.theme, r.files, stderr)
	for _, err := range problems {
		fail(stderr, 2, err)
	}
	if problems != nil {
		return 2
	}
	var err error
	if r.views, err = compute(session, false, newProgressBar(stderr)); err != nil {
		return fail(stderr, 1, err)
	}
	for _, n := range notices(session) {
		fmt.Fprintln(stderr, n.Text.In(language()))
	}
	var b bytes.Buffer
	if err := formats[r.format](&b, session, s, &r); errors.Is(err, errNoNumbers) || errors.Is(err, errNoBody) || errors.Is(err, errNoMovie) {
		return fail(stderr, 2, fmt.Errorf("%s %w", s.Exhibit().Name, err))
	} else if err != nil {
		return fail(stderr, 1, err)
	}
	if err := r.write(stdout, b.Bytes()); err != nil {
		return fail(stderr, 1, err)
	}
	if r.summary != "" {
		fmt.Fprintln(stderr, r.summary)
	}
	return 0
}

// define adds the flags of render to flags.
func (r *rendering) define(flags *flag.FlagSet) {
	flags.BoolVar(&r.list, "list", false, "print the exhibits and their controls")
	flags.StringVar(&r.out, "o", "", "`file` to write; its extension is the format; - is the standard output")
	flags.StringVar(&r.format, "format", "", "svg, png, html, csv, json, stl, obj, gif or zip, if the extension does not say")
	flags.BoolVar(&r.plotter, "plotter", false, "SVG for pen plotters: A4, single strokes, each line once, a layer a pen, always on light paper")
	flags.Func("size", "`WxH` of the picture in screen units (default 900x700)", r.setSize)
	flags.Func("scale", "pixels of a PNG for each screen unit, as `N` (default 1)", r.setScale)
	flags.Func("site", "`URL` of the live page that an HTML file links to (default index.html, in the same folder)", r.setSite)
	flags.Func("file", "`PATH` of data to be loaded as if it were dropped on the page; can be repeated", r.addFile)
	flags.Func("theme", "`light or dark` colours (default: as the State says)", r.setTheme)
}

func (r *rendering) setSize(text string) error {
	const least, most = 50, 10_000
	w, h, _ := strings.Cut(text, "x")
	width, errW := strconv.Atoi(w)
	height, errH := strconv.Atoi(h)
	if errW != nil || errH != nil || min(width, height) < least || max(width, height) > most {
		return fmt.Errorf("expected WxH, each from %d to %d, such as 900x700", least, most)
	}
	r.w, r.h, r.sized = float64(width), float64(height), true
	return nil
}

func (r *rendering) setScale(text string) error {
	const least, most = 0.1, 16
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= least && v <= most) {
		return fmt.Errorf("expected a number from %v to %v, such as 2", least, most)
	}
	r.scale = v
	return nil
}

func (r *rendering) setTheme(text string) error {
	if text != "light" && text != "dark" {
		return errors.New("expected light or dark")
	}
	r.theme = text
	return nil
}

// maxPixels is the size of the largest PNG; each pixel takes 4 bytes of memory.
const maxPixels = 200_000_000

// check completes r and says what is wrong with how the command was called.
func (r *rendering) check(rest []string) error {
	switch {
	case r.list:
		return fmt.Errorf("render -list takes no argument, got %q", rest)
	case len(rest) != 1:
		return fmt.Errorf("render wants one STATE, such as gaussian?rho=0.9, got %q", rest)
	case r.out == "":
		return errors.New("render wants -o FILE: where to write the picture")
	}
	what := fmt.Sprintf("-format %q", r.format)
	if r.format == "" {
		what = fmt.Sprintf("-o %q", r.out)
		r.format = strings.ToLower(strings.TrimPrefix(filepath.Ext(r.out), "."))
	}
	if formats[r.format] == nil {
		return fmt.Errorf("%s is not a format: expected svg, png, html, csv, json, stl, obj, gif or zip", what)
	}
	if r.plotter && r.format != "svg" {
		return fmt.Errorf("-plotter makes svg, not %s", r.format)
	}
	if r.format == "png" && r.w*r.h*r.scale*r.scale > maxPixels {
		return fmt.Errorf("-size %vx%v at -scale %v is a PNG of more than %d pixels", r.w, r.h, r.scale, maxPixels)
	}
	return nil
}

// openWith begins a session in the State that text says, with the given theme if
// it is not empty, and with what is read from files, on which it reports. The
// problems begin with the exhibit's name.
func openWith(text, theme string, files []string, report io.Writer) (exhibit.Session, exhibit.State, []error) {
	s, problems, err := parseWith(strings.TrimPrefix(text, "#"), files, report)
	if bad := (*fileError)(nil); errors.As(err, &bad) {
		return nil, s, []error{err}
	} else if err != nil {
		return nil, s, []error{lang.Errorf("%v: expected one of %s", "%v。次のどれかにしてください: %s", err, strings.Join(names(), ", "))}
	}
	e := s.Exhibit()
	if _, ok := e.Control(exhibit.ThemeKey); ok && theme != "" {
		if s, err = s.Set(exhibit.ThemeKey, theme); err != nil {
			problems = append(problems, err)
		}
	}
	session := e.New(gallery.Open)
	if problems == nil { // otherwise more would be found that only follows from these
		if s, err = supplied(session, s); err != nil {
			problems = append(problems, err)
		}
	}
	for i, err := range problems {
		problems[i] = lang.Errorf("%s: %v", "%s: %v", e.Name, err)
	}
	return session, s, problems
}

func names() []string {
	var names []string
	for _, e := range gallery.All {
		names = append(names, e.Name)
	}
	return names
}

// formats write a State that session is in, by the extension of their files.
var formats = map[string]func(w io.Writer, session exhibit.Session, s exhibit.State, r *rendering) error{
	"svg":  writeSVG,
	"html": writeHTML,
	"png":  writePNG,
	"csv":  writeCSV,
	"json": writeJSON,
	"stl":  writeBody,
	"obj":  writeBody,
	"gif":  writeMovie,
	"zip":  writeMovie,
}

// figure returns the picture in the theme of s.
func figure(session exhibit.Session, s exhibit.State) *scene.Figure {
	f := session.Figure()
	f.Theme = theme(s)
	return f
}

// theme returns the theme of s; "auto" is light here.
func theme(s exhibit.State) *scene.Theme {
	if _, ok := s.Exhibit().Control(exhibit.ThemeKey); ok && s.Text(exhibit.ThemeKey) == "dark" {
		return &scene.Dark
	}
	return &scene.Light
}

func writePNG(w io.Writer, session exhibit.Session, s exhibit.State, r *rendering) error {
	var l scene.DisplayList
	figure(session, s).Draw(&l, r.w, r.h)
	return png.Encode(w, raster.Draw(&l, r.scale))
}

func writeSVG(w io.Writer, session exhibit.Session, s exhibit.State, r *rendering) error {
	f := figure(session, s)
	if r.plotter {
		f.Theme = &scene.Light // ink is dark
		plot := plotter.New(vectors(f, r.w, r.h), plotter.Options{})
		r.summary = plot.Summary()
		return plot.Write(w)
	}
	l := vectors(f, r.w, r.h)
	return svg.Write(w, l, svg.Options{Title: s.Exhibit().Title.En, Description: s.Exhibit().Summary.En, Link: "#" + s.String()})
}

// vectors returns the drawing of f without hidden lines.
func vectors(f *scene.Figure, w, h float64) *scene.DisplayList {
	var l scene.DisplayList
	f.Draw(&l, w, h)
	filled := slices.ContainsFunc(l.Ops(), func(op any) bool {
		m, ok := op.(*scene.Mesh)
		return ok && m.Face == scene.FaceColors
	})
	if filled {
		f.Samples = lineart.FilledSamples
		f.Draw(&l, w, h)
	}
	return lineart.Resolve(&l)
}

// errNoNumbers says of an exhibit that there is nothing to write as .csv.
var errNoNumbers = errors.New("has no table of numbers: choose another format than csv")

func writeCSV(w io.Writer, session exhibit.Session, _ exhibit.State, _ *rendering) error {
	if t, ok := session.(exhibit.CSVWriter); ok {
		return t.WriteCSV(w)
	}
	return errNoNumbers
}

// errNoBody and errNoMovie say of an exhibit that there is nothing to write.
var (
	errNoBody  = errors.New("is no surface: choose another format than stl or obj")
	errNoMovie = errors.New("has nothing that moves: choose another format than gif or zip")
)

// writeBody writes the surface as a closed body.
func writeBody(w io.Writer, session exhibit.Session, s exhibit.State, r *rendering) error {
	m, ok := session.(exhibit.Modeler)
	if !ok {
		return errNoBody
	}
	model := m.Model()
	body, err := model.Body()
	if err != nil {
		return err
	}
	for _, n := range model.Notices {
		r.summary = strings.TrimPrefix(r.summary+"\n"+n.Text.In(language()), "\n")
	}
	mesh, err := solid.Finish(body)
	if err != nil {
		return err
	}
	title := "Zscape #" + s.String()
	if r.format == "obj" {
		return mesh.WriteOBJ(w, title, solid.Whole)
	}
	return mesh.WriteSTL(w, title)
}

// writeMovie writes what plays, or a full turn.
func writeMovie(w io.Writer, _ exhibit.Session, s exhibit.State, r *rendering) error {
	f, ok := recording.New(s, gallery.Open, r.views, theme(s), r.w, r.h)
	if !ok {
		return errNoMovie
	}
	format := movie.GIF
	if r.format == "zip" {
		format = movie.Zip
		if rate := f.Rate(); rate != "" { // pictures do not say it
			r.summary = fmt.Sprintf("%d frames, %s a second", f.Frames(), rate)
		}
	}
	job := movie.New(format, f.Frames(), f.Draw, r.scale, f.Delay())
	for !job.Step() {
	}
	_, err := w.Write(job.Bytes())
	return err
}

func writeJSON(w io.Writer, session exhibit.Session, s exhibit.State, _ *rendering) error {
	doc := struct {
		Exhibit  string         `json:"exhibit"`
		State    string         `json:"state"`
		Values   map[string]any `json:"values"`
		Readouts map[string]any `json:"readouts"`
		Notices  []string       `json:"notices,omitempty"`
	}{s.Exhibit().Name, s.String(), map[string]any{}, map[string]any{}, nil}
	for _, c := range s.Controls() {
		switch c.Kind {
		case exhibit.Number:
			doc.Values[c.Key] = s.Number(c.Key)
		case exhibit.Toggle:
			doc.Values[c.Key] = s.On(c.Key)
		case exhibit.Matrix:
			doc.Values[c.Key] = s.Matrix(c.Key)
			if c.MaxRows == 1 {
				doc.Values[c.Key] = s.Matrix(c.Key)[0]
			}
		case exhibit.Choice, exhibit.Word, exhibit.Formula:
			doc.Values[c.Key] = s.Text(c.Key)
		}
	}
	if reader, ok := session.(exhibit.Readouter); ok {
		for _, v := range reader.Readouts() {
			doc.Readouts[v.Key] = plain(v.Value)
		}
	}
	for _, n := range notices(session) {
		doc.Notices = append(doc.Notices, n.Text.En)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "\t")
	enc.SetEscapeHTML(false) // a State keeps its &
	return enc.Encode(doc)
}

// notices returns what there is to notice in what session shows.
func notices(session exhibit.Session) []exhibit.Notice {
	if n, ok := session.(exhibit.Noticer); ok {
		return n.Notices()
	}
	return nil
}

// plain returns the value of a Readout in a form that JSON has: numbers that
// are not finite become "NaN", "Inf" and "-Inf".
func plain(v any) any {
	switch v := v.(type) {
	case exhibit.Text:
		return v.En
	case float64:
		switch {
		case math.IsNaN(v):
			return "NaN"
		case math.IsInf(v, 1):
			return "Inf"
		case math.IsInf(v, -1):
			return "-Inf"
		}
	case []float64:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case [][]float64:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case exhibit.Tensor:
		return nested(v.Shape, v.Data)
	}
	return v
}

// nested returns a tensor as lists of lists.
func nested(shape []int, data []float64) any {
	if len(shape) == 0 {
		return plain(data[0])
	}
	out := make([]any, shape[0])
	for i := range out {
		size := len(data) / shape[0]
		out[i] = nested(shape[1:], data[i*size:(i+1)*size])
	}
	return out
}

// write writes data to where r says, a file all at once: it has its name only
// when it is complete.
func (r *rendering) write(stdout io.Writer, data []byte) error {
	if r.out == "-" {
		_, err := stdout.Write(data)
		return err
	}
	if info, err := os.Stat(r.out); err == nil && !info.Mode().IsRegular() {
		return &fs.PathError{Op: "write", Path: r.out, Err: errors.New("not a regular file")}
	}
	temp := filepath.Join(filepath.Dir(r.out), fmt.Sprintf(".%s.%d", filepath.Base(r.out), os.Getpid()))
	err := os.WriteFile(temp, data, 0o666)
	if err == nil {
		err = os.Rename(temp, r.out)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}

// kinds says in a word what a control holds.
var kinds = map[exhibit.Kind]string{
	exhibit.Number: "number", exhibit.Choice: "choice",
	exhibit.Toggle: "toggle", exhibit.Word: "text", exhibit.Formula: "formula", exhibit.Action: "button", exhibit.Matrix: "matrix",
}

// listExhibits prints all exhibits and their controls.
func listExhibits(w io.Writer) {
	for i, e := range gallery.All {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s\n", e.Name, e.Title.En)
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, c := range e.Controls {
			accepts := c.Range()
			if c.Kind == exhibit.Action {
				accepts = "on the page only"
			}
			fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\n", c.Key, kinds[c.Kind], cmp.Or(c.Default, "-"), c.Label.En, accepts)
		}
		table.Flush()
	}
}
