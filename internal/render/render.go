// Package render is the command that draws a State without a browser, to a picture, a
// recording, a body or its numbers.
package render

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	neturl "net/url"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/exhibit/gallery"
	"zscape/export"
	"zscape/export/document"
	"zscape/export/values"
	"zscape/internal/cli"
	"zscape/scene"
	"zscape/task"
)

// Usage is how the command is called.
const Usage = "render [-size WxH] [-scale N] [-theme light|dark] [-plotter] [-site URL] [-file PATH] STATE -o FILE | render -list"

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
	files   []string // of the visitor's own
}

// Run is the command that draws one State. Data are the files that come with the
// program, by their paths on the page's site. It returns the exit code: 0, 1 if it
// failed, 2 if it was called wrongly.
func Run(data fs.FS, args []string, stdout, stderr io.Writer) int {
	r := rendering{w: 900, h: 700, scale: 1, site: "index.html"}
	flags := cli.NewFlags(Usage, stderr)
	r.define(flags)
	rest, code := cli.Parse(flags, args)
	if code >= 0 {
		return code
	}
	if r.list && len(rest) == 0 {
		listExhibits(stdout)
		return 0
	}
	if err := r.check(rest); err != nil {
		return cli.Fail(stderr, 2, err)
	}
	session, s, problems := open(data, rest[0], r.theme, r.files, stderr)
	for _, err := range problems {
		cli.Fail(stderr, 2, err)
	}
	if problems != nil {
		return 2
	}
	bar := newProgressBar(stderr)
	if err := compute(session, bar); err != nil {
		return cli.Fail(stderr, 1, err)
	}
	for _, n := range notices(session) {
		fmt.Fprintln(stderr, n.Text.In(cli.Language()))
	}
	file, err := r.make(session, s, bar)
	if errors.Is(err, export.ErrNoNumbers) || errors.Is(err, export.ErrNoBody) || errors.Is(err, export.ErrStill) {
		return cli.Fail(stderr, 2, lang.Errorf("%s %v", "%s: %v", s.Exhibit().Name, err))
	} else if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	if err := r.write(stdout, file.Data); err != nil {
		return cli.Fail(stderr, 1, err)
	}
	for _, n := range file.Notices {
		fmt.Fprintln(stderr, n.Text.In(cli.Language()))
	}
	if said := file.Said.In(cli.Language()); said != "" {
		fmt.Fprintln(stderr, said)
	}
	return 0
}

// make makes the file of session, which is in s and of which all is computed.
func (r *rendering) make(session exhibit.Session, s exhibit.State, bar *progressBar) (export.File, error) {
	p := export.Picture{Session: session, State: s, Theme: theme(s), W: r.w, H: r.h, Scale: r.scale, Lang: "en", Link: r.site + "#" + s.String()}
	if r.format == "html" && !r.sized {
		p.W, p.H = document.Width, 420
	}
	begin := formats[r.format]
	if r.plotter {
		begin = export.Strokes
	}
	defer bar.clear()
	start := time.Now()
	return export.Finish(begin(p), func(progress float64) {
		bar.show(r.format, task.Status{Progress: progress, Elapsed: time.Since(start)})
	})
}

// define adds the flags of render to flags.
func (r *rendering) define(flags *flag.FlagSet) {
	flags.BoolVar(&r.list, "list", false, "print the exhibits and their controls")
	flags.StringVar(&r.out, "o", "", "`file` to write; its extension gives the format; - is the standard output")
	flags.StringVar(&r.format, "format", "", "svg, png, html, csv, json, graphml, stl, obj, gif or zip, if the extension does not give it")
	flags.BoolVar(&r.plotter, "plotter", false, "SVG for pen plotters: A4, single strokes, each line once, one layer per pen, always on light paper")
	flags.Func("size", "`WxH` of the picture in screen units (default 900x700)", r.setSize)
	flags.Func("scale", "PNG pixels per screen unit, as `N` (default 1)", r.setScale)
	flags.Func("site", "`URL` of the live page that an HTML file links to (default index.html, in the same folder)", r.setSite)
	flags.Func("file", "`PATH` of a data file to load as if it were dropped on the page; can be repeated", r.addFile)
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

func (r *rendering) setSite(text string) error {
	u, err := neturl.Parse(text)
	if err != nil || text == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("expected an address of http or https, or a relative one, such as https://example.org/zscape/")
	}
	r.site, _, _ = strings.Cut(text, "#")
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
		return fmt.Errorf("render needs one STATE, such as gaussian?rho=0.9, got %q", rest)
	case r.out == "":
		return errors.New("render needs -o FILE, the file to write")
	}
	what := fmt.Sprintf("-format %q", r.format)
	if r.format == "" {
		what = fmt.Sprintf("-o %q", r.out)
		r.format = strings.ToLower(strings.TrimPrefix(filepath.Ext(r.out), "."))
	}
	if formats[r.format] == nil {
		return fmt.Errorf("%s is not a format: expected svg, png, html, csv, json, graphml, stl, obj, gif or zip", what)
	}
	if r.plotter && r.format != "svg" {
		return fmt.Errorf("-plotter writes svg, not %s", r.format)
	}
	if r.format == "png" && r.w*r.h*r.scale*r.scale > maxPixels {
		return fmt.Errorf("-size %vx%v at -scale %v is a PNG of more than %d pixels", r.w, r.h, r.scale, maxPixels)
	}
	return nil
}

// open begins a session in the State that text says, with what is read from files, on
// which it reports, and with the given theme if it is not empty. The problems begin
// with the exhibit's name.
func open(data fs.FS, text, theme string, files []string, report io.Writer) (exhibit.Session, exhibit.State, []error) {
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
		if s, err = supplied(data, session, s); err != nil {
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

// formats are the works on files, by the extension of those.
var formats = map[string]func(export.Picture) export.Work{
	"svg": export.SVG, "png": export.PNG, "html": export.HTML, "csv": export.CSV, "json": writeJSON,
	"graphml": export.GraphML, "stl": export.STL, "obj": export.OBJ, "gif": export.GIF, "zip": export.Zip,
}

// theme returns the theme of s; "auto" is light here.
func theme(s exhibit.State) *scene.Theme {
	if _, ok := s.Exhibit().Control(exhibit.ThemeKey); ok && s.Text(exhibit.ThemeKey) == "dark" {
		return &scene.Dark
	}
	return &scene.Light
}

func writeJSON(p export.Picture) export.Work {
	return export.New(func(export.Pause) (export.File, error) {
		var b bytes.Buffer
		err := values.Write(&b, p.Session, p.State)
		return export.File{Suffix: ".json", Type: "application/json", Data: b.Bytes()}, err
	})
}

// notices returns what there is to notice in what session shows.
func notices(session exhibit.Session) []exhibit.Notice {
	if n, ok := session.(exhibit.Noticer); ok {
		return n.Notices()
	}
	return nil
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
