package field

import (
	"bytes"

	"zscape/compute/lang"
)

// foreign are formats that are not read, by their first bytes, and what to do.
var foreign = []struct {
	magic string
	err   error
}{
	{"II*\x00", errTIFF}, {"MM\x00*", errTIFF}, {"II+\x00", errTIFF}, {"MM\x00+", errTIFF},
	{"CDF\x01", errNetCDF}, {"CDF\x02", errNetCDF}, {"CDF\x05", errNetCDF}, {"\x89HDF", errNetCDF},
	{"\x0e\x03\x13\x01", errNetCDF}, // HDF 4
	{"GRIB", convert("GRIB data", "GRIBデータ", "in.grib2")},
	{"DSRB", convert("a grid of Surfer 7", "Surfer 7のグリッド", "in.grd")},
	{"UHL1", convert("a DTED tile", "DTEDタイル", "in.dt1")},
	{"HFA_", convert("an ERDAS Imagine picture", "ERDAS Imagineの画像", "in.img")},
	{"EHFA", convert("an ERDAS Imagine picture", "ERDAS Imagineの画像", "in.img")},
	{"\xff\xd8\xff", lang.Errorf("a photograph (JPEG), whose greys are no heights: save a height map as PNG", "写真(JPEG)です。明るさは高さを表しません(高さの画像はPNGで保存してください)")},
	{"GIF8", errPicture}, {"RIFF", errPicture}, {"BM", errPicture},
	{"LASF", lang.Errorf("a LAS point cloud: write it as text with las2txt or pdal translate in.las out.csv, and open that", "LAS形式の点群です。las2txt や pdal translate in.las out.csv でテキストに変換してから開いてください")},
	{"\x00\x00\x27\x0a", lang.Errorf("a shapefile: write it as CSV with ogr2ogr -f CSV out.csv in.shp -lco GEOMETRY=AS_XYZ, and open that", "シェープファイルです。ogr2ogr -f CSV out.csv in.shp -lco GEOMETRY=AS_XYZ でCSVに変換してから開いてください")},
	{"\x93NUMPY", lang.Errorf(`an array of NumPy: write it as text with np.savetxt("z.csv", z, delimiter=","), and open that`, `NumPyの配列です。np.savetxt("z.csv", z, delimiter=",") でテキストに書き出してから開いてください`)},
	{"MATLAB 5", lang.Errorf("a MAT-file: write it as text with writematrix(Z, 'z.csv'), and open that", "MATファイルです。writematrix(Z, 'z.csv') でテキストに書き出してから開いてください")},
	{"SQLite format 3", lang.Errorf("a database (SQLite, GeoPackage): export the table as CSV", "データベース(SQLite, GeoPackage)です(表をCSVで書き出してください)")},
	{"PAR1", lang.Errorf("a Parquet file: export it as CSV", "Parquetファイルです(CSVで書き出してください)")},
	{"PK\x03\x04", errArchive}, {"\xd0\xcf\x11\xe0", errWorkbook},
}

var (
	errTIFF     = convert("a TIFF picture, or a GeoTIFF", "TIFF画像(GeoTIFFなど)", "in.tif")
	errNetCDF   = convert("a netCDF or HDF file", "netCDFまたはHDFファイル", "in.nc")
	errPicture  = lang.Errorf("a picture, but no PNG: save a height map as PNG", "PNG以外の画像です(高さの画像はPNGで保存してください)")
	errWorkbook = lang.Errorf("an Excel workbook: save the sheet as CSV in Excel, and open that", "Excelのブックです(ExcelでシートをCSVで保存してから開いてください)")
	errArchive  = lang.Errorf("a ZIP archive: unpack it, and open the file in it", "ZIPで圧縮されたファイルです(展開して、中のファイルを開いてください)")
	errHTML     = lang.Errorf("a page or a document (HTML, XML), not a table: save the data themselves, as CSV", "HTMLやXMLの文書で、数の表ではありません(データそのものをCSVで保存してください)")
	errJSON     = lang.Errorf("JSON that is neither an array of numbers nor a description of raw samples (rows, cols, dtype): save the data as CSV", "数の配列でも、生データの説明(rows, cols, dtype)でもないJSONです(データをCSVで保存してください)")
)

// convert says with which command of GDAL a file becomes one that is read.
func convert(en, ja, name string) error {
	return lang.Errorf("%s, which is not read: convert it with GDAL, gdal_translate -of AAIGrid %s out.asc, and open out.asc",
		"%sは読み込めません。GDALで gdal_translate -of AAIGrid %s out.asc と変換し、out.asc を開いてください", lang.Text{En: en, Ja: ja}, name)
}

// unread returns what is said of a format that is not read, nil if it is none of
// those that are known.
func unread(data []byte) error {
	for _, f := range foreign {
		if !bytes.HasPrefix(data, []byte(f.magic)) || len(f.magic) == 2 && bytes.IndexByte(data, 0) < 0 {
			continue
		}
		if f.magic == "PK\x03\x04" {
			return packed(data)
		}
		return f.err
	}
	const enough = 4096
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), enough)], []byte("\xef\xbb\xbf")), space)
	switch {
	case !bytes.HasPrefix(head, []byte("<")):
		return nil
	case bytes.HasPrefix(head, []byte("<!")) || bytes.HasPrefix(head, []byte("<?xml")) || bytes.HasPrefix(bytes.ToLower(head), []byte("<html")):
		return errHTML
	}
	return nil
}

// packed says which kind of ZIP archive there is.
func packed(data []byte) error {
	head := data[:min(len(data), 4096)]
	tail := data[max(0, len(data)-4096):]
	for _, part := range [][]byte{head, tail} {
		if bytes.Contains(part, []byte("xl/")) || bytes.Contains(part, []byte("opendocument.spreadsheet")) {
			return errWorkbook
		}
	}
	return errArchive
}
