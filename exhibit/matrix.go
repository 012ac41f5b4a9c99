package exhibit

import (
	"fmt"
	"strings"
)

// parseMatrix reads rows of numbers, separated by commas or blanks, the rows
// by semicolons. The reason, if not empty, says what is wrong, and where.
func parseMatrix(text string, maxRows, maxCols int) (rows [][]float64, reason string) {
	if text == "" {
		return nil, "is empty; numbers are wanted"
	}
	lines := strings.Split(text, ";")
	if len(lines) > maxRows {
		return nil, fmt.Sprintf("has %d rows, at most %d do", len(lines), maxRows)
	}
	for i, line := range lines {
		cells := strings.Split(line, ",")
		if len(cells) == 1 && strings.TrimSpace(line) != "" {
			cells = strings.Fields(line)
		}
		if len(cells) > maxCols {
			return nil, fmt.Sprintf("has %d numbers in row %d, at most %d do", len(cells), i+1, maxCols)
		}
		if i > 0 && len(cells) != len(rows[0]) {
			return nil, fmt.Sprintf("has %d numbers in row %d, but %d in row 1", len(cells), i+1, len(rows[0]))
		}
		row := make([]float64, len(cells))
		for j, cell := range cells {
			v, reason := ParseNumber(strings.TrimSpace(cell))
			if reason != "" {
				return nil, fmt.Sprintf("has %q in row %d, column %d, which %s", short(strings.TrimSpace(cell)), i+1, j+1, reason)
			}
			row[j] = v
		}
		rows = append(rows, row)
	}
	return rows, ""
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
	rows, reason := parseMatrix(s.Text(key), c.MaxRows, c.MaxCols)
	if reason != "" {
		panic("exhibit: " + s.exhibit.Name + ": " + key + " " + reason)
	}
	return rows
}
