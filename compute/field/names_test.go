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
		"Latitude,Longitude":                          {2, 1, 0},
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
		"Latitude,Longitude,Elevation\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                                           "x = Longitude, y = Latitude, z = Elevation, 4 points on a 2 × 2 grid",
		"Northing,Easting,Elevation\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                                             "x = Easting, y = Northing, z = Elevation, 4 points on a 2 × 2 grid",
		"Time,Longitude,Latitude,Elevation\n1,50,10,1\n2,51,10,2\n3,50,11,3\n4,51,11,5\n":                              "x = Longitude, y = Latitude, z = Elevation, 4 points on a 2 × 2 grid; Time not used",
		"X (m),Y (m),Z (m),id\n50,10,1,1\n51,10,2,2\n50,11,3,3\n51,11,5,4\n":                                           "x = X (m), y = Y (m), z = Z (m), 4 points on a 2 × 2 grid; id not used",
		"X,Y,Z\n50,10,1\n51,10,2\n50,11,3\n51,11,5\n":                                                                  "2 × 2 values",
		"y,x,z\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                                                                  "x = x, y = y, z = z, 4 points on a 2 × 2 grid",
		"x,y,z\n50 m,10 m,1 m\n51 m,10 m,2 m\n50 m,11 m,3 m\n51 m,11 m,5 m\n":                                          "x = x, y = y, z = z, 4 points on a 2 × 2 grid; #2, #4, #6 not used",
		"lat,lon,h\n10°N,50°E,$1\n10°N,51°E,$2\n11°N,50°E,$3\n11°N,51°E,$5\n":                                          "x = lon, y = lat, z = h, 4 points on a 2 × 2 grid",
		"CoordY,CoordX,CoordZ,OBJECTID\n10,50,1,1\n10,51,2,2\n11,50,3,3\n11,51,5,4\n":                                  "x = CoordX, y = CoordY, z = CoordZ, 4 points on a 2 × 2 grid; OBJECTID not used",
		"value,row,col\n1,10,50\n2,10,51\n3,11,50\n5,11,51\n":                                                          "x = col, y = row, z = value, 4 points on a 2 × 2 grid",
		"No.,x,y,z\n0,50,10,1\n1,51,10,2\n2,50,11,3\n3,51,11,5\n":                                                      "x = x, y = y, z = z, 4 points on a 2 × 2 grid; No. not used",
		"経度,緯度,標高,雨\n50,10,1,空欄\n51,10,2,無し\n50,11,3,n.d.\n51,11,5,k.A.\n52,11,空欄,1\n52,10,1,1\n":                      "x = 経度, y = 緯度, z = 標高, data2 = 雨, 6 points on a 3 × 2 grid, 1 without a value",
		",lon,lat,foo\n0,50,10,1\n1,51,10,2\n2,50,11,3\n3,51,11,5\n":                                                   "x = lon, y = lat, z = foo, 4 points on a 2 × 2 grid; #1 not used",
		",x,y,z\n0,50,10,1\n1,51,10,2\n2,50,11,3\n3,51,11,5\n":                                                         "x = x, y = y, z = z, 4 points on a 2 × 2 grid; #1 not used",
		"x [km],y [km],z\n50,10,1\n51,10,2\n50,11,3\n51,11,5\n":                                                        "x = x [km], y = y [km], z = z, 4 points on a 2 × 2 grid",
		"n,x,y,z,d2,d3,d4,d5,d6\n1,50,10,1,1,1,1,1,1\n2,51,10,2,2,2,2,2,2\n3,50,11,3,3,3,3,3,3\n4,51,11,5,4,4,4,4,4\n": "x = x, y = y, z = z, data2 = n, data3 = d2, data4 = d3, data5 = d4, 4 points on a 2 × 2 grid; d5, d6 not used",
		"sep=;\nlat;lon;h\n10;50;1\n10;51;2\n11;50;3\n11;51;5\n":                                                       "x = lon, y = lat, z = h, 4 points on a 2 × 2 grid",
		"Heights of the hill\nlat,lon,h\ndeg,deg,m\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                              "x = lon, y = lat, z = h, 4 points on a 2 × 2 grid",
		"name,lat,lon,h,t\np,10,50,1,7\nq,10,51,2,8\nr,11,50,3,7\ns,11,51,5,9\n":                                       "x = lon, y = lat, z = h, 4 points on a 2 × 2 grid; name, t not used",
		"lat,lon,h\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n11,51,5\n10,52,7\n":                                            "x = lon, y = lat, z = h, 6 points on a 3 × 2 grid, 1 without a value, 1 at duplicate positions",
		"lat,lon,h,temp\n10,50,1,7\n10,51,2,8\n11,50,3,7\n11,51,5,9\n":                                                 "x = lon, y = lat, z = h, data2 = temp, 4 points on a 2 × 2 grid",
		"a,b,c\n50,10,1\n51,10,2\n50,11,3\n51,11,5\n":                                                                  "x = a, y = b, z = c, 4 points on a 2 × 2 grid",
		"lat;lon;h\n10,0;50,0;1\n10,0;51,0;2\n11,0;50,0;3\n11,0;51,0;5\n":                                              "x = lon, y = lat, z = h, 4 points on a 2 × 2 grid; commas are read as decimal marks",
		"緯度,経度,標高\n10,50,1\n10,51,2\n11,50,3\n11,51,5\n":                                                               "x = 経度, y = 緯度, z = 標高, 4 points on a 2 × 2 grid",
		"x,y,z,z2\n50,10,1,1\n51,10,2,2\n50,11,3,3\n51,11,5,4\n":                                                       "2 × 2 values",
		"part,u,v,x,y,z\n1,50,10,50,10,1\n1,51,10,51,10,2\n1,50,11,50,11,3\n1,51,11,51,11,5\n":                         "2 × 2 values",
		"lat,lon,h\n10,50,1\n10,51,2\n11,50,3\n11,51,5\nmean,50.5,2.75\n":                                              "x = lon, y = lat, z = h, 4 points on a 2 × 2 grid, 1 line skipped: line 6: y is \"mean\", expected a number",
		"lon,lat,h\n50,10,1\n51,10,2\n50,11,3\n51,11,5\n50.2,10.7,1\n50.3,10.1,4\n50.9,10.2,-1\n":                      "x = lon, y = lat, z = h, 7 points",
	} {
		f, r, err := Read(Options{}, File{Name: "a.csv", Data: []byte(text)})
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

// Columns of x and y alone are no rows of z.
func TestNoZ(t *testing.T) {
	for _, text := range []string{"lat,lon\n10,50\n11,51\n", "name;lat;lon\np;10;50\nq;11;51\n"} {
		_, r, err := Read(Options{}, File{Name: "a.csv", Data: []byte(text)})
		if err == nil || err.Error() != "a.csv: lon and lat are x and y, but no other column has numbers for z" || !japanese(err) || len(r.Guesses) != 1 {
			t.Errorf("%q: %v", text, err)
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
