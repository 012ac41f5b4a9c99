package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zscape/internal/cli"
)

const reloadScript = `// Reloads the page when the server has another build than the page's own.
const build = new URL(document.currentScript.src).search;
new EventSource("/-/reload" + build).onmessage = () => location.reload();
`

// withReload returns s with a page that reloads itself. The script is a file,
// as the page's content security policy asks; its address says which build the
// page belongs to, so that no change between loading and listening is lost.
func withReload(s site) site {
	s = maps.Clone(s)
	if page := s["index.html"]; page != nil {
		html := fmt.Appendf(slices.Clone(page.data), "<script src=\"/-/reload.js?%s\"></script>\n", s.id())
		s["index.html"] = newAsset(file{"index.html", html})
	}
	s["-/reload.js"] = newAsset(file{"-/reload.js", []byte(reloadScript)})
	return s
}

// reload waits until the site is another than the build in the query and sends
// one event then.
func (h *handler) reload(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead || http.NewResponseController(w).Flush() != nil {
		return
	}
	for {
		s, changed := h.current()
		if s.id() != r.URL.RawQuery {
			fmt.Fprint(w, "data: reload\n\n")
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

// rebuild builds the site again and lets h serve it. If that fails h serves what
// it did.
func rebuild(ctx context.Context, b *builder, h *handler, changed []string, stderr io.Writer) {
	what := changed[0]
	if n := len(changed) - 1; n > 0 {
		what += fmt.Sprintf(" and %d more", n)
	}
	fmt.Fprintf(b.out, "%s %s changed\n", time.Now().Format(time.TimeOnly), what)
	if slices.ContainsFunc(changed, func(p string) bool { return slices.Contains(moduleFiles, filepath.Base(p)) }) {
		b.flags = nil // which hold what these say
	}
	s, err := b.build(ctx)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		cli.Fail(stderr, 1, err)
		fmt.Fprintln(stderr, "still serving the last good build")
	default:
		h.set(s)
		fmt.Fprintln(b.out, "serving the new build")
	}
}

// moduleFiles say which packages the programs are built with.
var moduleFiles = []string{"go.mod", "go.sum"}

// A snapshot has the times at which the source files were modified, by path.
type snapshot map[string]time.Time

// scan looks at the files that a build of root depends on: Go files other than
// tests, go.mod and go.sum, and all in web. Other modules and folders without
// sources are left out.
func scan(root string) (snapshot, error) {
	found := snapshot{}
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
func changes(a, b snapshot) []string {
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

// watch scans root at each tick and calls changed with the files that are not as
// they were, until ctx ends. What changes during a call is found after it.
func watch(ctx context.Context, tick <-chan time.Time, root string, before snapshot, changed func([]string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
		now, err := scan(root)
		if err != nil {
			continue // a folder came or went; the next tick sees it whole
		}
		if paths := changes(before, now); paths != nil {
			changed(paths)
		}
		before = now
	}
}
