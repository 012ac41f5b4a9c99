package ratings

import (
	"strconv"

	"zscape/compute/lang"
	"zscape/exhibit"
)

// Notices says what of the table, and of the picture, is not as it may seem.
func (s *session) Notices() (list []exhibit.Notice) {
	st, t := s.state, s.data.table
	add := func(key, en, ja string, args ...any) {
		list = append(list, exhibit.Notice{Key: key, Text: lang.Sprintf(en, ja, args...)})
	}
	low, high := s.maps.low, s.maps.high
	if low == high {
		add("", "all ratings are %s: there is nothing to learn", "評価がすべて%sなので、学習するものがありません", exhibit.FormatNumber(low))
	}
	if _, ok := st.Control("zeros"); ok && !s.data.noZeros {
		add("zeros", "%v of 0: is it a rating, or is it none?", "0が%v件あります。0も評価でしょうか、それとも未評価でしょうか", lang.Count(s.data.zeros, "rating", "ratings"))
		list[len(list)-1].Fixes = []exhibit.Fix{{Label: text("leave them out", "0を除く"), Set: []exhibit.Setting{{Key: "zeros", Value: "0"}}}}
	}
	switch st.Text("show") {
	case "user":
		if n := st.Int("user"); n > 0 && n <= t.Users && t.Persons[n-1].ID != strconv.Itoa(n) {
			add("user", "row %d is the user of ID %s", "%d行目はID %sのユーザ", n, t.Persons[n-1].ID)
		}
		if p := &s.person; p.beyond > 0 {
			add("", "beyond the scale, and so shown at its end, %[3]s or %[4]s: %[1]d of %[2]v",
				"表示した予測%[2]v件のうち%[1]d件は評価の範囲を超えるので、端の値(%[3]sか%[4]s)で示しています",
				p.beyond, lang.Count(p.shown, "prediction", "predictions"), exhibit.FormatNumber(low), exhibit.FormatNumber(high))
		}
	case "users", "movies":
		list = append(list, s.people.notices(s)...)
	}
	return list
}

// notices says which groups are not known, and what t-SNE has made of its
// options.
func (p *people) notices(s *session) (list []exhibit.Notice) {
	st, t := s.state, s.data.table
	add := func(key, en, ja string, args ...any) {
		list = append(list, exhibit.Notice{Key: key, Text: lang.Sprintf(en, ja, args...)})
	}
	items := st.Text("show") == "movies"
	switch _, names := grouped(t, items, st.Text("by")); {
	case len(names) > 0:
	case items:
		add("show", "no genres are known, so nothing tells the points apart: open the file of the items, too", "ジャンルが分からないので色分けしていません(アイテムのファイルも開いてください)")
	default:
		c, _ := Exhibit.Control("by")
		for _, o := range c.Options {
			if o.Value == st.Text("by") {
				add("by", "the %v of no user is known: open the file of the users, too", "ユーザの%vが分からないので色分けしていません(ユーザのファイルも開いてください)", o.Label)
			}
		}
	}
	if d := p.run; d != nil && d.perplexity < st.Number("perplexity") {
		n := len(d.y) / 2
		add("perplexity", "%.3g is used, the most for %v", "%[2]vの点では最大の%.3[1]gを使いました", d.perplexity, lang.Count(n, "point", "points"))
	}
	return list
}
