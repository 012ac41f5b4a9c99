package render

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"zscape/task"
)

// A bar is written again and again in its line, and taken away in the end.
func TestProgressBar(t *testing.T) {
	var b bytes.Buffer
	bar := &progressBar{w: &b}
	bar.show("fit", task.Status{Progress: 0.5, Elapsed: 1200 * time.Millisecond, Remaining: 3400 * time.Millisecond})
	if want := "\rfit [===============>              ]  50 %  1.2 s, 3.4 s left"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
	width := b.Len() - 1
	b.Reset()
	bar.show("fit", task.Status{Progress: 1, Elapsed: 5 * time.Second})
	line := b.String()
	if !strings.HasPrefix(line, "\rfit [==============================] 100 %  5.0 s") || len(line) != width+1 {
		t.Errorf("%q does not cover the line before", line)
	}
	b.Reset()
	bar.clear()
	if blank := b.String(); strings.Trim(blank, "\r ") != "" || len(blank) < len(strings.TrimRight(line, " ")) {
		t.Errorf("cleared by %q", blank)
	}
}

// Nothing is shown where there is no terminal.
func TestNoProgressBar(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	for _, bar := range []*progressBar{newProgressBar(w), newProgressBar(new(bytes.Buffer))} {
		bar.show("fit", task.Status{Progress: 0.5})
		bar.clear()
		if bar.w != nil {
			t.Error("a bar is shown")
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"render", "notebook", "-format", "json", "-o", "-"}, &stdout, &stderr); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit code %d, says %q", code, &stderr)
	}
}
