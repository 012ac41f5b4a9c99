// Package descent is the long computation of the exhibit leastsquares: a rule
// that looks for the weights of one discriminant, step by step.
package descent

import (
	"math"
	"math/rand/v2"
	"strconv"

	"zscape/compute/lang"
	"zscape/compute/leastsquares"
	"zscape/compute/linalg"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "descent"

// The rules. What a step is differs: one pattern has its turn in the first
// two, all of them in the last.
const (
	Perceptron = "perceptron"
	WidrowHoff = "wh"
	Gradient   = "gd"
)

// MaxSteps is the most steps that a run takes.
const MaxSteps = 10_000

// Run is what there is to say about one run.
type Run struct {
	Rule     string
	X        linalg.Array // a row (1, x1, ..., xd) for each pattern
	B        []float64    // what the discriminant should be there, 0 or 1
	Start    []float64    // d+1 weights
	Rate     float64
	Steps    int
	Shuffled bool    // the patterns come in a new order every time, by Seed
	Seed     uint64  // does not matter otherwise
	Pace     float64 // steps a second; 0 is as fast as it goes
}

// Spec asks for the run. It keeps the arrays.
func Spec(r Run) task.Spec {
	order, seed := "turn", uint64(0)
	if r.Shuffled && r.Rule != Gradient {
		order, seed = "shuffled", r.Seed
	}
	return task.Spec{
		Name: Name, Seed: seed, Pace: r.Pace, Record: 1,
		Args: task.Message{
			Texts: map[string]string{"rule": r.Rule, "order": order},
			Arrays: map[string][]float64{
				"x": r.X.Data, "b": r.B, "start": r.Start, "rate": {r.Rate}, "steps": {float64(r.Steps)},
			},
		},
	}
}

// New returns the task of a Spec. Its log has a record for each step, and one for
// the start: the sum of squares "j" and the weights "w0", "w1", ... (see Column).
// In its snapshots the text "end" is "diverges" while the weights have diverged,
// and "converged" when a rule that can stop has done so.
//
// The run ends after its steps, when the perceptron rule has made no mistake for an
// epoch, or when the numbers overflow.
func New(s task.Spec) (task.Task, error) {
	x, b, start, err := numbers(s.Args)
	if err != nil {
		return nil, err
	}
	rate, steps := s.Args.Number("rate"), s.Args.Number("steps")
	if !(rate > 0) || math.IsInf(rate, 1) {
		return nil, bad("rate", rate, "must be positive", "正の数にしてください")
	}
	if !(steps >= 1 && steps <= MaxSteps && steps == math.Trunc(steps)) {
		return nil, bad("steps", steps, "must be a whole number from 1 to %d", "1から%dまでの整数にしてください", MaxSteps)
	}
	d := &descent{steps: int(steps), random: rand.NewPCG(s.Seed, 0)}
	var r *rand.Rand
	if s.Args.Text("order") == "shuffled" {
		r = rand.New(d.random)
	}
	switch rule := s.Args.Text("rule"); rule {
	case Perceptron:
		d.rule = leastsquares.NewPerceptron(x, b, start, rate, r)
	case WidrowHoff:
		d.rule = leastsquares.NewWidrowHoff(x, b, start, rate, r)
	case Gradient:
		d.rule = leastsquares.NewGradientDescent(x, b, start, rate)
	default:
		return nil, &task.SpecError{Key: "rule", Value: rule, Reason: lang.Text{En: "is not a known rule", Ja: "この学習則はありません"}}
	}
	if s.From != nil {
		if err := d.restore(s.From.State); err != nil {
			return nil, &task.SpecError{Key: "from", Value: s.Args.Text("rule"), Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
		}
	}
	return d, nil
}

// numbers returns the patterns, the targets and the first weights.
func numbers(args task.Message) (x linalg.Array, b, start []float64, err error) {
	for _, key := range []string{"x", "b", "start"} {
		a := args.Array(key)
		if len(a) == 0 {
			return x, nil, nil, bad(key, 0, "has no numbers", "数がありません")
		}
		for _, v := range a {
			if v-v != 0 {
				return x, nil, nil, bad(key, v, "must be finite", "有限の数にしてください")
			}
		}
	}
	data := args.Array("x")
	b, start = args.Array("b"), args.Array("start")
	if len(data) != len(b)*len(start) {
		return x, nil, nil, bad("x", float64(len(data)), "must have a number for each pattern and weight", "数の個数が、パターンの数と重みの数の積になっていません")
	}
	return linalg.Matrix(len(b), len(start), data...), b, start, nil
}

func bad(key string, value float64, en, ja string, args ...any) error {
	return &task.SpecError{Key: key, Value: strconv.FormatFloat(value, 'g', -1, 64), Reason: lang.Sprintf(en, ja, args...)}
}

type descent struct {
	rule   leastsquares.Descent
	steps  int
	random *rand.PCG // of the order
}

// Column is the name of a weight's column in the log.
func Column(weight int) string { return "w" + strconv.Itoa(weight) }

func (d *descent) Columns() []string {
	list := []string{"j"}
	for k := range d.rule.W() {
		list = append(list, Column(k))
	}
	return list
}

func (d *descent) Records(dst []float64) []float64 {
	return append(append(dst, d.rule.J()), d.rule.W()...)
}

func (d *descent) Step() (done bool, err error) {
	d.rule.Step()
	return d.Ended(), nil
}

// Ended reports whether there have been all steps, or no other makes sense.
func (d *descent) Ended() bool {
	j := d.rule.J()
	return d.rule.Steps() >= d.steps || d.converged() || j-j != 0
}

// Checkpoint is the place of the rule and the state of the random numbers.
func (d *descent) Checkpoint() task.Message {
	random, _ := d.random.MarshalBinary() // never fails
	p := d.rule.Place()
	order := make([]float64, len(p.Order))
	for i, k := range p.Order {
		order[i] = float64(k)
	}
	stopped := 0.0
	if p.Stopped {
		stopped = 1
	}
	return task.Message{
		Texts: map[string]string{"random": string(random)},
		Arrays: map[string][]float64{"w": p.W, "order": order, "limit": {p.Limit},
			"place": {float64(p.Steps), float64(p.Next), float64(p.Epoch), float64(p.Mistakes), stopped}},
	}
}

// restore goes to where a Checkpoint was taken.
func (d *descent) restore(m task.Message) error {
	at := m.Array("place")
	if len(at) != 5 || !(at[0] <= MaxSteps && at[2] <= MaxSteps && at[3] <= MaxSteps) {
		return leastsquares.ErrPlace
	}
	p := leastsquares.Place{W: m.Array("w"), Limit: m.Number("limit"),
		Steps: int(at[0]), Next: int(at[1]), Epoch: int(at[2]), Mistakes: int(at[3]), Stopped: at[4] == 1}
	for _, k := range m.Array("order") {
		p.Order = append(p.Order, int(k))
	}
	if err := d.random.UnmarshalBinary([]byte(m.Text("random"))); err != nil {
		return err
	}
	return d.rule.Restore(p)
}

func (d *descent) converged() bool {
	p, ok := d.rule.(*leastsquares.Perceptron)
	return ok && p.Converged()
}

func (d *descent) Progress() float64 { return float64(d.rule.Steps()) / float64(d.steps) }

func (d *descent) Snapshot() (m task.Message) {
	switch {
	case d.rule.Diverged():
		m.Texts = map[string]string{"end": "diverges"}
	case d.converged():
		m.Texts = map[string]string{"end": "converged"}
	}
	return m
}
