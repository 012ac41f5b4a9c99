package field

import (
	"bytes"

	"zscape/compute/lang"
	"zscape/compute/table"
)

// foreign are formats that are not read, by their first bytes: which they are and
// what to do, for the first, the name of a file that GDAL converts.
var foreign = []struct {
	magic, gdal string
	lang.Text
}{
	{"II*\x00", "in.tif", tiff}, {"MM\x00*", "in.tif", tiff}, {"II+\x00", "in.tif", tiff}, {"MM\x00+", "in.tif", tiff},
	{"CDF\x01", "in.nc", netCDF}, {"CDF\x02", "in.nc", netCDF}, {"CDF\x05", "in.nc", netCDF}, {"\x89HDF", "in.nc", netCDF},
	{"\x0e\x03\x13\x01", "in.hdf", netCDF},
	{"GRIB", "in.grib2", lang.Text{En: "GRIB data", Ja: "GRIBデータ"}},
	{"UHL1", "in.dt1", lang.Text{En: "a DTED tile", Ja: "DTEDタイル"}},
	{"EHFA", "in.img", lang.Text{En: "an ERDAS Imagine image", Ja: "ERDAS Imagineの画像"}},
	{"\xff\xd8\xff", "", lang.Text{En: "a photograph (JPEG), whose brightness is not height: save a height map as PNG", Ja: "写真(JPEG)です。明るさは高さを表しません(高さの画像はPNGで保存してください)"}},
	{"GIF8", "", picture}, {"RIFF", "", picture}, {"BM", "", picture},
	{"LASF", "", lang.Text{En: "a LAS point cloud: convert it to text with pdal translate in.las out.csv, and open that", Ja: "LAS形式の点群です。pdal translate in.las out.csv でテキストに変換してから開いてください"}},
	{"\x00\x00\x27\x0a", "", lang.Text{En: "a shapefile: convert it to CSV with ogr2ogr -f CSV out.csv in.shp -lco GEOMETRY=AS_XYZ, and open that", Ja: "シェープファイルです。ogr2ogr -f CSV out.csv in.shp -lco GEOMETRY=AS_XYZ でCSVに変換してから開いてください"}},
	{"\x93NUMPY", "", lang.Text{En: `a NumPy array: save it as text with np.savetxt("z.csv", z, delimiter=","), and open that`, Ja: `NumPyの配列です。np.savetxt("z.csv", z, delimiter=",") でテキストに書き出してから開いてください`}},
	{"MATLAB 5", "", lang.Text{En: "a MAT-file: save it as text with writematrix(Z, 'z.csv'), and open that", Ja: "MATファイルです。writematrix(Z, 'z.csv') でテキストに書き出してから開いてください"}},
}

var (
	tiff    = lang.Text{En: "a TIFF or GeoTIFF image", Ja: "TIFF画像(GeoTIFFなど)"}
	netCDF  = lang.Text{En: "a netCDF or HDF file", Ja: "netCDFまたはHDFファイル"}
	picture = lang.Text{En: "an image, but not a PNG: save a height map as PNG", Ja: "PNG以外の画像です(高さの画像はPNGで保存してください)"}
	json    = lang.Text{En: "JSON that is neither an array of numbers nor a description of raw samples (rows, cols, dtype): save the data as CSV", Ja: "数の配列でも、生データの説明(rows, cols, dtype)でもないJSONです(データをCSVで保存してください)"}
)

// refuse returns a text as an error.
func refuse(t lang.Text) error { return lang.Errorf("%s", "%s", t) }

// unread returns what is said of a format that is not read, nil if it is none of
// those that are known.
func unread(data []byte) error {
	for _, f := range foreign {
		switch {
		case !bytes.HasPrefix(data, []byte(f.magic)) || len(f.magic) == 2 && bytes.IndexByte(data, 0) < 0:
		case f.gdal != "":
			return lang.Errorf("%s, which cannot be read: convert it with GDAL, gdal_translate -of AAIGrid %s out.asc, and open out.asc",
				"%sは読み込めません。GDALで gdal_translate -of AAIGrid %s out.asc と変換し、out.asc を開いてください", f.Text, f.gdal)
		default:
			return refuse(f.Text)
		}
	}
	return table.Foreign(data)
}
