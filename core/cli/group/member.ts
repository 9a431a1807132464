import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ExporterEvent } from '../../contract/api.ts';
import type { Command } from '../../contract/commands.ts';
import { type Answer, readLine } from './read-line.ts';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const pauseProcess = fileURLToPath(new URL('./pause-process.ts', import.meta.url));

const againMs = 2000;
export const pauseMs = 10_000;
/** Who has not ended in good order by then is killed. */
const endMs = 30_000;
const logLinesShown = 5;

/** `how` for a person; `begun`: it had begun its work; `log`: the last lines of what it complained of in this life. */
export type Death = { how: string; begun: boolean; log: string[] };
export type MemberListener = {
  said(event: ExporterEvent): void;
  answered(answer: Answer): void;
  died(death: Death): void;
};

/** One exporter of the group over all its lives. */
export type Member = {
  readonly name: string;
  pid(): number | null;
  /** False where it does not run now. */
  send(command: Command, request: Record<string, unknown>): boolean;
  kill(): boolean;
  /** False also where this machine knows no such thing. */
  pause(): boolean;
  /** In good order. Resolves when it is gone. */
  stop(): Promise<void>;
  /** As `stop`, without any order. */
  stopAtOnce(): Promise<void>;
};

/** Starts it; it is started again whenever it dies, until it is stopped. */
export function startMember(name: string, folder: string, listener: MemberListener): Member {
  const log = join(folder, `${name}.log`);
  let life: ChildProcess | null = null;
  let pauser: ChildProcess | null = null;
  let again: NodeJS.Timeout | null = null;
  let stopping = false;
  let gone = Promise.resolve();
  start('w');

  function start(flag: 'a' | 'w'): void {
    const logFile = openSync(log, flag);
    // In a process group of its own a terminal's Ctrl-C does not reach it: the leader ends last.
    const child = spawn(process.execPath, [cli, '--settings', join(folder, `${name}.json`), '--json', '--commands', '--while-input'], {
      ...{ stdio: ['pipe', 'pipe', logFile], detached: true, windowsHide: true },
    });
    closeSync(logFile);
    life = child;
    const before = lengthOf(log);
    let begun = false;
    let failed: string | null = null;
    child.on('error', (error) => {
      failed = error.message;
    });
    child.stdin?.on('error', () => {}); // it is gone, which 'close' tells
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const read = readLine(line);
        if (read?.kind === 'event') {
          begun ||= read.event.type === 'exporter/started';
          listener.said(read.event);
        } else if (read !== null) listener.answered(read);
      });
    const { promise, resolve } = Promise.withResolvers<void>();
    gone = promise;
    child.once('close', (code, signal) => {
      life = null;
      pauser?.kill();
      if (!stopping) {
        again = setTimeout(start, againMs, 'a');
        listener.died({ how: failed ?? howOf(code, signal), begun, log: lastLines(log, before) });
      }
      resolve();
    });
  }

  return {
    name,
    pid: () => life?.pid ?? null,
    send(command, request) {
      return life?.stdin?.write(`${JSON.stringify({ command, request })}\n`) !== undefined;
    },
    kill: () => life?.kill('SIGKILL') ?? false,
    pause() {
      if (life?.pid === undefined || pauser !== null || process.platform === 'win32') return false;
      const begun = spawn(process.execPath, [pauseProcess, String(life.pid), String(pauseMs)], { stdio: ['pipe', 'ignore', 'ignore'] });
      pauser = begun;
      begun.once('close', () => {
        if (pauser === begun) pauser = null;
      });
      return true;
    },
    async stop() {
      end();
      life?.stdin?.end();
      const timer = setTimeout(() => life?.kill('SIGKILL'), endMs);
      await gone;
      clearTimeout(timer);
    },
    stopAtOnce() {
      end();
      life?.kill('SIGKILL');
      return gone;
    },
  };

  function end(): void {
    stopping = true;
    if (again !== null) clearTimeout(again);
    pauser?.stdin?.end();
  }
}

function howOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : signal;
}

function lengthOf(file: string): number {
  return readFileSync(file).byteLength;
}

function lastLines(file: string, from: number): string[] {
  const text = readFileSync(file).subarray(from).toString();
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('Note: '))
    .slice(-logLinesShown);
}
