package exhibit

import (
	"strings"

	"zscape/compute/lang"
)

// numbers is so many numbers.
func numbers(n int) Text { return lang.Count(n, "number", "numbers") }

// parseMatrix reads rows of numbers in any form that SplitMatrix knows. At most
// one row is a vector, which may be written as a column, too. The reason, if not
// nil, says what is wrong, and where.
func parseMatrix(text string, maxRows, maxCols int) (rows [][]float64, reason error) {
	bad := func(en, ja string, args ...any) ([][]float64, error) { return nil, lang.Errorf(en, ja, args...) }
	cells, err := SplitMatrix(text)
	if err != nil {
		return nil, err
	}
	if maxRows == 1 {
		cells = flat(cells)
	}
	switch {
	case maxRows == 1 && len(cells) > 1:
		return bad("has %d rows of several numbers, but a vector is one row or one column", "複数の数の行が%d行あります。ベクトルは1行か1列にしてください", len(cells))
	case len(cells) > maxRows:
		return bad("has %d rows, at most %d are allowed", "%d行あります。%d行までにしてください", len(cells), maxRows)
	}
	for i, line := range cells {
		if len(line) > maxCols {
			return bad("has %v in row %d, at most %d are allowed", "%[2]d行目に数が%[1]v個あります。%[3]d個までにしてください", numbers(len(line)), i+1, maxCols)
		}
		if i > 0 && len(line) != len(cells[0]) {
			return bad("has %v in row %d, but %d in row 1", "%[2]d行目の数は%[1]v個ですが、1行目は%[3]d個です", numbers(len(line)), i+1, len(cells[0]))
		}
		row := make([]float64, len(line))
		for j, cell := range line {
			if cell == "" {
				return bad("has no number in row %d, column %d: enter a number", "%d行%d列が空です。数を入力してください", i+1, j+1)
			}
			if row[j], err = ParseNumber(cell); err != nil {
				return bad("has %q in row %d, column %d, which %v", "%[2]d行%[3]d列の %[1]q は%[4]v", short(cell), i+1, j+1, err)
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// flat returns a column as a row.
func flat(cells [][]string) [][]string {
	var row []string
	for _, line := range cells {
		if len(line) != 1 {
			return cells
		}
		row = append(row, line[0])
	}
	return [][]string{row}
}

// JoinMatrix writes texts of elements such that SplitMatrix returns them.
func JoinMatrix(cells [][]string) string {
	lines := make([]string, len(cells))
	for i, row := range cells {
		lines[i] = strings.Join(row, ",")
		if len(row) > 0 && row[len(row)-1] == "" {
			lines[i] += "," // else the last one would count for the end of the row
		}
	}
	return strings.Join(lines, ";")
}

// Pour returns the elements of a Matrix, of which there are cells, after text is put
// into those from row i and column j on, as spreadsheets do with what is pasted. What
// then is missing is 0. ok is false if text is no matrix, or there is no room.
func (c *Control) Pour(cells [][]string, i, j int, text string) (poured [][]string, ok bool) {
	block, err := SplitMatrix(text)
	if err != nil {
		return nil, false
	}
	if c.MaxRows == 1 {
		block = flat(block)
	}
	rows, cols := max(len(cells), i+len(block)), 0
	for _, line := range cells {
		cols = max(cols, len(line))
	}
	for _, line := range block {
		cols = max(cols, j+len(line))
	}
	if rows > c.MaxRows || cols > c.MaxCols {
		return nil, false
	}
	poured = make([][]string, rows)
	for k := range poured {
		poured[k] = make([]string, cols)
		for l := range poured[k] {
			poured[k][l] = "0"
		}
		if k < len(cells) {
			copy(poured[k], cells[k])
		}
		if k >= i && k < i+len(block) {
			copy(poured[k][j:], block[k-i])
		}
	}
	return poured, true
}

// FormatMatrix writes rows as a State holds them: "0,2;1,3".
func FormatMatrix(rows [][]float64) string {
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(';')
		}
		for j, v := range row {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(FormatNumber(v))
		}
	}
	return b.String()
}

// Matrix returns the rows of the Matrix key.
func (s State) Matrix(key string) [][]float64 {
	c := s.control(key)
	rows, err := parseMatrix(s.Text(key), c.MaxRows, c.MaxCols)
	if err != nil {
		panic("exhibit: " + s.exhibit.Name + ": " + key + " " + err.Error())
	}
	return rows
}
