package e2e

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"
)

// readCSV returns the rows of numbers under the header x,y,z.
func readCSV(t *testing.T, data []byte) (rows [][3]float64) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) == 0 || strings.Join(records[0], ",") != "x,y,z" {
		t.Fatal("the CSV file does not begin with x,y,z")
	}
	for _, r := range records[1:] {
		var row [3]float64
		for i := range row {
			if row[i], err = strconv.ParseFloat(r[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (b *tab) downloadCSV() [][3]float64 {
	b.t.Helper()
	b.unfold("[data-export=csv]")
	data, _ := b.download("csv", func() { b.click("[data-export=csv]") })
	return readCSV(b.t, data)
}

func TestPlay(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{})
	stage := b.stage()
	// At every frame: the position, and what the page says of it.
	b.run(`(() => {
		window.said = [];
		const percent = document.getElementById('percent'), scrub = document.getElementById('scrub');
		const note = () => {
			said.push([zscape.state().position, percent.textContent, scrub.getAttribute('aria-valuetext'), +scrub.value]);
			requestAnimationFrame(note);
		};
		note();
	})()`)
	b.click("#play")
	b.await("playing", `zscape.state().playing && zscape.state().position > 0`)
	x, y := stage.center()
	b.drag(x, y, 60, 0)
	b.await("the end", `!zscape.state().playing && zscape.state().position === 1`)
	b.await("the note of it", `said.at(-1)[0] === 1`)
	if az := b.camera()[0]; az > -65 {
		t.Errorf("turning while it plays leads to azimuth %v", az)
	}

	type saying struct {
		position      float64
		percent, aria string
		scrub         float64
	}
	var all []saying
	for _, s := range eval[[][]any](b, `said`) {
		all = append(all, saying{s[0].(float64), s[1].(string), s[2].(string), s[3].(float64)})
	}
	between, last := 0, 0.0
	for _, s := range all {
		want := strconv.Itoa(int(math.Floor(100*s.position+1e-9))) + " %"
		if s.percent != want || s.aria != want || math.Abs(s.scrub-1000*s.position) > 1 {
			t.Fatalf("at %v the page says %q, %q and %v thousandths", s.position, s.percent, s.aria, s.scrub)
		}
		if s.position < last {
			t.Fatalf("the position goes back from %v to %v", last, s.position)
		}
		if s.position > last && s.position < 1 {
			between++
		}
		last = s.position
	}
	if between < 3 || last != 1 {
		t.Errorf("%d positions were seen between start and end, the last is %v", between, last)
	}

	rows := b.downloadCSV()
	if len(rows) != 61*81 {
		t.Fatalf("%d rows, want 61 x 81", len(rows))
	}
	for k, r := range rows {
		i, j := k%61, k/61
		if math.Abs(r[0]-(-3+0.1*float64(i))) > 1e-12 || math.Abs(r[1]-(-4+0.1*float64(j))) > 1e-12 {
			t.Fatalf("row %d is at x = %v, y = %v", k, r[0], r[1])
		}
		if want := math.Sin(r[0]) + math.Cos(r[1]); math.Abs(r[2]-want) > 1e-12 {
			t.Fatalf("at the end z(%v, %v) = %v, want sin x + cos y = %v", r[0], r[1], r[2], want)
		}
	}

	// The bar in the picture is as long as what it says.
	b.await("end of the message that the file is saved", `document.getElementById('toast').hidden`)
	b.rest()
	length := func() int { return b.shot().count(box{stage.X, stage.Y + stage.H - 16, stage.W, 1}, lightAccent) }
	whole := length()
	b.shoot("end")
	b.set("t", "0.5")
	if half := length(); whole < 200 || math.Abs(float64(half)/float64(whole)-0.5) > 0.02 {
		t.Errorf("the bar in the picture is %d long at the end and %d half way", whole, half)
	}
	b.shoot("half-way")
}

func TestTransport(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?repeat=bounce&speed=4&ease=linear", look{})
	b.click("#play")
	b.await("way back", `(p => { window.far ??= 0; far = Math.max(far, p); return far > 0.6 && p < far - 0.2; })(zscape.state().position)`)
	b.click("#play")
	b.await("pause", `!zscape.state().playing`)
	b.set("t", "0.5")
	b.click("[data-do=forward]")
	b.click("[data-do=forward]")
	b.click("[data-do=back]")
	if p := b.state().Position; p != 0.51 {
		t.Errorf("two steps forward and one back lead from 0.5 to %v", p)
	}
	for _, r := range b.downloadCSV() {
		a, z := density(r[0], r[1], 2, 2, 1), math.Sin(r[0])+math.Cos(r[1])
		if want := a + 0.51*(z-a); math.Abs(r[2]-want) > 1e-12 {
			t.Fatalf("at 51 %% z(%v, %v) = %v, want %v", r[0], r[1], r[2], want)
		}
	}
	// By touch of the bar's track.
	bar := b.rect("#scrub")
	b.drag(bar.X+bar.W*0.51, bar.Y+bar.H/2, bar.W*0.3, 0)
	if p := b.state().Position; math.Abs(p-0.81) > 0.05 {
		t.Errorf("dragging the bar by 30 %% leads from 0.51 to %v", p)
	}
}
