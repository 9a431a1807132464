import type { CaptureCells, CaptureVerdict } from '../../core/contract/api.ts';
import type { CaptureSearch, MissedCode } from '../../core/contract/captures-search.ts';
import { type UploadState, uploadStates } from '../../core/contract/uploads.ts';

/** What stands in the fields of the search. Times as a field of a date and a time gives them, in UTC: 2026-11-23T10:44. */
export type Filter = {
  pulseId: string;
  verdict: VerdictChoice;
  channel: string;
  /** What became of `channel`; nothing is searched by it alone. */
  outcome: OutcomeChoice;
  upload: UploadChoice;
  from: string;
  to: string;
};
export type OutcomeChoice = MissedCode | 'any';
export type UploadChoice = UploadState | 'any' | 'not-there';
export type VerdictChoice = CaptureVerdict | 'any' | 'not-complete';
export const noFilter: Filter = { pulseId: '', verdict: 'any', channel: '', outcome: 'any', upload: 'any', from: '', to: '' };

export const verdictChoices: Readonly<Record<VerdictChoice, string>> = {
  any: 'Any verdict',
  'not-complete': 'Not complete',
  complete: 'Complete',
  partial: 'Partial',
  empty: 'Empty',
  failed: 'Failed',
};

const longestId = 20;
const notComplete: CaptureVerdict[] = ['partial', 'empty', 'failed'];
/** Neither in the Gateway nor anybody's any more. */
const notThere = uploadStates.filter((state) => state !== 'accepted' && state !== 'withdrawn');
const nsPerMs = 1_000_000n;
const minuteNs = 60_000_000_000n;
const secondNs = 1_000_000_000n;

export type Query = { ok: true; search: CaptureSearch } | { ok: false; field: keyof Filter; sentence: string };

/** A pulse ID may be pasted with its spaces. The end of the span has all of the minute, or second, it names. */
export function queryOf(filter: Filter): Query {
  const text = filter.pulseId.replaceAll(/\s/g, '');
  if (!/^\d*$/.test(text) || text.length > longestId)
    return { ok: false, field: 'pulseId', sentence: `A pulse ID, or a part of one, has digits only, ${longestId} at most.` };
  const [fromNs, toNs] = [nsOf(filter.from), endNsOf(filter.to)];
  if (fromNs === null || toNs === null)
    return { ok: false, field: fromNs === null ? 'from' : 'to', sentence: 'This is no date and time since 1970, like 2026-11-23 10:44.' };
  if (fromNs !== undefined && toNs !== undefined && fromNs > toNs)
    return { ok: false, field: 'to', sentence: 'The time ends before it begins.' };
  const channel = filter.channel.trim();
  const search: CaptureSearch = {
    ...(text === '' ? {} : { text }),
    ...(channel === '' ? {} : { channel }),
    ...(channel === '' || filter.outcome === 'any' ? {} : { outcomes: [filter.outcome] }),
    ...(filter.upload === 'any' ? {} : { uploads: filter.upload === 'not-there' ? notThere : [filter.upload] }),
    ...(fromNs === undefined ? {} : { fromNs: String(fromNs) }),
    ...(toNs === undefined ? {} : { toNs: String(toNs) }),
    ...(filter.verdict === 'any' ? {} : { verdicts: filter.verdict === 'not-complete' ? notComplete : [filter.verdict] }),
  };
  return { ok: true, search };
}

/** As the journal would find it: for captures that came since it was asked. */
export function isFound(search: CaptureSearch, { pulse: { pulseId, timestampNs }, verdict, codes, upload }: CaptureCells): boolean {
  const code = search.channel === undefined ? undefined : codes[search.channel];
  const isMissed = code !== undefined && code !== 'captured' && (search.outcomes?.includes(code) ?? code !== 'skipped');
  return (
    (search.pulseId === undefined || search.pulseId === pulseId) &&
    (search.text === undefined || pulseId.includes(search.text)) &&
    (search.fromNs === undefined || BigInt(search.fromNs) <= BigInt(timestampNs)) &&
    (search.toNs === undefined || BigInt(search.toNs) >= BigInt(timestampNs)) &&
    (search.verdicts === undefined || (verdict !== null && search.verdicts.includes(verdict))) &&
    (search.channel === undefined || isMissed) &&
    (search.uploads === undefined || (upload !== undefined && search.uploads.includes(upload)))
  );
}

/** undefined: none is given. null: it is none. */
function nsOf(text: string): bigint | null | undefined {
  if (text === '') return undefined;
  const ms = Date.parse(`${text.trim().replace(' ', 'T')}Z`);
  return Number.isNaN(ms) || ms < 0 ? null : BigInt(ms) * nsPerMs;
}

function endNsOf(text: string): bigint | null | undefined {
  const ns = nsOf(text);
  if (ns === null || ns === undefined) return ns;
  const named = /:\d\d:\d\d/.test(text) ? secondNs : minuteNs;
  return ns + named - 1n;
}
