package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

// Ebitengine writes its built-in shaders with text/template when a program
// runs. That package calls methods by name, so with it the linker has to keep
// every method of every type: a sixth of the page's program, which nothing ever
// calls. The shaders are eighteen texts, so the programs are compiled against
// a copy of Ebitengine in which these stand as they are.

const ebitengine = "github.com/hajimehoshi/ebiten/v2"

// slim prepares the copy, and returns the flags with which go build uses it.
func (b *Builder) slim(ctx context.Context) (flags []string, err error) {
	out, err := b.gotool(ctx, "list", "-m", "-f", "{{.Dir}}", ebitengine)
	if err != nil {
		return nil, err
	}
	source := strings.TrimSpace(out)
	if source == "" { // not downloaded yet
		if _, err := b.gotool(ctx, "mod", "download", ebitengine); err != nil {
			return nil, err
		}
		if out, err = b.gotool(ctx, "list", "-m", "-f", "{{.Dir}}", ebitengine); err != nil {
			return nil, err
		}
		source = strings.TrimSpace(out)
	}
	dir := filepath.Join(b.temp, "ebiten")
	if err := os.RemoveAll(dir); err != nil { // another version's
		return nil, err
	}
	if err := copyPackages(dir, source); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, "internal", "builtinshader", "shader.go")
	code, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if code, err = expandShaders(code); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := os.WriteFile(name, code, 0o666); err != nil {
		return nil, err
	}
	for _, name := range moduleFiles {
		data, err := os.ReadFile(filepath.Join(b.root, name))
		if err != nil {
			return nil, err
		}
		if name == "go.mod" {
			data = fmt.Appendf(data, "\nreplace %s => %s\n", ebitengine, strconv.Quote(filepath.ToSlash(dir)))
		}
		if err := os.WriteFile(filepath.Join(b.temp, name), data, 0o666); err != nil {
			return nil, err
		}
	}
	return []string{"-modfile", filepath.Join(b.temp, "go.mod")}, nil
}

// copyPackages copies what a build of Ebitengine's packages needs from one
// folder to another.
func copyPackages(to, from string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && slices.Contains([]string{"examples", "cmd", "misc", "testdata"}, d.Name()):
			return fs.SkipDir
		case d.IsDir():
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		case strings.HasSuffix(name, "_test.go"):
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o666)
	})
}

// expandShaders takes the source of package builtinshader and returns one that
// does the same without text/template: the texts that its template can come to
// stand in a table.
func expandShaders(code []byte) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "shader.go", code, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var text string // of the template
	var kept []ast.Decl
	functions := 0
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			functions++
			if d.Name.Name != "ShaderSource" {
				return nil, fmt.Errorf("there is a function %s", d.Name.Name)
			}
		case *ast.GenDecl:
			switch d.Tok {
			case token.IMPORT:
			case token.VAR:
				ast.Inspect(d, func(n ast.Node) bool {
					if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 1 {
						f, isMethod := call.Fun.(*ast.SelectorExpr)
						literal, isText := call.Args[0].(*ast.BasicLit)
						if isMethod && isText && f.Sel.Name == "Parse" {
							text, err = strconv.Unquote(literal.Value)
						}
					}
					return true
				})
			default:
				kept = append(kept, d)
			}
		}
	}
	if err != nil {
		return nil, err
	}
	if text == "" || functions != 1 {
		return nil, errors.New("its shaders are not written with one template")
	}
	var b bytes.Buffer
	b.WriteString("package builtinshader\n")
	for _, d := range kept {
		b.WriteString("\n")
		if err := format.Node(&b, files, d); err != nil {
			return nil, err
		}
		b.WriteString("\n")
	}
	table, err := shaderTable(text)
	if err != nil {
		return nil, err
	}
	b.WriteString(table)
	b.WriteString(`
func ShaderSource(filter Filter, address Address, useColorM bool) []byte {
	c := 0
	if useColorM {
		c = 1
	}
	return []byte(sources[filter][address][c])
}
`)
	return format.Source(b.Bytes())
}

// shaderTable writes the declaration of a table of what a template comes to,
// for each filter, address and use of a colour matrix.
func shaderTable(text string) (string, error) {
	t, err := template.New("").Option("missingkey=error").Parse(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("\nvar sources = [FilterCount][AddressCount][2]string{\n")
	for filter := range 3 {
		b.WriteString("{\n")
		for address := range 3 {
			b.WriteString("{\n")
			for _, matrix := range []bool{false, true} {
				var shader strings.Builder
				// The names are those of the constants; a field that the
				// template has and this has not is an error.
				err := t.Execute(&shader, map[string]any{
					"Filter": filter, "FilterNearest": 0, "FilterLinear": 1, "FilterPixelated": 2,
					"Address": address, "AddressUnsafe": 0, "AddressClampToZero": 1, "AddressRepeat": 2,
					"UseColorM": matrix,
				})
				if err != nil {
					return "", err
				}
				b.WriteString(strconv.Quote(shader.String()) + ",\n")
			}
			b.WriteString("},\n")
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	return b.String(), nil
}
