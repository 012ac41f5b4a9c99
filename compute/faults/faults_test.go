package faults

import (
	"testing"

	"zscape/compute/lang"
)

func TestSkip(t *testing.T) {
	var l List
	for n := range 7 {
		l.Skip(n+1, "%d fields", "欄が%d個", n)
	}
	if l.Skipped != 7 || len(l.Examples) != 5 || l.Examples[4].Text() != (lang.Text{En: "line 5: 4 fields", Ja: "5行目: 欄が4個"}) {
		t.Errorf("%+v", l)
	}
}

func TestQuote(t *testing.T) {
	for in, want := range map[string]string{
		"":                          `""`,
		"a\tb":                      `"a\tb"`,
		"x\xff\xfey":                `"x?y"`,
		"123456789012345678901234":  `"123456789012345678901234"`,
		"1234567890123456789012345": `"123456789012345678901234..."`,
		"12345678901234567890123あ":  `"12345678901234567890123?..."`,
	} {
		if got, bytes := Quote(in), Quote([]byte(in)); got != want || bytes != want {
			t.Errorf("Quote(%q) = %s and %s, want %s", in, got, bytes, want)
		}
	}
}
