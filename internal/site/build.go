package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// programs are the WebAssembly programs of the site. A program whose folder
// does not exist is left out, except for the first: it is the page itself.
var programs = []struct {
	name   string // in the site
	pkg    string // in the module
	budget int    // most bytes that it may have after gzip
}{
	{"main.wasm", "./wasm", 5_850_000},
	{"worker.wasm", "./wasm/worker", 2_050_000},
}

// A Builder makes sites from the project's folder, again and again.
type Builder struct {
	root   string // the project's folder
	temp   string // keeps the programs, so that go build sees what is up to date
	out    io.Writer
	gotool func(ctx context.Context, args ...string) (stdout string, err error)
	draw   func() ([]file, error) // makes the files that this command draws itself

	flags []string // of go build; see slim

	last Site   // the last good build, for the files that did not change
	made []file // by draw: once, because its code is part of this process
}

// NewBuilder returns a builder of the project in the folder root, that reports its
// progress to out. The caller closes it.
func NewBuilder(root string, out io.Writer) (*Builder, error) {
	if _, err := os.Stat(filepath.Join(root, "web", "index.html")); err != nil {
		abs, _ := filepath.Abs(root)
		return nil, fmt.Errorf("there is no web/index.html in %s: run this command in the project's folder", abs)
	}
	temp, err := os.MkdirTemp("", "zscape-")
	if err != nil {
		return nil, err
	}
	b := &Builder{root: root, temp: temp, out: out, draw: posters}
	b.gotool = b.goCommand
	return b, nil
}

// Close removes what b keeps from build to build.
func (b *Builder) Close() { os.RemoveAll(b.temp) }

// Build makes the site. If a program does not compile, the error has what the
// compiler says.
func (b *Builder) Build(ctx context.Context) (Site, error) {
	files, err := webFiles(filepath.Join(b.root, "web"))
	if err != nil {
		return nil, err
	}
	// The toolchain that compiles the programs also says what runs them.
	goroot, err := b.gotool(ctx, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	wasmExec, err := os.ReadFile(filepath.Join(strings.TrimSpace(goroot), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	if b.flags == nil {
		if b.flags, err = b.slim(ctx); err != nil {
			return nil, err
		}
	}
	s := Site{}
	b.add(s, file{"wasm_exec.js", wasmExec})
	for i, p := range programs {
		if _, err := os.Stat(filepath.Join(b.root, p.pkg)); err != nil && i > 0 {
			continue
		}
		if err := b.program(ctx, s, p.name, p.pkg); err != nil {
			return nil, err
		}
	}
	if err := b.drawOnce(); err != nil {
		return nil, err
	}
	files = append(files, b.made...)
	// GitHub Pages leaves out files that begin with an underscore, unless this is there.
	files = append(files, file{".nojekyll", nil})
	for _, f := range files {
		if f.name == "wasm_exec.js" {
			continue
		}
		if s[f.name] != nil || f.name == manifestName {
			return nil, fmt.Errorf("the site has two files named %s", f.name)
		}
		if f.name == "index.html" {
			if f.data, err = fillMenu(f.data); err != nil {
				return nil, fmt.Errorf("web/index.html: %w", err)
			}
			page := s[programs[0].name]
			if f.data, err = stamp(f.data, len(page.data), page.sent()); err != nil {
				return nil, fmt.Errorf("web/index.html: %w", err)
			}
		}
		b.add(s, f)
	}
	list, err := json.MarshalIndent(s.manifest(), "", "\t")
	if err != nil {
		return nil, err
	}
	b.add(s, file{manifestName, append(list, '\n')})
	b.last = s
	return s, nil
}

// add puts f into s, as it was in the last build if it has not changed: to
// compress a program takes longer than to find it up to date.
func (b *Builder) add(s Site, f file) {
	if old := b.last[f.name]; old != nil && bytes.Equal(old.data, f.data) {
		s[f.name] = old
		return
	}
	s[f.name] = newAsset(f)
}

// program compiles pkg and adds it to s.
func (b *Builder) program(ctx context.Context, s Site, name, pkg string) error {
	start := time.Now()
	fmt.Fprintf(b.out, "building %s ... ", name)
	out := filepath.Join(b.temp, name)
	// Without paths and version control stamps the result depends on the source alone.
	args := slices.Concat([]string{"build"}, b.flags, []string{"-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", out, pkg})
	_, err := b.gotool(ctx, args...)
	if err != nil {
		fmt.Fprintln(b.out, "failed")
		return fmt.Errorf("cannot build %s: %w", name, err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	b.add(s, file{name, data})
	fmt.Fprintf(b.out, "%.1f s, %.2f MB, %.2f MB gzip\n",
		time.Since(start).Seconds(), float64(len(data))/1e6, float64(s[name].sent())/1e6)
	return nil
}

// releasedGo matches versions that the go command can fetch.
var releasedGo = regexp.MustCompile(`^go1\.\d+(\.\d+|rc\d+)?$`)

// goCommand runs the go command in the project's folder, for the target js/wasm,
// in the version that has built this command: not all that is installed need be
// new enough.
func (b *Builder) goCommand(ctx context.Context, args ...string) (stdout string, err error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = b.root
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
	if v := runtime.Version(); releasedGo.MatchString(v) {
		cmd.Env = append(cmd.Env, "GOTOOLCHAIN="+v)
	}
	// An interrupt lets the go command end the compilers that it started.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 3 * time.Second
	var output, messages strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &messages
	err = cmd.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("the go command is not in PATH: install Go from https://go.dev/dl/ and try again")
	case ctx.Err() != nil:
		return "", errors.New("interrupted")
	case err != nil:
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, strings.TrimSpace(messages.String()))
	}
	return output.String(), nil
}

// drawOnce makes the files that are drawn, if they are not there.
func (b *Builder) drawOnce() error {
	if b.made != nil {
		return nil
	}
	start := time.Now()
	fmt.Fprint(b.out, "drawing pictures ... ")
	made, err := b.draw()
	if err != nil {
		fmt.Fprintln(b.out, "failed")
		return err
	}
	b.made = made
	fmt.Fprintf(b.out, "%.1f s, %d files\n", time.Since(start).Seconds(), len(made))
	return nil
}

// webFiles reads the files under dir that belong to the site: all but hidden
// ones and tests.
func webFiles(dir string) ([]file, error) {
	var files []file
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch base := d.Name(); {
		case p == dir:
			return nil
		case strings.HasPrefix(base, "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir(), strings.HasSuffix(strings.TrimSuffix(base, path.Ext(base)), "_test"):
			return nil
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		files = append(files, file{filepath.ToSlash(rel), data})
		return err
	})
	return files, err
}
