package leastsquares

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"zscape/compute/leastsquares"
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
// end do not count. The reason, if not empty, says what is wrong, and where.
func parsePatterns(text string) (p patterns, reason string) {
	for c, class := range strings.Split(text, ";") {
		if strings.TrimSpace(class) == "" {
			continue
		}
		if c >= maxClasses {
			return p, fmt.Sprintf("has a class %d, at most %d do", c+1, maxClasses)
		}
		for k, pattern := range strings.Split(class, ",") {
			at := fmt.Sprintf("pattern %d of class %d", k+1, c+1)
			x, culprit, reason := parseFeatures(pattern)
			switch {
			case reason != "":
				return p, fmt.Sprintf("has %s in %s, %s", culprit, at, reason)
			case p.features != 0 && p.features != len(x):
				return p, fmt.Sprintf("has %d features in %s, but %d before", len(x), at, p.features)
			case len(p.list) == maxPatterns:
				return p, fmt.Sprintf("has more than %d patterns", maxPatterns)
			}
			p.features, p.classes = len(x), c+1
			p.list = append(p.list, leastsquares.Pattern{Features: x, Class: c})
		}
	}
	if len(p.list) == 0 {
		return p, "has no pattern; some are wanted, such as 1.2,0.2;-0.5,-1"
	}
	return p, ""
}

// parseFeatures reads one pattern. The reason, if not empty, says what is wrong
// with the culprit.
func parseFeatures(text string) (x []float64, culprit, reason string) {
	parts := strings.Split(text, ":")
	if len(parts) > maxFeatures {
		return nil, fmt.Sprintf("%d features", len(parts)), fmt.Sprintf("at most %d do", maxFeatures)
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		v, reason := exhibit.ParseNumber(part)
		if reason == "" && math.Abs(v) > maxFeature {
			reason = "is beyond " + exhibit.FormatNumber(maxFeature)
		}
		if reason != "" {
			return nil, fmt.Sprintf("%.20q", part), "which " + reason
		}
		x = append(x, v)
	}
	return x, "", ""
}

// checkPatterns is the Check of the State's patterns.
func checkPatterns(text string) (canonical, reason string) {
	p, reason := parsePatterns(text)
	if reason != "" {
		return "", reason
	}
	return p.String(), ""
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
