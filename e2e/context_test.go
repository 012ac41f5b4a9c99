package e2e

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// gpu is a script that makes window.gpu what takes the context of the page's canvas
// away and gives it back, and losses how often it was taken.
const gpu = `{
	const get = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
		const gl = get.call(this, kind, ...more);
		const happens = type => new Promise(done => this.addEventListener(type, done, {once: true}));
		if (kind === 'webgl2' && !window.gpu) {
			const extension = gl.getExtension('WEBGL_lose_context');
			window.losses = 0;
			window.gpu = {
				lose() { losses++; extension.loseContext(); return happens('webglcontextlost'); },
				restore() { // unless the page has done it
					if (!gl.isContextLost()) return;
					extension.restoreContext();
					return happens('webglcontextrestored');
				},
			};
			if (window.loseEarly) gpu.lose();
		}
		return gl;
	};
}`

func (b *tab) lose() {
	b.t.Helper()
	b.run(`gpu.lose()`)
}

// restore gives the context back and waits for the picture.
func (b *tab) restore() {
	b.t.Helper()
	b.run(`gpu.restore()`)
	b.rest()
}

// stays returns what fails the test if the page was loaded anew meanwhile, or its
// state is another.
func (b *tab) stays() func() {
	b.t.Helper()
	b.run(`window.here = true`)
	state := b.state().State
	return func() {
		b.t.Helper()
		if !eval[bool](b, `window.here === true`) {
			b.t.Error("the page was loaded anew")
		}
		if now := b.state().State; now != state {
			b.t.Errorf("the state has gone from %s to %s", state, now)
		}
	}
}

// same fails the test unless the picture is to the last pixel what it was.
func (b *tab) same(what string, before *picture) {
	b.t.Helper()
	if after := b.shot(); !bytes.Equal(before.Pix, after.Pix) {
		b.shoot("failed-" + b.t.Name())
		b.t.Errorf("%s: %.3f %% of the picture is visibly different", what, 100*before.differs(after, b.stage()))
	}
}

// A picture comes back as it was: lines, meshes, text, the tones of two eyes, and
// bitmaps, large and small.
func TestLostContext(t *testing.T) {
	t.Parallel()
	for _, hash := range []string{
		"#gaussian",
		"#surface?mode=surface&theme=dark",
		"#notebook?show=line",
		"#waves?stereo=anaglyph&mode=surface&beside=map",
		"#matrices",
		"#ratings?first=0&second=0&sgd=0&epochs=3",
	} {
		b := open(t, hash, look{script: gpu})
		b.await("end of what computes", `zscape.state().run.phase !== 'running'`)
		b.mouseAway()
		stays := b.stays()
		before := b.shot()
		if n := before.colors(b.stage()); n < 20 {
			t.Fatalf("%s: the picture has %d colours", hash, n)
		}
		b.lose()
		if b.shot().differs(before, b.stage()) < 0.005 {
			t.Errorf("%s: nothing is lost", hash)
		}
		b.shoot("lost")
		b.restore()
		b.same(hash, before)
		stays()
		// What is drawn from now on is right, too.
		b.set("theme", "dark")
		b.set("theme", "light")
		light := b.shot()
		b.lose()
		b.restore()
		b.same(hash+", light", light)
	}
}

// The process that draws for the browser crashes.
func TestCrashedGPU(t *testing.T) {
	t.Parallel()
	b := open(t, "#waves?stereo=anaglyph&mode=surface&beside=map", look{script: gpu})
	b.mouseAway()
	stays, before := b.stays(), b.shot()
	b.run(`document.querySelector('canvas').addEventListener('webglcontextrestored', () => { window.restored = true; })`)
	if _, err := cdp.Call(b.ctx, chromedp.FromContext(b.ctx).Browser, browser.CrashGPUProcess, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	b.await("context", `window.restored`)
	b.rest()
	b.same("after a crash", before)
	stays()
}

// What the visitor does, and what is computed, goes on while there is no context.
func TestWithoutContext(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{script: gpu})
	b.run(`window.here = true`)
	x, y := b.stage().center()
	to := func(kind input.DispatchMouseEventType, dx, dy float64) { b.mouse(kind, x+dx, y+dy, held) }
	to(input.DispatchMouseEventTypeMousePressed, 0, 0)
	to(input.DispatchMouseEventTypeMouseMoved, 30, 10)
	b.lose()
	to(input.DispatchMouseEventTypeMouseMoved, 60, 20)
	b.await("turn", `+zscape.state().controls.az < -70`)
	b.run(`gpu.restore()`)
	to(input.DispatchMouseEventTypeMouseMoved, 90, 30)
	to(input.DispatchMouseEventTypeMouseReleased, 90, 30)
	b.rest()
	lost := b.camera()
	b.click("[data-do=undo]")
	b.expect("undo", firstView)
	b.drag(x, y, 90, 30)
	b.expect("the same drag", lost)

	// Exhibit, size and ratio of pixels change; a file is saved.
	b.lose()
	b.run(`document.querySelector('nav a[href="#waves"]').click()`)
	b.wear(look{w: 900, h: 600, scale: 2})
	b.await("another exhibit", `zscape.state().exhibit === 'waves'`)
	b.rest()
	b.unfold("[data-export=png1]")
	saved, _ := b.download("png", func() { b.click("[data-export=png1]") })
	b.run(`document.querySelector('[data-export=png1]').closest('details').open = false`)
	b.restore()
	if !eval[bool](b, `here && losses === 2`) {
		t.Error("the page was loaded anew")
	}
	fresh := open(t, "#"+b.state().State, look{w: 900, h: 600, scale: 2})
	fresh.mouseAway()
	b.mouseAway()
	b.await("end of the message that the file is saved", `document.getElementById('toast').hidden`)
	b.rest()
	stage := b.stage()
	pixels := box{2 * stage.X, 2 * stage.Y, 2 * stage.W, 2 * stage.H}
	if d := fresh.shot().differs(b.shot(), pixels); d > 0 {
		t.Errorf("%.3f %% of the picture is not as if the context had never been lost", 100*d)
	}
	fresh.unfold("[data-export=png1]")
	if want, _ := fresh.download("png", func() { fresh.click("[data-export=png1]") }); !bytes.Equal(saved, want) {
		t.Error("the PNG file made without a context is different")
	}
}

// Computations run to their end while the context is lost time and again.
func TestLostContextDuringRun(t *testing.T) {
	t.Parallel()
	const hash = "#ratings?first=0&second=0&sgd=0&epochs=30"
	b := open(t, hash, look{script: gpu})
	for range 3 {
		b.lose()
		step := b.job().Step
		b.awaitRun(fmt.Sprintf(`r.phase === 'done' || r.step > %d`, step))
		b.run(`gpu.restore()`)
	}
	b.awaitRun(`r.phase === 'done'`)
	b.run(`document.getElementById('strip').hidden = true`) // it is said that the context is lost so often
	b.mouseAway()
	fresh := open(t, hash, look{})
	fresh.awaitRun(`r.phase === 'done'`)
	fresh.mouseAway()
	if d := fresh.shot().differs(b.shot(), b.stage()); d > 0 {
		t.Errorf("%.3f %% of the picture is not as if the context had never been lost", 100*d)
	}
}

// says returns JavaScript that is true if the page says text, with the button to load
// it anew or without.
func says(text string, button bool) string {
	return fmt.Sprintf(`%s(document.getElementById('strip')) && document.getElementById('strip-text').textContent.includes(%q) &&
		%s(document.querySelector('[data-do=retry]')) === %v`, visible, text, visible, button)
}

// While the context is away the page says so, and after ten seconds offers to load it
// anew. While nobody looks it waits.
func TestContextStaysAway(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string][2]string{
		"en": {"lost; waiting", "has not come back"},
		"ja": {"復帰を待っています", "まだ復帰していません"},
	} {
		b := open(t, "", look{script: gpu + `Object.defineProperty(document, 'hidden', {get: () => !!window.hidden});`})
		b.click("[data-language=" + lang + "]")
		b.rest()
		stays, before := b.stays(), b.shot()
		const none = `document.getElementById('strip').hidden`
		b.run(`window.hidden = true`)
		b.lose()
		time.Sleep(2500 * time.Millisecond)
		if !eval[bool](b, none) {
			t.Error("the page speaks to nobody")
		}
		b.run(`window.hidden = false`)
		b.await("word of the loss", "%s", says(words[0], false))
		b.shoot("lost-" + lang)
		b.await("button", "%s", says(words[1], true))
		b.shoot("gone-" + lang)
		b.run(`gpu.restore()`)
		b.await("end of the message", none)
		b.rest()
		b.same("back at last", before)
		stays()
		b.lose()
		b.await("word of the loss", "%s", says(words[0], false))
		b.await("button", "%s", says(words[1], true))
		b.click("[data-do=retry]")
		b.await("page anew", `!window.here && zscape.ready`)
		b.live()
	}
}

// What the page says for other reasons is there again when the context is, and what it
// says meanwhile stays.
func TestContextLostWithProblem(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?rho=much", look{script: gpu})
	const problem, other = `document.getElementById('strip-text').textContent.includes('much')`, `document.getElementById('strip-text').textContent.includes('more')`
	b.await("the problem", problem)
	lost, gone := says("lost; waiting", false), says("has not come back", true)
	b.lose()
	b.await("word of the loss", "%s", lost)
	b.run(`gpu.restore()`)
	b.await("the problem again", "%s && %s", problem, says("", false))
	b.lose()
	b.await("word of the loss", "%s", lost)
	b.run(`location.hash = '#gaussian?rho=more'`)
	b.await("the other problem", "%s && %s", other, says("", false))
	b.await("word of the loss", "%s", gone)
	b.click("[data-language=ja]")
	b.await("the same in Japanese", "%s", says("まだ復帰していません", true))
	b.click("[data-language=en]")
	b.click("[data-do=dismiss]")
	b.await("the problem below it", "%s && %s", other, says("", false))
	b.run(`gpu.restore()`)
	b.rest()
	if !eval[bool](b, `%s && %s`, other, says("", false)) {
		t.Error("the problem has gone with the loss")
	}
	b.click("[data-do=dismiss]")
	b.await("end of the message", `document.getElementById('strip').hidden`)
}

// A context that is lost often is restored each time, and nothing piles up; but the
// page offers to be loaded anew.
func TestContextLostOften(t *testing.T) {
	b := open(t, "#waves?stereo=anaglyph&mode=surface&beside=map", look{w: 600, h: 500, script: keepMemory + gpu + `
		window.textures = 0;
		for (const [name, n] of [['createTexture', 1], ['deleteTexture', -1]]) {
			const f = WebGL2RenderingContext.prototype[name];
			WebGL2RenderingContext.prototype[name] = function (...args) { textures += n; return f.apply(this, args); };
		}`})
	call(b, performance.Enable, performance.EnableParams{})
	b.mouseAway()
	stays, before := b.stays(), b.shot()
	again := func(n int) (program, js float64, textures int) {
		for range n {
			b.run(`window.textures = 0`) // all that there were are lost
			b.lose()
			b.restore()
		}
		program, js = b.memory()
		return program, js, eval[int](b, `textures`)
	}
	// The program's memory never shrinks: its most is known only after some losses.
	program, js, textures := again(12)
	b.await("word of the losses", "%s", says("lost several times", true))
	program2, js2, textures2 := again(20)
	t.Logf("after 12 losses the program has %.1f MB, JavaScript %.2f MB and %d textures, after 32 %.1f MB, %.2f MB and %d",
		program, js, textures, program2, js2, textures2)
	if program2+js2 > 1.05*(program+js) || textures2 > textures {
		t.Error("memory grows from loss to loss")
	}
	b.await("word of the losses", "%s", says("lost several times", true))
	b.click("[data-do=dismiss]")
	b.rest()
	b.same("lost 32 times", before)
	stays()
}

// A context that is lost before the first frame: the poster stays until it is back.
func TestContextLostEarly(t *testing.T) {
	t.Parallel()
	b := newTab(t, look{script: `window.loseEarly = true;` + gpu})
	b.navigate(address)
	b.await("word of the loss", "%s", says("lost; waiting", false))
	b.await("first frame", `window.zscape && zscape.state().frames > 0`)
	b.rest()
	b.shoot("lost-early")
	if ink := b.shot().ink(b.stage(), lightPaper); ink.W < 300 || ink.H < 300 {
		t.Errorf("the poster is gone before there is a picture: ink only in %v", ink)
	}
	b.run(`gpu.restore()`)
	b.live()
	fresh := open(t, "", look{})
	if d := fresh.shot().differs(b.shot(), b.stage()); d > 0 {
		t.Errorf("%.3f %% of the picture is not as if the context had never been lost", 100*d)
	}
}

// A context that comes back but is of no use, as another driver may do, is as good as
// gone; so is a page that finds no WebGL when it is loaded anew.
func TestContextOfNoUse(t *testing.T) {
	t.Parallel()
	b := open(t, "", look{script: gpu + `{
		const source = WebGL2RenderingContext.prototype.shaderSource;
		WebGL2RenderingContext.prototype.shaderSource = function (shader, text) {
			return source.call(this, shader, window.losses ? 'no program' : text);
		};
		if (sessionStorage.here) {
			const get = HTMLCanvasElement.prototype.getContext;
			HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind === 'webgl2' ? null : get.call(this, kind, ...more); };
		}
		sessionStorage.here = 1;
	}`})
	b.lose()
	b.run(`gpu.restore()`)
	b.await("word of it", "%s", says("has not come back", true))
	b.click("[data-do=retry]")
	b.await("the poster", `document.documentElement.dataset.phase === 'still' && %s(document.getElementById('poster'))`, visible)
}
