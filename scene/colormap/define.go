package colormap

import (
	"strconv"
	"sync"
)

// A definition is a map that has a name and is built when first asked for.
type definition struct {
	name string
	load func() *Map
}

// definitions holds the named maps in the order of Names.
var definitions = []definition{
	define("viridis", func() [3]channel { return even(viridis) }),
	define("cividis", func() [3]channel { return even(cividis) }),
	define("magma", func() [3]channel { return even(magma) }),
	define("coolwarm", func() [3]channel { return even(coolwarm) }),
	define("Blues", func() [3]channel { return even(blues) }),
	define("jet", func() [3]channel { return jet }),
}

// define returns the map whose red, green and blue channels are given.
func define(name string, channels func() [3]channel) definition {
	return definition{name, sync.OnceValue(func() *Map {
		m := &Map{name: name, nan: neutral}
		for c, ch := range channels() {
			for i := range m.table {
				m.table[i][c] = float32(ch.at(float64(i) / (size - 1)))
			}
		}
		return m
	})}
}

// A node is a point of a piecewise linear function.
type node struct{ t, v float64 }

// A channel is one colour component as a piecewise linear function over
// [0, 1]. Its nodes ascend in t, the first at 0 and the last at 1.
type channel []node

func (ch channel) at(t float64) float64 {
	k := 1
	for k < len(ch)-1 && ch[k].t < t {
		k++
	}
	p, q := ch[k-1], ch[k]
	return p.v + (q.v-p.v)*(t-p.t)/(q.t-p.t)
}

// jet has its corners at different places in each channel.
var jet = [3]channel{
	{{0, 0}, {0.35, 0}, {0.66, 1}, {0.89, 1}, {1, 0.5}},
	{{0, 0}, {0.125, 0}, {0.375, 1}, {0.64, 1}, {0.91, 0}, {1, 0}},
	{{0, 0.5}, {0.11, 1}, {0.34, 1}, {0.65, 0}, {1, 0}},
}

// even decodes a table of tables.go, whose colours are evenly spaced.
func even(hex string) [3]channel {
	const digits = 4
	n := len(hex) / (3 * digits)
	var channels [3]channel
	for c := range channels {
		channels[c] = make(channel, n)
		for i := range n {
			at := (3*i + c) * digits
			v, err := strconv.ParseUint(hex[at:at+digits], 16, 16)
			if err != nil {
				panic("colormap: " + err.Error())
			}
			channels[c][i] = node{float64(i) / float64(n-1), float64(v) / 0xffff}
		}
	}
	return channels
}
