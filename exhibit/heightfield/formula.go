package heightfield

import (
	"errors"
	"strings"
	"unicode/utf8"

	"zscape/compute/expr"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// FormulaProblem says where the formula that a control holds is wrong, and how,
// and offers what may have been meant.
func FormulaProblem(key, text string, err error) *exhibit.Problem {
	p := &exhibit.Problem{Key: key, Value: text, Reason: lang.Sprintf("is not a formula: %v", "式ではありません: %v", err)}
	if e := (*expr.Error)(nil); errors.As(err, &e) {
		p.From, p.To = e.Pos, e.End
		at := utf8.RuneCountInString(text[:min(e.Pos, len(text))]) + 1
		p.Reason = lang.Sprintf("cannot be read at character %d: %s", "%d文字目が読めません: %s", at, e.Message)
		p.Fixes = formulaFixes(key, text, e.Fixes)
	}
	return p
}

// OneLine is the Check of a Formula: what is entered in several lines is brought
// into one, as its field has it.
func OneLine(text string) (canonical string, reason error) {
	if strings.ContainsAny(text, "\r\n") {
		text = expr.OneLine(text)
	}
	return text, nil
}

// FormulaNotices says how a formula that a control holds was read, where another
// reading may be meant. Remarks that matter only where a formula is negative are
// left out if it is not, which negative tells.
func FormulaNotices(key, text string, remarks []expr.Remark, negative func(base *expr.Expr) bool) []exhibit.Notice {
	var list []exhibit.Notice
	for _, r := range remarks {
		if r.Base == nil || negative(r.Base) {
			list = append(list, exhibit.Notice{Key: key, Text: r.Message, From: r.Pos, To: r.End, Fixes: formulaFixes(key, text, r.Fixes)})
		}
	}
	return list
}

// formulaFixes offers changes of the formula text: each as what it will be or, if
// that is long, as its part that is new.
func formulaFixes(key, text string, fixes []expr.Fix) []exhibit.Fix {
	const most = 28 // characters of a label
	var list []exhibit.Fix
	for _, f := range fixes {
		whole := f.Apply(text)
		label := whole
		if utf8.RuneCountInString(whole) > most && f.Text != "" {
			label = f.Text
			if f.Pos > 0 {
				label = "… " + label
			}
			if f.End < len(text) {
				label += " …"
			}
		}
		list = append(list, exhibit.Fix{Label: lang.Same(label), Set: []exhibit.Setting{{Key: key, Value: whole}}})
	}
	return list
}
