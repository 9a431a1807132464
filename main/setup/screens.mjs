import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { nodeOf } from './packages.mjs';

/** What the built page is made of. */
const sources = ['renderer', 'core/contract', 'package-lock.json'];

/**
 * Builds the screens into out/renderer when their sources are newer, and says so. Never throws: an exporter captures without them, so that a failed build is said and
 * leaves those of before.
 */
export async function readyScreens(root) {
  const why = whyBuild(root);
  if (why === null) return;
  console.log(`Building the screens, because ${why}.`);
  const failed = await build(root);
  if (failed === null) return;
  const without = existsSync(builtPage(root)) ? 'those of before stay' : 'the exporter works without them';
  console.log(`The screens are not built: ${failed}. ${without[0].toUpperCase()}${without.slice(1)}; "npm run build" tries again.`);
}

function builtPage(root) {
  return join(root, 'out', 'renderer', 'index.html');
}

/** null: there is nothing to build, or nothing new. */
function whyBuild(root) {
  if (!existsSync(join(root, 'renderer', 'index.html'))) return null;
  if (!existsSync(builtPage(root))) return 'they are not there yet';
  const builtMs = statSync(builtPage(root)).mtimeMs;
  const newer = sources.flatMap((place) => filesIn(root, place)).find((path) => statSync(join(root, path)).mtimeMs > builtMs);
  return newer === undefined ? null : `${newer} is newer`;
}

/** With the folders: one shows that a file of it is gone. */
function filesIn(root, place) {
  const path = join(root, place);
  if (!existsSync(path) || place.endsWith('.tsbuildinfo')) return [];
  if (!statSync(path).isDirectory()) return [place];
  return [place, ...readdirSync(path).flatMap((name) => filesIn(root, `${place}/${name}`))];
}

/** Builds beside the final place, so that an exporter that serves the screens meanwhile has whole ones. Answers why it failed, or null. */
async function build(root) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite)) return 'vite is not among the packages';
  const out = join(root, 'out', 'renderer');
  const part = `${out}.${process.pid}.part`;
  const old = `${out}.${process.pid}.old`;
  const begun = new Date();
  try {
    const code = await run(nodeOf(root), [vite, 'build', 'renderer', '--outDir', part, '--emptyOutDir', '--logLevel', 'warn'], root);
    if (code !== 0) return `"vite build" ended with exit code ${code}, its messages are above`;
    utimesSync(join(part, 'index.html'), begun, begun); // what is changed while it builds is newer
    if (existsSync(out)) renameSync(out, old);
    renameSync(part, out);
    return null;
  } catch (error) {
    return error.message;
  } finally {
    for (const folder of [part, old]) rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, parameters, cwd) {
  return new Promise((resolve, reject) => {
    // Who starts this may be a test; React is slow as it is developed.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(command, parameters, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
