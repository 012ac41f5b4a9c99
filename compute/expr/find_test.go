package expr

import "testing"

func TestFind(t *testing.T) {
	for _, tt := range []struct{ text, name, found, renamed string }{
		{"zoom*x; zoom_2 + 2zoom", "zoom", "zoom", "k*x; zoom_2 + 2k"},
		{"zooming + zoom", "zoom", "zoom", "zooming + k"},
		{"x # ω*ω", "omega", "ω", "x # k*k"},
		{"ｚｏｏｍ＊ｘ", "zoom", "ｚｏｏｍ", "k＊ｘ"},
		{"0x10 zoomx", "zoom", "", "0x10 zoomx"},
		{"", "zoom", "", ""},
	} {
		pos, end := Find(tt.text, tt.name)
		if got := tt.text[pos:end]; got != tt.found {
			t.Errorf("%s in %s: found %q", tt.name, tt.text, got)
		}
		if got := Rename(tt.text, tt.name, "k"); got != tt.renamed {
			t.Errorf("%s in %s renamed: %s", tt.name, tt.text, got)
		}
	}
}
