import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Electron's binary, where it can show a window. Nothing is fetched: the `electron` package would do so by being loaded.
 * @param {{ root: string, env: Record<string, string | undefined>, platform: string, isAdministrator: boolean, proc?: string }} machine
 * @returns {{ available: true, path: string } | { available: false, reason: string }}
 */
export function findShell({ root, env, platform, isAdministrator, proc = '/proc' }) {
  const path = binaryOf(root, env, platform);
  if (path === null || !existsSync(path)) return without("Electron's binary is not on this machine (npx install-electron fetches it)");
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return without('there is no display');
  if (platform === 'linux' && isAdministrator) return without("Electron's sandbox does not run for the administrator (root)");
  if (platform === 'linux' && isSandboxKept(dirname(path), proc)) {
    const helper = join(dirname(path), 'chrome-sandbox');
    return without(`this system lets no program make a sandbox (sudo chown root "${helper}" && sudo chmod 4755 "${helper}" lets Electron)`);
  }
  const trouble = platform === 'linux' ? whyNotStarted(path, env) : null;
  return trouble === null ? { available: true, path } : without(`Electron does not start here (${trouble})`);
}

/** Of a machine without all the libraries of a desktop the loader names the first that is missing. null: it starts. */
function whyNotStarted(path, env) {
  const { status, stderr, error } = spawnSync(path, ['--version'], {
    ...{ env: { ...env, ELECTRON_RUN_AS_NODE: undefined }, encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'ignore', 'pipe'] },
  });
  if (status === 0) return null;
  const [said = ''] = (stderr ?? '').trim().split('\n');
  return said || error?.message || `its exit code is ${status}`;
}

/** Ubuntu from 23.10 on, and a hardened Debian: Electron then ends at once (electron/electron#42510), but where its helper belongs to root. */
function isSandboxKept(folder, proc) {
  const isKept = [
    ['apparmor_restrict_unprivileged_userns', '1'],
    ['unprivileged_userns_clone', '0'],
  ].some(([name, value]) => textOf(join(proc, 'sys', 'kernel', name)) === value);
  return isKept && !isRootsHelper(join(folder, 'chrome-sandbox'));
}

function isRootsHelper(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && found.uid === 0 && (found.mode & 0o4000) !== 0;
}

function textOf(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

function without(reason) {
  return { available: false, reason };
}

/** As the package finds it; ELECTRON_OVERRIDE_DIST_PATH is its own variable, for a binary that lies elsewhere. */
function binaryOf(root, env, platform) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const named = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  const elsewhere = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (elsewhere) return join(elsewhere, named || (platform === 'win32' ? 'electron.exe' : 'electron'));
  return named ? join(folder, 'dist', named) : null;
}
