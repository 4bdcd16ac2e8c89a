/**
 * Loads a bundle, and the parts of it that lie beside it, with the code that V8 made of them when they were built: half
 * of a short run would otherwise go into making it again. Another version of Node than the one that built them makes its
 * own, and so does one that finds none.
 */
'use strict';
const { readFileSync } = require('node:fs');
const { wrap } = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

/** What the code of a bundle is kept as, beside it; of a short one it is not worth to be read. */
const CODE = '.code';
const WORTH_KEEPING = 5000;

/**
 * Loads a bundle; what it requires from beside it is loaded so too, so that there is one of each. Answers with its exports.
 *
 * @param {string} file absolute
 * @param {(file: string, script: Script) => void} [onScript] told of each file whose code is worth keeping, and its script, before it runs
 */
exports.load = function load(file, onScript = () => undefined, modules = new Map()) {
  const known = modules.get(file);
  if (known) return known.exports;
  const text = readFileSync(file, 'utf8');
  const isKept = text.length >= WORTH_KEEPING;
  const script = new Script(wrap(text), { filename: file, cachedData: isKept ? readIfThere(file + CODE) : undefined });
  if (isKept) onScript(file, script);
  const module = { exports: {} };
  modules.set(file, module);
  // What does not lie beside it is Node's own.
  const ask = (id) => (/^\.\/[-\w]+\.cjs$/.test(id) ? load(join(dirname(file), id), onScript, modules) : require(id));
  try {
    script.runInThisContext().call(module.exports, module.exports, ask, module, file, dirname(file));
  } catch (error) {
    // As with Node's own: whoever asks again is not given half of it.
    modules.delete(file);
    throw error;
  }
  return module.exports;
};

exports.CODE = CODE;

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
