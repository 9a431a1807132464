import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Why the packages must be installed, or null when everything in package-lock.json is there. npm writes node_modules/.package-lock.json at the
 * very end of an install, so an interrupted one is seen. Contents are compared and not times, which a checkout or a copy changes.
 */
export function whyInstall(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'they are not there yet';
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null) return 'package-lock.json cannot be read';
  if (present === null) return 'an earlier installation did not come to its end';
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    const found = present[path];
    // Optional ones are for other machines.
    if (path === '' || (found === undefined && optional)) continue;
    if (found === undefined) return `${nameOf(path)} is missing`;
    if (found.version !== version || found.integrity !== integrity)
      return `${nameOf(path)} is ${found.version} and package-lock.json wants ${version}`;
  }
  return hasNode(root) ? null : 'Node 24 for this machine is missing among them';
}

/** npm scripts find the `node` package before the machine's own Node; its install script puts the binary there. */
export function hasNode(root) {
  return existsSync(nodeOf(root));
}

export function nodeOf(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Answers npm's exit code; its messages go straight to the terminal. */
export function install(root) {
  // The tools of development are needed to run: Node 24 is one of them.
  const parameters = ['ci', '--include=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const [command, first, shell] = npmCommand();
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...parameters], { cwd: root, env: cleanEnvironment(), stdio: 'inherit', shell });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code === null ? 1 : code));
  });
}

/**
 * Inside an npm script the running npm says where it lies and which Node it runs on: not the one among the packages, which goes away meanwhile.
 * Otherwise npm is looked for; on Windows that is npm.cmd, which needs a shell.
 */
function npmCommand() {
  const path = process.env.npm_execpath;
  if (path && basename(path).startsWith('npm-cli.') && existsSync(path))
    return [process.env.npm_node_execpath || process.execPath, [path], false];
  return ['npm', [], process.platform === 'win32'];
}

/** Options of the outer `npm start` reach the inner npm through the environment; these would make it install something else or elsewhere. */
function cleanEnvironment() {
  const outer =
    /^npm_config_(dry_run|global|location|omit|only|production|package_lock|package_lock_only|prefix|local_prefix|workspaces?|json)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages || null;
  } catch {
    return null;
  }
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
