package graph

import (
	"math"
	"strconv"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/plain"
	"zscape/exhibit"
	"zscape/exhibit/spaces"
	"zscape/jobs/layout"
	"zscape/jobs/spectral"
	"zscape/scene"
	"zscape/scene/space"
	"zscape/task"
)

// drawing is the panel of nodes and links, as the forces between them put them.
type drawing struct {
	space space.Space
	nodes space.Points
	links space.Links

	source   *source
	position []float32 // n x dims, of the latest snapshot
	planted  bool      // position is of a planted graph
	dims     int
}

func (d *drawing) init() {
	d.space.Axes.Hidden = true
	d.nodes = space.Points{Radius: 5}
	d.links = space.Links{Points: &d.nodes, Width: 1, Color: scene.Color{R: 0.5, G: 0.5, B: 0.5, A: 0.35}}
	d.space.Marks = []space.Mark{&d.links, &d.nodes}
}

// mostHeads is how many links have the heads of arrows: more hide each other, and the
// matrix has their directions.
const mostHeads = 600

// layoutJob returns the job that draws the graph of st.
func (s *session) layoutJob(st exhibit.State) exhibit.Job {
	run := layout.Run{Links: s.source.data, Dims: st.Int("dims"), Seed: uint64(st.Int(exhibit.SeedKey))}
	pins, _ := parsePins(st.Text("pins"))
	for _, p := range pins {
		if p.node < s.source.graph.N() {
			run.Pinned = append(append(run.Pinned, float64(p.node)), p.at[:run.Dims]...)
		}
	}
	return exhibit.Job{Spec: layout.Spec(run), Label: text("drawing", "描画"), Auto: true, Live: []string{layout.PinnedKey}}
}

// watch takes the latest positions. Until there are some, those of another planted graph stay,
// whose nodes are the same, so that they do not vanish while its slider moves.
func (d *drawing) watch(view task.View, planted bool) {
	last, ok := view.Last()
	if position := last.Snapshot.Floats["position"]; ok && position != nil {
		d.position, d.planted = position, planted
	} else if !(d.planted && planted) {
		d.position = nil
	}
}

// show brings the drawing to the State, the groups and the latest positions.
func (d *drawing) show(s *session) {
	st, src := s.state, s.source
	n := src.graph.N()
	if d.source != src {
		d.source = src
		d.links.From, d.links.To = d.links.From[:0], d.links.To[:0]
		d.links.Directed = src.graph.Directed && src.graph.Count() <= mostHeads
		a := src.graph.Links
		if src.graph.Directed && !d.links.Directed {
			a = src.undirected(spectral.Or)
		}
		for i := range n {
			columns, _ := a.Row(i)
			for _, j := range columns {
				if d.links.Directed || int(j) >= i {
					d.links.From, d.links.To = append(d.links.From, int32(i)), append(d.links.To, j)
				}
			}
		}
		d.nodes.Radii, d.nodes.Weights = d.nodes.Radii[:0], d.nodes.Weights[:0]
		for i := range n {
			d.nodes.Radii = append(d.nodes.Radii, 3+math.Sqrt(float64(src.degree(i)))*0.7)
			d.nodes.Weights = append(d.nodes.Weights, float64(src.degree(i)))
		}
	}
	d.dims = st.Int("dims")
	d.space.Flat = d.dims == 2
	d.space.Aspect = scene.Vec{X: 1, Y: 1, Z: 1}
	d.nodes.Fade, d.links.Halo = 0, 0
	if d.dims == 3 {
		d.nodes.Fade, d.links.Halo = 0.6, 1
	}
	d.nodes.Labels = nil
	if st.On("names") {
		d.nodes.Labels = src.graph.Names
	}
	d.nodes.Class = s.groups.colours(s)
	d.place(s)
	d.space.Title = lang.Count(n, "node", "nodes").En + ", " + lang.Count(src.graph.Count(), "link", "links").En
}

// place puts the nodes where the latest positions have them.
func (d *drawing) place(s *session) {
	n := d.source.graph.N()
	d.nodes.At = d.nodes.At[:0]
	box := scene.EmptyBox()
	if len(d.position) == n*d.dims {
		for i := range n {
			p := d.position[i*d.dims:][:d.dims]
			v := scene.Vec{X: float64(p[0]), Y: float64(p[1])}
			if d.dims == 3 {
				v.Z = float64(p[2])
			}
			d.nodes.At = append(d.nodes.At, v)
			box = box.Union(scene.Box{Min: v, Max: v})
		}
	}
	if len(d.nodes.At) == 0 {
		box = scene.Box{Min: scene.Vec{X: -1, Y: -1, Z: -1}, Max: scene.Vec{X: 1, Y: 1, Z: 1}}
	}
	d.nodes.Version++
	s.boxes.Fit(&d.space, cube(box))
}

// cube returns the cube around a box, with a little room.
func cube(b scene.Box) scene.Box {
	c := b.Min.Add(b.Max).Scale(0.5)
	size := b.Max.Sub(b.Min)
	half := 0.52*max(size.X, size.Y, size.Z) + 1e-9
	far := scene.Vec{X: half, Y: half, Z: half}
	return scene.Box{Min: c.Sub(far), Max: c.Add(far)}
}

// panel is the drawing as something whose nodes can be pointed at and dragged.
func (d *drawing) panel(s *session) spaces.Panel {
	return spaces.Panel{Space: &d.space, Points: &d.nodes, Links: &d.links, Say: s.say, Move: s.movePin, Unfit: func() { d.place(s) }}
}

// movePin returns the State in which a node is pinned where it has been dragged.
func (s *session) movePin(k int, at scene.Vec, st exhibit.State) exhibit.State {
	pins, _ := parsePins(st.Text("pins"))
	next := pin{node: k, at: [3]float64{at.X, at.Y, at.Z}}
	for i := range pins {
		if pins[i].node == k {
			pins[i] = next
			return st.Try("pins", formatPins(pins))
		}
	}
	return st.Try("pins", formatPins(append(pins, next)))
}

// pin is a node that stays where it was put.
type pin struct {
	node int
	at   [3]float64
}

// mostPins is how many nodes may be pinned: as many as fit into a State.
const mostPins = 60

// parsePins reads pins: "3,0.5,-1,0;7,..." has the number of a node, from 0, and where it is.
func parsePins(text string) (pins []pin, reason error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(plain.String(text), ";") {
		words := strings.Split(part, ",")
		bad := func() ([]pin, error) {
			return nil, lang.Errorf("has %q where a pinned node is to be: its number and its place, as in 3,0.5,-1,0", "固定するノードは「番号,x,y,z」の形(例: 3,0.5,-1,0)で書いてください: %q", strings.TrimSpace(part))
		}
		if len(words) != 4 {
			return bad()
		}
		node, err := strconv.Atoi(strings.TrimSpace(words[0]))
		if err != nil || node < 0 {
			return bad()
		}
		p := pin{node: node}
		for k := range p.at {
			v, err := exhibit.ParseNumber(words[k+1])
			if err != nil || math.Abs(v) > 1e6 {
				return bad()
			}
			p.at[k] = v
		}
		for _, other := range pins {
			if other.node == p.node {
				return nil, lang.Errorf("pins node %d twice", "ノード%dが2回固定されています", node)
			}
		}
		if pins = append(pins, p); len(pins) > mostPins {
			return nil, lang.Errorf("pins more than %d nodes", "固定できるノードは%d個までです", mostPins)
		}
	}
	return pins, nil
}

func formatPins(pins []pin) string {
	var parts []string
	for _, p := range pins {
		words := []string{strconv.Itoa(p.node)}
		for _, v := range p.at {
			words = append(words, strconv.FormatFloat(v, 'g', 4, 64))
		}
		parts = append(parts, strings.Join(words, ","))
	}
	return strings.Join(parts, ";")
}

func checkPins(text string) (canonical string, reason error) {
	pins, reason := parsePins(text)
	return formatPins(pins), reason
}
