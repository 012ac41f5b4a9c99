package network

import (
	"strings"

	"zscape/compute/faults"
	"zscape/compute/lang"
)

// Format is how a graph is written.
type Format uint8

const (
	UnknownFormat Format = iota
	AdjacencyMatrix
	EdgeList
	AdjacencyList
	GML
	GraphML
	GEXF
	Pajek
	MatrixMarket
	NodeLink // JSON
	DOT
)

// Text returns what the format is called.
func (f Format) Text() lang.Text {
	return [...]lang.Text{{En: "unknown", Ja: "不明"}, {En: "adjacency matrix", Ja: "隣接行列"}, {En: "edge list", Ja: "辺のリスト"}, {En: "adjacency list", Ja: "隣接リスト"},
		lang.Same("GML"), lang.Same("GraphML"), lang.Same("GEXF"), lang.Same("Pajek"), lang.Same("Matrix Market"), lang.Same("JSON"), lang.Same("DOT")}[f]
}

// Why says why a graph has directions, or none.
type Why uint8

const (
	Said       Why = iota // the file says so
	Symmetric             // every link is there both ways
	Asymmetric            // a matrix is not symmetric
	Guessed               // nothing says so, and not every link is there both ways
	Chosen                // by Options
)

// Text returns the reason; nothing for Chosen.
func (w Why) Text() lang.Text {
	return [...]lang.Text{{En: "as the file says", Ja: "ファイルの指定"}, {En: "as each link is there both ways", Ja: "どのリンクも両向きにあるため"},
		{En: "as the matrix is not symmetric", Ja: "行列が対称でないため"}, {En: "as not every link is there both ways", Ja: "両向きにないリンクがあるため"}, {}}[w]
}

// mostNames is how many of several names are listed.
const mostNames = 5

// Report says what was read.
type Report struct {
	Format Format
	Nodes  int
	Links  int // loops among them; without directions each counts once
	Loops  int

	Directed bool
	Why      Why
	Both     int // links without a direction, among others: they lead both ways
	Mirrored int // links of a graph without directions that are there both ways, and count once

	Duplicates int   // links that were merged with another one
	Merged     Merge // how: MergeSum or MergeFirst

	Weighted   bool     // there are other weights than 1
	Weight     string   // the name of what was taken as weights; empty if nothing says it
	Weights    []string // names of other numbers of links, which may be weights
	Unweighted int      // links without a weight, if there are others with one: it is 1
	Zeros      int      // links of weight 0, which are none

	Isolated      int      // nodes without a link to or from another one
	IsolatedNames []string // of the first of them
	Ghosts        int      // nodes that only links name, though others are declared
	GhostNames    []string // the IDs of the first of them
	Repeated      int      // nodes that are declared again
	Alike         int      // nodes called like others, behind whose names their IDs stand

	Label   string // the name of the first of Labels; empty if there is none
	Classes int    // that it has

	Gaps     int       // cells of a matrix without a value, off the diagonal: no links
	Columns  [2]string // names of those of sources and of targets, of a table, where they are others than usual
	Comments int       // lines that are comments, of a table
	Unused   []string  // columns of a table of links that are not used
	Left     []lang.Text
	Guesses  []Guess
	faults.List
}

// Guess is what was taken where a file has more than one reading.
type Guess struct {
	Text  lang.Text
	Other []Choice // what might be meant instead
}

// Choice is another reading: what Options would bring it about.
type Choice struct {
	Label   lang.Text
	Options Options
}

// leave notes what of a file is left out, once.
func (r *Report) leave(en, ja string) {
	t := lang.Text{En: en, Ja: ja}
	for _, l := range r.Left {
		if l == t {
			return
		}
	}
	r.Left = append(r.Left, t)
}

// guesses notes what else the file might mean.
func (b *builder) guesses() {
	r, o := b.report, b.options
	if r.Why != Said && len(b.links) > 0 {
		text, choice := lang.Text{En: "links have no directions", Ja: "リンクに向きがないとみなしました"}, lang.Text{En: "with directions", Ja: "向きありで読む"}
		next := o
		if next.Direction = Directed; r.Directed {
			text, choice = lang.Text{En: "links have directions", Ja: "リンクに向きがあるとみなしました"}, lang.Text{En: "without directions", Ja: "向きなしで読む"}
			next.Direction = Undirected
		}
		if why := r.Why.Text(); why.En != "" {
			text = lang.Sprintf("%s, %s", "%[2]s、%[1]s", text, why)
		}
		b.guess(text, choice, next)
	}
	if r.Duplicates > 0 {
		text, choice := lang.Text{En: "of duplicate links the first counts", Ja: "重複するリンクは最初のものだけ数えました"}, lang.Text{En: "add them up", Ja: "重みを合計する"}
		next := o
		if next.Merge = MergeSum; r.Merged == MergeSum {
			text, choice = lang.Text{En: "weights of duplicate links are added", Ja: "重複するリンクの重みを合計しました"}, lang.Text{En: "keep the first", Ja: "最初の重みを使う"}
			next.Merge = MergeFirst
		}
		b.guess(text, choice, next)
	}
	if b.unfit {
		b.guessUnfit()
	} else if r.Weighted && o.Weight != NoWeight {
		text := lang.Text{En: "links have weights", Ja: "リンクの重みを読みました"}
		if r.Weight != "" {
			text = lang.Sprintf("the weights are %q", "重みは%qです", r.Weight)
		}
		b.guess(text, lang.Text{En: "without weights", Ja: "重みなしで読む"}, o.weightedBy(NoWeight))
	} else if len(r.Weights) > 0 && !r.Weighted {
		g := Guess{Text: lang.Text{En: "links have no weights", Ja: "リンクの重みはないとみなしました"}}
		for _, name := range r.Weights {
			if name != r.Weight && name != o.Weight {
				g.Other = append(g.Other, Choice{lang.Sprintf("%q as weights", "%qを重みとして読む", name), o.weightedBy(name)})
			}
		}
		if len(g.Other) > 0 {
			r.Guesses = append(r.Guesses, g)
		}
	}
}

// guessUnfit says that links are left out for their weights, and offers them without.
func (b *builder) guessUnfit() {
	b.guess(lang.Text{En: "links whose weight is no number above 0 are left out", Ja: "重みが正の数でないリンクは読みませんでした"},
		lang.Text{En: "without weights", Ja: "重みなしで読む"}, b.options.weightedBy(NoWeight))
}

// guess notes what was taken, and one other reading.
func (b *builder) guess(text, choice lang.Text, o Options) {
	b.report.Guesses = append(b.report.Guesses, Guess{text, []Choice{{choice, o}}})
}

func (o Options) weightedBy(name string) Options {
	o.Weight = name
	return o
}

// Text says what was read: how many nodes and links, and what of the file is not as it
// seems; not the Guesses.
func (r *Report) Text() lang.Text {
	t := lang.Sprintf("%v: %v, %v", "%v、ノード%v個、リンク%v", r.Format.Text(), lang.Count(r.Nodes, "node", "nodes"), r.what())
	add := func(n int, en, ja string, args ...any) { t = more(t, n, en, ja, args) }
	add(r.Loops, "%v", "自分自身へのリンク%v本", lang.Count(r.Loops, "loop", "loops"))
	how := lang.Text{En: "whose weights are added", Ja: "重みを合計"}
	if r.Merged == MergeFirst {
		how = lang.Text{En: "of which the first counts", Ja: "最初のものだけ使用"}
	}
	add(r.Duplicates, "%v, %v", "重複するリンク%v本(%v)", lang.Count(r.Duplicates, "duplicate link", "duplicate links"), how)
	add(r.Mirrored, "%v both ways, counted once", "両向きに書かれたリンク%v本(1本と数える)", lang.Count(r.Mirrored, "link is there", "links are there"))
	add(r.Both, "%v without a direction, read as both ways", "向きのないリンク%v本(両向きとして使用)", lang.Count(r.Both, "link", "links"))
	add(r.Isolated, "%v: %v", "孤立したノード%v個: %v", lang.Count(r.Isolated, "isolated node", "isolated nodes"), list(r.IsolatedNames, r.Isolated))
	add(r.Ghosts, "%v only in links: %v", "リンクにだけ現れるノード%v個: %v", lang.Count(r.Ghosts, "node occurs", "nodes occur"), list(r.GhostNames, r.Ghosts))
	add(r.Repeated, "%v again", "重複して定義されたノード%v個", lang.Count(r.Repeated, "node is declared", "nodes are declared"))
	add(r.Alike, "%v with the name of another, told apart by IDs", "同じ名前のノード%v個(IDを付けて区別)", lang.Count(r.Alike, "node", "nodes"))
	if r.Weight != "" {
		add(r.Unweighted, "%v without a weight, read as 1", "重みのないリンク%v本(1とみなす)", lang.Count(r.Unweighted, "link", "links"))
	}
	add(r.Zeros, "%v of weight 0 left out", "重み0のリンク%v本を除外", lang.Count(r.Zeros, "link", "links"))
	add(r.Gaps, "%v without a value, read as no link", "値のない欄%v個(リンクなしとみなす)", lang.Count(r.Gaps, "cell", "cells"))
	add(r.Classes, "%v of the attribute %q", "属性%[2]qによる%[1]v個のクラス", lang.Count(r.Classes, "class", "classes"), r.Label)
	if r.Columns[0] != "" {
		add(1, "links lead from %q to %q", "リンクは%qから%qへ向かいます", r.Columns[0], r.Columns[1])
	}
	add(r.Comments, "%v skipped", "コメント%v行", lang.Count(r.Comments, "comment line", "comment lines"))
	add(len(r.Unused), "not used: %v", "使わない列: %v", list(r.Unused, len(r.Unused)))
	for _, l := range r.Left {
		add(1, "%v", "%v", l)
	}
	add(r.Skipped, "%v skipped", "読めないもの%v件", lang.Count(r.Skipped, "link or line", "links or lines"))
	for k, e := range r.Examples {
		between := [...]string{": %v", "; %v"}[min(k, 1)]
		t = lang.Sprintf("%v"+between, "%v"+between, t, e.Text())
	}
	return t
}

// more returns t with something of which there are n, if there are any.
func more(t lang.Text, n int, en, ja string, args []any) lang.Text {
	if n <= 0 {
		return t
	}
	return lang.Sprintf("%v; %v", "%v。%v", t, lang.Sprintf(en, ja, args...))
}

// what says how many links there are, and of which kind.
func (r *Report) what() lang.Text {
	kind := lang.Text{En: "without directions", Ja: "向きなし"}
	if r.Directed {
		kind = lang.Text{En: "directed", Ja: "向きあり"}
	}
	weights := lang.Text{En: "without weights", Ja: "重みなし"}
	if r.Weighted {
		weights = lang.Text{En: "with weights", Ja: "重みあり"}
	}
	why := r.Why.Text()
	if why.En != "" {
		why.En, why.Ja = ", "+why.En, "、"+why.Ja
	}
	return lang.Sprintf("%v (%v%v; %v)", "%v本(%v%v。%v)", lang.Count(r.Links, "link", "links"), kind, why, weights)
}

// list joins the first of so many names.
func list(names []string, of int) string {
	s := strings.Join(names[:min(len(names), mostNames)], ", ")
	if of > mostNames {
		s += ", …"
	}
	return s
}
