import type { PeekSource } from '../../core/contract/browse.ts';
import { isRecord } from '../../core/contract/is-record.ts';
import type { TestRequest } from '../../core/contract/test-capture.ts';
import { madeEveryMs, testPulsesMost, testSecondsMost } from '../../core/contract/test-capture.ts';

/** A test as it is being put together; numbers as they are typed. */
export type Draft = {
  devices: readonly string[];
  sources: readonly PeekSource[];
  pulses: 'laser' | 'clock';
  everyMs: string;
  until: 'pulses' | 'seconds';
  count: string;
  seconds: string;
  upload: boolean;
};

export const firstDraft: Draft = {
  ...{ devices: [], sources: [], pulses: 'laser', everyMs: '1000' },
  ...{ until: 'pulses', count: '100', seconds: '60', upload: false },
};
/** Kept in a browser, a list may have grown under another version. */
const keptMost = 5000;

/** Whatever was kept, perhaps by another version: what is not understood is as at first. Uploading is never kept: it is decided each time. */
export function draftFrom(found: unknown): Draft {
  const at = (name: keyof Draft): unknown => (isRecord(found) ? found[name] : undefined);
  const text = (name: 'everyMs' | 'count' | 'seconds') => {
    const value = at(name);
    return typeof value === 'string' && /^\d{1,9}$/.test(value) ? value : firstDraft[name];
  };
  return {
    devices: listOf(at('devices'), (each) => (typeof each === 'string' ? each : null)),
    sources: listOf(at('sources'), sourceFrom),
    pulses: at('pulses') === 'clock' ? 'clock' : 'laser',
    until: at('until') === 'seconds' ? 'seconds' : 'pulses',
    ...{ everyMs: text('everyMs'), count: text('count'), seconds: text('seconds') },
    upload: false,
  };
}

/** Of which field it is wrong, and what is right instead; null where it is right. */
export function wrongIn(draft: Draft): Partial<Record<'count' | 'seconds' | 'everyMs', string>> {
  const { until, count, seconds, pulses, everyMs } = draft;
  const within = (text: string, least: number, most: number, unit: string) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most ? null : `From ${least} to ${most} ${unit}.`;
  const wrong = {
    count: until === 'pulses' ? within(count, 1, testPulsesMost, 'pulses') : null,
    seconds: until === 'seconds' ? within(seconds, 1, testSecondsMost, 'seconds') : null,
    everyMs: pulses === 'clock' ? within(everyMs, madeEveryMs.least, madeEveryMs.most, 'ms') : null,
  };
  return {
    ...(wrong.count !== null && { count: wrong.count }),
    ...(wrong.seconds !== null && { seconds: wrong.seconds }),
    ...(wrong.everyMs !== null && { everyMs: wrong.everyMs }),
  };
}

/** Those that the settings do not have any more are left out. */
export function requestOf(draft: Draft, known: ReadonlySet<string>): Omit<TestRequest, 'by'> {
  return {
    devices: draft.devices.filter((name) => known.has(name)),
    sources: [...draft.sources],
    pulses: draft.pulses === 'laser' ? { kind: 'laser' } : { kind: 'clock', everyMs: Number(draft.everyMs) },
    until: draft.until === 'pulses' ? { pulses: Number(draft.count) } : { seconds: Number(draft.seconds) },
    upload: draft.upload,
  };
}

export function isSame(left: PeekSource, right: PeekSource): boolean {
  return left.kind === 'kafka' ? right.kind === 'kafka' && left.topic === right.topic : right.kind === 'archiver' && left.pv === right.pv;
}

function listOf<T>(found: unknown, read: (each: unknown) => T | null): T[] {
  return Array.isArray(found) ? found.slice(0, keptMost).flatMap((each: unknown) => read(each) ?? []) : [];
}

function sourceFrom(found: unknown): PeekSource | null {
  if (!isRecord(found)) return null;
  const { kind, topic, pv } = found;
  if (kind === 'kafka' && typeof topic === 'string') return { kind, topic };
  return kind === 'archiver' && typeof pv === 'string' ? { kind, pv } : null;
}
