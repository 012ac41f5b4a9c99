package plain

import (
	"testing"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	for s, want := range map[string]string{
		"x + y":    "x + y",
		"ｘ＋ｙ":      "x+y",
		"sin（ｘ）":   "sin(x)",
		"３ｘ":       "3x",
		"max(x，y)": "max(x,y)",
		"x≦1":      "x<=1", "x ≥ 1": "x >= 1", "x≠y": "x!=y",
		"｜x｜": "|x|",
		"1–2": "1-2", "1—2": "1-2", "−3": "-3", "ー３": "-3",
		"2∗x∙y•z·a⋅b×c・d": "2*x*y*z*a*b*c*d",
		"1∕2⁄3÷4":         "1/2/3/4",
		"𝑥+𝒚":             "x+y", "𝛼𝛑𝜎𝜍𝜙": "απσσφ", "𝚹𝛀": "ΘΩ", "𝟎𝟙𝟿": "019", "𝚤": "i",
		"ϕ µ":                                "φ μ",
		"a\u2009b\u202fc\u200bd\ufeff\u00a0": "a b cd ",
		"x²½√∞":                              "x²½√∞",
		"x\u2028y\u2029z":                    "x\ny\nz",
		"\xff－":                              "\xff-",
	} {
		if got := String(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestConvert(t *testing.T) {
	s := "a＋\u200bｂ≦é"
	plain, from := Convert(s)
	if plain != "a+b<=é" {
		t.Fatalf("got %q", plain)
	}
	for _, part := range []struct {
		i, j int
		of   string
	}{{0, 1, "a"}, {1, 2, "＋\u200b"}, {2, 3, "ｂ"}, {3, 5, "≦"}, {5, 7, "é"}} {
		if got := s[from[part.i]:from[part.j]]; got != part.of {
			t.Errorf("%q comes from %q, want %q", plain[part.i:part.j], got, part.of)
		}
	}
	if _, from := Convert("x²"); from != nil {
		t.Error("what is plain has places")
	}
}

// Whatever is typed, places are within the text and ascend, and what is plain
// stays so.
func FuzzConvert(f *testing.F) {
	for _, s := range []string{"", "ｘ＋1", "\xff\u3000", "𝑥²≦½"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		plain, from := Convert(s)
		if again := String(plain); again != plain {
			t.Errorf("%q becomes %q and then %q", s, plain, again)
		}
		if utf8.ValidString(s) && !utf8.ValidString(plain) {
			t.Errorf("%q becomes %q", s, plain)
		}
		if from == nil {
			return
		}
		if len(from) != len(plain)+1 || from[len(plain)] != len(s) {
			t.Fatalf("%q: %d places for %d bytes", s, len(from), len(plain))
		}
		for i := range plain {
			if from[i] > from[i+1] {
				t.Fatalf("%q: places descend", s)
			}
		}
	})
}
