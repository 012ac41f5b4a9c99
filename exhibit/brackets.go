package exhibit

import (
	"strings"

	"zscape/compute/lang"
	"zscape/compute/plain"
)

// SplitMatrix returns the texts of a matrix's elements by rows, which may differ
// in length. It reads what a State holds, "0,2;1,3", and what people and programs
// write:
//
//	0 2; 1 3           blanks or tabs in place of commas, lines in place of semicolons
//	0,5 1,5; 2,5 3,5   decimal commas, where blanks separate
//	[[0, 2], [1, 3]]   brackets [], {} or () around rows, and around all of it
//	A = [0 2; 1 3];    a name before it
//	np.array([[0, 2], [1, 3]], float)
//
// in plain or full-width characters. Elements may be formulas, max(1,2) or 1 / 3.
// The last row, and the last element of any, may have its separator behind it; so
// an element is empty only if something is missing. The reason says why text is no
// matrix.
func SplitMatrix(text string) (cells [][]string, reason error) {
	text = plain.String(text)
	if err := checkBrackets(text); err != nil {
		return nil, err
	}
	text = unwrap(withoutCall(withoutName(trimmed(text))))
	if text == "" {
		return nil, lang.Errorf("is empty: enter numbers", "空欄です。数を入力してください")
	}
	if rows, ok := bracketed(text); ok {
		for _, row := range rows {
			cells = append(cells, splitRow(row))
		}
		return cells, nil
	}
	var lines []string
	for _, line := range splitOutside(text, "\r\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, splitOutside(strings.TrimSuffix(line, ";"), ";")...)
		}
	}
	if cells, reason = splitDecimalCommas(lines); cells != nil || reason != nil {
		return cells, reason
	}
	for _, line := range lines {
		cells = append(cells, splitRow(strings.TrimSpace(line)))
	}
	return cells, nil
}

const (
	opening = "([{"
	closing = ")]}"
)

// checkBrackets says which bracket has no other. More than a few within each other
// are no matrix, and would take long.
func checkBrackets(text string) error {
	const deepest = 20
	var open []byte
	for k := range len(text) {
		switch c := text[k]; {
		case strings.IndexByte(opening, c) >= 0:
			if open = append(open, c); len(open) > deepest {
				return lang.Errorf("nests brackets more than %d deep", "括弧の入れ子は%d重までにしてください", deepest)
			}
		case strings.IndexByte(closing, c) >= 0:
			if n := len(open); n == 0 || strings.IndexByte(opening, open[n-1]) != strings.IndexByte(closing, c) {
				return lang.Errorf("has an unmatched %c", "対応する括弧のない %c があります", c)
			}
			open = open[:len(open)-1]
		}
	}
	if n := len(open); n > 0 {
		return lang.Errorf("has a %c that is not closed", "閉じていない %c があります", open[n-1])
	}
	return nil
}

// trimmed returns text without blanks around it, and without a semicolon at its
// end, or a comma behind a bracket.
func trimmed(text string) string {
	text = strings.TrimSpace(text)
	text = strings.TrimSpace(strings.TrimSuffix(text, ";"))
	if n := len(text); n > 1 && text[n-1] == ',' && strings.IndexByte(closing, text[n-2]) >= 0 {
		text = text[:n-1]
	}
	return text
}

// withoutName returns what is assigned to a name.
func withoutName(text string) string {
	name, value, ok := strings.Cut(text, "=")
	if ok && isName(strings.TrimSpace(strings.TrimSuffix(name, ":"))) {
		return trimmed(value)
	}
	return text
}

// withoutCall returns the first argument of a call, if that is a matrix in
// brackets: the others say of what type its elements are.
func withoutCall(text string) string {
	name, arguments, ok := strings.Cut(text, "(")
	arguments = strings.TrimSpace(arguments)
	if !ok || !isName(strings.TrimSpace(name)) || arguments == "" || strings.IndexByte("[{", arguments[0]) < 0 {
		return text
	}
	end := matching(arguments)
	rest := strings.TrimSpace(arguments[end:])
	if rest == ")" || strings.HasPrefix(rest, ",") && matching("("+arguments) == len(arguments)+1 {
		return arguments[:end]
	}
	return text
}

// isName reports whether s is a name, perhaps of something within another: np.array.
func isName(s string) bool {
	for k, c := range s {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_'
		if !letter && (k == 0 || c != '.' && !('0' <= c && c <= '9')) {
			return false
		}
	}
	return s != ""
}

// matching returns the end of the brackets with which text begins, 0 if with none.
func matching(text string) int {
	depth := 0
	for k := range len(text) {
		switch {
		case strings.IndexByte(opening, text[k]) >= 0:
			depth++
		case strings.IndexByte(closing, text[k]) >= 0:
			depth--
		}
		if depth == 0 {
			if k == 0 {
				return 0
			}
			return k + 1
		}
	}
	return 0
}

// unwrap takes away brackets around all of text.
func unwrap(text string) string {
	for text != "" && matching(text) == len(text) {
		inner := trimmed(text[1 : len(text)-1])
		if text[0] == '(' && len(splitOutside(inner, ",;\n")) < 2 {
			break // of a formula
		}
		text = inner
	}
	return text
}

// bracketed returns what stands in the brackets of each row, if all do.
func bracketed(text string) (rows []string, ok bool) {
	for _, part := range splitOutside(text, ",; \t\r\n") {
		if part == "" {
			continue
		}
		if row := unwrap(part); row != part {
			rows = append(rows, row)
			continue
		}
		return nil, false
	}
	return rows, rows != nil
}

// splitRow returns the elements of a row, which are separated by commas or, if there
// are none, by blanks.
func splitRow(line string) []string {
	cells := splitOutside(line, ",")
	if len(cells) == 1 {
		return splitBlanks(line)
	}
	for k, cell := range cells {
		cells[k] = strings.TrimSpace(cell)
	}
	if n := len(cells); cells[n-1] == "" {
		cells = cells[:n-1]
	}
	return cells
}

// splitBlanks returns elements separated by blanks. Those beside an operator belong
// to a formula, as in 1 / 3 or 2 - 1, but 2 -1 is two elements.
func splitBlanks(line string) (cells []string) {
	joined, at, from := false, 0, 0 // where the word begins, and its element
	for _, word := range splitOutside(line, " \t\r\n") {
		if word != "" {
			n := len(cells)
			if n > 0 && (joined || strings.IndexByte("*/^", word[0]) >= 0 || word == "+" || word == "-") {
				cells[n-1] = line[from : at+len(word)]
			} else {
				cells, from = append(cells, word), at
			}
			joined = strings.IndexByte("+-*/^", word[len(word)-1]) >= 0
		}
		at += len(word) + 1
	}
	if cells == nil {
		return []string{""}
	}
	return cells
}

// splitDecimalCommas returns the elements of lines in which blanks separate and all
// commas are decimal ones; nil if they are not such lines. The reason is for a
// number that has a comma in the place of both kinds, as in 1,000.
func splitDecimalCommas(lines []string) (cells [][]string, reason error) {
	several, decimal, either := false, false, ""
	for _, line := range lines {
		row := splitBlanks(line)
		for k, cell := range row {
			before, after, comma := strings.Cut(cell, ",")
			if !comma {
				continue
			}
			whole := strings.TrimLeft(before, "+-")
			if strings.Trim(whole, "0123456789") != "" || after == "" || after[0] < '0' || after[0] > '9' || strings.Contains(after, ",") {
				return nil, nil
			}
			if strings.Trim(after, "0123456789") == "" && len(after) == 3 && strings.TrimLeft(whole, "0") == whole && 1 <= len(whole) && len(whole) <= 3 {
				either = cell
			} else {
				decimal = true
			}
			row[k] = before + "." + after
		}
		several = several || len(row) > 1
		cells = append(cells, row)
	}
	switch {
	case !several || !decimal && either == "":
		return nil, nil
	case !decimal:
		before, after, _ := strings.Cut(either, ",")
		return nil, lang.Errorf("has %q, which can be read in two ways: write %s%s or %[2]s.%[3]s", "%q は2通りに読めます。%s%s か %[2]s.%[3]s と書いてください", either, before, after)
	}
	return cells, nil
}

// splitOutside splits text at the separators that stand in no brackets.
func splitOutside(text, separators string) (parts []string) {
	depth, from := 0, 0
	for k := range len(text) {
		switch c := text[k]; {
		case strings.IndexByte(opening, c) >= 0:
			depth++
		case strings.IndexByte(closing, c) >= 0:
			depth--
		case depth == 0 && strings.IndexByte(separators, c) >= 0:
			parts = append(parts, text[from:k])
			from = k + 1
		}
	}
	return append(parts, text[from:])
}
