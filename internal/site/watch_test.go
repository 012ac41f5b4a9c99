package site

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestScan(t *testing.T) {
	root := t.TempDir()
	writeFiles(t, root,
		"go.mod", "", "go.sum", "", "serve.go", "", "serve_test.go", "", "README.md", "",
		"scene/a.go", "", "scene/testdata/b.go", "", "web/index.html", "", "web/data/u.data", "",
		"web/.swp", "", ".git/c.go", "", "_site/d.go", "", "e2e/go.mod", "", "e2e/e.go", "",
		"bench/node_modules/f/f.go", "")
	s, err := scan(root)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range changes(nil, s) {
		rel, _ := filepath.Rel(root, p)
		got = append(got, filepath.ToSlash(rel))
	}
	want := []string{"go.mod", "go.sum", "scene/a.go", "serve.go", "web/data/u.data", "web/index.html"}
	if !slices.Equal(got, want) {
		t.Errorf("scan = %q, want %q", got, want)
	}
}

func TestChanges(t *testing.T) {
	at := time.Unix(1e9, 0)
	a := Snapshot{"gone": at, "same": at, "edited": at}
	b := Snapshot{"new": at, "same": at, "edited": at.Add(time.Millisecond)}
	if got, want := changes(a, b), []string{"edited", "gone", "new"}; !slices.Equal(got, want) {
		t.Errorf("changes = %q, want %q", got, want)
	}
	if got := changes(a, a); got != nil {
		t.Errorf("changes of nothing = %q", got)
	}
}

// A project is watched through an edit, a broken edit and its repair.
func TestWatch(t *testing.T) {
	b := newProject(t)
	var stdout bytes.Buffer
	b.out = &stdout
	before, err := b.Sources()
	if err != nil {
		t.Fatal(err)
	}
	mustBuild(t, b)
	var program string // as it was built last
	var failure error  // of the last build

	ctx, cancel := context.WithCancel(t.Context())
	tick, done := make(chan time.Time), make(chan bool)
	go func() {
		defer close(done)
		b.Watch(ctx, tick, before, func(s Site, err error) {
			if failure = err; err == nil {
				program = string(s["main.wasm"].data)
			}
		})
	}()
	// The second tick is taken only when the work of the first is done.
	step := func() { tick <- time.Time{}; tick <- time.Time{} }
	clock := time.Now()
	edit := func(name, content string) {
		writeFiles(t, b.root, name, content)
		clock = clock.Add(time.Second) // whatever the file system's clock resolves
		if err := os.Chtimes(filepath.Join(b.root, name), clock, clock); err != nil {
			t.Fatal(err)
		}
	}

	stdout.Reset()
	step()
	if stdout.Len() > 0 {
		t.Errorf("nothing changed, and yet: %s", &stdout)
	}
	edit("wasm/main.go", "second")
	step()
	if program != "second" {
		t.Errorf("after an edit main.wasm is %q, %v", program, failure)
	}
	if got := stdout.String(); !strings.Contains(got, filepath.Join("wasm", "main.go")+" changed\n") {
		t.Errorf("the change is not named: %s", got)
	}

	edit("wasm/main.go", "broken")
	edit("web/new.css", "")
	step()
	if failure == nil || !strings.Contains(failure.Error(), "expected 'package'") {
		t.Errorf("after a broken edit: %v", failure)
	}
	if got := stdout.String(); !strings.Contains(got, "main.go and 1 more changed\n") {
		t.Errorf("the changes are not counted: %s", got)
	}

	edit("wasm/main.go", "repaired")
	step()
	if program != "repaired" || failure != nil {
		t.Errorf("after the repair main.wasm is %q, %v", program, failure)
	}

	// With other modules, what is built against them is made anew: the fake has
	// no Ebitengine.
	edit("go.mod", "module zscape // edited")
	step()
	if b.flags != nil || failure == nil {
		t.Errorf("after go.mod has changed: flags %q, %v", b.flags, failure)
	}
	cancel()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Error("watch goes on after its context ended")
	}
}
