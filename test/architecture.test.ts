/** The rooms of the server, read off its imports: data flows one way, and only the outer rooms touch the machine. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** In the order in which data flows: a room may import from those before it, and from itself. */
const ROOMS = ['syntax', 'model', 'phrases', 'expression', 'rules', 'exports', 'imports', 'features', 'workspace', 'server', 'cli', 'api'];
/** The rooms that hold a connection, a process, a file. */
const OUTER = ['server', 'cli'];
const MOST_LINES = 300;

const root = new URL('../', import.meta.url);

interface Source {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function read(folder: string): Source[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|mts)$/.test(name)).map((name) => {
    const path = posix.join(folder, name.replaceAll('\\', '/'));
    const text = readFileSync(new URL(path, root), 'utf8');
    const imports = [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    return { path, room: path.split('/')[2] ?? '', text, imports };
  });
}

const sources = read('server/src');

/** The room that a relative import leads to. */
function roomOf(source: Source, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(source.path), specifier);
  return target.startsWith('server/src/') ? target.split('/')[2] : undefined;
}

/** Asserts that no source does this; the failures are named. */
function none(among: readonly Source[], fault: (source: Source) => string | undefined): void {
  const faults = among.flatMap((source) => {
    const found = fault(source);
    return found === undefined ? [] : [`${source.path}: ${found}`];
  });
  assert.deepEqual(faults, []);
}

describe('the rooms of the server', () => {
  const inRooms = sources.filter((source) => ROOMS.includes(source.room));
  const inner = inRooms.filter((source) => !OUTER.includes(source.room));

  it('are found', () => {
    assert.ok(inRooms.length > 40);
    assert.ok(inRooms.some((source) => source.imports.length > 3));
    none(sources, (source) => (ROOMS.includes(source.room) ? undefined : 'stands in no room'));
  });

  it('import from the rooms before them only', () => {
    none(inRooms, (source) => source.imports.find((specifier) => {
      const room = roomOf(source, specifier);
      return room !== undefined && ROOMS.indexOf(room) > ROOMS.indexOf(source.room);
    }));
  });

  it('know YAML in syntax/ only', () => {
    none(inRooms.filter((source) => source.room !== 'syntax'), (source) => source.imports.find((specifier) => specifier === 'yaml' || specifier.startsWith('yaml/') || specifier.includes('/syntax/yaml/')));
  });

  it('know neither Node nor the connection, but for the outer ones', () => {
    none(inner, (source) => source.imports.find((specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier) || /^vscode-languageserver($|\/)/.test(specifier)));
  });

  it('ask neither clock nor chance nor process, but for the outer ones', () => {
    none(inner, (source) => /\b(Date\.now|new Date\(\)|Math\.random|process\.|console\.|performance\.|setTimeout|globalThis)/.exec(withoutComments(source.text))?.[0]);
  });

  it('know nothing of the editor’s side', () => {
    none(sources, (source) => source.imports.find((specifier) => specifier === 'vscode' || specifier.includes('/client/')));
  });

  it('import without circles', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]));
    const done = new Set<string>();
    const visit = (path: string, above: readonly string[]): void => {
      assert.ok(!above.includes(path), `${[...above, path].join(' → ')}`);
      const source = byPath.get(path);
      if (!source || done.has(path)) return;
      for (const specifier of valueImports(source)) visit(posix.join(posix.dirname(path), specifier), [...above, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
  });
});

/** What is imported at run time: types may refer to each other. */
function valueImports({ text }: Source): string[] {
  return [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^'"]*?from\s*['"](\.[^'"]+)['"]/gm)].map((match) => match[1] ?? '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

describe('every file', () => {
  const all = [...sources, ...read('client/src'), ...read('test')];

  it(`of the server and the client has at most ${MOST_LINES} lines`, () => {
    none([...sources, ...read('client/src')], ({ text }) => (text.split('\n').length - 1 > MOST_LINES ? `${text.split('\n').length - 1} lines` : undefined));
  });

  it('has neither `any` nor a cast through `unknown`', () => {
    none(all, ({ path, text }) => (path === 'test/architecture.test.ts' ? undefined : /\bas (any|unknown as)\b|: any\b|<any>|@ts-ignore|@ts-nocheck/.exec(withoutComments(text))?.[0]));
  });

  it('skips no test', () => {
    none(read('test'), ({ path, text }) => (path === 'test/architecture.test.ts' ? undefined : /\b(it|describe)\.(skip|only)\(|\bxit\(|\bxdescribe\(/.exec(text)?.[0]));
  });
});

describe('every exported function of the inner rooms', () => {
  it('has a doc comment', () => {
    none(sources.filter((source) => ['syntax', 'model', 'rules'].includes(source.room)), ({ text }) => {
      const found = [...text.matchAll(/^(.*)\r?\nexport (?:async )?(?:function\*?|class) (\w+)/gm)].filter((match) => !/\*\/\s*$/.test(match[1] ?? ''));
      return found.length > 0 ? found.map((match) => match[2]).join(', ') : undefined;
    });
  });
});
