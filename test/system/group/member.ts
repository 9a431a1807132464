import { join } from 'node:path';
import { type CliProcess, type SeenEvent, startCli } from '../cli-process.ts';
import {
  type CommandResult,
  type GroupSeen,
  keyOf,
  type NoticeSeen,
  type PulseSeen,
  resultSchema,
  seenSchema,
  type UploadSeen,
} from './facts.ts';

/** One exporter of the stage over all its lives: what it has said so far, and how to treat it badly. */
export type StageMember = {
  readonly name: string;
  readonly dataFolder: string;
  readonly journalFile: string;
  /** A new process of it, or of another program that is started the same way. The one before must have ended. */
  start(script?: string): void;
  /** Resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  isRunning(): boolean;
  pid(): number;
  /** On its standard input; its answer. */
  command(command: string, request: Record<string, unknown>): Promise<CommandResult>;
  /** As this life last told; null before. */
  group(): GroupSeen | null;
  /** Of all lives. */
  notices(): readonly NoticeSeen[];
  announced(): ReadonlyMap<string, PulseSeen>;
  /** The newest verdict of each pulse. */
  judged(): ReadonlyMap<string, PulseSeen>;
  /** How each judged pulse stands in the Gateway, by what it heard last. */
  uploads(): ReadonlyMap<string, UploadSeen>;
  /** In flight or owed in this life. */
  taking(): ReadonlySet<string>;
  /** Nothing is left to be taken again of what this life had found in its journal. */
  recovered(): boolean;
  superseded(): ReadonlySet<string>;
  /** When it last said something of a pulse or a capture; on the monotonic clock. */
  saidAtMs(): number;
  /** Whatever it said on standard error, and sources that were not there. */
  complaints(): readonly string[];
};

export function createMember(name: string, folder: string, under: readonly string[], onSeen: () => void): StageMember {
  const notices: NoticeSeen[] = [];
  const announced = new Map<string, PulseSeen>();
  const judged = new Map<string, PulseSeen>();
  const uploads = new Map<string, UploadSeen>();
  const superseded = new Set<string>();
  const complaints: string[] = [];
  const taking = new Set<string>();
  const asked = new Map<number, (result: CommandResult) => void>();
  let group: GroupSeen | null = null;
  let life: CliProcess | null = null;
  let recovered = false;
  let saidAtMs = 0;
  let ids = 0;

  function see(event: SeenEvent): void {
    const seen = seenSchema.safeParse(event).data;
    if (seen === undefined) return;
    if (seen.type !== 'group/changed') saidAtMs = performance.now();
    if (seen.type === 'group/changed') group = seen.group;
    else if (seen.type === 'group/noticed') notices.push(seen.notice);
    else if (seen.type === 'pulse/announced') announced.set(keyOf(seen.pulse), seen.pulse);
    else if (seen.type === 'pulse/uploaded') uploads.set(keyOf(seen), seen.upload);
    else if (seen.type === 'pulse/judged' && seen.pulse.verdict !== null) {
      judged.set(keyOf(seen.pulse), seen.pulse);
      if (seen.pulse.upload !== null) uploads.set(keyOf(seen.pulse), seen.pulse.upload);
    } else if (seen.type === 'capture/started') taking.add(seen.capture.captureId);
    else if (seen.type === 'capture/held') taking.add(seen.captureId);
    else if (seen.type === 'capture/finished') taking.delete(seen.capture.captureId);
    else if (seen.type === 'recovery/finished') recovered = true;
    else if (seen.type === 'capture/superseded') superseded.add(seen.captureId);
    else if (seen.type === 'pulse/unavailable') complaints.push(seen.failure.message);
    onSeen();
  }

  function answered(line: string): void {
    const result = line.startsWith('{') ? resultSchema.safeParse(JSON.parse(line)).data : undefined;
    if (result === undefined) return;
    asked.get(result.id)?.(result);
    asked.delete(result.id);
  }

  return {
    name,
    dataFolder: join(folder, name),
    journalFile: join(folder, `${name}.journal.sqlite`),
    start(script) {
      if (life !== null) throw new Error(`${name} is running already`);
      group = null;
      taking.clear();
      recovered = false;
      const begun = startCli(['--settings', join(folder, `${name}.json`), '--json', '--commands'], {
        ...(script !== undefined && { script }),
        ...{ under, cwd: folder },
        input: true,
        onEvent: see,
        onLine: answered,
      });
      life = begun;
      const ended = begun.end.then((end) => {
        complaints.push(...end.complaints);
        life = null;
        onSeen();
      });
      ended.catch((error: unknown) => complaints.push(String(error)));
    },
    async kill(signal) {
      const dying = life;
      dying?.kill(signal);
      await dying?.end;
      await new Promise(setImmediate); // what follows from its end has happened
    },
    signal: (signal) => life?.kill(signal),
    isRunning: () => life !== null,
    pid: () => life?.pid ?? -1,
    command(command, request) {
      const id = ++ids;
      return new Promise((resolve, reject) => {
        asked.set(id, resolve);
        life?.write(JSON.stringify({ id, command, request }));
        life?.end.then(() => reject(new Error(`${name} ended before it answered ${command}`)), reject);
      });
    },
    group: () => group,
    notices: () => notices,
    announced: () => announced,
    judged: () => judged,
    uploads: () => uploads,
    taking: () => taking,
    recovered: () => recovered,
    superseded: () => superseded,
    saidAtMs: () => saidAtMs,
    complaints: () => complaints,
  };
}
