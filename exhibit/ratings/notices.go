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
		add("", "All ratings are %s, so there is nothing to learn.", "評価がすべて%sなので、学習できることがありません。", exhibit.FormatNumber(low))
	}
	if _, ok := st.Control("zeros"); ok && !s.data.noZeros {
		rated, them := lang.Count(s.data.zeros, "rating is", "ratings are"), "them"
		if s.data.zeros == 1 {
			them = "it"
		}
		add("zeros", "%[1]v 0. If 0 means “not rated” here, leave %[2]s out.", "0の評価が%[1]v件あります。このデータで0が「未評価」を表すなら、除いてください。", rated, them)
		list[len(list)-1].Fixes = []exhibit.Fix{{Label: text("Leave zeros out", "0を除く"), Set: []exhibit.Setting{{Key: "zeros", Value: "0"}}}}
	}
	switch st.Text("show") {
	case "user":
		if n := st.Int("user"); n > 0 && n <= t.Users && t.UserInfo[n-1].ID != strconv.Itoa(n) {
			add("user", "Row %d is the user of ID %s.", "%d行目は、IDが%sのユーザです。", n, t.UserInfo[n-1].ID)
		}
		if p := &s.person; p.beyond > 0 {
			add("", "%d of the %d predictions shown lie beyond the rating scale and are drawn at its end, %s or %s.",
				"表示した予測%[2]d件のうち%[1]d件は評価の範囲を超えるので、端の値(%[3]sか%[4]s)で示しています。",
				p.beyond, p.shown, exhibit.FormatNumber(low), exhibit.FormatNumber(high))
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
		add("show", "The genres are unknown, so all points have the same colour. Open the item file as well.", "ジャンルが分からないため、色分けしていません。アイテムのファイルも開いてください。")
	default:
		c, _ := Exhibit.Control("by")
		for _, o := range c.Options {
			if o.Value == st.Text("by") {
				add("by", "The users' %v is unknown, so all points have the same colour. Open the user file as well.", "ユーザの%vが分からないため、色分けしていません。ユーザのファイルも開いてください。", o.Label)
			}
		}
	}
	if d := p.run; d != nil && d.perplexity < st.Number("perplexity") {
		n := len(d.y) / 2
		add("perplexity", "The perplexity is reduced to %.3g, the maximum for %v.", "パープレキシティを、%[2]v点に対する上限の%.3[1]gに下げています。", d.perplexity, lang.Count(n, "point", "points"))
	}
	return list
}
