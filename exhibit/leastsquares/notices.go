package leastsquares

import (
	"math"

	"zscape/compute/lang"
	"zscape/compute/linalg"
	"zscape/exhibit"
)

// Notices says what W is worth if the patterns do not determine it, or hardly do.
func (s *session) Notices() []exhibit.Notice { return s.notices }

func (s *session) notice() []exhibit.Notice {
	f := s.fit
	say := func(en, ja string, args ...any) []exhibit.Notice {
		return []exhibit.Notice{{Key: "p", Text: lang.Sprintf(en, ja, args...)}}
	}
	const few = 8.5 // digits of 16
	rank, _ := linalg.ExactRank(f.X)
	weights := f.X.Shape[1]
	together, nearly := exhibit.Text{En: "coincide", Ja: "一点に重なっている"}, exhibit.Text{En: "nearly coincide", Ja: "ほとんど一点に重なっている"}
	if weights > 2 && f.Rank > 1 {
		together, nearly = exhibit.Text{En: "lie on one line", Ja: "一直線上に並んでいる"}, exhibit.Text{En: "nearly lie on one line", Ja: "ほとんど一直線上に並んでいる"}
	}
	switch {
	case rank < weights && len(s.patterns.list) == 1:
		return say("One pattern does not determine W: infinitely many W fit equally well. The one shown has the least norm.",
			"パターンが一つだけでは W は定まりません。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。")
	case rank < weights:
		return say("All patterns %s, so they do not determine W (rank %d, %d columns): infinitely many W fit equally well. The one shown has the least norm.",
			"パターンがすべて%sため、W は一つに定まりません(階数 %d、列数 %d)。同じくらいよく合う W が無数にあり、表示しているのはそのうちノルムが最小のものです。", together, f.Rank, weights)
	case !f.Unique():
		return say("In float64 arithmetic, the patterns cannot be distinguished from ones that %s (rank %d, %d columns). The W shown is the solution of least norm for those.",
			"倍精度の計算では、パターンが%s場合と区別できません(階数 %d、列数 %d)。表示しているのは、その場合のノルム最小の W です。", together, f.Rank, weights)
	case f.Digits < 0.5:
		return say("The patterns %s (condition number %s), so no digit of W is reliable.",
			"パターンが%sため(条件数 %s)、W は一桁も信頼できません。", nearly, exhibit.About(f.Cond))
	case f.Digits < few:
		return say("The patterns %s (condition number %s), so W is accurate to about %v.",
			"パターンが%sため(条件数 %s)、W で信頼できるのは約%v桁です。", nearly, exhibit.About(f.Cond), lang.Count(int(math.Round(f.Digits)), "digit", "digits"))
	}
	return nil
}
