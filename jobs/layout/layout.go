// Package layout is the long computation that draws a graph by forces.
package layout

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/layout"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "layout"

// PinnedKey is the array by which a Run is Set the nodes that are pinned, as Run.Pinned. It is
// always all of them: who is not in it is released.
const PinnedKey = "pinned"

// Run is what there is to say about one run.
type Run struct {
	Links *task.Data // see links.Data
	Dims  int        // 2 or 3
	Seed  uint64
	Pace  float64 // steps a second; 0 is as fast as it goes

	// Pinned has, for each node that is, its number and its coordinates.
	Pinned []float64
}

// Spec asks for the run. Every iteration is a frame, as far as there is room.
func Spec(r Run) task.Spec {
	return task.Spec{
		Name: Name, Data: r.Links, Seed: r.Seed, Pace: r.Pace, Record: 1,
		Args: task.Message{Arrays: map[string][]float64{"dims": {float64(r.Dims)}, PinnedKey: r.Pinned}},
	}
}

// New returns the task of a Spec, a task.Slicer. The first step is the start, and each other
// an iteration. The run is done when the layout has settled, and goes on when it is Set other
// pins.
//
// Its snapshots have
//
//	position   n x dims, as floats
//	iteration  how many there have been
//	movement   how far nodes moved with the last: the root mean square, in lengths of links
//
// but for the first, before the start, which is empty. The log has a record for each
// iteration: its "movement", and the "temperature" after it, which is how far one node may
// move.
func New(s task.Spec) (task.Task, error) {
	a, err := links.Of(s.Data)
	if err != nil {
		return nil, err
	}
	dims := s.Args.Number("dims")
	if dims != 2 && dims != 3 {
		return nil, bad("dims", dims, "must be 2 or 3", "2か3にしてください")
	}
	t := &state{links: a, dims: int(dims), seed: s.Seed}
	if err := t.pin(s.Args.Array(PinnedKey)); err != nil {
		return nil, err
	}
	if s.From != nil && !s.From.State.Empty() {
		if t.from, err = t.left(s.From.State); err != nil {
			return nil, err
		}
		t.changed = !slices.Equal(t.pinned, t.from.Array(PinnedKey))
	}
	l := &drawing{state: t, routine: task.NewRoutine(t.compute)}
	task.StopWith(l, l.routine)
	return l, nil
}

func bad(key string, value float64, en, ja string, args ...any) error {
	return &task.SpecError{Key: key, Value: strconv.FormatFloat(value, 'g', -1, 64), Reason: lang.Sprintf(en, ja, args...)}
}

// drawing is a run as a task. What it comes to is the state, which its routine knows; it must
// not know the task, so that it can be given up with that.
type drawing struct {
	*state
	routine *task.Routine
}

func (d *drawing) Step() (done bool, err error) {
	d.routine.Step(task.AtOnce)
	if d.err != nil {
		return false, d.err
	}
	return !d.within && d.Ended(), nil
}

// state is where a run is.
type state struct {
	links *sparse.Matrix
	dims  int
	seed  uint64
	from  task.Message // where it goes on, until there is a layout

	layout  *layout.Layout // nil before the first step
	pinned  []float64
	changed bool // pinned, and the layout does not know it yet
	within  bool // a step
	logged  int  // iterations
	err     error
}

// operationsPerPause is about how many operations there are between two pauses: in a browser,
// one or two milliseconds.
const operationsPerPause = 1 << 18

// compute is the routine: the start, and iterations as long as it is asked for them.
func (t *state) compute(pause func()) {
	done := 0
	work := func(n int) {
		if done += n; done >= operationsPerPause {
			done = 0
			pause()
		}
	}
	t.within = true
	l := layout.NewWith(work, t.links, t.dims, rand.New(rand.NewPCG(t.seed, 0)))
	if !t.from.Empty() {
		if l.Restore(t.place()) != nil {
			t.err = wrong()
			return
		}
		t.from = task.Message{}
	}
	t.layout = l
	for {
		t.tell() // what was pinned meanwhile
		t.within = false
		pause()
		t.within = true
		l.StepWith(work)
	}
}

// Within reports whether a step has begun and not ended.
func (t *state) Within() bool { return t.within }

// Ended reports whether the layout has settled.
func (t *state) Ended() bool {
	switch {
	case t.changed:
		return false
	case t.layout == nil:
		return t.from.Number("settled") == 1
	}
	return t.layout.Settled()
}

// Set takes other pins.
func (t *state) Set(m task.Message) error {
	list, ok := m.Arrays[PinnedKey]
	if !ok || len(m.Arrays)+len(m.Texts)+len(m.Floats)+len(m.Bytes) > 1 {
		return &task.SpecError{Key: PinnedKey, Reason: lang.Text{En: "is all that can be changed while it runs", Ja: "実行中に変更できるのは、固定するノードだけです"}}
	}
	if err := t.pin(list); err != nil {
		return err
	}
	if t.layout != nil && !t.within {
		t.tell()
	}
	return nil
}

// pin takes the nodes that are to be pinned.
func (t *state) pin(list []float64) error {
	if err := t.check(list); err != nil {
		return err
	}
	t.pinned, t.changed = slices.Clone(list), true
	return nil
}

// check returns what is wrong with a list of pins.
func (t *state) check(list []float64) error {
	width := 1 + t.dims
	if len(list)%width != 0 {
		return bad(PinnedKey, float64(len(list)), "must have a node and %d coordinates for each pin", "固定するノードごとに、番号と%d個の座標を指定してください", t.dims)
	}
	seen := make([]bool, t.links.Rows)
	for pin := range slices.Chunk(list, width) {
		i := pin[0]
		if !(i >= 0 && i < float64(len(seen)) && i == math.Trunc(i)) {
			return bad(PinnedKey, i, "is not the number of a node", "この番号のノードはありません")
		}
		if seen[int(i)] {
			return bad(PinnedKey, i, "is pinned twice", "このノードは二重に固定されています")
		}
		seen[int(i)] = true
		for _, v := range pin[1:] {
			if !(math.Abs(v) <= layout.Farthest) {
				return bad(PinnedKey, v, "must be from %v to %v", "%vから%vまでの数にしてください", -layout.Farthest, layout.Farthest)
			}
		}
	}
	return nil
}

// tell tells the layout what is pinned.
func (t *state) tell() {
	if !t.changed {
		return
	}
	t.changed = false
	keep := make([]bool, t.links.Rows)
	for pin := range slices.Chunk(t.pinned, 1+t.dims) {
		keep[int(pin[0])] = true
		t.layout.Pin(int(pin[0]), pin[1:]...)
	}
	for i, k := range keep {
		if !k {
			t.layout.Release(i)
		}
	}
}

func (t *state) Progress() float64 {
	if t.layout == nil {
		return 0
	}
	return t.layout.Progress()
}

func (t *state) Columns() []string { return []string{"movement", "temperature"} }

func (t *state) Records(dst []float64) []float64 {
	if t.layout == nil || t.logged == t.layout.Steps() {
		return dst
	}
	t.logged = t.layout.Steps()
	return append(dst, t.layout.Movement(), t.layout.Temperature())
}

func (t *state) Snapshot() task.Message {
	if t.layout == nil {
		m := task.Message{}
		if !t.from.Empty() { // as it was left
			m.Floats = map[string][]float32{"position": t.from.Floats["position"]}
			m.Arrays = map[string][]float64{"iteration": t.from.Arrays["iteration"], "movement": t.from.Arrays["movement"]}
		}
		return m
	}
	position := make([]float32, t.links.Rows*t.dims)
	t.layout.PositionsTo(position)
	return task.Message{
		Floats: map[string][]float32{"position": position},
		Arrays: map[string][]float64{"iteration": {float64(t.layout.Steps())}, "movement": {t.layout.Movement()}},
	}
}

// Checkpoint is where the layout is; empty before the start.
func (t *state) Checkpoint() task.Message {
	if t.layout == nil {
		return t.from
	}
	m, p := t.Snapshot(), t.layout.Place()
	m.Bytes = map[string][]byte{"order": task.Integers(p.Order)}
	m.Arrays["at"], m.Arrays["velocity"] = p.At, p.Velocity
	m.Arrays["place"] = []float64{p.Temperature, float64(p.Still)}
	m.Arrays[PinnedKey] = slices.Clone(t.pinned)
	settled := 0.0
	if t.layout.Settled() {
		settled = 1
	}
	m.Arrays["settled"] = []float64{settled}
	return m
}

// left takes a Checkpoint, to which the layout is brought with the first step.
func (t *state) left(m task.Message) (task.Message, error) {
	at, pinned := m.Array("place"), m.Array(PinnedKey)
	if len(at) != 2 || len(m.Floats["position"]) != t.links.Rows*t.dims || t.check(pinned) != nil {
		return m, wrong()
	}
	for _, v := range []float64{m.Number("iteration"), m.Number("settled"), at[1]} {
		if !(v >= 0 && v < 1<<40 && v == math.Trunc(v)) {
			return m, wrong()
		}
	}
	t.logged = int(m.Number("iteration"))
	return m, nil
}

// place returns where the Checkpoint was taken.
func (t *state) place() layout.Place {
	m, at := t.from, t.from.Array("place")
	p := layout.Place{
		At: m.Array("at"), Velocity: m.Array("velocity"), Order: task.IntegersOf(m.Bytes["order"]),
		Temperature: at[0], Still: int(at[1]), Movement: m.Number("movement"), Steps: int(m.Number("iteration")),
	}
	for pin := range slices.Chunk(m.Array(PinnedKey), 1+t.dims) {
		p.Pinned = append(p.Pinned, int32(pin[0]))
	}
	return p
}

// wrong says that a message is no Checkpoint of the run.
func wrong() error {
	return &task.SpecError{Key: "from", Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
}
