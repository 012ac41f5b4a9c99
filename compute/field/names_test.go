package field

import (
	"slices"
	"strings"
	"testing"

	"zscape/compute/table"
)

// Names of columns as they stand in files, and which become x, y and z.
func TestByName(t *testing.T) {
	for header, want := range map[string][3]int{ // from 1; 0, if names do not say
		"Latitude,Longitude,Elevation":             {2, 1, 3},
		"Northing,Easting,Height":                  {2, 1, 3},
		"Time,Longitude,Latitude,Elevation":        {2, 3, 4},
		"Time,Latitude,Longitude,Temp,Elev":        {3, 2, 4},
		"X (m),Y (m),Z (m),id":                     {1, 2, 3},
		"id,z,y,x":                                 {4, 3, 2},
		"x_m,y_m,depth_m":                          {1, 2, 3},
		"X,Y,Value":                                {1, 2, 3},
		"x,y,a,b":                                  {1, 2, 3},
		"x,y,id,b":                                 {1, 2, 4},
		"x,y,id":                                   {1, 2, 3},
		"lon,lat,x,y,z":                            {3, 4, 5},
		"LAT_WGS84,LON_WGS84,ALT":                  {2, 1, 3},
		"GPS Longitude [deg],GPS Latitude [deg],P": {1, 2, 3},
		"decimalLatitude,decimalLongitude,depth":   {2, 1, 3},
		"E,N,H":                                    {1, 2, 3},
		"N;E;H":                                    {2, 1, 3},
		"Rechtswert,Hochwert,Höhe":                 {1, 2, 3},
		"Breite,Länge,Hoehe":                       {2, 1, 3},
		"POINT_X,POINT_Y,POINT_Z":                  {1, 2, 3},
		"FID,Y_coord,X_coord,NO,NO2":               {3, 2, 4},
		"E_LV95,N_LV95,H":                          {1, 2, 3},
		"Nord,Est,Quota":                           {2, 1, 3},
		"Länge,Höhe,Gewicht":                       {0, 0, 0},
		"Längengrad;Breitengrad;Höhe [m]":          {1, 2, 3},
		"longitud,latitud,elevación":               {1, 2, 3},
		"LONGITUDE_X,LATITUDE_Y,ALTITUDE":          {1, 2, 3},
		"緯度,経度,標高":                                 {2, 1, 3},
		"地点,北緯（度）,東経（度）,標高（m）":                        {3, 2, 4},
		"X座標,Y座標,Z座標":                                 {1, 2, 3},
		"番号,x,y,地盤高":                                  {2, 3, 4},
		"lng\tlat\tvalue":                             {1, 2, 3},
		"a,b,c":                                       {0, 0, 0},
		"Latitude,b,c":                                {0, 0, 0},
		"Latitude,Longitude":                          {0, 0, 0},
		"latitude1,longitude1,h1":                     {2, 1, 3},
		"station elevation,lat,lon":                   {3, 2, 1},
		"north,east,up":                               {2, 1, 3},
		"Date,Time,Latitude,Longitude,Depth(m),Speed": {4, 3, 5},
	} {
		var columns []table.Column
		for _, name := range strings.FieldsFunc(header, func(r rune) bool { return strings.ContainsRune(",;\t", r) }) {
			columns = append(columns, table.Column{Name: name, Numeric: true})
		}
		at, named := byName(columns)
		for k := range at {
			if at[k]++; !named {
				at[k] = 0
			}
		}
		if at != want {
			t.Errorf("%s: x, y, z are columns %v, want %v", header, at, want)
		}
	}
}

// Latitudes are y, wherever their column stands.
func TestNamedColumns(t *testing.T) {
	for text, want := range map[string]string{
		"Latitude,Longitude,Elevation\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                      "x = Longitude, y = Latitude, z = Elevation, 4 points on a lattice of 2 × 2",
		"Northing,Easting,Elevation\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                        "x = Easting, y = Northing, z = Elevation, 4 points on a lattice of 2 × 2",
		"Time,Longitude,Latitude,Elevation\n1,50,10,1\n2,51,10,2\n3,50,11,3\n4,51,11,5\n":         "x = Longitude, y = Latitude, z = Elevation, 4 points on a lattice of 2 × 2",
		"X (m),Y (m),Z (m),id\n50,10,1,1\n51,10,2,2\n50,11,3,3\n51,11,5,4\n":                      "2 × 2 values",
		"sep=;\nlat;lon;h\n10;50;1\n10;51;2\n11;50;3\n11;51;5\n":                                  "x = lon, y = lat, z = h, 4 points on a lattice of 2 × 2",
		"Heights of the hill\nlat,lon,h\ndeg,deg,m\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":         "x = lon, y = lat, z = h, 4 points on a lattice of 2 × 2",
		"name,lat,lon,h,t\np,10,50,1,7\nq,10,51,2,8\nr,11,50,3,7\ns,11,51,5,9\n":                  "x = lon, y = lat, z = h, 4 points on a lattice of 2 × 2, without name (text)",
		"lat,lon,h\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n11,51,5\n10,52,7\n":                       "x = lon, y = lat, z = h, 6 points on a lattice of 3 × 2, 1 without a value, 1 at a place that had one",
		"lat,lon,h,temp\n10,50,1,7\n10,51,2,8\n11,50,3,7\n11,51,5,9\n":                            "x = lon, y = lat, z = h, data2 = temp, 4 points on a lattice of 2 × 2",
		"a,b,c\n50,10,1\n51,10,2\n50,11,3\n51,11,5\n":                                             "x = a, y = b, z = c, 4 points on a lattice of 2 × 2",
		"lat;lon;h\n10,0;50,0;1\n10,0;51,0;2\n11,0;50,0;3\n11,0;51,0;5\n":                         "x = lon, y = lat, z = h, 4 points on a lattice of 2 × 2; commas are decimal marks",
		"緯度,経度,標高\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                                          "x = 経度, y = 緯度, z = 標高, 4 points on a lattice of 2 × 2",
		"x,y,z,z2\n50,10,1,1\n51,10,2,2\n50,11,3,3\n51,11,5,4\n":                                  "2 × 2 values",
		"part,u,v,x,y,z\n1,50,10,50,10,1\n1,51,10,51,10,2\n1,50,11,50,11,3\n1,51,11,51,11,5\n":    "2 × 2 values",
		"lat,lon,h\n10,50,1\n10,51,2\n11,50,3\n11,51,5\nmean,50.5,2.75\n":                         "x = lon, y = lat, z = h, 4 points on a lattice of 2 × 2, 1 line skipped: line 6: y is \"mean\", expected a number",
		"lon,lat,h\n50,10,1\n51,10,2\n50,11,3\n51,11,5\n50.2,10.7,1\n50.3,10.1,4\n50.9,10.2,-1\n": "x = lon, y = lat, z = h, 7 points",
	} {
		f, r, err := Read(Options{}, File{"a.csv", []byte(text)})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		said := r.Text()
		if said.En != want || said.Ja == said.En {
			t.Errorf("%q: %+v, want %s", text, said, want)
		}
		if f.At(51, 10) != 2 || f.At(50, 11) != 3 || f.At(51, 11) != 5 {
			t.Errorf("%q: x and y are not where they should be", text)
		}
	}
}

// Which columns of values there are, z first; the numbers and the times of lines
// are none.
func TestValues(t *testing.T) {
	for header, want := range map[string][]int{
		"id,time,lon,lat,elev,temp,wind": {5, 6, 7},
		"x,y,z,z2,z3":                    {3, 4, 5},
		"x,y,temp,z":                     {4, 3},
		"lon,lat,h,name":                 {3},
	} {
		n := strings.Count(header, ",") + 1
		rows := ""
		for _, p := range [][2]string{{"0", "0"}, {"1", "0"}, {"0", "1"}, {"1", "1"}} {
			line := make([]string, n)
			for k, name := range strings.Split(header, ",") {
				line[k] = map[string]string{"lon": p[0], "lat": p[1], "x": p[0], "y": p[1], "name": "a"}[name]
				if line[k] == "" {
					line[k] = "7" + p[0]
				}
			}
			rows += "\n" + strings.Join(line, ",")
		}
		_, r, err := ReadText([]byte(header+rows), Options{})
		if err != nil || !slices.Equal(r.Values(), want) {
			t.Errorf("%s: %v, %v, want %v", header, r.Values(), err, want)
		}
	}
}
