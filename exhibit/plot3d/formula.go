package plot3d

import (
	"errors"
	"unicode/utf8"

	"zscape/compute/expr"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// FormulaProblem says where the formula that a control holds is wrong, and how.
func FormulaProblem(key, text string, err error) *exhibit.Problem {
	p := &exhibit.Problem{Key: key, Value: text, Reason: lang.Sprintf("is no formula: %v", "式ではありません: %v", err)}
	if e := (*expr.Error)(nil); errors.As(err, &e) {
		p.From, p.To = e.Pos, e.End
		at := utf8.RuneCountInString(text[:min(e.Pos, len(text))]) + 1
		p.Reason = lang.Sprintf("cannot be read at character %d: %s", "%d文字目が読めません: %s", at, e.Message)
	}
	return p
}
