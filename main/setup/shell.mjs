import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Electron's binary, where it can show a window. Nothing is fetched: the `electron` package would do so by being loaded.
 * @param {{ root: string, env: Record<string, string | undefined>, platform: string, isAdministrator: boolean }} machine
 * @returns {{ available: true, path: string } | { available: false, reason: string }}
 */
export function findShell({ root, env, platform, isAdministrator }) {
  const path = binaryOf(root, env, platform);
  if (path === null || !existsSync(path)) return without("Electron's binary is not on this machine (npx install-electron fetches it)");
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return without('there is no display');
  if (platform === 'linux' && isAdministrator) return without("Electron's sandbox does not run for the administrator (root)");
  return { available: true, path };
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
