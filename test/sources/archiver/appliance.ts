import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ArchiverSettings } from '../../../core/settings/sources.ts';
import { archiverSchema } from '../../../core/settings/sources.ts';

export type Handler = (request: { path: string; query: URLSearchParams }, response: ServerResponse, incoming: IncomingMessage) => void;

export type Appliance = {
  settings(overrides?: Partial<ArchiverSettings>): ArchiverSettings;
  /** Paths with their queries, in the order they came. */
  requests: string[];
  mostConnections(): number;
  stop(): Promise<void>;
};

/** An HTTP server on loopback in the place of the Archiver Appliance. */
export async function startAppliance(handler: Handler): Promise<Appliance> {
  const requests: string[] = [];
  const open = new Set<Socket>();
  let most = 0;
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    requests.push(url.pathname + url.search);
    handler({ path: url.pathname, query: url.searchParams }, response, incoming);
  });
  server.on('connection', (socket) => {
    open.add(socket);
    most = Math.max(most, open.size);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(server.address());
  return {
    settings: (overrides = {}) =>
      archiverSchema.parse({ retrievalUrl: `http://127.0.0.1:${port}/retrieval`, timeoutMs: 5000, ...overrides }),
    requests,
    mostConnections: () => most,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
}

export type Sample = { timeNs: bigint; val: string; severity?: number; status?: number };

/** As the appliance selects: the last sample at or before `from`, then all up to `to`, and for fresh ones up to the end of that second. */
export function dataBody(pv: string, samples: readonly Sample[], query: URLSearchParams, fresh = false): string {
  const from = toNs(query.get('from'));
  const to = toNs(query.get('to'));
  const until = fresh ? (to / 1_000_000_000n + 1n) * 1_000_000_000n : to + 1n;
  const before = samples.filter(({ timeNs }) => timeNs <= from).slice(-1);
  const chosen = [...before, ...samples.filter(({ timeNs }) => timeNs > from && timeNs < until)];
  const lines = chosen.map(
    ({ timeNs, val, severity = 0, status = 0 }) =>
      `{ "secs": ${timeNs / 1_000_000_000n}, "val": ${val}, "nanos": ${timeNs % 1_000_000_000n}, "severity":${severity}, "status":${status} }`,
  );
  return `[ \n{ "meta": { "name": "${pv}" , "EGU": "J" , "PREC": "3" },\n"data": [ \n${lines.join(',\n')}\n] }\n ]\n`;
}

function toNs(iso: string | null): bigint {
  const [, seconds, nanos] = /^(.*)\.(\d{9})Z$/.exec(iso ?? '') ?? [];
  if (seconds === undefined || nanos === undefined) throw new Error(`Not a time with nanoseconds: ${iso}`);
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(nanos);
}
