package heightfield_test

import (
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"zscape/exhibit"
	"zscape/exhibit/heightfield"
	"zscape/scene"
)

func TestLattice(t *testing.T) {
	for _, tt := range []struct {
		state  string
		nx, ny int
		x, y   float64 // the last
	}{
		{"bowl", 41, 21, 2, 1},
		{"bowl?xmin=-3&xmax=3&ymin=-4&ymax=4", 61, 81, 3, 4}, // as numpy.arange(-3, 3.1, 0.1) and (-4, 4.1, 0.1)
		{"bowl?step=0.3", 14, 7, 1.9, 0.8},
		{"bowl?step=2", 3, 2, 2, 1},
		{"bowl?xmin=0&xmax=1.999&ymin=0&ymax=1.999&step=0.001&to=", 2000, 2000, 1.999, 1.999},
		{"bowl?xmin=-1e6&xmax=1e6&ymin=-1e6&ymax=1e6&step=1e6", 3, 3, 1e6, 1e6},
		{"bowl?xmin=999999&xmax=1e6&ymin=999999&ymax=1e6&step=0.01", 101, 101, 1e6, 1e6},
	} {
		x, y := show(t, tt.state).Lattice()
		if len(x) != tt.nx || len(y) != tt.ny || math.Abs(x[len(x)-1]-tt.x) > 1e-9 || math.Abs(y[len(y)-1]-tt.y) > 1e-9 {
			t.Errorf("%s: %d x %d to %v, %v; want %d x %d to %v, %v", tt.state, len(x), len(y), x[len(x)-1], y[len(y)-1], tt.nx, tt.ny, tt.x, tt.y)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ state, key, reason string }{
		{"bowl?xmin=2", "xmax", "must be greater than xmin = 2"},
		{"bowl?xmax=-7", "xmax", "must be greater than xmin = -2"},
		{"bowl?ymin=1", "ymax", "must be greater than ymin = 1"},
		{"bowl?ymax=-1", "ymax", "must be greater than ymin = -1"},
		{"bowl?step=2.1", "step", "is too large: it leaves one point between ymin = -1 and ymax = 1"},
		{"bowl?step=4.1", "step", "is too large: it leaves one point between xmin = -2 and xmax = 2"},
		{"bowl?xmin=-3&xmax=3&ymin=-4&ymax=4&step=0.0001", "step", "is too small: it gives 60001 x 80001 points; at most 4200000 are allowed in total"},
		{"bowl?step=1e-7", "step", "is too small: it gives 4e+07 x 2e+07 points; at most 4200000 are allowed in total"},
		{"bowl?step=5e-324", "step", "is too small compared with 2"},
		{"bowl?xmin=999999.9999999999&xmax=1e6&ymin=999999.9999999999&ymax=1e6&step=1e-12", "step", "is too small compared with 1e+06"},
		{"bowl?k=13", "k", "brings bad luck"},
		{"bowl?to=cap", "to", `cannot be read as a surface: there is no exhibit "cap"`},
		{"bowl?to=cup?k=x", "to", `has an invalid value: k = "x" is not a number`},
		{"bowl?to=cup?k=13", "to", `has an invalid value: k = "13" brings bad luck`},
		{"bowl?to=nothing", "to", "is not a surface"},
	} {
		session := bowls.New(open).(*heightfield.Session)
		before := table(t, session)
		start := time.Now()
		var m0, m1 runtime.MemStats
		s := parse(t, tt.state)
		runtime.ReadMemStats(&m0)
		err := session.Update(s)
		runtime.ReadMemStats(&m1)
		var p *exhibit.Problem
		if !errors.As(err, &p) || p.Key != tt.key || !strings.HasPrefix(p.Reason.En, tt.reason) || len(p.Reason.En) > 120 {
			t.Errorf("%s: %v, want %s %s", tt.state, err, tt.key, tt.reason)
		}
		if d := time.Since(start); d > time.Second || m1.TotalAlloc-m0.TotalAlloc > 1<<20 {
			t.Errorf("%s is refused after %v and %d bytes", tt.state, d, m1.TotalAlloc-m0.TotalAlloc)
		}
		if !session.State.Equal(bowls.Default()) || table(t, session) != before || readout(t, session, "depth") != 1 {
			t.Errorf("%s changes the session", tt.state)
		}
	}
}

// What fails leaves a picture that is not the default as it was, too.
func TestRefusedKeepsPicture(t *testing.T) {
	const good = "bowl?k=3&mode=surface&contour=1&floor=1&t=0.25&az=10&to=cup%3Fc=1"
	session := show(t, good)
	want := drawing(session)
	csv := table(t, session)
	for _, bad := range []string{"bowl?k=13", "bowl?xmin=5", "bowl?k=4&to=cap", "bowl?k=13&to=cup&t=1&mode=smooth", "bowl?step=1e-9", "bowl?k=13&step=0.2"} {
		if err := session.Update(parse(t, bad)); err == nil {
			t.Fatalf("%s is taken", bad)
		}
		if got := drawing(session); got != want || table(t, session) != csv || session.State.String() != parse(t, good).String() {
			t.Errorf("%s changes the picture", bad)
		}
	}
}

func TestModes(t *testing.T) {
	for _, tt := range []struct {
		state, marks string
		flat         bool
	}{
		{"bowl", "Surface ColorBar ProgressBar", false},
		{"bowl?bar=0&to=", "Surface", false},
		{"bowl?floor=1&to=", "Contours Surface ColorBar", false},
		{"bowl?mode=contour&to=", "Contours ColorBar", true},
		{"bowl?mode=contour&floor=1&contour=1&to=", "Contours ColorBar", true},
	} {
		s := show(t, tt.state)
		if got := marks(s); got != tt.marks || s.Flat() != tt.flat || spaceOf(s).Flat != tt.flat {
			t.Errorf("%s: %s, flat %v; want %s, %v", tt.state, got, s.Flat(), tt.marks, tt.flat)
		}
	}
}

// A session that goes through states shows what a new one in the last does.
func TestUpdatePath(t *testing.T) {
	session := bowls.New(open).(*heightfield.Session)
	for _, text := range []string{"bowl?t=1", "bowl?t=0.5", "bowl?t=0.5&k=3", "bowl?t=0", "bowl?t=1&step=0.5", "bowl?to=&t=1", "bowl?to=&t=1&step=0.2",
		"bowl?t=0.3&step=0.2", "bowl?t=0.3&step=0.2&to=cup", "bowl?mode=contour", "bowl?mode=smooth&cmap=jet", "bowl?floor=1&aspect=data", "bowl?hole=1&t=0.4", "bowl"} {
		checkSame(t, session, text)
	}
}

// A session that goes through looks shows what a new one in the last does.
func TestLookPath(t *testing.T) {
	session := bowls.New(open).(*heightfield.Session)
	for _, text := range []string{"bowl?zlog=1&c=1", "bowl?zmin=1&zmax=2", "bowl?zmin=1&zmax=2&clip=0&t=0.5", "bowl?color=slope&hist=1&mode=smooth",
		"bowl?mode=contour&fill=1&labels=1", "bowl?mode=contour&labels=1&color=slope", "bowl?color=formula&colorf=x&mode=surface&zmax=3", "bowl?zlog=1&zmax=2&t=0.1",
		"bowl?fill=1&mode=surface&at=1,2,4", "bowl?contour=1&at=1,2,4", "bowl?beside=map&fill=1&labels=1", "bowl?t=0.7", "bowl?hist=1", "bowl"} {
		checkSame(t, session, text)
	}
}

// The camera changes nothing that is cached.
func TestTurningComputesNothing(t *testing.T) {
	s := show(t, "bowl?to=&mode=surface&fill=1&labels=1&contour=1&at=0.5,2&zmax=4&hist=1&color=slope&beside=map")
	version := mesh(s).Version
	st := s.State.WithCamera(scene.Camera{Azimuth: 10, Elevation: 20, Zoom: 2})
	if err := s.Update(st); err != nil {
		t.Fatal(err)
	}
	if mesh(s).Version != version {
		t.Error("turning raises the version")
	}
	for _, key := range []string{"at", "fill", "labels", "zmin", "zmax", "clip", "zlog", "color", "opacity", "sx", "light", "gloss", "lightaz"} {
		c, _ := s.State.Control(key)
		value := map[exhibit.Kind]string{exhibit.Toggle: "0", exhibit.Number: "0.5", exhibit.Word: "1", exhibit.Choice: "z"}[c.Kind]
		switch key {
		case "zlog":
			value = "1"
		case "zmax":
			value = "3"
		}
		version := mesh(s).Version
		next, err := s.State.Set(key, value)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Update(next); err != nil {
			t.Fatal(err)
		}
		if mesh(s).Version == version {
			t.Errorf("%s does not raise the version", key)
		}
	}
}

// A drag draws a picture from samples that are there already.
func TestFigureAllocs(t *testing.T) {
	s := show(t, "bowl?to=")
	var l scene.DisplayList
	s.Figure().Draw(&l, 400, 300)
	if n := testing.AllocsPerRun(20, func() { s.Unpick(); s.Figure() }); n > 12 {
		t.Errorf("%v allocations", n)
	}
	if n := testing.AllocsPerRun(20, func() { s.Figure() }); n > 0 { // nothing has changed
		t.Errorf("%v allocations for the same figure", n)
	}
}
