// A WebGL context that outlives the loss of the browser's. A browser takes a
// context away when the graphics processor is reset or wanted elsewhere, with all
// that is in it, and gives it back empty. Ebitengine would reload the page then; so
// it has a stand-in for the context.
'use strict';

// durable returns the stand-in for the WebGL2 context gl of the canvas. It calls
// tell with what there is to say: 'lost' when the context has been away for a
// second, 'gone' when it has for ten, or cannot be filled again, 'losing' when it is
// lost for the third time in half a minute, and '' when it is back.
function durable(canvas, gl, tell) {
  const {context, restore} = standIn(gl);
  const extension = () => gl.getExtension('WEBGL_lose_context');
  let losses = [], timer, control = extension();
  const lose = () => {
    const now = performance.now();
    losses = [...losses.filter(then => then > now - 30_000), now];
    const often = losses.length >= 3;
    if (often) tell('losing');
    let seconds = 0; // while someone looks: to a hidden page a browser may give no context back
    clearInterval(timer);
    timer = setInterval(() => {
      if (document.hidden) return;
      seconds++;
      if (seconds === 1 && !often) tell('lost');
      if (seconds === 10) tell('gone');
      // Chromium refuses the context for two minutes when it was lost twice, and gives
      // it back after that only if it is asked to.
      if (seconds > 10 && seconds % 10 === 0) control?.restoreContext();
    }, 1000);
  };
  canvas.addEventListener('webglcontextlost', lose);
  canvas.addEventListener('webglcontextrestored', () => {
    clearInterval(timer);
    control = extension();
    tell(restore() ? '' : 'gone');
  });
  if (gl.isContextLost()) lose();
  return context;
}

// standIn returns an object with the methods of the WebGL2 context gl, and a function
// that fills gl anew after a loss and reports whether it is as it was.
//
// What the methods create are handles. Each notes the calls that make what it stands
// for, and those that set what is set of the context are noted too. That is enough for
// the way in which Ebitengine calls them: with each frame it fills the buffers and
// sets the uniforms. What is in the textures scene/screen makes again.
function standIn(gl) {
  const objects = new Set(); // the handles: {create, notes, native}
  const settings = new Map();
  const bound = {}; // handles by their targets, textures by their units
  let unit = gl.TEXTURE0; // the active one

  // Without a context there may be nothing that a handle stands for.
  const native = handle => handle?.native ?? null;

  // set does what sets something of the context, note what makes an object what it
  // is; both keep it for the next time.
  const set = (key, act) => {
    settings.set(key, act);
    act();
  };
  const note = (handle, key, act) => {
    const again = () => { if (handle.native) act(handle.native); };
    handle.notes.set(key, again);
    again();
  };
  // What is about the object at a target needs it there.
  const noteTexture = (target, key, act) => note(bound[unit], key, t => { gl.bindTexture(target, t); act(); });
  const noteFramebuffer = (target, key, act) => note(bound[target], key, f => { gl.bindFramebuffer(target, f); act(); });
  const noteBuffer = (target, key, act) => note(bound[target], key, b => { gl.bindBuffer(target, b); act(); });
  const noteArray = (key, act) => note(bound.array, key, a => { gl.bindVertexArray(a); act(); });

  // A context that is being lost says no, too, but gives no reason.
  const linked = program => gl.getProgramParameter(program, gl.LINK_STATUS) || !gl.getProgramInfoLog(program);

  const context = {
    getExtension: () => null, // the one that Ebitengine asks for would have it poll for programs
    // If the context is lost already, Ebitengine is told of a size that most have.
    getParameter: name => gl.getParameter(name) ?? (name === gl.MAX_TEXTURE_SIZE ? 8192 : null),

    enable: capability => set(capability, () => gl.enable(capability)),
    disable: capability => set(capability, () => gl.disable(capability)),
    blendFuncSeparate: (...args) => set('blend function', () => gl.blendFuncSeparate(...args)),
    blendEquationSeparate: (...args) => set('blend equation', () => gl.blendEquationSeparate(...args)),
    viewport: (...args) => set('viewport', () => gl.viewport(...args)),

    activeTexture(at) {
      unit = at;
      gl.activeTexture(at);
    },
    bindTexture(target, texture) {
      const at = unit;
      bound[at] = texture;
      set(at, () => {
        gl.activeTexture(at);
        gl.bindTexture(target, native(texture));
      });
    },
    texParameteri: (target, name, value) => noteTexture(target, name, () => gl.texParameteri(target, name, value)),
    texImage2D: (target, ...args) => noteTexture(target, 'image', () => gl.texImage2D(target, ...args)),

    bindFramebuffer(target, framebuffer) {
      bound[target] = framebuffer;
      set(target, () => gl.bindFramebuffer(target, native(framebuffer)));
    },
    framebufferTexture2D: (target, attachment, to, texture, level) => noteFramebuffer(target, attachment,
      () => gl.framebufferTexture2D(target, attachment, to, native(texture), level)),
    createRenderbuffer() { throw new Error('context.js: renderbuffers are not made again'); },

    bindVertexArray(array) {
      bound.array = array;
      set('array', () => gl.bindVertexArray(native(array)));
    },
    bindBuffer(target, buffer) {
      bound[target] = buffer;
      const bind = () => gl.bindBuffer(target, native(buffer));
      // The array of vertices keeps the buffer of indices.
      if (target === gl.ELEMENT_ARRAY_BUFFER) noteArray('indices', bind);
      else set(target, bind);
    },
    bufferData: (target, ...args) => noteBuffer(target, 'data', () => gl.bufferData(target, ...args)),
    enableVertexAttribArray: index => noteArray(`enable ${index}`, () => gl.enableVertexAttribArray(index)),
    vertexAttribPointer(index, ...args) {
      const buffer = bound[gl.ARRAY_BUFFER];
      noteArray(`pointer ${index}`, () => {
        gl.bindBuffer(gl.ARRAY_BUFFER, native(buffer));
        gl.vertexAttribPointer(index, ...args);
      });
    },

    shaderSource: (shader, source) => note(shader, 'source', s => gl.shaderSource(s, source)),
    compileShader: shader => note(shader, 'compile', s => gl.compileShader(s)),
    deleteShader() {}, // its program may have to be made again
    getShaderInfoLog: shader => shader.native && gl.getShaderInfoLog(shader.native),
    attachShader: (program, shader) => note(program, shader, p => gl.attachShader(p, native(shader))),
    bindAttribLocation: (program, index, name) => note(program, index, p => gl.bindAttribLocation(p, index, name)),
    linkProgram: program => note(program, 'link', p => gl.linkProgram(p)),
    getProgramParameter: program => !program.native || linked(program.native), // LINK_STATUS
    getProgramInfoLog: program => program.native && gl.getProgramInfoLog(program.native),
    isProgram: program => objects.has(program),
    useProgram: program => set('program', () => gl.useProgram(native(program))),
    getUniformLocation(program, name) {
      const location = {native: null};
      note(program, location, p => { location.native = gl.getUniformLocation(p, name); });
      return location;
    },
  };
  for (const kind of ['Texture', 'Framebuffer', 'VertexArray', 'Buffer', 'Shader', 'Program']) {
    context[`create${kind}`] = type => {
      const create = () => gl[`create${kind}`](type);
      const handle = {create, notes: new Map(), native: create()};
      objects.add(handle);
      return handle;
    };
    context[`delete${kind}`] ??= handle => {
      gl[`delete${kind}`](handle.native);
      handle.native = null;
      objects.delete(handle);
    };
  }
  for (const name in gl) {
    if (typeof gl[name] !== 'function' || name in context) continue;
    const method = gl[name].bind(gl);
    context[name] = /^uniform/.test(name) ? (location, ...values) => method(native(location), ...values) : method;
  }

  function restore() {
    for (const handle of objects) handle.native = handle.create();
    for (const handle of objects) handle.notes.forEach(again => again());
    settings.forEach(again => again());
    gl.activeTexture(unit);
    return [...objects].every(({native, notes}) => !notes.has('link') || linked(native));
  }
  return {context, restore};
}
