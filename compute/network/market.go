package network

import (
	"bytes"
	"strconv"

	"zscape/compute/faults"
	"zscape/compute/lang"
	"zscape/compute/table"
)

// matrixMarket reads a square matrix in the coordinate format of Matrix Market (R. F.
// Boisvert, R. Pozo, K. A. Remington, NISTIR 5935, 1996): rows and columns are nodes,
// numbered from 1, and entries links. A symmetric matrix has one triangle of its entries.
// Of a skew-symmetric one, whose halves differ in sign, the positive entries are links.
func (b *builder) matrixMarket() error {
	b.space()
	head := bytes.Fields(bytes.ToLower(table.Trim(b.restOfLine())))
	for len(head) < 5 {
		head = append(head, nil)
	}
	format, field, symmetry := string(head[2]), string(head[3]), string(head[4])
	switch {
	case format == "array":
		return lang.Errorf("a dense matrix of Matrix Market: save it in the coordinate format, or as CSV", "Matrix Marketの密行列(array)です(coordinate形式かCSVで保存してください)")
	case string(head[1]) != "matrix" || format != "coordinate":
		return lang.Errorf("line 1: expected %%%%MatrixMarket matrix coordinate", "1行目: %%%%MatrixMarket matrix coordinate が必要です")
	case field == "complex" || symmetry == "hermitian":
		return lang.Errorf("a matrix of complex numbers, which cannot be weights", "複素数の行列です(リンクの重みにはできません)")
	}
	pattern, skew := field == "pattern", symmetry == "skew-symmetric"
	switch symmetry {
	case "symmetric":
		b.kind = undirected
	case "skew-symmetric":
		b.kind = directed
		b.report.leave("of a skew-symmetric matrix the positive entries are links", "歪対称行列の正の要素をリンクとしました")
	default:
		b.matrix = true
	}
	n := -1
	for b.err == nil && b.at < len(b.data) {
		at := b.at
		b.begun = at
		line := table.Trim(b.restOfLine())
		if len(line) == 0 || line[0] == '%' {
			continue
		}
		f := bytes.Fields(line)
		if n < 0 {
			rows, cols := -1, -1
			if len(f) == 3 {
				rows, _ = strconv.Atoi(string(f[0]))
				cols, _ = strconv.Atoi(string(f[1]))
			}
			switch {
			case rows <= 0 || cols <= 0:
				return lang.Errorf("line %d: expected the numbers of rows, columns and entries", "%d行目: 行数、列数、要素数が必要です", b.lineOf(at))
			case rows != cols:
				return lang.Errorf("a matrix of %d rows and %d columns: rows and columns have to be the same nodes", "%d行%d列の行列です。行と列は同じノードでなければなりません", rows, cols)
			}
			n = rows
			b.expect(n)
			for i := 0; i < n && b.err == nil; i++ {
				b.declare(strconv.Itoa(i+1), "")
			}
			continue
		}
		b.entry(at, f, n, pattern, skew)
	}
	if n < 0 {
		return lang.Errorf("expected the numbers of rows, columns and entries", "行数、列数、要素数の行が必要です")
	}
	return nil
}

// entry reads an entry of a matrix of n rows.
func (b *builder) entry(at int, f [][]byte, n int, pattern, skew bool) {
	want := 3
	if pattern {
		want = 2
	}
	if len(f) < want {
		b.skip("%v, expected %d", "欄が%v個です(%d個のはず)", lang.Count(len(f), "field", "fields"), want)
		return
	}
	var ends [2]int32
	for k := range ends {
		i, err := strconv.Atoi(string(f[k]))
		if err != nil || i < 1 || i > n {
			b.skip("the row or column is %s, expected 1 to %d", "行か列の番号が%sです(1から%dまでのはず)", faults.Quote(f[k]), n)
			return
		}
		ends[k] = b.ids[strconv.Itoa(i)]
	}
	v := 1.0
	if !pattern && b.options.Weight != NoWeight {
		var ok bool
		if v, ok = number(f[2], '.'); !ok {
			b.unfit = true
			b.skip("the weight is %s, expected a number", "重みが%sです(数のはず)", faults.Quote(f[2]))
			return
		}
	}
	if skew && v < 0 {
		ends[0], ends[1], v = ends[1], ends[0], -v
	}
	b.link(ends[0], ends[1], v, unknown)
}
