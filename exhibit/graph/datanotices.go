package graph

import (
	"math"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/jobs/spectral"
)

// notices says what was taken where the file has more than one reading, and what of the
// graph a method leaves out, or what is asked for is not there.
func (d *source) notices(st exhibit.State) (list []exhibit.Notice) {
	if d.way != nil {
		list = d.way.guesses(st)
	}
	add := func(key string, t exhibit.Text, fixes ...exhibit.Fix) {
		list = append(list, exhibit.Notice{Key: key, Text: t, Fixes: fixes})
	}
	fix := func(key, value, en, ja string) exhibit.Fix {
		return exhibit.Fix{Label: text(en, ja), Set: []exhibit.Setting{{Key: key, Value: value}}}
	}
	if t := d.loops(st); t != (exhibit.Text{}) {
		key := "laplacian"
		if st.Text("show") == byBlocks {
			key = "show"
		}
		add(key, t)
	}
	if d.graph.Weighted() && st.Text("show") == byBlocks {
		switch model, count := st.Text("model"), d.counts(); {
		case model == "bernoulli" && count:
			add("model", text("Weights are ignored: what counts is which nodes are linked.", "重みは使わず、リンクの有無だけを見ています。"),
				fix("model", "poisson", "Use them as counts (Poisson)", "重みを個数とみなす(ポアソン分布)"))
		case model == "bernoulli":
			add("model", text("Weights are ignored: what counts is which nodes are linked.", "重みは使わず、リンクの有無だけを見ています。"))
		case !count:
			add("model", text("The weights are not all whole numbers, so they are no counts.", "整数でない重みがあるため、個数とはみなせません。"),
				fix("model", "bernoulli", "Ignore weights (Bernoulli)", "重みを使わない(ベルヌーイ分布)"))
		}
	}
	if d.label == nil {
		for _, key := range [...]string{"order", "from"} {
			if st.Text(key) == "label" {
				add(key, text("The nodes have no label: they stand as in the data.", "ノードにラベルがないので、データのとおりに並べています。"))
			}
		}
		if st.Text("colour") == "label" {
			add("colour", text("The nodes have no label: colours show the groups.", "ノードにラベルがないので、色はグループを表しています。"), fix("colour", "groups", "Colours by group", "グループで色分けする"))
		}
	}
	return list
}

// loops says what a method makes of links from nodes to themselves; nothing if there are
// none.
func (d *source) loops(st exhibit.State) (t exhibit.Text) {
	n := d.graph.Loops()
	if n == 0 {
		return t
	}
	loops := lang.Count(n, "loop", "loops")
	switch matrix := st.Text("laplacian"); {
	case st.Text("show") == byBlocks:
		return lang.Sprintf("%v, from a node to itself, left out of the block model.", "自分自身へのリンク%v本は、ブロックモデルでは使いません。", loops)
	case matrix == spectral.Bethe:
		return lang.Sprintf("%v, from a node to itself, left out of this matrix.", "自分自身へのリンク%v本は、この行列では使いません。", loops)
	case matrix == spectral.None:
		return lang.Sprintf("%v, from a node to itself, without effect: L = D − A has none.", "自分自身へのリンク%v本は、L = D − A では打ち消し合うので影響しません。", loops)
	}
	return lang.Sprintf("%v, from a node to itself, counted in the degrees.", "自分自身へのリンク%v本は、次数に含めています。", loops)
}

// counts reports whether all weights are whole numbers.
func (d *source) counts() bool {
	for _, v := range d.graph.Links.Value {
		if v != math.Trunc(v) {
			return false
		}
	}
	return true
}
