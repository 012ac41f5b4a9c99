// A compute worker: it loads its program, worker.wasm, and passes messages on.
// Each is an ArrayBuffer, given away to the other side; but a text says why
// the worker has come to its end.
'use strict';

importScripts('wasm_exec.js');

// What the page says before the program listens waits here.
const early = [];
onmessage = e => early.push(e.data);

// The program calls zscapeServe with the function that takes a message, and
// the one that zscapeYield calls, with its argument, as soon as what has
// happened meanwhile is done.
const channel = new MessageChannel();
self.zscapeYield = ticket => channel.port2.postMessage(ticket);
self.zscapeServe = (receive, turn) => {
  channel.port1.onmessage = e => turn(e.data);
  onmessage = e => receive(e.data);
  early.forEach(data => receive(data));
};

async function run() {
  const response = await fetch('worker.wasm');
  if (!response.ok) throw new Error(`worker.wasm: ${response.status} ${response.statusText}`);
  const go = new Go();
  let code = 0;
  go.exit = c => { code = c; };
  const program = new Response(response.body, {headers: {'content-type': 'application/wasm'}});
  const {instance} = await WebAssembly.instantiateStreaming(program, go.importObject);
  await go.run(instance); // ends only by failing
  throw new Error(`its program ended with code ${code}`);
}

run().catch(err => {
  postMessage(err.message || String(err));
  close();
});
