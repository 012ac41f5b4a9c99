package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const testPage = `<!doctype html><title>t</title><script id="boot" src="boot.js" data-raw="0" data-gzip="0" defer></script>`

// A fakeGo stands in for the go command: it "compiles" a package by copying the
// file main.go of its folder, and fails as a compiler does if that begins with
// "broken".
type fakeGo struct {
	root   string
	goroot string
	builds int
}

func (g *fakeGo) run(_ context.Context, args ...string) (string, error) {
	if args[0] == "env" {
		return g.goroot + "\n", nil
	}
	if args[0] != "build" {
		return "", errors.New("go " + args[0] + " is not faked")
	}
	g.builds++
	pkg, out := args[len(args)-1], args[slices.Index(args, "-o")+1]
	data, err := os.ReadFile(filepath.Join(g.root, pkg, "main.go"))
	if err != nil {
		return "", err
	}
	if bytes.HasPrefix(data, []byte("broken")) {
		return "", errors.New("go build: exit status 1\nwasm/main.go:1:1: expected 'package'")
	}
	return "", os.WriteFile(out, data, 0o666)
}

// writeFiles writes files, given as name and content in turn, under dir.
func writeFiles(t *testing.T, dir string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		name := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// newProject returns a builder for a small project in a new folder, that draws
// nothing.
func newProject(t *testing.T) *Builder {
	t.Helper()
	root, goroot := t.TempDir(), t.TempDir()
	writeFiles(t, goroot, "lib/wasm/wasm_exec.js", "// the toolchain's")
	writeFiles(t, root,
		"go.mod", "module zscape",
		"wasm/main.go", strings.Repeat("package main ", 1000),
		"web/index.html", testPage,
		"web/style.css", strings.Repeat("body { color: black }\n", 50),
		"web/wasm_exec.js", "// an old copy",
		"web/text/a.txt", "a",
		"web/.hidden", "h",
		"web/.git/x", "x",
		"web/boot_test.js", "t",
	)
	b, err := NewBuilder(root, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	b.gotool = (&fakeGo{root: root, goroot: goroot}).run
	b.draw = func() ([]file, error) { return nil, nil }
	b.flags = []string{} // the fake needs no slim Ebitengine
	return b
}

func mustBuild(t *testing.T, b *Builder) Site {
	t.Helper()
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// listing returns the files under dir.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestBuild(t *testing.T) {
	draws := 0
	b := newProject(t)
	b.draw = func() ([]file, error) {
		draws++
		return []file{{"posters/gaussian.svg", []byte("<svg/>")}}, nil
	}
	s := mustBuild(t, b)
	dir := filepath.Join(t.TempDir(), "new", "site")
	if _, err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	want := []string{".nojekyll", "index.html", "main.wasm", "manifest.json", "posters/gaussian.svg",
		"style.css", "text/a.txt", "wasm_exec.js"}
	if got := listing(t, dir); !slices.Equal(got, want) {
		t.Errorf("files = %q, want %q", got, want)
	}
	if got := string(s["wasm_exec.js"].data); got != "// the toolchain's" {
		t.Errorf("wasm_exec.js = %q, want the toolchain's", got)
	}

	var m manifest
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if len(m) != len(want)-1 {
		t.Errorf("the manifest has %d entries, want all %d files but itself", len(m), len(want))
	}
	wasm := s["main.wasm"]
	if e := m["main.wasm"]; e.Bytes != 13000 || e.Gzip != len(wasm.gzip) || e.Gzip >= e.Bytes {
		t.Errorf("main.wasm: %+v, want 13000 bytes and %d after gzip", e, len(wasm.gzip))
	}
	stamped, err := stamp([]byte(testPage), 13000, len(wasm.gzip))
	if err != nil {
		t.Fatal(err)
	}
	if got := s["index.html"].data; !bytes.Equal(got, stamped) {
		t.Errorf("index.html = %s, want %s", got, stamped)
	}
	zr, err := gzip.NewReader(bytes.NewReader(wasm.gzip))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(zr); err != nil || !bytes.Equal(got, wasm.data) {
		t.Errorf("the gzip form of main.wasm has %d other bytes, %v", len(got), err)
	}
	if s["text/a.txt"].gzip != nil {
		t.Error("text/a.txt has a gzip form, which is larger than itself")
	}

	// Nothing changed: the same build, from the same parts.
	again := mustBuild(t, b)
	if again.id() != s.id() || again["main.wasm"] != wasm {
		t.Error("a second build of the same sources differs")
	}
	if draws != 1 {
		t.Errorf("pictures drawn %d times, want 1", draws)
	}
	writeFiles(t, b.root, "web/text/a.txt", "b")
	if mustBuild(t, b).id() == s.id() {
		t.Error("a changed file of the same size does not change the build's id")
	}
}

func TestBuildWorker(t *testing.T) {
	b := newProject(t)
	writeFiles(t, b.root, "wasm/worker/main.go", "package main")
	if s := mustBuild(t, b); s["worker.wasm"] == nil {
		t.Error("no worker.wasm, though wasm/worker exists")
	}
}

func TestBuildErrors(t *testing.T) {
	for _, tt := range []struct {
		name, path, content, want string
	}{
		{"compiler", "wasm/main.go", "broken", "cannot build main.wasm: go build: exit status 1\nwasm/main.go:1:1: expected 'package'"},
		{"no boot", "web/index.html", "<script src=boot.js></script>", `web/index.html: 0 script elements with id="boot", want 1`},
		{"twice", "web/main.wasm", "x", "the site has two files named main.wasm"},
		{"manifest", "web/manifest.json", "{}", "the site has two files named manifest.json"},
	} {
		b := newProject(t)
		writeFiles(t, b.root, tt.path, tt.content)
		if _, err := b.Build(t.Context()); err == nil || err.Error() != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
	b := newProject(t)
	b.draw = func() ([]file, error) { return nil, errors.New("no ink") }
	if _, err := b.Build(t.Context()); err == nil || err.Error() != "no ink" {
		t.Errorf("failing pictures: error %v, want no ink", err)
	}
}

func TestGoCommand(t *testing.T) {
	b := newProject(t)
	t.Setenv("PATH", "")
	_, err := b.goCommand(t.Context(), "env", "GOROOT")
	if err == nil || !strings.Contains(err.Error(), "the go command is not in PATH") {
		t.Errorf("without go in PATH: error %v", err)
	}
}

func TestNewBuilderElsewhere(t *testing.T) {
	dir := t.TempDir()
	_, err := NewBuilder(dir, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "no web/index.html in "+dir) {
		t.Errorf("error %v, want one that names %s", err, dir)
	}
}

func TestWrite(t *testing.T) {
	b := newProject(t)
	dir := t.TempDir()
	if kept, err := mustBuild(t, b).Write(dir); err != nil || kept != nil {
		t.Fatal(kept, err)
	}
	// A file of the site that is no longer built goes, a stranger's stays.
	writeFiles(t, dir, "CNAME", "example.org")
	if err := os.Remove(filepath.Join(b.root, "web", "style.css")); err != nil {
		t.Fatal(err)
	}
	writeFiles(t, b.root, "web/new.css", "n")
	if kept, err := mustBuild(t, b).Write(dir); err != nil || kept != nil {
		t.Fatal(kept, err)
	}
	want := []string{".nojekyll", "CNAME", "index.html", "main.wasm", "manifest.json", "new.css", "text/a.txt", "wasm_exec.js"}
	if got := listing(t, dir); !slices.Equal(got, want) {
		t.Errorf("files = %q, want %q", got, want)
	}
}

// What goes is only what is as it was built: the rest is someone's work.
func TestWriteKeeps(t *testing.T) {
	b, dir := newProject(t), t.TempDir()
	writeFiles(t, b.root, "web/a.txt", "a", "web/b.txt", "b", "web/c.txt", "c", "web/d.txt", "d", "web/e.txt", "e", "web/f/g.txt", "g")
	if _, err := mustBuild(t, b).Write(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f"} {
		if err := os.RemoveAll(filepath.Join(b.root, "web", name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"c.txt", "d.txt", "e.txt"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	// a is changed, b is as it was, c is a link to the same, d is a folder, e has gone.
	writeFiles(t, dir, "a.txt", "A", "other.txt", "c", "d.txt/x.txt", "x")
	if err := os.Symlink("other.txt", filepath.Join(dir, "c.txt")); err != nil {
		t.Fatal(err)
	}
	kept, err := mustBuild(t, b).Write(dir)
	if err != nil || !slices.Equal(kept, []string{"a.txt", "c.txt", "d.txt"}) {
		t.Errorf("kept %q, %v", kept, err)
	}
	want := []string{".nojekyll", "a.txt", "c.txt", "d.txt/x.txt", "index.html", "main.wasm", "manifest.json", "other.txt", "style.css", "text/a.txt", "wasm_exec.js"}
	if got := listing(t, dir); !slices.Equal(got, want) {
		t.Errorf("files = %q, want %q", got, want)
	}
}

// What was written is read back, and nothing else.
func TestRead(t *testing.T) {
	s, dir := mustBuild(t, newProject(t)), t.TempDir()
	if _, err := Read(dir); err == nil || err.Error() != "there is no site in "+dir+" that was built before" {
		t.Errorf("of an empty folder: error %v", err)
	}
	if _, err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, "CNAME", "example.org")
	got, err := Read(dir)
	if err != nil || got.id() != s.id() || len(got) != len(s) {
		t.Fatalf("%d files of %d, %v", len(got), len(s), err)
	}
	for name, a := range s {
		if b := got[name]; b == nil || !bytes.Equal(b.data, a.data) || !bytes.Equal(b.gzip, a.gzip) {
			t.Errorf("%s is another file", name)
		}
	}
	writeFiles(t, dir, "style.css", "body { color: white }")
	if _, err := Read(dir); err == nil || err.Error() != filepath.Join(dir, "style.css")+" is not as it was built" {
		t.Errorf("of a site that was changed: error %v", err)
	}
	writeFiles(t, dir, "out.txt", "x", "site/manifest.json", `{"main.wasm": {"bytes": 1}, "../out.txt": {"bytes": 1}}`)
	if got, err := Read(filepath.Join(dir, "site")); err == nil {
		t.Errorf("a manifest that names ../out.txt reads %d files", len(got))
	}
}

func TestWriteRefuses(t *testing.T) {
	s := mustBuild(t, newProject(t))
	for _, tt := range []struct {
		name  string
		files []string
	}{
		{"a stranger's folder", []string{"thesis.tex", "x"}},
		{"another app's manifest", []string{"manifest.json", `{"name": "app", "main.wasm": {}}`}},
		{"no manifest", []string{"manifest.json", "main.wasm"}},
	} {
		dir := t.TempDir()
		writeFiles(t, dir, tt.files...)
		if _, err := s.Write(dir); err == nil || !strings.Contains(err.Error(), dir+" is not empty") {
			t.Errorf("%s: error %v, want a refusal", tt.name, err)
		}
		if got := listing(t, dir); len(got) != 1 {
			t.Errorf("%s: files %q were written", tt.name, got)
		}
	}
	name := filepath.Join(t.TempDir(), "file")
	writeFiles(t, filepath.Dir(name), "file", "x")
	if _, err := s.Write(name); err == nil {
		t.Error("no error for a file in place of the folder")
	}

	// A manifest is data: a name in it that leads out of the folder removes nothing.
	dir := t.TempDir()
	writeFiles(t, dir, "out.txt", "x", "site/manifest.json", `{"main.wasm": {"bytes": 1}, "../out.txt": {"bytes": 1}}`)
	if _, err := s.Write(filepath.Join(dir, "site")); err == nil {
		t.Error("no error for a manifest that names ../out.txt")
	}
	if _, err := os.Stat(filepath.Join(dir, "out.txt")); err != nil {
		t.Error(err)
	}
}

func TestOverBudget(t *testing.T) {
	m := manifest{"main.wasm": {Bytes: 12e6, Gzip: 5_850_000}, "big.png": {Gzip: 1e9}}
	if err := m.overBudget(); err != nil {
		t.Errorf("at the budget: %v", err)
	}
	m["main.wasm"] = entry{Bytes: 12e6, Gzip: 5_850_001}
	m["worker.wasm"] = entry{Bytes: 5e6, Gzip: 2_050_001}
	want := "main.wasm is 5850001 bytes after gzip, its budget is 5850000; worker.wasm is 2050001 bytes after gzip, its budget is 2050000"
	if err := m.overBudget(); err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestReport(t *testing.T) {
	s := mustBuild(t, newProject(t))
	var out strings.Builder
	s.Report(&out)
	want := fmt.Sprintf("main.wasm        13000 bytes, %8d after gzip,   0 %% of the budget of 5850000\n", s["main.wasm"].sent())
	if got := out.String(); got != want || s.OverBudget() != nil {
		t.Errorf("report %q, want %q; %v", got, want, s.OverBudget())
	}
}

func TestStamp(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<script id="boot" src="boot.js" data-raw="0" data-gzip="0"></script>`,
			`<script id="boot" src="boot.js" data-raw="90" data-gzip="7"></script>`},
		{`<script src=boot.js id=boot></script>`,
			`<script data-gzip="7" data-raw="90" src=boot.js id=boot></script>`},
		{"<SCRIPT\n\tdata-gzip = '1'\n\tID='boot'\n\tdefer\n\tdata-raw=2></SCRIPT>",
			"<SCRIPT data-gzip=\"7\"\n\tID='boot'\n\tdefer data-raw=\"90\"></SCRIPT>"},
		{`<script id="boot" data-raw data-gzip=""/>`, `<script id="boot" data-raw="90" data-gzip="7"/>`},
		// Look-alikes stay as they are.
		{`<!-- <script id="boot"> --><script title='a > b data-raw="0"' id="boot"></script>`,
			`<!-- <script id="boot"> --><script data-gzip="7" data-raw="90" title='a > b data-raw="0"' id="boot"></script>`},
		{`<scripts id="boot"><script data-id="boot" x=' id="boot"'><script id="boot" data-raw-x="1">`,
			`<scripts id="boot"><script data-id="boot" x=' id="boot"'><script data-gzip="7" data-raw="90" id="boot" data-raw-x="1">`},
	} {
		got, err := stamp([]byte(tt.in), 90, 7)
		if err != nil || string(got) != tt.want {
			t.Errorf("stamp(%s)\n got %s, %v\nwant %s", tt.in, got, err, tt.want)
		}
	}
	for _, in := range []string{"", `<script src="boot.js"></script>`, `<div id="boot">`, testPage + testPage} {
		if got, err := stamp([]byte(in), 1, 1); err == nil {
			t.Errorf("stamp(%s) = %s, want an error", in, got)
		}
	}
}

// Stamping again with other numbers gives what stamping once with them gives.
func FuzzStamp(f *testing.F) {
	f.Add(testPage)
	f.Add(`<script src=boot.js id=boot></script>`)
	f.Add(`<!--<script id=boot>--><script a='>' id="boot" data-raw=1 data-raw=2>`)
	f.Fuzz(func(t *testing.T, html string) {
		once, err := stamp([]byte(html), 12345, 678)
		if err != nil {
			return
		}
		other, err := stamp([]byte(html), 1, 2)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := stamp(other, 12345, 678); err != nil || !bytes.Equal(again, once) {
			t.Errorf("stamped again: %q, %v\nstamped once: %q", again, err, once)
		}
	})
}

func TestWasmExecIsTheToolchains(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "web", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error(`web/wasm_exec.js is not the toolchain's: cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" web/`)
	}
}
