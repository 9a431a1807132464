import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const cli = fileURLToPath(new URL('../../core/cli.ts', import.meta.url));

/** What the tests look at of an event. */
const eventSchema = z.looseObject({ type: z.string(), step: z.string().optional() });
export type SeenEvent = z.infer<typeof eventSchema>;

export type CliEnd = {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string[];
  /** Lines of standard error that are not only notes on the settings. */
  complaints: string[];
};
export type CliProcess = {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  /** The first event that fits, also one that came before; undefined where the process ended without it. */
  event(fits: (event: SeenEvent) => boolean): Promise<SeenEvent | undefined>;
  /** Onto its standard input, where the start asked for one. */
  write(line: string): void;
  events(): SeenEvent[];
  end: Promise<CliEnd>;
};

type CliOptions = {
  script?: string;
  cwd?: string;
  /** A command that runs it, such as "ip netns exec NAME". */
  under?: readonly string[];
  /** It can be written to. */
  input?: boolean;
  onEvent?: (event: SeenEvent) => void;
  /** Whatever is no event, such as results of commands. */
  onLine?: (line: string) => void;
};

/** The real program in a process of its own, or another script that is started the same way. Killed when the test is over. */
export function startCli(
  args: readonly string[],
  { script = cli, cwd = process.cwd(), under = [], input = false, onEvent = () => {}, onLine = () => {} }: CliOptions = {},
): CliProcess {
  const [program = process.execPath, ...before] = [...under, process.execPath];
  const child = spawn(program, [...before, script, ...args], { stdio: ['pipe', 'pipe', 'pipe'], cwd });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (!input) child.stdin.end();
  child.stdin.on('error', () => {}); // it ended: whoever waits for an answer sees that
  const stdout: string[] = [];
  const seen: SeenEvent[] = [];
  const waiting = new Set<() => void>();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const wake = () => {
    for (const look of waiting) look();
  };
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    stdout.push(line);
    const event = parseEvent(line);
    if (event === null) onLine(line);
    else {
      seen.push(event);
      onEvent(event);
    }
    wake();
  });
  let over = false;
  const end = Promise.all([once(child, 'close'), once(lines, 'close')]).then(() => {
    over = true;
    wake();
    return { code: child.exitCode, signal: child.signalCode, stdout, complaints: complaintsIn(stderr) };
  });
  return {
    pid: child.pid ?? -1,
    kill: (signal) => void child.kill(signal),
    events: () => [...seen],
    write: (line) => void child.stdin.write(`${line}\n`),
    end,
    event: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = seen.find(fits);
          if (found === undefined && !over) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

function complaintsIn(stderr: string): string[] {
  return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Note: '));
}

export function parseEvent(line: string): SeenEvent | null {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null; // lines for people, or half a line of a process that was killed
  }
}
