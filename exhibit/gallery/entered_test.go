package gallery

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"zscape/exhibit"
)

// wide writes text as a Japanese keyboard does: full-width characters, a real minus
// sign, and a wide space.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-':
			return '\u2212'
		case r == ' ':
			return '\u3000'
		case '!' <= r && r <= '~':
			return r - '!' + '！'
		}
		return r
	}, text)
}

// What is entered as numbers may be typed in full-width characters: it gives the
// same State.
func TestFullWidth(t *testing.T) {
	seen, hidden := map[exhibit.Kind]int{}, 0
	for _, e := range All {
		s := e.Default()
		for _, c := range s.Controls() {
			values := []string{c.Default}
			switch c.Kind {
			case exhibit.Number:
				values = append(values, exhibit.FormatNumber(c.Max), exhibit.FormatNumber(c.Min))
			case exhibit.Matrix:
				values = append(values, "-1,2.5e-3,7", "[[1/3,-2]]", "-1 2")
			case exhibit.Word:
				if c.Check == nil {
					continue // no numbers, but names
				}
				values = append(values, "-1", "-1.5,2,-3,4", "0, 1/2, -1", "step 0.25", "50:4, 181:3.5", "-1:2,3:4;;5:-6", "0,1;-1,0")
				for _, key := range s.Sliders() {
					values = append(values, key+":0.5:loop")
				}
			default:
				continue
			}
			for _, value := range values {
				want, err := s.Set(c.Key, value)
				if err != nil || value == "" {
					continue
				}
				seen[c.Kind]++
				if c.Hidden && c.Kind == exhibit.Word {
					hidden++
				}
				if got, err := s.Set(c.Key, wide(value)); err != nil || !got.Equal(want) {
					t.Errorf("%s: %s = %q is %q, %v, want %q", e.Name, c.Key, wide(value), got.Text(c.Key), err, want.Text(c.Key))
				}
			}
		}
	}
	if seen[exhibit.Number] < 100 || seen[exhibit.Matrix] < 5 || seen[exhibit.Word]-hidden < 8 || hidden < 10 {
		t.Errorf("tried: %v, %d words that are hidden", seen, hidden)
	}
}

// Whatever is refused is refused in both languages.
func TestReasons(t *testing.T) {
	bad := []string{
		"", " ", "x", "1,2", "1 2", "1e999", "nan", "-inf", "0x10", "-1e300", "1e300", "0", "0.5", "-7", "３．７", "1/0", "sqrt(-1)",
		"[", "1]", "1,,2", "1;2;3", "1,2;3", "1,y", "1,2,3,4,5,6,7,8", "1,000 2,000", strings.Repeat("1;", 9), strings.Repeat("[", 30) + strings.Repeat("]", 30), "1,2;3,4",
		"a:b:c:d", "1:2:3", "1:2,3", ";;;;1", "2e6", "1,1,1,1", "4,3,2,1", "1,2,1e301,2e301", "1,2,x,4", "step", "step x", "step -1", "step 0",
		"50:x", "50:4,50:5", "0:1", "1:1e9", "9,9", "0,1", "0;1;2", "-1", "0,0;0", "nothing", "gaussian?vx=-1", "waves?zz=3",
		"a:1:bounce", "a:x", "a:1:around", "a,a", strings.Repeat("9", 400), strings.Repeat("a", 3000), "\xff", strings.Repeat("1,", 300) + "1", "sin(", "x+", "foo(x)", "日本",
	}
	japanese := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) })
	}
	seen := map[string]bool{}
	check := func(what string, err error) {
		t.Helper()
		var p *exhibit.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %v is no Problem", what, err)
			return
		}
		seen[p.Reason.En] = true
		// An English reason has no Japanese in it, but where it quotes what was typed.
		if en, ja := p.Reason.En, p.Reason.Ja; en == "" || !japanese(ja) || ja == en || !strings.Contains(what, "日本") && japanese(en) {
			t.Errorf("%s: refused as %q, %q", what, en, ja)
		}
	}
	for _, e := range All {
		session, s := e.New(Open), e.Default()
		for _, c := range s.Controls() {
			for _, value := range bad {
				what := e.Name + ": " + c.Key + " = " + value
				next, err := s.Set(c.Key, value)
				if err != nil {
					check(what, err)
					continue
				}
				if c.Kind == exhibit.Formula || next.Equal(s) {
					continue
				}
				if err := session.Update(next); err != nil {
					check(what, err)
				}
			}
			if err := session.Update(s); err != nil {
				t.Fatal(err)
			}
		}
		for _, text := range []string{"?nothing=1", "?theme=%zz", "?play=nothing:1"} {
			_, problems, err := exhibit.Parse(e.Name+text, Open)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range problems {
				check(e.Name+text, err)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d reasons", len(seen))
	}
}
