/** Finds a Chromium-based browser for the tests, and opens pages in the person's own browser. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canInstallPackages, installPackage } from './apt.mjs';
import { findOnPath } from './run.mjs';

/** Flags for a browser that nobody looks at: no sandbox (it may run as root), no background traffic. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];

/** The path of a Chrome, Edge or Chromium; INTSPEC_BROWSER comes first. Undefined where there is none. */
export function findBrowser() {
  const chosen = process.env.INTSPEC_BROWSER;
  if (chosen) return chosen;
  return findOnPath(...NAMES) ?? usualPlaces().find((file) => existsSync(file));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
    const folders = ['/Applications', join(process.env.HOME ?? '', 'Applications')];
    return folders.flatMap((folder) => apps.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  if (process.platform === 'win32') {
    const programs = [['Google', 'Chrome', 'Application', 'chrome.exe'], ['Microsoft', 'Edge', 'Application', 'msedge.exe']];
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]).filter(Boolean);
    return folders.flatMap((folder) => programs.map((parts) => join(folder, ...parts)));
  }
  return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
}

/** Like {@link findBrowser}; where there is none, installs Debian's Chromium if this process may do so. */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (canInstallPackages()) await installPackage('chromium', 'Chromium');
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error(
    'The editor tests need Chrome, Edge or Chromium, and none was found. ' +
      'Install one (on Debian: apt-get install chromium) or name one in the environment variable INTSPEC_BROWSER.',
  );
}

/** Whether a window can appear here. On macOS and Windows it is taken for granted. */
export function hasDisplay() {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Opens a page in the person's browser. Resolves to false where that is not possible. */
export async function openInBrowser(url) {
  if (!hasDisplay()) return false;
  for (const [command, ...args] of openers(url)) {
    if (await starts(command, args)) return true;
  }
  return false;
}

function openers(url) {
  if (process.platform === 'darwin') return [['open', url]];
  if (process.platform === 'win32') return [['rundll32', 'url.dll,FileProtocolHandler', url]];
  const browser = findBrowser();
  return [['xdg-open', url], ...(browser ? [[browser, url]] : [])];
}

/** Whether the program starts and does not fail at once. */
function starts(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    const timer = setTimeout(() => resolve(true), 3000);
    const settle = (result) => {
      clearTimeout(timer);
      resolve(result);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
    child.unref();
  });
}
