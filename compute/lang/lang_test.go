package lang

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
)

func TestIn(t *testing.T) {
	both := Text{"line", "行"}
	for lang, want := range map[string]string{"en": "line", "ja": "行", "": "line", "fr": "line"} {
		if got := both.In(lang); got != want {
			t.Errorf("in %q: %q, want %q", lang, got, want)
		}
	}
	if got := (Text{En: "x"}).In("ja"); got != "x" {
		t.Errorf("without Japanese: %q", got)
	}
}

func TestSprintf(t *testing.T) {
	got := Sprintf("%d of %s", "%[2]sのうち%[1]d", 3, Text{"lines", "行"})
	if want := (Text{"3 of lines", "行のうち3"}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentence(t *testing.T) {
	for fact, want := range map[Text]Text{
		{"the text is read", "読みました"}: {"The text is read.", "読みました。"},
		{`"1,234" is read`, "数です"}:    {`"1,234" is read.`, "数です。"},
		{"élan", "é"}:                 {"élan.", "é。"},
	} {
		if got := Sentence(fact); got != want {
			t.Errorf("%q: %q, want %q", fact, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 lines", 1: "1 line", 2: "2 lines", 21: "21 lines", -1: "-1 line"} {
		if got := Sprintf("%v skipped", "読めない行 %v", Count(n, "line", "lines")); got.En != want+" skipped" || got.Ja != "読めない行 "+strconv.Itoa(n) {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestErrorf(t *testing.T) {
	cause := Errorf("no value", "値がありません")
	err := Errorf("%s: %v", "%s: %v", "a.csv", cause)
	if got := Of(err); got != (Text{"a.csv: no value", "a.csv: 値がありません"}) {
		t.Errorf("got %q", got)
	}
	if err.Error() != "a.csv: no value" || !errors.Is(err, cause) {
		t.Errorf("%v does not wrap %v", err, cause)
	}
	if got := Of(fmt.Errorf("plain")); got != Same("plain") {
		t.Errorf("got %q", got)
	}
}
