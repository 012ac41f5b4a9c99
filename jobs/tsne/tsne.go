// Package tsne is a long computation of the exhibit ratings: the picture of
// users or movies by t-SNE, and how far it is to be trusted.
package tsne

import (
	"errors"
	"math"
	"math/rand/v2"
	"strconv"

	"zscape/compute/embed"
	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "tsne"

// Run is what there is to say about one run.
type Run struct {
	X       linalg.Array // n x d, a row for each point
	Options embed.Options

	// K is how many neighbours are compared at the end; 0 is none. Less than half the
	// points make sense, and are taken if it is more.
	K int

	Seed uint64
	Pace float64 // steps a second; 0 is as fast as it goes
}

// Spec asks for the run, which may go on with more iterations. It keeps the array. About every iteration is a frame.
func Spec(r Run) task.Spec {
	n, d := r.X.Dims()
	o, start := r.Options, "pca"
	if o.Random {
		start = "random"
	}
	return task.Spec{
		Name: Name, Seed: r.Seed, Pace: r.Pace, Record: o.Parts(n),
		Args: task.Message{
			Texts: map[string]string{"start": start},
			Arrays: map[string][]float64{
				"x": r.X.Data, "shape": {float64(n), float64(d)},
				"perplexity": {o.Perplexity}, "exaggeration": {o.Exaggeration}, "exaggerated": {float64(o.Exaggerated)},
				"rate": {o.Rate}, "iterations": {float64(o.Iterations)}, "theta": {o.Theta}, "k": {float64(r.K)},
			},
		},
	}
}

// New returns the task of a Spec. Its snapshots have
//
//	y           n x 2, the positions
//	iteration   how many iterations have been done
//	kl          the divergence and the iteration at which it was measured; NaN before
//	perplexity  that is used, which is less if there are few points
//	rate        that is used
//
// and the text "phase": what is going on, by embed.Phase or "measuring"; in the
// last snapshot "ended", or "diverged" after a rate that was too large. Then there
// are also, unless K is 0,
//
//	quality     k, trustworthiness, continuity, preservation
func New(s task.Spec) (task.Task, error) {
	x, err := points(s.Args)
	if err != nil {
		return nil, err
	}
	o := embed.Options{
		Perplexity:   s.Args.Number("perplexity"),
		Exaggeration: s.Args.Number("exaggeration"),
		Rate:         s.Args.Number("rate"),
		Theta:        s.Args.Number("theta"),
	}
	k := 0
	for _, w := range []struct {
		key  string
		most float64
		to   *int
	}{
		{"exaggerated", embed.MaxIterations, &o.Exaggerated},
		{"iterations", embed.MaxIterations, &o.Iterations},
		{"k", embed.MaxPoints, &k},
	} {
		v := s.Args.Number(w.key)
		if !(v >= 0 && v <= w.most && v == math.Trunc(v)) {
			return nil, bad(w.key, v, "must be a whole number from 0 to %.0f", "0から%.0fまでの整数にしてください", w.most)
		}
		*w.to = int(v)
	}
	switch start := s.Args.Text("start"); start {
	case "random":
		o.Random = true
	case "pca":
	default:
		return nil, &task.SpecError{Key: "start", Value: start, Reason: lang.Text{En: "must be pca or random", Ja: "pcaかrandomにしてください"}}
	}
	run, err := embed.NewTSNE(x, o, rand.New(rand.NewPCG(s.Seed, 0)))
	if err != nil {
		return nil, told(err)
	}
	n, _ := x.Dims()
	t := &tsne{x: x, run: run, k: min(k, (n-1)/2)}
	if s.From != nil && !s.From.State.Empty() {
		if err := t.restore(s.From.State); err != nil {
			return nil, &task.SpecError{Key: "from", Value: s.Args.Text("start"), Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
		}
	}
	return t, nil
}

// points returns the data.
func points(args task.Message) (linalg.Array, error) {
	shape := args.Array("shape")
	if len(shape) != 2 {
		return linalg.Array{}, bad("shape", float64(len(shape)), "must be two numbers", "2つの数にしてください")
	}
	for i, most := range []float64{embed.MaxPoints, embed.MaxColumns} {
		if v := shape[i]; !(v >= 0 && v <= most && v == math.Trunc(v)) {
			return linalg.Array{}, bad("shape", v, "must be a whole number from 0 to %.0f", "0から%.0fまでの整数にしてください", float64(most))
		}
	}
	n, d, data := int(shape[0]), int(shape[1]), args.Array("x")
	if len(data) != n*d {
		return linalg.Array{}, bad("x", float64(len(data)), "must have as many numbers as the shape says", "数の個数が形状と合いません")
	}
	return linalg.Matrix(n, d, data...), nil
}

// told says in terms of the Spec what is wrong.
func told(err error) error {
	var option *embed.OptionError
	var data *embed.DataError
	switch {
	case errors.As(err, &option):
		return bad(option.Name, option.Value, "%s", "%s", option.Reason)
	case errors.As(err, &data):
		return bad("x", data.Value, "is not finite at point %d, column %d", "有限の数ではありません(点%d、%d列目)", data.Row+1, data.Col+1)
	}
	return err
}

func bad(key string, value float64, en, ja string, args ...any) error {
	return &task.SpecError{Key: key, Value: strconv.FormatFloat(value, 'g', -1, 64), Reason: lang.Sprintf(en, ja, args...)}
}

type tsne struct {
	x     linalg.Array
	run   *embed.TSNE
	k     int
	meter *embed.Meter // when the picture is there
	done  bool

	quality []float64 // of a run that was left at its end
}

func (t *tsne) Step() (done bool, err error) {
	switch {
	case t.meter != nil:
		t.done = t.meter.Step()
	case !t.run.Step():
	case t.k == 0 || t.run.Phase() == embed.Diverged:
		t.done = true
	default:
		y := t.run.Y()
		t.meter, err = embed.NewMeter(t.x, linalg.Matrix(len(y)/2, 2, y...), t.k)
	}
	return t.done, err
}

// Ended reports whether nothing is left to be done.
func (t *tsne) Ended() bool { return t.done }

// Checkpoint is where the run is and, at its end, how good the picture is.
func (t *tsne) Checkpoint() task.Message {
	p := t.run.Place()
	m := task.Message{Arrays: map[string][]float64{
		"y": p.Y, "velocity": p.Velocity, "gain": p.Gain,
		"place": {float64(p.Iteration), float64(p.Phase), p.KL, float64(p.KLIteration)},
	}}
	if p.Order != nil {
		m.Bytes = map[string][]byte{"order": task.Integers(p.Order)}
	}
	if t.done {
		m.Arrays["quality"] = t.measured()
	}
	return m
}

// restore goes to where a Checkpoint was taken.
func (t *tsne) restore(m task.Message) error {
	at := m.Array("place")
	if len(at) != 4 {
		return embed.ErrPlace
	}
	for _, v := range []float64{at[0], at[1], at[3]} {
		if !(v >= 0 && v <= embed.MaxIterations) {
			return embed.ErrPlace
		}
	}
	err := t.run.Restore(embed.Place{Y: m.Array("y"), Velocity: m.Array("velocity"), Gain: m.Array("gain"),
		Iteration: int(at[0]), Phase: embed.Phase(at[1]), KL: at[2], KLIteration: int(at[3]), Order: task.IntegersOf(m.Bytes["order"])})
	if quality, ended := m.Arrays["quality"]; ended && t.run.Phase() >= embed.Ended {
		t.done, t.quality = true, quality
	}
	return err
}

// measured returns the quality of the finished picture, nil if it was not measured.
func (t *tsne) measured() []float64 {
	if t.meter == nil {
		return t.quality
	}
	q := t.meter.Quality()
	return []float64{float64(q.K), q.Trustworthiness, q.Continuity, q.Preservation}
}

func (t *tsne) Progress() float64 {
	const drawing = 0.98 // of the time
	switch {
	case t.done:
		return 1
	case t.meter != nil:
		return drawing + (1-drawing)*t.meter.Progress()
	}
	return drawing * t.run.Progress()
}

func (t *tsne) Snapshot() task.Message {
	kl, at := t.run.KL()
	m := task.Message{
		Texts: map[string]string{"phase": t.run.Phase().String()},
		Arrays: map[string][]float64{
			"y":          append([]float64(nil), t.run.Y()...),
			"iteration":  {float64(t.run.Iteration())},
			"kl":         {kl, float64(at)},
			"perplexity": {t.run.Perplexity()},
			"rate":       {t.run.Rate()},
		},
	}
	if t.meter != nil && !t.done {
		m.Texts["phase"] = "measuring"
	}
	if q := t.measured(); t.done && len(q) > 0 {
		m.Arrays["quality"] = q
	}
	return m
}
