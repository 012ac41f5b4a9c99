package exhibit

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The table in the package's comment names every interface of a Session.
func TestInterfacesAreInTheTable(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if _, ok := spec.Type.(*ast.InterfaceType); ok && spec.Name.IsExported() && spec.Name.Name != "Session" {
				seen++
				if !strings.Contains(string(doc), "//\t"+spec.Name.Name+" ") {
					t.Errorf("doc.go does not say what a %s does", spec.Name.Name)
				}
			}
			return false
		})
	}
	if seen < 10 {
		t.Errorf("only %d interfaces were found", seen)
	}
}
