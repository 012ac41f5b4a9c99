package site

import (
	"bytes"
	"context"
	"encoding/json"
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
// what looks like a copy of Ebitengine in which these stand as they are.

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
	const shaders = "internal/builtinshader/shader.go"
	code, err := os.ReadFile(filepath.Join(source, shaders))
	if err != nil {
		return nil, err
	}
	if code, err = expandShaders(code); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(source, shaders), err)
	}
	copies, err := copied(source)
	if err != nil {
		return nil, err
	}
	copies[filepath.Join(slimFolder, shaders)] = filepath.Join(b.temp, "shader.go")
	overlay, err := json.Marshal(map[string]any{"Replace": copies})
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"shader.go": code, "overlay.json": overlay}
	for _, name := range moduleFiles {
		if files[name], err = os.ReadFile(filepath.Join(b.root, name)); err != nil {
			return nil, err
		}
	}
	files["go.mod"] = fmt.Appendf(files["go.mod"], "\nreplace %s => ./%s\n", ebitengine, slimFolder)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(b.temp, name), data, 0o666); err != nil {
			return nil, err
		}
	}
	return []string{"-modfile", filepath.Join(b.temp, "go.mod"), "-overlay", filepath.Join(b.temp, "overlay.json")}, nil
}

// slimFolder is where go build sees the copy, in the project's folder. There is nothing
// on the disk: programs have the name in them, and it is the same wherever they are built.
const slimFolder = ".ebiten"

// copied returns the files that go build is to see in slimFolder, and which they are: those
// of the folder from that a build of Ebitengine's packages needs.
func copied(from string) (files map[string]string, err error) {
	files = map[string]string{}
	return files, filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && slices.Contains([]string{"examples", "cmd", "misc", "testdata"}, d.Name()):
			return fs.SkipDir
		case d.IsDir(), strings.HasSuffix(name, "_test.go"):
			return nil
		}
		rel, err := filepath.Rel(from, name)
		files[filepath.Join(slimFolder, rel)] = name
		return err
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
