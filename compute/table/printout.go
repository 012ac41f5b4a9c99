package table

import (
	"bytes"
	"strings"

	"zscape/compute/lang"
)

// printout reads a matrix as Octave and MATLAB print it: below its name, perhaps
// by a power of ten that multiplies all numbers, and in blocks of columns. It
// returns the rows, tabs between their fields, and the lines in which these begin;
// ok is false if the text is something else.
//
//	A =
//
//	   1.0e+03  *
//
//	 Columns 1 through 4:
//
//	   0.0010   0.0020   0.0030   0.0040
func (p pause) printout(text []byte) (out []byte, lines []int32, ok bool, err error) {
	var rows [][]byte
	var power []byte   // e+03
	row, block := 0, 0 // the next row of a block, and which this is
	begun := false
	m, size := meter{pause: p}, len(text)
	for n := int32(1); len(text) > 0; n++ {
		m.at(size - len(text))
		end := p.lineEnd(text)
		line := Trim(text[:end])
		text = text[end:]
		text = text[lineBreak(text):]
		by := powerOf(line, text)
		switch {
		case len(line) == 0:
		case !begun && isAssigned(line):
			begun = true
		case len(rows) > 0 && isAssigned(line):
			return nil, nil, true, lang.Errorf("line %d: a second matrix: open one at a time", "%d行目: 2つ目の行列があります(1つだけにしてください)", n)
		case isBlock(line):
			if row != len(rows) {
				return nil, nil, false, nil
			}
			begun, row = true, 0
			block++
		case by != nil && len(rows) == 0:
			begun, power = true, by
		case !begun:
			return nil, nil, false, nil
		default:
			if row == len(rows) {
				if block > 1 {
					return nil, nil, false, nil
				}
				rows, lines = append(rows, nil), append(lines, n)
			}
			for f := range bytes.FieldsSeq(line) {
				v, number := reader{mark: '.'}.number(f)
				if !number && len(rows) == 1 && bytes.HasSuffix(line, []byte("i")) && hasDigit(line) {
					return nil, nil, true, lang.Errorf("line %d: complex numbers are not supported", "%d行目: 複素数には対応していません", n)
				}
				if !number {
					return nil, nil, false, nil
				}
				rows[row] = append(rows[row], f...)
				if v-v == 0 {
					rows[row] = append(rows[row], power...)
				}
				rows[row] = append(rows[row], '\t')
			}
			row++
		}
	}
	if row == 0 || row != len(rows) {
		return nil, nil, false, nil
	}
	for _, r := range rows {
		out = append(append(out, r[:len(r)-1]...), '\n')
	}
	return out, lines, true, nil
}

// isAssigned reports whether a line is nothing but a name and an equals sign.
func isAssigned(line []byte) bool {
	name, ok := bytes.CutSuffix(line, []byte("="))
	name = Trim(name)
	for k := range name {
		if !letter(name, k) && name[k] != '_' && (k == 0 || name[k]-'0' > 9) {
			return false
		}
	}
	return ok && len(name) > 0
}

// isBlock reports whether a line says which columns are below: Columns 1 through 4,
// Columns 5 and 6, Column 7.
func isBlock(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("Column")) {
		return false
	}
	words := strings.Fields(strings.TrimSuffix(string(line), ":"))
	whole := func(k int) bool { return digits([]byte(words[k])) == len(words[k]) }
	switch len(words) {
	case 2:
		return words[0] == "Column" && whole(1)
	case 4:
		return words[0] == "Columns" && whole(1) && (words[2] == "through" || words[2] == "and" || words[2] == "to") && whole(3)
	}
	return false
}

// powerOf returns the exponent of a line that is a power of ten and an asterisk,
// 1.0e+03 *, with a blank line below; nil if it is none.
func powerOf(line, below []byte) []byte {
	number, ok := bytes.CutSuffix(line, []byte("*"))
	number = Trim(number)
	_, isNumber := reader{mark: '.'}.number(number)
	if !ok || !isNumber || !bytes.HasPrefix(number, []byte("1.0e")) || len(Trim(below[:lineEnd(below)])) > 0 {
		return nil
	}
	return number[len("1.0"):]
}
