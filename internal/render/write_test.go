package render

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is written is there as a whole, where and as it was before; nothing else is left
// in the folder.
func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	holds := func(name, want string) {
		t.Helper()
		if data, err := os.ReadFile(at(name)); err != nil || string(data) != want {
			t.Errorf("%s holds %q, %v; want %q", name, data, err, want)
		}
	}
	mode := func(name string) fs.FileMode {
		info, err := os.Stat(at(name))
		must(err)
		return info.Mode()
	}

	must(os.WriteFile(at("usual"), nil, 0o666)) // as the umask has it
	must(writeFile(at("new"), []byte("1")))
	holds("new", "1")
	if got, want := mode("new"), mode("usual"); got != want {
		t.Errorf("a new file has the mode %v, want %v", got, want)
	}
	for _, m := range []fs.FileMode{0o600, 0o640, 0o755, 0o666} {
		must(os.Chmod(at("new"), m))
		must(writeFile(at("new"), []byte(m.String())))
		holds("new", m.String())
		if got := mode("new"); got != m {
			t.Errorf("the mode was %v, is %v", m, got)
		}
	}

	must(os.Mkdir(at("folder"), 0o777))
	must(os.WriteFile(at("folder/real"), []byte("old"), 0o640))
	must(os.Symlink("folder/real", at("link")))
	must(os.Symlink(at("link"), at("second")))
	must(os.Symlink("folder/none", at("dangling")))
	must(os.Symlink("loop", at("loop")))
	must(os.MkdirAll(at("deep/er"), 0o777))
	must(os.Symlink("deep/er", at("short")))
	must(os.Symlink("../up", at("deep/er/up")))
	must(writeFile(at("short")+"/up", []byte("0")))
	holds("deep/up", "0")
	must(writeFile(at("short")+"/../aside", []byte("0")))
	holds("deep/aside", "0")
	must(writeFile(at("second"), []byte("2")))
	holds("folder/real", "2")
	must(writeFile(at("dangling"), []byte("3")))
	holds("folder/none", "3")
	for _, name := range []string{"link", "second", "dangling"} {
		if info, err := os.Lstat(at(name)); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", name, err)
		}
	}
	if mode("folder/real") != 0o640 {
		t.Errorf("behind a link the mode is %v", mode("folder/real"))
	}
	if err := writeFile(at("loop"), nil); err == nil || !strings.Contains(err.Error(), "symbolic links") {
		t.Errorf("a loop: %v", err)
	}

	must(os.WriteFile(at("locked"), []byte("kept"), 0o444))
	must(os.Symlink("locked", at("to locked")))
	for _, name := range []string{"locked", "to locked"} {
		if err := writeFile(at(name), []byte("4")); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "locked") {
			t.Errorf("%s: %v", name, err)
		}
		holds(name, "kept")
	}
	if err := writeFile(at("folder"), nil); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a folder: %v", err)
	}
	if err := writeFile(at("nowhere/x"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in no folder: %v", err)
	}

	long := strings.Repeat("n", 250) + ".svg" // 255 bytes is the longest that Linux and macOS take
	must(writeFile(at(long), []byte("5")))
	holds(long, "5")
	if err := writeFile(at(strings.Repeat("n", 300)), nil); err == nil {
		t.Error("a name that is too long is no error")
	}

	// Two files that are not complete yet.
	f, err := create(dir + "/")
	must(err)
	f.Close()
	g, err := create(dir + "/")
	must(err)
	g.Close()
	if f.Name() == g.Name() {
		t.Error("one file twice")
	}
	must(os.Remove(f.Name()))
	must(os.Remove(g.Name()))
	for _, pattern := range []string{".zscape*", "*/.zscape*", "*/*/.zscape*"} {
		if left, err := filepath.Glob(at(pattern)); err != nil || left != nil {
			t.Errorf("there is %q, %v", left, err)
		}
	}
}
