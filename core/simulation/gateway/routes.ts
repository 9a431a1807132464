import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Answer, json, refused, unknownError, unprocessable } from './answer.ts';
import { matching } from './conditions.ts';
import type { GatewayFaultBoard } from './faults.ts';
import { faulty } from './faulty-manifest.ts';
import { ingest } from './ingest.ts';
import type { Manifest, ManifestStore } from './manifest.ts';
import type { SubmissionReader } from './reader.ts';
import { receiveJson } from './receive.ts';
import { recordJson } from './record-json.ts';
import type { RecordStore } from './records.ts';
import type { createUsers } from './users.ts';

/** All that stands behind the routes. */
export type Gateway = {
  now(): number;
  users: ReturnType<typeof createUsers>;
  manifests: ManifestStore;
  records: RecordStore;
  reader: SubmissionReader;
  faults: GatewayFaultBoard;
  milliseconds: boolean;
  storing(): Promise<void>;
};

/** `file` is where the field `file` of the form was put. */
export type Asked = { gateway: Gateway; request: IncomingMessage; url: URL; names: readonly string[]; file: string };

type Route = {
  method: 'GET' | 'POST';
  path: RegExp;
  /** `null` is open; a route's own right is named as the Gateway names it; '' asks for a token only. */
  right: string | null;
  /** Its body is a form with a file, which the server takes before it asks who it is from. */
  form?: true;
  answer(asked: Asked): Answer | Promise<Answer>;
};

export const routes: readonly Route[] = [
  { method: 'GET', path: /^\/version$/, right: null, answer: () => json(200, { version: '1.1.1' }) },
  {
    ...{ method: 'POST', path: /^\/login$/, right: null },
    answer: async ({ gateway, request }) => gateway.users.login(await receiveJson(request), gateway.now()),
  },
  {
    ...{ method: 'POST', path: /^\/verify$/, right: null },
    answer: async ({ gateway, request }) => gateway.users.verify(await receiveJson(request), gateway.now()),
  },
  {
    ...{ method: 'POST', path: /^\/refresh$/, right: null },
    answer: async ({ gateway, request }) => gateway.users.refresh(await receiveJson(request), request.headers.cookie, gateway.now()),
  },
  {
    ...{ method: 'POST', path: /^\/submit\/hdf$/, right: '/submit/hdf POST', form: true },
    answer: async ({ gateway, file }) => ingest(await gateway.reader.read(file), { ...gateway, manifest: manifestOf(gateway) }),
  },
  {
    ...{ method: 'POST', path: /^\/submit\/manifest$/, right: '/submit/manifest POST', form: true },
    answer: async ({ gateway, url, file }) =>
      gateway.manifests.submit(await readFile(file, 'utf8'), url.searchParams.get('bypass_channel_check') === 'true', gateway.now()),
  },
  { method: 'GET', path: /^\/channels$/, right: '', answer: ({ gateway }) => found(manifestOf(gateway)) },
  { method: 'GET', path: /^\/channels\/([^/]+)$/, right: '', answer: channel },
  { method: 'GET', path: /^\/experiments$/, right: '', answer: () => json(200, []) },
  { method: 'GET', path: /^\/records$/, right: '', answer: (asked) => list(asked) },
  {
    ...{ method: 'GET', path: /^\/records\/count$/, right: '' },
    answer: (asked) => list(asked, (records) => records.length),
  },
  { method: 'GET', path: /^\/records\/([^/]+)$/, right: '', answer: record },
];

function manifestOf({ manifests, faults }: Gateway): Manifest | null {
  const newest = faults.comes('gateway-no-manifest') ? null : manifests.newest();
  return newest === null ? null : faulty(newest, faults);
}

/** The Gateway does not look whether there is a manifest before it shows it. */
function found(manifest: object | null): Answer {
  return manifest === null ? unknownError('no manifest') : json(200, manifest);
}

function channel({ gateway, names: [name = ''] }: Asked): Answer {
  const manifest = manifestOf(gateway);
  if (manifest !== null && !Object.hasOwn(manifest.channels, name)) return refused(400, `Channel '${name}' cannot be found`);
  return found(manifest?.channels[name] ?? null);
}

function record({ gateway, names: [id = ''] }: Asked): Answer {
  const stored = gateway.records.get(id);
  return stored === null ? refused(404, 'Record cannot be found') : json(200, recordJson(stored));
}

function list({ gateway, url }: Asked, shown: (records: object[]) => unknown = (records) => records): Answer {
  const text = url.searchParams.get('conditions');
  if (text === null) return unprocessable('json_type', ['query', 'conditions'], 'JSON input should be string, bytes or bytearray');
  const conditions = matching(text);
  if (conditions === null) return unprocessable('json_invalid', ['query', 'conditions'], 'Invalid JSON');
  const skip = Number(url.searchParams.get('skip') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 0);
  const chosen = gateway.records.all().map(recordJson).filter(conditions);
  return json(200, shown(chosen.slice(skip, limit > 0 ? skip + limit : undefined)));
}
