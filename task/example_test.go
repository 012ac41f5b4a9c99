package task_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"zscape/internal/imagetest"
	"zscape/scene"
	"zscape/scene/plot"
	"zscape/scene/raster"
	"zscape/task"
)

// darts estimates pi: it throws darts at a square, of which pi/4 hit the circle
// within. Its log has the estimate after each step.
type darts struct {
	random       *rand.Rand
	steps, most  int
	thrown, hits float64
	logged       int // steps whose estimate is in the log
}

// newDarts makes the task of a Spec.
func newDarts(s task.Spec) (task.Task, error) {
	return &darts{random: rand.New(s.PCG()), most: int(s.Args.Number("steps"))}, nil
}

func (d *darts) Step() (done bool, err error) {
	const several = 100
	for range several {
		x, y := d.random.Float64(), d.random.Float64()
		if x*x+y*y < 1 {
			d.hits++
		}
	}
	d.thrown += several
	d.steps++
	return d.steps == d.most, nil
}

func (d *darts) Progress() float64 { return float64(d.steps) / float64(d.most) }

func (d *darts) Snapshot() task.Message {
	return task.Message{Arrays: map[string][]float64{"pi": {4 * d.hits / d.thrown}}}
}

func (d *darts) Columns() []string { return []string{"pi"} }

func (d *darts) Records(dst []float64) []float64 {
	if d.logged < d.steps {
		d.logged = d.steps
		dst = append(dst, 4*d.hits/d.thrown)
	}
	return dst
}

var library = task.Library{"darts": newDarts}

// run throws the darts of a chain: chains of one seed differ in their random numbers.
func run(seed, chain uint64) *task.History {
	h, err := task.Do(library, task.Spec{Name: "darts", Seed: seed, Chain: chain,
		Args: task.Message{Arrays: map[string][]float64{"steps": {200}}}}, nil)
	if err != nil {
		panic(err)
	}
	return h
}

// A task runs to its end, and the same Spec gives the same again.
func ExampleDo() {
	for chain := range uint64(4) {
		h := run(1, chain)
		last, _ := h.Last()
		log := h.View(last.Step).Log
		fmt.Printf("chain %d: %d estimates, the last is %.4f\n", chain, log.Len(), log.Column("pi")[log.Len()-1])
	}
	fmt.Println(run(1, 3).At(1).Snapshot.Equal(run(1, 3).At(1).Snapshot))
	// Output:
	// chain 0: 200 estimates, the last is 3.1338
	// chain 1: 200 estimates, the last is 3.1446
	// chain 2: 200 estimates, the last is 3.1318
	// chain 3: 200 estimates, the last is 3.1444
	// true
}

// The chains of ExampleDo, as their logs have them.
func TestExamplePicture(t *testing.T) {
	p := &plot.Plot{X: plot.Axis{Label: "step"}, Y: plot.Axis{Label: "estimate of pi", Min: 3, Max: 3.3}, Legend: plot.TopRight}
	for chain := range uint64(4) {
		log := run(1, chain).View(200).Log
		p.Marks = append(p.Marks, &plot.Line{Name: fmt.Sprint("chain ", chain), X: log.Steps(), Y: log.Column("pi")})
	}
	figure := scene.Figure{Panels: []scene.Panel{p}}
	var l scene.DisplayList
	figure.Draw(&l, 480, 320)
	imagetest.Equal(t, raster.Draw(&l, 1), "testdata/chains.png")
}
