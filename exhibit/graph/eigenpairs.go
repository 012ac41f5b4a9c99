package graph

import (
	"zscape/exhibit"
	"zscape/jobs/spectral"
)

// table returns the table of the eigenpairs, and beside it that of the numbers of groups
// that are suggested; nil before there are any.
func (p *spectrum) table(s *session) *exhibit.Table {
	if !p.known {
		return nil
	}
	values, residuals, copies := p.run.Array("values"), p.run.Array("residuals"), p.run.Array("copies")
	t := &exhibit.Table{
		Caption: text("The smallest eigenvalues. A residual is |Mu − λu| as a part of the norm of the matrix; copies is how many of the values are equal.",
			"小さいほうの固有値。残差は |Mu − λu| の、行列のノルムに対する比。重複度は、等しい固有値の個数。"),
		Columns: []exhibit.Column{
			{Title: text("number", "番号"), Numbers: true, Sortable: true},
			{Title: text("eigenvalue", "固有値"), Sortable: true},
			{Title: text("residual", "残差"), Sortable: true},
			{Title: text("copies", "重複度"), Numbers: true, Sortable: true},
			{Title: text("number of groups suggested by", "グループ数の目安の根拠"), Apart: true},
			{Title: text("K", "K")},
		},
	}
	if s.state.Text("laplacian") == spectral.DISIM {
		t.Caption = text("The largest singular values. A residual is |Bᵀu − σv|; copies is how many of the values are equal.",
			"大きいほうの特異値。残差は |Bᵀu − σv|。重複度は、等しい特異値の個数。")
		t.Columns[1].Title = text("singular value", "特異値")
	}
	suggestions := s.suggestions()
	for k := range max(len(values), len(suggestions)) {
		row := make([]exhibit.Cell, len(t.Columns))
		if k < len(values) {
			row[0].Value, row[1].Value, row[2].Value, row[3].Value = float64(k+1), values[k], residuals[k], copies[k]
		}
		if k < len(suggestions) {
			row[4].Text, row[5].Value = suggestions[k].rule, suggestions[k].value()
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
