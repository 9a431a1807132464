import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExporterError } from '../../contract/errors.ts';
import { type Answer, refused } from './answer.ts';
import { GatewayFaultBoard } from './faults.ts';
import { type ManifestInput, ManifestStore } from './manifest.ts';
import { createSubmissionReader } from './reader.ts';
import { receiveFile } from './receive.ts';
import { RecordStore, type StoredRecord } from './records.ts';
import { type Gateway, routes } from './routes.ts';
import { send } from './send.ts';
import { troubled } from './troubled.ts';
import { createUsers, defaultUser, type GatewayUser } from './users.ts';

export type GatewayOptions = {
  /** Milliseconds since 1970. */
  now(): number;
  /** 0 takes any free one. */
  port?: number | undefined;
  /** null: none has been submitted yet. */
  manifest: ManifestInput | null;
  faults?: readonly { fault: string; channel?: string | undefined; times?: number | undefined }[] | undefined;
  users?: readonly GatewayUser[] | undefined;
  /** Signs the tokens; without one, those of an earlier run are worth nothing. */
  secret?: string | undefined;
  tokenMinutes?: number | undefined;
  /** Before each path, such as /api. */
  prefix?: string | undefined;
  /** Answers over https with this key and certificate, both PEM. */
  tls?: { key: string; cert: string } | undefined;
  /** The Gateway's coming option: fractions of a second are taken, and a record's ID has three digits of them. */
  milliseconds?: boolean | undefined;
  /** How long the object store takes for a file. */
  storeMs?: number | undefined;
  /** What the fault gateway-slow adds. */
  slowMs?: number | undefined;
  maxFileBytes?: number | undefined;
  /** Records are forgotten, oldest first, when all together have more channels than this. */
  mostChannels?: number | undefined;
  /** Of core/simulation/gateway/worker.ts, or of what it was bundled to. */
  workerUrl?: URL | undefined;
};

/** One request that was answered, or ended without; `status` is then null. */
export type Answered = { atMs: number; method: string; path: string; status: number | null; detail: string };

export type SimulatedGateway = {
  /** With its prefix; without a slash at the end. */
  url: string;
  faults: GatewayFaultBoard;
  /** Oldest first. */
  records(): StoredRecord[];
  record(id: string): StoredRecord | null;
  /** How many records have been forgotten for want of room. */
  forgotten(): number;
  /** The newest requests, oldest of them first. */
  answered(): readonly Answered[];
  /** Ends every connection; what was on its way is not stored. Twice is once. */
  stop(): Promise<void>;
};

const answeredKept = 5000;

/** An Operations Gateway on loopback: the real one's rules, words and misleading answers, and none of its data. */
export async function startSimulatedGateway(options: GatewayOptions): Promise<SimulatedGateway> {
  const { now, port = 0, manifest, prefix = '', tls, storeMs = 0, slowMs = 3000, maxFileBytes = 2 ** 30 } = options;
  const { users = [defaultUser], secret = randomUUID(), tokenMinutes = 60, mostChannels = 200_000 } = options;
  const stopping = new AbortController();
  const faults = new GatewayFaultBoard(options.faults);
  const records = new RecordStore(mostChannels);
  const folder = await mkdtemp(join(tmpdir(), 'simulated-gateway-'));
  const reader = createSubmissionReader(options.workerUrl ?? new URL('./worker.ts', import.meta.url));
  const gateway: Gateway = {
    ...{ now, records, reader, faults },
    users: createUsers({ users, secret, tokenMinutes, faults }),
    manifests: new ManifestStore(manifest, now()),
    milliseconds: options.milliseconds ?? false,
    storing: () => sleep(storeMs, undefined, { signal: stopping.signal }),
  };
  const answered: Answered[] = [];
  let files = 0;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET' } = request;
    const url = new URL(request.url ?? '/', `${tls === undefined ? 'http' : 'https'}://${request.headers.host ?? '127.0.0.1'}`);
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : '';
    const tell = (status: number | null, detail: string) => {
      answered.push({ atMs: now(), method, path: url.pathname, status, detail });
      if (answered.length > answeredKept) answered.shift();
    };
    if (faults.comes('gateway-down')) {
      tell(null, 'gateway-down');
      return void request.destroy();
    }
    if (faults.comes('gateway-hanging')) {
      tell(null, 'gateway-hanging');
      return void request.resume();
    }
    if (faults.comes('gateway-slow')) await sleep(slowMs, undefined, { signal: stopping.signal });
    const file = join(folder, String(files++));
    try {
      const given = troubled(faults, url, Number(request.headers['content-length'] ?? 0)) ?? (await route(request, url, path, file));
      // What nobody reads would keep the sender from reading our answer.
      request.resume();
      const isFile = path === '/submit/hdf';
      const cut = isFile && faults.comes('gateway-cut-answer');
      tell(cut ? null : given.status, cut ? 'gateway-cut-answer' : detailOf(given));
      if (cut) request.destroy();
      else send(response, given, faults.comes('gateway-truncated'));
    } catch (error) {
      tell(null, error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      await rm(file, { force: true });
    }
  };

  const route = async (request: IncomingMessage, url: URL, path: string, file: string): Promise<Answer> => {
    const known = routes.filter((it) => it.path.test(path));
    const found = known.find(({ method }) => method === request.method);
    if (found === undefined) return known.length === 0 ? refused(404, 'Not Found') : refused(405, 'Method Not Allowed');
    const cutAt =
      found.form && path === '/submit/hdf' && faults.comes('gateway-cut') ? Number(request.headers['content-length'] ?? 0) / 2 : null;
    const onBytes = (bytes: number) => {
      if (cutAt !== null && bytes > cutAt) throw new Error('gateway-cut');
    };
    // The whole body is taken before anybody asks who it is from, as by the real one's framework.
    const received = found.form ? await receiveFile(request, { path: file, maxBytes: maxFileBytes, onBytes }) : null;
    const refusal = found.right === null ? null : gateway.users.refusal(request.headers.authorization, found.right || null, now());
    if (refusal !== null) return refusal;
    if (received !== null && 'refused' in received) return received.refused;
    const names = (found.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
    return found.answer({ gateway, request, url, names, file });
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch(() => {
      request.destroy();
      response.destroy();
    });
  };
  const server: Server = tls === undefined ? createServer(handle) : createSecureServer(tls, handle);
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await reader.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new ExporterError('INTERNAL', `The simulated Gateway cannot listen on port ${port} of 127.0.0.1; choose another port.`, {
      cause,
    });
  }
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${at}${prefix}`,
    faults,
    records: () => records.all(),
    record: (id) => records.get(id),
    forgotten: () => records.forgotten,
    answered: () => answered,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** What the answer says for a person; never a token. */
function detailOf({ status, body }: Answer): string {
  if (!('json' in body) || typeof body.json !== 'object' || body.json === null) return String(status);
  if ('detail' in body.json) return typeof body.json.detail === 'string' ? body.json.detail : JSON.stringify(body.json.detail);
  return 'message' in body.json ? String(body.json.message) : String(status);
}
