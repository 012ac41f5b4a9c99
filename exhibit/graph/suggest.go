package graph

import (
	"slices"
	"strconv"

	"zscape/compute/lang"
	"zscape/exhibit"
	"zscape/jobs/spectral"
)

// suggestion is a number of groups that some rule comes to.
type suggestion struct {
	key     string       // of the readout
	label   exhibit.Text // of that
	rule    exhibit.Text
	k       int
	atLeast bool // there may be more
}

// suggestions returns what numbers of groups the eigenvalues suggest.
func (p *spectrum) suggestions(st exhibit.State) (list []suggestion) {
	if !p.known {
		return nil
	}
	if gap := p.run.Array("gap"); len(gap) == 2 && gap[0] >= 1 {
		rule := text("the largest gap between eigenvalues", "固有値の最大のギャップ")
		if st.Text("laplacian") == spectral.DISIM {
			rule = text("the largest gap between singular values", "特異値の最大のギャップ")
		}
		list = append(list, suggestion{"suggest.gap", text("K by the largest gap", "最大のギャップによるK"), rule, int(gap[0]), false})
	}
	if n := p.run.Array("negative"); len(n) == 3 {
		list = append(list,
			suggestion{"suggest.bethe", text("K by the Bethe Hessian", "Bethe HessianによるK"), text("the Bethe Hessian (groups that are linked within)", "Bethe Hessian(内部の結びつきが強いグループ)"), int(n[0]), n[2] == 0},
			suggestion{"suggest.bethe.between", text("K by the Bethe Hessian, −r", "Bethe Hessian(−r)によるK"), text("the Bethe Hessian (groups that avoid links within)", "Bethe Hessian(内部の結びつきを避けるグループ)"), int(n[1]), n[2] == 0})
	}
	return list
}

// suggestions returns what numbers of groups are suggested by the eigenvalues and, once it is
// known, by the block model.
func (s *session) suggestions() []suggestion {
	list := s.spectrum.suggestions(s.state)
	if c := &s.blocks.curve; c.done {
		list = append(list, suggestion{"suggest.icl", text("K by ICL", "ICLによるK"), text("the block model (ICL)", "ブロックモデル(ICL)"), c.needs, false})
	}
	return list
}

// value returns the number as a Readout has it.
func (g *suggestion) value() any {
	if g.atLeast {
		return lang.Sprintf("at least %d", "%d以上", g.k)
	}
	return float64(g.k)
}

// suggest offers the numbers that are suggested and not taken.
func (s *session) suggest() (list []exhibit.Notice) {
	var said []lang.Text
	var fixes []exhibit.Fix
	k := s.state.Int("K")
	for _, g := range s.suggestions() {
		if g.k == 0 {
			continue
		}
		said = append(said, lang.Sprintf("%d by %v", "%[2]vによると%[1]d", g.k, g.rule))
		if g.atLeast {
			said[len(said)-1] = lang.Sprintf("at least %d by %v", "%[2]vによると%[1]d以上", g.k, g.rule)
		}
		value := strconv.Itoa(g.k)
		if g.k != k && g.k <= spectral.MaxGroups && !slices.ContainsFunc(fixes, func(f exhibit.Fix) bool { return f.Set[0].Value == value }) {
			fixes = append(fixes, setting(lang.Same("K = "+value), "K", value))
		}
	}
	if len(fixes) == 0 {
		return nil
	}
	return []exhibit.Notice{{Key: "K", Text: lang.Sprintf("Suggested numbers of groups: %v.", "グループ数の目安は、%vです。", joined(said)), Fixes: fixes}}
}

// joined lists texts.
func joined(list []lang.Text) (all lang.Text) {
	for k, t := range list {
		if k > 0 {
			all.En, all.Ja = all.En+", ", all.Ja+"、"
		}
		all.En, all.Ja = all.En+t.En, all.Ja+t.Ja
	}
	return all
}

// setting is the Fix that gives one control a value.
func setting(label exhibit.Text, key, value string) exhibit.Fix {
	return exhibit.Fix{Label: label, Set: []exhibit.Setting{{Key: key, Value: value}}}
}
