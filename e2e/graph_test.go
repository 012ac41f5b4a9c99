package e2e

import (
	"fmt"
	"strings"
	"testing"
)

// A graph is divided by eigenvectors at once; a node that is pointed at is said, and one
// that is dragged stays where it was put, while the others move.
func TestGraph(t *testing.T) {
	t.Parallel()
	b := open(t, "#graph", look{})
	b.awaitRun(`r.phase === 'done'`)
	s := b.state()
	if n, ari := s.readout(t, "nodes"), s.readout(t, "spectral.ari"); n != 110 || !(ari > 0.9) {
		t.Errorf("%v nodes, agreement %v", n, ari)
	}
	b.shoot("graph")
	// The drawing is on the right, above. What is read at most places is a node, in their
	// middle.
	stage := b.stage()
	at := map[[2]float64][]reading{}
	var most []reading
	for _, p := range b.readings(0.5, 0.08, 0.98, 0.55, 5) {
		key := [2]float64{p.X, p.Y}
		if at[key] = append(at[key], p); len(at[key]) > len(most) {
			most = at[key]
		}
	}
	if len(most) < 5 {
		t.Fatalf("there is no node among %d places", len(at))
	}
	x, y := 0.0, 0.0
	for _, p := range most {
		x, y = x+p.PX/float64(len(most)), y+p.PY/float64(len(most))
	}
	before := b.shot()
	b.drag(x, y, 60, 40)
	b.await("a pin", `/^\d+,/.test(zscape.state().controls.pins) && location.hash.includes('pins=')`)
	b.awaitRun(`r.phase === 'done'`)
	b.rest()
	if d := before.differs(b.shot(), stage); d < 0.005 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
	}
	b.shoot("graph-pinned")
	b.click("[data-do=undo]")
	b.await("no pin", `zscape.state().controls.pins === ''`)
}

// Four chains of a block model agree on all that does not depend on the numbers of groups;
// they can be paused, go on, and be begun anew.
func TestGraphBlocks(t *testing.T) {
	t.Parallel()
	b := newTab(t, look{w: 1280, h: 800})
	b.navigate(address + "#graph?show=blocks")
	b.await("chains that agree", `zscape.state().readouts['sbm.rhat'] < 1.01`)
	t.Logf("they agree after %.1f s and %d sweeps", b.job().Elapsed, b.job().Step)
	b.awaitRun(`r.phase === 'done'`)
	s := b.state()
	if rhat, ari := s.readout(t, "sbm.rhat"), s.readout(t, "sbm.ari"); !(rhat < 1.01 && ari > 0.9) {
		t.Errorf("R-hat is %v, agreement %v", rhat, ari)
	}
	b.shoot("graph-blocks")
	b.run(`location.hash = 'graph?show=blocks&seed=2&sweeps=100000'`)
	b.awaitRun(`r.phase === 'running' && r.step > 100`)
	b.order("pause")
	b.awaitRun(`r.phase === 'paused'`)
	j := b.job()
	b.order("step")
	b.awaitRun(fmt.Sprintf(`r.phase === 'paused' && r.step > %d`, j.Step))
	b.order("pause")
	b.awaitRun(fmt.Sprintf(`r.phase === 'running' && r.step > %d`, j.Step+100))
	b.order("cancel")
}

// One's own graph is read, in a worker, and said; the table of the text, with True and
// False, and names.
func TestGraphFile(t *testing.T) {
	t.Parallel()
	b := open(t, "#graph", look{})
	var data strings.Builder
	const n = 12
	data.WriteString("name")
	for i := range n {
		fmt.Fprintf(&data, ",user%d", i)
	}
	for i := range n {
		fmt.Fprintf(&data, "\nuser%d", i)
		for j := range n {
			word := ",False"
			if i != j && (i/6 == j/6 || i == 0 && j == 6) {
				word = ",True"
			}
			data.WriteString(word)
		}
	}
	b.drop("follows.csv", data.String())
	b.await("the graph", `location.hash.includes('file=follows.csv') && zscape.state().readouts.nodes === 12`)
	b.set("K", "2")
	b.awaitRun(`r.phase === 'done'`)
	if links := b.state().readout(t, "links"); links != 61 {
		t.Errorf("%v links", links)
	}
	if got := b.text("#report"); !strings.Contains(got, "12 nodes") || !strings.Contains(got, "61 links") {
		t.Errorf("the page says %q", got)
	}
	if got := eval[[]int](b, `zscape.state().readouts['spectral.labels']`); len(got) != n || got[0] == got[6] || got[0] != got[5] || got[6] != got[11] {
		t.Errorf("the groups are %v", got)
	}
	b.rest()
	b.shoot("graph-file")
	b.reload()
	b.await("the graph again", `zscape.state().readouts.nodes === 12`)
}

// Planted groups are drawn anew at each signal, and the methods run.
func TestGraphDetectability(t *testing.T) {
	t.Parallel()
	b := open(t, "#graph?show=detect&seeds=1", look{})
	b.awaitRun(`r.phase === 'done'`)
	b.rest()
	before := b.shot()
	b.shoot("graph-detect")
	b.set("snr", "0.5")
	b.await("another graph", `zscape.state().readouts['detect.snr'] === 0.5`)
	b.rest()
	if d := before.differs(b.shot(), b.stage()); d < 0.01 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
	}
}
