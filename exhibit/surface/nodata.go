package surface

import (
	"math"
	"strings"

	"zscape/compute/field"
	"zscape/compute/lang"
	"zscape/exhibit"
)

// noMarks is the text for no marks of gaps.
const noMarks = "none"

// marksText writes marks of gaps.
func marksText(marks []field.Mark) string {
	var list []string
	for _, m := range marks {
		if m.Value == m.Value {
			list = append(list, exhibit.FormatNumber(m.Value))
		}
	}
	if len(list) == 0 {
		return noMarks
	}
	return strings.Join(list, " ")
}

// readMarks reads them: numbers, or none.
func readMarks(text string) (list []float64, err error) {
	if text == "" || text == noMarks || text == "なし" {
		return nil, nil
	}
	const most = 20
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '　' || r == '、' }) {
		v, err := exhibit.ParseNumber(word)
		if err != nil || math.IsNaN(v) {
			return nil, lang.Errorf("must be numbers such as -9999, or none", "-9999 のような数か、none にしてください")
		}
		list = append(list, v)
	}
	if len(list) > most {
		return nil, lang.Errorf("must be at most %d numbers", "%d個までにしてください", most)
	}
	return list, nil
}

// checkMarks is the Check of the control of marks.
func checkMarks(text string) (canonical string, reason error) {
	list, err := readMarks(text)
	var marks []field.Mark
	for _, v := range list {
		marks = append(marks, field.Mark{Value: v})
	}
	return marksText(marks), err
}
