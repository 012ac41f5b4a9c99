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
		return say("One pattern does not determine W: many are equally good. Of these, W is the one of least norm.",
			"パターンが一つでは W は定まらず、同じく最良の W が無数にあります。そのうちノルムが最小の W を示します。")
	case rank < weights:
		return say("All patterns %s and do not determine W (rank %d of %d): many are equally good. Of these, W is the one of least norm.",
			"パターンがすべて%sため W は一つに定まらず(階数 %d、列数 %d)、同じく最良の W が無数にあります。そのうちノルムが最小の W を示します。", together, f.Rank, weights)
	case !f.Unique():
		return say("The patterns cannot be told from ones that %s, with 16 digits (rank %d of %d). W is the answer of least norm for those.",
			"16桁の計算では、パターンが%s場合と区別できません(階数 %d、列数 %d)。その場合のノルム最小の W を示します。", together, f.Rank, weights)
	case f.Digits < 0.5:
		return say("The patterns %s: condition number %s. No digit of W is certain.",
			"パターンが%sため、W は一桁も確かではありません(条件数 %s)。", nearly, exhibit.About(f.Cond))
	case f.Digits < few:
		return say("The patterns %s: condition number %s. W is known to about %s digits.",
			"パターンが%sため、W で信頼できるのは約%[3]s桁です(条件数 %[2]s)。", nearly, exhibit.About(f.Cond), exhibit.FormatNumber(math.Round(f.Digits)))
	}
	return nil
}
