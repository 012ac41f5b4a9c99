// What happens before Go runs: theme and language, the poster, and the
// download of the program with its progress. It comes first, so that nothing
// delays the download; what it fails by itself is said by guard.js.
(() => {
'use strict';

const root = document.documentElement;
const {raw, gzip} = document.currentScript.dataset;
const byId = id => document.getElementById(id);

// Embedded in another page, only the picture is there.
if (!['0', null].includes(new URLSearchParams(location.search).get('embed'))) root.dataset.embed = '';

// The program.

let told = {word: ''}; // the message of the table that is in the strip, with its detail
let said = ''; // and what Go says there
const abort = new AbortController();
const program = download();
program.catch(() => {}); // start says what went wrong

async function download() {
  const news = patience(10_000);
  try {
    const response = await fetch('main.wasm', {signal: abort.signal});
    if (!response.ok) throw new Error(`main.wasm: ${response.status} ${response.statusText}`);
    // The script sees the bytes after decompression. What travels, and what the
    // visitor waits for, is the compressed program; the label counts that.
    const size = response.headers.has('content-encoding') ? +gzip : +raw;
    const received = counting(news, n => showProgress(+raw ? Math.min(n / +raw, 1) : 0, size));
    return await WebAssembly.compileStreaming(new Response(response.body.pipeThrough(received), {headers: {'content-type': 'application/wasm'}}));
  } finally {
    news.end();
  }
}

// patience says that nothing comes when there has been no news for some time, in ms.
function patience(time) {
  let timer;
  const end = () => {
    clearTimeout(timer);
    if (told.word === 'stalled') hush();
  };
  const come = () => {
    end();
    timer = setTimeout(() => tell('stalled'), time);
  };
  come();
  return {come, end};
}

// counting passes a stream on and reports its length, once a frame at most.
function counting(news, report) {
  let n = 0, waiting = false;
  return new TransformStream({
    transform(chunk, stream) {
      news.come();
      n += chunk.length;
      stream.enqueue(chunk);
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; report(n); });
    },
    flush: news.end,
  });
}

// The canvas. Ebitengine needs WebGL2; where that is missing the poster stays.
// To make the context takes as long as to load the program, so it is made
// here, meanwhile. It is opaque and without the multisampling that browsers add
// unless told not to: the scene's shaders smooth their own edges.
const canvas = document.createElement('canvas');
const gl = canvas.getContext('webgl2', {alpha: false, antialias: false, depth: false, stencil: true});
if (!gl) abort.abort();
canvas.addEventListener('webglcontextlost', e => e.preventDefault()); // so that it comes back

// lend gives Ebitengine, which is about to start, some things in place of the
// browser's own: this canvas, when it creates one (its first act is to focus
// it; that waits until the picture is there); a requestAnimationFrame that
// calls back only after Go has called zscapeWake, as Ebitengine's loop would
// otherwise go round 60 times a second at rest; a screen whose unit is a
// device pixel; and a context that can be lost.
function lend() {
  lendPixels();
  lendContext();
  const nextFrame = window.requestAnimationFrame;
  let loop = null, awake = true;
  window.zscapeWake = () => {
    if (loop) nextFrame(loop);
    else awake = true;
    loop = null;
  };
  window.requestAnimationFrame = callback => {
    if (awake) nextFrame(callback);
    else loop = callback;
    awake = false;
  };
  canvas.focus = () => {};
  document.createElement = function (name, ...rest) {
    if (name !== 'canvas') return Document.prototype.createElement.call(this, name, ...rest);
    delete document.createElement;
    window.requestAnimationFrame = nextFrame;
    return canvas;
  };
}

// lendPixels tells Ebitengine, which asks once for the ratio of device pixels to
// CSS pixels, that it is 1, and then always how large the window is in device
// pixels. So the canvas follows when the page is zoomed or goes to another
// screen. Go has the true ratio from zscapePixels.
function lendPixels() {
  const {get} = Object.getOwnPropertyDescriptor(window, 'devicePixelRatio');
  const ratio = window.zscapePixels = () => get.call(window);
  Object.defineProperty(window, 'devicePixelRatio', {value: 1});
  for (const side of ['clientWidth', 'clientHeight']) {
    const {get} = Object.getOwnPropertyDescriptor(Element.prototype, side);
    Object.defineProperty(document.body, side, {get() { return get.call(this) * ratio(); }});
  }
  const watch = () => matchMedia(`(resolution: ${ratio()}dppx)`).addEventListener('change', () => {
    watch();
    dispatchEvent(new Event('resize'));
  }, {once: true});
  watch();
}

// lendContext gives Ebitengine the context of context.js, and keeps from it when
// the browser's is lost.
function lendContext() {
  const context = durable(canvas, gl, word => {
    if (word) tell(word);
    else if (['lost', 'gone'].includes(told.word)) hush();
  });
  canvas.getContext = () => {
    delete canvas.getContext;
    return context;
  };
  canvas.addEventListener = function (type, ...rest) {
    if (type === 'webglcontextlost') delete canvas.addEventListener;
    else EventTarget.prototype.addEventListener.call(this, type, ...rest);
  };
}

async function start() {
  if (!gl) {
    root.dataset.phase = 'still';
    say(window.WebGL2RenderingContext ? 'refused' : 'noWebGL2');
    return;
  }
  try {
    const module = await program;
    hush(); // what was wrong until now has done no harm
    say('starting');
    const go = new Go();
    lend();
    const instance = await WebAssembly.instantiate(module, go.importObject);
    await go.run(instance); // ends only by failing
    fail('stopped', reason);
  } catch (err) {
    console.error(err);
    fail('failed', err.message || String(err));
  }
}

// Go calls zscapeFail with the reason before it ends.
let reason = '';
window.zscapeFail = text => { reason = text; };

// fail says that the program is not there, over the picture that is.
function fail(word, detail = '') {
  if (root.dataset.phase === 'loading') root.dataset.phase = 'failed';
  say(word, detail);
}

// Go calls zscapeLive when its first frame is drawn, and then is called when that is seen.
window.zscapeLive = then => requestAnimationFrame(() => {
  if (gl.isContextLost()) {
    canvas.addEventListener('webglcontextrestored', () => zscapeLive(then), {once: true});
    return;
  }
  delete canvas.focus;
  root.dataset.phase = 'live';
  if ('guard' in byId('strip').dataset) hush();
  const poster = byId('poster');
  const remove = () => poster.remove();
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) remove();
  else poster.animate({opacity: [1, 0]}, {duration: 160, easing: 'ease-out'}).finished.then(remove, remove);
  then();
});

// Language. The page's texts stand in the HTML in English, with the Japanese
// in data-ja (the text) and data-ja-label (the accessible name).

const words = {
  en: {
    of: (a, b) => `${a} of ${b} MB`,
    starting: 'Starting',
    noWebGL2: 'This browser has no WebGL2, so the picture is static. For the interactive version, use a current browser with hardware acceleration enabled.',
    failed: 'The program could not be loaded; the picture is static.',
    stopped: 'The program has stopped; the last picture is still shown.',
    stalled: 'Nothing has arrived for 10 seconds. Check the connection, or try again.',
    lost: 'The graphics processor was lost; waiting for it.',
    losing: 'The graphics processor was lost several times in a short while. If that goes on, close other tabs, or try again: this reloads the page and brings back opened files and the undo history, as far as this browser keeps them.',
    gone: 'The graphics processor was lost and has not come back yet; that may take some minutes. Or try again: this reloads the page and brings back opened files and the undo history, as far as this browser keeps them.',
    refused: 'The browser gives this page no WebGL2, so the picture is static. Check that hardware acceleration is enabled; if the graphics processor was lost, try again in a few minutes.',
  },
  ja: {
    of: (a, b) => `${b} MB中 ${a} MB`,
    starting: '起動中',
    noWebGL2: 'このブラウザではWebGL2が使えないため、静止画を表示しています。図を動かすには、ハードウェアアクセラレーションを有効にした新しいブラウザをお使いください。',
    failed: 'プログラムを読み込めませんでした。静止画を表示しています。',
    stopped: 'プログラムが停止しました。最後の図を表示しています。',
    stalled: '10秒間データが届いていません。接続を確認するか、再読み込みしてください。',
    lost: 'GPUとの接続が切れました。復帰を待っています。',
    losing: 'GPUとの接続が短い間に何度も切れています。続くようなら、ほかのタブを閉じてください。再読み込みもできます。開いたファイルと操作の履歴は、このブラウザに保存されているものが元に戻ります。',
    gone: 'GPUとの接続が切れ、まだ復帰していません。数分かかることがあります。再読み込みもできます。開いたファイルと操作の履歴は、このブラウザに保存されているものが元に戻ります。',
    refused: 'ブラウザがこのページでのWebGL2の使用を許可していないため、静止画を表示しています。ハードウェアアクセラレーションが有効か確認してください。GPUとの接続が切れた後なら、数分待ってから再読み込みしてください。',
  },
};

const stored = (() => { try { return localStorage.getItem('lang'); } catch { return null; } })();
root.lang = ['en', 'ja'].includes(stored) ? stored : /^ja\b/.test(navigator.language) ? 'ja' : 'en';

function translate() {
  const ja = root.lang === 'ja';
  for (const e of document.querySelectorAll('[data-ja]')) {
    e.dataset.en ??= e.textContent;
    e.textContent = ja ? e.dataset.ja : e.dataset.en;
  }
  for (const e of document.querySelectorAll('[data-ja-label]')) {
    e.dataset.enLabel ??= e.getAttribute('aria-label');
    e.setAttribute('aria-label', ja ? e.dataset.jaLabel : e.dataset.enLabel);
    if (e.title) {
      e.dataset.enTitle ??= e.title;
      e.title = ja ? e.dataset.jaLabel + (e.dataset.enTitle.match(/ \(.*\)$/) ?? [''])[0] : e.dataset.enTitle;
    }
  }
  for (const e of document.querySelectorAll('[data-language]')) e.setAttribute('aria-pressed', e.dataset.language === root.lang);
}

// speak changes the language; Go hears of it by the event.
function speak(lang) {
  const shown = told.word && !showsSaid();
  root.lang = lang;
  try { localStorage.setItem('lang', lang); } catch { /* not kept, then */ }
  translate();
  showPoster();
  document.dispatchEvent(new Event('zscape:language'));
  if (shown) tell(told.word, told.detail);
}

// say shows a message of the table: while loading beside the bar, otherwise in the strip.
function say(word, detail) {
  const text = words[root.lang][word];
  if (root.dataset.phase === 'loading') {
    byId('loading-text').textContent = text;
    byId('loading-text').removeAttribute('data-ja');
    return;
  }
  tell(word, detail);
}

// tell shows a message of the table in the strip. Of it and what Go says the newer is
// seen; when that is taken back or dismissed, the other.
function tell(word, detail) {
  if (!byId('strip')) return; // the page itself has not come so far
  const text = words[root.lang][word];
  told = {word, detail};
  document.querySelector('[data-do=retry]').hidden = ['noWebGL2', 'lost'].includes(word);
  show(detail ? `${text} (${detail})` : text);
}

// hush takes it back.
function hush() {
  told = {word: ''};
  delete byId('strip').dataset.guard;
  document.querySelector('[data-do=retry]').hidden = true;
  show(said);
}

// Go calls zscapeSay with what it says in the strip; an empty text takes that back.
window.zscapeSay = text => {
  said = text;
  if (text || !told.word) show(text);
  else tell(told.word, told.detail);
};

function show(text) {
  byId('strip-text').textContent = text;
  byId('strip').hidden = !text;
}

const showsSaid = () => byId('strip-text').textContent === said;

function showProgress(fraction, size) {
  const bar = byId('loading-bar'), text = byId('loading-text');
  if (!bar || !text || !size) return; // the download may run ahead of the page
  bar.value = fraction;
  text.removeAttribute('data-ja');
  text.textContent = words[root.lang].of((fraction * size / 1e6).toFixed(1), (size / 1e6).toFixed(1));
}

// Theme and poster follow the address until Go takes over.

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const uprightPicture = matchMedia('(max-width: 899px) and (max-aspect-ratio: 7/10)');

function address() {
  let text = location.hash.slice(1);
  try { text = decodeURI(text); } catch { /* a bad % escape, which Go speaks of */ }
  const [name, query] = text.split('?');
  return {name, query: new URLSearchParams(query)};
}

function showTheme() {
  const theme = address().query.get('theme');
  root.dataset.theme = ['light', 'dark'].includes(theme) ? theme : prefersDark.matches ? 'dark' : 'light';
}

function showPoster() {
  const poster = byId('poster');
  if (!poster || root.dataset.phase === 'live') return;
  const links = [...document.querySelectorAll('nav a')];
  const link = links.find(a => a.hash === '#' + address().name) ?? links[0];
  for (const a of links) a === link ? a.setAttribute('aria-current', 'page') : a.removeAttribute('aria-current');
  // What the exhibit will have around its picture takes its place at once.
  for (const part of ['run', 'play', 'table']) root.toggleAttribute(`data-${part}`, part in link.dataset);
  byId('title').textContent = poster.alt = link.textContent;
  const upright = uprightPicture.matches;
  poster.classList.toggle('upright', upright);
  poster.classList.toggle('panels', 'panels' in link.dataset);
  const src = `posters/${link.hash.slice(1)}${upright ? '-upright' : ''}${root.dataset.theme === 'dark' ? '-dark' : ''}.svg`;
  if (poster.getAttribute('src') !== src) poster.src = src;
  link.scrollIntoView({block: 'nearest', inline: 'center'});
}

function follow() {
  if (root.dataset.phase === 'live') return;
  showTheme();
  showPoster();
}

// Ebitengine takes every event on its canvas for itself. It is only to draw:
// what a visitor does there reaches the page as pointer events.
for (const type of ['mousedown', 'mousemove', 'mouseup', 'touchstart', 'touchmove', 'touchend', 'touchcancel', 'keyup']) {
  addEventListener(type, e => { if (e.target.tagName === 'CANVAS') e.stopImmediatePropagation(); }, {capture: true, passive: true});
}

showTheme();
addEventListener('hashchange', follow);
prefersDark.addEventListener('change', follow);
uprightPicture.addEventListener('change', follow);
document.addEventListener('DOMContentLoaded', () => {
  start();
  translate();
  showPoster();
  document.addEventListener('click', e => {
    const button = e.target.closest?.('button');
    if (!button) return;
    if (button.dataset.language) speak(button.dataset.language);
    if (button.dataset.do === 'retry') location.reload();
    if (button.dataset.do === 'dismiss') showsSaid() ? zscapeSay('') : hush();
    if (button.id === 'sheet') button.setAttribute('aria-expanded', root.toggleAttribute('data-sheet'));
  });
});
})();
