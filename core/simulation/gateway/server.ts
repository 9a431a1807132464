import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayFaultBoard, type GatewayFaultRequest } from './faults.ts';
import { close, listen, type Tls } from './listen.ts';
import { type ManifestInput, ManifestStore } from './manifest.ts';
import { createSubmissionReader } from './reader.ts';
import { RecordStore, type StoredRecord } from './records.ts';
import type { Gateway } from './routes.ts';
import { type Answered, createServing } from './serve.ts';
import { createUsers, defaultUser, type GatewayUser } from './users.ts';

export type GatewayOptions = {
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 takes any free one. */
  port?: number | undefined;
  /** null: none has been submitted yet. */
  manifest: ManifestInput | null;
  /** Those that are on from the beginning. */
  faults?: readonly GatewayFaultRequest[] | undefined;
  users?: readonly GatewayUser[] | undefined;
  /** Signs the tokens; without one, those of an earlier run are worth nothing. */
  secret?: string | undefined;
  tokenMinutes?: number | undefined;
  /** Before each path, such as /api. */
  prefix?: string | undefined;
  /** Answers over https. */
  tls?: Tls | undefined;
  /** The Gateway's coming option: fractions of a second are taken, and a record's ID has three digits of them. */
  milliseconds?: boolean | undefined;
  /** How long the object store takes for a file: within it two first uploads of a record meet. */
  storeMs?: number | undefined;
  /** What the fault gateway-slow adds. */
  slowMs?: number | undefined;
  /** The real one has no limit; the disk of this machine has. */
  maxFileBytes?: number | undefined;
  /** In which it makes one of its own for files while they are looked at; the system's for temporary files by default. */
  folder?: string | undefined;
  /** Of all records together: beyond it the oldest are forgotten. */
  mostChannels?: number | undefined;
  /** Of core/simulation/gateway/worker.ts, or of what it was bundled to. */
  workerUrl?: URL | undefined;
};

export type SimulatedGateway = {
  /** With its prefix; without a slash at the end. */
  url: string;
  faults: GatewayFaultBoard;
  /** Oldest first. */
  records(): StoredRecord[];
  record(id: string): StoredRecord | null;
  /** As its administrator may do. False where there is none. */
  remove(id: string): boolean;
  /** How many records there was no room for any more. */
  forgotten(): number;
  /** The newest requests, the oldest of them first. */
  answered(): readonly Answered[];
  /** Ends every connection; what is on its way is not stored. Twice is once. */
  stop(): Promise<void>;
};

const answeredKept = 5000;

/** An Operations Gateway on loopback: the real one's rules, words and misleading answers, and none of its data. */
export async function startSimulatedGateway(options: GatewayOptions): Promise<SimulatedGateway> {
  const { now, port = 0, manifest, prefix = '', tls, storeMs = 0, slowMs = 3000, maxFileBytes = 2 ** 30 } = options;
  const { users = [defaultUser], secret = randomUUID(), tokenMinutes = 60, mostChannels = 200_000 } = options;
  const { milliseconds = false, workerUrl = new URL('./worker.ts', import.meta.url) } = options;
  const stopping = new AbortController();
  const faults = new GatewayFaultBoard(options.faults);
  const records = new RecordStore(mostChannels);
  const reader = createSubmissionReader(workerUrl);
  const gateway: Gateway = {
    ...{ now, records, reader, faults, milliseconds },
    users: createUsers({ users, secret, tokenMinutes, faults }),
    manifests: new ManifestStore(manifest, now()),
    storing: () => sleep(storeMs, undefined, { signal: stopping.signal }),
  };
  const answered: Answered[] = [];
  const tell = (it: Answered) => {
    answered.push(it);
    if (answered.length > answeredKept) answered.shift();
  };
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'simulated-gateway-'));
  const serve = createServing({ gateway, prefix, slowMs, maxFileBytes, folder, stopping: stopping.signal, tell });
  const serving = new Set<Promise<void>>();
  const listening = await listen(port, tls, (request, response) => {
    const served = serve(request, response).finally(() => serving.delete(served));
    serving.add(served);
  }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await close(listening.server);
    await reader.stop();
    await Promise.all(serving);
    await rm(folder, { recursive: true, force: true });
  };
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${listening.port}${prefix}`,
    faults,
    records: () => records.all(),
    record: (id) => records.get(id),
    remove: (id) => records.remove(id),
    forgotten: () => records.forgotten,
    answered: () => answered,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}
