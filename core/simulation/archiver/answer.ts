import type { Facility } from '../facility.ts';
import { dataBody } from './body.ts';
import { pvStatus } from './management.ts';
import { samplesIn } from './samples.ts';
import { tomcatPage } from './tomcat.ts';

export type ArchiverFacts = Pick<Facility, 'pvs' | 'faults' | 'seed'>;
export type Answer = { status: number; contentType: string | null; body: string };

const html = 'text/html;charset=utf-8';
const hourNs = 3_600_000_000_000n;
/** What the appliance asks for without being told. */
const defaultLimit = 500;

/** What the appliance answers; a function of the request and the time, without a server round it. */
export function answerTo(facts: ArchiverFacts, method: string, url: URL, nowNs: bigint, sinceNs: bigint): Answer {
  const path = url.pathname;
  if (/^\/retrieval\/data\/getData\.\w+$/.test(path)) {
    if (method !== 'GET') return failed(400, 'PV name is null.');
    return path.endsWith('.json') ? getData(facts, url.searchParams, nowNs, sinceNs) : { status: 200, contentType: null, body: '' };
  }
  switch (path) {
    case '/retrieval/bpl/getMatchingPVs':
    case '/mgmt/bpl/getAllPVs':
      return matching(facts, url);
    case '/mgmt/bpl/getPVStatus':
      return json(namesIn(url).flatMap((name) => found(facts, name).map((pv) => pvStatus(facts, pv, nowNs))));
    case '/mgmt/bpl/getCurrentlyDisconnectedPVs':
      return json(
        [...facts.pvs.values()]
          .filter(({ device }) => facts.faults.isOn('pv-disconnected', device, nowNs))
          .map(({ wire }) => ({ pvName: wire.pv })),
      );
    default:
      return failed(404, `The requested resource [${path}] is not available`);
  }
}

function getData(facts: ArchiverFacts, query: URLSearchParams, nowNs: bigint, sinceNs: bigint): Answer {
  const name = query.get('pv');
  if (name === null || name === '') return failed(400, 'PV name is null.');
  const pv = facts.pvs.get(name);
  if (pv === undefined || facts.faults.isOn('archiver-404', pv.device, nowNs)) return failed(404, `Unable to find typeinfo for pv ${name}`);
  const toNs = query.has('to') ? parseTime(query.get('to') ?? '') : nowNs + hourNs;
  const fromNs = query.has('from') ? parseTime(query.get('from') ?? '') : nowNs - 24n * hourNs;
  // Its times are parsed by a method whose error it does not expect.
  if (fromNs === null || toNs === null) return failed(500, `Text '${query.get('from')}' could not be parsed`);
  if (toNs < fromNs) return failed(400, `For request, end ${query.get('to')} is before start ${query.get('from')} for pv ${name}`);
  const samples = toNs < sinceNs ? null : samplesIn(facts, pv, { fromNs, toNs, nowNs, sinceNs });
  return { status: 200, contentType: 'application/json', body: dataBody(pv, samples, query.get('fetchLatestMetadata') === 'true') };
}

/** ISO 8601 with a zone and up to nine digits behind the point, which is more than Date keeps; null where it is not that. */
function parseTime(text: string): bigint | null {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null) return null;
  const ms = Date.parse(`${parts[1]}${parts[3]}`);
  return Number.isNaN(ms) ? null : BigInt(ms) * 1_000_000n + BigInt((parts[2] ?? '').padEnd(9, '0'));
}

function matching(facts: ArchiverFacts, url: URL): Answer {
  const [glob, regex] = [url.searchParams.get('pv'), url.searchParams.get('regex')];
  const isListing = url.pathname.endsWith('getAllPVs');
  if (glob === null && regex === null && !isListing) return failed(404, 'Either the pv or the regex parameter is needed.');
  const pattern = regex === null ? fromGlob(glob ?? '*') : safePattern(regex);
  if (pattern === null) return failed(500, `Cannot read the regex ${regex}`);
  const limit = Number(url.searchParams.get('limit') ?? defaultLimit);
  const names = [...facts.pvs.keys()].filter((name) => pattern.test(name)).sort();
  return json(limit < 0 ? names : names.slice(0, limit));
}

function namesIn(url: URL): string[] {
  return (url.searchParams.get('pv') ?? '*').split(',');
}

function found({ pvs }: ArchiverFacts, name: string): string[] {
  if (!/[*?]/.test(name)) return [name];
  const pattern = fromGlob(name);
  return [...pvs.keys()].filter((key) => pattern.test(key));
}

function fromGlob(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

function safePattern(source: string): RegExp | null {
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    return null;
  }
}

function json(value: unknown): Answer {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(value) };
}

export function failed(status: number, message: string): Answer {
  return { status, contentType: html, body: tomcatPage(status, message) };
}
