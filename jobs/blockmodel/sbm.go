package blockmodel

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"zscape/compute/blockmodel"
	"zscape/compute/lang"
	"zscape/compute/sparse"
	"zscape/jobs/links"
	"zscape/task"
)

// Name is that of the task of a chain, in a library.
const Name = "sbm"

const (
	// MaxSweeps is the most sweeps of a chain.
	MaxSweeps = 1_000_000

	// MaxMoves is the most moves of many nodes after a sweep.
	MaxMoves = 100

	// MaxTogether is the most nodes of which a chain counts how often two are together.
	MaxTogether = 1000

	// Watched is how many pairs of nodes each partition's part of the log has.
	Watched = 8
)

const (
	// PinnedKey is the array by which a Run is Set the nodes that are pinned, as Run.Pinned.
	// It is always all of them: who is not in it is free.
	PinnedKey = "pinned"

	// MoveKey is the array by which nodes are moved while it runs: of each the partition, the
	// node, and the group, by its number in the snapshots, or -1 for a new one.
	MoveKey = "move"
)

// Run is what there is to say about one chain.
type Run struct {
	Links *task.Data // see links.Data
	Model blockmodel.Model
	Prior blockmodel.Prior

	Sweeps int
	Warmup int // sweeps after which draws count for what is together
	Moves  int // of many nodes at once after each sweep, 0 for none

	// Pinned has the partition, 0 or 1, and the number of each node that is held.
	Pinned []float64

	Seed  uint64 // of its random numbers, and of the pairs in its log
	Chain uint64
	Pace  float64 // sweeps a second; 0 is as fast as it goes
}

// Spec asks for the run, which may go on with more sweeps.
func Spec(r Run) task.Spec {
	args := arguments(r.Model, r.Prior)
	args.Arrays["sweeps"], args.Arrays["warmup"], args.Arrays["moves"] = []float64{float64(r.Sweeps)}, []float64{float64(r.Warmup)}, []float64{float64(r.Moves)}
	args.Arrays[PinnedKey] = r.Pinned
	return task.Spec{Name: Name, Args: args, Data: r.Links, Seed: r.Seed, Chain: r.Chain, Pace: r.Pace, Record: 1}
}

// GroupsColumn is the name of the column of how many groups of a partition are not empty,
// EntropyColumn of the entropy of their sizes, and PairColumn of whether the two nodes of one
// of the pairs are together. They and JointColumn do not depend on the numbers of groups.
func GroupsColumn(partition int) string  { return "groups" + strconv.Itoa(partition) }
func EntropyColumn(partition int) string { return "entropy" + strconv.Itoa(partition) }
func PairColumn(partition, pair int) string {
	return "pair" + strconv.Itoa(partition) + "." + strconv.Itoa(pair)
}

const (
	// JointColumn is the name of the column of the log of the joint probability.
	JointColumn = "joint"

	// RankColumn is the name of the column of the rank of the partition, as blockmodel.Exact
	// has it. It is there if there are as few nodes as that takes.
	RankColumn = "rank"
)

// Free returns the names of the columns that do not depend on how groups are numbered, of a
// graph of n nodes: what says whether chains agree. Where groups are clear, some of them never
// change, and mcmc.Summary then has no R-hat: the chains agree if it is the same in all.
func Free(n int, two bool) []string {
	list := []string{JointColumn}
	for k := range partitions(two) {
		list = append(list, GroupsColumn(k), EntropyColumn(k))
		for p := range min(Watched, blockmodel.Pairs(n)) {
			list = append(list, PairColumn(k, p))
		}
	}
	return list
}

func partitions(two bool) int {
	if two {
		return 2
	}
	return 1
}

// Pairs returns the pairs of nodes in the logs of all chains of a seed: different ones, of
// each the lesser node and the greater. Those of all partitions are the same.
func Pairs(n int, seed uint64) [][2]int {
	count := blockmodel.Pairs(n)
	random := rand.New(rand.NewPCG(seed, 1<<63))
	list := make([][2]int, 0, Watched)
	for len(list) < min(Watched, count) {
		i, j := random.IntN(n), random.IntN(n)
		if p := [2]int{min(i, j), max(i, j)}; i != j && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// New returns the task of a Spec, a task.Slicer. A step is a sweep, in which each node is
// drawn anew, and the moves of many nodes after it; what is needed before is made in the first.
//
// Its log has a record for each sweep: what Free lists, "splits", "merges" and "shares", how
// many of such moves were accepted, and RankColumn. Its snapshots have
//
//	z, w      the group of each node as sender and as receiver, as Bytes; z alone if there is
//	          one partition. A group keeps its number as long as it is not empty.
//	sweep     how many there have been
//	joint     the log of the joint probability
//	shape     how many groups of senders and of receivers the next have: one more than the
//	          largest number
//	links     from each group of senders to each of receivers
//	pairs     of nodes where they could be
//	theta     the posterior mean of the density there
//	outcome   how many splits, merges and shares were proposed, and how many of each accepted
//
// and, at most five times a second and at the end, if there are at most MaxTogether nodes,
//
//	zz, ww    how often two nodes are together, see Together
//	draws     how many sweeps that counts, since the warmup or the last change of pins
//
// That before the first sweep is empty.
func New(s task.Spec) (task.Task, error) {
	a, err := links.Of(s.Data)
	if err != nil {
		return nil, err
	}
	c := &state{links: a, n: a.Rows, random: s.PCG(), watched: Pairs(a.Rows, s.Seed)}
	if c.model, c.prior, err = model(s.Args); err != nil {
		return nil, err
	}
	for _, w := range []struct {
		key         string
		least, most int
		to          *int
	}{{"sweeps", 1, MaxSweeps, &c.sweeps}, {"warmup", 0, MaxSweeps, &c.warmup}, {"moves", 0, MaxMoves, &c.moves}} {
		if *w.to, err = whole(s.Args, w.key, w.least, w.most); err != nil {
			return nil, err
		}
	}
	c.parts = partitions(c.model.Two)
	if err := c.pin(s.Args.Array(PinnedKey)); err != nil {
		return nil, err
	}
	if c.n <= blockmodel.MaxExactTwo || c.n <= blockmodel.MaxExact && c.parts == 1 {
		c.ranks = blockmodel.NewRanks(c.n)
	}
	if s.From != nil && !s.From.State.Empty() {
		if err := c.resume(s.From.State); err != nil {
			return nil, err
		}
	}
	return sbm{c, newRoutine(c.compute, &c.err)}, nil
}

// sbm is a chain as a task.
type sbm struct {
	*state
	*routine
}

// state is where a chain is.
type state struct {
	links                 *sparse.Matrix
	n, parts              int
	model                 blockmodel.Model
	prior                 blockmodel.Prior
	sweeps, warmup, moves int
	watched               [][2]int
	ranks                 *blockmodel.Ranks // nil if there are too many nodes
	random                *rand.PCG

	chain    *blockmodel.Chain // nil before the first step
	score    *blockmodel.Score
	pinned   []float64
	orders   []float64 // moves that are to be made
	pins     bool      // were changed, and the chain does not know it yet
	within   bool      // a step
	done     int       // sweeps
	logged   int       // sweeps
	last     []float64 // the record of the last sweep
	outcome  blockmodel.Outcome
	together [][]int32 // of each partition
	draws    int
	shown    int64 // when together was in a snapshot, in milliseconds
	err      error
}

// compute is the routine: what is needed, and the sweeps, with a pause after each.
func (c *state) compute(pause func()) {
	c.within = true
	if c.chain == nil {
		if c.err = c.begin(pause); c.err != nil {
			return
		}
		c.chain.Randomise()
		c.obey()
	}
	work := every(cellsPerPause, pause)
	for c.done < c.sweeps {
		before := c.outcome
		c.chain.Sweep(work)
		for range c.moves {
			c.chain.MergeSplit(&c.outcome, work)
		}
		c.done++
		c.count()
		c.record(before)
		c.obey()
		if c.within = false; c.Ended() {
			return
		}
		pause()
		c.within = true
	}
}

// begin makes the chain. pause may be nil.
func (c *state) begin(pause func()) error {
	s, err := score(pause, c.links, c.model)
	if err != nil {
		return err
	}
	chain, err := s.NewChain(c.prior, rand.New(c.random))
	if err != nil {
		return told(err)
	}
	if c.n <= MaxTogether {
		for range c.parts {
			c.together = append(c.together, make([]int32, blockmodel.Pairs(c.n)))
		}
	}
	c.score, c.chain = s, chain
	return nil
}

// count counts who is together after a sweep.
func (c *state) count() {
	if c.done <= c.warmup {
		return
	}
	c.draws++
	for k, counts := range c.together {
		blockmodel.CountTogether(counts, c.chain.Partition(k))
	}
}

// record makes the record of a sweep, before which the outcome of moves was another.
func (c *state) record(before blockmodel.Outcome) {
	r := append(c.last[:0], rounded(c.chain.LogJoint()))
	for k := range c.parts {
		label := c.chain.Partition(k)
		r = append(r, float64(c.chain.Groups(k)), rounded(c.chain.Entropy(k)))
		for _, p := range c.watched {
			r = append(r, truth(label[p[0]] == label[p[1]]))
		}
	}
	o := c.outcome
	r = append(r, float64(o.SplitsDone-before.SplitsDone), float64(o.MergesDone-before.MergesDone), float64(o.SharesDone-before.SharesDone))
	if c.ranks != nil {
		rank := c.ranks.Of(c.chain.Partition(0))
		if c.parts == 2 {
			rank = rank*blockmodel.Bell(c.n) + c.ranks.Of(c.chain.Partition(1))
		}
		r = append(r, float64(rank))
	}
	c.last = r
}

// rounded returns a sum over groups, in the order of their numbers, without the last digits,
// which tell that order: chains whose groups are the same but for the numbers would never
// agree, since the ranks of draws tell the least difference.
func rounded(v float64) float64 { return math.Round(v*(1<<16)) / (1 << 16) }

func (c *state) Columns() []string {
	list := append(Free(c.n, c.parts == 2), "splits", "merges", "shares")
	if c.ranks != nil {
		list = append(list, RankColumn)
	}
	return list
}

func (c *state) Records(dst []float64) []float64 {
	if c.logged == c.done {
		return dst
	}
	c.logged = c.done
	return append(dst, c.last...)
}

// Within reports whether a sweep has begun and not ended.
func (c *state) Within() bool { return c.within }

// Ended reports whether there have been all sweeps.
func (c *state) Ended() bool { return c.done >= c.sweeps }

func (c *state) Progress() float64 { return float64(c.done) / float64(c.sweeps) }

// Set moves nodes, and takes other pins.
func (c *state) Set(m task.Message) error {
	orders, moves := m.Arrays[MoveKey]
	pinned, pins := m.Arrays[PinnedKey]
	if len(m.Arrays)+len(m.Texts)+len(m.Floats)+len(m.Bytes) > int(truth(moves)+truth(pins)) {
		return &task.SpecError{Key: MoveKey, Reason: lang.Text{En: "is, beside the pinned nodes, all that can be changed while it runs", Ja: "実行中に変更できるのは、ノードの移動と固定だけです"}}
	}
	if err := c.checkMoves(orders); err != nil {
		return err
	}
	if pins {
		if err := c.pin(pinned); err != nil {
			return err
		}
	}
	c.orders = append(c.orders, orders...)
	if c.chain != nil && !c.within {
		c.obey()
	}
	return nil
}

// limit returns how many numbers of groups there are.
func (c *state) limit() int {
	if c.prior.CRP {
		return min(c.n, blockmodel.MaxGroups)
	}
	return c.prior.K
}

// checkMoves returns what is wrong with moves.
func (c *state) checkMoves(list []float64) error {
	if len(list)%3 != 0 {
		return bad(MoveKey, float64(len(list)), "must have a partition, a node and a group for each move", "移動するノードごとに、分割、ノード、グループの番号を指定してください")
	}
	for ; len(list) > 0; list = list[3:] {
		move := list[:3]
		if err := c.checkNode(MoveKey, move); err != nil {
			return err
		}
		if g := move[2]; !(g >= -1 && g < float64(c.limit()) && g == math.Trunc(g)) {
			return bad(MoveKey, g, "is not the number of a group", "この番号のグループはありません")
		}
	}
	return nil
}

// checkNode returns what is wrong with the partition and the node that begin a list.
func (c *state) checkNode(key string, list []float64) error {
	if p := list[0]; p != 0 && (p != 1 || c.parts == 1) {
		return bad(key, p, "is not the number of a partition", "この番号の分割はありません")
	}
	if i := list[1]; !(i >= 0 && i < float64(c.n) && i == math.Trunc(i)) {
		return bad(key, i, "is not the number of a node", "この番号のノードはありません")
	}
	return nil
}

// pin takes the nodes that are to be pinned.
func (c *state) pin(list []float64) error {
	if len(list)%2 != 0 {
		return bad(PinnedKey, float64(len(list)), "must have a partition and a node for each pin", "固定するノードごとに、分割とノードの番号を指定してください")
	}
	for at := 0; at < len(list); at += 2 {
		if err := c.checkNode(PinnedKey, list[at:]); err != nil {
			return err
		}
	}
	c.pinned, c.pins = slices.Clone(list), true
	return nil
}

// obey moves and pins what is to be. With other pins other draws are likely: what is
// together is counted anew.
func (c *state) obey() {
	for ; len(c.orders) > 0; c.orders = c.orders[3:] {
		c.put(int(c.orders[0]), int(c.orders[1]), int32(c.orders[2]))
	}
	if !c.pins {
		return
	}
	c.pins = false
	held := make([]bool, c.parts*c.n)
	for at := 0; at < len(c.pinned); at += 2 {
		held[int(c.pinned[at])*c.n+int(c.pinned[at+1])] = true
	}
	same := true
	for at, h := range held {
		same = same && h == c.chain.Pinned(at/c.n, at%c.n)
		c.chain.Pin(at/c.n, at%c.n, h)
	}
	if !same {
		c.draws = 0
		for _, counts := range c.together {
			clear(counts)
		}
	}
}

// put moves a node, -1 to a new group: if there is none, or it is alone, it stays.
func (c *state) put(partition, node int, group int32) {
	if group < 0 {
		size := make([]int, c.limit())
		for _, g := range c.chain.Partition(partition) {
			size[g]++
		}
		group = int32(slices.Index(size, 0))
		if group < 0 || size[c.chain.Partition(partition)[node]] == 1 {
			return
		}
	}
	c.chain.Put(partition, node, group)
}

// often is after how many milliseconds a snapshot has again what is together.
const often = 200

func (c *state) Snapshot() task.Message {
	if c.chain == nil {
		return task.Message{}
	}
	rows, cols := c.chain.Extent()
	m := task.Message{
		Arrays: map[string][]float64{
			"sweep": {float64(c.done)}, "joint": {c.chain.LogJoint()}, "shape": {float64(rows), float64(cols)}, "outcome": c.outcomes(),
		},
		Bytes: map[string][]byte{},
	}
	for k := range c.parts {
		m.Bytes[labels[k]] = task.Integers(slices.Clone(c.chain.Partition(k)))
	}
	block := make([]float64, 3*rows*cols)
	ms, ns, theta := block[:rows*cols:rows*cols], block[rows*cols:2*rows*cols:2*rows*cols], block[2*rows*cols:]
	for at := range ms {
		links, pairs := c.chain.Block(at/cols, at%cols)
		ms[at], ns[at], theta[at] = float64(links), float64(pairs), c.score.Density(links, pairs)
	}
	m.Arrays["links"], m.Arrays["pairs"], m.Arrays["theta"] = ms, ns, theta
	if now := time.Now().UnixMilli(); c.together != nil && (c.Ended() || now-c.shown >= often) {
		c.shown = now
		m.Arrays["draws"] = []float64{float64(c.draws)}
		for k, counts := range c.together {
			m.Bytes[shares[k]] = shareOf(counts, c.draws)
		}
	}
	return m
}

// labels and shares are the names of the partitions, and of what is together.
var labels, shares = []string{"z", "w"}, []string{"zz", "ww"}

func (c *state) outcomes() []float64 {
	o := c.outcome
	return []float64{float64(o.Splits), float64(o.Merges), float64(o.Shares), float64(o.SplitsDone), float64(o.MergesDone), float64(o.SharesDone)}
}

// whole16 stands for all draws in what a snapshot says of pairs.
const whole16 = 1<<16 - 1

// shareOf returns counts as parts of draws: 16 bits each, low byte first.
func shareOf(counts []int32, draws int) []byte {
	b := make([]byte, 2*len(counts))
	scale := 0.0
	if draws > 0 {
		scale = whole16 / float64(draws)
	}
	for k, n := range counts {
		v := uint16(float64(n)*scale + 0.5)
		b[2*k], b[2*k+1] = byte(v), byte(v>>8)
	}
	return b
}

// Together returns in what part of its draws, which it returns too, two nodes were together:
// for each pair, as blockmodel.CountTogether counts them. It is nil if the snapshot does not
// have it, or there are no draws yet.
func Together(snapshot task.Message, partition int) (share []float32, draws int) {
	b, count := snapshot.Bytes[shares[partition]], snapshot.Number("draws")
	if !(count > 0) {
		return nil, 0
	}
	share = make([]float32, len(b)/2)
	for k := range share {
		share[k] = float32(uint16(b[2*k])|uint16(b[2*k+1])<<8) / whole16
	}
	return share, int(count)
}

// Checkpoint is the partitions, what was counted, and the state of the random numbers; empty
// before the first sweep.
func (c *state) Checkpoint() task.Message {
	if c.chain == nil {
		return task.Message{}
	}
	random, _ := c.random.MarshalBinary() // never fails
	m := task.Message{
		Texts: map[string]string{"random": string(random)},
		Arrays: map[string][]float64{
			"sweep": {float64(c.done)}, "draws": {float64(c.draws)}, "outcome": c.outcomes(), PinnedKey: slices.Clone(c.pinned),
		},
		Bytes: map[string][]byte{},
	}
	for k := range c.parts {
		m.Bytes[labels[k]] = task.Integers(slices.Clone(c.chain.Partition(k)))
		if c.together != nil {
			m.Bytes[shares[k]] = task.Integers(slices.Clone(c.together[k]))
		}
	}
	return m
}

// wrong says that a message is no Checkpoint of the run.
func wrong() error {
	return &task.SpecError{Key: "from", Reason: lang.Text{En: "is not a checkpoint of this run", Ja: "この計算のチェックポイントではありません"}}
}

// resume brings the chain to where a Checkpoint was taken.
func (c *state) resume(m task.Message) error {
	o := m.Array("outcome")
	if len(o) != 6 {
		return wrong()
	}
	for _, v := range append([]float64{m.Number("sweep"), m.Number("draws")}, o...) {
		if !(v >= 0 && v <= MaxSweeps*MaxMoves && v == math.Trunc(v)) {
			return wrong()
		}
	}
	if !(m.Number("draws") <= m.Number("sweep") && m.Number("sweep") <= MaxSweeps) || c.random.UnmarshalBinary([]byte(m.Text("random"))) != nil {
		return wrong()
	}
	var parts [][]int32
	for _, key := range labels[:c.parts] {
		label := task.IntegersOf(m.Bytes[key])
		if len(label) != c.n || slices.ContainsFunc(label, func(g int32) bool { return g < 0 || int(g) >= c.limit() }) {
			return wrong()
		}
		parts = append(parts, label)
	}
	wanted := c.pinned
	if c.pin(m.Array(PinnedKey)) != nil {
		return wrong()
	}
	if err := c.begin(nil); err != nil {
		return err
	}
	c.chain.Assign(parts...)
	c.obey()
	c.pinned, c.pins = wanted, true
	c.done, c.draws = int(m.Number("sweep")), int(m.Number("draws"))
	c.logged = c.done
	for k, counts := range c.together {
		left := task.IntegersOf(m.Bytes[shares[k]])
		if copy(counts, left) != len(counts) || slices.ContainsFunc(counts, func(n int32) bool { return n < 0 || int(n) > c.draws }) {
			return wrong()
		}
	}
	c.outcome = blockmodel.Outcome{Splits: int(o[0]), Merges: int(o[1]), Shares: int(o[2]), SplitsDone: int(o[3]), MergesDone: int(o[4]), SharesDone: int(o[5])}
	c.obey()
	return nil
}
