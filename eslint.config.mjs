import { builtinModules } from 'node:module';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The server's rooms in order: a file may import from its own room and from those before it. */
const ROOMS = ['syntax', 'model', 'phrases', 'expression', 'rules', 'exports', 'imports', 'features', 'workspace', 'server', 'cli', 'api'];

/** The rooms that talk to the machine: processes, files, the connection. */
const OUTER = new Set(['server', 'cli']);

const NODE_GLOBALS = Object.fromEntries(
  [
    ...['process', 'console', 'Buffer', 'URL', 'URLSearchParams', 'AbortController', 'fetch', 'performance'],
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask'],
  ].map((name) => [name, 'readonly']),
);
const COMMONJS_GLOBALS = { require: 'readonly', module: 'writable', exports: 'writable', __dirname: 'readonly' };

const BUILT_IN = builtinModules.filter((name) => !name.startsWith('_')).join('|');
const NODE_MODULES = {
  regex: `^(node:|(${BUILT_IN})$)`,
  message: 'This code also runs in a browser; only the rooms server and cli know Node.',
};
const CONNECTION = {
  regex: '^vscode-languageserver/(node|browser)',
  message: 'Only the rooms server and cli know how the language server is connected.',
};
const YAML = { regex: '^yaml($|/)', message: 'Only the room syntax knows the yaml package.' };

/** A rule entry that forbids these imports. `allowTypeImports` on a pattern lets types through. */
function forbid(...patterns) {
  return ['error', { patterns }];
}

/** What a file in this room of the server may not import. */
function room(name) {
  const later = ROOMS.slice(ROOMS.indexOf(name) + 1);
  const patterns = [
    ...(later.length > 0
      ? [{ regex: `^(\\.\\./)+(src/)?(${later.join('|')})(/|$)`, message: `The room ${name} knows only the rooms before it.` }]
      : []),
    { regex: '^(\\.\\./)+client(/|$)', message: 'The server does not know its client.' },
    ...(name === 'syntax' ? [] : [YAML]),
    ...(OUTER.has(name) ? [] : [NODE_MODULES, CONNECTION]),
  ];
  return {
    files: [`server/src/${name}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': forbid(...patterns) },
  };
}

const SERVER_CODE = '(^|/)server/(src|dist|bin)/';
const CLIENT_IMPORTS = [
  { regex: `${SERVER_CODE}(?!server/protocol(\\.js|\\.ts)?$)`, message: "The client knows only the server's protocol." },
  {
    regex: `${SERVER_CODE}server/protocol(\\.js|\\.ts)?$`,
    allowTypeImports: true,
    message: "Of the server's protocol the client imports types only.",
  },
];

export default defineConfig(
  { ignores: ['**/node_modules/', '**/dist/', '.cache/', '.vscode-test/', 'server/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Matters of taste, where either way reads well.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-dynamic-delete': 'off' } },
  { rules: { eqeqeq: 'error' } },
  ...ROOMS.map(room),
  {
    files: ['server/src/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': forbid(YAML, NODE_MODULES, CONNECTION) },
  },
  {
    files: ['client/src/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': forbid(...CLIENT_IMPORTS) },
  },
  {
    files: ['client/src/browser.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': forbid(...CLIENT_IMPORTS, { ...NODE_MODULES, message: 'This file runs in a browser.' }) },
  },
  { files: ['**/*.js', '**/*.mjs'], languageOptions: { globals: NODE_GLOBALS } },
  { files: ['**/*.cjs', 'server/bin/*.js'], languageOptions: { sourceType: 'commonjs', globals: { ...NODE_GLOBALS, ...COMMONJS_GLOBALS } } },
);
