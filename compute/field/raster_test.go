package field

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"zscape/compute/lang"
)

// The small grid of ESRI's format: x from 105 to 135, y from 205 to 225, the
// first row in the north, and a gap at (115, 215).
func TestReadGrid(t *testing.T) {
	const head = "ncols 4\nnrows 3\nxllcorner 100\nyllcorner 200\ncellsize 10\nNODATA_value -9999\n"
	const body = "1 2 3 4\n5 -9999 7 8\n9 10 11 12\n"
	for name, text := range map[string]string{
		"as it is":         head + body,
		"capitals":         strings.ToUpper(head) + body,
		"centres":          "ncols 4\nnrows 3\nxllcenter 105\nyllcenter 205\ncellsize 10\n" + body, // without NODATA_value it is -9999
		"steps":            "ncols 4\nnrows 3\nxllcorner 100\nyllcorner 200\ndx 10\ndy 10.0\nnodata -9999.000\n" + body,
		"order":            "NODATA_value  -9.999e3\r\ncellsize\t10\r\nyllcorner 2E2\r\nxllcorner 100.\r\nnrows 3\r\nncols 4\r\n" + strings.ReplaceAll(body, "\n", "\r\n"),
		"lines":            head + "\n 1 2 \n 3 4 5 -9999\n\n7 8 9\n10 11 12",
		"decimal commas":   strings.ReplaceAll(head, "10\n", "10,0\n") + "1,0 2 3,0 4\n5 -9999,0 7 8\n9 10 11 12,000\n",
		"exponents":        head + "1e0 2.0E+00 3 4\n.5e1 -9.999e+03 7 8\n9 1e1 11 12\n",
		"words":            head + "1 2 3 4\n5 nan 7 8\n9 10 11 12\n",
		"nan":              strings.Replace(head, "-9999", "nan", 1) + "1 2 3 4\n5 nan 7 8\n9 10 11 12\n",
		"single precision": strings.Replace(head, "-9999", "-3.4028234663852886e+38", 1) + strings.Replace(body, "-9999", "-3.402823e+38", 1),
		"byte order mark":  "\xef\xbb\xbf" + head + body,
		"below a comment":  "# heights\n# in m\n" + head + body,
		"colons":           strings.NewReplacer(" ", ": ").Replace(head) + body,
		"equals signs":     strings.NewReplacer(" ", " = ").Replace(head) + body,
		"other words":      head + "byteorder LSBFIRST\nmin 1\nprojection UTM zone 32\n" + body,
		"two steps":        strings.Replace(head, "cellsize 10", "xcellsize 10\nycellsize 10", 1) + body,
		"upper left":       "ncols 4\nnrows 3\nulxmap 105\nulymap 225\nxdim 10\nydim 10\n" + body,
		"UTF-16":           "\xff\xfe" + strings.Join(strings.Split(head+body, ""), "\x00") + "\x00",
		"GRASS":            "north: 230\nsouth: 200\neast: 140\nwest: 100\nrows: 3\ncols: 4\nnull: -9999\ntype: float\n" + body,
		"GRASS, a star":    "north: 230\nsouth: 200\neast: 140\nwest: 100\nrows: 3\ncols: 4\n" + strings.Replace(body, "-9999", "*", 1),
	} {
		f, r, err := Read(Options{}, File{Name: "dem.asc", Data: []byte(text)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		x, y, _ := f.Lattice()
		if fmt.Sprint(x, y) != "[105 115 125 135] [205 215 225]" {
			t.Errorf("%s: x %v, y %v", name, x, y)
		}
		for k, want := range []float64{1, 2, 3, 4, 5, math.NaN(), 7, 8, 9, 10, 11, 12} {
			if z := f.At(x[k%4], y[2-k/4]); z != want && (z == z || want == want) {
				t.Errorf("%s: at (%v, %v): %v, want %v", name, x[k%4], y[2-k/4], z, want)
			}
		}
		if r.Gaps != 1 || !strings.HasPrefix(r.Text().En, "ESRI grid, 4 × 3 values, 1 ") {
			t.Errorf("%s: %v", name, r.Text())
		}
	}
	for text, want := range map[string]string{
		head + "1 2 3 4\n5 6 7 8\n9 10 11\n": "dem.asc: 11 values, expected 4 x 3 = 12",
		head + body + "13":                   "dem.asc: 13 values, expected 4 x 3 = 12",
		head:                                 "dem.asc: 0 values, expected 4 x 3 = 12",
		head + "1 2 3 4\n5 six 7 8\n9 10 11 12\n":          `dem.asc: line 8: z is "six", expected a number`,
		strings.Replace(head, "nrows 3\n", "", 1) + body:   "dem.asc: the header lacks nrows",
		strings.Replace(head, "cellsize 10", "", 1) + body: "dem.asc: the header lacks cellsize",
		strings.Replace(head, "10\n", "0\n", 1) + body:     "dem.asc: cellsize is 0, expected a positive number",
		strings.Replace(head, "ncols 4", "ncols 4.5", 1):   "dem.asc: 4.5 x 3 samples: expected whole numbers from 2 to 100000",
		strings.Replace(head, "ncols 4", "ncols -4", 1):    "dem.asc: -4 x 3 samples",
		strings.Replace(head, "100\n", "west\n", 1):        `dem.asc: line 3: xllcorner is "west", expected a number`,
		strings.Replace(head, "4", "99999", 1):             "dem.asc: 0 values, expected 99999 x 3 = 299997",
		head + strings.ReplaceAll(body, "-9999", "1,2,3"):  `dem.asc: line 8: z is "1,2,3", expected a number`,
	} {
		if _, _, err := Read(Options{}, File{Name: "dem.asc", Data: []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), want) || !japanese(err) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	// Tables with such names are tables.
	for _, text := range []string{"ncols,nrows,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n", "dx dy z\n0 0 1\n1 0 2\n0 1 3\n1 1 5\n", "null 0 2\n0 0 1\n1 0 2\n0 1 3\n1 1 5\n"} {
		if f, _, err := Read(Options{}, File{Name: "a.txt", Data: []byte(text)}); err != nil || f.At(1, 1) != 5 {
			t.Errorf("%q: %v", text, err)
		}
	}
	// The mark may be a value.
	if _, r, err := Read(Options{Gaps: Gaps{Known: true}}, File{Name: "dem.asc", Data: []byte(head + body)}); err != nil || r.Gaps != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// All kinds of a grid of 3 x 2 values with one blank, as Surfer writes them.
func TestReadSurfer(t *testing.T) {
	z := []float32{1, 2, 3, 4, 0x1p127, 6}
	var b bytes.Buffer
	b.WriteString("DSBB")
	binary.Write(&b, binary.LittleEndian, []int16{3, 2})
	binary.Write(&b, binary.LittleEndian, []float64{0, 4, 10, 20, 1, 6})
	binary.Write(&b, binary.LittleEndian, z)
	var b7 bytes.Buffer
	b7.WriteString("DSRB\x04\x00\x00\x00\x01\x00\x00\x00GRID\x48\x00\x00\x00")
	binary.Write(&b7, binary.LittleEndian, []int32{2, 3})
	binary.Write(&b7, binary.LittleEndian, []float64{0, 10, 2, 10, 1, 6, 0, 0x1p127})
	b7.WriteString("DATA\x30\x00\x00\x00")
	binary.Write(&b7, binary.LittleEndian, []float64{1, 2, 3, 4, 0x1p127, 6})
	const ascii = "DSAA\n3 2\n0 4\n10 20\n1 6\n1 2 3\n4 1.70141e+038 6\n"
	for name, data := range map[string][]byte{"ASCII": []byte(ascii), "wrapped": []byte("DSAA 3 2 0 4 10\r\n20 1 6 1 2\r\n3 4 1.701410009187828e38 6\r\n"), "binary": b.Bytes(), "version 7": b7.Bytes()} {
		f, r, err := Read(Options{}, File{Name: "a.grd", Data: data})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		x, y, _ := f.Lattice()
		if fmt.Sprint(x, y) != "[0 2 4] [10 20]" || r.Gaps != 1 || f.At(0, 10) != 1 || f.At(4, 10) != 3 || f.At(0, 20) != 4 || f.At(4, 20) != 6 {
			t.Errorf("%s: %v %v, %+v", name, x, y, r)
		}
		if got := r.Text().En; got != "Surfer grid, 3 × 2 values, 1 value of 1.70141e+38 read as a gap" {
			t.Errorf("%s: %s", name, got)
		}
	}
	for text, want := range map[string]string{
		"DSAA\n3 2\n0 4\n10 20\n1 6\n1 2 3\n4 5\n": "a.grd: 5 values, expected 3 x 2 = 6",
		"DSAA\n3 two\n": `a.grd: line 2: ny is "two", expected a number`,
		"DSAA\n3 2\n4 4\n10 20\n1 6\n1 2 3 4 5 6": "a.grd: the values of x neither",
		"DSAA":                   `a.grd: line 1: nx is "", expected a number`,
		"DSBB":                   "a.grd: the file ends within its header",
		b.String() + "more":      "a.grd: 28 bytes of samples, expected 24",
		"DSRB":                   "a.grd: the file ends within its header",
		b7.String()[:b7.Len()-1]: "a.grd: the file ends within its header",
		strings.Replace(b7.String(), "GRID", "GRIT", 1):         "a.grd: the file ends within its header",
		strings.Replace(b7.String(), "DATA\x30", "DATA\x28", 1): "a.grd: 40 bytes of samples, expected 48: 3 x 2, 8 bytes each",
	} {
		if _, _, err := Read(Options{}, File{Name: "a.grd", Data: []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), want) || !japanese(err) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// A tile of heights 10 per degree to the east, 100 to the north, with gaps in a
// corner.
func TestReadHGT(t *testing.T) {
	tile := func(n int) []byte {
		data := make([]byte, 0, 2*n*n)
		for j := range n {
			for i := range n {
				z := int16(1000*i/(n-1) + 10000*(n-1-j)/(n-1))
				if i < 3 && j < 3 {
					z = -32768
				}
				data = binary.BigEndian.AppendUint16(data, uint16(z))
			}
		}
		return data
	}
	for _, c := range []struct {
		name           string
		n, shown, gaps int
		west, south    float64
	}{
		{"N36W085.hgt", 1201, 1201, 9, -85, 36},
		{"s01e179.HGT", 1201, 1201, 9, 179, -1},
		{"N00E000.SRTMGL1.hgt", 3601, 1801, 4, 0, 0},
	} {
		f, r, err := Read(Options{}, File{Name: c.name, Data: tile(c.n)})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		x0, x1, y0, y1 := f.Bounds()
		if x0 != c.west || math.Abs(x1-c.west-1) > 1e-12 || math.Abs(y0-c.south) > 1e-12 || y1 != c.south+1 || r.NX != c.shown || r.NY != c.shown || r.Gaps != c.gaps || !r.Degrees {
			t.Errorf("%s: x %v to %v, y %v to %v, %+v", c.name, x0, x1, y0, y1, r)
		}
		for _, p := range [][3]float64{{0, 0, 0}, {1, 0, 1000}, {1, 1, 11000}, {0.5, 0.5, 5500}, {0, 1, math.NaN()}} {
			if z := f.At(c.west+p[0], c.south+p[1]); z != p[2] && (z == z || p[2] == p[2]) {
				t.Errorf("%s: at %v is %v", c.name, p, z)
			}
		}
		if thinned := strings.Contains(r.Text().En, "only one in 2 rows and columns is shown"); thinned != (c.n > c.shown) {
			t.Errorf("%s: %v", c.name, r.Text())
		}
	}
	for name, want := range map[string]string{"dem.hgt": "dem.hgt: the location of an .hgt file", "N99W085.hgt": "N99W085.hgt: the location of an .hgt file", "N36X085.hgt": "N36X085.hgt: the location of an .hgt file",
		"N36W085.hgt": "N36W085.hgt: 4 bytes: an .hgt file has 2884802 or 25934402", "N36W0855.hgt": "N36W0855.hgt: the location of an .hgt file"} {
		if _, _, err := Read(Options{}, File{Name: name, Data: make([]byte, 4)}); err == nil || !strings.HasPrefix(err.Error(), want) || !japanese(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A tile of 4 x 3 cells whose first two and last have no height, and one is of
// water.
func TestReadGSI(t *testing.T) {
	const tile = "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>" + `
<Dataset xsi:schemaLocation="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema FGD_GMLSchema.xsd">
<gml:description>made for this test</gml:description>
<DEM gml:id="DEM001"><coverage gml:id="DEM001-3">
<gml:boundedBy><gml:Envelope srsName="fguuid:jgd2011.bl"><gml:lowerCorner>35.0 138.0</gml:lowerCorner><gml:upperCorner>35.75 140.0</gml:upperCorner></gml:Envelope></gml:boundedBy>
<gml:gridDomain><gml:Grid gml:id="DEM001-4" dimension="2"><gml:limits><gml:GridEnvelope><gml:low>0 0</gml:low><gml:high>3 2</gml:high></gml:GridEnvelope></gml:limits></gml:Grid></gml:gridDomain>
<gml:rangeSet><gml:DataBlock><gml:tupleList>
地表面,3.00
地表面,4.00
地表面,5.50
海水面,-9999.00
地表面,7.00
地表面,8.00
地表面,9.00
地表面,10.00
地表面,11.00
</gml:tupleList></gml:DataBlock></gml:rangeSet>
<gml:coverageFunction><gml:GridFunction><gml:sequenceRule order="+x-y">Linear</gml:sequenceRule><gml:startPoint>2 0</gml:startPoint></gml:GridFunction></gml:coverageFunction>
</coverage></DEM></Dataset>
`
	f, r, err := Read(Options{}, File{Name: "FG-GML-5238-00-DEM.xml", Data: []byte(tile)})
	if err != nil {
		t.Fatal(err)
	}
	x, y, _ := f.Lattice()
	if fmt.Sprint(x, y) != "[138.25 138.75 139.25 139.75] [35.125 35.375 35.625]" || r.Gaps != 4 || !r.Degrees || f.At(139.25, 35.625) != 3 || f.At(138.25, 35.375) != 5.5 || f.At(139.25, 35.125) != 11 {
		t.Errorf("%v, %v, %+v", x, y, r)
	}
	if said := r.Text(); said.En != "elevations of GSI, 4 × 3 values, 4 values of -9999 read as gaps" {
		t.Errorf("%v", said)
	}
	for from, to := range map[string]string{"<gml:high>3 2</gml:high>": "", "3 2<": "3<", "5.50": "five", "tupleList>": "list>", "2 0<": "2 1<", "3 2</gml:high>": "3e9 2e9</gml:high>", "lowerCorner": "corner", "2 0</": "-1 0</", ">35.75 ": ">35.0 "} {
		if _, _, err := Read(Options{}, File{Name: "a.xml", Data: []byte(strings.ReplaceAll(tile, from, to))}); err == nil || !japanese(err) {
			t.Errorf("%q: %v", to, err)
		}
	}
}

// Formats that are not read are named, and what to do.
func TestForeign(t *testing.T) {
	for data, want := range map[string]string{
		"II*\x00rest":                        "a TIFF or GeoTIFF image, which cannot be read: convert it with GDAL, gdal_translate -of AAIGrid in.tif out.asc",
		"MM\x00*rest":                        "a TIFF or GeoTIFF image",
		"II+\x00":                            "a TIFF or GeoTIFF image",
		"CDF\x01":                            "a netCDF or HDF file",
		"\x89HDF\r\n\x1a\n":                  "a netCDF or HDF file",
		"GRIB\x00":                           "GRIB data",
		"\xff\xd8\xff\xe0":                   "a photograph",
		"GIF89a\x00":                         "an image, but not a PNG",
		"LASF\x00":                           "a LAS point cloud",
		"\x00\x00\x27\x0a\x00":               "a shapefile",
		"\x93NUMPY\x01":                      "a NumPy array: save it as text with np.savetxt",
		"PK\x03\x04....xl/workbook.xml":      "a spreadsheet: save the sheet as CSV",
		"PK\x03\x04....N36W085.hgt":          "a ZIP archive: unpack it",
		"%PDF-1.4":                           "a PDF document",
		"<!DOCTYPE html><title>404</title>":  "an HTML or XML document",
		"<?xml version=\"1.0\"?><gpx></gpx>": "an HTML or XML document",
		`{"type": "FeatureCollection", "features": []}`: "JSON that is neither",
		"\x1f\x8b\x08": "a compressed file: unpack it first",
	} {
		_, _, err := Read(Options{}, File{Name: "a.dat", Data: []byte(data)})
		if err == nil || !strings.HasPrefix(err.Error(), "a.dat: "+want) || !japanese(err) {
			t.Errorf("%q: %v, want %s", data, lang.Of(err), want)
		}
	}
	// A table may begin with the letters of a picture.
	if f, _, err := Read(Options{}, File{Name: "a.csv", Data: []byte("BM,y,z\n0,0,1\n1,0,2\n0,1,3\n1,1,5\n")}); err != nil || f.At(1, 1) != 5 {
		t.Errorf("%v", err)
	}
}

// The files in testdata, made for these tests.
func TestFiles(t *testing.T) {
	for name, want := range map[string]string{
		"hill.asc":     "ESRI grid, 4 × 3 values, 1 value of -9999 read as a gap",
		"hill.grd":     "Surfer grid, 4 × 3 values, 1 value of 1.70141e+38 read as a gap",
		"stations.csv": "x = 経度, y = 緯度, z = 標高(m), data2 = 気温, 5 points; 地点 not used",
	} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		_, r, err := Read(Options{}, File{Name: name, Data: data})
		if err != nil || r.Text().En != want {
			t.Errorf("%s: %v, %v, want %s", name, r.Text(), err, want)
		}
	}
}

func BenchmarkReadGrid(b *testing.B) {
	var text strings.Builder
	text.WriteString("ncols 1000\nnrows 1000\nxllcorner 0\nyllcorner 0\ncellsize 1\n")
	for k := range 1_000_000 {
		fmt.Fprintf(&text, "%.3f ", 1000*math.Sin(float64(k)))
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := ReadGrid(data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
