package graph

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"zscape/compute/partition"
)

// The program finds the eigenvalues and the groups that the page finds, if there is a
// Python with NumPy and SciPy to run it.
func TestCode(t *testing.T) {
	const python = "/usr/bin/python3"
	have := exec.Command(python, "-c", "import numpy, scipy").Run() == nil
	for _, query := range []string{
		"", "data=school&K=6", "data=imports&laplacian=rw&regular=1&K=5", "laplacian=none&links=and&isolated=drop", "laplacian=bethe&isolated=keep",
		"assign=rows&links=sum", "assign=qr&data=school&K=5", "laplacian=disim", "laplacian=disim&assign=qr&isolated=drop",
	} {
		s := ran(t, parse(t, "graph?"+query))
		if !slices.Equal(s.Languages(), []string{"python"}) {
			t.Fatal(s.Languages())
		}
		code := s.Code("python")
		if strings.ContainsAny(strings.ReplaceAll(code, "{", "\x00"), "\x00") {
			t.Errorf("%s: a place is left open:\n%s", query, code[strings.Index(code, "{"):])
		}
		if !have {
			continue
		}
		cmd := exec.Command(python, "-")
		cmd.Stdin = strings.NewReader(code + "\nprint('value', *values[:K])\nprint('labels', *labels)\n")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", query, err, out)
			continue
		}
		var values []float64
		var labels []int32
		for line := range strings.Lines(string(out)) {
			words := strings.Fields(line)
			switch {
			case len(words) == 0:
			case words[0] == "value":
				values = floats(t, words[1:])
			case words[0] == "labels":
				for _, v := range floats(t, words[1:]) {
					labels = append(labels, int32(v))
				}
			}
		}
		want := s.spectrum.run.Array("values")
		for k, v := range values {
			if d := v - want[k]; len(values) != s.state.Int("K") || d > 1e-9 || d < -1e-9 {
				t.Errorf("%s: eigenvalue %d is %v, want %v", query, k, v, want[k])
			}
		}
		groups := s.groups.receivers
		if len(labels) != len(groups) {
			t.Errorf("%s: %d labels: %s", query, len(labels), out)
			continue
		}
		for i := range groups {
			if groups[i] < 0 != (labels[i] < 0) {
				t.Errorf("%s: node %d is in group %d, want %d", query, i, labels[i], groups[i])
			}
		}
		if ari := partition.ARI(everyone(labels), everyone(groups)); ari < 1-1e-12 {
			t.Errorf("%s: the adjusted Rand index of the groups is %v", query, ari)
		}
	}
}
