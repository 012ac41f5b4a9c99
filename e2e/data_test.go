package e2e

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// choose gives the page a file as the dialogue for files does.
func (b *tab) choose(name, text string) {
	b.t.Helper()
	b.run(`(() => {
		const files = new DataTransfer();
		files.items.add(new File([%q], %q));
		const input = document.getElementById('file');
		input.files = files.files;
		input.dispatchEvent(new Event('change', {bubbles: true}));
	})()`, text, name)
}

// drop lets a file fall on the picture.
func (b *tab) drop(name, text string) {
	b.t.Helper()
	b.run(`(() => {
		const dataTransfer = new DataTransfer();
		dataTransfer.items.add(new File([%q], %q));
		const canvas = document.querySelector('canvas');
		for (const type of ['dragenter', 'dragover', 'drop'])
			canvas.dispatchEvent(new DragEvent(type, {dataTransfer, bubbles: true, cancelable: true}));
	})()`, text, name)
}

// What cannot be read, as a folder or a file that has gone, is named, in the visitor's
// language.
func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x", look{script: `Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));`})
	b.drop("folder", "x")
	b.await("the reason", `document.getElementById('strip-text').textContent.startsWith('folder could not be read')`)
	b.click("[data-language=ja]")
	b.drop("folder", "x")
	b.await("the reason", `document.getElementById('strip-text').textContent.startsWith('folderを読み取れませんでした')`)
	b.shoot("unreadable-ja")
}

// What the page saves as CSV it reads as data: the values and the picture are
// the same, and the file stays in the tab.
func TestOwnData(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=sqrt(x%2B3)*sin(y)&nx=31&ny=21&aspect=box&bar=0", look{})
	b.unfold("[data-export=csv]")
	csv, _ := b.download("csv", func() { b.click("[data-export=csv]") })
	want := readCSV(t, csv)
	b.mouseAway()
	b.rest()
	before := b.shot()
	b.run(`window.requests = performance.getEntriesByType('resource').length`)
	b.choose("saved.csv", string(csv))
	b.await("data", `location.hash === '#surface?f=data&file=saved.csv&aspect=box&bar=0'`)
	report := eval[string](b, `document.getElementById('report').textContent`)
	if gaps := strings.Count(string(csv), "NaN"); gaps == 0 || report != "saved.csv: 31 × 21 values, "+strconv.Itoa(gaps)+" without a value" {
		t.Errorf("the page says %q", report)
	}
	b.await("announcement", `document.getElementById('live').textContent.startsWith('saved.csv')`)
	b.rest()
	if d := before.differs(b.shot(), b.stage()); d > 0.01 {
		t.Errorf("%.2f %% of the picture is different", 100*d)
	}
	got := b.downloadCSV()
	if len(got) != len(want) {
		t.Fatalf("%d samples, want %d", len(got), len(want))
	}
	for k := range got {
		for i := range 3 {
			if v, w := got[k][i], want[k][i]; v != w && (v == v || w == w) {
				t.Fatalf("sample %d is %v, want %v", k, got[k], want[k])
			}
		}
	}
	if n := eval[float64](b, `performance.getEntriesByType('resource').filter(r => !r.name.startsWith('blob:')).length - requests`); n > 0 {
		t.Errorf("%v requests were made", n)
	}

	// In a formula; and another file, which is dropped, with lines that are bad.
	b.set("f", "2data-1")
	b.await("slider", `document.getElementById('slider-xmin').min === '-5'`)
	b.allow("line 1")
	b.drop("bad.csv", "a table\nof words\n")
	b.await("complaint", `document.getElementById('strip-text').textContent.startsWith('bad.csv: line 1: ')`)
	if s := b.state(); s.Controls["f"] != "2data-1" || s.Controls["file"] != "saved.csv" {
		t.Errorf("after a bad file the page shows %s", s.State)
	}
	b.drop("three.csv", "x;y;z\n0;0;1,5\n4;0;2\noops\n0;3;7\n4;3;1\n2;1;3\n")
	b.await("data", `location.hash.includes('file=three.csv') && document.getElementById('strip').hidden`)
	if s := b.state(); math.Abs(s.readout(t, "zmin")-1) > 1e-9 || math.Abs(s.readout(t, "zmax")-13) > 1e-9 {
		t.Errorf("from %v to %v", s.readout(t, "zmin"), s.readout(t, "zmax"))
	}
	if report := eval[string](b, `document.getElementById('report').textContent`); report != "three.csv: 5 points, 1 line skipped: line 4: 1 field, expected 3; commas are read as decimal marks" {
		t.Errorf("the page says %q", report)
	}
	b.rest()
	b.shoot("data")
	b.click("[data-do=undo]")
	b.await("undone", `zscape.state().controls.file === 'saved.csv'`)

	// A table that is pasted.
	b.run(`(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text', '1\t2\t3\t4\n5\t6\t7\t8\n');
		document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
	})()`)
	b.await("pasted", `zscape.state().controls.file === 'pasted table' && zscape.state().readouts.data === '4 × 2'`)
}

// A link to a picture of data says which file is missing; with it, all is there.
func TestDataLink(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=k*data&file=a.csv&k=3", look{})
	b.await("problem", `document.querySelector('#problem-f').textContent.includes('a.csv')`)
	b.shoot("data-missing")
	b.drop("a.csv", "1,2,3,4\n5,6,7,8\n")
	b.await("data", `location.hash === '#surface?f=k*data&file=a.csv&k=3' && document.querySelector('#problem-f').hidden`)
	if z := b.state().readout(t, "zmax"); z != 24 {
		t.Errorf("the largest z is %v", z)
	}
}

// Columns are taken by their names; what was taken is said in both languages, and
// can be changed, which the link keeps.
func TestNamedColumns(t *testing.T) {
	t.Parallel()
	const weather = "Latitude,Longitude,Elevation,Temp\n10,50,1,7\n10,51,2,8\n10,54,2,-999\n11,50,3,9\n11,51,5,4\n11,54,9,2\n12,50,3,-999\n12,51,9,0\n12,54,7,1\n"
	const scale, scaleJa = "; to scale at latitude 11°", "。緯度11°で縦横の縮尺を合わせています"
	for name, l := range map[string]look{"wide": {w: 1280, h: 800}, "narrow": {w: 320, h: 640, touch: true, dark: true}} {
		t.Run(name, func(t *testing.T) {
			b := open(t, "#surface", l)
			b.choose("weather.csv", weather)
			b.await("data", `location.hash === '#surface?f=data&file=weather.csv'`)
			says := func(want string) {
				t.Helper()
				b.await("the report "+want, `document.getElementById('report').textContent === %q`, want)
			}
			says("weather.csv: x = Longitude, y = Latitude, z = Elevation, data2 = Temp, 9 points on a 3 × 3 grid" + scale)
			if s := b.state(); s.readout(t, "zmax") != 9 || s.Controls["xmax"] != "54" || s.Controls["ymax"] != "12" {
				t.Errorf("the picture is up to %v at (%s, %s)", s.readout(t, "zmax"), s.Controls["xmax"], s.Controls["ymax"])
			}
			b.set("zcol", "Temp")
			b.await("another column", `location.hash === '#surface?f=data&file=weather.csv&zcol=Temp'`)
			says("weather.csv: x = Longitude, y = Latitude, z = Temp, data2 = Elevation, 9 points on a 3 × 3 grid, 2 values of -999 read as gaps" + scale)
			b.rest()
			if l.touch {
				b.click("#sheet")
			}
			b.run(`document.getElementById('field-zcol').scrollIntoView({block: 'center'})`)
			b.shoot("columns-" + name)
			b.run(`document.getElementById('report').scrollIntoView({block: 'center'})`)
			b.shoot("columns-report-" + name)
			b.set("xcol", "Latitude")
			b.await("the axes to be exchanged", `document.getElementById('field-ycol').value === 'Longitude' && zscape.state().controls.xmax === '12'`)
			b.click("[data-do=undo]")
			b.await("undone", `document.getElementById('field-ycol').value === 'Latitude'`)
			b.set("nodata", "none")
			b.await("values", `zscape.state().readouts.zmin === -999`)
			b.set("nodata", "-999")
			b.await("gaps", `zscape.state().readouts.zmin === 0`)
			b.run(`document.querySelector('[data-language=ja]').click()`)
			says("weather.csv: x = Longitude, y = Latitude, z = Temp, data2 = Elevation、9点(3 × 3 の格子)、欠損値(-999)2個" + scaleJa)
			b.run(`document.getElementById('field-zcol').scrollIntoView({block: 'center'})`)
			b.shoot("columns-ja-" + name)
			b.set("tableas", "rows")
			b.await("rows", `!document.getElementById('field-zcol') && zscape.state().readouts.nx === 4`)
		})
	}
	b := open(t, "#surface?f=data&file=weather.csv&zcol=Temp", look{})
	b.await("problem", `document.querySelector('#problem-f').textContent.includes('weather.csv')`)
	b.drop("weather.csv", weather)
	b.await("data", `location.hash === '#surface?f=data&file=weather.csv&zcol=Temp' && zscape.state().readouts.zmax === 9 && zscape.state().readouts.zmin === 0`)
}

// The sample elevations come with the page.
func TestElevation(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=dem", look{})
	b.await("elevations", `zscape.state().readouts.dem === '403 × 344'`)
	b.rest()
	if n := b.requested("/data/jacksboro-dem.png"); n != 1 {
		t.Errorf("the data are asked for %d times", n)
	}
	if s := b.state(); s.readout(t, "zmin") != 236 || s.readout(t, "zmax") != 1076 {
		t.Errorf("from %v to %v", s.readout(t, "zmin"), s.readout(t, "zmax"))
	}
	if n := b.shot().colors(b.stage()); n < 200 {
		t.Errorf("the picture has %d colours", n)
	}
	b.shoot("elevation")
}
