// Package factorize is the long computation of the exhibit ratings: one method
// that factorizes a table of ratings, epoch by epoch.
package factorize

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"zscape/compute/factor"
	"zscape/compute/lang"
	"zscape/compute/ratings"
	"zscape/compute/sparse"
	"zscape/task"
)

// Name is the task's in a library.
const Name = "factorize"

// The methods.
const (
	First             = "first"      // alternating gradient descent, the missing taken for 0
	Second            = "second"     // alternating ridge solutions, damped
	FirstPlus         = "firstplus"  // as First, projected to what is not negative
	SecondPlus        = "secondplus" // as Second, projected
	ExcludedAsPrinted = "printed"    // the missing excluded as it was printed: from the error only
	ExcludedProperly  = "meant"      // the missing excluded as it was meant
	Completion        = "completion" // the missing completed by the prediction
	ALS               = "als"        // exact solutions over the ratings, with biases
	SGD               = "sgd"        // stochastic gradient descent, with biases
	Biases            = "biases"     // biases alone
	MaxEpochs         = 2000
	largestRate       = 1e3
)

// Methods lists the methods in the order in which they are shown.
var Methods = []string{First, Second, FirstPlus, SecondPlus, ExcludedAsPrinted, ExcludedProperly, Completion, ALS, SGD, Biases}

// Run is what there is to say about one run.
type Run struct {
	Method string
	R      int
	Rate   float64 // of the gradient, or the part of the way to the solution; not of ALS and Biases
	Reg    float64
	Epochs int
	Held   float64 // the share of the ratings that is held out for the test, 0..0.9
	Seed   uint64  // of the start, of what is held out, and of the order of SGD

	// Table is what is factorized, see Table; nil is the table which Sample generates.
	Table  *task.Data
	Sample uint64
}

// Table returns a table as the data of runs: its "shape", users and items, and by users
// where their ratings "start" and of each rating the item, "column", and the "value". It is
// made once for all runs.
func Table(t *ratings.Ratings) *task.Data { return task.NewData(message(t)) }

// Named is Table at once, if the name of the data is known.
func Named(t *ratings.Ratings, name [16]byte) *task.Data { return task.NamedData(message(t), name) }

// WithoutZeros is Table at once of the table whose data are all, without the ratings of 0.
func WithoutZeros(all *task.Data, t *ratings.Ratings) *task.Data {
	name := all.Name()
	for k := range name {
		name[k] = ^name[k] // as good a hash as the other
	}
	return Named(t, name)
}

func message(t *ratings.Ratings) task.Message {
	return task.Message{
		Arrays: map[string][]float64{"shape": {float64(t.Users), float64(t.Items)}, "value": t.ByUser.Value},
		Bytes:  map[string][]byte{"start": task.Integers(Starts(t.ByUser)), "column": task.Integers(t.ByUser.Column)},
	}
}

// Starts returns where the rows of a matrix start, for Matrix.
func Starts(a *sparse.Matrix) []int32 {
	start := make([]int32, len(a.Start))
	for k, n := range a.Start {
		start[k] = int32(n)
	}
	return start
}

// Matrix returns the matrix of rows and columns that came in parts; nil if these are not
// those of one of ratings.
func Matrix(rows, cols int, start, column []int32, value []float64) *sparse.Matrix {
	a := &sparse.Matrix{Rows: rows, Cols: cols, Start: make([]int, len(start)), Column: column, Value: value}
	for k, n := range start {
		a.Start[k] = int(n)
	}
	if value == nil || !a.Valid() {
		return nil
	}
	return a
}

// Generated returns the table of a sample and its truth.
func Generated(sample uint64) (*ratings.Ratings, *ratings.Truth) {
	return ratings.Generate(ratings.MovieLens100K, rand.New(rand.NewPCG(sample, 1)))
}

// Spec asks for the run. It costs the same whatever the table is.
func Spec(r Run) task.Spec {
	args := map[string][]float64{
		"r": {float64(r.R)}, "rate": {r.Rate}, "reg": {r.Reg}, "epochs": {float64(r.Epochs)}, "held": {r.Held}, "sample": {float64(r.Sample)},
	}
	return task.Spec{Name: Name, Data: r.Table, Seed: r.Seed, Record: 1, Args: task.Message{Texts: map[string]string{"method": r.Method}, Arrays: args}}
}

// New returns the task of a Spec, a task.Slicer. A step is an epoch; what is needed before
// is made in the first.
//
// Its log has a record for each epoch: the "objective" before its update, and
// "train" and "test", the root mean square errors after it. Its snapshots have the
// factors "u" and "v", the biases "bu" and "bv" if there are any, the "mean" (0
// without biases), the "seconds" that it computed, and after the last epoch "low" and "high", the least and the greatest
// prediction. The text "end" is "diverges" if the run ended so.
func New(s task.Spec) (task.Task, error) {
	f := &state{spec: s, method: s.Args.Text("method"), low: math.NaN(), high: math.NaN()}
	if !slices.Contains(Methods, f.method) {
		return nil, &task.SpecError{Key: "method", Value: f.method, Reason: lang.Text{En: "is not a known method", Ja: "この手法はありません"}}
	}
	for _, n := range []struct {
		key    string
		lo, hi float64
		whole  bool
	}{{"r", 1, factor.MaxR, true}, {"epochs", 1, MaxEpochs, true}, {"rate", 0, largestRate, false}, {"reg", 0, 1e6, false}, {"held", 0, 0.9, false}, {"sample", 0, 1e15, true}} {
		if v := s.Args.Number(n.key); !(n.lo <= v && v <= n.hi) || n.whole && v != math.Trunc(v) {
			return nil, &task.SpecError{Key: n.key, Value: strconv.FormatFloat(v, 'g', -1, 64), Reason: lang.Sprintf("must be from %v to %v", "%vから%vまでの数にしてください", n.lo, n.hi)}
		}
	}
	f.epochs = int(s.Args.Number("epochs"))
	if s.From != nil && !s.From.State.Empty() {
		if err := f.resume(s.From.State); err != nil {
			return nil, err
		}
	}
	t := &factorize{state: f, routine: task.NewRoutine(f.compute)}
	task.StopWith(t, t.routine)
	return t, nil
}

// factorize is a run as a task. What it comes to is the state, which its routine knows; it
// must not know the task, so that it can be given up with that.
type factorize struct {
	*state
	routine *task.Routine
}

func (f *factorize) Step() (done bool, err error) {
	begun := time.Now()
	done = f.routine.Step(task.AtOnce)
	f.seconds += time.Since(begun).Seconds()
	return done && f.err == nil, f.err
}

// state is where a run is.
type state struct {
	spec   task.Spec
	method string
	epochs int
	from   task.Message // where it goes on, until there is a method there

	factors            factor.Method // nil before the first step
	random             *rand.PCG     // of factors
	train, test        *ratings.Ratings
	within             bool       // a step
	last               [3]float64 // the record of the last epoch
	logged             int        // epochs
	low, high, seconds float64
	ended              string
	err                error
}

// entriesPerPause is how many entries of a table, or as much work, are gone through
// between two pauses: in a browser, a millisecond or two.
const entriesPerPause = 1 << 18

// every returns a function that is told of work, and calls pause every so often.
func every(pause func()) (work func(n int)) {
	done := 0
	return func(n int) {
		if done += n; done >= entriesPerPause {
			done = 0
			pause()
		}
	}
}

// compute is the routine: what is needed, and the epochs, with a pause after each.
func (f *state) compute(pause func()) {
	f.within = true
	if f.err = f.begin(pause); f.err != nil {
		return
	}
	for {
		for !f.factors.Step() {
			pause()
		}
		if f.factors.Diverged() {
			f.ended = "diverges"
		}
		errors := factor.NewErrors(f.factors.Model(), f.train, f.test)
		for !errors.Step() {
			pause()
		}
		f.last = [3]float64{f.factors.History()[f.done()-1], errors.Train, errors.Test}
		if f.ended == "" && f.Ended() {
			e := factor.NewEvaluation(f.factors.Model(), f.train, nil)
			for !e.Step() {
				pause()
			}
			f.low, f.high = e.Low, e.High
		}
		if f.within = false; f.Ended() {
			return
		}
		pause()
		f.within = true
	}
}

// Within reports whether an epoch has begun and not ended.
func (f *state) Within() bool { return f.within }

// begin makes the table, its split, and the start or where the run was left.
func (f *state) begin(pause func()) error {
	work := every(pause)
	table, err := f.table(work)
	if err != nil {
		return err
	}
	// What is held out does not depend on the method, so that tests compare.
	f.train, f.test = table.SplitWith(work, f.spec.Args.Number("held"), rand.New(rand.NewPCG(f.spec.Seed, 2)))
	f.random = rand.NewPCG(f.spec.Seed, 3)
	method := begin(f.method, f.train, int(f.spec.Args.Number("r")), f.spec.Args.Number("rate"), f.spec.Args.Number("reg"), rand.New(f.random), work)
	if !f.from.Empty() {
		if err := f.restore(method); err != nil {
			return err
		}
		f.from = task.Message{}
	}
	f.factors = method
	return nil
}

// Method returns a method at its start, as a Run of that seed makes it.
func Method(name string, x *ratings.Ratings, r int, rate, reg float64, seed uint64) factor.Method {
	return begin(name, x, r, rate, reg, rand.New(rand.NewPCG(seed, 3)), nil)
}

func begin(name string, x *ratings.Ratings, r int, rate, reg float64, random *rand.Rand, work func(n int)) factor.Method {
	if name == Biases {
		r = 0
	}
	m := factor.NewModel(x.Users, x.Items, r)
	settings := factor.Settings{Rate: rate, Reg: reg}
	switch name {
	case ALS, SGD, Biases:
		m.AddBiases(x.Mean())
		m.FillWith(slower(work), func() float64 { return 0.1 * random.NormFloat64() })
		if name == SGD {
			return factor.NewSGD(x, m, rate, reg, random)
		}
		return factor.NewALS(x, m, reg)
	case Second:
		settings.Order = factor.Second
	case FirstPlus:
		settings.NonNegative = true
	case SecondPlus:
		settings.Order, settings.NonNegative = factor.Second, true
	case ExcludedAsPrinted:
		settings.Order, settings.Missing = factor.Second, factor.ExcludedAsPrinted
	case ExcludedProperly:
		settings.Missing = factor.Excluded
	case Completion:
		settings.Order, settings.Missing, settings.NonNegative = factor.Second, factor.Completed, true
	}
	m.FillWith(slower(work), random.Float64)
	return factor.NewAlternating(x, m, settings)
}

// slower returns what is told of random numbers, each of which takes as long as a few
// entries.
func slower(work func(n int)) func(n int) {
	if work == nil {
		return nil
	}
	return func(n int) { work(4 * n) }
}

func (f *state) table(work func(n int)) (*ratings.Ratings, error) {
	a := f.spec.Data
	if a == nil {
		t, _ := Generated(uint64(f.spec.Args.Number("sample")))
		return t, nil
	}
	bad := func(key, en, ja string) error { return &task.SpecError{Key: key, Reason: lang.Text{En: en, Ja: ja}} }
	shape := a.Array("shape")
	if len(shape) != 2 || !(shape[0] >= 1 && shape[0] <= ratings.MaxUsers && shape[1] >= 1 && shape[1] <= ratings.MaxItems) {
		return nil, bad("shape", "must be a number of users and a number of items", "ユーザ数とアイテム数にしてください")
	}
	m := Matrix(int(shape[0]), int(shape[1]), task.IntegersOf(a.Bytes["start"]), task.IntegersOf(a.Bytes["column"]), a.Array("value"))
	switch {
	case m == nil || m.Len() == 0 || m.Len() > ratings.MaxRatings:
		return nil, bad("value", "must have an item and a value for each rating of a user", "ユーザ、アイテム、評価の個数が合いません")
	case slices.ContainsFunc(m.Value, func(v float64) bool { return v-v != 0 }):
		return nil, bad("value", "must be finite", "有限の数にしてください")
	}
	return ratings.Of(m, work), nil
}

// Ended reports whether there have been all epochs, or the run diverges.
func (f *state) Ended() bool { return f.ended != "" || f.done() >= f.epochs }

// done returns how many epochs there have been.
func (f *state) done() int {
	if f.factors == nil {
		return len(f.from.Array("history"))
	}
	return f.factors.Epochs()
}

func (f *state) Progress() float64 {
	done := float64(f.done())
	if f.within && f.factors != nil {
		done += f.factors.Part()
	}
	return done / float64(f.epochs)
}

func (f *state) Columns() []string { return []string{"objective", "train", "test"} }

func (f *state) Records(dst []float64) []float64 {
	if f.logged == f.done() {
		return dst
	}
	f.logged = f.done()
	return append(dst, f.last[:]...)
}

func (f *state) Snapshot() task.Message {
	clone := slices.Clone[[]float64]
	s := task.Message{Arrays: map[string][]float64{"seconds": {f.seconds}, "low": {f.low}, "high": {f.high}}}
	switch {
	case f.factors != nil:
		m := f.factors.Model()
		s.Arrays["u"], s.Arrays["v"], s.Arrays["mean"] = clone(m.U), clone(m.V), []float64{m.Mean}
		if m.UserBias != nil {
			s.Arrays["bu"], s.Arrays["bv"] = clone(m.UserBias), clone(m.ItemBias)
		}
	case f.from.Empty():
		return task.Message{}
	default: // as it was left
		for _, key := range []string{"u", "v", "mean", "bu", "bv"} {
			if v, ok := f.from.Arrays[key]; ok {
				s.Arrays[key] = v
			}
		}
	}
	if f.ended != "" {
		s.Texts = map[string]string{"end": f.ended}
	}
	return s
}

// Checkpoint is the model, where the method is, and the state of its random
// numbers; empty before the first epoch.
func (f *state) Checkpoint() task.Message {
	if f.factors == nil {
		return f.from
	}
	s := f.Snapshot()
	random, _ := f.random.MarshalBinary() // never fails
	p := f.factors.Place()
	order := make([]float64, len(p.Order))
	for k, n := range p.Order {
		order[k] = float64(n)
	}
	s.Texts = map[string]string{"random": string(random), "end": f.ended}
	s.Arrays["history"], s.Arrays["order"] = p.History, order
	s.Arrays["gu"], s.Arrays["gv"] = p.GramU, p.GramV
	return s
}

// wrong says that a message is no Checkpoint of the run.
func (f *state) wrong() error {
	return &task.SpecError{Key: "from", Value: f.method, Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
}

// resume takes a Checkpoint, to which the method is brought with the first step.
func (f *state) resume(s task.Message) error {
	history := s.Array("history")
	if len(history) == 0 || len(history) > MaxEpochs || new(rand.PCG).UnmarshalBinary([]byte(s.Text("random"))) != nil {
		return f.wrong()
	}
	f.from, f.logged = s, len(history)
	f.seconds, f.ended = s.Number("seconds"), s.Text("end")
	if f.ended == "" && f.Ended() {
		f.low, f.high = s.Number("low"), s.Number("high")
	}
	return nil
}

// restore brings a method to where it was left.
func (f *state) restore(method factor.Method) error {
	m, s := method.Model(), f.from
	parts := []struct {
		to   []float64
		from string
	}{{m.U, "u"}, {m.V, "v"}, {m.UserBias, "bu"}, {m.ItemBias, "bv"}}
	for _, part := range parts {
		if from := s.Array(part.from); copy(part.to, from) != len(part.to) || len(from) != len(part.to) {
			return f.wrong()
		}
	}
	p := factor.Place{History: s.Array("history"), GramU: s.Array("gu"), GramV: s.Array("gv")}
	for _, n := range s.Array("order") {
		p.Order = append(p.Order, int32(n))
	}
	if f.random.UnmarshalBinary([]byte(s.Text("random"))) != nil || method.Restore(p) != nil {
		return f.wrong()
	}
	return nil
}

// Model returns the model of a snapshot, nil if it has none yet.
func Model(s task.Message, users, items int) *factor.Model {
	u := s.Array("u")
	if s.Array("mean") == nil || users == 0 || len(u)%users != 0 {
		return nil
	}
	r := len(u) / users
	if len(s.Array("v")) != items*r {
		return nil
	}
	return &factor.Model{Users: users, Items: items, R: r, U: u, V: s.Array("v"), Mean: s.Number("mean"), UserBias: s.Array("bu"), ItemBias: s.Array("bv")}
}
