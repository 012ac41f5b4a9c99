package main

import (
	"errors"
	gobuild "go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// Who may import whom. Numbers know nothing of pictures, pictures nothing of
// pages, and pages nothing of browsers; so each can be tested, timed and used
// without what stands above it.
//
// If a change breaks a rule, change the code, not this table: what is needed
// belongs in another package, or behind an interface of the package that needs
// it. A new folder gets a line.
//
// All patterns are of the whole path; packages of this module are written
// without its name, and the command in the project's folder is ".".
var layers = []struct {
	packages string // that the line is about
	may      string // be imported by them, beyond the standard library
	never    string // be imported by them, even so
}{
	{`compute/.+`, `compute/.+|gonum\.org/v1/gonum/.+|golang\.org/x/text/.+`, outside},

	// What pictures are made of stands below all that draws and paints them; and
	// what paints knows nothing of what draws.
	{`scene`, `compute/grid`, outside},
	{`scene/space`, pictures, outside + `|scene/(screen|plot)`},

	// Ebitengine needs a display or a document as soon as it is imported, so
	// nothing that imports it can be tested. It stays behind one package.
	{`scene/screen`, pictures + `|github\.com/hajimehoshi/ebiten/v2(/.+)?`, outside + `|scene/space`},
	{`scene/lineart`, pictures + `|github\.com/fogleman/ln/ln`, outside + `|scene/(screen|space)`},
	{`scene/.+`, pictures, outside + `|scene/(screen|space)`},

	{`task`, `compute/lang`, outside},
	// A worker computes and draws nothing, so it need not load what draws.
	{`jobs(/.+)?`, `compute/.+|task|jobs(/.+)?`, outside},
	{`exhibit(/.+)?`, `compute/.+|task|jobs/.+|exhibit(/.+)?|scene(/.+)?`, outside + `|scene/screen`},
	{`export(/.+)?`, `compute/.+|task|exhibit|export(/.+)?|scene(/.+)?`, outside + `|scene/screen`},
	{`page`, `compute/.+|task|exhibit(/files)?|export(/.+)?|scene(/.+)?`, outside + `|scene/screen`},
	{`wasm/worker`, `task|jobs`, heavy},
	{`wasm`, `compute/.+|task|jobs|exhibit(/.+)?|scene(/.+)?|page`, heavy},

	// Helpers of tests, which only tests import.
	{`internal/.+test`, `scene(/.+)?`, heavy + `|scene/screen|syscall/js`},

	// Posters are drawn natively.
	{`internal/site`, `task|jobs|exhibit(/.+)?|export|scene(/.+)?`, `syscall/js|scene/screen`},

	// The command draws and serves without a browser.
	{`internal/cli`, `compute/lang`, `syscall/js`},
	{`internal/render`, `compute/.+|task|jobs|exhibit(/.+)?|export(/.+)?|scene(/.+)?|internal/cli`, `syscall/js|scene/screen|net/http`},
	{`\.`, `compute/.+|task|jobs|exhibit(/.+)?|export(/.+)?|scene(/.+)?|internal/(cli|render|site)`, `syscall/js|scene/screen`},
}

const (
	// Of the numbers, a picture knows only how they lie on a grid.
	pictures = `compute/grid|scene(/.+)?|golang\.org/x/(image|text)/.+`

	// These make the page's program much larger: they call methods by name,
	// so the linker keeps every method of every type. (Ebitengine itself
	// imports text/template, for shaders that this project does not use.)
	heavy = `net/http(/.+)?|text/template(/.+)?|html/template|encoding/gob`

	// What is outside a package is the business of those who use it: there are
	// no files in a page, and no document in a worker or in a test.
	outside = heavy + `|os(/.+)?|net|syscall(/.+)?`
)

// forbidden says why pkg must not import what it imports, or nothing.
func forbidden(pkg, imported string) string {
	match := func(pattern, s string) bool { return regexp.MustCompile(`^(?:` + pattern + `)$`).MatchString(s) }
	for _, l := range layers {
		if !match(l.packages, pkg) {
			continue
		}
		first, _, _ := strings.Cut(imported, "/")
		standard := !strings.Contains(first, ".") && !isOurs(imported)
		switch {
		case match(l.never, imported):
			return "never to be imported there"
		case !standard && !match(l.may, imported):
			return "not among what it may import: " + l.may
		}
		return ""
	}
	return "the package has no line in the table"
}

// isOurs reports whether the path, without the module's name, is of a folder here.
func isOurs(imported string) bool {
	_, err := os.Stat(filepath.FromSlash(imported))
	return err == nil
}

func TestImports(t *testing.T) {
	seen := 0
	for _, target := range []struct{ os, arch string }{{runtime.GOOS, runtime.GOARCH}, {"js", "wasm"}} {
		context := gobuild.Default
		context.GOOS, context.GOARCH, context.CgoEnabled = target.os, target.arch, false
		err := filepath.WalkDir(".", func(dir string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if dir != "." && (strings.ContainsAny(d.Name()[:1], "._") || d.Name() == "testdata" || isModule(dir)) {
				return fs.SkipDir
			}
			p, err := context.ImportDir(dir, 0)
			if none := (*gobuild.NoGoError)(nil); errors.As(err, &none) {
				return nil
			} else if err != nil {
				return err
			}
			seen++
			pkg := filepath.ToSlash(dir)
			for imported, places := range p.ImportPos {
				imported = strings.TrimPrefix(imported, "zscape/")
				if !slices.Contains(p.Imports, imported) && !slices.Contains(p.Imports, "zscape/"+imported) {
					continue // only a test needs it
				}
				if why := forbidden(pkg, imported); why != "" {
					t.Errorf("%s: %s imports %s: %s", places[0], pkg, imported, why)
				}
				// Files whose names say so; everything else compiles anywhere.
				for _, place := range places {
					if imported == "syscall/js" && pkg == "wasm" && !strings.HasSuffix(place.Filename, "_js.go") {
						t.Errorf("%s imports syscall/js, which is for files named *_js.go", place)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 20 {
		t.Errorf("only %d packages were found", seen)
	}
}

func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

// The rules forbid what they are there to forbid.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		ok            bool
	}{
		{"compute/gaussian", "math", true},
		{"compute/gaussian", "compute/grid", true},
		{"compute/gaussian", "gonum.org/v1/gonum/mat", true},
		{"compute/gaussian", "scene", false},
		{"compute/gaussian", "os", false},
		{"compute/gaussian", "golang.org/x/image/font", false},
		{"scene", "compute/grid", true},
		{"scene", "compute/gaussian", false},
		{"scene", "exhibit", false},
		{"scene", "scene/space", false},
		{"scene/space", "scene", true},
		{"scene/space", "scene/plot", false},
		{"scene/plot", "scene/space", false},
		{"scene/raster", "scene/space", false},
		{"scene/svg", "github.com/fogleman/ln/ln", false},
		{"scene/lineart", "github.com/fogleman/ln/ln", true},
		{"scene/raster", "github.com/hajimehoshi/ebiten/v2", false},
		{"scene/screen", "github.com/hajimehoshi/ebiten/v2/vector", true},
		{"exhibit/gaussian", "scene/screen", false},
		{"exhibit/gaussian", "syscall/js", false},
		{"exhibit", "page", false},
		{"exhibit/ratings", "jobs/factorize", true},
		{"exhibit/ratings", "export", false},
		{"jobs/picture", "jobs/tsne", true},
		{"jobs/picture", "scene", false},
		{"jobs", "exhibit", false},
		{"export", "exhibit", true},
		{"export", "page", false},
		{"page", "syscall/js", false},
		{"page", "scene/screen", false},
		{"page", "github.com/hajimehoshi/ebiten/v2", false},
		{"wasm", "syscall/js", true},
		{"wasm", "scene/screen", true},
		{"wasm", "github.com/hajimehoshi/ebiten/v2", false},
		{"wasm", "text/template", false},
		{"wasm/worker", "jobs", true},
		{"wasm/worker", "scene", false},
		{"wasm/worker", "exhibit", false},
		{"internal/site", "net/http", true},
		{"internal/site", "export", true},
		{"internal/site", "scene/screen", false},
		{"internal/site", "page", false},
		{"internal/render", "export", true},
		{"internal/render", "scene/screen", false},
		{"internal/render", "net/http", false},
		{".", "net/http", true},
		{".", "scene/screen", false},
		{"elsewhere", "fmt", false},
	} {
		if why := forbidden(c.pkg, c.imported); (why == "") != c.ok {
			t.Errorf("%s importing %s: %q", c.pkg, path.Clean(c.imported), why)
		}
	}
}
