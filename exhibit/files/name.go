// Package files is what exhibits share that take files of the visitor's own:
// what a file is called, where what was read from it is kept, and whose it is
// when it is dropped on the page.
package files

import (
	"path"
	"slices"
	"strings"

	"zscape/exhibit"
)

// longestName is how much of a name is kept, in bytes: the end, which has the
// extension.
const longestName = 80

// Name returns the name under which files that were given together are kept: that
// of the one at main, without folders, control characters and blanks around it.
// It is what a State names them by, so it is the same however they came.
func Name(list []exhibit.File, main int) string {
	name := path.Base(strings.ReplaceAll(list[main].Name, "\\", "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.TrimSpace(name)
	if len(name) > longestName {
		name = strings.TrimSpace(strings.ToValidUTF8(name[len(name)-longestName:], ""))
	}
	if name == "" || name == "." || name == "/" {
		return "file"
	}
	return name
}

// Named returns the files under the names by which they are kept.
func Named(list []exhibit.File) []exhibit.File {
	named := slices.Clone(list)
	for k := range named {
		named[k].Name = Name(list, k)
	}
	return named
}

// Control is the control whose value names the file that a State is about. It
// has no place in the panel.
func Control(label exhibit.Text) exhibit.Control {
	return exhibit.Control{Key: exhibit.FileKey, Kind: exhibit.Word, Hidden: true, Label: label}
}

// Missing says that the file, which a State names, is not here.
func Missing(file string) *exhibit.Problem {
	return &exhibit.Problem{Key: exhibit.FileKey, Value: file, Missing: file,
		Reason: exhibit.Text{En: "has not been loaded: open it or drop it on the page", Ja: "まだ読み込まれていません。開くか、ページにドロップしてください"}}
}
