import type { ExporterState } from '../../core/contract/api.ts';
import { type Row, rowsOf } from '../matrix/rows.ts';
import { agoWords, bytes, counted, duration } from '../words/numbers.ts';

/** One thing that should be so at the start of a shift. `attention`: will not do for long; `act`: somebody has to do something now. */
export type Check = { name: string; state: 'ok' | 'unknown' | 'attention' | 'act'; says: string };

/** A pulse may be as late as so many periods of the schedule, and what its capture takes. */
const latePeriods = 3;
const captureMs = 10_000;
/** With less time until it is full, the disk is worth a look. */
const shortMs = 24 * 3_600_000;

/** What a shift begins with looking at, from what the exporter has told already; what it does not have is left out. */
export function checksOf(state: ExporterState, nowMs: number): Check[] {
  const rows = rowsOf(state);
  const last = rows.find(({ inFlight }) => !inFlight);
  return [
    taking(state, last, nowMs),
    ...answering(state),
    ...together(state, last),
    captured(last),
    readBack(last),
    ...stored(state),
    ...known(state),
    disk(state, rows),
  ];
}

function taking({ schedule, group, running }: ExporterState, last: Row | undefined, nowMs: number): Check {
  const name = 'Pulses are taken';
  const agoMs = last === undefined ? null : nowMs - msOf(last);
  const ago = agoMs === null ? 'none yet' : agoWords(agoMs);
  if (!running) return { name, state: 'attention', says: 'the exporter has not begun' };
  if (group?.role !== 'follower' && schedule.kind === 'manual') return { name, state: 'attention', says: `by hand only, ${ago}` };
  if (agoMs === null) return { name, state: 'unknown', says: ago };
  const isLate = schedule.kind === 'seconds' && agoMs > latePeriods * schedule.every * 1000 + captureMs;
  return { name, state: isLate ? 'attention' : 'ok', says: ago };
}

const sources = { kafka: 'Kafka', archiver: 'Archiver', pulses: 'pulse source' } as const;

function answering({ sources: known }: ExporterState): Check[] {
  if (known.length === 0) return [];
  const away = known.filter(({ state }) => state === 'unreachable').map(({ source }) => sources[source]);
  const name = 'Sources answer';
  if (away.length > 0) return [{ name, state: 'act', says: `not ${away.join(', ')}` }];
  const isAsked = known.every(({ state }) => state === 'reachable');
  return [
    { name, state: isAsked ? 'ok' : 'unknown', says: isAsked ? known.map(({ source }) => sources[source]).join(', ') : 'not asked yet' },
  ];
}

function together({ group }: ExporterState, last: Row | undefined): Check[] {
  if (group === null || group.role === 'alone') return [];
  const name = 'All exporters took the last pulse';
  const shares = last?.inGroup?.shares ?? [];
  if (shares.length === 0) return [{ name, state: 'unknown', says: 'no pulse yet' }];
  const took = shares.filter(({ state }) => state === 'reported').length;
  return [{ name, state: took < shares.length ? 'act' : 'ok', says: `${took} of ${shares.length}` }];
}

function captured(last: Row | undefined): Check {
  const name = 'All expected channels captured';
  if (last === undefined) return { name, state: 'unknown', says: 'no pulse yet' };
  return { name, state: last.captured < last.expected ? 'attention' : 'ok', says: `${last.captured} of ${last.expected}` };
}

function readBack(last: Row | undefined): Check {
  const name = 'Last file read back equal';
  const [own] = last?.captures ?? [];
  if (own === undefined) return { name, state: 'unknown', says: 'none yet' };
  if (own.verdict === 'failed') return { name, state: 'act', says: own.failure?.code ?? 'failed' };
  return own.file === null ? { name, state: 'unknown', says: 'no file' } : { name, state: 'ok', says: bytes(own.bytes) };
}

function stored({ uploads }: ExporterState): Check[] {
  if (uploads === null) return [];
  const { state, queued, waiting } = uploads;
  const name = 'Gateway takes files';
  const files = queued + waiting === 0 ? 'all sent' : `${queued + waiting} to be sent`;
  if (state === 'working') return [{ name, state: waiting > 0 ? 'attention' : 'ok', says: files }];
  return [{ name, state: 'attention', says: `${state === 'held' ? 'held' : 'no answer'}, ${files}` }];
}

function known({ manifest }: ExporterState): Check[] {
  if (manifest === null) return [];
  const name = 'Gateway knows all channels';
  if (manifest.state === 'unknown') return [{ name, state: 'unknown', says: 'not asked yet' }];
  if (manifest.state === 'unavailable') return [{ name, state: 'attention', says: 'it has no manifest' }];
  const { refused, checked } = manifest;
  return [
    { name, state: refused > 0 ? 'attention' : 'ok', says: refused > 0 ? `${refused} would be refused` : counted(checked, 'channel') },
  ];
}

function disk({ disk: facts }: ExporterState, rows: readonly Row[]): Check {
  const name = 'Disk lasts';
  if (facts === null) return { name, state: 'unknown', says: 'not looked at yet' };
  if (facts.state !== 'ok') return { name, state: 'act', says: facts.state === 'low' ? 'nearly full' : 'cannot be written' };
  if (facts.freeBytes === null) return { name, state: 'ok', says: 'yes' };
  const ms = lastsMs(facts.freeBytes, rows);
  const free = `${bytes(facts.freeBytes)} free`;
  if (ms === null) return { name, state: 'ok', says: free };
  return { name, state: ms < shortMs ? 'attention' : 'ok', says: `${free}, ${duration(ms)}` };
}

/** Where nothing were removed; null where too little is seen to tell. */
function lastsMs(freeBytes: number, rows: readonly Row[]): number | null {
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (newest === undefined || oldest === undefined) return null;
  const written = rows.reduce((sum, { captures }) => sum + captures.reduce((own, { bytes: of }) => own + of, 0), 0);
  const spanMs = msOf(newest) - msOf(oldest);
  return written === 0 || spanMs <= 0 ? null : (freeBytes / written) * spanMs;
}

function msOf({ pulse }: Row): number {
  return Number(BigInt(pulse.timestampNs) / 1_000_000n);
}
