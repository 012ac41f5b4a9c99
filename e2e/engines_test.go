package e2e

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image/png"
	"math"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"zscape/e2e/webdriver"
)

// The page in each engine: Firefox, WebKit, which is Safari's, and Chromium as a phone
// has it. What a visitor does first works in all of them.
func TestEngines(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(ctx context.Context, downloads string) (webdriver.Browser, error){
		"firefox": webdriver.Firefox, "webkit": webdriver.WebKit,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			downloads := t.TempDir()
			ctx, cancel := waiting()
			defer cancel()
			b, err := start(ctx, downloads)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := b.Close(); err != nil {
					t.Error(err)
				}
			})
			t.Run("problems", func(t *testing.T) { problemsAreHeard(t, b) })
			for _, part := range core {
				t.Run(part.name, func(t *testing.T) {
					v := visit(t, b, downloads)
					v.resize(1000, 700)
					part.test(v)
				})
			}
		})
	}
	t.Run("phone", func(t *testing.T) {
		t.Parallel()
		for _, part := range core {
			t.Run(part.name, func(t *testing.T) {
				p, downloads := newPhone(t)
				v := visit(t, p, downloads)
				v.touch = true
				part.test(v)
			})
		}
	})
}

// core is what works in every engine.
var core = []struct {
	name string
	test func(v *visitor)
}{
	{"load", testLoad}, {"drag", testDrag}, {"slider", testSlider}, {"formula", testFormula}, {"run", testRun},
	{"export", testExport}, {"file", testFile}, {"embed", testEmbed}, {"no-webgl", testWithoutWebGL2},
	{"addresses", testAddresses}, {"look", testEveryLook},
}

// problemsAreHeard has a page do what it should not: the browser tells all of it.
func problemsAreHeard(t *testing.T, b webdriver.Browser) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="img-src 'none'">
				<link rel="icon" href="data:,"><script src="script.js"></script></head>`)
		case "/script.js":
			fmt.Fprint(w, `console.error('said', 1); setTimeout(() => { thrown(); }); Promise.reject(new Error('rejected'));
				fetch('/lost'); fetch('http://127.0.0.2/away').catch(() => {}); new Image().src = '/forbidden.png';`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	ctx, cancel := waiting()
	defer cancel()
	if err := b.Open(ctx, server.URL, `console.error('before')`); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Eval(ctx, `new Promise(done => setTimeout(done, 500))`); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(b.Problems(), "\n")
	for _, part := range []string{"before", "said", "thrown", "rejected", "404 for " + server.URL + "/lost", "127.0.0.2", "forbidden by img-src"} {
		if !strings.Contains(all, part) {
			t.Errorf("of %q nothing is told: %s", part, all)
		}
	}
	if _, err := b.Eval(ctx, `nonsense.at.all`); err == nil {
		t.Error("an expression that throws has a value")
	}
	if more := b.Problems(); len(more) > 0 {
		t.Errorf("told twice, or of an expression: %q", more)
	}
}

func testLoad(v *visitor) {
	v.open("")
	if s := v.state(); s.State != "gaussian" {
		v.t.Errorf("without a hash the page opens %q", s.State)
	}
	if n := v.shot().colors(v.stage()); n < 100 {
		v.t.Errorf("the picture has %d colours", n)
	}
}

func testDrag(v *visitor) {
	v.open("")
	v.expect("at first", firstView)
	stage := v.stage()
	x, y := stage.center()
	x, y = math.Round(x), math.Round(y)
	before := v.shot()
	side := math.Min(stage.W, stage.H)
	v.drag(x, y, 100, 60)
	v.expect("drag", [5]float64{-60 - 180*100/side, 30 + 180*60/side, 1, 0, 0})
	v.rest()
	if d := before.differs(v.shot(), stage); d < 0.01 {
		v.t.Errorf("after a drag %.2f %% of the picture is different", 100*d)
	}
	v.await("address", `location.hash === '#' + zscape.state().state && location.hash.includes('az=')`)
	if !v.touch {
		v.wheel(x, y, -120)
		v.await("zoom", `+zscape.state().controls.zoom > 1.05 && +zscape.state().controls.zoom < 2`)
	}
	v.click("[data-do=reset]")
	v.expect("reset", firstView)
	v.focus("canvas")
	v.press(webdriver.ArrowLeft + "+")
	v.await("turn and zoom by keys", `+zscape.state().controls.az !== -60 && +zscape.state().controls.zoom > 1`)
	v.rest()
	v.shoot(v.t.Name())
	v.press("0")
	v.expect("the key 0", firstView)
	v.press(webdriver.Escape)
	if f := v.focused(); f == "CANVAS#" || f == "BODY#" {
		v.t.Errorf("Escape leads to %s", f)
	}
}

func testSlider(v *visitor) {
	v.open("")
	v.reach("#slider-vx")
	v.focus("#slider-vx")
	v.press(strings.Repeat(webdriver.ArrowRight, 20))
	v.rest()
	s := v.state()
	if vx := s.number(v.t, "vx"); math.Abs(vx-3) > 1e-9 {
		v.t.Errorf("20 times the right arrow on the slider from 2 lead to vx = %v, want 3", vx)
	}
	if got := eval[string](v, `document.getElementById('field-vx').value`); got != "3" {
		v.t.Errorf("the field says %q", got)
	}
	// The covariance is rho sqrt(vx vy).
	if det := s.readout(v.t, "det"); math.Abs(det-4.5) > 1e-12 {
		v.t.Errorf("the determinant is %v, want 4.5", det)
	}
	v.press(webdriver.Tab)
	v.shoot(v.t.Name())
	// Firefox has the focus in no page here, as there is no window manager to give it.
	if got := eval[string](v, `(e => e.tagName + ' ' + getComputedStyle(e).outlineStyle)(document.activeElement)`); got != "INPUT solid" && eval[bool](v, `document.hasFocus()`) {
		v.t.Errorf("what has the focus after Tab looks so: %s", got)
	}
	r := v.rect("#slider-vx")
	v.drag(r.X+r.W/2, r.Y+r.H/2, r.W/2, 0)
	v.await("the end of the slider", `+zscape.state().controls.vx === +document.getElementById('slider-vx').max`)
	v.click("[data-do=undo]")
	v.await("undone", `zscape.state().controls.vx === '3'`)
}

func testFormula(v *visitor) {
	v.open("#surface")
	before := v.shot()
	stage := v.stage()
	v.replace("#field-f", "sin(k*x")
	v.await("problem", `!document.querySelector('#problem-f').hidden && document.querySelector('#problem-f').textContent.includes('cannot be read at character 8')`)
	v.press(")")
	v.await("slider", `document.querySelector('#slider-k') !== null && document.querySelector('#problem-f').hidden`)
	v.press("+y/4" + webdriver.Enter)
	v.await("formula", `zscape.state().controls.f === 'sin(k*x)+y/4' && zscape.state().controls.k === '1'`)
	if set := eval[string](v, `document.querySelector('#field-f').closest('.control').querySelector('.typeset math').textContent.replace(/[\u2061\u2062]/g, '')`); set != "z=sin(kx)+y4" {
		v.t.Errorf("it is set as %q", set)
	}
	v.set("k", "2")
	v.await("address", `location.hash === '#surface?f=sin(k*x)%%2By/4&k=2'`)
	v.point(v.stage().center())
	v.await("point", `zscape.state().hover !== null`)
	if h := v.state().Hover; math.Abs(h.Z-(math.Sin(2*h.X)+h.Y/4)) > 1e-12 {
		v.t.Errorf("at (%v, %v) z is read as %v", h.X, h.Y, h.Z)
	}
	if d := before.differs(v.shot(), stage); d < 0.02 {
		v.t.Error("the picture is that of the first formula")
	}
	v.shoot(v.t.Name())
}

func testRun(v *visitor) {
	const steps = 100
	v.open("#notebook?steps=100&ms=20")
	v.order("pause")
	v.awaitRun(`r.phase === 'running' && r.step > 5`)
	v.order("pause")
	v.awaitRun(`r.phase === 'paused'`)
	j := v.job()
	if j.Step >= steps || !j.Live || math.Abs(j.Progress-float64(j.Step)/steps) > 1e-12 {
		v.t.Errorf("paused, the run is %+v", j)
	}
	v.order("step")
	v.awaitRun(fmt.Sprintf(`r.step === %d && r.phase === 'paused'`, j.Step+1))
	v.order("back")
	if k := v.job(); k.Step != j.Step || k.Live {
		v.t.Errorf("a step and back leads to %+v", k)
	}
	v.focus("#run-scrub")
	v.press(webdriver.ArrowLeft)
	if k := v.job(); k.Step != j.Step-1 || k.Live {
		v.t.Errorf("one to the left leads from step %d to %+v", j.Step, k)
	}
	v.order("pause")
	v.awaitRun(`r.phase === 'done'`)
	if k := v.job(); !k.Live || k.Step != steps || k.Progress != 1 {
		v.t.Errorf("at the end the run is %+v", k)
	}
}

func testExport(v *visitor) {
	v.open("#gaussian?vx=3&mode=surface&bar=0")
	stage := v.stage()
	data, name := v.save("png2", "png")
	if m, err := png.Decode(bytes.NewReader(data)); err != nil {
		v.t.Error(name, err)
	} else if w, h := float64(m.Bounds().Dx()), float64(m.Bounds().Dy()); !v.touch && (w != math.Round(2*stage.W) || h != math.Round(2*stage.H)) {
		v.t.Errorf("%s has %v x %v pixels, the picture %v x %v", name, w, h, stage.W, stage.H)
	}
	if !strings.HasPrefix(name, "zscape-gaussian-") {
		v.t.Errorf("the file's name is %s", name)
	}
	data, name = v.save("svg", "svg")
	if got := eval[string](v, `(d => d.documentElement.nodeName + ' ' + d.querySelector('title')?.textContent)(new DOMParser().parseFromString(%q, 'image/svg+xml'))`, data); got != "svg Bivariate Gaussian" {
		v.t.Errorf("%s is %s", name, got)
	}
	data, name = v.save("csv", "csv")
	rows := readCSV(v.t, data)
	for _, r := range rows {
		if want := density(r[0], r[1], 3, 2, 0.5*math.Sqrt(6)); math.Abs(r[2]-want) > 1e-12*want {
			v.t.Fatalf("%s: z(%v, %v) = %v, want %v", name, r[0], r[1], r[2], want)
		}
	}
	if len(rows) < 1000 {
		v.t.Errorf("%s has %d rows", name, len(rows))
	}
	data, name = v.save("stl", "stl")
	if n := int(binary.LittleEndian.Uint32(data[80:])); len(data) != 84+50*n || n == 0 {
		v.t.Errorf("%s has %d bytes for %d triangles", name, len(data), n)
	}

	// The document opens in the browser that has saved it.
	document, name := v.save("html", "html")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(document)
	}))
	defer server.Close()
	v.allow("favicon.ico")
	v.allow("/.webdriver/") // which the document forbids, as all else
	v.navigate(server.URL, "")
	v.shoot(v.t.Name())
	if got := eval[string](v, `JSON.stringify([document.compatMode, document.title.includes('Gaussian'),
		[...document.querySelectorAll('svg')].filter(e => e.checkVisibility()).length, document.documentElement.scrollWidth <= innerWidth])`); got != `["CSS1Compat",true,1,true]` {
		v.t.Errorf("%s is shown as %s", name, got)
	}
	if n := v.shot().colors(box{0, 0, 390, 700}); n < 50 {
		v.t.Errorf("%s shows %d colours", name, n)
	}
}

func testFile(v *visitor) {
	v.open("#surface")
	v.choose("heights.csv", "1,2,3,4\n5,6,7,8\n9,10,11,-3\n")
	v.await("data", `location.hash.startsWith('#surface?f=data&file=heights.csv') && zscape.state().readouts.data === '4 × 3'`)
	if s := v.state(); s.readout(v.t, "zmin") != -3 || s.readout(v.t, "zmax") != 11 {
		v.t.Errorf("z is from %v to %v", s.readout(v.t, "zmin"), s.readout(v.t, "zmax"))
	}
	if report := v.text("#report"); report != "heights.csv: 4 × 3 values, rows of z" {
		v.t.Errorf("the page says %q", report)
	}
	v.allow("bad.csv")
	v.choose("bad.csv", "a table\nof words\n")
	v.await("complaint", `document.getElementById('strip-text').textContent.startsWith('bad.csv: line 1: ')`)
	v.choose("heights.csv", "1,2,3,4\n4,5,6,7\n") // the same name again
	v.await("other data", `zscape.state().readouts.data === '4 × 2'`)
}

func testEmbed(v *visitor) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, around, address)
	}))
	defer server.Close()
	v.navigate(server.URL, "")
	v.await("the event ready", `heard.some(m => m.type === 'ready' && m.zscape === 1)`)
	ask := func(message, want string) {
		v.t.Helper()
		if got := eval[string](v, `ask(%s).then(m => { window.answer = m; return (%s) ? '' : JSON.stringify(m); })`, message, want); got != "" {
			v.t.Errorf("%s is answered %.400s; want %s", message, got, want)
		}
	}
	ask(`{type: 'hello'}`, `m.type === 'result' && m.height === 420`)
	ask(`{type: 'set', keys: {a: 2, b: '0.5'}}`, `m.type === 'result' && m.state.endsWith('&a=2&b=0.5')`)
	ask(`{type: 'snapshot', width: 320, height: 240}`, `m.data.startsWith('data:image/png;base64,')`)
	data, err := base64.StdEncoding.DecodeString(eval[string](v, `answer.data.split(',')[1]`))
	if err != nil {
		v.t.Fatal(err)
	}
	if m, err := png.Decode(bytes.NewReader(data)); err != nil || m.Bounds().Dx() != 320 {
		v.t.Errorf("the snapshot: %v", err)
	}
	ask(`{type: 'nonsense'}`, `m.type === 'error'`)

	// Until it is clicked the picture leaves the wheel, or the finger, to the page around.
	state := func() string { return eval[string](v, `ask({type: 'get'}).then(m => m.state)`) }
	asleep := state()
	if v.touch {
		v.drag(200, 400, 0, -150)
	} else {
		v.wheel(300, 250, 100)
	}
	v.await("scrolling of the page around", `scrollY > 50`)
	rest := func() { // a finger's scrolling goes on for a while
		v.run(`(async () => {
			for (let still = 0, last = -1; still < 15; last = scrollY) {
				await new Promise(requestAnimationFrame);
				still = scrollY === last ? still + 1 : 0;
			}
		})()`)
	}
	rest()
	v.run(`scrollTo(0, 0)`)
	rest()
	if s := state(); s != asleep {
		v.t.Errorf("asleep, the picture goes from %s to %s", asleep, s)
	}
	v.clickAt(200, 250)
	v.await("its being awake", `document.activeElement.id === 'picture'`)
	state() // the click reaches the picture before what is asked after it
	rest()
	if v.touch {
		v.drag(200, 400, 60, 0)
		v.await("a turn", `/az=/.test(heard.at(-1).state ?? '')`)
	} else {
		v.wheel(300, 250, -200)
		v.await("zoom", `/zoom=/.test(heard.at(-1).state ?? '')`)
	}
	if y := eval[float64](v, `scrollY`); y != 0 {
		v.t.Errorf("the page around has scrolled to %v", y)
	}
}

// withoutWebGL2 runs before the page's scripts.
const withoutWebGL2 = `
	const get = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
		return kind === 'webgl2' ? null : get.call(this, kind, ...more);
	};`

func testWithoutWebGL2(v *visitor) {
	v.navigate(address, withoutWebGL2)
	v.await("message", `document.documentElement.dataset.phase === 'still' && %s(document.getElementById('strip'))`, visible)
	v.await("poster", `(e => e.complete && e.naturalWidth > 0)(document.getElementById('poster'))`)
	if text := v.text("#strip-text"); !strings.Contains(text, "WebGL2") {
		v.t.Errorf("the message is %q", text)
	}
	if ink := v.shot().ink(v.stage(), lightPaper); ink.W < 150 || ink.H < 200 {
		v.t.Errorf("the poster has ink only in %v", ink)
	}
	v.shoot(v.t.Name())
}

// Whatever the address is, the page opens; what cannot be read of it is said.
func testAddresses(v *visitor) {
	for _, c := range []struct{ hash, says string }{
		{"#surface?f=x%zz", "has an invalid % escape"},
		{"#nonsense%", "nonsense"},
	} {
		v.open(c.hash)
		if text := eval[string](v, `document.getElementById('strip-text').textContent + document.getElementById('problems')?.textContent`); !strings.Contains(text, c.says) {
			v.t.Errorf("%s: the page says %q", c.hash, text)
		}
	}

	// Until the program is there the poster follows the address, whatever it is, by the
	// function that reads it first.
	target, _ := url.Parse(address)
	s := &slowly{program(v.t), make(chan struct{}), make(chan struct{}), httputil.NewSingleHostReverseProxy(target)}
	server := httptest.NewServer(s)
	defer server.Close()
	v.navigate(server.URL+"/#", "")
	v.await("the poster", `document.documentElement.dataset.phase === 'loading' && %s(document.getElementById('poster'))`, visible)
	list := ""
	for _, hash := range oddHashes(300) {
		list += strconv.Quote(hash) + ","
	}
	v.run(`(async () => {
		for (const hash of [%s]) {
			const before = location.href;
			location.hash = hash;
			if (location.href === before) continue;
			await new Promise(done => addEventListener('hashchange', done, {once: true}));
			if (!document.getElementById('title').textContent) throw new Error('no title at ' + hash);
		}
	})()`, list)
	close(s.start)
	close(s.finish)
	v.live()
}

// Every exhibit has its place in a wide and in a narrow window, in both languages:
// nothing overlaps or is cut.
func testEveryLook(v *visitor) {
	sizes := [][2]int{{1280, 800}, {390, 780}}
	if v.touch {
		sizes = sizes[1:]
	}
	v.open("")
	look := func(name string) {
		if os.Getenv("ZSCAPE_SHOTS") != "" {
			v.rest()
			v.shoot(name)
		}
	}
	exhibits := eval[[]string](v, `[...document.querySelectorAll('nav a')].map(a => a.hash.slice(1))`)
	if len(exhibits) < 7 {
		v.t.Errorf("there are %d exhibits", len(exhibits))
	}
	for _, size := range sizes {
		v.resize(size[0], size[1])
		for _, name := range exhibits {
			state := map[string]string{"ratings": "ratings?epochs=1", "surface": "surface?f=sqrt(x^2%2By^2)/(1%2Bx^2)"}[name]
			if state == "" {
				state = name
			}
			v.run(`location.hash = %q`, state)
			v.await(name, `zscape.state().exhibit === %q`, name)
			if v.job().Shown && name == "ratings" {
				v.awaitRun(`r.phase === 'done'`)
			}
			v.rest()
			if n := v.shot().colors(v.stage()); n < 20 {
				v.t.Errorf("%s: the picture has %d colours", state, n)
			}
			for _, language := range []string{"ja", "en"} {
				v.run(`document.querySelector('[data-language=%s]').click()`, language)
				at := fmt.Sprintf("%s-%s-%d-%s", v.t.Name(), name, size[0], language)
				look(at)
				if wrong := eval[string](v, `%s(['header', '#dock', '#panel', '#stage'])`, misplaced); wrong != "" {
					v.t.Errorf("%s: %s", at, wrong)
				}
				if size[0] < 600 {
					v.click("#sheet")
					look(at + "-panel")
				}
				if wrong := eval[string](v, unwhole); wrong != "" {
					v.t.Errorf("%s: %s", at, wrong)
				}
				if size[0] < 600 {
					v.click("#sheet")
				}
			}
		}
	}
	v.run(`document.querySelector('[data-language=en]').click()`)
}
