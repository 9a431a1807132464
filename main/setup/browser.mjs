import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { nodeOf } from './packages.mjs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium for the browser tests: $CHROMIUM, the machine's, or Playwright's own. Fetches nothing. Never throws.
 * @param {string} root
 * @returns {import('./browser.mjs').FoundBrowser}
 */
export function findBrowser(root) {
  const given = process.env.CHROMIUM;
  if (given) return runs(given) ? { available: true, path: given } : missing(`CHROMIUM names ${given}, which does not run`);
  const path = [...known.flatMap(places), ...playwrightsOwn(root)].find(runs);
  return path === undefined ? missing('there is none on this machine') : { available: true, path };
}

/**
 * Fetches one where there is none, and says so: Debian's as root there, else Playwright's. Never throws.
 * @param {string} root
 * @returns {Promise<import('./browser.mjs').FoundBrowser>}
 */
export async function ensureBrowser(root) {
  const found = findBrowser(root);
  if (found.available || process.env.CHROMIUM) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Installing Chromium for the browser tests with "apt-get install chromium", because there is none on this machine.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['-qq', 'update'], { env });
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], { env });
    const installed = findBrowser(root);
    if (installed.available) return installed; // Ubuntu's package of that name only asks for a snap
  }
  const cli = join(root, 'node_modules', 'playwright', 'cli.js');
  if (!existsSync(cli)) return found;
  console.log('Fetching Chromium for the browser tests with "playwright install chromium" (about 170 MB, once).');
  const code = await run(nodeOf(root), [cli, 'install', '--no-shell', 'chromium'], { cwd: root });
  if (code !== 0) return missing('there is none on this machine, and Playwright could not fetch it (its messages are above)');
  const fetched = findBrowser(root);
  return fetched.available
    ? fetched
    : missing('Playwright has fetched one that does not run here ("npx playwright install-deps chromium" installs what it needs)');
}

function missing(why) {
  return { available: false, reason: `No Chromium for the browser tests: ${why}. Install one, or name its program in CHROMIUM.` };
}

function places(name) {
  if (isAbsolute(name)) return [name];
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
}

/** Asked of Playwright in a process of its own: this file runs before any package is there. */
function playwrightsOwn(root) {
  if (!existsSync(join(root, 'node_modules', 'playwright'))) return [];
  try {
    const script = `process.stdout.write(require('playwright').chromium.executablePath())`;
    return [execFileSync(nodeOf(root), ['-e', script], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })];
  } catch {
    return [];
  }
}

function runs(path) {
  if (!existsSync(path)) return false;
  try {
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

function run(command, parameters, options) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
