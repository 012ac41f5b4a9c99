package site

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The page's program has nothing in it that calls methods by name, and the
// eighteen shaders that Ebitengine would write are there.
func TestSlim(t *testing.T) {
	b, err := NewBuilder("../..", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	deps := func(flags ...string) []string {
		t.Helper()
		out, err := b.gotool(context.Background(), slices.Concat([]string{"list", "-deps"}, flags, []string{"./wasm"})...)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Fields(out)
	}
	flags, err := b.slim(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	before, after := deps(), deps(flags...)
	for _, pkg := range before {
		if slices.Contains(after, pkg) == strings.HasPrefix(pkg, "text/template") {
			t.Errorf("%s: in the slim program %v", pkg, slices.Contains(after, pkg))
		}
	}
	if !slices.Contains(before, "text/template") {
		t.Error("nothing had to be done")
	}
	code, err := os.ReadFile(filepath.Join(b.temp, "shader.go"))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	shaders := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && strings.Contains(l.Value, "srcPos vec2") {
			text, err := strconv.Unquote(l.Value)
			if err != nil || strings.Contains(text, "{{") || strings.Contains(text, "<no value>") {
				t.Errorf("a shader %s", l.Value)
			}
			shaders[text] = true
		}
		return true
	})
	if len(shaders) != 18 {
		t.Errorf("%d different shaders, want 18", len(shaders))
	}
}

func TestExpandShaders(t *testing.T) {
	const source = `package builtinshader

import "text/template"

type Filter int

const FilterCount = 3

var tmpl = template.Must(template.New("tmpl").Parse(TEXT))

func ShaderSource(filter Filter) []byte { return nil }

// Clear is kept.
const Clear = "clear"
`
	got, err := expandShaders([]byte(strings.ReplaceAll(source, "TEXT", "`{{if eq .Filter .FilterLinear}}linear{{end}} {{.Address}} {{.UseColorM}}`")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"linear 2 true"`, `" 0 false"`, "type Filter int", "const FilterCount = 3", `const Clear = "clear"`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	for name, bad := range map[string]string{
		"no Go":         "{",
		"no template":   strings.ReplaceAll(source, "TEXT", "name"),
		"bad template":  strings.ReplaceAll(source, "TEXT", "`{{if}}`"),
		"unknown field": strings.ReplaceAll(source, "TEXT", "`{{.Wrap}}`"),
		"more to it":    strings.ReplaceAll(source, "TEXT", "`a`") + "\nfunc other() {}\n",
	} {
		if got, err := expandShaders([]byte(bad)); err == nil {
			t.Errorf("%s: expanded to\n%s", name, got)
		}
	}
}

// The same source comes to the same programs, whatever its folder and the temporary one
// are called.
func TestReproducible(t *testing.T) {
	var first Site
	for _, name := range []string{"a", "a-longer-name"} {
		root := filepath.Join(t.TempDir(), name)
		copyProject(t, root)
		t.Setenv("TMPDIR", filepath.Dir(root))
		b, err := NewBuilder(root, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		if b.flags, err = b.slim(t.Context()); err != nil {
			t.Fatal(err)
		}
		s := Site{}
		for _, p := range programs {
			if err := b.program(t.Context(), s, p.name, p.pkg); err != nil {
				t.Fatal(err)
			}
			if first != nil && s[p.name].hash != first[p.name].hash {
				t.Errorf("%s of %s has %d bytes and is another", p.name, root, len(s[p.name].data))
			}
			for _, path := range []string{root, b.temp} {
				if strings.Contains(string(s[p.name].data), path) {
					t.Errorf("%s names %s", p.name, path)
				}
			}
		}
		first = s
	}
}

// copyProject copies the project's sources, without tests.
func copyProject(t *testing.T, root string) {
	t.Helper()
	const from = "../.."
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		switch base := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && (base == "testdata" || rel == "e2e" || strings.HasPrefix(base, ".") && rel != "."):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(root, rel), 0o777)
		case strings.HasSuffix(base, "_test.go") || !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(root, rel), data, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
}
