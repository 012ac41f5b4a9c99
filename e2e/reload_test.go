package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// reload loads the page again and waits until it is live.
func (b *tab) reload() {
	b.t.Helper()
	b.do(chromedp.Reload())
	b.live()
}

// kept returns the keys of what the browser keeps.
func (b *tab) kept() []string {
	b.t.Helper()
	return eval[[]string](b, `new Promise((done, failed) => {
		const open = indexedDB.open('zscape');
		open.onerror = failed;
		open.onsuccess = () => {
			const db = open.result;
			if (!db.objectStoreNames.contains('kept')) { db.close(); done([]); return; }
			const all = db.transaction('kept').objectStore('kept').getAllKeys();
			all.onsuccess = () => { db.close(); done(all.result); };
		};
	})`)
}

// keeps waits until the browser keeps something whose key begins so: it is noted before
// it is written.
func (b *tab) keeps(prefix string) {
	b.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		keys := b.kept()
		if slices.ContainsFunc(keys, func(key string) bool { return strings.HasPrefix(key, prefix) }) {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("no %s is kept after %v: %q", prefix, patience, keys)
		}
	}
}

// says waits until the page says of a file how it is kept.
func (b *tab) says(want string) {
	b.t.Helper()
	b.await("words on what is kept: "+want, `(e => !e.hidden && e.firstElementChild.textContent.startsWith(%q))(document.getElementById('kept'))`, want)
}

const (
	ownTable  = "x,y,z\n0,0,1\n0,1,2\n0,2,5\n1,0,3\n1,1,4\n1,2,0\n2,0,7\n2,1,1\n2,2,9\n"
	saysKept  = "Kept in this browser"
	saysNot   = "This browser keeps nothing"
	saysFull  = "There is no room"
	fileState = `location.hash === '#surface?f=data&file=own.csv'`
)

// A reload loses neither the visitor's file nor the picture; what is forgotten is.
func TestReload(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x", look{})
	if n := eval[int](b, `(async () => (await indexedDB.databases()).length)()`); n > 0 {
		t.Errorf("there are %d databases before there is anything to keep", n)
	}
	b.choose("own.csv", ownTable)
	b.await("data", fileState)
	b.says(saysKept)
	b.set("mode", "wireframe")
	b.set("az", "-30")
	b.mouseAway()
	b.rest()
	b.shoot("kept")
	state, before := b.state(), b.shot()
	report := eval[string](b, `document.getElementById('report').textContent`)

	b.reload()
	b.await("the same State", `zscape.state().state === %q && location.hash === '#' + %[1]q`, state.State)
	b.says(saysKept)
	b.mouseAway()
	b.rest()
	if s := b.state(); s.readout(t, "zmax") != 9 || len(s.Problems) > 0 {
		t.Errorf("after a reload: %+v", s)
	}
	if d := before.differs(b.shot(), b.stage()); d > 0.01 {
		t.Errorf("after a reload %.2f %% of the picture is different", 100*d)
	}
	if got := eval[string](b, `document.getElementById('report').textContent`); got != report {
		t.Errorf("the page says %q, before %q", got, report)
	}

	b.run(`document.querySelector('[data-language=ja]').click()`)
	b.says("再読み込みしても")
	b.run(`document.getElementById('kept').scrollIntoView({block: 'center'})`)
	b.shoot("kept-ja")
	b.run(`document.querySelector('[data-language=en]').click()`)
	b.click("[data-do=forget-file]")
	b.says("No longer kept")
	b.await("nothing kept", `document.querySelector('[data-do=forget-file]').hidden`)
	if s := b.state(); s.State != state.State || len(b.kept()) > 0 {
		t.Errorf("forgotten: %s, kept are %q", s.State, b.kept())
	}
	b.reload()
	b.await("the problem", `document.getElementById('strip-text').textContent.includes('own.csv')`)
}

// A file that takes a worker to read comes back, too, without holding the page up.
func TestReloadLarge(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x", look{})
	const rows = 700
	b.run(`(() => {
		const lines = ['x,y,z'];
		for (let x = 0; x < %d; x++) for (let y = 0; y < %[1]d; y++) lines.push(x + ',' + y + ',' + Math.sin(x / 50) * Math.cos(y / 70));
		const files = new DataTransfer();
		files.items.add(new File([lines.join('\n')], 'large.csv'));
		const input = document.getElementById('file');
		input.files = files.files;
		input.dispatchEvent(new Event('change', {bubbles: true}));
	})()`, rows)
	b.await("data", `location.hash === '#surface?f=data&file=large.csv'`)
	b.says(saysKept)
	before := b.state()
	b.reload()
	b.await("the same State", `zscape.state().state === %q`, before.State)
	if s := b.state(); s.readout(t, "zmax") != before.readout(t, "zmax") || s.readout(t, "nx") != before.readout(t, "nx") {
		t.Errorf("after a reload: %v, before: %v", s.Readouts, before.Readouts)
	}
}

// Where the browser keeps nothing, refuses, has no room, or never answers, the page works
// as without, and says so.
func TestReloadNothingKept(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, script, says string }{
		{"missing", `delete Window.prototype.indexedDB; delete window.indexedDB`, saysNot},
		{"throws", `Object.defineProperty(window, 'indexedDB', {get() { throw new DOMException('no', 'SecurityError'); }})`, saysNot},
		{"refuses to open", `IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError'); }`, saysNot},
		{"never opens", `IDBFactory.prototype.open = () => ({})`, saysNot},
		{"fails to open", `IDBFactory.prototype.open = () => { const r = new EventTarget(); setTimeout(() => r.onerror(new Event('error', {cancelable: true}))); return r; }`, saysNot},
		{"no notes", `Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError'); }})`, saysKept},
		{"no blobs", `IDBObjectStore.prototype.put = () => { throw new DOMException('no', 'DataCloneError'); }`, saysNot},
		{"full", `const put = IDBObjectStore.prototype.put;
			IDBObjectStore.prototype.put = function (...args) {
				const request = put.apply(this, args), t = this.transaction;
				Object.defineProperty(t, 'error', {get: () => new DOMException('full', 'QuotaExceededError')});
				t.abort();
				return request;
			}`, saysFull},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, "#surface?f=x", look{script: c.script})
			b.choose("own.csv", ownTable)
			b.await("data", fileState)
			b.says(c.says)
			if c.says == saysKept {
				return
			}
			if !eval[bool](b, `document.querySelector('[data-do=forget-file]').hidden`) {
				t.Error("there is a button to forget it")
			}
			b.reload()
			b.await("the problem", `document.getElementById('strip-text').textContent.includes('own.csv')`)
			b.drop("own.csv", ownTable)
			b.await("data", fileState)
			if z := b.state().readout(t, "zmax"); z != 9 {
				t.Errorf("the largest z is %v", z)
			}
		})
	}
}

// A database that is deleted while the page is open, and entries that are damaged, do no
// harm.
func TestReloadDamaged(t *testing.T) {
	t.Parallel()
	b := open(t, "#surface?f=x", look{})
	open := func() {
		t.Helper()
		b.choose("own.csv", ownTable)
		b.await("data", fileState)
		b.says(saysKept)
	}
	open()
	b.run(`new Promise((done, failed) => {
		const r = indexedDB.deleteDatabase('zscape');
		r.onsuccess = done;
		r.onerror = r.onblocked = failed;
	})`)
	b.reload()
	b.await("the problem", `document.getElementById('strip-text').textContent.includes('own.csv')`)
	open()
	if keys := b.kept(); len(keys) != 1 {
		t.Fatalf("kept are %q", keys)
	}
	b.run(`new Promise(done => {
		const open = indexedDB.open('zscape');
		open.onsuccess = () => {
			const t = open.result.transaction('kept', 'readwrite');
			t.oncomplete = () => { open.result.close(); done(); };
			t.objectStore('kept').put({neither: 'a blob'}, %q);
			t.objectStore('kept').put(new Blob(['x']), 7);
		};
	})`, b.kept()[0])
	b.reload()
	b.await("the problem", `document.getElementById('strip-text').textContent.includes('own.csv')`)
	open()
}

// Two tabs with files of one name do not meet.
func TestReloadTwoTabs(t *testing.T) {
	t.Parallel()
	a := open(t, "#surface?f=x", look{})
	a.choose("own.csv", ownTable)
	a.await("data", fileState)
	a.says(saysKept)
	b := a.another("#surface?f=x", look{})
	b.choose("own.csv", ownTable+"3,0,1\n3,1,1\n3,2,40\n")
	b.await("data", fileState)
	b.says(saysKept)
	for range 2 {
		a.reload()
		a.await("its own file", `zscape.state().readouts.zmax === 9`)
		b.reload()
		b.await("its own file", `zscape.state().readouts.zmax === 40`)
	}
	b.click("[data-do=forget-file]")
	b.says("No longer kept")
	b.reload()
	b.await("the problem", `document.getElementById('strip-text').textContent.includes('own.csv')`)
	a.run(`dispatchEvent(new Event('focus'))`)
	a.says(saysKept)
	a.reload()
	a.await("its own file", `zscape.state().readouts.zmax === 9`)

	// A link to a file of that name, in a tab that knows none.
	c := a.another("#surface?f=2data&file=own.csv", look{})
	c.await("the file", `zscape.state().readouts.zmax === 18`)
	c.says("This is the file of that name that was opened last in this browser (20")
	a.click("[data-do=forget-file]")
	a.says("No longer kept")
	c.says("This is the file")
	c.run(`dispatchEvent(new Event('focus'))`) // the visitor comes back
	c.says("No longer kept")
	if z := c.state().readout(t, "zmax"); z != 18 {
		t.Errorf("the largest z is %v", z)
	}
}

// A page within another keeps nothing.
func TestReloadEmbedded(t *testing.T) {
	t.Parallel()
	b := newTab(t, look{})
	b.navigate(address + "?embed=1#surface?f=x")
	b.live()
	b.choose("own.csv", ownTable)
	b.await("data", fileState)
	b.await("words", `document.getElementById('kept-text').textContent.startsWith(%q)`, saysNot)
	if n := eval[int](b, `(async () => (await indexedDB.databases()).length + sessionStorage.length)()`); n > 0 {
		t.Errorf("%d things are kept", n)
	}
}

// The history goes on after a reload.
func TestReloadHistory(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian?vx=1", look{})
	b.set("vx", "3")
	b.set("vx", "4")
	b.set("vx", "5")
	b.click("[data-do=undo]")
	b.reload() // at once
	is := func(want string) {
		t.Helper()
		b.await(want, `zscape.state().state === %q && location.hash === '#' + %[1]q`, want)
	}
	is("gaussian?vx=4")
	b.click("[data-do=redo]")
	is("gaussian?vx=5")
	for _, want := range []string{"4", "3", "1"} {
		b.click("[data-do=undo]")
		is("gaussian?vx=" + want)
	}
	if eval[bool](b, `!document.querySelector('[data-do=undo]').disabled || document.querySelector('[data-do=redo]').disabled`) {
		t.Error("there is something to undo, or nothing to redo")
	}
}

// Where the browser refuses the address, as there were too many in a short while, it
// follows as soon as it may: a reload shows what was seen last.
func TestReloadHasty(t *testing.T) {
	t.Parallel()
	b := open(t, "#gaussian", look{})
	b.run(`(() => {
		for (let k = 1; k <= 500; k++) zscape.set('vx', String(k)); // Chromium takes 200
		window.refused = location.hash !== '#gaussian?vx=500';
	})()`)
	if !eval[bool](b, `refused`) {
		t.Fatal("the address was never refused")
	}
	b.await("the address", `location.hash === '#gaussian?vx=500'`)
	b.reload()
	if s := b.state().State; s != "gaussian?vx=500" {
		t.Errorf("after a reload the page shows %s", s)
	}
	b.click("[data-do=undo]")
	b.await("the State before", `zscape.state().state === 'gaussian?vx=499'`)
}

// A computation goes on after a reload, running or paused.
func TestReloadRun(t *testing.T) {
	t.Parallel()
	b := newTab(t, look{})
	b.navigate(address + "#leastsquares?steps=5000&pace=20&order=shuffled") // four minutes, in which the picture does not rest
	b.await("a step that is kept", `sessionStorage.getItem('run')?.startsWith('running run/') && zscape.state().run.step > 100`)
	before := b.job()
	b.keeps("run/")
	b.do(chromedp.Reload())
	b.await("the words", `document.getElementById('toast').textContent.startsWith('Resumed from step ')`)
	b.shoot("reload-run")
	b.awaitRun(`r.phase === 'running' && r.step > 60`)
	if j := b.job(); j.Elapsed < 3 {
		t.Errorf("after a reload the run is %+v, before %+v", j, before)
	}
	b.order("pause")
	b.awaitRun(`r.phase === 'paused'`)
	b.order("step")
	b.await("the pause to be kept", `sessionStorage.getItem('run')?.startsWith('paused run/')`)
	b.rest()
	before = b.job()
	b.await("only that to be kept", `sessionStorage.getItem('run').split(' ').length === 2`)
	b.run(`new Promise(done => setTimeout(done, 1000))`)
	b.do(chromedp.Reload())
	b.awaitRun(`r.phase === 'paused'`)
	if j := b.job(); j.Step != before.Step {
		t.Errorf("paused at %+v, after a reload %+v", before, j)
	}
	b.order("pause")
	b.awaitRun(fmt.Sprintf(`r.phase === 'running' && r.step > %d`, before.Step+2))
	b.order("cancel")
	b.await("nothing to be kept", `sessionStorage.getItem('run') === null`)
}
