package expr

import (
	"slices"
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	for _, tt := range []struct {
		text       string
		pos        int
		start, end int
		inserts    []string
	}{
		{"si", 2, 0, 2, []string{"sign(", "sin(", "sinc(", "sinh("}},
		{"2*ATAn", 6, 2, 6, []string{"atan(", "atan2(", "atanh("}},
		{"3ex+1", 3, 1, 3, []string{"exp(", "expm1("}},
		{"1+th", 4, 2, 4, []string{"theta"}},
		{"1+th", 3, 2, 4, []string{"tan(", "tanh(", "tau", "theta", "trunc("}},
		{"arcs", 4, 0, 4, []string{"acsch(", "asec(", "asech(", "asin(", "asinh("}},
		{"x+log", 5, 2, 5, []string{"log(", "log10(", "log1p(", "log2("}},
		{"ac", 2, 0, 2, []string{"acos(", "acosh("}},
		{"aco", 3, 0, 3, []string{"acos(", "acosh(", "acot(", "acoth("}},
		{"choo", 4, 0, 4, []string{"nCr("}},
		{"x+", 2, 2, 2, nil},
		{"12", 2, 2, 2, nil},
		{"", 5, 0, 0, nil},
		{"qq", 2, 0, 2, nil},
	} {
		start, end, found := Complete(tt.text, tt.pos)
		var inserts []string
		for _, c := range found {
			inserts = append(inserts, c.Insert)
		}
		if start != tt.start || end != tt.end || !slices.Equal(inserts, tt.inserts) {
			t.Errorf("%q at %d: %d-%d %v, want %d-%d %v", tt.text, tt.pos, start, end, inserts, tt.start, tt.end, tt.inserts)
		}
	}
}

// All that is offered parses, means what it says, and is explained.
func TestVocabulary(t *testing.T) {
	for _, c := range vocabulary([]string{"x", "y"}) {
		if c.English == "" || c.Japanese == "" || !strings.HasPrefix(c.Name, strings.TrimSpace(c.Insert)) {
			t.Errorf("incomplete: %+v", c)
		}
		text := strings.NewReplacer(", ...", "", "y, x", "x, y").Replace(c.Name)
		switch c.Name {
		case "and", "or":
			text = "1 " + text + " 1"
		case "not":
			text = "not 1"
		}
		if _, err := Parse(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
