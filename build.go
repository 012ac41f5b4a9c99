package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"zscape/internal/cli"
)

// programs are the WebAssembly programs of the site. A program whose folder
// does not exist is left out, except for the first: it is the page itself.
var programs = []struct {
	name   string // in the site
	pkg    string // in the module
	budget int    // most bytes that it may have after gzip
}{
	{"main.wasm", "./wasm", 4_800_000},
	{"worker.wasm", "./wasm/worker", 1_600_000},
}

// artifacts make the files of the site that are drawn or computed by this
// command itself.
var artifacts = []func() ([]file, error){posters}

// A file is one file of the site. Its name is relative to the site's root and
// separated by slashes.
type file struct {
	name string
	data []byte
}

// An asset is a file made ready to be sent.
type asset struct {
	file
	gzip []byte // nil if it would not be smaller than data
	hash string // of data, in hex
}

func newAsset(f file) *asset {
	sum := sha256.Sum256(f.data)
	a := &asset{file: f, hash: hex.EncodeToString(sum[:])}
	var buf bytes.Buffer
	// Neither call can fail: the level is valid, and so is writing to memory.
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	w.Write(f.data)
	w.Close()
	if buf.Len() < len(f.data) {
		a.gzip = buf.Bytes()
	}
	return a
}

// sent returns how many bytes a browser downloads for a.
func (a *asset) sent() int {
	if a.gzip != nil {
		return len(a.gzip)
	}
	return len(a.data)
}

// A site is a complete build, held in memory, by file name.
type site map[string]*asset

// id names the build: two sites with the same id have the same files.
func (s site) id() string { return s[manifestName].hash }

// manifestName is the file that lists all others. It also marks a folder as
// written by this command.
const manifestName = "manifest.json"

// A manifest has an entry for each file of a site but itself.
type manifest map[string]entry

type entry struct {
	Bytes  int    `json:"bytes"`
	Gzip   int    `json:"gzip"` // bytes sent by a server that compresses
	SHA256 string `json:"sha256"`
}

func (s site) manifest() manifest {
	m := manifest{}
	for name, a := range s {
		if name != manifestName {
			m[name] = entry{len(a.data), a.sent(), a.hash}
		}
	}
	return m
}

// overBudget returns an error that names the programs that are too large.
func (m manifest) overBudget() error {
	var over []string
	for _, p := range programs {
		if n := m[p.name].Gzip; n > p.budget {
			over = append(over, fmt.Sprintf("%s is %d bytes after gzip, its budget is %d", p.name, n, p.budget))
		}
	}
	if over == nil {
		return nil
	}
	return errors.New(strings.Join(over, "; "))
}

// A builder makes sites from the project's folder, again and again.
type builder struct {
	root   string // the project's folder
	temp   string // keeps the programs, so that go build sees what is up to date
	out    io.Writer
	gotool func(ctx context.Context, args ...string) (stdout string, err error)

	flags []string // of go build; see slim

	last site   // the last good build, for the files that did not change
	made []file // artifacts: made once, because their code is part of this process
}

// newBuilder returns a builder that reports its progress to out. The caller
// closes it.
func newBuilder(root string, out io.Writer) (*builder, error) {
	if _, err := os.Stat(filepath.Join(root, "web", "index.html")); err != nil {
		abs, _ := filepath.Abs(root)
		return nil, fmt.Errorf("there is no web/index.html in %s: run this command in the project's folder", abs)
	}
	temp, err := os.MkdirTemp("", "zscape-")
	if err != nil {
		return nil, err
	}
	b := &builder{root: root, temp: temp, out: out}
	b.gotool = b.goCommand
	return b, nil
}

func (b *builder) close() { os.RemoveAll(b.temp) }

// build makes the site.
func (b *builder) build(ctx context.Context) (site, error) {
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
	s := site{}
	b.add(s, file{"wasm_exec.js", wasmExec})
	for i, p := range programs {
		if _, err := os.Stat(filepath.Join(b.root, p.pkg)); err != nil && i > 0 {
			continue
		}
		if err := b.program(ctx, s, p.name, p.pkg); err != nil {
			return nil, err
		}
	}
	if err := b.makeArtifacts(); err != nil {
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
func (b *builder) add(s site, f file) {
	if old := b.last[f.name]; old != nil && bytes.Equal(old.data, f.data) {
		s[f.name] = old
		return
	}
	s[f.name] = newAsset(f)
}

// program compiles pkg and adds it to s.
func (b *builder) program(ctx context.Context, s site, name, pkg string) error {
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
func (b *builder) goCommand(ctx context.Context, args ...string) (stdout string, err error) {
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

func (b *builder) makeArtifacts() error {
	if b.made != nil || artifacts == nil {
		return nil
	}
	start := time.Now()
	fmt.Fprint(b.out, "drawing pictures ... ")
	var made []file
	for _, draw := range artifacts {
		files, err := draw()
		if err != nil {
			fmt.Fprintln(b.out, "failed")
			return err
		}
		made = append(made, files...)
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

var (
	// A comment, which may hold anything, or a script's start tag.
	scriptTag = regexp.MustCompile(`(?is)<!--.*?-->|<script(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>`)
	attribute = regexp.MustCompile(`\s+([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s=>"']+))?`)
)

// stamp writes the size of the page's program, in bytes and in bytes after
// gzip, into the attributes data-raw and data-gzip of the script element with
// id="boot". So the page can show the progress of the download from its first
// byte, with no request of its own before it.
func stamp(html []byte, raw, zipped int) ([]byte, error) {
	found := 0
	html = scriptTag.ReplaceAllFunc(html, func(tag []byte) []byte {
		if bytes.HasPrefix(tag, []byte("<!--")) {
			return tag
		}
		for _, m := range attribute.FindAllSubmatch(tag, -1) {
			if strings.EqualFold(string(m[1]), "id") && string(bytes.Trim(m[2], `"'`)) == "boot" {
				found++
				return setAttribute(setAttribute(tag, "data-raw", raw), "data-gzip", zipped)
			}
		}
		return tag
	})
	if found != 1 {
		return nil, fmt.Errorf(`%d script elements with id="boot", want 1`, found)
	}
	return html, nil
}

// setAttribute gives an attribute of a script's start tag a value. An attribute
// that is not there becomes the first.
func setAttribute(tag []byte, name string, value int) []byte {
	text := fmt.Appendf(nil, ` %s="%d"`, name, value)
	for _, m := range attribute.FindAllSubmatchIndex(tag, -1) {
		if strings.EqualFold(string(tag[m[2]:m[3]]), name) {
			return slices.Concat(tag[:m[0]], text, tag[m[1]:])
		}
	}
	at := len("<script")
	return slices.Concat(tag[:at], text, tag[at:])
}

const buildUsage = "build [-budget] DIR"

// build is the command that writes the static site.
func build(args []string, stdout, stderr io.Writer) int {
	flags := cli.NewFlags(buildUsage, stderr)
	budget := flags.Bool("budget", false, "fail if a program is larger than its budget")
	rest, code := cli.Parse(flags, args)
	if code >= 0 {
		return code
	}
	if len(rest) != 1 || rest[0] == "" {
		return cli.Fail(stderr, 2, fmt.Errorf("build wants one folder to write to, got %q", rest))
	}
	dir := rest[0]
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b, err := newBuilder(".", stdout)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	defer b.close()
	if _, err := written(dir); err != nil { // before the long part, not only after it
		return cli.Fail(stderr, 1, err)
	}
	s, err := b.build(ctx)
	if err != nil {
		return cli.Fail(stderr, 1, err)
	}
	if err := s.write(dir); err != nil {
		return cli.Fail(stderr, 1, err)
	}
	m := s.manifest()
	for _, p := range programs {
		if e, ok := m[p.name]; ok {
			fmt.Fprintf(stdout, "%-12s %9d bytes, %8d after gzip, %3.0f %% of the budget of %d\n",
				p.name, e.Bytes, e.Gzip, 100*float64(e.Gzip)/float64(p.budget), p.budget)
		}
	}
	fmt.Fprintf(stdout, "wrote %d files to %s\n", len(s), dir)
	if err := m.overBudget(); *budget && err != nil {
		return cli.Fail(stderr, 1, err)
	}
	return 0
}

// written returns the manifest of the site in dir; it is nil if dir is empty or
// does not exist. It is an error if dir holds anything else than a site.
func written(dir string) (manifest, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m manifest
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	if err != nil || m[programs[0].name] == (entry{}) {
		return nil, fmt.Errorf("%s is not empty and holds no site built before: give an empty or new folder", dir)
	}
	return m, nil
}

// write makes dir hold s. Of a site that is already there it removes the files
// that s does not have. It writes raw files only: a static host compresses what
// it sends by itself, and none that matters here would use a .gz beside them.
func (s site) write(dir string) error {
	old, err := written(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir) // no name leads out of it
	if err != nil {
		return err
	}
	defer root.Close()
	for name := range old {
		if s[name] == nil {
			if err := root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	// The manifest goes first: it lets an interrupted build be repeated.
	names := slices.Sorted(maps.Keys(s.manifest()))
	for _, name := range slices.Concat([]string{manifestName}, names) {
		if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777); err != nil {
			return err
		}
		if err := root.WriteFile(filepath.FromSlash(name), s[name].data, 0o666); err != nil {
			return err
		}
	}
	return nil
}
