// Package imagetest compares pictures with golden files the way an eye would.
//
// Two pictures that differ by the rounding of a machine, or by a touch of
// antialiasing, are equal; a line, a dash or a label that is missing, has
// moved by a pixel or has changed its colour is a difference.
package imagetest

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

// Updating reports whether the test runs with -update, for golden files of other kinds.
func Updating() bool { return *update }

// Tolerances of [Compare] that [Equal] grants.
const (
	maxMean  = 0.001
	maxHigh  = 0.012
	maxWorst = 0.03
)

// Equal reports an error of t if got differs visibly from the PNG file at
// golden. It then leaves NAME.got.png, NAME.want.png and NAME.diff.png in the
// folder failed beside it. With the flag -update it rewrites golden instead,
// unless that is equal already.
func Equal(t testing.TB, got image.Image, golden string) {
	t.Helper()
	want, err := load(golden)
	if err != nil && !(*update && errors.Is(err, fs.ErrNotExist)) {
		t.Errorf("golden picture: %v (-update writes it)", err)
		return
	}
	problem := "missing"
	if want != nil {
		problem = difference(got, want)
	}
	if problem == "" {
		return
	}
	if *update {
		if err := save(golden, got); err != nil {
			t.Fatal(err)
		}
		t.Logf("wrote %s", golden)
		return
	}
	t.Errorf("%s: %s\n%s", golden, problem, keep(got, want, golden))
}

// difference says how got and want differ, or nothing.
func difference(got, want image.Image) string {
	if g, w := got.Bounds().Size(), want.Bounds().Size(); g != w {
		return fmt.Sprintf("size %v, want %v", g, w)
	}
	d := Compare(got, want)
	if d.Mean <= maxMean && d.High <= maxHigh && d.Worst <= maxWorst {
		return ""
	}
	return fmt.Sprintf("differs by %.4f on average (at most %v), %.4f at 99.9 %% (%v), %.4f at the worst place, %v (%v)",
		d.Mean, maxMean, d.High, maxHigh, d.Worst, d.Where, maxWorst)
}

// keep saves the pictures of a failure, and says where.
func keep(got, want image.Image, golden string) string {
	dir := filepath.Join(filepath.Dir(golden), "failed")
	name := filepath.Join(dir, strings.TrimSuffix(filepath.Base(golden), ".png"))
	pictures := []struct {
		path  string
		image image.Image
	}{{name + ".got.png", got}, {name + ".want.png", want}}
	if got.Bounds().Size() == want.Bounds().Size() {
		pictures = append(pictures, struct {
			path  string
			image image.Image
		}{name + ".diff.png", Compare(got, want).Picture()})
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err.Error()
	}
	var paths []string
	for _, p := range pictures {
		if err := save(p.path, p.image); err != nil {
			return err.Error()
		}
		paths = append(paths, p.path)
	}
	return strings.Join(paths, "\n")
}

func load(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}

func save(path string, m image.Image) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, m); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
