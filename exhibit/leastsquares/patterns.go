package leastsquares

import (
	"math"
	"slices"
	"strings"

	"zscape/compute/lang"
	"zscape/compute/leastsquares"
	"zscape/compute/plain"
	"zscape/exhibit"
)

const (
	maxClasses  = 4
	maxPatterns = 200
	maxFeatures = 2
	maxFeature  = 1e6 // the size of a feature
)

// patterns are those of a State, in the order of their classes.
type patterns struct {
	list     []leastsquares.Pattern
	features int // of each
	classes  int // the last one has a pattern
}

// parsePatterns reads the form of a State: classes separated by semicolons,
// their patterns by commas, the features of a pattern by colons, as in
// "1.2,0.2;-0.5" or "1:0.4,2:1;;0:0". A class may be empty; empty ones at the
// end do not count.
func parsePatterns(text string) (p patterns, reason error) {
	bad := func(en, ja string, args ...any) (patterns, error) { return p, lang.Errorf(en, ja, args...) }
	for c, class := range strings.Split(plain.String(text), ";") {
		if strings.TrimSpace(class) == "" {
			continue
		}
		if c >= maxClasses {
			return bad("has a class %d, at most %d are allowed", "クラス%dがあります。%dまでにしてください", c+1, maxClasses)
		}
		for k, pattern := range strings.Split(class, ",") {
			at := lang.Sprintf("pattern %d of class %d", "クラス%[2]dの%[1]d番目のパターン", k+1, c+1)
			x, err := parseFeatures(pattern)
			switch {
			case err != nil:
				return bad("cannot be read: %s: %v", "読めません。%s: %v", at, err)
			case p.features != 0 && p.features != len(x):
				return bad("cannot be read: %s: features differ in number, %d after %d", "読めません。%s: 特徴の数が%[3]d個から%[2]d個に変わっています", at, len(x), p.features)
			case len(p.list) == maxPatterns:
				return bad("has more than %d patterns", "パターンは%d個までにしてください", maxPatterns)
			}
			p.features, p.classes = len(x), c+1
			p.list = append(p.list, leastsquares.Pattern{Features: x, Class: c})
		}
	}
	if len(p.list) == 0 {
		return bad("has no pattern: enter some, such as 1.2,0.2;-0.5,-1", "パターンがありません。1.2,0.2;-0.5,-1 のように入力してください")
	}
	return p, nil
}

// parseFeatures reads one pattern.
func parseFeatures(text string) (x []float64, reason error) {
	parts := strings.Split(text, ":")
	if len(parts) > maxFeatures {
		return nil, lang.Errorf("%d features, at most %d are allowed", "特徴が%d個あります。%d個までにしてください", len(parts), maxFeatures)
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		v, err := exhibit.ParseNumber(part)
		if err == nil && math.Abs(v) > maxFeature {
			err = lang.Errorf("is beyond %v", "絶対値が%vを超えています", exhibit.FormatNumber(maxFeature))
		}
		if err != nil {
			return nil, lang.Errorf("%.20q %v", "%.20q は%v", part, err)
		}
		x = append(x, v)
	}
	return x, nil
}

// checkPatterns is the Check of the State's patterns.
func checkPatterns(text string) (canonical string, reason error) {
	p, err := parsePatterns(text)
	if err != nil {
		return "", err
	}
	return p.String(), nil
}

// String writes the patterns as a State holds them.
func (p patterns) String() string {
	var b strings.Builder
	class := 0
	for k, q := range p.list {
		if k > 0 && q.Class == class {
			b.WriteByte(',')
		}
		for ; class < q.Class; class++ {
			b.WriteByte(';')
		}
		for i, v := range q.Features {
			if i > 0 {
				b.WriteByte(':')
			}
			b.WriteString(exhibit.FormatNumber(v))
		}
	}
	return b.String()
}

// moved returns the patterns with number k at x.
func (p patterns) moved(k int, x []float64) patterns {
	p.list = slices.Clone(p.list)
	p.list[k].Features = x
	return p
}

// without returns the patterns but number k.
func (p patterns) without(k int) patterns {
	return p.of(slices.Delete(slices.Clone(p.list), k, k+1))
}

// with returns the patterns and one more at x in the class.
func (p patterns) with(x []float64, class int) patterns {
	return p.of(append(slices.Clone(p.list), leastsquares.Pattern{Features: x, Class: class}))
}

// recolored returns the patterns with number k in the next class of those in
// use and one more, which is empty as yet.
func (p patterns) recolored(k int) patterns {
	others := p.without(k)
	class := (p.list[k].Class + 1) % min(others.classes+1, maxClasses)
	if p.list[k].Class >= others.classes {
		class = 0
	}
	return others.with(p.list[k].Features, class)
}

// of returns patterns of the given list, sorted by class.
func (p patterns) of(list []leastsquares.Pattern) patterns {
	slices.SortStableFunc(list, func(a, b leastsquares.Pattern) int { return a.Class - b.Class })
	p.list, p.classes = list, 0
	if n := len(list); n > 0 {
		p.classes = list[n-1].Class + 1
	}
	return p
}

// extent returns the least and the largest value of feature i.
func (p patterns) extent(i int) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, q := range p.list {
		lo, hi = min(lo, q.Features[i]), max(hi, q.Features[i])
	}
	return lo, hi
}

// free returns a place where there is no pattern: the middle of the widest gap
// between neighbours, or beside the patterns if they are all in one place.
func (p patterns) free() []float64 {
	x := make([]float64, p.features)
	for i := range x {
		at := make([]float64, len(p.list))
		for k, q := range p.list {
			at[k] = q.Features[i]
		}
		slices.Sort(at)
		x[i] = at[0] + 1
		for k, widest := 1, 0.0; k < len(at); k++ {
			if gap := at[k] - at[k-1]; gap > widest {
				x[i], widest = rounded(at[k-1]+gap/2, gap), gap
			}
		}
	}
	return x
}
