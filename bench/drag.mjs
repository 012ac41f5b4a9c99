// Drags Zscape and plotly.js gl3d round, one after the other in the same
// Chromium with the same software GL, and prints for each page
//
//   first  ms from navigation to the first frame that WebGL drew
//   fps    frames a second that WebGL drew while the mouse dragged for 5 s
//   cpu    CPU ms of all the browser's processes a frame: this hardly depends
//          on what else the machine is doing
//   calls  WebGL draw calls a frame
//   kB     received
//
// and the ratios. Medians of ROUNDS (3) rounds.
//
//   go build -o /tmp/zscape . && /tmp/zscape serve -addr 127.0.0.1:8080 &
//   cd bench && npm install && node drag.mjs http://127.0.0.1:8080/
//
// Chromium: CHROMIUM, or /usr/bin/chromium.
import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';

const base = process.argv[2];
if (!base) {
  console.error('usage: node drag.mjs URL    (of a running `zscape serve`)');
  process.exit(2);
}
const rounds = Number(process.env.ROUNDS || 3);

// The same Gaussian as plotly's surface, with its grid lines.
const plotlyPage = `<!doctype html><meta charset=utf-8><body style="margin:0"><div id=plot style="width:800px;height:600px"></div>
<script src="plotly.js"></script><script>
const n = Number(new URLSearchParams(location.search).get('n'));
const at = (lo, hi, k) => lo + (hi - lo) * k / (n - 1);
const z = Array.from({ length: n }, (_, j) => Array.from({ length: n }, (_, i) => {
  const x = at(-3, 3, i), y = at(-4, 4, j);
  return Math.exp(-(x * x - x * y + y * y) / 3);
}));
Plotly.newPlot('plot', [{ type: 'surface', z, contours: { x: { show: true }, y: { show: true } } }], { margin: { l: 0, r: 0, t: 0, b: 0 } });
</script>`;
const script = gzipSync(readFileSync(createRequire(import.meta.url).resolve('plotly.js-gl3d-dist-min/plotly-gl3d.min.js')), { level: 9 });
const server = createServer((request, response) => {
  const isScript = request.url === '/plotly.js';
  const body = isScript ? script : gzipSync(plotlyPage);
  response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html', 'content-encoding': 'gzip', 'content-length': body.length });
  response.end(body);
});
await new Promise(ready => server.listen(0, '127.0.0.1', ready));
const plotly = n => `http://127.0.0.1:${server.address().port}/?n=${n}`;

// 81 x 81 and 500 x 500 samples: x from -3 to 3, y as far.
const zscape = n => `${base}#gaussian?ymin=-3&ymax=3&step=${6 / (n - 1)}&mode=surface`;

const launched = await chromium.launchServer({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const browser = await chromium.connect(launched.wsEndpoint());

/** CPU ms used so far by the browser's processes (Linux). */
function cpu() {
  const stat = pid => {
    try { return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '); } catch { return null; }
  };
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(pid => [Number(pid), stat(pid)]).filter(([, s]) => s);
  const ours = [launched.process().pid];
  for (const parent of ours) for (const [pid, s] of all) if (Number(s[1]) === parent) ours.push(pid);
  return all.filter(([pid]) => ours.includes(pid)).reduce((sum, [, s]) => sum + 10 * (Number(s[11]) + Number(s[12])), 0);
}

/** Runs in the page: counts draw calls, and frames in which there were any. */
function count() {
  window.seen = { calls: 0, frames: 0, first: 0 };
  let drawn = false;
  for (const context of [WebGLRenderingContext, WebGL2RenderingContext]) {
    for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
      const original = context.prototype[name];
      context.prototype[name] = function (...args) {
        seen.calls++;
        drawn = true;
        return original.apply(this, args);
      };
    }
  }
  const next = window.requestAnimationFrame.bind(window);
  next(function look() {
    if (drawn) {
      seen.frames++;
      seen.first ||= performance.now();
      drawn = false;
    }
    next(look);
  });
}

async function measure(url) {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  let received = 0;
  await network.send('Network.enable');
  network.on('Network.loadingFinished', e => { received += e.encodedDataLength; });
  await page.addInitScript(count);
  await page.goto(url);
  await page.waitForFunction(() => window.seen.first > 0, null, { timeout: 120000 });
  await page.waitForTimeout(3000);
  await page.mouse.move(300, 300);
  await page.mouse.down();
  const before = await page.evaluate(() => ({ ...seen, now: performance.now() })), cpuBefore = cpu();
  for (let k = 0, start = Date.now(); Date.now() - start < 5000; k++) await page.mouse.move(300 + 100 * Math.sin(k / 10), 300 + 40 * Math.cos(k / 10));
  const after = await page.evaluate(() => ({ ...seen, now: performance.now() })), cpuAfter = cpu();
  await page.mouse.up();
  await context.close();
  const frames = Math.max(1, after.frames - before.frames);
  return {
    first: after.first, fps: 1000 * (after.frames - before.frames) / (after.now - before.now),
    cpu: (cpuAfter - cpuBefore) / frames, calls: (after.calls - before.calls) / frames, kB: received / 1024,
  };
}

const median = (rows, key) => rows.map(r => r[key]).sort((a, b) => a - b)[rows.length >> 1];
const keys = ['first', 'fps', 'cpu', 'calls', 'kB'];
for (const n of [81, 500]) {
  const runs = { plotly: [], zscape: [] };
  for (let k = 0; k < rounds; k++) {
    runs.plotly.push(await measure(plotly(n)));
    runs.zscape.push(await measure(zscape(n)));
  }
  for (const [name, rows] of Object.entries(runs)) console.log(`${n} x ${n} ${name}:`.padEnd(20), ...keys.map(key => `${key} ${median(rows, key).toFixed(1)}`.padEnd(14)));
  const ratio = key => (median(runs.zscape, key) / median(runs.plotly, key)).toFixed(2);
  console.log(`${n} x ${n} zscape/plotly:`.padEnd(20), `first ${ratio('first')}  fps ${ratio('fps')}  cpu ${ratio('cpu')}`);
}
await browser.close();
await launched.close();
server.close();
