package exhibit

import (
	"strings"

	"zscape/compute/lang"
)

// numbers is so many numbers.
func numbers(n int) Text { return lang.Count(n, "number", "numbers") }

// parseMatrix reads rows of numbers, separated by commas or blanks, the rows
// by semicolons. The reason, if not empty, says what is wrong, and where.
func parseMatrix(text string, maxRows, maxCols int) (rows [][]float64, reason error) {
	bad := func(en, ja string, args ...any) ([][]float64, error) { return nil, lang.Errorf(en, ja, args...) }
	if text == "" {
		return bad("is empty: enter numbers", "空欄です。数を入力してください")
	}
	lines := strings.Split(text, ";")
	if len(lines) > maxRows {
		return bad("has %d rows, at most %d are allowed", "%d行あります。%d行までにしてください", len(lines), maxRows)
	}
	for i, line := range lines {
		cells := strings.Split(line, ",")
		if len(cells) == 1 && strings.TrimSpace(line) != "" {
			cells = strings.Fields(line)
		}
		if len(cells) > maxCols {
			return bad("has %v in row %d, at most %d are allowed", "%[2]d行目に数が%[1]v個あります。%[3]d個までにしてください", numbers(len(cells)), i+1, maxCols)
		}
		if i > 0 && len(cells) != len(rows[0]) {
			return bad("has %v in row %d, but %d in row 1", "%[2]d行目の数は%[1]v個ですが、1行目は%[3]d個です", numbers(len(cells)), i+1, len(rows[0]))
		}
		row := make([]float64, len(cells))
		for j, cell := range cells {
			v, err := ParseNumber(cell)
			if err != nil {
				return bad("has %q in row %d, column %d, which %v", "%[2]d行%[3]d列の %[1]q は%[4]v", short(strings.TrimSpace(cell)), i+1, j+1, err)
			}
			row[j] = v
		}
		rows = append(rows, row)
	}
	return rows, nil
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
