package table

import "bytes"

// latex returns the rows of a matrix or a table in LaTeX, one a line, with &
// between their fields, and the lines from which they come; ok is false if the
// text is none.
func (p pause) latex(text []byte) (rows []byte, lines []int32, ok bool) {
	if !isLatex(text[:min(len(text), sampleBytes)]) {
		return nil, nil, false
	}
	line, begun := 1, 1 // where we are, and where the row begins
	start := 0          // of the row
	depth := 0          // of environments
	divided := false    // the row has an &
	m := meter{pause: p}
	for k := 0; k < len(text); {
		m.at(k)
		form, n := element(text[k:])
		k += n
		switch form {
		case "begin":
			depth++
			form = "\n"
		case "end":
			depth--
			form = "\n"
		case "break":
			line++
			if form = " "; depth == 0 && !divided { // a title
				form = "\n"
			}
		}
		if form == "\n" {
			rows, lines = append(rows, '\n'), append(lines, int32(begun))
			start, divided = len(rows), false
			continue
		}
		if len(rows) == start {
			if form == " " {
				continue
			}
			begun = line
		}
		rows = append(rows, form...)
		divided = divided || form == "&"
	}
	return append(rows, '\n'), append(lines, int32(begun)), true
}

// isLatex reports whether there is an environment, or a line with an & and, behind
// it, the end of a row rather than a name of files.
func isLatex(text []byte) bool {
	if bytes.Contains(text, []byte(`\begin{`)) {
		return true
	}
	and := bytes.IndexByte(text, '&')
	if and < 0 {
		return false
	}
	text = text[and:]
	line := text[:lineEnd(text)]
	end := bytes.Index(line, []byte(`\\`))
	return end >= 0 && !letter(line, end+2)
}

// element returns what the first n bytes of a text stand for: a character of a
// field, " ", "\n" for the end of a row, or "begin", "end" and "break", the last
// for the end of a line.
func element(text []byte) (form string, n int) {
	switch c := text[0]; {
	case c == '\n' || c == '\r':
		return "break", lineBreak(text)
	case c == '%':
		return "", lineEnd(text)
	case c == '{' || c == '}' || c == '$':
		return "", 1
	case c <= ' ':
		return " ", 1
	case c != '\\' || len(text) == 1:
		return string(text[:1]), 1
	case text[1] == '\\': // with a distance, perhaps
		return "\n", 2 + bracketed(text[2:], '[')
	case !letter(text, 1):
		if bytes.IndexByte([]byte("%&#_$"), text[1]) >= 0 {
			return string(text[1:2]), 2
		}
		return " ", 2
	}
	for n = 1; letter(text, n); n++ {
	}
	switch form = string(text[1:n]); form {
	case "begin", "end":
		n += bracketed(text[n:], '{')
		n += bracketed(text[n:], '[')
		return form, n + bracketed(text[n:], '{')
	case "cline", "cmidrule":
		n += bracketed(text[n:], '(')
		return " ", n + bracketed(text[n:], '{')
	case "left", "right":
		if n < len(text) && text[n] == '\\' {
			n++
		}
		return " ", min(n+1, len(text))
	case "frac", "tfrac", "dfrac":
		if k := bracketed(text[n:], '{'); k > 0 {
			return string(text[n+1:n+k-1]) + "/", n + k
		}
	case "infty":
		return "∞", n
	case "cdot", "times":
		return "*", n
	}
	return " ", n
}

// bracketed returns how long what stands in brackets is at the beginning of a text;
// 0 if it does not begin so, or no end of it nearby in the same line.
func bracketed(text []byte, bracket byte) int {
	if len(text) == 0 || text[0] != bracket {
		return 0
	}
	closes := bracket + 2 // in ASCII
	if bracket == '(' {
		closes = ')'
	}
	for k, c := range text[:min(len(text), 200)] {
		switch c {
		case closes:
			return k + 1
		case '\n':
			return 0
		}
	}
	return 0
}
