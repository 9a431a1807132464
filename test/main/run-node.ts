import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Ran = { code: unknown; output: string; lines: string };

/** Runs a program of Node in the project's folder. `output`: with what it wrote to standard error, after the rest. */
export async function runNode(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let [lines, messages] = ['', ''];
  child.stdout.on('data', (data) => (lines += String(data)));
  child.stderr.on('data', (data) => (messages += String(data)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, lines, output: lines + messages };
}

/** Runs the program's bundle with Electron's double; it does what a person would, and ends. */
export function runProgram(index: string, userData: string): Promise<Ran> {
  const hooks = new URL('./bundle/hooks.mjs', import.meta.url).href;
  return runNode(['--import', hooks, index], { TEST_USER_DATA: userData });
}
