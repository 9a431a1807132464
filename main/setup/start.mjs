import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findShell } from './shell.mjs';

/*
 * node main/setup/start.mjs [options of the exporter]
 * Electron's window where there can be one, else the same screens for a browser; both run the exporter.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const options = process.argv.slice(2);
const found =
  options.length > 0
    ? { available: false, reason: 'options are for the exporter without one' }
    : findShell({ root, env: process.env, platform: process.platform, isAdministrator: process.getuid?.() === 0 });

if (!found.available) await startInBrowser(found.reason);
else if (
  (await run(process.execPath, [
    join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
    'build',
    '--mode',
    'shell',
    '--logLevel',
    'error', // it warns that there is no page to build
  ])) !== 0
)
  await startInBrowser('it could not be built (its messages are above)');
else process.exitCode = await run(found.path, ['.'], asProgram());

/** In this process, so that it ends as ever. Standard output may be JSON. */
async function startInBrowser(why) {
  console.error(`No window, because ${why}: the screens are for a browser.`);
  process.argv.splice(2, options.length, '--simulate', '--screens', ...options);
  await import(new URL('../../core/cli.ts', import.meta.url).href);
}

/** A terminal of an editor that is made with Electron may hand this on: it would be started as a bare Node. */
function asProgram() {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return env;
}

/** Its exit code. A terminal's Ctrl-C reaches it as well, and it ends in good order: that is waited for. */
function run(command, parameters, env = process.env) {
  const ignored = () => undefined;
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, ignored);
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd: root, env, stdio: 'inherit' });
    const pass = () => child.kill('SIGTERM');
    process.on('SIGTERM', pass);
    const end = (code) => {
      process.off('SIGTERM', pass);
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, ignored);
      resolve(code);
    };
    child.on('error', (error) => {
      console.error(error.message);
      end(1);
    });
    child.on('exit', (code) => end(code ?? 1));
  });
}
