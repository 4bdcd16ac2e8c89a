/** Runs the built command and keeps the code that V8 has made of it by then beside each of its files. */
'use strict';
const { readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { CODE, load } = require('../../server/bin/load.js');

const root = join(__dirname, '../..');
const examples = join(root, 'examples');
const scripts = new Map();

process.on('exit', () => {
  for (const [file, script] of scripts) writeFileSync(file + CODE, script.createCachedData());
});
process.argv.push('check', '--jobs', '1', ...readdirSync(examples).map((name) => join(examples, name)));
load(join(root, 'server/dist/cli.cjs'), (file, script) => scripts.set(file, script));
