package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// keyed are functions of a State or an Exhibit whose first argument is a key,
// or all of them.
var keyed = []string{"Text", "Number", "Int", "On", "Matrix", "Default", "Control", "Set", "Try", "Plays", "Changed"}

// literalKeys calls found for every key that a file writes as a text: as an
// argument of one of the functions above, and as the Key of a Control.
func literalKeys(file *ast.File, found func(key string, at token.Pos)) {
	text := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			key, _ := strconv.Unquote(l.Value)
			found(key, l.Pos())
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			f, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(keyed, f.Sel.Name) {
				break
			}
			for k, arg := range n.Args {
				if k == 0 || f.Sel.Name == "Changed" {
					text(arg)
				}
			}
		case *ast.KeyValueExpr:
			if name, ok := n.Key.(*ast.Ident); ok && name.Name == "Key" {
				text(n.Value)
			}
		}
		return true
	})
}

// The keys that exhibits share have a name each, which all code uses: what is
// spelt wrong does not compile.
func TestKeysAreConstants(t *testing.T) {
	files := token.NewFileSet()
	keys, err := parser.ParseFile(files, "exhibit/keys.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var shared []string
	for _, spec := range keys.Decls[0].(*ast.GenDecl).Specs {
		key, _ := strconv.Unquote(spec.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
		shared = append(shared, key)
	}
	read := 0
	check := func(path string) {
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		literalKeys(file, func(key string, at token.Pos) {
			read++
			if slices.Contains(shared, key) {
				t.Errorf("%s: %q has a name in exhibit/keys.go", files.Position(at), key)
			}
		})
	}
	for _, dir := range []string{"exhibit", "page", "export", "internal", "."} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && dir == "." && path != ".":
				return fs.SkipDir
			case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
				check(path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(shared) < 20 || read < 200 {
		t.Errorf("%d keys are shared, %d were found", len(shared), read)
	}
}
