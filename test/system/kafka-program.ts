import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A program of the project as a process of its own; killed when the test ends. The script's path is relative to this folder. */
export function program(script: string, args: readonly string[], env: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  let told = '';
  let complained = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complained += text;
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  return {
    child,
    told: () => told + complained,
    lines: () => told.trim().split('\n'),
    /** Rejects where it ends before. */
    said: (what: RegExp) =>
      new Promise<void>((resolve, reject) => {
        child.stdout?.on('data', () => what.test(told) && resolve());
        child.once('close', () => reject(new Error(`It ended without a word of it. ${complained}`)));
      }),
    async end(): Promise<{ code: number | null; complained: string }> {
      await closed;
      return { code: child.exitCode, complained };
    },
  };
}
