package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// moduleFiles say which packages the programs are built with.
var moduleFiles = []string{"go.mod", "go.sum"}

// A Snapshot has the times at which the source files were modified, by path.
type Snapshot map[string]time.Time

// Sources returns what the source files are like now.
func (b *Builder) Sources() (Snapshot, error) { return scan(b.root) }

// scan looks at the files that a build of root depends on: Go files other than
// tests, go.mod and go.sum, and all in web. Other modules and folders without
// sources are left out.
func scan(root string) (Snapshot, error) {
	found := Snapshot{}
	web := filepath.Join(root, "web") + string(filepath.Separator)
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // removed since its folder was read
		}
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if p == root {
				return nil
			}
			_, err := os.Stat(filepath.Join(p, "go.mod"))
			if err == nil || name[0] == '.' || name[0] == '_' || name == "testdata" || name == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		source := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
		if name[0] == '.' || !source && !slices.Contains(moduleFiles, name) && !strings.HasPrefix(p, web) {
			return nil
		}
		if info, err := d.Info(); err == nil {
			found[p] = info.ModTime()
		}
		return nil
	})
	return found, err
}

// changes returns the paths at which two snapshots differ, sorted.
func changes(a, b Snapshot) []string {
	var paths []string
	for p, t := range b {
		if !t.Equal(a[p]) {
			paths = append(paths, p)
		}
	}
	for p := range a {
		if _, ok := b[p]; !ok {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	return paths
}

// Watch looks at the source files at each tick, until ctx ends. If some are not as
// they were before, it builds the site again and calls built with what comes of
// that. What changes meanwhile is found at the next tick.
func (b *Builder) Watch(ctx context.Context, tick <-chan time.Time, before Snapshot, built func(Site, error)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
		now, err := scan(b.root)
		if err != nil {
			continue // a folder came or went; the next tick sees it whole
		}
		if paths := changes(before, now); paths != nil {
			s, err := b.rebuild(ctx, paths)
			if ctx.Err() != nil {
				return
			}
			built(s, err)
		}
		before = now
	}
}

// rebuild names the files that have changed and builds the site again.
func (b *Builder) rebuild(ctx context.Context, changed []string) (Site, error) {
	what := changed[0]
	if n := len(changed) - 1; n > 0 {
		what += fmt.Sprintf(" and %d more", n)
	}
	fmt.Fprintf(b.out, "%s %s changed\n", time.Now().Format(time.TimeOnly), what)
	if slices.ContainsFunc(changed, func(p string) bool { return slices.Contains(moduleFiles, filepath.Base(p)) }) {
		b.flags = nil // which hold what these say
	}
	return b.Build(ctx)
}
