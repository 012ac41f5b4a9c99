package table

import (
	"bytes"

	"zscape/compute/lang"
)

// foreign are files that people take for tables, by their first bytes.
var foreign = []struct {
	magic string
	err   error
}{
	{"\xd0\xcf\x11\xe0", errWorkbook},
	{"\x1f\x8b", errPacked}, {"BZh", errPacked}, {"\xfd7zXZ", errPacked}, {"7z\xbc\xaf", errPacked}, {"Rar!\x1a", errPacked}, {"\x28\xb5\x2f\xfd", errPacked},
	{"%PDF", lang.Errorf("a PDF document: copy the table and paste it", "PDF文書です(表をコピーして貼り付けてください)")},
	{"SQLite format 3", lang.Errorf("a database (SQLite, GeoPackage): export the table as CSV", "データベース(SQLite, GeoPackage)です(表をCSVで書き出してください)")},
	{"PAR1", lang.Errorf("a Parquet file: export it as CSV", "Parquetファイルです(CSVで書き出してください)")},
}

var (
	errWorkbook = lang.Errorf("a spreadsheet: save the sheet as CSV, and open that", "表計算ソフトのファイルです(シートをCSVで保存してから開いてください)")
	errArchive  = lang.Errorf("a ZIP archive: unpack it, and open the files in it", "ZIPで圧縮されたファイルです(展開して、中のファイルを開いてください)")
	errPacked   = lang.Errorf("a compressed file: unpack it first", "圧縮されたファイルです(先に展開してください)")
	errMarkup   = lang.Errorf("an HTML or XML document, not a table: save the data as CSV, or copy the table and paste it",
		"HTMLやXMLの文書で、表そのものではありません(データをCSVで保存するか、表をコピーして貼り付けてください)")
)

// Foreign says what a file is that is no text, or no table though it is a text, and
// what to do with it; nil if it is none of those that are known.
func Foreign(data []byte) error {
	for _, f := range foreign {
		if bytes.HasPrefix(data, []byte(f.magic)) {
			return f.err
		}
	}
	const enough = 4096
	head, tail := data[:min(len(data), enough)], data[max(0, len(data)-enough):]
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		for _, name := range []string{"xl/", "opendocument.spreadsheet"} {
			if bytes.Contains(head, []byte(name)) || bytes.Contains(tail, []byte(name)) {
				return errWorkbook
			}
		}
		return errArchive
	}
	head = bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf")
	if len(head) > 1 && head[0] == '<' && (head[1] == '!' || head[1] == '?' || letter(head, 1)) && bytes.IndexByte(head, '>') > 0 {
		return errMarkup
	}
	return nil
}
